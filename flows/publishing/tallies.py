"""Counts over actors that can be added and taken away again, and the entities made of them.

A tally is how often something was seen of an actor: a name, another form of it, a type, a role, a
party. Tallies of one article less are those of all, minus its own; so an entity never has to be
counted anew from all articles that name it. One row per actor_id, kind, value and month (null
where the kind does not need it, or the article has none), with sums over articles.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import polars as pl

# The columns of actors that are counted.
COUNTED = (
    "actor_id",
    "name",
    "type",
    "aliases",
    "role",
    "party",
    "quote_count",
    "mention_count",
)
KEY = ("actor_id", "kind", "value", "month")
SUMS = ("articles", "quotes", "mentions")
_SCHEMA: dict[str, Any] = {
    **dict.fromkeys(KEY, pl.String),
    **dict.fromkeys(SUMS, pl.Int64),
}
NO_TALLIES = pl.DataFrame(schema=_SCHEMA)


def tally(actors: pl.DataFrame) -> pl.DataFrame:
    """The tallies of actors: columns `COUNTED`, `month` of their article, and `sign`, 1 to count
    a row and -1 to take it away."""
    pieces = [
        _kind(actors, "name", pl.col("name"), dated=True),
        _kind(actors, "type", pl.col("type"), dated=False),
        _kind(actors.explode("aliases"), "alias", pl.col("aliases"), dated=False),
        _kind(actors, "role", pl.col("role"), dated=True),
        _kind(actors, "party", pl.col("party"), dated=False),
    ]
    return add(pieces)


def _kind(actors: pl.DataFrame, kind: str, value: pl.Expr, dated: bool) -> pl.DataFrame:
    counted = kind == "name"
    sign = pl.col("sign")
    return actors.select(
        pl.col("actor_id"),
        pl.lit(kind).alias("kind"),
        value.alias("value"),
        (pl.col("month") if dated else pl.lit(None, pl.String)).alias("month"),
        sign.alias("articles"),
        *(
            (pl.col(column).cast(pl.Int64) * sign if counted else pl.lit(0, pl.Int64)).alias(name)
            for name, column in (("quotes", "quote_count"), ("mentions", "mention_count"))
        ),
    ).drop_nulls("value")


def add(pieces: Iterable[pl.DataFrame]) -> pl.DataFrame:
    """The sum of tallies, in order of their key; what comes to nothing is left out."""
    return (
        pl.concat([NO_TALLIES, *pieces])
        .group_by(KEY)
        .agg(pl.col(name).sum() for name in SUMS)
        .filter(pl.any_horizontal(pl.col(name) != 0 for name in SUMS))
        .sort(KEY)
    )


def entities_of(tallies: pl.DataFrame, wikidata: Mapping[str, str]) -> pl.DataFrame:
    """The rows of entities, in order of their ids, with its columns; `tallies` are their sums."""
    names, found = _of_kind(tallies, "name"), _totals(tallies)
    by_actor: tuple[pl.DataFrame, ...] = (
        _most_seen(names, "name"),
        _most_seen(_of_kind(tallies, "type"), "type"),
        _aliases(tallies, _most_seen(names, "name")),
        _roles(_of_kind(tallies, "role")),
        _lists(_of_kind(tallies, "party"), "parties"),
        pl.DataFrame(
            {"actor_id": list(wikidata), "wikidata_id": list(wikidata.values())},
            schema={"actor_id": pl.String, "wikidata_id": pl.String},
        ),
    )
    for columns in by_actor:
        found = found.join(columns, on="actor_id", how="left")
    return found.sort("actor_id").select(
        "actor_id",
        "name",
        "type",
        *(pl.col(name).fill_null([]) for name in ("aliases", "roles", "parties")),
        *(pl.col(name).cast(pl.Int32) for name in ("article_count", "quote_count")),
        pl.col("mention_count").cast(pl.Int32),
        "first_month",
        "last_month",
        "wikidata_id",
    )


def _of_kind(tallies: pl.DataFrame, kind: str) -> pl.DataFrame:
    return tallies.filter(pl.col("kind") == kind)


def _totals(tallies: pl.DataFrame) -> pl.DataFrame:
    return (
        _of_kind(tallies, "name")
        .group_by("actor_id")
        .agg(
            pl.col("articles").sum().alias("article_count"),
            pl.col("quotes").sum().alias("quote_count"),
            pl.col("mentions").sum().alias("mention_count"),
            pl.col("month").min().alias("first_month"),
            pl.col("month").max().alias("last_month"),
        )
    )


def _most_seen(tallies: pl.DataFrame, column: str) -> pl.DataFrame:
    """The value of most articles for each actor; of equals the longest, then the first."""
    return (
        tallies.group_by("actor_id", "value")
        .agg(pl.col("articles").sum())
        .with_columns(pl.col("value").str.len_chars().alias("length"))
        .sort("actor_id", "articles", "length", "value", descending=[False, True, True, False])
        .unique("actor_id", keep="first", maintain_order=True)
        .select("actor_id", pl.col("value").alias(column))
    )


def _aliases(tallies: pl.DataFrame, names: pl.DataFrame) -> pl.DataFrame:
    forms = (
        tallies.filter(pl.col("kind").is_in(["name", "alias"]))
        .join(names, on="actor_id")
        .filter(pl.col("value") != pl.col("name"))
    )
    return _lists(forms, "aliases")


def _lists(tallies: pl.DataFrame, column: str) -> pl.DataFrame:
    """Each actor's values, sorted, each once."""
    return (
        tallies.select("actor_id", "value")
        .unique()
        .sort("actor_id", "value")
        .group_by("actor_id", maintain_order=True)
        .agg(pl.col("value").alias(column))
    )


def _roles(tallies: pl.DataFrame) -> pl.DataFrame:
    """Roles with their months; `Formand`, which opens a sentence, is `formand`."""
    value = pl.col("value")
    small = value.str.slice(0, 1).str.to_lowercase() + value.str.slice(1)
    return (
        tallies.group_by("actor_id", small.alias("role"))
        .agg(
            value.max(),  # small letters come behind capitals; a name keeps its capital
            pl.col("month").min().alias("first_month"),
            pl.col("month").max().alias("last_month"),
            pl.col("articles").sum().cast(pl.Int32).alias("count"),
        )
        .sort("actor_id", "count", "value", descending=[False, True, False])
        .group_by("actor_id", maintain_order=True)
        .agg(
            pl.struct(pl.col("value").alias("role"), "first_month", "last_month", "count").alias(
                "roles"
            )
        )
    )
