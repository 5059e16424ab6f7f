"""`datapackage.json`: what it says of tables and files is so, in the standard's words."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from asked_datasets import rows, small
from test_exports import read_csv

from flows.analysis.exports import export
from flows.analysis.formats import ExportFormat
from flows.analysis.states import resolve_state
from flows.publishing import verify
from flows.publishing.manifest import read_manifest
from schemas import TABLES
from schemas.datapackage import PACKAGE_FILE
from tests.flow.prefect_server import built

# From the standard: the names of types and constraints in use here, and the form of paths.
TYPES = {"string", "number", "integer", "boolean", "object", "array", "date", "any"}
CONSTRAINTS = {"required", "unique", "pattern", "enum", "minimum", "maximum"}
PATH = re.compile(r"(?![./~])(?!.*(^|/)\.\.(/|$))(?!.*://)[^\\]+")


def breaches(package: dict[str, Any]) -> list[str]:
    """What breaks the standard's rules."""
    found = []
    if not package.get("resources"):
        found.append("no resources")
    names = [resource.get("name") for resource in package.get("resources", [])]
    if len(set(names)) != len(names) or not all(names):
        found.append("resources need names of their own")
    for resource in package.get("resources", []):
        paths = resource.get("path", [])
        paths = [paths] if isinstance(paths, str) else paths
        if not paths or not all(PATH.fullmatch(path) for path in paths):
            found.append(f"paths of {resource.get('name')}")
        found += schema_breaches(resource["schema"], names)
    return found


def schema_breaches(schema: dict[str, Any], names: list[Any]) -> list[str]:
    fields = [field["name"] for field in schema["fields"]]
    found = [
        f"field {field['name']}"
        for field in schema["fields"]
        if field["type"] not in TYPES or not field.get("constraints", {}).keys() <= CONSTRAINTS
    ]
    if len(set(fields)) != len(fields) or not set(schema.get("primaryKey", [])) <= set(fields):
        found.append("primary key")
    for key in schema.get("foreignKeys", []):
        reference = key["reference"]
        if not set(key["fields"]) <= set(fields) or reference["resource"] not in names:
            found.append("foreign key")
        if len(key["fields"]) != len(reference["fields"]):
            found.append("foreign key of another length")
    return found


def described(output: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((output / PACKAGE_FILE).read_bytes())
    return found


def test_a_dataset_is_described_file_by_file() -> None:
    output = built()[1]
    package = described(output)
    assert breaches(package) == []
    assert {resource["name"] for resource in package["resources"]} == set(TABLES)
    for resource in package["resources"]:
        paths = resource["path"] if isinstance(resource["path"], list) else [resource["path"]]
        files = [output / path for path in paths]
        count = sum(pq.read_metadata(file).num_rows for file in files)
        assert count == len(rows(output, resource["name"]))
        names = [field["name"] for field in resource["schema"]["fields"]]
        assert all(pq.read_schema(file).names == names for file in files)


def test_fields_say_what_the_schemas_say() -> None:
    package = described(small())
    [quotes] = [resource for resource in package["resources"] if resource["name"] == "quotes"]
    fields = {field["name"]: field for field in quotes["schema"]["fields"]}
    for column in TABLES["quotes"].columns:
        assert fields[column.name]["description"].startswith(column.meaning)
        constraints = fields[column.name].get("constraints", {})
        assert constraints.get("required", False) is not column.nullable
        assert constraints.get("pattern") == column.pattern
    assert fields["kind"]["constraints"]["enum"] == ["direct", "partial", "indirect", "question"]
    assert fields["confidence"]["constraints"]["maximum"] == 1
    assert quotes["schema"]["primaryKey"] == ["quote_id"]
    assert {
        "fields": ["article_id"],
        "reference": {"resource": "articles", "fields": ["article_id"]},
    } in quotes["schema"]["foreignKeys"]


def test_values_are_described_as_a_reader_of_parquet_gets_them() -> None:
    """By way of pandas an empty number is NaN, and a list no list of JSON."""
    package = described(small())
    [actors] = [resource for resource in package["resources"] if resource["name"] == "actors"]
    fields = {field["name"]: field for field in actors["schema"]["fields"]}
    assert fields["mentions"]["type"] == "any"
    assert "list<struct<start: int32" in fields["mentions"]["description"]
    assert fields["role_start"]["missingValues"] == ["", "nan"]
    assert "missingValues" not in fields["mention_count"]


@pytest.mark.parametrize(
    ("spoil", "breach"),
    [
        (lambda package: package["resources"].clear(), "no resources"),
        (lambda package: package["resources"][0].pop("name"), "resources need names of their own"),
        (lambda package: package["resources"][1].update(path="../x"), "paths of articles"),
        (lambda package: package["resources"][1].update(path="/x"), "paths of articles"),
        (
            lambda package: package["resources"][1]["schema"]["fields"][0].update(type="text"),
            "field article_id",
        ),
        (lambda package: package["resources"][1]["schema"].update(primaryKey=["x"]), "primary key"),
    ],
)
def test_what_breaks_the_standard_is_seen(spoil: Any, breach: str) -> None:
    package = described(small())
    package["resources"].sort(key=lambda resource: resource["name"] == "articles")
    package["resources"] = package["resources"][-2:]
    for resource in package["resources"]:
        resource["schema"].pop("foreignKeys", None)
    spoil(package)
    assert breach in breaches(package)


def test_a_state_stands_with_its_description() -> None:
    output = small()
    state = resolve_state(output)
    assert (state.folder / PACKAGE_FILE).read_bytes() == read_manifest(state.folder).describe()
    assert (output / PACKAGE_FILE).readlink() == Path("current") / PACKAGE_FILE


@pytest.mark.parametrize(
    ("damage", "code"),
    [
        (lambda path: path.unlink(), "file_missing"),
        (lambda path: path.write_bytes(path.read_bytes() + b" "), "file_changed"),
    ],
)
def test_a_damaged_description_is_seen(damage: Any, code: str, tmp_path: Path) -> None:
    output = tmp_path / "output"
    shutil.copytree(small(), output, symlinks=True)
    damage((output / PACKAGE_FILE).resolve())
    assert [(problem.code, problem.place) for problem in verify(output)] == [(code, PACKAGE_FILE)]


def test_a_csv_export_is_described_and_keeps_its_word(tmp_path: Path) -> None:
    export(
        built()[1], ExportFormat.CSV, tmp_path / "out", ["articles", "quotes", "actors", "media"]
    )
    package = json.loads((tmp_path / "out/datapackage.json").read_text(encoding="utf-8"))
    assert breaches(package) == []
    data = {
        resource["name"]: read_csv(tmp_path / "out" / resource["path"])
        for resource in package["resources"]
    }
    for resource in package["resources"]:
        found = data[resource["name"]]
        schema = resource["schema"]
        assert list(found[0]) == [field["name"] for field in schema["fields"]]
        for field in schema["fields"]:
            values = [row[field["name"]] for row in found]
            constraints = field.get("constraints", {})
            assert all(values) or not constraints.get("required")
            assert all(
                value in constraints.get("enum", [value, ""]) or not value for value in values
            )
            if "pattern" in constraints:
                assert all(re.fullmatch(constraints["pattern"], value) for value in values if value)
        for key in schema.get("foreignKeys", []):
            reference = key["reference"]
            known = {
                tuple(row[name] for name in reference["fields"])
                for row in data[reference["resource"]]
            }
            assert {tuple(row[name] for name in key["fields"]) for row in found} <= known


def test_keys_into_tables_that_are_not_exported_are_left_out(tmp_path: Path) -> None:
    export(small(), ExportFormat.CSV, tmp_path / "out", ["quotes"])
    package = json.loads((tmp_path / "out/datapackage.json").read_text(encoding="utf-8"))
    assert breaches(package) == []
    assert "foreignKeys" not in package["resources"][0]["schema"]
