"""Batches: one poisoned article does not lose the others, and a batch may be tried again."""

from __future__ import annotations

import subprocess
import sys
import time
import tracemalloc
from collections.abc import Iterator
from multiprocessing import get_context
from pathlib import Path

import pytest
from dataset_building import VERSION, article_name, build, published_bytes, write_articles

import flows.batches
from flows.extraction.article import extract_article
from flows.publishing import OutputError, open_output
from flows.publishing.staging import StagedBatch
from flows.reading import SeedFile, find_seed_files
from flows.records import Article, Findings, Quote, QuoteKind, Reject


def poisoned(article: Article) -> Findings:
    if article.source_file == article_name(2):
        return {}[article.text]  # type: ignore[no-any-return, index]
    return extract_article(article)


def half_baked(article: Article) -> Findings:
    if article.source_file == article_name(2):
        segments = (("from", "to"),)
        quote = Quote(QuoteKind.DIRECT, segments, 0, 0, None, None, "rule", 0.5)  # type: ignore[arg-type]
        return Findings((quote,), (), ())
    return extract_article(article)


@pytest.mark.parametrize(
    ("extract", "stage", "error"),
    [(poisoned, "extraction", "KeyError"), (half_baked, "validation", "TypeError")],
)
def test_a_poisoned_article_is_rejected_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, extract: object, stage: str, error: str
) -> None:
    monkeypatch.setattr(flows.batches, "extract_article", extract)
    seeds, output = tmp_path / "seeds", tmp_path / "output"
    write_articles(seeds, range(5))
    with open_output(output) as out:
        plan = out.plan(find_seed_files(seeds), VERSION)
        batch = next(plan.batches(10))
        result = flows.batches.process_batch(batch, plan.stage, 0)
        assert (result.files, result.rejected_files, result.rows["articles"]) == (5, 1, 4)
        rejects = list(StagedBatch(result.folder).rejects())
        assert [reject[:3] for reject in rejects] == [(article_name(2), stage, "internal_error")]
        assert rejects[0][3].startswith(f"{error} in ")
        assert str(tmp_path) not in rejects[0][3]
        assert out.publish(plan, [result]).rejected_files == 1


def test_a_file_completed_while_it_is_being_rejected_is_not_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seeds, output = tmp_path / "seeds", tmp_path / "output"
    write_articles(seeds, range(2))
    late = seeds / article_name(1)
    whole = late.read_bytes()
    late.write_bytes(b"")
    read = flows.batches.read_article

    def read_before_the_writer_ends(seed: SeedFile) -> Article | Reject:
        found = read(seed)
        if isinstance(found, Reject):
            late.write_bytes(whole)
        return found

    monkeypatch.setattr(flows.batches, "read_article", read_before_the_writer_ends)
    build(seeds, output)
    monkeypatch.undo()
    assert build(seeds, output).rows["articles"] == 2


def test_a_batch_may_be_run_again(tmp_path: Path) -> None:
    seeds, output = tmp_path / "seeds", tmp_path / "output"
    write_articles(seeds, range(5))
    with open_output(output) as out:
        plan = out.plan(find_seed_files(seeds), VERSION)
        batch = next(plan.batches(10))
        (plan.stage / "draft-000000").mkdir()  # what a killed worker leaves
        flows.batches.process_batch(batch, plan.stage, 0)
        result = flows.batches.process_batch(batch, plan.stage, 0)
        out.publish(plan, [result])
    build(seeds, tmp_path / "fresh")
    assert published_bytes(output) == published_bytes(tmp_path / "fresh")


def test_a_lost_batch_is_not_published(tmp_path: Path) -> None:
    seeds, output = tmp_path / "seeds", tmp_path / "output"
    write_articles(seeds, range(5))
    with open_output(output) as out:
        plan = out.plan(find_seed_files(seeds), VERSION)
        first, *_ = plan.batches(2)
        result = flows.batches.process_batch(first, plan.stage, 0)
        with pytest.raises(OutputError, match="3 planned files were not processed"):
            out.publish(plan, [result])
    assert not (output / "current").exists()


def test_planning_holds_no_list_of_what_it_finds(tmp_path: Path) -> None:
    number = 20_000
    # In a process of its own: threads that other tests have left would be measured, too.
    with get_context("spawn").Pool(1) as pool:
        counts, most, rejects = pool.apply(plan_many, (tmp_path, number))
    assert counts == (number, number, 0)
    assert most < 1_000_000
    assert rejects == number


def plan_many(folder: Path, number: int) -> tuple[tuple[int, int, int], int, int]:
    """Plan that many files and rejects: what was counted, the most bytes in memory, and rows."""
    started_ns = time.time_ns()

    def found() -> Iterator[Reject | SeedFile]:
        for at in range(number):
            name = f"{at:06d}.txt"
            yield Reject(f"{name}.doc", "reading", "not_a_seed_file", f"{name}: its name ends .doc")
            yield SeedFile(folder / name, name, at, started_ns)

    with open_output(folder / "other") as other:
        other.plan([], VERSION)  # imports what planning needs
    with open_output(folder / "output") as out:
        tracemalloc.start()
        plan = out.plan(found(), VERSION, settle_seconds=3600)
        _now, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        counts = plan.found, plan.unsettled, plan.to_process
        return counts, most, out.publish(plan, []).rows["rejects"]


def test_planning_needs_no_table_libraries(tmp_path: Path) -> None:
    write_articles(tmp_path / "seeds", range(2))
    build(tmp_path / "seeds", tmp_path / "output")
    script = (
        "import sys; from pathlib import Path\n"
        "from flows.publishing import open_output\n"
        "from flows.reading import find_seed_files\n"
        "with open_output(Path(sys.argv[2])) as out:\n"
        "    plan = out.plan(find_seed_files(Path(sys.argv[1])), sys.argv[3])\n"
        "    assert not out.publish(plan, []).changed\n"
        "print(*{'pyarrow', 'polars', 'pandera'} & set(sys.modules))\n"
    )
    arguments = [tmp_path / "seeds", tmp_path / "output", VERSION]
    done = subprocess.run(
        [sys.executable, "-c", script, *map(str, arguments)],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == ""
