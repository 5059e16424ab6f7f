"""Whom the narration around speech brings on stage, so that the words may be theirs."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from typing import Final

from flows.extraction.document import Document
from flows.extraction.quotes.drafts import Draft
from flows.extraction.speakers.scene import Entity
from flows.extraction.speakers.talk import Talk
from flows.extraction.speakers.votes import VOTES
from flows.extraction.words import word_class
from flows.records import QuoteKind

_STAGE: Final = 3  # paragraphs for which somebody stays on stage
_FAR: Final = 99  # paragraphs: further off than anybody on stage
_COUNTED: Final = 2  # sentences in between that count against somebody
_LONGEST_RUN: Final = 40  # paragraphs of speech behind which a speaker may be named


def introduced(talk: Talk, draft: Draft, number: int) -> list[tuple[int, float]]:
    """Persons that the narration before paragraph `number` brings on stage, with points."""
    doc, scene = talk.doc, talk.scene
    first_token = talk.first_token(draft)
    if number < draft.paragraph:
        first_token = doc.paragraph_tokens[number][0]
    on_stage = _on_stage(talk, number, first_token)
    distances = [
        number - doc.sentences[doc.sentence_of[at]].paragraph
        for index, at in on_stage.items()
        if scene.entities[index].is_person
    ]
    nearest = min(distances, default=_FAR)
    found: defaultdict[int, float] = defaultdict(float)
    for index, at in on_stage.items():
        distance = number - doc.sentences[doc.sentence_of[at]].paragraph
        if distance <= nearest + 1:
            points = _presence(talk, index, at, first_token)
            found[index] += points if distance == nearest else VOTES["further off"] * points
    for paragraph in (number - 1, number) if nearest else (number,):
        for other in talk.by_paragraph.get(paragraph, []):
            answer = talk.answer(other)
            if answer is None or answer.entity is None or other.kind is QuoteKind.DIRECT:
                continue
            if other.token < first_token:
                vote = "reported here" if paragraph == number else "reported"
                found[answer.entity] += VOTES[vote]
    return [(index, points) for index, points in found.items() if points > 0]


def _on_stage(talk: Talk, number: int, first_token: int) -> dict[int, int]:
    """Entities of the last paragraphs with no speech since, and where they stand."""
    doc = talk.doc
    found: dict[int, int] = {}
    for index, entity in enumerate(talk.scene.entities):
        at = entity.last_seen(first_token)
        if at is None or not (entity.is_person or entity.members or entity.said):
            continue
        distance = number - doc.sentences[doc.sentence_of[at]].paragraph
        if distance > _STAGE:
            continue
        if not any(between in talk.speech for between in range(number - distance + 1, number)):
            found[index] = at
    return found


def _presence(talk: Talk, index: int, at: int, first_token: int) -> float:
    """How much the mention at token `at` makes an entity the one to speak next."""
    doc, entity = talk.doc, talk.scene.entities[index]
    points = VOTES["introduced"]
    sentence = doc.sentence_of[at]
    if _is_subject_of(entity, doc, sentence):
        points += VOTES["subject"]
    elif any(
        other.is_person and _is_subject_of(other, doc, sentence)
        for position, other in enumerate(talk.scene.entities)
        if position != index
    ):
        points -= VOTES["bystander"]
    if entity.actor is not None and not entity.is_person:
        points -= VOTES["no person"]
    later = doc.sentence_of[min(first_token, len(doc.sentence_of) - 1)]
    return points - VOTES["sentence between"] * min(_COUNTED, max(0, later - sentence - 1))


def _is_subject_of(entity: Entity, doc: Document, sentence: int) -> bool:
    """Whether an entity is a subject in a sentence."""
    place = bisect_left(entity.subject, doc.sentences[sentence].first)
    return place < len(entity.subject) and entity.subject[place] < doc.sentences[sentence].last


_CREDITS: Final = word_class("credit")


def introduced_after(talk: Talk, draft: Draft) -> list[tuple[int, float]]:
    """Who the first narration behind a run of speech names: "Ordene er Finn Holms"."""
    doc = talk.doc
    number = draft.paragraph + 1
    while number in talk.speech and number - draft.paragraph < _LONGEST_RUN:
        number += 1
    while number < len(doc.paragraph_tokens) and not talk.is_read(number):
        number += 1
    if number >= len(doc.paragraph_tokens):
        return []
    first = doc.paragraph_tokens[number][0]
    credit = doc.lowers[first] in _CREDITS
    if not credit and draft.paragraph > 1:
        return []
    for token in range(first, doc.sentences[doc.sentence_of[first]].last):
        actor = talk.scene.names.actor_at(token)
        if actor is not None and talk.scene.entities[actor].is_person:
            return [(actor, VOTES["credited" if credit else "named behind"])]
    return []
