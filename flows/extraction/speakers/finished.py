"""From drafts and their speakers to finished quotes."""

from __future__ import annotations

from typing import Final

from flows.extraction.phrases import Phrase
from flows.extraction.quotes.drafts import Draft
from flows.extraction.speakers.circumstances import find_circumstances
from flows.extraction.speakers.resolved import Resolved
from flows.extraction.speakers.scene import Entity, Scene
from flows.records import Quote, QuoteKind, Span

_OPEN: Final = Resolved(None, "open", 0.2)
_ASKED: Final = Resolved(None, "question", 0.9)
_DIRECT: Final = QuoteKind.DIRECT
_QUESTION: Final = QuoteKind.QUESTION


def finish_quotes(scene: Scene, drafts: list[Draft]) -> tuple[Quote, ...]:
    """Quotes with speakers, turns and the questions that they answer; drafts are in text order."""
    quotes: list[Quote] = []
    find_circumstances(scene.doc, scene.names, drafts)
    turn = -1
    speaker: int | None = None
    paragraph = -1  # of the quote before
    question: int | None = None
    for draft in drafts:
        asks = draft.kind is _QUESTION
        answer = _ASKED if asks else draft.answer or _OPEN
        if turn < 0 or answer.entity != speaker or draft.paragraph - paragraph > 1:
            turn += 1
        speaker, paragraph = answer.entity, draft.paragraph
        quotes.append(_finish(scene, draft, answer, turn, question))
        question = len(quotes) - 1 if asks else None
    return tuple(quotes)


def _finish(
    scene: Scene,
    draft: Draft,
    answer: Resolved,
    turn: int,
    question: int | None,
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
        draft.medium,
        draft.said_when,
        question if draft.kind is _DIRECT else None,
    )


# Few confidences come up, and again and again.
_ROUNDED: Final[dict[float, float]] = {}
_MOST_ROUNDED: Final = 10_000


def _rounded(confidence: float) -> float:
    rounded = _ROUNDED.get(confidence)
    if rounded is None:
        rounded = round(confidence, 3)
        if len(_ROUNDED) < _MOST_ROUNDED:
            _ROUNDED[confidence] = rounded
    return rounded


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
