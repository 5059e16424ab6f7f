"""Runs on a store that are killed, or meet: processes of their own, killed as by power cut."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest
from dataset_building import article_name, article_text, build, write_articles
from run_in_process import start_run
from s3_server import Bucket
from stores import local_files, on_another_machine, stored_files, url

from flows.publishing import OutputBusyError, open_output, verify

pytestmark = pytest.mark.usefixtures("small_leaves")

# Where a run is killed, and whether readers see its work.
FAULT_POINTS = {
    "part_sent:5": False,
    "before_manifest.json": False,
    "before_state": False,
    "before_pointer": False,
    "after_pointer": True,
    "before_cleaning": True,
}


def settings() -> dict[str, str]:
    """The environment of this test, for a process that was forked from an earlier one."""
    return {name: value for name, value in os.environ.items() if name.startswith(("AWS", "CITAT"))}


def test_killed_anywhere_the_next_run_ends_as_if_nothing_had_happened(
    bucket: Bucket, place: str, tmp_path: Path
) -> None:
    seeds, output = url(place, "seeds"), url(place, "news")
    # The output goes from the one set of articles to the other and back, each time through a kill.
    sets = [tmp_path / "few", tmp_path / "many"]
    write_articles(sets[0], range(5))
    write_articles(sets[1], range(3, 9), "2023-11")
    expected = []
    for folder in sets:
        build(folder, tmp_path / f"built-{folder.name}")
        expected.append(local_files(tmp_path / f"built-{folder.name}"))
    bucket.put_folder(sets[0], f"{place}seeds/")
    build(seeds, output)
    for number, (fault, shown) in enumerate(FAULT_POINTS.items(), start=1):
        old, new = expected[(number - 1) % 2], expected[number % 2]
        bucket.put_folder(sets[number % 2], f"{place}seeds/")
        process = start_run(seeds, output, fault=fault, settings=settings())
        process.join()
        assert process.exitcode == -signal.SIGKILL, fault
        assert stored_files(bucket, place) == (new if shown else old), fault
        build(seeds, output)
        assert stored_files(bucket, place) == new, fault
    # No part of what the dead runs had brought is left: three states, one state of the ledger.
    generations = {key.split("/")[3] for key in bucket.keys(f"{place}news/generations/")}
    assert len(generations) == 3
    assert len(bucket.keys(f"{place}news/.state/objects/")) < 8
    assert verify(output) == []


def test_a_dead_run_on_another_machine_is_told_from_a_slow_one(
    bucket: Bucket, place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seeds, output = url(place, "seeds"), url(place, "news")
    bucket.put(f"{place}seeds/{article_name(1)}", article_text(1))
    process = start_run(seeds, output, fault="before_pointer", settings=settings())
    process.join()
    on_another_machine(monkeypatch, tmp_path / "elsewhere")
    with pytest.raises(OutputBusyError, match="passed over after 60 seconds"):
        run_at_once(output)
    monkeypatch.setattr("flows.publishing.stored.lock.DEAD_SECONDS", 0.0)
    assert build(seeds, output).rows["articles"] == 1
    assert len({key.split("/")[3] for key in bucket.keys(f"{place}news/generations/")}) == 1


def run_at_once(output: Path) -> None:
    with open_output(output):
        pass


def test_two_processes_at_once_both_end(bucket: Bucket, place: str, tmp_path: Path) -> None:
    seeds, output = url(place, "seeds"), url(place, "news")
    write_articles(tmp_path / "seeds", range(6))
    bucket.put_folder(tmp_path / "seeds", f"{place}seeds/")
    processes = [
        start_run(seeds, output, settings={**settings(), "CITATBANK_CACHE": str(tmp_path / name)})
        for name in ("one", "other")
    ]
    for process in processes:
        process.join()
    assert [process.exitcode for process in processes] == [0, 0]
    build(tmp_path / "seeds", tmp_path / "local")
    assert stored_files(bucket, place) == local_files(tmp_path / "local")
    assert len({key.split("/")[3] for key in bucket.keys(f"{place}news/generations/")}) == 1
