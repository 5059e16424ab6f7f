"""From drafts and their speakers to finished quotes."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from flows.extraction.phrases import Phrase
from flows.extraction.quotes.drafts import Draft
from flows.extraction.speakers.attribution import Attribution
from flows.extraction.speakers.circumstances import NOTHING, Circumstances, find_circumstances
from flows.extraction.speakers.resolved import Resolved
from flows.extraction.speakers.scene import Entity, Scene
from flows.records import Quote, QuoteKind, Span

_OPEN: Final = Resolved(None, "open", 0.2)


def finish_quotes(scene: Scene, drafts: list[Draft], attribution: Attribution) -> tuple[Quote, ...]:
    """Quotes with speakers, turns and the questions that they answer; drafts are in text order."""
    quotes: list[Quote] = []
    circumstances = find_circumstances(scene.doc, scene.names, drafts)
    turn = -1
    previous: tuple[int | None, int] | None = None
    question: int | None = None
    for draft in drafts:
        answer = attribution.by_draft.get(id(draft), _OPEN)
        if draft.kind is QuoteKind.QUESTION:
            answer = Resolved(None, "question", 0.9)
        if previous is None or answer.entity != previous[0] or draft.paragraph - previous[1] > 1:
            turn += 1
        previous = answer.entity, draft.paragraph
        beside = circumstances.get(id(draft), NOTHING)
        quotes.append(_finish(scene, draft, answer, turn, question, beside))
        question = len(quotes) - 1 if draft.kind is QuoteKind.QUESTION else None
    return tuple(quotes)


def _finish(
    scene: Scene,
    draft: Draft,
    answer: Resolved,
    turn: int,
    question: int | None,
    circumstances: Circumstances,
) -> Quote:
    entity = scene.entities[answer.entity] if answer.entity is not None else None
    joint: tuple[int, ...] = ()
    if entity is not None and entity.members:
        joint = tuple(
            actor
            for member in entity.members
            if (actor := scene.entities[member].actor) is not None
        )
    # By position: there are many of them, and names cost a third of the time more.
    return Quote(
        draft.kind,
        tuple(draft.segments),
        draft.paragraph,
        turn,
        None if entity is None else entity.name,
        None if entity is None else entity.actor,
        answer.rule,
        _rounded(answer.confidence),
        joint,
        _mention_span(scene, draft.source),
        _role(scene, entity),
        draft.cue,
        circumstances.medium,
        circumstances.said_when,
        question if draft.kind is QuoteKind.DIRECT else None,
    )


@lru_cache(maxsize=10_000)
def _rounded(confidence: float) -> float:
    return round(confidence, 3)


def _role(scene: Scene, entity: Entity | None) -> str | None:
    """The speaker's role as the article gives it; a source without a name has none."""
    if entity is None or entity.actor is None:
        return None
    role = scene.names.actors[entity.actor].role
    return None if role is None else role.value


def _mention_span(scene: Scene, phrase: Phrase | None) -> Span | None:
    if phrase is None:
        return None
    last = max(phrase.last, phrase.first + 1)
    return scene.doc.starts[phrase.first], scene.doc.ends[last - 1]
