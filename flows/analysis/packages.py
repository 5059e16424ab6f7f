"""The dataset in the words of a standard: `datapackage.json` (Data Package 2.0, frictionless).

Made from the same declarations as the Parquet files, so that the two cannot disagree.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

from flows.analysis.states import PublishedState
from flows.analysis.views import MONTH, View
from flows.publishing.manifest import Part
from schemas import TABLES
from schemas.columns import TYPE_TEXT, Column, Table

PACKAGE_FILE = "datapackage.json"
_PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
_DESCRIPTION = (
    "Who said what in Danish news: articles, the quotes in them, who speaks, and every person, "
    "organisation and place. All offsets count characters of articles.text from 0, ends exclusive."
)
_DUCKDB_TYPES = {"DOUBLE": "number", "FLOAT": "number", "DATE": "date", "VARCHAR": "string"}


def dataset_package(parts: Mapping[str, Sequence[Part]], folder: str = "") -> dict[str, Any]:
    """The description of a published state: one resource for each table, Parquet files by path.

    `folder` is the way from the description to the state, `generations/00000007` for one that
    stands in the output folder, empty for one beside the tables.
    """
    return _package([_parquet(TABLES[name], found, folder) for name, found in parts.items()])


def csv_package(
    state: PublishedState,
    views: Sequence[View],
    types: Mapping[str, Mapping[str, str]],
    is_guarded: bool,
) -> dict[str, Any]:
    """The description of a folder of CSV files: one resource for each view.

    `types` are DuckDB's types of each view's columns, in order.
    """
    note = " Texts that begin like a formula have an apostrophe in front." if is_guarded else ""
    names = {view.name for view in views}
    return _package(
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


def write_package(state: PublishedState, folder: Path) -> Path:
    """Write the description of a state into a folder above it, at once for whoever reads it.

    Raises ValueError if the state does not lie inside the folder: the standard has no paths that
    lead upwards. Raises OSError.
    """
    way = state.folder.relative_to(folder.resolve()).as_posix()
    path = folder / PACKAGE_FILE
    fresh = path.with_name(f".{PACKAGE_FILE}.new")
    fresh.write_bytes(encode_package(dataset_package(state.parts, "" if way == "." else way)))
    fresh.replace(path)
    return path


def encode_package(package: Mapping[str, Any]) -> bytes:
    """A description as JSON; the same content gives the same bytes."""
    return (json.dumps(package, ensure_ascii=False, indent=1) + "\n").encode()


def _package(resources: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "$schema": _PROFILE,
        "name": "citatbank",
        "title": "Citatbank",
        "description": _DESCRIPTION,
        "version": version("citatbank"),
        "resources": resources,
    }


def _parquet(table: Table, parts: Sequence[Part], folder: str) -> dict[str, Any]:
    paths = [f"{folder}/{part.path}" if folder else part.path for part in parts]
    # Sizes and hashes stand in the manifest: the standard has them for single files only.
    return {
        "name": table.name,
        "type": "table",
        "description": table.meaning,
        "path": paths if len(paths) > 1 else paths[0],
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
        "schema": _table_schema(table, set(TABLES)),
    }


def _view_schema(view: View, types: Mapping[str, str], names: set[str]) -> dict[str, Any]:
    declared = TABLES.get(view.name)
    if declared is not None:
        schema = _table_schema(declared, names)
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


def _table_schema(table: Table, names: set[str]) -> dict[str, Any]:
    """The schema of a published table. Keys into tables that are not among `names` are left out,
    and those that can be null in part, which the standard cannot express."""
    keys = [
        {
            "fields": list(key.columns),
            "reference": {"resource": key.table, "fields": list(key.target)},
        }
        for key in table.foreign_keys
        if key.table in names and all(_is_plain_key(table.column(name)) for name in key.columns)
    ]
    schema: dict[str, Any] = {
        "fields": [_field(column) for column in table.columns],
        "primaryKey": list(table.key),
    }
    return schema | ({"foreignKeys": keys} if keys else {})


def _is_plain_key(column: Column) -> bool:
    return not column.nullable and column.type == "string"


def _field_type(column: Column) -> str:
    """The standard's name of a type: ours, but for lists of anything."""
    return "array" if TYPE_TEXT[column.type].startswith("list<") else column.type


def _field(column: Column) -> dict[str, Any]:
    constraints: dict[str, Any] = {}
    # In CSV an empty text and a missing one are the same to the standard.
    if not column.nullable and not column.blank:
        constraints["required"] = True
    if column.unique:
        constraints["unique"] = True
    if column.pattern is not None:
        constraints["pattern"] = column.pattern
    if column.codes is not None:
        constraints["enum"] = list(column.codes)
    for name, bound in (("minimum", column.least), ("maximum", column.most)):
        if bound is not None:
            constraints[name] = int(bound) if column.type == "integer" else bound
    field = {"name": column.name, "type": _field_type(column), "description": column.meaning}
    return field | ({"constraints": constraints} if constraints else {})
