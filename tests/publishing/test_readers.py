"""Plain readers get every table, exactly, also while runs publish."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import duckdb
import pandas as pd
import polars as pl
import pyarrow.dataset as ds
import pytest
from dataset_building import MONTHS, build, write_articles

from flows.publishing import leaves
from schemas import ARTICLE_TABLES, TABLES
from schemas.arrow import arrow_schema

Months = dict[str, int]


def by_duckdb(output: Path, table: str) -> Months:
    rows = duckdb.connect().execute(
        "SELECT month, count(*) FROM read_parquet(?, hive_partitioning=true) GROUP BY month",
        [f"{output}/{table}/**/*.parquet"],
    )
    return dict(rows.fetchall())


def by_pandas(output: Path, table: str) -> Months:
    frame = pd.read_parquet(output / table)
    return {str(month): int(rows) for month, rows in frame["month"].value_counts().items() if rows}


def by_polars(output: Path, table: str) -> Months:
    frame = pl.read_parquet(f"{output}/{table}/**/*.parquet", hive_partitioning=True)
    return dict(frame["month"].value_counts().iter_rows())


def by_pyarrow(output: Path, table: str) -> Months:
    column = ds.dataset(output / table, partitioning="hive").to_table(["month"])["month"]
    return {item["values"]: item["counts"] for item in column.value_counts().to_pylist()}


READERS = [by_duckdb, by_pandas, by_polars, by_pyarrow]


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("readers")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(leaves, "LEAF_ARTICLES", 3)
        for at, month in enumerate(MONTHS):
            write_articles(root / "seeds", range(at * 5, at * 5 + 5), month)
        build(root / "seeds", root / "output")
    return root / "output"


@pytest.mark.parametrize("reader", READERS)
def test_every_reader_gets_all_rows_with_their_month(
    reader: Callable[[Path, str], Months], output: Path
) -> None:
    months = {"2023-11": 5, "2024-02": 5, "2024-03": 5, "unknown": 5}
    assert reader(output, "articles") == months
    assert reader(output, "quotes") == {month: 2 * rows for month, rows in months.items()}
    for table in ARTICLE_TABLES[2:]:
        assert set(reader(output, table.name)) <= set(months)


@pytest.mark.parametrize("reader", READERS)
def test_a_dataset_of_undated_articles_alone_reads_as_well(
    reader: Callable[[Path, str], Months], tmp_path: Path
) -> None:
    write_articles(tmp_path / "seeds", range(3), month=None)
    build(tmp_path / "seeds", tmp_path / "output")
    assert reader(tmp_path / "output", "articles") == {"unknown": 3}


def test_polars_globs_without_a_word_about_partitions(output: Path) -> None:
    assert pl.read_parquet(f"{output}/quotes/**/*.parquet").height == 40


def test_rejects_are_one_plain_table(output: Path) -> None:
    assert list(pd.read_parquet(output / "rejects").columns) == arrow_schema("rejects").names


@pytest.mark.parametrize("table", TABLES)
def test_columns_carry_their_meaning(table: str, output: Path) -> None:
    schema = ds.dataset(output / table).schema
    for column in TABLES[table].columns:
        field = schema.field(column.name)
        assert field.metadata[b"description"].decode() == column.meaning
        assert field.nullable == column.nullable


def test_readers_that_resolve_the_link_never_see_a_mixture(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each publication moves all articles to another month and number, so that any mixture of
    two states, or a table of one beside a table of another, gives a wrong sum."""
    monkeypatch.setattr(leaves, "LEAF_ARTICLES", 3)
    seeds, output = tmp_path / "seeds", tmp_path / "output"
    write_articles(seeds, range(6))
    build(seeds, output)
    seen: list[tuple[int, int, int]] = []
    failures: list[str] = []
    done = threading.Event()

    def read(reader: Callable[[Path, str], Months]) -> None:
        while not done.is_set():
            state = (output / "current").resolve()
            try:
                articles, quotes = reader(state, "articles"), reader(state, "quotes")
            except (OSError, duckdb.Error, pl.exceptions.PolarsError) as error:
                failures.append(f"{reader.__name__}: {error}")
                continue
            seen.append((len(articles), sum(articles.values()), sum(quotes.values())))

    threads = [threading.Thread(target=read, args=(reader,)) for reader in READERS]
    for thread in threads:
        thread.start()
    for round_number in range(1, 5):
        write_articles(seeds, range(6 + round_number), ("2024-03", "2023-11")[round_number % 2])
        build(seeds, output)
    done.set()
    for thread in threads:
        thread.join()
    assert failures == []
    assert len(seen) > 8
    assert set(seen) <= {(1, articles, 2 * articles) for articles in range(6, 15)}
