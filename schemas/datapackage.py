"""The tables in the words of a standard: Data Package 2.0, as `datapackage.json` holds it.

Made from the declarations, so that it cannot say anything else than the Parquet files do. Where
the standard's own reader (frictionless) brings a value differently, the description says what the
reader gets: an empty number as NaN, a list as any value.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from schemas import SCHEMA_VERSION, TABLES
from schemas.columns import TYPE_TEXT, Column, Table

PACKAGE_FILE = "datapackage.json"
_PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
_DESCRIPTION = (
    "Who said what in Danish news: articles, the quotes in them, who speaks, and every person, "
    "organisation and place. All offsets count characters of articles.text from 0, ends exclusive."
)
_NUMBERS = ("integer", "number")


def package(resources: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """A description of a dataset with these resources."""
    return {
        "$schema": _PROFILE,
        "name": "citatbank",
        "title": "Citatbank",
        "description": _DESCRIPTION,
        "version": f"{SCHEMA_VERSION}.0.0",
        "resources": list(resources),
    }


def parquet_package(files: Mapping[str, Sequence[str]]) -> bytes:
    """The description of published tables, to stand beside them: one resource for each.

    `files` are the Parquet files of each table, relative to the description. Equal files give
    equal bytes.
    """
    resources = [
        _parquet_resource(TABLES[name], paths, files.keys())
        for name, paths in sorted(files.items())
    ]
    return encode_package(package(resources))


def encode_package(description: Mapping[str, Any]) -> bytes:
    """A description as JSON; the same content gives the same bytes."""
    return (json.dumps(description, ensure_ascii=False, indent=1) + "\n").encode()


def table_schema(table: Table, names: Collection[str]) -> dict[str, Any]:
    """The schema of a table in files that hold text, where a list is written as JSON.

    Keys into tables that are not among `names` are left out, and those that can be null in part,
    which the standard cannot express.
    """
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


def _parquet_resource(table: Table, paths: Sequence[str], names: Collection[str]) -> dict[str, Any]:
    schema = table_schema(table, names)
    schema["fields"] = [
        _as_read_from_parquet(field, column)
        for field, column in zip(schema["fields"], table.columns, strict=True)
    ]
    # Sizes and hashes stand in the manifest: the standard has them for single files only.
    return {
        "name": table.name,
        "type": "table",
        "description": table.meaning,
        "path": list(paths) if len(paths) > 1 else paths[0],
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
        "schema": schema,
    }


def _as_read_from_parquet(field: dict[str, Any], column: Column) -> dict[str, Any]:
    if field["type"] == "array":
        kind = TYPE_TEXT[column.type]
        return field | {"type": "any", "description": f"{column.meaning} ({kind})"}
    if column.nullable and column.type in _NUMBERS:
        return field | {"missingValues": ["", "nan"]}
    return field


def _is_plain_key(column: Column) -> bool:
    return not column.nullable and column.type == "string"


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
    kind = "array" if TYPE_TEXT[column.type].startswith("list<") else column.type
    field = {"name": column.name, "type": kind, "description": column.meaning}
    return field | ({"constraints": constraints} if constraints else {})
