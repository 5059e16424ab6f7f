"""Nothing that can stand in a file stops a run, and no file is lost."""

from __future__ import annotations

import os
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from dataset_building import build
from fuzzing import MONSTERS, MUTATIONS, fuzzed, monster

from flows.publishing import verify

# As many as a test can take; CITATBANK_FUZZ_FILES=10000 makes a night's work of it.
FILES = int(os.environ.get("CITATBANK_FUZZ_FILES", "400"))
CHARACTERS = 20_000


def assert_nothing_is_lost(seeds: Path, output: Path) -> None:
    """Every file is an article or a reject of its own, none by an error of ours."""
    articles = pq.read_table(output / "articles", columns=["source_file"])["source_file"]
    rejects = pq.read_table(output / "rejects").to_pylist()
    ours = [reject for reject in rejects if reject["reason"] == "internal_error"]
    assert ours == []
    published = set(articles.to_pylist())
    rejected = {reject["source_file"] for reject in rejects if reject["stage"] == "reading"}
    assert published.isdisjoint(rejected)
    assert published | rejected == {path.name for path in seeds.iterdir()}
    assert verify(output) == []


def test_fuzzed_files_are_published_or_rejected_with_a_reason(tmp_path: Path) -> None:
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    for number in range(FILES):
        (seeds / f"fuzz-{number:05d}.txt").write_bytes(fuzzed(number))
    published = build(seeds, tmp_path / "output")
    assert published.rows["articles"] > FILES / 2
    assert published.rejected_files > FILES / len(MUTATIONS) / 4
    assert_nothing_is_lost(seeds, tmp_path / "output")


def test_monsters_are_read_like_other_files(tmp_path: Path) -> None:
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    for name in MONSTERS:
        (seeds / f"{name}.txt").write_bytes(monster(name, CHARACTERS))
    build(seeds, tmp_path / "output")
    assert_nothing_is_lost(seeds, tmp_path / "output")


@pytest.mark.parametrize("name", ["quote marks", "guillemets"])
def test_a_hundred_thousand_quote_marks(name: str, tmp_path: Path) -> None:
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    (seeds / "marks.txt").write_bytes(monster(name, 100_000))
    build(seeds, tmp_path / "output")
    assert_nothing_is_lost(seeds, tmp_path / "output")
