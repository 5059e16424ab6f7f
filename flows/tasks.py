"""The steps as Prefect tasks: thin, each calls one function that works without Prefect.

Objects that Prefect has no business looking into (the open output, plans, batches) are handed
over with `unvisited`; it would otherwise walk through each seed file of each batch.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar, cast
from uuid import UUID

from prefect import task
from prefect.artifacts import (
    create_link_artifact,
    create_markdown_artifact,
    create_table_artifact,
)
from prefect.cache_policies import NO_CACHE
from prefect.client.orchestration import get_client
from prefect.client.schemas.objects import State, TaskRun
from prefect.exceptions import ObjectNotFound
from prefect.runtime import flow_run
from prefect.states import Crashed
from prefect.utilities.annotations import quote

from flows.cluster import Delivery, Work, carry_out
from flows.corrections import NO_CORRECTIONS, Corrections
from flows.publishing import BatchResult, Draft, Output, Plan, Published, fingerprint
from flows.quality import QualityGate
from flows.quality.history import remember
from flows.quality.showing import quality_markdown
from flows.reading.found import SeedFile
from flows.reading.seed_files import find_seed_files
from flows.records import Reject
from flows.settings import batch_timeout
from flows.store import shown
from flows.summary import RunSummary, run_name, summary_table
from flows.workers import WorkerLostError, Workers

T = TypeVar("T")

REJECTS_SHOWN = 100
_CELL_CHARACTERS = 300


def unvisited(value: T) -> T:
    """Hand a value to a task as it is; Prefect wraps it and takes the wrapping off again."""
    return cast(T, quote(value))


async def _file_access_failed(task: Any, run: TaskRun, state: State[Any]) -> bool:
    """Whether trying again can help: a network share may be back in a moment."""
    return isinstance(await state.aresult(raise_on_failure=False), OSError)


async def _worker_was_lost(task: Any, run: TaskRun, state: State[Any]) -> bool:
    """Whether trying again can help: the workers have been replaced by then."""
    return isinstance(await state.aresult(raise_on_failure=False), WorkerLostError)


@task(
    name="find what changed",
    task_run_name="find what changed",
    retries=2,
    retry_delay_seconds=[1, 5],
    retry_condition_fn=_file_access_failed,
    cache_policy=NO_CACHE,
)
def find_changes(
    output: Output,
    seeds: Path,
    rebuild: bool,
    settle_seconds: float,
    corrections: Corrections = NO_CORRECTIONS,
) -> Plan:
    """Compare the seeds folder with what is published; decides what is to be read."""
    found = find_seed_files(seeds)
    return output.plan(found, fingerprint(), rebuild, settle_seconds, corrections)


@task(
    name="extract batch",
    task_run_name="extract batch {number}",
    retries=2,
    retry_condition_fn=_worker_was_lost,
    cache_policy=NO_CACHE,
)
def extract_batch(
    workers: Workers, batch: Sequence[SeedFile], stage: Path, number: int
) -> BatchResult:
    """Read the batch's files, extract quotes and actors, validate the rows and stage them."""
    # Imported here, because it brings Pandera along: a run that finds nothing new needs none.
    from flows.batches import process_batch

    patience = batch_timeout(sum(seed.size for seed in batch))
    return workers.run(patience, process_batch, batch, stage, number)


@task(name="extract batch", task_run_name="extract batch {number}", cache_policy=NO_CACHE)
def extract_on_cluster(work: Work, number: int) -> Delivery:
    """The same on a worker of a cluster; what no worker lives through, the run tries itself."""
    return carry_out(work)


def end_lost_run(task_run_id: UUID, why: str) -> None:
    """Let a task run that nobody works on any more not stand as running for ever."""
    with get_client(sync_client=True) as client, suppress(ObjectNotFound):
        client.set_task_run_state(task_run_id, Crashed(message=why), force=True)


@task(name="publish tables", task_run_name="publish tables", cache_policy=NO_CACHE)
def publish_tables(
    output: Output, plan: Plan, results: Sequence[BatchResult], gate: QualityGate
) -> Published:
    """Make the new state of all tables visible to readers, in one step, if its figures allow."""
    return output.publish(
        plan, results, lambda draft: check_quality(unvisited(gate), unvisited(draft))
    )


@task(name="check quality", task_run_name="check quality", cache_policy=NO_CACHE)
def check_quality(gate: QualityGate, draft: Draft) -> dict[str, Any]:
    """Hold the figures of the new tables against their bounds, before any reader sees them."""
    return gate.check(draft)


def leave_figures(output: Path, gate: QualityGate) -> None:
    """Leave what the gate found, with the trend over the last runs, as an artifact."""
    if gate.verdict is not None:
        past = remember(output, gate.verdict)
        create_markdown_artifact(
            key="citatbank-quality",
            description="Figures of the tables, what is out of bounds, and the trend.",
            markdown=quality_markdown(gate.verdict, past),
        )
        if gate.verdict.refused:
            name_run(f"refused: {gate.verdict.breaches[0]}")


def link_report(report: Path) -> None:
    """Leave a link to the report, where one has been written."""
    if report.is_file():
        create_link_artifact(
            key="citatbank-report",
            description="The report on disk, as `citatbank report` wrote it last.",
            link=report.resolve().as_uri(),
            # In full: browsers follow links from a server to the disk by hand only.
            link_text=str(report.resolve()),
        )


def leave_report(summary: RunSummary, rejects: Sequence[Reject]) -> None:
    """Leave the summary and the first rejects as artifacts, and name the run after its counts."""
    create_table_artifact(
        key="citatbank-summary",
        description="What the run found, did and published.",
        table=summary_table(summary),
    )
    if summary.has_rejects:
        create_table_artifact(
            key="citatbank-rejects",
            description=(
                f"Files and records that were not published: {len(rejects)} of "
                f"{summary.rejected + summary.rejected_records}; table rejects has them all."
            ),
            table=[
                {
                    "file": as_cell(reject.source_file),
                    "stage": as_cell(reject.stage),
                    "reason": as_cell(reject.reason),
                    "detail": as_cell(reject.detail),
                }
                for reject in rejects[:REJECTS_SHOWN]
            ],
        )
    name_run(run_name(summary))


def name_at_start() -> str:
    """The name of a run until it is known what it did: from where to where."""
    given = flow_run.parameters
    return f"{shown(Path(given['seeds']))} to {shown(Path(given['output']))}"


def name_run(name: str) -> None:
    """Give the run that is under way a name under which it is recognised in a list of runs."""
    with get_client(sync_client=True) as client:
        client.update_flow_run(flow_run.id, name=name)


def as_cell(text: str) -> str:
    """Text from a file or its name, fit for a page: no markup, no control characters, bounded."""
    shown = text if len(text) <= _CELL_CHARACTERS else text[: _CELL_CHARACTERS - 1] + "…"
    visible = "".join(
        character if character.isprintable() else f"\\u{ord(character):04x}" for character in shown
    )
    for special, harmless in _HARMLESS:
        visible = visible.replace(special, harmless)
    return visible


# Prefect's pages render Markdown, which lets HTML through.
_HARMLESS = (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ("[", "&#91;"), ("]", "&#93;"))
