"""CSV and JSON Lines, written by DuckDB as it reads: memory does not grow with the tables."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from flows.analysis.packages import csv_package
from flows.analysis.session import Session
from flows.analysis.values import FORMULA_STARTS, GUARD
from flows.analysis.views import View, identifier, literal
from schemas.datapackage import PACKAGE_FILE, encode_package


def write_csv(
    session: Session, views: Sequence[View], folder: Path, exact: bool
) -> tuple[dict[str, int], list[str]]:
    """`<table>.csv` for each view and a `datapackage.json` that describes them.

    UTF-8 with a header; null is an empty cell, an empty text is `""`; lists and structures are
    JSON. Unless `exact`, a text that a spreadsheet would take for a formula gets an apostrophe in
    front. Returns rows by table, and a note for each table with such cells.
    """
    rows: dict[str, int] = {}
    notes: list[str] = []
    types = {view.name: column_types(session, view) for view in views}
    for view in views:
        columns = types[view.name]
        cells = ", ".join(
            f"{_cell(name, kind, exact)} AS {identifier(name)}" for name, kind in columns.items()
        )
        rows[view.name] = _copy(
            session,
            f"SELECT {cells} FROM {identifier(view.name)}",
            folder / f"{view.name}.csv",
            "FORMAT csv, HEADER true",
        )
        guarded = 0 if exact else _count_guarded(session, view, columns)
        if guarded:
            notes.append(
                f"{view.name}: {guarded:,} cells begin like a formula and have an apostrophe "
                "in front (--exact leaves them as they are)"
            )
    description = csv_package(views, types, not exact)
    (folder / PACKAGE_FILE).write_bytes(encode_package(description))
    return rows, notes


def write_json_lines(session: Session, views: Sequence[View], folder: Path) -> dict[str, int]:
    """`<table>.jsonl` for each view: one object per row and line, every value exact."""
    return {
        view.name: _copy(
            session,
            f"SELECT * FROM {identifier(view.name)}",
            folder / f"{view.name}.jsonl",
            "FORMAT json",
        )
        for view in views
    }


def column_types(session: Session, view: View) -> dict[str, str]:
    """DuckDB's type of each column."""
    return {str(row[0]): str(row[1]) for row in session.fetch(f"DESCRIBE {identifier(view.name)}")}


def _copy(session: Session, query: str, path: Path, options: str) -> int:
    [(count,)] = session.fetch(f"COPY ({query}) TO {literal(str(path))} ({options})")
    return int(count)


def _cell(name: str, kind: str, exact: bool) -> str:
    column = identifier(name)
    if is_nested(kind):
        return f"to_json({column})"
    if exact or kind != "VARCHAR":
        return column
    return f"CASE WHEN {_is_formula(column)} THEN {literal(GUARD)} || {column} ELSE {column} END"


def _is_formula(column: str) -> str:
    starts = ", ".join(literal(character) for character in FORMULA_STARTS)
    return f"left({column}, 1) IN ({starts})"


def _count_guarded(session: Session, view: View, columns: dict[str, str]) -> int:
    counts = [
        f"count(*) FILTER ({_is_formula(identifier(name))})"
        for name, kind in columns.items()
        if kind == "VARCHAR"
    ]
    [(count,)] = session.fetch(f"SELECT {' + '.join(counts) or '0'} FROM {identifier(view.name)}")
    return int(count)


def is_nested(kind: str) -> bool:
    """Whether a DuckDB type is a list or a structure."""
    return kind.endswith("]") or kind.startswith(("STRUCT", "MAP"))
