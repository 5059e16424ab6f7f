"""Arrow schemas of the tables, with each column's meaning in the field metadata."""

from __future__ import annotations

from functools import cache

import pyarrow as pa

from schemas import TABLES
from schemas.columns import Column
from schemas.version import SCHEMA_VERSION


def _member(name: str, of: pa.DataType) -> pa.Field:
    return pa.field(name, of, nullable=False)


def _list(of: pa.DataType) -> pa.DataType:
    return pa.list_(pa.field("element", of, nullable=False))


_PLACE = (_member("start", pa.int32()), _member("end", pa.int32()))
SPAN = pa.struct(_PLACE)
PARAGRAPH = pa.struct((*_PLACE, _member("role", pa.string())))
MENTION = pa.struct((*_PLACE, _member("text", pa.string()), _member("kind", pa.string())))
ROLE = pa.struct(
    (
        _member("role", pa.string()),
        pa.field("first_month", pa.string()),
        pa.field("last_month", pa.string()),
        _member("count", pa.int32()),
    )
)

ARROW_TYPES: dict[str, pa.DataType] = {
    "string": pa.string(),
    "integer": pa.int32(),
    "number": pa.float64(),
    "date": pa.date32(),
    "strings": _list(pa.string()),
    "spans": _list(SPAN),
    "paragraphs": _list(PARAGRAPH),
    "mentions": _list(MENTION),
    "roles": _list(ROLE),
}


@cache
def arrow_schema(table: str) -> pa.Schema:
    """The exact schema of a table's Parquet files."""
    declared = TABLES[table]
    return pa.schema(
        [_field(column) for column in declared.columns],
        metadata={"description": declared.meaning, "schema_version": str(SCHEMA_VERSION)},
    )


def _field(column: Column) -> pa.Field:
    return pa.field(
        column.name,
        ARROW_TYPES[column.type],
        nullable=column.nullable,
        metadata={"description": column.meaning},
    )
