"""Staged rows lie in blocks; what comes out of them is what went in."""

from __future__ import annotations

from array import array
from collections import Counter
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.batches import process_batch
from flows.publishing import open_output
from flows.publishing.blocks import BLOCK_ARTICLES, CHILDREN, NAMES, cut, read
from flows.publishing.staging import StagedBatch
from flows.reading.seed_files import find_seed_files
from schemas.arrow import arrow_schema
from tests.publishing.dataset_building import VERSION, write_articles

ARTICLES = 2 * BLOCK_ARTICLES + 5


@pytest.fixture(scope="module")
def batch(tmp_path_factory: pytest.TempPathFactory) -> StagedBatch:
    """A staged batch of more articles than two blocks hold, while its stage stands."""
    folder = tmp_path_factory.mktemp("blocks")
    write_articles(folder / "seeds", range(ARTICLES))
    with open_output(folder / "output") as out:
        plan = out.plan(find_seed_files(folder / "seeds"), VERSION)
        (seeds,) = plan.batches(ARTICLES)
        stage = folder / "stage"
        plan.stage.rename(stage)
        return StagedBatch(process_batch(seeds, stage, 0).folder)


def rows(
    batch: StagedBatch, first: int, last: int, excluded: frozenset[str]
) -> dict[str, pa.Table]:
    """The rows of a range of places, by table."""
    pieces = list(batch.pieces(first, last, excluded))
    return {
        name: pa.Table.from_batches([tables[name] for _, tables in pieces], arrow_schema(name))
        for name in NAMES
    }


def test_all_rows_of_a_batch_come_back_in_the_order_of_their_places(batch: StagedBatch) -> None:
    places = batch.parts[0].places
    pieces = list(batch.pieces(0, places[-1], frozenset()))
    assert len(places) == ARTICLES
    assert sum((own for own, _ in pieces), array("Q")) == places
    assert all(len(own) == tables["articles"].num_rows <= BLOCK_ARTICLES for own, tables in pieces)
    tables = rows(batch, 0, places[-1], frozenset())
    order = {name: at for at, name in enumerate(tables["articles"]["article_id"].to_pylist())}
    for child in CHILDREN:
        owners = [order[owner] for owner in tables[child]["article_id"].to_pylist()]
        assert owners == sorted(owners)
    counts = tables["articles"]["quote_count"].to_pylist()
    assert tables["quotes"].num_rows == sum(counts) > ARTICLES


@settings(deadline=None, max_examples=60)
@given(data=st.data())
def test_any_range_gives_its_own_rows_and_no_others(
    batch: StagedBatch, data: st.DataObject
) -> None:
    places = batch.parts[0].places
    low = data.draw(st.integers(0, ARTICLES - 1))
    high = data.draw(st.integers(low, ARTICLES - 1))
    whole = rows(batch, 0, places[-1], frozenset())
    files = whole["articles"]["source_file"].to_pylist()
    excluded = frozenset(data.draw(st.sets(st.sampled_from(files), max_size=4)))
    found = rows(batch, places[low], places[high], excluded)
    expected = [file for file in files[low : high + 1] if file not in excluded]
    assert found["articles"]["source_file"].to_pylist() == expected
    kept = set(found["articles"]["article_id"].to_pylist())
    for name in NAMES:
        owners = [owner in kept for owner in whole[name]["article_id"].to_pylist()]
        assert found[name].equals(whole[name].filter(pa.array(owners, pa.bool_())))


def test_a_range_without_articles_gives_nothing(batch: StagedBatch) -> None:
    last = batch.parts[0].places[-1]
    assert not batch.holds(last + 1, last + 10)
    assert list(batch.pieces(last + 1, last + 10, frozenset())) == []


def test_articles_without_rows_of_a_kind_are_told_from_their_neighbours(batch: StagedBatch) -> None:
    tables = rows(batch, 0, batch.parts[0].places[-1], frozenset())
    bare = {**tables, "quotes": tables["quotes"].slice(0, 0)}
    counts = {
        child: [Counter(bare[child]["article_id"].to_pylist())[owner] for owner in ids]
        for ids in [tables["articles"]["article_id"].to_pylist()]
        for child in CHILDREN
    }
    block, *_ = cut(bare, counts)
    content = read(block.content.to_pybytes(), block.sizes)
    one = content.of(1, 2)
    assert one["quotes"].num_rows == 0
    assert one["actors"].num_rows == counts["actors"][1] > 0
    assert set(one["actors"]["article_id"].to_pylist()) == {
        one["articles"]["article_id"][0].as_py()
    }


def test_a_batch_of_rejects_alone_holds_no_rows(tmp_path: Path) -> None:
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    (seeds / "000_0000000000000001.txt").write_bytes(b"")
    with open_output(tmp_path / "output") as out:
        plan = out.plan(find_seed_files(seeds), VERSION)
        (files,) = plan.batches(10)
        staged = StagedBatch(process_batch(files, plan.stage, 0).folder)
        assert not staged.holds(0, 1 << 62)
        assert [reason for _, _, reason, _ in staged.rejects()] == ["empty"]
