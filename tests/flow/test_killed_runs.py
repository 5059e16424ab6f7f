"""Real runs with worker processes, killed: the tables stand, and the next run ends as if nothing
had happened."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from flows.publishing import verify
from tests.flow.prefect_server import ROOT, prefect_environment
from tests.flow.runs import SMALL_ARTICLE, hashes, run

ARTICLES = 60
# Every point is tried with runs in one process, beside the other tests of publishing.
FAULT_POINTS = ("part_written:3", "after_swap")
KILLS_AT_RANDOM = 2


def write_seeds(seeds: Path, word: str) -> None:
    """Articles of three months that differ by a word of theirs."""
    seeds.mkdir(parents=True, exist_ok=True)
    for number in range(ARTICLES):
        text = SMALL_ARTICLE.replace("2024-03", f"2024-0{number % 3 + 1}").replace("broer", word)
        (seeds / f"{number}.txt").write_text(f"{text}\nSag {number}.\n", encoding="utf-8")


def start(seeds: Path, output: Path, fault: str = "") -> subprocess.Popen[str]:
    """`citatbank run` in a process of its own, as far as the point where it begins to work."""
    command = [sys.executable, "-m", "flows.cli", "run", "--workers", "2", "--batch-size", "6"]
    process = subprocess.Popen(
        [*command, "--seeds", str(seeds), "--output", str(output)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env={**os.environ, **prefect_environment(), "CITATBANK_FAULT": fault},
    )
    assert process.stderr is not None
    assert "files found" in process.stderr.readline()
    return process


def workers_of(parent: int) -> list[int]:
    """The worker processes of a run."""
    listed = subprocess.run(
        ["ps", "-A", "-ww", "-o", "pid=,ppid=,args="], capture_output=True, text=True, check=True
    ).stdout
    processes = [line.split(None, 2) for line in listed.splitlines()]
    return [
        int(process) for process, owner, what in processes
        if int(owner) == parent and "spawn_main" in what
    ]  # fmt: skip


@pytest.fixture(scope="module")
def states(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Seeds before and after a change of all of them, and what is published of both."""
    root = tmp_path_factory.mktemp("killed")
    for name, word in (("old", "broer"), ("new", "tunneler")):
        write_seeds(root / f"{name} seeds", word)
        run(root / f"{name} seeds", root / name)
    return {"seeds": root / "new seeds", "old seeds": root / "old seeds", "old": root / "old",
            "new": root / "new"}  # fmt: skip


def test_a_run_killed_again_and_again_is_finished_by_the_next(
    states: dict[str, Path], tmp_path: Path
) -> None:
    output = tmp_path / "output"
    old, new = hashes(states["old"]), hashes(states["new"])
    run(states["old seeds"], output)
    chance = random.Random(3)
    killed = 0
    for fault in (*FAULT_POINTS, *[""] * KILLS_AT_RANDOM):
        process = start(states["seeds"], output, fault)
        if not fault:
            time.sleep(chance.uniform(0, 3))
            process.kill()
        process.communicate(timeout=120)
        assert process.returncode in ((-signal.SIGKILL,) if fault else (-signal.SIGKILL, 0))
        killed += process.returncode == -signal.SIGKILL
        assert hashes(output) in (old, new)
    assert killed >= len(FAULT_POINTS)
    run(states["seeds"], output)
    assert hashes(output) == new
    assert verify(output) == []


def test_killed_workers_do_not_show_in_the_tables(states: dict[str, Path], tmp_path: Path) -> None:
    process = start(states["seeds"], tmp_path / "output")
    killed: set[int] = set()
    deadline = time.monotonic() + 60
    while not killed and process.poll() is None and time.monotonic() < deadline:
        for worker in workers_of(process.pid):
            os.kill(worker, signal.SIGKILL)
            killed.add(worker)
        time.sleep(0.05)
    output, errors = process.communicate(timeout=120)
    assert killed
    assert process.returncode == 0, errors
    assert "published" in output
    assert hashes(tmp_path / "output") == hashes(states["new"])
