"""One DuckDB file with the tables, the ready views over them, and what every column means."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from flows.analysis.session import Session
from flows.analysis.views import View, identifier, literal

_TARGET = "export_target"


def write_database(
    session: Session, views: Sequence[View], path: Path, as_tables: bool
) -> dict[str, int]:
    """Write the database and return rows by table.

    Computed views stay views over its tables, or become tables of their own under `as_tables`,
    where what they are computed from may be missing.
    """
    session.execute(f"ATTACH {literal(str(path))} AS {_TARGET}")
    rows: dict[str, int] = {}
    try:
        for view in views:
            if view.query is None or as_tables:
                name = identifier(view.name)
                session.execute(
                    f"CREATE TABLE {_TARGET}.{name} AS SELECT * FROM memory.main.{name}"
                )
                [(count,)] = session.fetch(f"SELECT count(*) FROM {_TARGET}.{name}")
                rows[view.name] = int(count)
        # From here on names mean the tables of the file, as they will for whoever opens it.
        session.execute(f"USE {_TARGET}")
        for view in views:
            if view.query is not None and not as_tables:
                session.execute(f"CREATE VIEW {identifier(view.name)} AS {view.query}")
            for statement in _comments(view, is_view=view.name not in rows):
                session.execute(statement)
    finally:
        session.execute("USE memory")
        session.execute(f"DETACH {_TARGET}")
    return rows


def _comments(view: View, is_view: bool) -> Iterator[str]:
    name = identifier(view.name)
    yield f"COMMENT ON {'VIEW' if is_view else 'TABLE'} {name} IS {literal(view.meaning)}"
    for column, meaning in view.columns.items():
        yield f"COMMENT ON COLUMN {name}.{identifier(column)} IS {literal(meaning)}"
