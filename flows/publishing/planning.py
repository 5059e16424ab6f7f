"""Which seed files have to be processed: the folder as it is against the ledger."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Collection, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from flows.publishing.files import hash_file
from flows.publishing.ledger import Ledger
from flows.publishing.planned_archives import (
    look_into_archives,
    note_archive,
    planned_members,
    prepare_archives,
)
from flows.records import Reject

if TYPE_CHECKING:
    from flows.reading.found import SeedFile
    from flows.reading.seed_files import Found

# A file written in the same tick of the clock as it was listed may change again without a trace,
# so what is younger than this is hashed once more next time.
_SETTLED_NS = 2_000_000_000
_UNSETTLED = 0
# Threads that read files to compare them: what takes time is waiting for the disk or the network.
_HASHERS = 8
# A batch holds no more seed bytes than this, so that its memory has a bound, too; and no more of
# those that it carries with it, for several batches are on their way.
_BATCH_BYTES = 32 * 1024 * 1024
_CARRIED_BYTES = 8 * 1024 * 1024

_REJECT_COLUMNS = "source_file, stage, reason, detail"
_TABLES = (
    "DROP TABLE IF EXISTS temp.seen",
    "DROP TABLE IF EXISTS temp.todo",
    "DROP TABLE IF EXISTS temp.found_rejects",
    "DROP TABLE IF EXISTS temp.unsettled",
    "CREATE TEMP TABLE unsettled (source_file TEXT PRIMARY KEY) WITHOUT ROWID",
    # The last three are for members of archives; their path is the archive's.
    "CREATE TEMP TABLE seen (source_file TEXT PRIMARY KEY, path BLOB, size INTEGER, "
    "mtime_ns INTEGER, archive TEXT, number INTEGER, sha256 TEXT) WITHOUT ROWID",
    "CREATE TEMP TABLE todo (source_file TEXT PRIMARY KEY) WITHOUT ROWID",
    f"CREATE TEMP TABLE found_rejects ({_REJECT_COLUMNS}, PRIMARY KEY ({_REJECT_COLUMNS})) "
    "WITHOUT ROWID",
)


@dataclass(frozen=True, slots=True)
class Counts:
    """Seed files by what is to be done with them; see `records.Plan`."""

    found: int
    new: int
    changed: int
    unchanged: int
    removed: int
    redone: int
    to_process: int
    unsettled: int
    rejects_differ: bool


def compare(
    ledger: Ledger,
    seed_files: Iterable[Found],
    redo_all: bool,
    settle_seconds: float = 0.0,
    redo_articles: Collection[str] | None = None,
) -> Counts:
    """Fill the temporary tables `seen`, `todo`, `found_rejects` and `unsettled`, and count.

    Files whose size or time differ from the ledger are hashed; the same bytes are the same file.
    Files modified less than `settle_seconds` ago may still be being written: new ones are passed
    over, known ones keep their published rows. `redo_articles`, if given, are ids of articles that
    new corrections may concern; those that the old ones changed are redone with them.
    """
    db = ledger.db
    for statement in _TABLES:
        db.execute(statement)
    unsettled = _list_seen(db, seed_files, int(settle_seconds * 1e9))
    changed = look_into_archives(db, redo_all)
    new = db.execute(
        "INSERT INTO todo SELECT source_file FROM seen "
        "WHERE source_file NOT IN (SELECT source_file FROM files)"
    ).rowcount
    changed += _add_changed(db)
    removed = _count(
        db, "SELECT count(*) FROM files WHERE source_file NOT IN (SELECT source_file FROM seen)"
    )
    redone = _add_redone(db, redo_all)
    if redo_articles is not None:
        redone += _add_corrected(db, redo_articles)
    seen = _count(db, "SELECT count(*) FROM seen")
    return Counts(
        found=seen + _count(db, "SELECT count(*) FROM found_rejects"),
        new=new,
        changed=changed,
        unchanged=seen - new - changed,
        removed=removed,
        redone=redone,
        to_process=new + changed + redone,
        unsettled=unsettled,
        rejects_differ=_rejects_differ(db),
    )


def planned_batches(db: sqlite3.Connection, size: int) -> Iterator[list[SeedFile]]:
    """The files to process, in order of their names, in lists of `size` or less; then the members
    of archives."""
    batch: list[SeedFile] = []
    batch_bytes = 0.0
    for seed in chain(_planned_files(db), planned_members(db)):
        carried = seed.member is not None and seed.member.content is not None
        weight = seed.size * (_BATCH_BYTES / _CARRIED_BYTES if carried else 1)
        if batch and (len(batch) >= size or batch_bytes + weight > _BATCH_BYTES):
            yield batch
            batch, batch_bytes = [], 0.0
        batch.append(seed)
        batch_bytes += weight
    if batch:
        yield batch


def _planned_files(db: sqlite3.Connection) -> Iterator[SeedFile]:
    from flows.reading.found import SeedFile

    # Fetched in slices, because others use the connection while the caller holds a batch.
    last = ""
    while rows := db.execute(
        "SELECT source_file, path, size, mtime_ns FROM todo JOIN seen USING (source_file) "
        "WHERE source_file > ? AND archive IS NULL ORDER BY source_file LIMIT 1000",
        (last,),
    ).fetchall():
        last = rows[-1][0]
        for source_file, path, file_size, mtime_ns in rows:
            yield SeedFile(Path(os.fsdecode(path)), source_file, file_size, mtime_ns)


def _list_seen(db: sqlite3.Connection, seed_files: Iterable[Found], settle_ns: int) -> int:
    """Fill the tables with what is in the folder; returns how many files are left for later.

    Nothing is held in memory, however much of a folder may be rejects or just being written.
    """
    from flows.reading.found import SeedArchive

    left = 0
    now = time.time_ns()

    def rows() -> Iterator[tuple[str, bytes, int, int]]:
        nonlocal left
        for found in seed_files:
            if isinstance(found, Reject):
                _note_reject(db, found)
                continue
            time_ns = found.mtime_ns if found.mtime_ns < now - _SETTLED_NS else _UNSETTLED
            # A time that is still to come tells nothing: the clocks of two machines differ.
            being_written = 0 <= now - found.mtime_ns < settle_ns
            left += being_written
            if isinstance(found, SeedArchive):
                note_archive(db, found, time_ns, being_written)
            elif not being_written or _is_left_for_later(db, found):
                yield found.source_file, os.fsencode(found.path), found.size, time_ns

    prepare_archives(db)
    db.executemany(
        "INSERT OR IGNORE INTO seen (source_file, path, size, mtime_ns) VALUES (?, ?, ?, ?)",
        rows(),
    )
    return left


def _note_reject(db: sqlite3.Connection, found: Reject) -> None:
    db.execute(
        "INSERT OR IGNORE INTO found_rejects VALUES (?, ?, ?, ?)",
        (found.source_file, found.stage, found.reason, found.detail),
    )


def _is_left_for_later(db: sqlite3.Connection, found: SeedFile) -> bool:
    """Note a file that may still be being written; whether it is known, and so stays as it was."""
    db.execute("INSERT OR IGNORE INTO unsettled VALUES (?)", (found.source_file,))
    known = "SELECT EXISTS (SELECT 1 FROM files WHERE source_file = ?)"
    return bool(db.execute(known, (found.source_file,)).fetchone()[0])


def _add_changed(db: sqlite3.Connection) -> int:
    """Add files with other bytes than known; note the new times of those that were only touched."""
    changed = 0
    last = ""
    while rows := db.execute(
        "SELECT source_file, path, seen.size, seen.mtime_ns, files.sha256 "
        "FROM seen JOIN files USING (source_file) WHERE source_file > ? AND archive IS NULL "
        "AND source_file NOT IN (SELECT source_file FROM unsettled) "
        "AND (seen.size IS NOT files.size OR seen.mtime_ns IS NOT files.mtime_ns "
        "OR seen.mtime_ns = ? OR files.sha256 IS NULL) "
        "ORDER BY source_file LIMIT 1000",
        (last, _UNSETTLED),
    ).fetchall():
        last = rows[-1][0]
        with ThreadPoolExecutor(_HASHERS) as pool:
            hashes = list(pool.map(_hash, [row[1] for row in rows]))
        for (source_file, _, size, mtime_ns, sha256), found in zip(rows, hashes, strict=True):
            if found == sha256:
                db.execute(
                    "UPDATE files SET size = ?, mtime_ns = ? WHERE source_file = ?",
                    (size, mtime_ns, source_file),
                )
            else:
                db.execute("INSERT INTO todo VALUES (?)", (source_file,))
                changed += 1
    return changed


def _hash(path: bytes) -> str | None:
    try:
        return hash_file(Path(os.fsdecode(path)))
    except OSError:
        return None


def _add_redone(db: sqlite3.Connection, redo_all: bool) -> int:
    if redo_all:
        return db.execute("INSERT OR IGNORE INTO todo SELECT source_file FROM seen").rowcount
    # A file that lost its id to another is not in the tables. When the other one changes or
    # goes, it may have to stand in.
    return db.execute(
        "INSERT OR IGNORE INTO todo SELECT source_file FROM files JOIN seen USING (source_file) "
        "WHERE article_id IS NOT NULL AND NOT wins AND article_id IN ("
        "SELECT article_id FROM files WHERE article_id IS NOT NULL AND wins AND ("
        "source_file IN (SELECT source_file FROM todo) "
        "OR source_file NOT IN (SELECT source_file FROM seen)))"
    ).rowcount


def _add_corrected(db: sqlite3.Connection, articles: Collection[str]) -> int:
    """Add what other corrections may change: articles that correction has changed before, those
    named, and those with records held back, which the tables do not tell of."""
    db.execute("DROP TABLE IF EXISTS temp.concerned")
    db.execute("CREATE TEMP TABLE concerned (article_id TEXT PRIMARY KEY) WITHOUT ROWID")
    db.executemany("INSERT OR IGNORE INTO concerned VALUES (?)", ((id_,) for id_ in articles))
    return db.execute(
        "INSERT OR IGNORE INTO todo SELECT source_file FROM files JOIN seen USING (source_file) "
        "WHERE source_file NOT IN (SELECT source_file FROM unsettled) AND (corrected "
        "OR article_id IN (SELECT article_id FROM concerned) "
        "OR source_file IN (SELECT source_file FROM rejects WHERE origin = 'processed'))"
    ).rowcount


def _rejects_differ(db: sqlite3.Connection) -> bool:
    known = f"SELECT {_REJECT_COLUMNS} FROM rejects WHERE origin = 'found'"
    found = f"SELECT {_REJECT_COLUMNS} FROM found_rejects"
    query = f"SELECT EXISTS ({found} EXCEPT {known}) OR EXISTS ({known} EXCEPT {found})"
    return bool(_count(db, query))


def _count(db: sqlite3.Connection, query: str) -> int:
    return int(db.execute(query).fetchone()[0])
