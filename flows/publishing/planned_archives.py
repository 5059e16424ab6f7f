"""Archives in planning: which of their members are known, and the members of a batch.

An archive of unchanged size and time is not opened: its members and what was rejected of it stand
in the ledger. One that is new or changed is gone through once, and only those of its members are
processed whose bytes differ. Where members stand is never kept: batches are put together by going
through the archive again.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from flows.publishing.files import hash_file
from flows.records import Reject

if TYPE_CHECKING:
    from flows.reading.found import SeedArchive, SeedFile

# What stands for the hash of a member that is damaged: no bytes have it.
_DAMAGED = "damaged"
# The members of an archive; nothing else can have such a name, and '0' follows '/'.
_OF_ARCHIVE = "source_file > ?1 || '/' AND source_file < ?1 || '0'"

_TABLES = (
    "DROP TABLE IF EXISTS temp.seen_archives",
    # `mtime_ns` is what the ledger is to know, `true_mtime_ns` what the system says.
    "CREATE TEMP TABLE seen_archives (source_file TEXT PRIMARY KEY, path BLOB, size INTEGER, "
    "mtime_ns INTEGER, true_mtime_ns INTEGER, unsettled INTEGER) WITHOUT ROWID",
)


def prepare_archives(db: sqlite3.Connection) -> None:
    """Make the table of archives that are in the folder."""
    for statement in _TABLES:
        db.execute(statement)


def note_archive(
    db: sqlite3.Connection, found: SeedArchive, mtime_ns: int, being_written: bool
) -> None:
    """Note an archive that is in the folder, and the time of it to remember."""
    db.execute(
        "INSERT OR IGNORE INTO seen_archives VALUES (?, ?, ?, ?, ?, ?)",
        (
            found.source_file,
            os.fsencode(found.path),
            found.size,
            mtime_ns,
            found.mtime_ns,
            being_written,
        ),
    )


def look_into_archives(db: sqlite3.Connection, redo_all: bool) -> int:
    """Add the members of all archives to `seen`, their rejects to `found_rejects`, and known
    members with other bytes to `todo`; returns how many those are."""
    changed = 0
    last = ""
    while row := db.execute(
        "SELECT source_file, mtime_ns, unsettled FROM seen_archives "
        "WHERE source_file > ? ORDER BY source_file LIMIT 1",
        (last,),
    ).fetchone():
        last, mtime_ns, unsettled = row
        archive = _archive(db, last)
        if unsettled:
            _take_over(db, last)
            db.execute(
                f"INSERT OR IGNORE INTO unsettled SELECT source_file FROM seen WHERE {_OF_ARCHIVE}",
                (last,),
            )
        elif _is_same(db, archive, mtime_ns) and not redo_all:
            _take_over(db, last)
        else:
            changed += _go_through(db, archive)
    db.execute(
        "DELETE FROM archives WHERE source_file NOT IN (SELECT source_file FROM seen_archives)"
    )
    db.execute(
        "DELETE FROM archive_rejects WHERE archive NOT IN (SELECT source_file FROM archives)"
    )
    db.execute(
        "INSERT OR IGNORE INTO found_rejects "
        "SELECT source_file, stage, reason, detail FROM archive_rejects"
    )
    return changed


def planned_members(db: sqlite3.Connection) -> Iterator[SeedFile]:
    """The members to process, archive by archive, in the order in which they stand there."""
    from flows.reading.archives import list_members

    archives = db.execute(
        "SELECT archive, count(*) FROM todo JOIN seen USING (source_file) "
        "WHERE archive IS NOT NULL GROUP BY archive ORDER BY archive"
    ).fetchall()
    for source_file, left in archives:
        archive = _archive(db, source_file)
        _number_members(db, archive)
        given = bytearray()  # by the number of the entry
        for found in list_members(archive):
            if isinstance(found, Reject) or not _is_wanted(db, found):
                continue
            yield found
            number = _number(found)
            given.extend(bytes(max(0, number + 1 - len(given))))
            given[number] = 1
            left -= 1
            if not left:
                break
        else:
            yield from _missing(db, archive, given)


def hash_seed(seed: SeedFile) -> str | None:
    """SHA-256 of a seed file's bytes, or of a member's; None if they cannot be read now."""
    if seed.member is None:
        try:
            return hash_file(seed.path)
        except OSError:
            return None
    from flows.reading import RejectReason, read_bytes

    content = read_bytes(seed)
    if isinstance(content, Reject):
        return _DAMAGED if content.reason == RejectReason.MEMBER_DAMAGED else None
    return hashlib.sha256(content).hexdigest()


def _is_same(db: sqlite3.Connection, archive: SeedArchive, mtime_ns: int) -> bool:
    """Whether the ledger knows the archive as it is; notes how it is now, as of `mtime_ns`."""
    from flows.reading.archives import on_this_machine

    source_file, size = archive.source_file, archive.size
    known = db.execute(
        "SELECT size, mtime_ns, sha256 FROM archives WHERE source_file = ?", (source_file,)
    ).fetchone()
    if known is not None and mtime_ns and known[:2] == (size, mtime_ns):
        sha256 = known[2]
    else:
        try:
            sha256 = hash_file(on_this_machine(archive).path)
        except OSError:
            sha256 = None
        db.execute(
            "INSERT OR REPLACE INTO archives VALUES (?, ?, ?, ?)",
            (source_file, size, mtime_ns, sha256),
        )
    unread = f"SELECT EXISTS (SELECT 1 FROM files WHERE {_OF_ARCHIVE} AND sha256 IS NULL)"
    return (
        known is not None
        and sha256 is not None
        and sha256 == known[2]
        and not db.execute(unread, (source_file,)).fetchone()[0]
    )


def _take_over(db: sqlite3.Connection, source_file: str) -> None:
    """Take an archive's members from the ledger."""
    db.execute(
        "INSERT OR IGNORE INTO seen (source_file, size, mtime_ns, archive) "
        f"SELECT source_file, size, mtime_ns, ?1 FROM files WHERE {_OF_ARCHIVE} "
        "AND EXISTS (SELECT 1 FROM archives WHERE source_file = ?1)",
        (source_file,),
    )


def _go_through(db: sqlite3.Connection, archive: SeedArchive) -> int:
    """Take an archive's members from itself; returns how many known ones have other bytes."""
    from flows.reading.archives import list_members

    db.execute("DELETE FROM archive_rejects WHERE archive = ?", (archive.source_file,))
    for found in list_members(archive):
        if isinstance(found, Reject):
            _add_reject(db, archive.source_file, found)
            continue
        known = db.execute(
            "SELECT 1 FROM files WHERE source_file = ?", (found.source_file,)
        ).fetchone()
        sha256 = None if known is None else hash_seed(found)
        before = db.execute(
            "SELECT number FROM seen WHERE source_file = ?", (found.source_file,)
        ).fetchone()
        if before is not None:
            _add_reject(db, archive.source_file, _repeated(archive, found, before[0]))
        # Of members with one name the last stands, as it would in a folder after unpacking.
        db.execute(
            "INSERT OR REPLACE INTO seen "
            "(source_file, size, mtime_ns, archive, number, sha256) VALUES (?, ?, 0, ?, ?, ?)",
            (found.source_file, found.size, archive.source_file, _number(found), sha256),
        )
    # A damaged member is looked at again: what is wrong with it may be something else now.
    return db.execute(
        "INSERT INTO todo SELECT source_file FROM seen JOIN files USING (source_file) "
        f"WHERE {_OF_ARCHIVE} AND (seen.sha256 IS NOT files.sha256 OR seen.sha256 IS NULL "
        f"OR seen.sha256 = '{_DAMAGED}')",
        (archive.source_file,),
    ).rowcount


def _add_reject(db: sqlite3.Connection, archive: str, found: Reject) -> None:
    db.execute(
        "INSERT OR IGNORE INTO archive_rejects VALUES (?, ?, ?, ?, ?)",
        (archive, found.source_file, found.stage, found.reason, found.detail),
    )


def _repeated(archive: SeedArchive, found: SeedFile, number: int) -> Reject:
    from flows.reading.archives.members import in_member
    from flows.reading.rejections import RejectReason

    name = found.source_file[len(archive.source_file) + 1 :]
    last = f"entry {_number(found)} is another"
    return in_member(archive.source_file, number, name, RejectReason.NAME_REPEATED, last)


def _archive(db: sqlite3.Connection, source_file: str) -> SeedArchive:
    from flows.reading.found import SeedArchive

    path, size, mtime_ns = db.execute(
        "SELECT path, size, true_mtime_ns FROM seen_archives WHERE source_file = ?", (source_file,)
    ).fetchone()
    return SeedArchive(Path(os.fsdecode(path)), source_file, size, mtime_ns)


def _is_wanted(db: sqlite3.Connection, found: SeedFile) -> bool:
    """Whether a member is to be processed; of several with one name, only the last is."""
    row = db.execute(
        "SELECT number FROM todo JOIN seen USING (source_file) WHERE source_file = ?",
        (found.source_file,),
    ).fetchone()
    return row is not None and row[0] == _number(found)


def _number_members(db: sqlite3.Connection, archive: SeedArchive) -> None:
    """Give the members their numbers, if they were taken from the ledger."""
    from flows.reading.archives import list_members

    unnumbered = f"SELECT EXISTS (SELECT 1 FROM seen WHERE {_OF_ARCHIVE} AND number IS NULL)"
    if db.execute(unnumbered, (archive.source_file,)).fetchone()[0]:
        db.executemany(
            "UPDATE seen SET number = ? WHERE source_file = ?",
            (
                (_number(found), found.source_file)
                for found in list_members(archive)
                if not isinstance(found, Reject)
            ),
        )


def _missing(db: sqlite3.Connection, archive: SeedArchive, given: bytearray) -> Iterator[SeedFile]:
    """Members that were there when the run was planned; reading them tells that they are gone."""
    from flows.reading.found import Member, SeedFile

    last = f"{archive.source_file}/"
    while rows := db.execute(
        "SELECT source_file, size, number FROM todo JOIN seen USING (source_file) "
        f"WHERE {_OF_ARCHIVE} AND source_file > ?2 ORDER BY source_file LIMIT 1000",
        (archive.source_file, last),
    ).fetchall():
        last = rows[-1][0]
        for source_file, size, number in rows:
            if number is None or number >= len(given) or not given[number]:
                gone = Member(number or 0, archive.size, archive.mtime_ns)
                yield SeedFile(archive.path, source_file, size, 0, gone)


def _number(found: SeedFile) -> int:
    assert found.member is not None  # only members are listed
    return found.member.number
