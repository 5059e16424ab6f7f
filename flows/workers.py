"""Worker processes for batches: spawned once per run, replaced when one of them dies or hangs."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import CancelledError, ProcessPoolExecutor
from concurrent.futures import TimeoutError as FutureTimeoutError
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.connection import wait
from typing import ParamSpec, Self, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


class WorkerLostError(Exception):
    """A worker process died or hung over a batch; the batch can be tried again."""


class WorkersStoppedError(Exception):
    """The run is being ended; its remaining batches are not worth trying again."""


class Workers:
    """`count` worker processes; with a count of 0 the work is done in the calling thread.

    Threads call `run` at the same time. Processes are spawned, not forked: the caller has threads
    and open connections, which do not survive a fork.
    """

    def __init__(self, count: int) -> None:
        self._count = count
        self._seats = threading.BoundedSemaphore(max(count, 1))
        self._lock = threading.Lock()
        self._pool: ProcessPoolExecutor | None = None
        self._stopped = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.stop(at_once=error[0] is not None)

    def run(self, seconds: float, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Call a picklable function in a worker process and hand back what it returns.

        Raises `WorkerLostError` when the process died or took longer than `seconds` (all workers
        are then replaced, since nobody can tell which of them it was), and `WorkersStoppedError`
        after `stop`. Work in the calling thread takes the time it takes.
        """
        if self._count == 0:
            return function(*args, **kwargs)
        with self._seats:
            pool = self._current_pool()
            try:
                # Starting the processes is part of it: any of them may die meanwhile.
                future = pool.submit(function, *args, **kwargs)
            except (OSError, RuntimeError) as error:
                raise self._lost(pool) from error
            try:
                return future.result(seconds)
            except FutureTimeoutError as error:
                self._discard(pool)
                raise WorkerLostError(f"no answer within {seconds:.0f} seconds") from error
            except (BrokenProcessPool, CancelledError) as error:
                raise self._lost(pool) from error

    def _lost(self, pool: ProcessPoolExecutor) -> Exception:
        """Give up a pool that no longer works; returns the error that says so."""
        self._discard(pool)
        if self._stopped:
            return WorkersStoppedError("the run is being ended")
        return WorkerLostError("a worker process ended unexpectedly")

    def stop(self, at_once: bool = False) -> None:
        """End the workers; `at_once` does not wait for what they are doing."""
        self._stopped = True
        with self._lock:
            pool, self._pool = self._pool, None
        if pool is not None:
            _end(pool, kill=at_once)

    def _current_pool(self) -> ProcessPoolExecutor:
        with self._lock:
            if self._stopped:
                raise WorkersStoppedError("the run is being ended")
            if self._pool is None:
                self._pool = ProcessPoolExecutor(
                    self._count,
                    mp_context=multiprocessing.get_context("spawn"),
                    initializer=_start_worker,
                )
            return self._pool

    def _discard(self, pool: ProcessPoolExecutor) -> None:
        with self._lock:
            if self._pool is pool:
                self._pool = None
        _end(pool, kill=True)


def _end(pool: ProcessPoolExecutor, kill: bool) -> None:
    if kill:
        # The executor has no public way to end a worker that is busy.
        for process in list((getattr(pool, "_processes", None) or {}).values()):
            process.kill()
    pool.shutdown(wait=not kill, cancel_futures=True)


def _start_worker() -> None:
    """Leave Ctrl-C to the parent, and end with it however it ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:
        sentinel = parent.sentinel
        threading.Thread(target=_end_with_parent, args=([sentinel],), daemon=True).start()


def _end_with_parent(sentinels: Sequence[int]) -> None:
    wait(sentinels)
    os._exit(1)
