"""The entities table: every actor over the whole dataset, namesakes kept apart."""

from __future__ import annotations

from typing import Any

from schemas.codes import ACTOR_TYPES
from schemas.columns import Column, RowRule, Table

_MONTH = r"[0-9]{4}-(0[1-9]|1[0-2])"


def _months_in_order(pl: Any) -> Any:
    first, last = pl.col("first_month"), pl.col("last_month")
    return (first.is_null() & last.is_null()) | (first <= last).fill_null(False)


def _parted_by_evidence(pl: Any) -> Any:
    articles = pl.col("article_ids")
    parted = pl.col("evidence").is_not_null() & (articles.list.len() == pl.col("article_count"))
    same = pl.col("entity_id") == pl.col("actor_id")
    return (same & articles.is_null()) | (~same & parted.fill_null(False))


def _not_its_own_alias(pl: Any) -> Any:
    return ~pl.col("aliases").list.contains(pl.col("name"))


ENTITIES = Table(
    name="entities",
    meaning=(
        "One row per actor over the whole dataset; several where articles contradict each other "
        "so that a name has to be that of several people. Not partitioned by month."
    ),
    key=("entity_id",),
    order=("actor_id", "entity_id"),
    columns=(
        Column(
            "entity_id",
            "string",
            "the row's id: the actor_id, or for one of several people of a name an id of their own",
            unique=True,
        ),
        Column(
            "actor_id",
            "string",
            "the actor's id, as in actors; in several rows where several people bear the name (the "
            "view article_entities gives the one row for each row of actors)",
        ),
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
            "evidence",
            "string",
            "what tells this person from others of the name: born about a year, party, gender; "
            "`not told` for articles of such a name that do not tell who is meant, `one by "
            "corrections` where the corrections file keeps together what would be parted; null for "
            "all other actors",
            True,
        ),
        Column(
            "article_ids",
            "strings",
            "the articles that are about this person, sorted; null: all articles with the actor_id "
            "that no other row lists",
            True,
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
        RowRule(
            "parted_by_evidence",
            "a row has an id of its own, evidence and as many articles as article_count, or the "
            "actor_id and no list of articles",
            _parted_by_evidence,
        ),
        RowRule("not_its_own_alias", "name is not among aliases", _not_its_own_alias),
    ),
)
