"""Two people of one full name in one article, and one person who looks like two."""

from __future__ import annotations

import pytest

from flows.extraction.actors.ids import actor_id
from flows.extraction.article import extract_text
from flows.records import Actor, ActorType, Findings, Paragraph, ParagraphRole

NAME = "Lars Testesen"


def found(*paragraphs: str) -> Findings:
    laid_out, at = [], 0
    for words in paragraphs:
        laid_out.append(Paragraph(at, at + len(words), ParagraphRole.BODY))
        at += len(words) + 1
    return extract_text("\n".join(paragraphs), laid_out)


def people(*paragraphs: str) -> list[Actor]:
    return [actor for actor in found(*paragraphs).actors if actor.type is ActorType.PERSON]


def ids(*labels: str) -> set[str]:
    return {actor_id(NAME, ActorType.PERSON, label) for label in labels}


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("Lars Testesen (V) og Lars Testesen (S) er uenige.", ("Venstre", "Socialdemokratiet")),
        ("Lars Testesen (S) vil. Lars Testesen (V) vil ikke.", ("Venstre", "Socialdemokratiet")),
        ("Den 43-årige Lars Testesen slog den 18-årige Lars Testesen.", ("43 år", "18 år")),
        ("Lars Testesen, 43, vandt. Sidst kom Lars Testesen, 18, fra Køge.", ("43 år", "18 år")),
        ("Lars Testesen, 43 år, vandt. Sidst kom Lars Testesen (18 år).", ("43 år", "18 år")),
        ("Lars Testesen senior og Lars Testesen junior mødtes.", ("senior", "junior")),
        ("Lars Testesen den yngre er søn af Lars Testesen den ældre.", ("junior", "senior")),
    ],
)
def test_two_people_of_one_name_are_two_actors(text: str, labels: tuple[str, str]) -> None:
    assert {actor.actor_id for actor in people(text)} == ids(*labels)


@pytest.mark.parametrize(
    "text",
    [
        "Lars Testesen (V) vil. Det sagde Lars Testesen (Venstre) og Lars Testesen (V).",
        "Lars Testesen skiftede parti. Lars Testesen (V) er nu Lars Testesen (M).",
        "Lars Testesen (V) gik af i 2010. Lars Testesen (M) vil tilbage.",
        "Lars Testesen (V) vil. Han forlod partiet. Lars Testesen (M) vil ikke.",
        "Lars Testesen (V) og Lars Testesen (tidligere S) er uenige.",
        "Den dengang 18-årige Lars Testesen kom. Den 43-årige Lars Testesen gik.",
        "I 1999 kom den 18-årige Lars Testesen. Den 43-årige Lars Testesen gik.",
        "Den 43-årige Lars Testesen kom. Den 44-årige Lars Testesen gik.",
        "Lars Testesen (2) og Mads Prøvesen (3) scorede. Flest mål har Lars Testesen (12).",
        "Lars Testesen senior kom. Lars Testesen gik.",
    ],
)
def test_one_person_stays_one(text: str) -> None:
    (one,) = (actor for actor in people(text) if actor.name == NAME)
    assert {one.actor_id} == ids("")


def test_each_has_what_the_text_says_of_him_and_who_is_named_barely_is_the_one_before() -> None:
    text = (
        "Lars Testesen (V) og Lars Testesen (S) er uenige.",
        "- Vi siger ja, siger borgmester Lars Testesen (V).",
        "- Vi siger nej, siger Lars Testesen (S).",
        "- Aldrig i livet, siger Testesen.",
    )
    findings = found(*text)
    liberal, social = (actor for actor in findings.actors if actor.name == NAME)
    assert (liberal.party and liberal.party.value) == "Venstre"
    assert (social.party and social.party.value) == "Socialdemokratiet"
    assert (liberal.role and liberal.role.value, social.role) == ("borgmester", None)
    assert (len(liberal.mentions), len(social.mentions)) == (2, 3)
    assert [findings.actors[quote.speaker or 0] for quote in findings.quotes] == [
        liberal,
        social,
        social,
    ]


def test_what_else_is_said_beside_the_name_tells_too() -> None:
    first, second = people(
        "Den 43-årige Lars Testesen (V) vil. Den 18-årige Lars Testesen vil ikke.",
        "Lars Testesen (V) gik.",
    )
    assert (len(first.mentions), len(second.mentions)) == (2, 1)


def test_ids_do_not_go_by_order() -> None:
    one = people("Lars Testesen (V) kom.", "Lars Testesen (S) gik.")
    other = people("Lars Testesen (S) gik.", "Lars Testesen (V) kom.")
    assert [actor.actor_id for actor in one] == [actor.actor_id for actor in reversed(other)]
