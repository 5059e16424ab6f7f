"""How a table is declared: its columns, their checks, and the rules that span columns.

Declarations are plain data, so that the Pandera model, the Arrow schema and the data dictionary
can each be made from the same words without importing the others.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

# The types in use: name -> how the Parquet file holds it. `schemas/arrow.py` builds them.
TypeName = Literal[
    "string", "integer", "number", "date", "strings", "spans", "paragraphs", "mentions", "roles"
]
TYPE_TEXT: Mapping[str, str] = {
    "string": "string",
    "integer": "int32",
    "number": "double",
    "date": "date32",
    "strings": "list<string>",
    "spans": "list<struct<start: int32, end: int32>>",
    "paragraphs": "list<struct<start: int32, end: int32, role: string>>",
    "mentions": "list<struct<start: int32, end: int32, text: string, kind: string>>",
    "roles": "list<struct<role: string, first_month: string, last_month: string, count: int32>>",
}


@dataclass(frozen=True, slots=True)
class Column:
    """One column: name, type, meaning, and what each value must fulfil.

    `pattern` is a regular expression for the whole value, `codes` the allowed values with their
    meanings, `least` and `most` bounds (both included). A string that is not null is never
    empty unless `blank` allows it.
    """

    name: str
    type: TypeName
    meaning: str
    nullable: bool = False
    unique: bool = False
    blank: bool = False
    pattern: str | None = None
    codes: Mapping[str, str] | None = None
    least: float | None = None
    most: float | None = None


@dataclass(frozen=True, slots=True)
class RowRule:
    """A rule over several columns of a row. `holds` gets the polars module, returns an Expr."""

    name: str
    meaning: str
    holds: Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class TextSpan:
    """Columns that point into `articles.text`.

    `text` is the column that must equal `text[start:end]`, or None where only the place is
    recorded and the value may be written differently.
    """

    text: str | None
    start: str
    end: str


@dataclass(frozen=True, slots=True)
class ForeignKey:
    """Columns that must exist, with the same values, in columns of another table."""

    columns: tuple[str, ...]
    table: str
    target: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """One published table. Rows are unique in `key` and written in the order of `order`."""

    name: str
    meaning: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    order: tuple[str, ...]
    rules: tuple[RowRule, ...] = ()
    spans: tuple[TextSpan, ...] = ()
    foreign_keys: tuple[ForeignKey, ...] = ()

    def column(self, name: str) -> Column:
        """The column of that name. Raises KeyError."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(name)


def place_columns(name: str, what: str) -> tuple[Column, Column]:
    """The pair `<name>_start`, `<name>_end`: where in the article's text `what` stands."""
    return (
        Column(f"{name}_start", "integer", f"where {what} begins in articles.text", True, least=0),
        Column(f"{name}_end", "integer", f"where {what} ends (exclusive)", True, least=1),
    )


def place_rule(name: str) -> RowRule:
    """Start and end are both there or both null, and in order."""

    def holds(pl: Any) -> Any:
        start, end = pl.col(f"{name}_start"), pl.col(f"{name}_end")
        return (start.is_null() & end.is_null()) | (start < end).fill_null(False)

    return RowRule(f"{name}_place", f"{name}_start lies before {name}_end, or both are null", holds)
