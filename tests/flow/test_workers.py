"""Worker processes: they work, are replaced when they die or hang, and never outlive the run."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from flows.workers import WorkerLostError, Workers, WorkersStoppedError
from tests.flow.workers_at_work import die_once, double, process_id, refuse, sleep


def test_without_processes_the_caller_does_the_work() -> None:
    with Workers(0) as workers:
        assert workers.run(30, process_id) == os.getpid()


def test_processes_share_the_work() -> None:
    with Workers(2) as workers, ThreadPoolExecutor(4) as threads:
        assert list(threads.map(lambda n: workers.run(30, double, n), range(8))) == [
            0, 2, 4, 6, 8, 10, 12, 14,
        ]  # fmt: skip
        assert workers.run(30, process_id) != os.getpid()


def test_an_error_of_the_work_itself_comes_through() -> None:
    with Workers(1) as workers:
        with pytest.raises(RuntimeError, match="not with me"):
            workers.run(30, refuse)
        assert workers.run(30, double, 2) == 4


def test_a_killed_worker_is_replaced(tmp_path: Path) -> None:
    with Workers(1) as workers:
        with pytest.raises(WorkerLostError, match="ended unexpectedly"):
            workers.run(30, die_once, tmp_path / "died")
        assert workers.run(30, die_once, tmp_path / "died") == "survived"


def test_workers_that_break_while_they_start_are_replaced() -> None:
    with Workers(1) as workers:
        # What the pool itself does when a process dies while another one is being started.
        workers._current_pool()._call_queue._reader.close()  # type: ignore[attr-defined]
        with pytest.raises(WorkerLostError, match="ended unexpectedly"):
            workers.run(30, double, 1)
        assert workers.run(30, double, 4) == 8


def test_a_hanging_worker_is_replaced() -> None:
    with Workers(1) as workers:
        assert workers.run(30, double, 1) == 2
        with pytest.raises(WorkerLostError, match="no answer within 3 seconds"):
            workers.run(3, sleep, 60)
        assert workers.run(30, double, 4) == 8


def test_stopped_workers_take_no_more_work() -> None:
    workers = Workers(1)
    workers.stop()
    with pytest.raises(WorkersStoppedError):
        workers.run(30, double, 1)


_PARENT = """
import sys, time
from flows.workers import Workers
from tests.flow.workers_at_work import process_id
if __name__ == "__main__":
    workers = Workers(1)
    print(workers.run(30, process_id), flush=True)
    time.sleep(60)
"""


def test_workers_end_with_a_killed_parent(tmp_path: Path) -> None:
    script = tmp_path / "parent.py"
    script.write_text(_PARENT, encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(Path.cwd())}
    parent = subprocess.Popen(
        [sys.executable, str(script)], stdout=subprocess.PIPE, text=True, env=environment
    )
    assert parent.stdout is not None
    worker = int(parent.stdout.readline())
    assert _alive(worker)
    parent.send_signal(signal.SIGKILL)
    parent.wait()
    _wait_until_dead(worker, seconds=5)
    assert not _alive(worker)


def _wait_until_dead(process: int, seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while _alive(process) and time.monotonic() < deadline:
        time.sleep(0.05)


def _alive(process: int) -> bool:
    """Whether a process runs; one that is dead but not yet collected does not."""
    try:
        status = Path(f"/proc/{process}/stat").read_text(encoding="utf-8")
    except OSError:
        return False
    return status.rpartition(")")[2].split()[0] != "Z"
