"""The folders of an output: immutable generations, and the links by which readers find the newest.

    output/
      current -> generations/00000007        swapped at once when a generation is complete
      articles -> current/articles           and so on for every table; never changes
      datapackage.json -> current/datapackage.json
      generations/00000007/manifest.json
      generations/00000007/datapackage.json  the tables described in standard form
      generations/00000007/quotes/month=2024-03/part-01-3fa9c1d2b4e5.parquet
      .state/                                ledger, lock and staged work; no reader looks there

A file's name carries the hash of its bytes, and a file that does not change is the same file (by
hard link) in the next generation.
"""

from __future__ import annotations

import os
import shutil
import time
from pathlib import Path

from flows.publishing.files import STATE as STATE
from flows.publishing.files import fault_point, point_link, remove_tree, sync_folder
from flows.publishing.manifest import (
    LAYOUT_VERSION,
    Manifest,
    ManifestError,
    read_manifest,
    read_versions,
)
from flows.publishing.records import OutputError, newer_version
from schemas import SCHEMA_VERSION, TABLES
from schemas.datapackage import PACKAGE_FILE

CURRENT = "current"
GENERATIONS = "generations"
# Links beside `current` that lead through it.
LINKED = (*TABLES, PACKAGE_FILE)
# A reader that has resolved `current` can go on reading for this many publications.
GENERATIONS_KEPT = 3


def refuse_newer(generation: Path, output: str) -> None:
    """Raise OutputError if a generation is of a later version; `output` says whose it is."""
    try:
        layout, schema = read_versions(generation)
    except ManifestError:
        return
    if layout > LAYOUT_VERSION or schema > SCHEMA_VERSION:
        raise newer_version(output, f" (schema {schema}, this is {SCHEMA_VERSION})")


class Folders:
    """Paths of one output folder, and the moves between its states."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.generations = root / GENERATIONS
        self.state = root / STATE
        self.stages = self.state / "stage"
        # Of this run alone: a worker that outlives its killed run for a moment still writes.
        self.stage = self.stages / f"{os.getpid()}-{time.time_ns()}"
        self.draft = self.generations / "draft.tmp"

    def current(self) -> str | None:
        """The name of the published generation; None if there is none."""
        try:
            target = Path((self.root / CURRENT).readlink())
        except (FileNotFoundError, OSError):
            return None
        return target.name if (self.generations / target.name).is_dir() else None

    def current_path(self) -> Path | None:
        """The folder of the published generation."""
        name = self.current()
        return None if name is None else self.generations / name

    def refuse_newer(self) -> None:
        """Raise OutputError if the output was written by a later version of the project."""
        current = self.current_path()
        if current is not None:
            refuse_newer(current, f"Output folder {self.root}")

    def prepare(self) -> None:
        """Make the folders, and clear away what runs that did not end have left."""
        for folder in (self.generations, self.state):
            folder.mkdir(parents=True, exist_ok=True)
        self.remove_stages()
        for leftover in (*self.generations.glob("*.tmp"), *self.root.glob(".*.new")):
            remove_tree(leftover)
        self._remove_unpublished()

    def remove_stages(self) -> None:
        """Remove what was staged, by this run or a dead one.

        What a dying worker still writes there can stay: no run looks into the stage of another.
        """
        shutil.rmtree(self.stages, ignore_errors=True)

    def _remove_unpublished(self) -> None:
        """Generations that are complete but were never shown, or are too old."""
        current = self.current()
        names = sorted(path.name for path in self.generations.iterdir())
        kept = [name for name in names if current is not None and name <= current]
        for name in names:
            if name not in kept[-GENERATIONS_KEPT:]:
                remove_tree(self.generations / name)

    def read_current(self) -> Manifest | None:
        """The manifest of what is published; None if nothing is. Raises ManifestError."""
        current = self.current_path()
        return None if current is None else read_manifest(current)

    def next_name(self) -> str:
        """The name of the generation to come: one higher than any that is there."""
        numbers = [int(path.name) for path in self.generations.iterdir() if path.name.isdecimal()]
        return f"{max(numbers, default=0) + 1:08d}"

    def show(self, name: str) -> None:
        """Publish the draft under a name; everything in it has to be on disk already."""
        fault_point("before_rename")
        self.draft.rename(self.generations / name)
        sync_folder(self.generations)
        fault_point("before_swap")
        self.link_tables()
        point_link(self.root / CURRENT, f"{GENERATIONS}/{name}")
        fault_point("after_swap")
        sync_folder(self.root)

    def link_tables(self) -> None:
        """Make sure that every table and their description have links beside `current`."""
        for name in LINKED:
            link, target = self.root / name, f"{CURRENT}/{name}"
            if link.is_symlink() and str(link.readlink()) == target:
                continue
            # A description as a file is one that an earlier version wrote on demand.
            if link.exists() and not link.is_symlink() and name != PACKAGE_FILE:
                raise OutputError(
                    f"{link} stands where {name} has to be linked: move it out of the way."
                )
            point_link(link, target)

    def drop_old(self) -> None:
        """Remove generations beyond the number kept."""
        fault_point("before_cleaning")
        self._remove_unpublished()
