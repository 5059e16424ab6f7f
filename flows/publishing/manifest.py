"""The list of all files of a generation: what is published, and what it was made from."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from flows.publishing.leaves import Leaf, leaf_named
from schemas.datapackage import parquet_package

MANIFEST = "manifest.json"
# Of the folder layout and this file; the tables have their own version in `schemas`.
LAYOUT_VERSION = 1
_HASH = re.compile("[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Part:
    """One Parquet file. `path` is relative to the generation's folder."""

    path: str
    rows: int
    bytes: int
    sha256: str

    @property
    def table(self) -> str:
        """The table it belongs to."""
        return self.path.split("/", 1)[0]

    @property
    def leaf(self) -> Leaf:
        """The leaf it holds, for tables partitioned by month."""
        _, folder, name = self.path.split("/")
        return leaf_named(folder.removeprefix("month="), name.split("-")[1])


_PART = tuple(column.name for column in fields(Part))


@dataclass(slots=True)
class Manifest:
    """What one generation consists of. `figures` is what its check wanted to keep with it.

    `corrections` is the digest of the corrections that it was made with, empty for none.
    `description` is the SHA-256 of `datapackage.json`, empty in what was published without one.
    `tallies` are the hashes of the counts that each file of entities was made from, in order; see
    `flows.publishing.entities`.
    """

    schema_version: int
    fingerprint: str
    corrections: str = ""
    description: str = ""
    tallies: list[str] = field(default_factory=list)
    seeds: dict[str, int] = field(default_factory=dict)
    parts: list[Part] = field(default_factory=list)
    figures: dict[str, Any] = field(default_factory=dict)

    def rows(self) -> dict[str, int]:
        """Rows by table."""
        found: dict[str, int] = {}
        for part in self.parts:
            found[part.table] = found.get(part.table, 0) + part.rows
        return found

    def describe(self) -> bytes:
        """What `datapackage.json` says of these parts; it stands beside the tables."""
        files: dict[str, list[str]] = {}
        for part in sorted(self.parts, key=lambda part: part.path):
            files.setdefault(part.table, []).append(part.path)
        return parquet_package(files)

    @property
    def is_described(self) -> bool:
        """Whether `datapackage.json` is the one that these parts would be given now."""
        return self.description == hashlib.sha256(self.describe()).hexdigest()

    def leaf_parts(self) -> dict[Leaf, dict[str, Part]]:
        """The parts of the month tables, by leaf and table."""
        found: dict[Leaf, dict[str, Part]] = {}
        for part in self.parts:
            if part.path.count("/") == 2:
                found.setdefault(part.leaf, {})[part.table] = part
        return found

    def encode(self) -> bytes:
        """The manifest as JSON; the same content gives the same bytes."""
        # By hand: `asdict` copies whatever it meets, and there may be hundred thousands of parts.
        content: dict[str, Any] = {"layout_version": LAYOUT_VERSION}
        content |= {column.name: getattr(self, column.name) for column in fields(self)}
        parts = sorted(self.parts, key=lambda part: part.path)
        content["parts"] = [{name: getattr(part, name) for name in _PART} for part in parts]
        return (json.dumps(content, indent=1, sort_keys=True) + "\n").encode()


class ManifestError(Exception):
    """A manifest is missing or cannot be understood."""


def read_manifest(generation: Path) -> Manifest:
    """The manifest of a generation. Raises ManifestError."""
    try:
        return _decode(_record(json.loads((generation / MANIFEST).read_bytes())))
    except (OSError, ValueError, KeyError, TypeError, IndexError, RecursionError) as error:
        raise ManifestError(f"{generation / MANIFEST} cannot be read ({error})") from error


def read_versions(generation: Path) -> tuple[int, int]:
    """Layout and schema version of a generation, though the rest be in a format to come."""
    try:
        content = json.loads((generation / MANIFEST).read_bytes())
        return _count(content["layout_version"]), _count(content["schema_version"])
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise ManifestError(f"{generation / MANIFEST} cannot be read ({error})") from error


def _decode(content: dict[str, Any]) -> Manifest:
    manifest = Manifest(
        schema_version=_count(content["schema_version"]),
        fingerprint=str(content["fingerprint"]),
        corrections=str(content.get("corrections", "")),
        description=str(content.get("description", "")),
        tallies=[_hash(digest) for digest in content.get("tallies", [])],
        seeds={name: _count(count) for name, count in _record(content["seeds"]).items()},
        parts=list(_decode_parts(content["parts"])),
        figures=_record(content.get("figures", {})),
    )
    manifest.leaf_parts()  # names that make no sense show themselves here
    return manifest


def _decode_parts(items: Any) -> Iterator[Part]:
    for item in map(_record, items):
        path = Path(item["path"])
        if path.is_absolute() or ".." in path.parts:
            raise ValueError(f"path {path} leaves the generation")
        if path.as_posix() != item["path"] or not path.parts or not item["path"].isprintable():
            raise ValueError(f"path {item['path']!r} is no file's")
        yield Part(item["path"], _count(item["rows"]), _count(item["bytes"]), _hash(item["sha256"]))


def _record(value: Any) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise TypeError(f"{value!r:.60} is no object")
    return value


def _count(value: Any) -> int:
    if not isinstance(value, int):
        raise TypeError(f"{value!r:.60} is no whole number")
    return value


def _hash(value: Any) -> str:
    if not (isinstance(value, str) and _HASH.fullmatch(value)):
        raise ValueError(f"{value!r:.60} is no SHA-256")
    return value
