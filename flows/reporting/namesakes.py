"""Persons of the dataset that may be several people of one name."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

import polars as pl

from flows.extraction.danish import table
from flows.reporting.entities import read_entities, read_parts

# A page may have been collected years after it was published, and a birthday lies somewhere in
# the year: estimates of a birth year that are farther apart than this are of two people.
_YEARS_OF_DOUBT = 4
_COLUMNS = ("actor_id", "article_id", "type", "role", "party", "age", "gender")
_NUMBER = re.compile(r"\d{1,3}")
_HEAD_END = re.compile(r"[,(]|\b(?:for|i|af|på|ved|fra|til|hos|og|med|under|over)\b")


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
    """An entity whose articles contradict each other."""

    actor_id: str
    name: str
    article_count: int
    contradictions: Sequence[Contradiction]


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
    namesakes = [
        Namesake(row["actor_id"], row["name"], row["article_count"], suspects[row["actor_id"]])
        for row in (read_entities(output) if suspects else ())
        if row["actor_id"] in suspects
    ]
    return sorted(namesakes, key=lambda namesake: -len(namesake.contradictions))


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
        if last is None or year - last > _YEARS_OF_DOUBT:
            label = f"born about {year}"
        last = year
        groups.setdefault(label, []).append(article)
    return groups


def walk_of_life(role: str | None) -> str | None:
    """The walk of life that the head of a role tells, if it does."""
    if role is None:
        return None
    head = _HEAD_END.split(role.lower(), maxsplit=1)[0].split()
    endings = _endings()
    word = head[-1] if head else ""
    return next((endings[word[at:]] for at in range(len(word)) if word[at:] in endings), None)


@cache
def _endings() -> dict[str, str]:
    return {row["ending"]: row["walk"] for row in table("walks_of_life")}
