"""The data dictionary, written from the declarations."""

from __future__ import annotations

from typing import NamedTuple

from schemas import TABLES
from schemas.columns import TYPE_TEXT, Column


class Entry(NamedTuple):
    """One line of the data dictionary."""

    table: str
    column: str
    type: str
    nullable: bool
    meaning: str
    checks: str


def dictionary_rows() -> list[Entry]:
    """One entry per table and column, in published order."""
    return [
        Entry(
            table.name,
            column.name,
            TYPE_TEXT[column.type],
            column.nullable,
            column.meaning,
            "; ".join(_check_texts(column)),
        )
        for table in TABLES.values()
        for column in table.columns
    ]


def data_dictionary() -> str:
    """The data dictionary of all tables in Markdown."""
    parts = ["# Data dictionary"]
    entries = dictionary_rows()
    for table in TABLES.values():
        lines = [
            f"## {table.name}",
            "",
            table.meaning,
            "",
            f"Key: {_code(table.key)}.",
            "",
            "| column | type | null | meaning | checks |",
            "|---|---|---|---|---|",
        ]
        lines += [_line(entry) for entry in entries if entry.table == table.name]
        if table.rules:
            lines += ["", "Rules:", ""]
            lines += [f"- `{rule.name}`: {rule.meaning}" for rule in table.rules]
        for key in table.foreign_keys:
            lines += [f"- {_code(key.columns)} exist in `{key.table}` as {_code(key.target)}"]
        parts.append("\n".join(lines))
    return "\n\n".join(parts) + "\n"


def _line(entry: Entry) -> str:
    cells = (
        f"`{entry.column}`",
        entry.type,
        "yes" if entry.nullable else "no",
        entry.meaning,
        entry.checks,
    )
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _check_texts(column: Column) -> list[str]:
    texts = ["unique"] if column.unique else []
    if column.codes is not None:
        texts.append(", ".join(f"`{code}` ({what})" for code, what in column.codes.items()))
    if column.pattern is not None:
        texts.append(f"`{column.pattern}`")
    if column.least is not None:
        texts.append(f"at least {column.least:g}")
    if column.most is not None:
        texts.append(f"at most {column.most:g}")
    return texts


def _code(names: tuple[str, ...]) -> str:
    return ", ".join(f"`{name}`" for name in names)
