"""Batches on a Dask cluster, through Prefect's integration of it (the extra `dask`).

A batch travels as a list of seed files, and its staged rows come back as files. Where workers see
the folder in which the run stages its rows, they put them there; where they do not, the files
travel back with the answer. Each attempt has a folder of its own, so that a worker that was given
up for lost and finishes all the same does no harm.
"""

from __future__ import annotations

import logging
import os
import socket
import tempfile
import threading
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self
from uuid import uuid4

from flows.errors import UserError
from flows.publishing import BatchResult, Plan
from flows.publishing.files import remove_tree
from flows.publishing.fingerprint import fingerprint
from flows.publishing.version import write_version
from flows.settings import DASK_NOT_INSTALLED
from flows.store import is_stored

if TYPE_CHECKING:
    from flows.reading.found import SeedFile

_SECONDS_TO_CONNECT = 15
# A cluster that was just asked for may still be starting its machines.
_SECONDS_FOR_FIRST_WORKER = 120.0
_SECONDS_WITHOUT_WORKERS = 120.0
_SECONDS_BETWEEN_LOOKS = 0.2

# A file in the stage whose content nobody else has.
_MARKER = "run"

# Extraction is one thread's work: workers with more threads take their batches in turn.
_one_at_a_time = threading.Lock()


class ClusterError(UserError):
    """The cluster cannot do the work; the message is for the user, in one line."""


class BatchLostError(Exception):
    """A batch was given up by the cluster: its workers died over it, or it was cancelled."""


class Work:
    """One batch on its way to a worker. Plain, so that neither Prefect nor Dask look into it."""

    def __init__(self, plan: Plan, seeds: Path, batch: Sequence[SeedFile], number: int) -> None:
        self.batch = batch
        self.number = number
        self.seeds = seeds if is_stored(seeds) else seeds.absolute()
        self.stage = plan.stage.absolute()
        self.fingerprint = plan.fingerprint
        self.corrections = plan.corrections.source
        self.marker = (self.stage / _MARKER).read_text(encoding="ascii")

    def __dask_tokenize__(self) -> str:
        """A name of its own: what was done once is not to be had from memory."""
        return uuid4().hex


class Delivery:
    """What a worker made of a batch; `files` are its staged rows if the stage is not shared."""

    def __init__(self, result: BatchResult, files: dict[str, bytes]) -> None:
        self.result = result
        self.files = files


def carry_out(work: Work) -> Delivery:
    """Process a batch on a worker. Raises ClusterError where it is not set up for it."""
    if fingerprint() != work.fingerprint:
        raise ClusterError(
            f"the Dask worker on {socket.gethostname()} has another version of citatbank or of its "
            "packages, or another CITATBANK_NAMES: let all machines have the same"
        )
    if not is_stored(work.seeds) and not work.seeds.is_dir():
        raise ClusterError(
            f"the Dask worker on {socket.gethostname()} sees no seeds folder {work.seeds}: put the "
            "seeds where all machines see them under one path"
        )
    # Imported here, because it brings Pandera along, which the run itself does without.
    from flows.batches import process_batch

    shared = _is_this_stage(work)
    root = work.stage if shared else Path(tempfile.mkdtemp(prefix="citatbank-"))
    try:
        attempt = root / f"attempt-{uuid4().hex}"
        attempt.mkdir()
        write_version(attempt, work.fingerprint, work.corrections)
        with _one_at_a_time:
            result = process_batch(work.batch, attempt, work.number)
        files = [] if shared else sorted(result.folder.iterdir())
        return Delivery(result, {path.name: path.read_bytes() for path in files})
    finally:
        if not shared:
            remove_tree(root)


def _is_this_stage(work: Work) -> bool:
    """Whether this machine sees the stage of the run, and not one of its own of the same name."""
    try:
        return (work.stage / _MARKER).read_text(encoding="ascii") == work.marker
    except OSError:
        return False


def mark_stage(stage: Path) -> None:
    """Let workers recognise the stage of this run, before any work is made for them."""
    (stage / _MARKER).write_text(uuid4().hex, encoding="ascii")


def take_delivery(delivery: Delivery, stage: Path) -> BatchResult:
    """The result of a batch, with its staged rows where publishing finds them."""
    if not delivery.files:
        return delivery.result
    folder = stage / f"delivered-{uuid4().hex}"
    folder.mkdir()
    for name, content in delivery.files.items():
        (folder / name).write_bytes(content)
    return replace(delivery.result, folder=folder)


class Cluster:
    """A Dask cluster for the time of a run: the one at `scheduler`, or one of `workers` processes
    on this machine.

    Raises ClusterError if Dask is not installed, the scheduler does not answer, or no worker comes.
    """

    def __init__(self, scheduler: str | None, workers: int) -> None:
        self._name = scheduler or "this machine"
        # What Dask tells of lost workers is for its own pages, not for the terminal.
        os.environ.setdefault("DASK_LOGGING__DISTRIBUTED", "critical")
        try:
            from prefect_dask.task_runners import DaskTaskRunner
        except ImportError:
            raise ClusterError(DASK_NOT_INSTALLED) from None
        logging.getLogger("distributed").setLevel(logging.CRITICAL)
        own = {"n_workers": workers, "threads_per_worker": 1, "dashboard_address": ":0"}
        # Untyped, for so is Dask.
        self.runner: Any = (
            DaskTaskRunner(address=scheduler, client_kwargs={"timeout": _SECONDS_TO_CONNECT})
            if scheduler
            else DaskTaskRunner(cluster_kwargs=own)
        )  # fmt: skip
        self._empty_since: float | None = None

    def __enter__(self) -> Self:
        self.runner.__enter__()
        try:
            self.runner.client.wait_for_workers(1, timeout=_SECONDS_FOR_FIRST_WORKER)
        except (OSError, ValueError) as error:  # a TimeoutError is an OSError
            self.runner.__exit__(None, None, None)
            raise ClusterError(
                f"no Dask cluster at {self._name}, or none with workers ({error}); name its "
                "scheduler: --dask-scheduler tcp://HOST:8786"
            ) from error
        return self

    def __exit__(self, *error: object) -> None:
        self.runner.__exit__(*error)

    def places(self) -> int:
        """How many batches are worked on at once: the workers, as many as there are now."""
        return max(1, len(self.runner.client.nthreads()))

    def wait(self, future: Any, seconds: float) -> Any:
        """The state in which a task run ended. Raises BatchLostError if it will never end or took
        longer than `seconds` without a sign, and ClusterError if the cluster is gone."""
        wrapped = future.wrapped_future
        finished = threading.Event()
        wrapped.add_done_callback(lambda _: finished.set())
        deadline = time.monotonic() + seconds
        look_at = 0.0
        while not finished.wait(_SECONDS_BETWEEN_LOOKS):
            now = time.monotonic()
            if now > deadline:
                wrapped.cancel(force=True)
                raise BatchLostError(f"no answer within {seconds:.0f} seconds")
            if now > look_at:
                self._expect_workers(now)
                look_at = now + 5
        return self._outcome(wrapped)

    def _outcome(self, wrapped: Any) -> Any:
        from asyncio import CancelledError

        from distributed import KilledWorker

        try:
            return wrapped.result(timeout=_SECONDS_FOR_FIRST_WORKER)
        except (KilledWorker, CancelledError, OSError) as error:
            self._expect_workers(time.monotonic())
            raise BatchLostError(str(error).partition(". The last worker")[0]) from error
        except Exception as error:
            # Whatever else goes wrong does so before our own code is reached.
            raise ClusterError(
                f"the Dask workers at {self._name} cannot start a batch ({type(error).__name__}: "
                f"{error}); they need the same packages, and a way to the Prefect server"
            ) from error

    def _expect_workers(self, now: float) -> None:
        client = self.runner.client
        if client.status != "running":
            raise ClusterError(f"the Dask scheduler at {self._name} is gone; run again")
        if client.nthreads():
            self._empty_since = None
        elif self._empty_since is None:
            self._empty_since = now
        elif now - self._empty_since > _SECONDS_WITHOUT_WORKERS:
            raise ClusterError(f"the Dask cluster at {self._name} has lost all its workers")
