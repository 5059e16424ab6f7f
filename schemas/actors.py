"""The actors table: one row per article and actor."""

from __future__ import annotations

from typing import Any

from schemas.articles import ARTICLE_ID
from schemas.codes import ACTOR_TYPES
from schemas.columns import Column, ForeignKey, RowRule, Table, TextSpan, place_columns, place_rule

_ATTRIBUTES = ("role", "party", "age", "organization")


def _counts_mentions(pl: Any) -> Any:
    return pl.col("mention_count") == pl.col("mentions").list.len()


def _starts_at_first_mention(pl: Any) -> Any:
    starts = pl.col("mentions").list.eval(pl.element().struct.field("start"))
    return (starts.list.min() == pl.col("first_start")).fill_null(False)


ACTORS = Table(
    name="actors",
    meaning="One row per article and actor: a person, organisation or place that it names.",
    key=("article_id", "actor_id"),
    order=("article_id", "first_start", "actor_id"),
    columns=(
        Column("actor_id", "string", "the actor's id, the same in every article"),
        Column("article_id", "string", "the article it is named in", pattern=ARTICLE_ID),
        Column("name", "string", "the fullest name in the article, in its base form"),
        Column("type", "string", "what the actor is", codes=ACTOR_TYPES),
        Column("role", "string", "a person's role, as written", True),
        *place_columns("role", "the role"),
        Column("party", "string", "a person's party", True),
        *place_columns("party", "the party"),
        Column("age", "string", "a person's age, as written", True),
        *place_columns("age", "the age"),
        Column("organization", "string", "the organisation a person speaks for", True),
        *place_columns("organization", "the organisation"),
        Column("gender", "string", "gender of the pronouns or first name, where known", True),
        Column("mention_count", "integer", "number of mentions", least=1),
        Column(
            "mentions",
            "mentions",
            "every mention: its place and words in articles.text, and its kind",
        ),
        Column("aliases", "strings", "other forms of the name in the article"),
        Column(
            "first_start", "integer", "where the first mention begins in articles.text", least=0
        ),
        Column(
            "quote_count",
            "integer",
            "number of the article's quotes that it speaks, alone or jointly",
            least=0,
        ),
    ),
    rules=(
        RowRule("counts_mentions", "mention_count is the length of mentions", _counts_mentions),
        RowRule(
            "starts_at_first_mention",
            "first_start is the smallest start among mentions",
            _starts_at_first_mention,
        ),
        *(place_rule(name) for name in _ATTRIBUTES),
    ),
    spans=tuple(TextSpan(None, f"{name}_start", f"{name}_end") for name in _ATTRIBUTES),
    foreign_keys=(
        ForeignKey(("article_id",), "articles", ("article_id",)),
        ForeignKey(("actor_id",), "entities", ("actor_id",)),
    ),
)
