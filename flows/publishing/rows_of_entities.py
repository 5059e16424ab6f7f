"""The rows of entities, made of the tallies of their actors.

A row is an actor, under the id that it has in actors; but where articles show that several people
bear a name, each has a row, with an id of its own in `entity_id` and the articles that are about
them. Articles that do not tell who of them is meant stay together in the row of the actor_id.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping

import polars as pl

from flows.publishing.namesakes import YEARS_OF_DOUBT, Told, people
from flows.publishing.tallies import NOTHING_TOLD, TOLD, read_told

# In `evidence`: articles of a name that several bear which do not tell who is meant, and names
# that would be parted if the user's corrections did not say otherwise.
NOT_TOLD = "not told"
BY_CORRECTIONS = "one by corrections"
_ID_LENGTH = 16


def entities_of(
    tallies: pl.DataFrame, wikidata: Mapping[str, str], judged: Collection[str] = ()
) -> pl.DataFrame:
    """The rows of entities, in order of their ids, with its columns; `tallies` are their sums.

    Ids in `judged` are not parted: the user has said who they are.
    """
    tallies = _with_entities(tallies, {*judged, *wikidata})
    names, found = _of_kind(tallies, "name"), _totals(tallies)
    by_entity: tuple[pl.DataFrame, ...] = (
        _most_seen(names, "name"),
        _most_seen(_of_kind(tallies, "type"), "type"),
        _aliases(tallies, _most_seen(names, "name")),
        _roles(_of_kind(tallies, "role")),
        _lists(_of_kind(tallies, "party"), "parties"),
        _lists(_of_kind(tallies, "article").filter(_is_parted()), "article_ids"),
    )
    for columns in by_entity:
        found = found.join(columns, on="entity_id", how="left")
    ids = pl.DataFrame(
        {"actor_id": list(wikidata), "wikidata_id": list(wikidata.values())},
        schema={"actor_id": pl.String, "wikidata_id": pl.String},
    )
    found = found.join(ids, on="actor_id", how="left")
    return found.sort("actor_id", "entity_id").select(
        "entity_id",
        "actor_id",
        "name",
        "type",
        *(pl.col(name).fill_null([]) for name in ("aliases", "roles", "parties")),
        *(pl.col(name).cast(pl.Int32) for name in ("article_count", "quote_count")),
        pl.col("mention_count").cast(pl.Int32),
        "first_month",
        "last_month",
        "evidence",
        "article_ids",
        "wikidata_id",
    )


def _is_parted() -> pl.Expr:
    return pl.col("entity_id") != pl.col("actor_id")


def _with_entities(tallies: pl.DataFrame, judged: Collection[str]) -> pl.DataFrame:
    """The tallies with the entity that each belongs to, and the evidence for it."""
    return tallies.join(_parted(tallies, judged), on=["actor_id", "told"], how="left").with_columns(
        pl.col("entity_id").fill_null(pl.col("actor_id"))
    )


def _parted(tallies: pl.DataFrame, judged: Collection[str]) -> pl.DataFrame:
    """What is told of actors that are several people, each with whom it is told of."""
    rows: list[tuple[str, str, str, str]] = []
    for actor_id, told in _suspects(tallies).items():
        found = people(list(told.values()))
        if len(found) < 2:
            continue
        if actor_id in judged:
            rows += [(actor_id, text, actor_id, BY_CORRECTIONS) for text in told]
            continue
        evidence_of = {one: evidence for evidence, own in found.items() for one in map(id, own)}
        for text, one in told.items():
            evidence = evidence_of[id(one)]
            rows.append((actor_id, text, _entity_id(actor_id, evidence), evidence or NOT_TOLD))
    columns = ("actor_id", "told", "entity_id", "evidence")
    return pl.DataFrame(rows, schema=dict.fromkeys(columns, pl.String), orient="row")


def _suspects(tallies: pl.DataFrame) -> dict[str, dict[str, Told]]:
    """Actors of whom different things are told, with all that is, by the text it stands in."""
    names = _of_kind(tallies, "name")
    telling = names.filter(pl.col("told") != NOTHING_TOLD).with_columns(read_told(pl.col("told")))
    several = telling.group_by("actor_id").agg(
        (pl.col("age").max() - pl.col("age").min() > YEARS_OF_DOUBT).alias("ages"),
        *((pl.col(name).drop_nulls().n_unique() > 1).alias(name) for name in ("party", "gender")),
    )
    suspects = several.filter(pl.any_horizontal("ages", "party", "gender")).select("actor_id")
    by_month = (
        names.join(suspects, on="actor_id", how="semi")
        .group_by("actor_id", "told", "month")
        .agg(pl.col("articles").sum())
        .sort("actor_id", "told", "month")
        .with_columns(read_told(pl.col("told")))
    )
    found: dict[str, dict[str, Told]] = {}
    columns = ("actor_id", "told", *TOLD, "month", "articles")
    for actor_id, text, age, party, gender, walk, month, count in by_month.select(columns).rows():
        told = found.setdefault(actor_id, {})
        if text not in told:
            told[text] = Told(age, party, gender, walk, {})
        told[text].months[month] = count
    return found


def _entity_id(actor_id: str, evidence: str) -> str:
    """The id of a person who was told apart; that of the actor for what tells nothing."""
    if not evidence:
        return actor_id
    return hashlib.sha256(f"{actor_id}\n{evidence}".encode()).hexdigest()[:_ID_LENGTH]


def _of_kind(tallies: pl.DataFrame, kind: str) -> pl.DataFrame:
    return tallies.filter(pl.col("kind") == kind)


def _totals(tallies: pl.DataFrame) -> pl.DataFrame:
    return (
        _of_kind(tallies, "name")
        .group_by("entity_id")
        .agg(
            pl.col("actor_id").first(),
            pl.col("evidence").max(),
            pl.col("articles").sum().alias("article_count"),
            pl.col("quotes").sum().alias("quote_count"),
            pl.col("mentions").sum().alias("mention_count"),
            pl.col("month").min().alias("first_month"),
            pl.col("month").max().alias("last_month"),
        )
    )


def _most_seen(tallies: pl.DataFrame, column: str) -> pl.DataFrame:
    """The value of most articles for each entity; of equals the longest, then the first."""
    return (
        tallies.group_by("entity_id", "value")
        .agg(pl.col("articles").sum())
        .with_columns(pl.col("value").str.len_chars().alias("length"))
        .sort("entity_id", "articles", "length", "value", descending=[False, True, True, False])
        .unique("entity_id", keep="first", maintain_order=True)
        .select("entity_id", pl.col("value").alias(column))
    )


def _aliases(tallies: pl.DataFrame, names: pl.DataFrame) -> pl.DataFrame:
    forms = (
        tallies.filter(pl.col("kind").is_in(["name", "alias"]))
        .join(names, on="entity_id")
        .filter(pl.col("value") != pl.col("name"))
    )
    return _lists(forms, "aliases")


def _lists(tallies: pl.DataFrame, column: str) -> pl.DataFrame:
    """Each entity's values, sorted, each once."""
    return (
        tallies.select("entity_id", "value")
        .unique()
        .sort("entity_id", "value")
        .group_by("entity_id", maintain_order=True)
        .agg(pl.col("value").alias(column))
    )


def _roles(tallies: pl.DataFrame) -> pl.DataFrame:
    """Roles with their months; `Formand`, which opens a sentence, is `formand`."""
    value = pl.col("value")
    small = value.str.slice(0, 1).str.to_lowercase() + value.str.slice(1)
    return (
        tallies.group_by("entity_id", small.alias("role"))
        .agg(
            value.max(),  # small letters come behind capitals; a name keeps its capital
            pl.col("month").min().alias("first_month"),
            pl.col("month").max().alias("last_month"),
            pl.col("articles").sum().cast(pl.Int32).alias("count"),
        )
        .sort("entity_id", "count", "value", descending=[False, True, False])
        .group_by("entity_id", maintain_order=True)
        .agg(
            pl.struct(pl.col("value").alias("role"), "first_month", "last_month", "count").alias(
                "roles"
            )
        )
    )
