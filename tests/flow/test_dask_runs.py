"""The flow on a real Dask cluster of several processes: the same bytes, whoever is killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import dask
import pytest
from distributed import LocalCluster

from flows import cluster
from flows.cluster import Cluster, ClusterError, Work, carry_out, mark_stage, take_delivery
from flows.publishing import fingerprint, open_output, verify
from flows.reading import find_seed_files
from tests.flow.prefect_server import ROOT, prefect_environment
from tests.flow.runs import hashes, run
from tests.flow.test_killed_runs import write_seeds

BATCH = 10


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """Seeds, and what a run without Dask publishes of them."""
    root = tmp_path_factory.mktemp("dask")
    write_seeds(root / "seeds", "broer")
    run(root / "seeds", root / "output", BATCH)
    return root / "seeds", hashes(root / "output")


@contextmanager
def a_cluster(workers: int, fault: str = "") -> Iterator[LocalCluster]:
    """Worker processes on this machine; `fault` is where each of them dies."""
    os.environ["CITATBANK_FAULT"] = fault
    try:
        with (
            dask.config.set({"distributed.scheduler.allowed-failures": 1 if fault else 3}),
            LocalCluster(
                n_workers=workers, threads_per_worker=1, dashboard_address=":0", silence_logs=50
            ) as found,
        ):
            os.environ["CITATBANK_FAULT"] = ""
            yield found
    finally:
        del os.environ["CITATBANK_FAULT"]


def kill_when_at_work(
    found: LocalCluster, output: Path, killed: list[int], ended: threading.Event
) -> None:
    """Kill one worker as soon as a batch has been begun."""
    while not ended.wait(0.01):
        if any((output / ".state" / "stage").glob("*/attempt-*")):
            victim = found.workers[0].pid
            os.kill(victim, signal.SIGKILL)
            killed.append(victim)
            return


def test_a_worker_killed_in_the_middle_does_not_show_in_the_tables(
    built: tuple[Path, dict[str, str]], tmp_path: Path
) -> None:
    seeds, expected = built
    output = tmp_path / "output"
    killed: list[int] = []
    ended = threading.Event()
    prefect_environment()
    with a_cluster(2) as found:
        killer = threading.Thread(target=kill_when_at_work, args=(found, output, killed, ended))
        killer.start()
        try:
            run(seeds, output, BATCH, runner="dask", dask_scheduler=found.scheduler_address)
        finally:
            ended.set()
            killer.join()
    assert killed
    assert hashes(output) == expected
    assert verify(output) == []


def test_a_batch_that_kills_every_worker_is_done_by_the_run_itself(
    built: tuple[Path, dict[str, str]], tmp_path: Path
) -> None:
    seeds, expected = built
    prefect_environment()
    with a_cluster(1, fault="batch_extracted") as found:
        run(seeds, tmp_path, 500, runner="dask", dask_scheduler=found.scheduler_address)
    assert hashes(tmp_path) == expected


def test_rows_come_back_from_workers_that_do_not_share_the_output(
    built: tuple[Path, dict[str, str]], tmp_path: Path
) -> None:
    seeds, expected = built
    with open_output(tmp_path / "output") as out:
        plan = out.plan(find_seed_files(seeds), fingerprint())
        mark_stage(plan.stage)
        results = []
        for number, batch in enumerate(plan.batches(BATCH)):
            work = Work(plan, seeds, batch, number)
            work.stage = tmp_path / "elsewhere"
            delivery = carry_out(work)
            assert not delivery.result.folder.exists()
            results.append(take_delivery(delivery, plan.stage))
        out.publish(plan, results)
    assert hashes(tmp_path / "output") == expected


def test_a_worker_that_is_not_set_up_says_so(
    built: tuple[Path, dict[str, str]], tmp_path: Path
) -> None:
    seeds, _ = built
    with open_output(tmp_path / "output") as out:
        plan = out.plan(find_seed_files(seeds), "0" * 64)
        mark_stage(plan.stage)
        work = Work(plan, seeds, [], 0)
        with pytest.raises(ClusterError, match="another version of citatbank"):
            carry_out(work)
        work.fingerprint = fingerprint()
        work.seeds = tmp_path / "not here"
        with pytest.raises(ClusterError, match="sees no seeds folder"):
            carry_out(work)


def test_no_cluster_at_the_address_is_told_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "_SECONDS_TO_CONNECT", 1)
    with pytest.raises(ClusterError, match=r"no Dask cluster at tcp://127\.0\.0\.1:9") as told:
        Cluster("tcp://127.0.0.1:9", 1).__enter__()
    assert "\n" not in str(told.value)


@pytest.mark.parametrize(
    ("installed", "options", "says"),
    [
        (False, ("--runner", "dask"), "make dask"),
        (True, ("--dask-scheduler", "tcp://127.0.0.1:9"), "goes with --runner dask"),
    ],
)
def test_wrong_use_is_told_before_anything_is_started(
    installed: bool, options: tuple[str, ...], says: str, tmp_path: Path
) -> None:
    (tmp_path / "seeds").mkdir()
    hidden = "" if installed else "sys.modules['prefect_dask'] = None; "
    command = f"import sys; {hidden}from flows.cli import main; main()"
    folders = ("--seeds", str(tmp_path / "seeds"), "--output", str(tmp_path / "output"))
    told = subprocess.run(
        [sys.executable, "-c", command, "run", *folders, *options],
        cwd=ROOT, capture_output=True, text=True,
    )  # fmt: skip
    assert told.returncode == 2
    assert says in told.stderr
    assert len(told.stderr.splitlines()) == 1
    assert not (tmp_path / "output").exists()
