"""On annotated articles: what stands in them is read, and most of it is found.

The floors are a little beneath what extraction reaches today, so that a change that costs more
than a handful of quotes or names is seen. Whoever makes it better may raise them.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from flows.records import ActorType, Findings, QuoteKind
from tests.gold.annotated import SAMPLES, annotated, extracted
from tests.gold.scoring import Scores, score

READ = {"lead", "body", "question", "subheading"}
FLOORS = {
    SAMPLES: Scores(marked=0.99, indirect=0.98, speakers=0.97, actors=0.95, roles=0.9),
    "parole": Scores(marked=0.97, indirect=0.9, speakers=0.91, actors=0.92, roles=0.73),
    "ntrex": Scores(marked=0.97, indirect=0.93, speakers=0.95, actors=0.84, roles=0.77),
}
# Too few articles for a floor, but they have to be read like all others.
READ_ONLY = ("seeds",)
AT_HAND = [name for name in FLOORS if annotated(name)]


def test_every_sample_is_annotated() -> None:
    assert len(annotated(SAMPLES)) == len(extracted(SAMPLES)) == 28
    assert sum(len(each.quotes) for each in annotated(SAMPLES)) == 373


@pytest.mark.parametrize("name", (*AT_HAND, *filter(annotated, READ_ONLY)))
def test_all_quotes_and_actors_stand_in_paragraphs_that_are_read(name: str) -> None:
    unread = []
    for article, quotes, actors, _stretches in annotated(name):
        read = "\n".join(
            article.text[p.start : p.end] for p in article.paragraphs if p.role in READ
        )
        names = [(actor["name"], *actor.get("aliases", ())) for actor in actors]
        unread += [quote["text"] for quote in quotes if quote["text"] not in read]
        unread += [forms for forms in names if not any(form in read for form in forms)]
        assert article.language == "da"
    assert unread == []


@pytest.mark.parametrize("name", AT_HAND)
def test_no_score_falls_beneath_its_floor(name: str) -> None:
    assert beneath(score(annotated(name), extracted(name)), FLOORS[name]) == set()


def worse(findings: Findings, kind: str) -> Findings:
    """Findings of which every seventh of a kind is lost, or wrong."""
    quotes, actors = list(findings.quotes), list(findings.actors)
    marked = [quote for quote in quotes if quote.kind in (QuoteKind.DIRECT, QuoteKind.PARTIAL)]
    unmarked = [quote for quote in quotes if quote.kind is QuoteKind.INDIRECT]
    if kind == "marked":
        quotes = [quote for quote in quotes if quote not in marked[::7]]
    elif kind == "indirect":
        quotes = [quote for quote in quotes if quote not in unmarked[::7]]
    elif kind == "speakers":
        quotes[::7] = [replace(quote, speaker_name="Nogen Helt Anden") for quote in quotes[::7]]
    elif kind == "actors":
        actors[::7] = [replace(actor, name="Nogen Helt Anden") for actor in actors[::7]]
    else:
        actors = [
            replace(actor, role=None) if actor.type is ActorType.PERSON and at % 7 == 0 else actor
            for at, actor in enumerate(actors)
        ]
    return replace(findings, quotes=tuple(quotes), actors=tuple(actors))


@pytest.mark.parametrize("name", AT_HAND)
@pytest.mark.parametrize("lost", Scores._fields)
def test_what_gets_worse_falls_beneath_its_floor(name: str, lost: str) -> None:
    findings = [worse(each, lost) for each in extracted(name)]
    assert lost in beneath(score(annotated(name), findings), FLOORS[name])


@pytest.mark.parametrize("name", AT_HAND)
def test_what_is_found_too_much_counts(name: str) -> None:
    doubled = [
        replace(each, quotes=each.quotes * 2, actors=each.actors * 2) for each in extracted(name)
    ]
    missed = beneath(score(annotated(name), doubled), FLOORS[name])
    assert missed == {"marked", "indirect", "actors"}


def beneath(scores: Scores, floors: Scores) -> set[str]:
    """The scores that do not reach their floors."""
    return {each for each in Scores._fields if getattr(scores, each) < getattr(floors, each)}
