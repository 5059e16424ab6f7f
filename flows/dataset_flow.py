"""The flow: seed files in, tables out. Its body is the plan of the product.

A served flow is pickled into the process of each run together with its annotations. They have to
be types there, not text, so this file does without `from __future__ import annotations`.
"""

import threading
import time
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any, cast

import httpx
from prefect import flow, tags
from prefect.client.schemas.objects import ConcurrencyLimitConfig, ConcurrencyLimitStrategy, State
from prefect.exceptions import PrefectException
from prefect.futures import PrefectFuture
from prefect.schedules import Cron, Interval, Schedule
from prefect.settings import PREFECT_FLOWS_HEARTBEAT_FREQUENCY, temporary_settings
from prefect.states import Completed
from prefect.task_runners import TaskRunner, ThreadPoolTaskRunner
from prefect.types.entrypoint import EntrypointType
from pydantic import Field

from flows import progress
from flows.cluster import BatchLostError, Cluster, Work, mark_stage, take_delivery
from flows.corrections.reading import read_corrections
from flows.publishing import BatchResult, DraftRefusedError, OutputError, Plan, open_output
from flows.quality import QualityGate, read_bounds
from flows.reading.found import SeedFile
from flows.reading.seed_files import SeedsFolderError
from flows.reporting.rejects import read_rejects
from flows.run_options import Runner, RunOptions
from flows.settings import (
    DEFAULT_OUTPUT,
    DEFAULT_REPORT,
    DEFAULT_SEEDS,
    LARGEST_BATCH,
    MOST_WORKERS,
    batch_size_for,
    batch_timeout,
    cluster_batch_size_for,
    cores,
    workers_for,
)
from flows.summary import RunSummary, summarize
from flows.tasks import (
    REJECTS_SHOWN,
    end_lost_run,
    extract_batch,
    extract_on_cluster,
    find_changes,
    leave_figures,
    leave_report,
    link_report,
    name_at_start,
    publish_tables,
    unvisited,
)
from flows.workers import Workers

# What the pages show of a deployment; `prefect.yaml` has the same.
TAGS = ("citatbank", "danish-news")

# What Prefect raises of its own accord, and what it lets through from its connection.
PREFECT_FAILURES = (PrefectException, httpx.HTTPError)

_SECONDS_BETWEEN_LOOKS = 0.2

BatchSize = Annotated[int, Field(ge=1, le=LARGEST_BATCH)]
WorkerCount = Annotated[int, Field(ge=1, le=MOST_WORKERS)]
Seconds = Annotated[float, Field(ge=0, le=3600)]

Batch = list[SeedFile]

# The state of a run that published, with figures outside the bounds that warn. Automations can
# wait for it by this name.
WARNED = "Warned"


@flow(
    name="citatbank",
    flow_run_name=name_at_start,
    # The threads only wait for worker processes, whose number is the real limit.
    task_runner=cast("TaskRunner[PrefectFuture[Any]]", ThreadPoolTaskRunner(MOST_WORKERS)),
    persist_result=False,
)
def citatbank(
    seeds: Path = DEFAULT_SEEDS,
    output: Path = DEFAULT_OUTPUT,
    batch_size: BatchSize | None = None,
    workers: WorkerCount | None = None,
    rebuild: bool = False,
    bounds: Path | None = None,
    ungated: bool = False,
    settle_seconds: Seconds = 0.0,
    corrections: Path | None = None,
    runner: Runner = "local",
    dask_scheduler: str | None = None,
) -> RunSummary | State[RunSummary]:
    """Build the tables articles, quotes and actors from Danish news articles.

    Args:
        seeds: Folder with the articles, one .txt file each; folders below it are read as well, and
            archives (.zip, .tar, .tar.gz, .tar.zst). It may be in a store: s3://bucket/folder.
        output: Folder of the published tables, may be in a store; only what changed since the last
            run is redone.
        batch_size: Files per batch and task run; empty lets the number of files decide.
        workers: Worker processes; empty uses all cores when there is enough work for them.
        rebuild: Process all files again, also those that are known and unchanged.
        bounds: File with bounds on the figures; empty takes those that come with the project.
        ungated: Publish whatever the figures are; what would fail the run is a warning then.
        settle_seconds: Leave files changed less than so many seconds ago for the next run.
        corrections: File with your corrections; empty takes corrections.toml in the seeds folder,
            if it is there.
        runner: Where batches are processed: local (processes of this machine) or dask.
        dask_scheduler: Address of the Dask scheduler, tcp://HOST:8786; empty starts a cluster on
            this machine.
    """
    started = time.monotonic()
    limits = read_bounds(bounds)
    corrected = read_corrections(seeds, corrections)
    with open_output(output) as dataset:
        # Of an output in a store, this is the local copy that is worked on.
        root = dataset.root
        gate = QualityGate(root, limits, enforced=not ungated)
        plan = find_changes(
            unvisited(dataset), seeds, rebuild, settle_seconds, unvisited(corrected)
        )
        if plan.found == 0:
            raise _nothing_found(seeds, plan)
        planned = time.monotonic()
        progress.current().planned(plan.found, plan.to_process)
        if runner == "dask" and plan.to_process:
            results = _extract_on_cluster(plan, seeds, batch_size, workers, dask_scheduler)
        else:
            results = _extract(plan, batch_size, workers)
        progress.current().publishing()
        extracted = time.monotonic()
        try:
            published = publish_tables(
                unvisited(dataset), unvisited(plan), unvisited(results), unvisited(gate)
            )
        except DraftRefusedError:
            leave_figures(root, gate)
            raise
        warnings = [str(breach) for breach in gate.verdict.breaches] if gate.verdict else []
        ended = time.monotonic()
        here = {"plan": planned - started, "publish": ended - extracted}
        summary = summarize(
            plan, results, published, ended - started, here, dataset.notes, warnings
        )
        summary = _shown(summary, root, gate, output)
    if not warnings:
        return summary
    return Completed(data=summary, name=WARNED, message="Out of bounds: " + "; ".join(warnings))


def _shown(summary: RunSummary, root: Path, gate: QualityGate, output: Path) -> RunSummary:
    """Leave on the run's page what it did. The tables are published by now: a page that cannot be
    filled is worth a note and must not make the run look failed."""
    try:
        leave_figures(root, gate)
        leave_report(summary, read_rejects(root, REJECTS_SHOWN))
        link_report(output.absolute().parent / DEFAULT_REPORT)
    except (*PREFECT_FAILURES, OutputError, OSError) as error:
        note = f"The run's page lacks its figures ({type(error).__name__}: {error})."
        return replace(summary, notes=(*summary.notes, note))
    return summary


def _nothing_found(seeds: Path, plan: Plan) -> SeedsFolderError:
    if plan.unsettled:
        return SeedsFolderError(
            f"Seeds folder {seeds} holds only files that are still being written; "
            "nothing was changed. The next run takes them."
        )
    return SeedsFolderError(
        f"Seeds folder {seeds} holds no articles (.txt files, or archives of them); "
        "nothing was changed. Put some there, or name another folder."
    )


def _extract(plan: Plan, batch_size: int | None, workers: int | None) -> list[BatchResult]:
    """Run all batches of the plan; in processes where that is worth their start."""
    processes = workers_for(plan.to_process, workers)
    batches = plan.batches(batch_size_for(plan.to_process, batch_size))
    with Workers(processes) as pool:

        def submit(batch: Batch, number: int) -> PrefectFuture[BatchResult]:
            return extract_batch.submit(unvisited(pool), unvisited(batch), plan.stage, number)

        return _run(batches, submit, lambda future, _, __: _result(future), lambda: 2 * processes)


def _extract_on_cluster(
    plan: Plan, seeds: Path, batch_size: int | None, workers: int | None, scheduler: str | None
) -> list[BatchResult]:
    """Run all batches on a Dask cluster; one that it gives up is done here."""
    mark_stage(plan.stage)
    with Cluster(scheduler, workers or cores()) as cluster, Workers(1) as own:
        size = cluster_batch_size_for(plan.to_process, cluster.places(), batch_size)

        def submit(batch: Batch, number: int) -> PrefectFuture[Any]:
            work = Work(plan, seeds, batch, number)
            return cast(
                PrefectFuture[Any],
                cluster.runner.submit(extract_on_cluster, {"work": work, "number": number}),
            )

        def result(future: PrefectFuture[Any], batch: Batch, number: int) -> BatchResult:
            try:
                state = cluster.wait(future, batch_timeout(sum(seed.size for seed in batch)))
            except BatchLostError as error:
                end_lost_run(future.task_run_id, str(error))
            else:
                if not state.is_crashed():
                    return take_delivery(state.result(), plan.stage)
            # In a process of its own: what killed a worker there kills no more than that here.
            again = extract_batch.submit(unvisited(own), unvisited(batch), plan.stage, number)
            return _result(again)

        return _run(plan.batches(size), submit, result, lambda: 2 * cluster.places())


def _run(
    batches: Iterable[Batch],
    submit: Callable[[Batch, int], PrefectFuture[Any]],
    result: Callable[[PrefectFuture[Any], Batch, int], BatchResult],
    most: Callable[[], int],
) -> list[BatchResult]:
    """Keep batches under way, `most` at any time, so that a million files never stand in a list."""
    results: list[BatchResult] = []
    under_way: deque[tuple[PrefectFuture[Any], Batch, int]] = deque()

    def collect() -> None:
        results.append(result(*under_way.popleft()))
        progress.current().processed(results[-1].files)

    for number, batch in enumerate(batches):
        under_way.append((submit(batch, number), batch, number))
        if len(under_way) > most():
            collect()
    while under_way:
        collect()
    return results


def _result(future: PrefectFuture[BatchResult]) -> BatchResult:
    """Wait for a batch, awake often enough to hear Ctrl-C; a plain wait is deaf until its end."""
    finished = threading.Event()
    future.add_done_callback(lambda _: finished.set())
    while not finished.wait(_SECONDS_BETWEEN_LOOKS):
        pass
    return future.result()


def run_flow(options: RunOptions, heartbeat: bool) -> RunSummary:
    """Run the flow in this process.

    `heartbeat` tells a lasting server that the run is alive; a server that lives for this run
    only has no use for it, and the thread that sends it takes a second to end.
    """
    silenced = {} if heartbeat else {PREFECT_FLOWS_HEARTBEAT_FREQUENCY: None}
    with temporary_settings(silenced), tags(*TAGS):
        # A state that a flow returns is for Prefect; the caller gets what the state carries.
        return cast(RunSummary, citatbank(**vars(options)))


def cron_schedule(fields: str, timezone: str) -> Schedule:
    """A schedule as in cron. Raises ValueError if the fields are none."""
    return Cron(fields, timezone=timezone)


def interval_schedule(seconds: float) -> Schedule:
    """A schedule that comes due every so many seconds."""
    return Interval(seconds)


def serve_flow(name: str, schedule: Schedule, parameters: dict[str, Any]) -> None:
    """Serve the flow on a schedule until the process is told to end.

    One run at a time: one that comes due while another is under way is cancelled, for the next
    finds everything that it would have found.
    """
    citatbank.serve(
        name=name,
        schedule=schedule,
        parameters=parameters,
        description=f"Builds the tables in {parameters['output']} from {parameters['seeds']}.",
        tags=list(TAGS),
        global_limit=ConcurrencyLimitConfig(
            limit=1, collision_strategy=ConcurrencyLimitStrategy.CANCEL_NEW
        ),
        print_starting_message=False,
        # Found wherever the package is installed, whatever folder this was started in.
        entrypoint_type=EntrypointType.MODULE_PATH,
    )
