"""How well extraction does on annotated articles: quotes, speakers, actors and their roles.

A stretch of a quote is found if what extraction marks and what the annotation marks share at
least four fifths of the characters that either has, blanks and marks at the borders aside. An
actor is found if it has a name of the annotated one and its type. A role is right if half of
the words of both are the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from flows.records import Actor, ActorType, Findings, QuoteKind, Span
from tests.gold.annotated import Annotated

ENOUGH_SHARED = 0.8
ENOUGH_WORDS = 0.5
_TYPES = {ActorType.PERSON: "PER", ActorType.ORGANIZATION: "ORG", ActorType.LOCATION: "LOC"}
_AT_BORDERS = " \n\"'»«“”„’‘-–—.,:;!?"
_SMALL_WORDS = {
    "af",
    "de",
    "den",
    "det",
    "en",
    "et",
    "for",
    "fra",
    "hos",
    "i",
    "og",
    "på",
    "til",
    "ved",
}


class Scores(NamedTuple):
    """F1 of quotes and actors; of what was found, the share with the right speaker or role."""

    marked: float
    indirect: float
    speakers: float
    actors: float
    roles: float


@dataclass
class _Hits:
    """How many of what is wanted were found, and how many were found in all."""

    hits: int = 0
    wanted: int = 0
    found: int = 0

    def count(self, hit: bool) -> None:
        """One more that is wanted, and whether it was found."""
        self.wanted += 1
        self.hits += hit
        self.found += hit

    @property
    def f1(self) -> float:
        return 2 * self.hits / (self.wanted + self.found)


@dataclass
class _Answers:
    right: list[bool] = field(default_factory=list)

    @property
    def share(self) -> float:
        return sum(self.right) / len(self.right)


@dataclass
class _Sheet:
    marked: _Hits = field(default_factory=_Hits)
    indirect: _Hits = field(default_factory=_Hits)
    actors: _Hits = field(default_factory=_Hits)
    speakers: _Answers = field(default_factory=_Answers)
    roles: _Answers = field(default_factory=_Answers)

    def of_kind(self, kind: str) -> _Hits | None:
        """Where quotes of a kind are counted; questions of interviewers are not."""
        if kind == QuoteKind.QUESTION:
            return None
        return self.indirect if kind == QuoteKind.INDIRECT else self.marked


def score(articles: Iterable[Annotated], findings: Iterable[Findings]) -> Scores:
    """Scores of the findings in articles over all of them together."""
    sheet = _Sheet()
    for each, found in zip(articles, findings, strict=True):
        _score_quotes(sheet, each, found)
        _score_actors(sheet, each, found)
    return Scores(
        sheet.marked.f1,
        sheet.indirect.f1,
        sheet.speakers.share,
        sheet.actors.f1,
        sheet.roles.share,
    )


def _score_quotes(sheet: _Sheet, each: Annotated, found: Findings) -> None:
    people = {actor["id"]: actor for actor in each.actors}
    left = [(segment, quote) for quote in found.quotes for segment in quote.segments]
    annotated = zip(each.stretches, each.quotes, strict=True)
    # What is asked for takes its match first: what is optional may share most of its words.
    for stretch, wanted in sorted(annotated, key=lambda pair: pair[1].get("optional", False)):
        match = next(
            (one for one in left if is_same_stretch(each.article.text, one[0], stretch)), None
        )
        if match:
            left.remove(match)
        hits = sheet.of_kind(wanted["kind"])
        if wanted.get("optional") or hits is None:
            continue
        hits.count(match is not None)
        if match and wanted["speaker"]:
            right = is_speaker(match[1].speaker_name, people[wanted["speaker"]])
            sheet.speakers.right.append(right)
    for _segment, quote in left:
        if hits := sheet.of_kind(quote.kind):
            hits.found += 1


def _score_actors(sheet: _Sheet, each: Annotated, found: Findings) -> None:
    left = list(found.actors)
    for wanted in (actor for actor in each.actors if actor["type"] != "DESC"):
        named = [actor for actor in left if _forms(actor.name) & _names(wanted)]
        typed = [actor for actor in named if _TYPES[actor.type] in _fair_types(wanted)]
        if wanted.get("optional"):
            left = [actor for actor in left if actor not in named]
            continue
        sheet.actors.count(bool(typed))
        if typed:
            left.remove(typed[0])
            if wanted["type"] == "PER" and wanted.get("role"):
                sheet.roles.right.append(_has_role(typed[0], wanted["role"]))
    sheet.actors.found += len(left)


def is_same_stretch(text: str, one: Span, other: Span) -> bool:
    """Whether two stretches of a text are the same but for a fifth of their characters."""
    (start, end), (from_, to) = _trimmed(text, one), _trimmed(text, other)
    shared = min(end, to) - max(start, from_)
    return shared >= ENOUGH_SHARED * (max(end, to) - min(start, from_))


def _trimmed(text: str, span: Span) -> Span:
    words = text[slice(*span)]
    start = span[0] + len(words) - len(words.lstrip(_AT_BORDERS))
    return start, max(start, span[0] + len(words.rstrip(_AT_BORDERS)))


def is_speaker(said: str | None, wanted: dict[str, Any]) -> bool:
    """Whether a name is one of the annotated actor's, or a description has half of its words."""
    if said is None:
        return False
    names = _names(wanted)
    if _forms(said) & names:
        return True
    if wanted["type"] == "DESC":
        words = set().union(*map(_words, names))
        return len(_words(said) & words) >= ENOUGH_WORDS * len(_words(said)) > 0
    # With a title before the full name.
    return wanted["type"] == "PER" and any(
        " " in name and _plain(said).endswith(f" {name}") for name in names
    )


def _has_role(actor: Actor, wanted: str) -> bool:
    said, asked = _words(actor.role.value if actor.role else ""), _words(wanted)
    return len(said & asked) >= ENOUGH_WORDS * len(said | asked)


def _fair_types(wanted: dict[str, Any]) -> tuple[str | None, ...]:
    return wanted["type"], wanted.get("type_alt")


def _names(wanted: dict[str, Any]) -> set[str]:
    return set().union(*map(_forms, (wanted["name"], *wanted.get("aliases", ()))))


def _forms(name: str) -> set[str]:
    """A name, and what it is if its last s is the genitive's."""
    plain = _plain(name)
    return {plain, plain.removesuffix("s")} if len(plain) > 3 else {plain}


def _words(words: str) -> set[str]:
    return set(_plain(words).split()) - _SMALL_WORDS


def _plain(words: str) -> str:
    return " ".join(re.sub(r"[\"'»«“”„’‘().,]", "", words).casefold().split())
