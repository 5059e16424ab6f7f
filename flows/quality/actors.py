"""Which actors each month has: a cache beside the tables, made again where it does not fit them.

Told apart by 64 bits of a hash, so that a million actors take a few ten megabytes on disk and
none in memory.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

_TABLES = """
CREATE TABLE IF NOT EXISTS months (month TEXT PRIMARY KEY, digest TEXT) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS seen (
    actor INTEGER, month TEXT, PRIMARY KEY (actor, month)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS seen_by_month ON seen (month);
"""

# Months sort by name, and `unknown` after all of them: an undated article makes nothing old.
MonthActors = Callable[[str], Iterable[str]]


class ActorMonths:
    """The cache's connection; made by `open_actor_months`."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def update(self, digests: Mapping[str, str], actor_ids: MonthActors) -> None:
        """Make the cache hold these months; reads those whose digest differs."""
        known = dict(self._db.execute("SELECT month, digest FROM months"))
        for month in known.keys() - digests.keys():
            self._forget(month)
        for month in sorted(digests):
            if known.get(month) == digests[month]:
                continue
            self._forget(month)
            self._db.executemany(
                "INSERT OR IGNORE INTO seen VALUES (?, ?)",
                ((_key(actor), month) for actor in actor_ids(month)),
            )
            self._db.execute("INSERT INTO months VALUES (?, ?)", (month, digests[month]))
        self._db.commit()

    def counts(self) -> dict[str, tuple[int, int]]:
        """By month: how many actors it has, and how many of them no earlier month has."""
        actors = dict(self._db.execute("SELECT month, count(*) FROM seen GROUP BY month"))
        new = dict(
            self._db.execute(
                "SELECT first, count(*) FROM "
                "(SELECT min(month) AS first FROM seen GROUP BY actor) GROUP BY first"
            )
        )
        return {month: (count, new.get(month, 0)) for month, count in actors.items()}

    def _forget(self, month: str) -> None:
        self._db.execute("DELETE FROM seen WHERE month = ?", (month,))
        self._db.execute("DELETE FROM months WHERE month = ?", (month,))


@contextmanager
def open_actor_months(path: Path) -> Iterator[ActorMonths]:
    """The cache at `path`, made anew if it is missing or damaged."""
    try:
        db = _connect(path)
    except sqlite3.DatabaseError:
        for leftover in path.parent.glob(f"{path.name}*"):
            leftover.unlink()
        db = _connect(path)
    try:
        yield ActorMonths(db)
    finally:
        db.close()


def _connect(path: Path) -> sqlite3.Connection:
    db = sqlite3.connect(path)
    try:
        # What a power cut takes is read from the tables again.
        db.execute("PRAGMA synchronous = OFF")
        if db.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
            raise sqlite3.DatabaseError("damaged")
        db.executescript(_TABLES)
    except sqlite3.DatabaseError:
        db.close()
        raise
    return db


def _key(actor_id: str) -> int:
    digest = hashlib.blake2b(actor_id.encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)
