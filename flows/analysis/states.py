"""One published state of an output folder: which Parquet files each table consists of."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from flows.publishing.files import output_errors
from flows.publishing.generations import Folders
from flows.publishing.manifest import ManifestError, Part, read_manifest
from flows.publishing.records import OutputError, nothing_published
from schemas import SCHEMA_VERSION


@dataclass(frozen=True, slots=True)
class PublishedState:
    """A state that `current` pointed at; it stays whole while later ones are published.

    `folder` is absolute and free of links. `parts` are the Parquet files of each table, sorted by
    path, with paths relative to `folder`.
    """

    folder: Path
    parts: dict[str, tuple[Part, ...]]
    fingerprint: str

    @property
    def name(self) -> str:
        """The name of the generation, eight digits."""
        return self.folder.name

    def files(self, table: str) -> list[str]:
        """Absolute paths of a table's files."""
        return [str(self.folder / part.path) for part in self.parts[table]]

    def rows(self, table: str) -> int:
        """Number of rows of a table, as the manifest has it."""
        return sum(part.rows for part in self.parts[table])


def resolve_state(output: Path) -> PublishedState:
    """Follow `current` once. Raises OutputError where nothing readable is published."""
    folders = Folders(output)
    with output_errors(output):
        folders.refuse_newer()
        folder = folders.current_path()
        if folder is None:
            raise nothing_published(output)
        try:
            manifest = read_manifest(folder)
        except ManifestError as error:
            raise OutputError(f"{error}; build the tables again: citatbank run") from error
    if manifest.schema_version != SCHEMA_VERSION:
        raise OutputError(
            f"{output} was written by an older version (schema {manifest.schema_version}, this is "
            f"{SCHEMA_VERSION}); bring it up to date: citatbank run --output {output}"
        )
    parts: dict[str, list[Part]] = {}
    for part in sorted(manifest.parts, key=lambda part: part.path):
        parts.setdefault(part.table, []).append(part)
    return PublishedState(
        folder.resolve(),
        {table: tuple(found) for table, found in parts.items()},
        manifest.fingerprint,
    )
