"""Articles with their findings to valid tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pyarrow as pa

from flows.records import Article, Findings, Reject
from flows.validation.columns import build_tables
from flows.validation.findings_rules import article_fault
from flows.validation.gate import check_tables
from flows.validation.screening import RecordNumber, Screened, reject, screen

Item = tuple[Article, Findings]
# Tables by what they refer to: the referred-to first.
_LEVELS = (("articles",), ("actors",), ("quotes", "non_quotes"))


@dataclass(slots=True)
class ValidTables:
    """Tables that keep every rule, and what had to be left out.

    Rows are grouped by article in the order given; `articles` holds those that stand.
    """

    tables: dict[str, pa.Table]
    articles: list[Article]
    rejects: list[Reject]


def validate_articles(items: Sequence[Item], extractor_version: str) -> ValidTables:
    """Turn articles and findings into tables in which every rule holds.

    Article ids must be distinct within `items`. A record that breaks a rule is left out and
    listed in `rejects` under the rule's name; whatever counts or refers to it is made anew
    without it. An article that breaks one is left out whole.
    """
    rejects: list[Reject] = []
    refused: dict[int, set[RecordNumber]] = {}
    lost_articles: set[int] = set()
    for number, (article, _) in enumerate(items):
        fault = article_fault(article)
        if fault:
            lost_articles.add(number)
            rejects.append(reject(article, "articles", 0, fault, article.paragraphs))
    while True:
        standing = [number for number in range(len(items)) if number not in lost_articles]
        found: list[Reject] = []
        screened = [screen(*items[number], refused.get(number, ()), found) for number in standing]
        tables = build_tables(screened, extractor_version)
        failures = check_tables(tables)
        if not failures:
            articles = [item.article for item in screened]
            return ValidTables(tables, articles, [*rejects, *found])
        # Each round leaves out at least one record more, so this ends. What an article or actor
        # breaks can show in the quotes that refer to it, and is gone when that one is.
        first = next(level for level in _LEVELS if any(f.table in level for f in failures))
        for table, row, rule, value in failures:
            if table not in first:
                continue
            place, record = _origin(screened, table, row)
            number = standing[place]
            article = items[number][0]
            rejects.append(reject(article, table, record, rule, value))
            if table == "articles":
                lost_articles.add(number)
            else:
                refused.setdefault(number, set()).add((table, record))


def _origin(screened: Sequence[Screened], table: str, row: int) -> tuple[int, int]:
    """Which article and which record of it stands behind a row of a table."""
    if table == "articles":
        return row, 0
    for place, item in enumerate(screened):
        numbers = item.numbers(table)
        if row < len(numbers):
            return place, numbers[row]
        row -= len(numbers)
    raise ValueError(f"table {table} has fewer rows than row number {row}")
