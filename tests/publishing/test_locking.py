"""Two runs on one output: one waits or steps aside; a dead one never blocks."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import pytest
from dataset_building import build, published_bytes, write_articles
from run_in_process import start_run

from flows.publishing import OutputBusyError, open_output


def test_a_second_run_steps_aside_and_says_why(tmp_path: Path) -> None:
    output = tmp_path / "output"
    with (
        open_output(output),
        pytest.raises(OutputBusyError, match=r"in use by another run \(process \d+\)"),
        open_output(output),
    ):
        pass


def test_a_second_run_waits_if_it_may(tmp_path: Path) -> None:
    output = tmp_path / "output"
    opened = threading.Event()

    def hold() -> None:
        with open_output(output):
            opened.set()
            time.sleep(0.3)

    first = threading.Thread(target=hold)
    first.start()
    opened.wait()
    with open_output(output, wait_seconds=10):
        assert not first.is_alive() or first.join(1) is None
    first.join()


def test_the_lock_of_a_dead_run_is_free(tmp_path: Path) -> None:
    seeds, output = tmp_path / "seeds", tmp_path / "output"
    write_articles(seeds, range(3))
    process = start_run(seeds, output, fault="publish_begun")
    process.join()
    with open_output(output, wait_seconds=0):
        assert (output / ".state" / "lock").exists()


def test_overlapping_runs_end_in_the_right_state(tmp_path: Path) -> None:
    seeds, output = tmp_path / "seeds", tmp_path / "output"
    write_articles(seeds, range(6))
    processes = [start_run(seeds, output) for _ in range(3)]
    for process in processes:
        process.join()
    assert [process.exitcode for process in processes] == [0, 0, 0]
    assert len(list((output / "generations").iterdir())) == 1


def test_two_outputs_of_the_same_seeds_do_not_meet(tmp_path: Path) -> None:
    seeds = tmp_path / "seeds"
    write_articles(seeds, range(6))
    outputs = [tmp_path / "one", tmp_path / "two"]
    processes = [start_run(seeds, output) for output in outputs]
    for process in processes:
        process.join()
    assert published_bytes(outputs[0]) == published_bytes(outputs[1])
    build(seeds, tmp_path / "three")
    assert len(published_bytes(outputs[0])) >= len(published_bytes(tmp_path / "three"))
