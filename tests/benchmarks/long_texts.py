"""One long article of each kind that has ever made extraction slow: time must grow as its length.

Each kind is a short unit of text over and over, as no news is, but as a broken export or a joke may
be; only the first is what an archive holds: articles behind each other, with names that differ.
"""

from __future__ import annotations

import time
from collections.abc import Sequence

from flows.extraction.article import extract_text
from flows.reading import article_from_bytes
from flows.records import Article
from tests.benchmarks.corpus import HUGE_MONTH, long_article

SIZES = (100_000, 1_000_000, 10_000_000)
ARTICLES = "articles behind each other"
_UNITS = {
    "no quote, one paragraph": "Det regner i Aarhus i dag, og det bliver ved. ",
    "speech dashes, one line each": "- Det er godt, siger Anna Hansen.\n",
    "opening marks, none closed": '"Det er godt.\n',
    "one quote mark after another": '"',
    "marks nested and mixed": "»a ”hej” siger ’du’ „der“ b« ",
    "marked words, verbs of saying": '"ja" siger han ',
    "names only": "Anna Hansen og Bo ",
    "initials": "A. ",
}


def long_text(kind: str, size: int) -> str:
    """An article of a kind, of about `size` characters."""
    if kind == ARTICLES:
        return long_article(size)
    unit = _UNITS[kind]
    return f" date {HUGE_MONTH} " + unit * (size // len(unit))


def kinds() -> list[str]:
    """All kinds of long article; the first is the realistic one."""
    return [ARTICLES, *_UNITS]


def long_articles(longest: int = 1_000_000) -> list[dict[str, str | float]]:
    """Processor seconds by kind and size, and the last as a multiple of the one before, which is of
    a tenth of the size. `longest` bounds the unlikely kinds, in characters."""
    return [_row(kind, [n for n in SIZES if kind == ARTICLES or n <= longest]) for kind in kinds()]


def _row(kind: str, sizes: Sequence[int]) -> dict[str, str | float]:
    spent = [seconds_of(kind, size) for size in sizes]
    row: dict[str, str | float] = {"kind": kind}
    row |= {f"{size / 1e6:g} MB": round(took, 3) for size, took in zip(sizes, spent, strict=True)}
    if len(spent) > 1:
        row["growth of the last tenfold"] = round(spent[-1] / spent[-2], 1)
    return row


def seconds_of(kind: str, size: int) -> float:
    """Processor seconds to read and extract one article."""
    data = long_text(kind, size).encode()
    started = time.process_time()
    article = article_from_bytes("long.txt", data)
    assert isinstance(article, Article), article
    extract_text(article.text, article.paragraphs)
    return time.process_time() - started
