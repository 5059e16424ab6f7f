"""From staged batches to a complete draft of the next generation."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import pyarrow as pa

from flows.publishing.bookkeeping import record_batches
from flows.publishing.entities import write_entities
from flows.publishing.files import fault_point, remove_tree, write_durable
from flows.publishing.generations import Folders
from flows.publishing.leaves import UNKNOWN_MONTH, month_of
from flows.publishing.ledger import Ledger
from flows.publishing.manifest import MANIFEST, Manifest, Part
from flows.publishing.merging import LeafWriter, sync_tree, write_part
from flows.publishing.parquet import sorted_table
from flows.publishing.records import BatchResult, Check, Draft, Plan
from flows.publishing.staging import StagedBatch
from schemas import SCHEMA_VERSION
from schemas.arrow import arrow_schema
from schemas.datapackage import PACKAGE_FILE

_REJECTS_AT_ONCE = 10_000


def write_generation(
    folders: Folders,
    ledger: Ledger,
    old: Manifest | None,
    plan: Plan,
    results: Iterable[BatchResult],
    check: Check | None = None,
) -> tuple[Manifest, int]:
    """Write the draft: Parquet files, description, manifest; all on disk when this returns.

    Returns the manifest and how many Parquet files are new. Raises what `check` raises.
    """
    results = list(results)
    batches = [StagedBatch(result.folder) for result in results]
    run = record_batches(ledger, batches)
    fault_point("results_recorded")
    remove_tree(folders.draft)
    folders.draft.mkdir()
    published = folders.current_path() if old is not None else None
    writer = LeafWriter(
        ledger,
        run,
        published,
        old.leaf_parts() if old is not None else {},
        batches,
        folders.draft,
    )
    manifest = Manifest(SCHEMA_VERSION, plan.fingerprint, plan.corrections.digest)
    manifest.seeds = _count_seeds(ledger)
    manifest.parts += writer.write()
    # Arrow keeps what it has freed; Polars, which counts the entities, has memory of its own.
    pa.default_memory_pool().release_unused()
    write_entities(folders, old, manifest, plan.corrections)
    manifest.parts.append(_write_rejects(ledger, folders.draft, published))
    manifest.parts.sort(key=lambda part: part.path)
    if check is not None:
        manifest.figures = check(_draft(folders, ledger, old, manifest, results))
    description = manifest.describe()
    manifest.description = hashlib.sha256(description).hexdigest()
    write_durable(folders.draft / PACKAGE_FILE, description)
    fault_point("before_manifest")
    write_durable(folders.draft / MANIFEST, manifest.encode())
    sync_tree(folders.draft)
    known = {part.path for part in old.parts} if old is not None else set()
    return manifest, sum(part.path not in known for part in manifest.parts)


def _draft(
    folders: Folders,
    ledger: Ledger,
    old: Manifest | None,
    manifest: Manifest,
    results: Sequence[BatchResult],
) -> Draft:
    """What a check gets to see."""
    return Draft(
        folder=folders.draft,
        parts=manifest.parts,
        published_parts=old.parts if old is not None else [],
        published_figures=old.figures if old is not None else {},
        rejects={
            UNKNOWN_MONTH if place is None else month_of(place): count
            for place, count in ledger.count_rejects()
        },
        files=sum(result.files for result in results),
        rejected_files=sum(result.rejected_files for result in results),
    )


def _count_seeds(ledger: Ledger) -> dict[str, int]:
    """How many seed files the generation was made from, and what became of them."""

    def count(query: str) -> int:
        return int(ledger.db.execute(query).fetchone()[0])

    published = count("SELECT count(*) FROM files WHERE wins")
    known = count("SELECT count(*) FROM files")
    found = count("SELECT count(*) FROM rejects WHERE origin = 'found'")
    return {"published": published, "rejected_files": known - published + found}


def _write_rejects(ledger: Ledger, draft: Path, published: Path | None) -> Part:
    schema = arrow_schema("rejects")
    pieces = [pa.table(columns, schema=schema) for columns in _reject_columns(ledger)]
    return write_part(draft, "rejects", "all", sorted_table("rejects", pieces), published)


def _reject_columns(ledger: Ledger) -> Iterator[list[list[str]]]:
    cursor = ledger.db.execute("SELECT source_file, stage, reason, detail FROM rejects")
    while rows := cursor.fetchmany(_REJECTS_AT_ONCE):
        yield [list(column) for column in zip(*rows, strict=True)]
