"""`datapackage.json` of a CSV export (Data Package 2.0): its files, and what is checked in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from flows.analysis.views import MONTH, View
from schemas import TABLES
from schemas.datapackage import package, table_schema

_DUCKDB_TYPES = {"DOUBLE": "number", "FLOAT": "number", "DATE": "date", "VARCHAR": "string"}


def csv_package(
    views: Sequence[View], types: Mapping[str, Mapping[str, str]], is_guarded: bool
) -> dict[str, Any]:
    """The description of a folder of CSV files: one resource for each view.

    `types` are DuckDB's types of each view's columns, in order.
    """
    note = " Texts that begin like a formula have an apostrophe in front." if is_guarded else ""
    names = {view.name for view in views}
    return package(
        [
            {
                "name": view.name,
                "type": "table",
                "description": view.meaning + note,
                "path": f"{view.name}.csv",
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "schema": _view_schema(view, types[view.name], names),
            }
            for view in views
        ]
    )


def _view_schema(view: View, types: Mapping[str, str], names: set[str]) -> dict[str, Any]:
    declared = TABLES.get(view.name)
    if declared is not None:
        schema = table_schema(declared, names)
        schema["fields"] += [
            {"name": name, "type": "string", "description": view.columns[name]}
            for name in types
            if name == MONTH
        ]
        return schema
    return {
        "fields": [
            {"name": name, "type": _type_of(kind), "description": view.columns[name]}
            for name, kind in types.items()
        ]
    }


def _type_of(kind: str) -> str:
    if kind.endswith("]") or kind.startswith("STRUCT"):
        return "array" if kind.endswith("]") else "object"
    return "integer" if "INT" in kind else _DUCKDB_TYPES[kind]
