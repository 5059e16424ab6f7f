"""The entities table: every actor once, over the whole dataset."""

from __future__ import annotations

from typing import Any

from schemas.codes import ACTOR_TYPES
from schemas.columns import Column, RowRule, Table

_MONTH = r"[0-9]{4}-(0[1-9]|1[0-2])"


def _months_in_order(pl: Any) -> Any:
    first, last = pl.col("first_month"), pl.col("last_month")
    return (first.is_null() & last.is_null()) | (first <= last).fill_null(False)


def _not_its_own_alias(pl: Any) -> Any:
    return ~pl.col("aliases").list.contains(pl.col("name"))


ENTITIES = Table(
    name="entities",
    meaning="One row per actor over the whole dataset. Not partitioned by month.",
    key=("actor_id",),
    order=("actor_id",),
    columns=(
        Column("actor_id", "string", "the actor's id, as in actors", unique=True),
        Column("name", "string", "the name most articles use for it; of equals the longest"),
        Column("type", "string", "what the actor is", codes=ACTOR_TYPES),
        Column("aliases", "strings", "all other names and forms of its name, sorted"),
        Column(
            "roles",
            "roles",
            "a person's roles as written (without the capital that opens a sentence, if it also "
            "stands inside one), most frequent first: in how many articles, and the first and last "
            "month of those; months are null if no such article has one",
        ),
        Column("parties", "strings", "a person's parties, sorted"),
        Column("article_count", "integer", "number of articles that name it", least=1),
        Column("quote_count", "integer", "number of quotes it speaks, alone or jointly", least=0),
        Column("mention_count", "integer", "number of mentions", least=1),
        Column(
            "first_month",
            "string",
            "first source_month of an article that names it; null if none has a month",
            True,
            pattern=_MONTH,
        ),
        Column(
            "last_month",
            "string",
            "last source_month of an article that names it",
            True,
            pattern=_MONTH,
        ),
        Column(
            "wikidata_id",
            "string",
            "Wikidata id, where the corrections file gives one",
            True,
            pattern=r"Q[1-9][0-9]*",
        ),
    ),
    rules=(
        RowRule(
            "months_in_order",
            "first_month is not later than last_month, or both are null",
            _months_in_order,
        ),
        RowRule("not_its_own_alias", "name is not among aliases", _not_its_own_alias),
    ),
)
