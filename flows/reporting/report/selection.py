"""Which articles the reader gets: as many of the wanted ones as fit into the page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

import polars as pl

from flows.reporting.report.embedding import embedded_json
from flows.reporting.report.published import PublishedTables, collected
from flows.reporting.report.reader_data import article_data

# Tables are read for so many articles at a time; what is held in memory stays small.
_CHUNK = 250


class Order(StrEnum):
    """Which articles come first."""

    NEWEST = "newest"
    MOST_QUOTED = "most-quoted"


@dataclass(frozen=True, slots=True)
class Selection:
    """The articles in the reader, each as JSON that may stand inside a script element."""

    articles: list[str]
    complete: bool
    limited_by_size: bool


def select_articles(
    tables: PublishedTables, order: Order, most_articles: int, most_bytes: int
) -> Selection:
    """The first articles in this order, up to a number and to a size of their JSON in bytes.

    An article that does not fit is left out, and those after it are not tried: what is included
    is a run from the top of the list, which can be said in one sentence.
    """
    ranked = _ranked(tables, order)
    # Its text alone is a lower bound of an article's size: what cannot fit is never read.
    fitting = ranked.filter(pl.col("bytes").cum_sum() <= most_bytes).head(most_articles)
    wanted = min(most_articles, ranked.height)
    chosen: list[str] = []
    used = 0
    for text in _encoded(tables, fitting["article_id"].to_list()):
        used += len(text.encode()) + 1
        if used > most_bytes:
            break
        chosen.append(text)
    return Selection(chosen, len(chosen) == ranked.height, len(chosen) < wanted)


def _ranked(tables: PublishedTables, order: Order) -> pl.DataFrame:
    frame = collected(
        tables.scan("articles").select(
            "article_id",
            "source_date",
            "quote_count",
            pl.col("text").str.len_bytes().cast(pl.Int64).alias("bytes"),
        )
    )
    first, second = ("source_date", "quote_count")
    if order is Order.MOST_QUOTED:
        first, second = second, first
    return frame.sort(first, second, "article_id", descending=[True, True, False], nulls_last=True)


def _encoded(tables: PublishedTables, article_ids: list[str]) -> Iterator[str]:
    for begin in range(0, len(article_ids), _CHUNK):
        chunk = article_ids[begin : begin + _CHUNK]
        articles = _rows(tables, "articles", chunk)
        findings = [_rows(tables, name, chunk) for name in ("quotes", "actors", "non_quotes")]
        for article_id in chunk:
            [article] = articles[article_id]
            found = [rows.get(article_id, []) for rows in findings]
            yield embedded_json(article_data(article, *found))


def _rows(
    tables: PublishedTables, table: str, article_ids: list[str]
) -> dict[str, list[dict[str, object]]]:
    """Rows of these articles by article, in text order."""
    frame = collected(tables.scan(table).filter(pl.col("article_id").is_in(article_ids)))
    order = {"articles": "article_id", "quotes": "position", "actors": "first_start"}
    found: dict[str, list[dict[str, object]]] = {}
    for row in frame.sort(order.get(table, "start"), maintain_order=True).iter_rows(named=True):
        found.setdefault(row["article_id"], []).append(row)
    return found
