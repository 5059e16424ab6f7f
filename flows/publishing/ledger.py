"""What is known of each seed file: a cache in SQLite, rebuilt from the tables when it is lost.

One row per seed file that was looked at. `wins` tells whether its article is the published one:
of several files with one id, the first in order of `source_file`. `corrected` tells whether the
user's corrections changed its rows. `run` is the number of the run
that processed it last, so that rows of the running one are told from those already published.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from pathlib import Path

from flows.publishing.files import remove_tree
from flows.publishing.leaves import KEY_BITS

_VERSION = "2"
_TABLES = """
CREATE TABLE IF NOT EXISTS info (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS files (
    source_file TEXT PRIMARY KEY,
    size INTEGER,
    mtime_ns INTEGER,
    sha256 TEXT,
    article_id TEXT,
    place INTEGER,
    weight INTEGER NOT NULL,
    corrected INTEGER NOT NULL,
    wins INTEGER NOT NULL,
    run INTEGER NOT NULL
);
CREATE INDEX IF NOT EXISTS files_by_id ON files (article_id) WHERE article_id IS NOT NULL;
CREATE INDEX IF NOT EXISTS files_by_place ON files (place, weight) WHERE wins;
CREATE INDEX IF NOT EXISTS losers ON files (article_id) WHERE article_id IS NOT NULL AND NOT wins;
-- Archives that were gone through, and what was rejected on the way.
CREATE TABLE IF NOT EXISTS archives (
    source_file TEXT PRIMARY KEY, size INTEGER, mtime_ns INTEGER, sha256 TEXT
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS archive_rejects (
    archive TEXT, source_file TEXT, stage TEXT, reason TEXT, detail TEXT,
    PRIMARY KEY (archive, source_file, stage, reason, detail)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS rejects (
    source_file TEXT, stage TEXT, reason TEXT, detail TEXT,
    -- 'found' while listing the folder, else 'processed'
    origin TEXT,
    PRIMARY KEY (source_file, stage, reason, detail)
) WITHOUT ROWID;
"""


class LedgerError(Exception):
    """The ledger cannot be used as it is."""


class Ledger:
    """The ledger's connection. All changes of a run are one transaction, ended by `commit`."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.db = _connect(path)

    @property
    def generation(self) -> str | None:
        """The generation that the ledger describes."""
        row = self.db.execute("SELECT value FROM info WHERE name = 'generation'").fetchone()
        return None if row is None else str(row[0])

    def begin(self) -> None:
        """Start the run's transaction."""
        self.db.execute("BEGIN IMMEDIATE")

    def commit(self, generation: str) -> None:
        """Make the run's changes stand; they describe `generation`."""
        if self.generation != generation:  # rewriting the same would move bytes in the file
            self.db.execute("INSERT OR REPLACE INTO info VALUES ('generation', ?)", (generation,))
        self.db.execute("COMMIT")

    def close(self) -> None:
        """Give the connection up; what was not committed is forgotten."""
        self.db.close()

    def clear(self) -> None:
        """Forget all files and rejects, within the transaction."""
        self.db.execute("DELETE FROM info WHERE name <> 'version'")
        for table in ("files", "rejects", "archives", "archive_rejects"):
            self.db.execute(f"DELETE FROM {table}")

    def stamps(self) -> tuple[int, ...]:
        """Counts and sums that tell whether sizes or times of known files have changed."""
        row = self.db.execute(
            "SELECT count(*), ifnull(sum(size), 0), ifnull(sum(mtime_ns % 1000000007), 0), "
            "(SELECT count(*) FROM rejects) FROM files"
        ).fetchone()
        return tuple(map(int, row))

    def next_run(self) -> int:
        """A number that no row carries yet."""
        highest = self.db.execute("SELECT value FROM info WHERE name = 'run'").fetchone()
        number = 1 if highest is None else int(highest[0]) + 1
        self.db.execute("INSERT OR REPLACE INTO info VALUES ('run', ?)", (number,))
        return number

    def count_places(self, first: int, last: int, shift: int) -> list[tuple[int, int, int]]:
        """Published articles and their bytes by bucket of places; see `leaves.CountPlaces`."""
        return self.db.execute(
            "SELECT place >> ?, count(*), sum(weight) FROM files "
            "WHERE wins AND place BETWEEN ? AND ? GROUP BY 1 ORDER BY 1",
            (shift, first, last),
        ).fetchall()

    def count_published(self, first: int, last: int) -> int:
        """How many articles are to be published in a range of places."""
        query = "SELECT count(*) FROM files WHERE wins AND place BETWEEN ? AND ?"
        return int(self.db.execute(query, (first, last)).fetchone()[0])

    def count_rejects(self) -> list[tuple[int | None, int]]:
        """Rejects by the month of their article: any place in it, or None, and how many."""
        return self.db.execute(
            "SELECT min(place), count(*) FROM rejects LEFT JOIN files USING (source_file) "
            "GROUP BY place >> ?",
            (KEY_BITS,),
        ).fetchall()

    def kept_ids(self, first: int, last: int, run: int) -> list[str]:
        """Ids of articles in a range of places whose rows are published and were not redone."""
        rows = self.db.execute(
            "SELECT article_id FROM files WHERE wins AND place BETWEEN ? AND ? AND run <> ?",
            (first, last, run),
        )
        return [row[0] for row in rows]

    def add_published(
        self,
        articles: Iterable[tuple[str, str, str, int, int]],
        rejects: Iterable[tuple[str, str, str, str]],
        corrected: bool,
    ) -> None:
        """Take over what is published: (source_file, sha256, article_id, place, weight), rejects.

        Sizes and times are not published, so the next plan hashes every file once. Files that
        have no published article count as new then, so their rejects are not taken over.
        `corrected` tells whether any of the articles may have been changed by corrections.
        """
        self.db.executemany(
            "INSERT INTO files "
            "(source_file, sha256, article_id, place, weight, corrected, wins, run) "
            f"VALUES (?, ?, ?, ?, ?, {int(corrected)}, 1, 0)",
            articles,
        )
        self.db.executemany(
            "INSERT OR IGNORE INTO rejects SELECT ?1, ?2, ?3, ?4, 'processed' "
            "WHERE EXISTS (SELECT 1 FROM files WHERE source_file = ?1)",
            rejects,
        )


def open_ledger(path: Path) -> tuple[Ledger, bool]:
    """The ledger at `path`, and whether it had to be made anew because it was damaged."""
    try:
        return Ledger(path), False
    except LedgerError:
        for name in (path.name, f"{path.name}-wal", f"{path.name}-shm", f"{path.name}-journal"):
            remove_tree(path.with_name(name))
        return Ledger(path), True


def _connect(path: Path) -> sqlite3.Connection:
    # The flow may plan in one thread and publish in another, but never in both at once.
    db = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    try:
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = FULL")
        db.execute("PRAGMA cache_size = -65536")
        if path.stat().st_size and db.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
            raise LedgerError("damaged")
        db.executescript(_TABLES)
        version = db.execute("SELECT value FROM info WHERE name = 'version'").fetchone()
        if version is None:
            db.execute("INSERT INTO info VALUES ('version', ?)", (_VERSION,))
        elif version[0] != _VERSION:
            raise LedgerError("of another version")
        db.execute("SELECT source_file, wins, run FROM files LIMIT 1").fetchone()
    except sqlite3.DatabaseError as error:
        db.close()
        if isinstance(error, sqlite3.OperationalError) and "readonly" in str(error):
            raise
        if "full" in str(error) or "disk I/O" in str(error):
            raise
        raise LedgerError(str(error)) from error
    except LedgerError:
        db.close()
        raise
    return db
