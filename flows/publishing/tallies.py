"""Counts over actors that can be added and taken away again.

A tally is how often something was seen of an actor: a name, another form of it, a type, a role, a
party. Tallies of one article less are those of all, minus its own; so an entity never has to be
counted anew from all articles that name it. One row per actor_id, what the article tells that could
set the person apart from namesakes, kind, value and month (null where the kind does not need it, or
the article has none), with sums over articles. Articles that tell something are counted one by one,
as the kind `article`, so that each can be given to the one it is about.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import polars as pl

from flows.publishing.walks_of_life import walk_of_life

# The columns of actors that are counted.
COUNTED = (
    "actor_id",
    "article_id",
    "name",
    "type",
    "aliases",
    "role",
    "party",
    "age",
    "gender",
    "quote_count",
    "mention_count",
)
KEY = ("actor_id", "told", "kind", "value", "month")
SUMS = ("articles", "quotes", "mentions")
# What is told of a person stands in one text, in this order.
TOLD = ("age", "party", "gender", "walk")
NOTHING_TOLD = ""
_BETWEEN = "\t"
_SCHEMA: dict[str, Any] = {
    **dict.fromkeys(KEY, pl.String),
    **dict.fromkeys(SUMS, pl.Int64),
}
NO_TALLIES = pl.DataFrame(schema=_SCHEMA)


def tally(actors: pl.DataFrame) -> pl.DataFrame:
    """The tallies of actors, in no order: columns `COUNTED`, `month` of their article, and `sign`,
    1 to count a row and -1 to take it away."""
    actors = actors.with_columns(_told(actors))
    telling = actors.filter(pl.col("told") != NOTHING_TOLD)
    pieces = [
        _kind(actors, "name", pl.col("name"), dated=True),
        _kind(actors, "type", pl.col("type"), dated=False),
        _kind(actors.explode("aliases"), "alias", pl.col("aliases"), dated=False),
        _kind(actors, "role", pl.col("role"), dated=True),
        _kind(actors, "party", pl.col("party"), dated=False),
        _kind(telling, "article", pl.col("article_id"), dated=False),
    ]
    return add_unordered(pieces)


def _told(actors: pl.DataFrame) -> pl.Series:
    """What each row tells of a person, in one text; see `read_told`."""
    roles = actors["role"].drop_nulls().unique()
    walks = {role: found for role in roles if (found := walk_of_life(role)) is not None}
    # An age without a month points to no year.
    age = pl.when(pl.col("month").is_not_null()).then(pl.col("age").str.extract(r"(\d{1,3})"))
    walk = pl.col("role").replace_strict(walks, default=None, return_dtype=pl.String)
    parts = [part.fill_null("") for part in (age, pl.col("party"), pl.col("gender"), walk)]
    together = pl.concat_str(parts, separator=_BETWEEN)
    tells = (pl.col("type") == "person") & (together != _BETWEEN * (len(TOLD) - 1))
    told = pl.when(tells).then(together).otherwise(pl.lit(NOTHING_TOLD))
    return actors.select(told.alias("told"))["told"]


def read_told(told: pl.Expr) -> list[pl.Expr]:
    """What is told, taken apart: a column each of `TOLD`, null where it is not told."""
    parts = told.str.split(_BETWEEN)
    columns = [parts.list.get(at, null_on_oob=True) for at in range(len(TOLD))]
    empty = [pl.when(column != "").then(column) for column in columns]
    return [empty[0].cast(pl.Int64).alias(TOLD[0])] + [
        column.alias(name) for column, name in zip(empty[1:], TOLD[1:], strict=True)
    ]


def _kind(actors: pl.DataFrame, kind: str, value: pl.Expr, dated: bool) -> pl.DataFrame:
    counted = kind == "name"
    sign = pl.col("sign")
    return actors.select(
        pl.col("actor_id"),
        pl.col("told"),
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
    return add_unordered(pieces).sort(KEY)


def add_unordered(pieces: Iterable[pl.DataFrame]) -> pl.DataFrame:
    """As `add`, in no order, which is half the work: for sums that are added to others."""
    return (
        pl.concat([NO_TALLIES, *pieces])
        .group_by(KEY)
        .agg(pl.col(name).sum() for name in SUMS)
        .filter(pl.any_horizontal(pl.col(name) != 0 for name in SUMS))
    )
