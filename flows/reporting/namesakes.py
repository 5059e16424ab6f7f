"""Persons of the dataset that may be several people of one name, for the user to look at.

Some of them have been parted in entities by what leaves no doubt (`flows.publishing.namesakes`);
here stands all that makes one wonder.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import polars as pl

from flows.publishing.namesakes import YEARS_OF_DOUBT
from flows.publishing.walks_of_life import walk_of_life
from flows.reporting.entities import read_entities, read_parts

_COLUMNS = ("actor_id", "article_id", "type", "role", "party", "age", "gender")
_NUMBER = re.compile(r"\d{1,3}")


class Said(NamedTuple):
    """What one article says of a person."""

    article_id: str
    month: str | None
    role: str | None
    party: str | None
    age: str | None
    gender: str | None


@dataclass(frozen=True, slots=True)
class Contradiction:
    """What speaks for two people: the column, and for each reading the articles that have it."""

    column: str
    readings: Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Namesake:
    """An actor whose articles contradict each other. `parted` is the evidence by which entities
    has several rows for it, with the number of articles of each."""

    actor_id: str
    name: str
    article_count: int
    contradictions: Sequence[Contradiction]
    parted: Mapping[str, int]


def find_namesakes(output: Path) -> list[Namesake]:
    """Persons whose articles give them different parties, genders, years of birth or walks of life.

    Those with most contradictions come first. None of it is proof: people change party and trade,
    and extraction errs. Raises OutputError where nothing is published.
    """
    suspects = {
        actor: found
        for actor, said in _said_by_person(output).items()
        if len(said) > 1 and (found := list(contradictions(said)))
    }
    rows: dict[str, list[dict[str, Any]]] = {}
    for row in read_entities(output) if suspects else ():
        if row["actor_id"] in suspects:
            rows.setdefault(row["actor_id"], []).append(row)
    namesakes = [_namesake(own, suspects[actor]) for actor, own in rows.items()]
    return sorted(namesakes, key=lambda namesake: -len(namesake.contradictions))


def _namesake(rows: Sequence[dict[str, Any]], found: Sequence[Contradiction]) -> Namesake:
    """What is known of an actor, whose rows in entities come with most articles first."""
    parted = {row["evidence"]: row["article_count"] for row in rows if len(rows) > 1}
    count = sum(row["article_count"] for row in rows)
    return Namesake(rows[0]["actor_id"], rows[0]["name"], count, found, parted)


def _said_by_person(output: Path) -> dict[str, list[Said]]:
    said: defaultdict[str, list[Said]] = defaultdict(list)
    tells = pl.any_horizontal(pl.col(name).is_not_null() for name in _COLUMNS[3:])
    for month, actors in read_parts(output, "actors", _COLUMNS):
        telling = actors.filter((pl.col("type") == "person") & tells).drop("type")
        for actor, article, *rest in telling.iter_rows():
            said[actor].append(Said(article, month, *rest))
    return said


def contradictions(said: Sequence[Said]) -> Iterator[Contradiction]:
    """What in the articles of one person does not go together; articles in order of their month."""
    ordered = sorted(said, key=lambda one: (one.month or "", one.article_id))
    for column, found in (
        ("party", _readings((one.party, one.article_id) for one in ordered)),
        ("age", _births(ordered)),
        ("gender", _readings((one.gender, one.article_id) for one in ordered)),
        ("role", _readings((walk_of_life(one.role), one.article_id) for one in ordered)),
    ):
        if len(found) > 1:
            yield Contradiction(column, found)


def _readings(pairs: Iterable[tuple[str | None, str]]) -> dict[str, list[str]]:
    readings: dict[str, list[str]] = {}
    for reading, article in pairs:
        if reading is not None:
            readings.setdefault(reading, []).append(article)
    return readings


def _births(said: Sequence[Said]) -> dict[str, list[str]]:
    """Years of birth that the ages point to, in groups that doubt cannot bridge."""
    years = []
    for one in said:
        number = None if one.age is None else _NUMBER.search(one.age)
        if number is not None and one.month is not None:
            years.append((int(one.month[:4]) - int(number.group()), one.article_id))
    groups: dict[str, list[str]] = {}
    last: int | None = None
    label = ""
    for year, article in sorted(years):
        if last is None or year - last > YEARS_OF_DOUBT:
            label = f"born about {year}"
        last = year
        groups.setdefault(label, []).append(article)
    return groups
