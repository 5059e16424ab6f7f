"""An output folder under lock: plan a run, publish its results.

with open_output(output) as out:
    plan = out.plan(find_seed_files(seeds), fingerprint())
    results = [
        process_batch(batch, plan.stage, number)      # in any process, in any order
        for number, batch in enumerate(plan.batches(500))
    ]
    published = out.publish(plan, results)
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from flows.corrections import NO_CORRECTIONS, Corrections
from flows.publishing.files import fault_point, output_errors, remove_tree
from flows.publishing.generations import Folders
from flows.publishing.ledger import open_ledger
from flows.publishing.locking import folder_lock
from flows.publishing.manifest import Manifest, ManifestError
from flows.publishing.planning import compare, planned_batches
from flows.publishing.records import (
    BatchResult,
    Check,
    DraftRefusedError,
    OutputError,
    Plan,
    Published,
)
from flows.publishing.version import write_version
from flows.store import is_stored
from schemas import SCHEMA_VERSION

if TYPE_CHECKING:
    from flows.reading.seed_files import Found


@contextmanager
def open_output(output: Path, wait_seconds: float = 0.0) -> Iterator[Output]:
    """Take the folder's lock, refuse newer formats, and sweep what a killed run left behind.

    The folder is made if it is missing. Raises OutputBusyError when another run still holds the
    lock after `wait_seconds`, and OutputError for a folder that cannot be used; both messages
    are single lines for the user. The lock ends with the process, however that ends. An output in
    a store (`s3://bucket/folder`) is held in its own way; see `flows.publishing.stored`.
    """
    if is_stored(output):
        from flows.publishing.stored.output import open_stored_output

        with open_stored_output(output, wait_seconds) as stored:
            yield stored
        return
    with open_folder(Folders(output), wait_seconds) as out:
        yield out


@contextmanager
def open_folder(
    folders: Folders, wait_seconds: float = 0.0, make: Callable[[Folders], Output] | None = None
) -> Iterator[Output]:
    """As `open_output`, for a local folder; `make` makes the object that holds it."""
    output = folders.root
    with output_errors(output):
        folders.refuse_newer()
        folders.state.mkdir(parents=True, exist_ok=True)
        if not os.access(folders.state, os.W_OK):
            raise OutputError(f"Output folder {output} may not be written: check permissions.")
        with folder_lock(folders.state / "lock", wait_seconds):
            # Again: another run may have published while this one waited.
            folders.refuse_newer()
            folders.prepare()
            out = Output(folders) if make is None else make(folders)
            try:
                yield out
            finally:
                out.close()


class Output:
    """An output folder that this process has locked. Made by `open_output`.

    `notes` are lines for the user about what was repaired or rebuilt without being asked for.
    """

    def __init__(self, folders: Folders) -> None:
        self.root = folders.root
        self.notes: list[str] = []
        self._folders = folders
        self._manifest: Manifest | None = None
        self._is_current = False
        self._redone_whole = False
        self._ledger, made_anew = open_ledger(folders.state / "ledger.db")
        if made_anew:
            self.notes.append("The ledger was damaged; it is made anew from the tables.")

    def close(self) -> None:
        """Forget what was planned and not published, and what was staged for it."""
        self._ledger.close()
        self._folders.remove_stages()

    def plan(
        self,
        seed_files: Iterable[Found],
        fingerprint: str,
        rebuild: bool = False,
        settle_seconds: float = 0.0,
        corrections: Corrections = NO_CORRECTIONS,
    ) -> Plan:
        """Compare the seed files with what is published; nothing published is touched.

        Files modified less than `settle_seconds` ago are left for a later run. Where `corrections`
        are not those of the published state, the articles that they concern are redone.
        """
        with output_errors(self.root):
            self._folders.stage.mkdir(parents=True, exist_ok=True)
            write_version(self._folders.stage, fingerprint, corrections.source)
            self._ledger.begin()
            reason = self._load_manifest(fingerprint, rebuild)
            self._bring_ledger_up()
            redo = None if reason else self._concerned(corrections)
            counts = compare(self._ledger, seed_files, reason is not None, settle_seconds, redo)
            self._redone_whole = reason is not None
            if redo is not None:
                reason = "the corrections changed"
        self._is_current = (
            self._manifest is not None
            and self._manifest.is_described
            and reason is None
            and not (counts.to_process or counts.removed or counts.rejects_differ)
        )
        return Plan(
            stage=self._folders.stage,
            fingerprint=fingerprint,
            corrections=corrections,
            found=counts.found,
            new=counts.new,
            changed=counts.changed,
            unchanged=counts.unchanged,
            removed=counts.removed,
            redone=counts.redone,
            to_process=counts.to_process,
            unsettled=counts.unsettled,
            reason=reason if counts.redone else None,
            _read_batches=lambda size: planned_batches(self._ledger.db, size),
        )

    def publish(
        self, plan: Plan, results: Iterable[BatchResult], check: Check | None = None
    ) -> Published:
        """Make the new state visible to readers at once, or, if nothing differs, touch nothing.

        `check` sees the new state before any reader does. If it raises DraftRefusedError, the new
        state is thrown away, what was published stands, and the next run starts from there.
        """
        with output_errors(self.root):
            if self._is_current and self._manifest is not None:
                self._folders.link_tables()
                self._make_current(self._manifest, self._manifest, changed=False)
                return self._published(self._manifest, changed=False, written=0)
            fault_point("publish_begun")
            # Parquet is needed from here on; a run without changes does without it.
            from flows.publishing.entities import drop_tallies
            from flows.publishing.publication import write_generation

            try:
                manifest, written = write_generation(
                    self._folders, self._ledger, self._manifest, plan, results, check
                )
            except DraftRefusedError:
                remove_tree(self._folders.draft)
                raise
            old, self._manifest = self._manifest, manifest
            changed = old is None or old.encode() != manifest.encode()
            self._make_current(old, manifest, changed)
            self._folders.link_tables()
            self._folders.drop_old()
            drop_tallies(self._folders, manifest)
            return self._published(manifest, changed, written)

    def _make_current(self, old: Manifest | None, manifest: Manifest, changed: bool) -> None:
        """Show readers the draft, if anything `changed`, and make the ledger stand with it."""
        if changed:
            self._folders.show(self._folders.next_name())
        fault_point("before_commit")
        self._ledger.commit(str(self._folders.current()))

    def _load_manifest(self, fingerprint: str, rebuild: bool) -> str | None:
        """Read what is published; returns why everything has to be redone, if it has."""
        try:
            self._manifest = self._folders.read_current()
        except ManifestError:
            self.notes.append("The published manifest was damaged; everything is built anew.")
            return "the published manifest is damaged"
        if self._manifest is None:
            return "nothing is published yet"
        if self._manifest.schema_version < SCHEMA_VERSION:
            self.notes.append(
                f"The tables are of an older version ({self._manifest.schema_version}, now "
                f"{SCHEMA_VERSION}); they are built anew."
            )
            return "the tables are of an older version"
        if rebuild:
            return "a rebuild was asked for"
        if self._manifest.fingerprint != fingerprint:
            return "the code, its word lists or the model of names changed"
        return None

    def _concerned(self, corrections: Corrections) -> set[str] | None:
        """Ids of published articles with an actor that the corrections name; None if they are
        those of the published state."""
        if self._manifest is None or self._manifest.corrections == corrections.digest:
            return None
        from flows.publishing.concerned import articles_with_actors

        generation = self._folders.current_path()
        assert generation is not None  # there is a manifest, so there is a generation
        return articles_with_actors(generation, self._manifest, corrections.rules.keys())

    def _bring_ledger_up(self) -> None:
        """Make the ledger describe what is published, whatever it says now."""
        current = self._folders.current()
        if self._manifest is None:
            self._ledger.clear()
        elif self._ledger.generation != current:
            from flows.publishing.recovery import rebuild_ledger

            self._ledger.clear()
            if not rebuild_ledger(self._ledger, self._folders, self._manifest):
                self.notes.append("The published tables are damaged; they are built anew.")
                self._ledger.clear()
                self._manifest = None

    def _published(self, manifest: Manifest, changed: bool, written: int) -> Published:
        rejected = manifest.seeds.get("rejected_files", 0)
        return Published(
            generation=str(self._folders.current()),
            changed=changed,
            rows=manifest.rows(),
            files_written=written,
            files_kept=len(manifest.parts) - written,
            rejected_files=rejected,
            rejected_records=manifest.rows().get("rejects", 0) - rejected,
        )
