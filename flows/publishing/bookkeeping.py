"""Carry a run's batches into the ledger, and find out which places of the tables they touch."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from flows.publishing.ledger import Ledger
from flows.publishing.records import OutputError
from flows.publishing.staging import StagedBatch

_TABLES = (
    "DROP TABLE IF EXISTS temp.touched",
    "CREATE TEMP TABLE touched (place INTEGER PRIMARY KEY)",
)


def record_batches(ledger: Ledger, batches: Iterable[StagedBatch]) -> int:
    """Bring `files` and `rejects` up to date; returns the number of this run.

    Afterwards the temporary table `touched` holds every place whose rows differ from what is
    published. Raises OutputError if the batches do not cover what was planned.
    """
    db = ledger.db
    for statement in _TABLES:
        db.execute(statement)
    run = ledger.next_run()
    _forget(db)
    _add(db, batches, run)
    missing = db.execute(
        "SELECT count(*) FROM todo LEFT JOIN files USING (source_file) WHERE run IS NOT ?", (run,)
    ).fetchone()[0]
    if missing:
        raise OutputError(f"{missing} planned files were not processed: run again.")
    _settle_ids(db)
    _replace_found_rejects(db)
    return run


def staged_losers(db: sqlite3.Connection, run: int) -> set[str]:
    """Files of this run whose article is not published because another has its id."""
    return {
        row[0]
        for row in db.execute(
            "SELECT source_file FROM files WHERE article_id IS NOT NULL AND NOT wins AND run = ?",
            (run,),
        )
    }


def touched_months(db: sqlite3.Connection, key_bits: int) -> list[int]:
    """One place of every month that is touched, ascending."""
    rows = db.execute("SELECT min(place) FROM touched GROUP BY place >> ? ORDER BY 1", (key_bits,))
    return [row[0] for row in rows]


def is_touched(db: sqlite3.Connection, first: int, last: int) -> bool:
    """Whether any place of a range is touched."""
    query = "SELECT EXISTS (SELECT 1 FROM touched WHERE place BETWEEN ? AND ?)"
    return bool(db.execute(query, (first, last)).fetchone()[0])


def _forget(db: sqlite3.Connection) -> None:
    """Files that are gone, and the published state of those that were processed again."""
    gone = "source_file NOT IN (SELECT source_file FROM seen)"
    again = "source_file IN (SELECT source_file FROM todo)"
    for which in (gone, again):
        db.execute(f"INSERT OR IGNORE INTO touched SELECT place FROM files WHERE wins AND {which}")
        db.execute(f"DELETE FROM files WHERE {which}")
        db.execute(f"DELETE FROM rejects WHERE origin = 'processed' AND {which}")


def _add(db: sqlite3.Connection, batches: Iterable[StagedBatch], run: int) -> None:
    for batch in batches:
        db.executemany(
            "INSERT OR REPLACE INTO files "
            "(source_file, size, mtime_ns, sha256, article_id, place, weight, corrected, "
            "wins, run) "
            f"VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?5 IS NOT NULL, {run})",
            batch.outcomes(),
        )
        db.executemany(
            "INSERT OR IGNORE INTO rejects VALUES (?, ?, ?, ?, 'processed')", batch.rejects()
        )
    db.execute(f"INSERT OR IGNORE INTO touched SELECT place FROM files WHERE run = {run} AND wins")


def _settle_ids(db: sqlite3.Connection) -> None:
    """Let the first file of each id win; note where that changes what is published."""
    db.execute("DROP TABLE IF EXISTS temp.losers")
    db.execute(
        "CREATE TEMP TABLE losers AS SELECT f.source_file, first.source_file AS winner, f.place "
        "FROM (SELECT article_id, min(source_file) AS source_file FROM files "
        "      WHERE article_id IS NOT NULL GROUP BY article_id HAVING count(*) > 1) AS first "
        "JOIN files AS f ON f.article_id = first.article_id "
        "WHERE f.source_file <> first.source_file"
    )
    fallen = "wins AND source_file IN (SELECT source_file FROM losers)"
    risen = (
        "NOT wins AND article_id IS NOT NULL "
        "AND source_file NOT IN (SELECT source_file FROM losers)"
    )
    for which, wins in ((fallen, 0), (risen, 1)):
        db.execute(f"INSERT OR IGNORE INTO touched SELECT place FROM files WHERE {which}")
        db.execute(f"UPDATE files SET wins = {wins} WHERE {which}")
    db.execute("DELETE FROM rejects WHERE origin = 'duplicate'")
    db.execute(
        "INSERT INTO rejects SELECT source_file, 'publishing', 'duplicate_id', "
        "'The article ' || winner || ' has the same id. Rename or delete one of the two.', "
        "'duplicate' FROM losers"
    )


def _replace_found_rejects(db: sqlite3.Connection) -> None:
    db.execute("DELETE FROM rejects WHERE origin = 'found'")
    db.execute(
        "INSERT OR IGNORE INTO rejects "
        "SELECT source_file, stage, reason, detail, 'found' FROM found_rejects"
    )
