"""Who speaks most, and who is quoted by which medium, over the whole dataset."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from flows.reporting.report.published import collected

_SPEAKERS = 150
_SPEAKERS_OF_A_TYPE = 40
_MEDIA = 12
_SPEAKERS_OF_A_MEDIUM = 5


@dataclass(frozen=True, slots=True)
class Speaker:
    """An actor over all articles; role and party are those given most often."""

    actor_id: str
    name: str
    type: str
    role: str | None
    party: str | None
    quotes: int
    articles: int


@dataclass(frozen=True, slots=True)
class Medium:
    """Where words were said or first printed, and whose words most often."""

    name: str
    quotes: int
    speakers: list[tuple[str, int]]


def speakers(actors: pl.LazyFrame) -> tuple[list[Speaker], int]:
    """The most quoted actors of all and of each type, most quoted first; and how many speak."""
    grouped = collected(
        actors.filter(pl.col("quote_count") > 0)
        .group_by("actor_id")
        .agg(
            _most_frequent("name"),
            _most_frequent("type"),
            _most_frequent("role"),
            _most_frequent("party"),
            pl.col("quote_count").cast(pl.Int64).sum().alias("quotes"),
            pl.len().alias("articles"),
        )
    ).sort("quotes", "articles", "name", "actor_id", descending=[True, True, False, False])
    kept = grouped.filter(
        (pl.int_range(pl.len()) < _SPEAKERS)
        | (pl.int_range(pl.len()).over("type") < _SPEAKERS_OF_A_TYPE)
    )
    return [Speaker(*row) for row in kept.iter_rows()], grouped.height


def media(quotes: pl.LazyFrame) -> list[Medium]:
    """The media named most often as those to or through whom something was said."""
    counted = collected(
        quotes.filter(pl.col("medium").is_not_null())
        .group_by("medium", "speaker_name")
        .agg(pl.len().alias("quotes"))
    ).sort("quotes", "speaker_name", descending=[True, False], nulls_last=True)
    largest = (
        counted.group_by("medium")
        .agg(pl.col("quotes").sum())
        .sort("quotes", "medium", descending=[True, False])
        .head(_MEDIA)
    )
    found = []
    for name, quote_count in largest.iter_rows():
        named = counted.filter((pl.col("medium") == name) & pl.col("speaker_name").is_not_null())
        people = named.select("speaker_name", "quotes").head(_SPEAKERS_OF_A_MEDIUM)
        found.append(Medium(name, quote_count, list(people.iter_rows())))
    return found


def _most_frequent(column: str) -> pl.Expr:
    """The commonest value; of several, the first in the alphabet."""
    return pl.col(column).drop_nulls().mode().sort().first()
