"""A check sees each new state before readers do, and may refuse it."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import Any

import pytest
from dataset_building import (
    VERSION,
    article_name,
    article_text,
    build,
    file_times,
    leftovers,
    published_bytes,
    write_articles,
)

from flows.batches import process_batch
from flows.publishing import Draft, DraftRefusedError, Plan, Published, open_output, verify
from flows.publishing.manifest import read_manifest
from flows.publishing.records import Check
from flows.reading import find_seed_files


@pytest.fixture
def dataset(tmp_path: Path) -> tuple[Path, Path]:
    seeds, output = tmp_path / "seeds", tmp_path / "output"
    write_articles(seeds, range(8))
    write_articles(seeds, range(8, 11), month=None)
    build(seeds, output)
    return seeds, output


def run(seeds: Path, output: Path, check: Check) -> Published:
    with open_output(output) as out:
        plan = out.plan(find_seed_files(seeds), VERSION)
        batches = enumerate(plan.batches(500))
        results = [process_batch(batch, plan.stage, number) for number, batch in batches]
        return out.publish(plan, results, check)


def refuse(draft: Draft) -> dict[str, Any]:
    raise DraftRefusedError("too few quotes")


def visible(output: Path) -> dict[str, int]:
    """Modification times of all that readers look at: not of the folder that drafts appear in."""
    times = file_times(output)
    del times[str(output / "generations")]
    return times


def test_a_refused_state_leaves_what_is_published_as_it_was(dataset: tuple[Path, Path]) -> None:
    seeds, output = dataset
    before = visible(output)
    write_articles(seeds, range(20, 23))
    with pytest.raises(DraftRefusedError, match="too few quotes"):
        run(seeds, output, refuse)
    assert visible(output) == before
    assert leftovers(output) == []
    assert verify(output) == []


def test_the_next_run_publishes_what_was_refused(dataset: tuple[Path, Path]) -> None:
    seeds, output = dataset
    write_articles(seeds, range(20, 23))
    with pytest.raises(DraftRefusedError):
        run(seeds, output, refuse)
    published = run(seeds, output, lambda draft: {})
    assert published.rows["articles"] == 14
    build(seeds, output.with_name("at once"))
    assert published_bytes(output) == published_bytes(output.with_name("at once"))


def test_a_first_state_can_be_refused_as_well(tmp_path: Path) -> None:
    write_articles(tmp_path / "seeds", range(3))
    with pytest.raises(DraftRefusedError):
        run(tmp_path / "seeds", tmp_path / "output", refuse)
    assert not (tmp_path / "output" / "current").exists()
    assert not (tmp_path / "output" / "quotes").exists()


def test_a_check_sees_the_new_files_and_the_published_ones(dataset: tuple[Path, Path]) -> None:
    seeds, output = dataset
    (seeds / article_name(20)).write_text(article_text(20), encoding="utf-8")
    (seeds / "tom.txt").touch()
    seen: list[Draft] = []

    def look(draft: Draft) -> dict[str, Any]:
        assert all((draft.folder / part.path).is_file() for part in draft.parts)
        seen.append(draft)
        return {"articles": 12}

    run(seeds, output, look)
    [draft] = seen
    unchanged = {part.path for part in draft.parts} & {part.path for part in draft.published_parts}
    articles = [path.split("/")[1] for path in unchanged if path.startswith("articles/")]
    assert articles == ["month=unknown"]
    assert (draft.files, draft.rejected_files, draft.rejects) == (2, 1, {"unknown": 1})
    assert read_manifest((output / "current").resolve()).figures == {"articles": 12}


def test_a_run_without_news_asks_no_check(dataset: tuple[Path, Path]) -> None:
    seeds, output = dataset
    assert not run(seeds, output, refuse).changed


def plan_settled(seeds: Path, output: Path) -> Plan:
    with open_output(output) as out:
        return out.plan(find_seed_files(seeds), VERSION, settle_seconds=60)


def set_age(folder: Path, seconds: float) -> None:
    for path in folder.iterdir():
        os.utime(path, (time.time() - seconds,) * 2)


def test_files_that_are_still_being_written_are_left_for_later(dataset: tuple[Path, Path]) -> None:
    seeds, output = dataset
    set_age(seeds, 3600)
    (seeds / article_name(0)).write_text("half of it", encoding="utf-8")
    (seeds / article_name(20)).write_text("date 20", encoding="utf-8")
    plan = plan_settled(seeds, output)
    assert (plan.new, plan.changed, plan.removed, plan.unsettled) == (0, 0, 0, 2)
    set_age(seeds, 61)
    plan = plan_settled(seeds, output)
    assert (plan.new, plan.changed, plan.removed, plan.unsettled) == (1, 1, 0, 0)


def test_a_time_in_the_future_holds_nothing_back(dataset: tuple[Path, Path]) -> None:
    seeds, output = dataset
    write_articles(seeds, range(20, 21))
    set_age(seeds, -3600)
    plan = plan_settled(seeds, output)
    assert (plan.new, plan.unsettled) == (1, 0)
