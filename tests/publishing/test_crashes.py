"""Runs killed anywhere: what was published stands, and the next run ends as if nothing happened."""

from __future__ import annotations

import random
import re
import shutil
import signal
import time
from pathlib import Path

import pytest
from dataset_building import VERSION, build, leftovers, published_bytes, write_articles
from run_in_process import start_run

import flows
from flows.batches import process_batch
from flows.publishing import leaves, open_output, verify
from flows.reading import find_seed_files

FAULT_POINTS = (
    "batch_extracted",
    "batch_staged",
    "batch_staged:2",
    "publish_begun",
    "results_recorded",
    "part_written",
    "part_written:5",
    "before_manifest",
    "before_rename",
    "before_swap",
    "after_swap",
    "before_commit",
    "before_cleaning",
)


@pytest.fixture(scope="module")
def states(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Seeds, the output as published before they changed, and as it has to be afterwards."""
    root = tmp_path_factory.mktemp("states")
    seeds = root / "seeds"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(leaves, "LEAF_ARTICLES", 3)
        write_articles(seeds, range(8))
        build(seeds, root / "old")
        write_articles(seeds, range(4, 14), "2023-11")
        build(seeds, root / "new")
    return {"seeds": seeds, "old": root / "old", "new": root / "new"}


@pytest.fixture
def output(tmp_path: Path, states: dict[str, Path]) -> Path:
    shutil.copytree(states["old"], tmp_path / "output", symlinks=True)
    return tmp_path / "output"


def assert_old_or_new(output: Path, states: dict[str, Path]) -> None:
    found = published_bytes(output)
    assert found in (published_bytes(states["old"]), published_bytes(states["new"]))


def assert_ends_well(
    output: Path, states: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(leaves, "LEAF_ARTICLES", 3)
    build(states["seeds"], output)
    assert published_bytes(output) == published_bytes(states["new"])
    assert leftovers(output) == []


@pytest.mark.parametrize("fault", FAULT_POINTS)
def test_killed_at_a_named_point(
    fault: str, output: Path, states: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    process = start_run(states["seeds"], output, fault=fault)
    process.join()
    assert process.exitcode == -signal.SIGKILL
    assert_old_or_new(output, states)
    assert_ends_well(output, states, monkeypatch)


def test_killed_at_random_moments_again_and_again(
    output: Path, states: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    chance = random.Random(7)
    killed = 0
    for _ in range(12):
        process = start_run(states["seeds"], output)
        time.sleep(chance.uniform(0, 0.5))
        process.kill()
        process.join()
        killed += process.exitcode == -signal.SIGKILL
        assert_old_or_new(output, states)
    assert killed > 0
    assert_ends_well(output, states, monkeypatch)
    assert verify(output) == []


def test_a_worker_that_outlives_its_run_does_no_harm(tmp_path: Path) -> None:
    """Workers end with their parent, but not in the same moment: they may stage what they had."""
    seeds, output = tmp_path / "seeds", tmp_path / "output"
    write_articles(seeds, range(3), "2023-11")
    with open_output(output) as killed:
        plan = killed.plan(find_seed_files(seeds), VERSION)
        (old,) = plan.batches(8)
        process_batch(old, plan.stage, 0)
        left_behind = tmp_path / "left behind"
        shutil.copytree(plan.stage, left_behind)
    write_articles(seeds, range(3))
    with open_output(output) as out:
        plan_now = out.plan(find_seed_files(seeds), VERSION)
        results = [process_batch(b, plan_now.stage, n) for n, b in enumerate(plan_now.batches(8))]
        shutil.copytree(left_behind, plan.stage, dirs_exist_ok=True)
        out.publish(plan_now, results)
    build(seeds, tmp_path / "undisturbed")
    assert published_bytes(output) == published_bytes(tmp_path / "undisturbed")


def test_every_fault_point_of_the_source_is_tried() -> None:
    source = Path(next(iter(flows.__path__)))
    named = {
        name
        for path in [source / "batches.py", *(source / "publishing").glob("*.py")]
        for name in re.findall(r'fault_point\("(\w+)"\)', path.read_text("utf-8"))
    }
    assert named == {fault.partition(":")[0] for fault in FAULT_POINTS}


def test_a_run_without_a_fault_is_not_killed(output: Path, states: dict[str, Path]) -> None:
    process = start_run(states["seeds"], output)
    process.join()
    assert process.exitcode == 0
    assert published_bytes(output) == published_bytes(states["new"])
