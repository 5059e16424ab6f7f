"""Giving every quote its speaker, in the order of the text.

The reporter's words are read once from the beginning. Mentions are noted as they come; where a
quote has a reporting clause, its source phrase is resolved at that place. Speech without a clause
waits until its whole run of paragraphs is read and is decided from what stands around it.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import Final

from flows.extraction.document import Document
from flows.extraction.phrases import Phrase, PhraseKind
from flows.extraction.quotes.drafts import Draft
from flows.extraction.speakers.introductions import introductions
from flows.extraction.speakers.pronouns import first_behind
from flows.extraction.speakers.resolved import Resolved
from flows.extraction.speakers.resolving import resolve_phrase
from flows.extraction.speakers.scene import Scene
from flows.extraction.speakers.subjects import is_subject
from flows.extraction.speakers.turns import decide_open_speech
from flows.records import QuoteKind

_INDIRECT: Final = QuoteKind.INDIRECT
_PARTIAL: Final = QuoteKind.PARTIAL


# A mention of an actor without its name: (actor index, start, end, is a pronoun).
PlainMention = tuple[int, int, int, bool]


class _Event:
    def __init__(
        self,
        token: int,
        draft: Draft | None,
        phrase: Phrase | None,
        actor: int | None,
        reported: bool = False,
    ) -> None:
        self.token = token
        self.draft = draft
        self.phrase = phrase
        self.actor = actor
        # No subject: an object, or inside words that the reporter renders.
        self.reported = reported


def attribute(scene: Scene, drafts: list[Draft]) -> list[PlainMention]:
    """Resolve the speakers of all drafts of an article; returns mentions found on the way."""
    doc, names = scene.doc, scene.names
    mentions: list[PlainMention] = []
    for event in _events(scene, drafts):
        token = event.token
        if event.actor is not None:
            free = not event.reported and not names.is_genitive(token)
            scene.note(event.actor, token, free and is_subject(doc, names, token))
        elif event.draft is not None:
            _attribute_draft(scene, event.draft, mentions)
        elif event.phrase is not None:
            answer = resolve_phrase(scene, event.phrase, token, not event.reported)
            _mention(scene, event.phrase, answer, mentions)
    _share(drafts)
    _look_ahead(scene, drafts)
    decide_open_speech(scene, drafts)
    _share(drafts)
    _credit_headline(scene, drafts)
    return mentions


def _look_ahead(scene: Scene, drafts: list[Draft]) -> None:
    """A pronoun that nobody stands before means the first of its gender who comes behind it."""
    for draft in drafts:
        answer = draft.answer
        if answer is None or answer.rule != "pronoun without candidate" or draft.source is None:
            continue
        found = first_behind(scene, scene.doc.lowers[draft.source.head], draft.token)
        if found is not None:
            draft.answer = found


_HEADLINE: Final = 5  # quotes that a headline can hold


def _credit_headline(scene: Scene, drafts: list[Draft]) -> None:
    """A headline's words that the article repeats have the speaker that it gives them there."""
    text = scene.doc.text
    opening = [d for d in drafts[:_HEADLINE] if d.paragraph == drafts[0].paragraph]
    for draft in opening:
        start, end = draft.segments[0]
        words = text[start:end].rstrip(".!?, ").lower()
        given = draft.answer
        if (given is not None and given.rule in {"name", "pronoun", "role"}) or len(words) < 12:
            continue
        for later in drafts:
            answer = later.answer
            if later.paragraph == draft.paragraph or answer is None or answer.entity is None:
                continue
            if any(words in text[a:b].lower() for a, b in later.segments):
                draft.answer = answer.by("repeated words")
                break


def _attribute_draft(scene: Scene, draft: Draft, mentions: list[PlainMention]) -> None:
    if draft.nobody:
        draft.answer = Resolved(None, "no source named", 0.9)
        return
    if draft.source is None:
        return
    answer = resolve_phrase(scene, draft.source, draft.source.first)
    _mention(scene, draft.source, answer, mentions)
    draft.answer = answer
    if answer.entity is not None:
        scene.last_speaker = answer.entity
        scene.entities[answer.entity].said += 1


def _mention(scene: Scene, phrase: Phrase, answer: Resolved, mentions: list[PlainMention]) -> None:
    """Remember a description or pronoun that means an actor."""
    if phrase.kind is PhraseKind.NAME or answer.entity is None:
        return
    actor = scene.entities[answer.entity].actor
    if actor is not None:
        doc = scene.doc
        pronoun = phrase.kind is PhraseKind.PRONOUN
        last = phrase.head + 1 if not pronoun else phrase.last
        mentions.append((actor, doc.starts[phrase.first], doc.ends[last - 1], pronoun))


def _share(drafts: list[Draft]) -> None:
    """Give drafts that share a speaker by grammar the speaker of the draft they hang on."""
    for draft in drafts:
        if draft.shares is not None and draft.answer is None:
            given = draft.shares.answer
            if given is not None:
                draft.answer = given.by("same speaker")


# --- what happens in the reporter's words, in order ------------------------------------------


# What a token is in; of several the highest counts.
_TAKEN: Final = 1  # a quote of any kind, or the phrase that names its source
_REPORTED: Final = 2  # words that the reporter renders
_SPOKEN: Final = 3  # words of others


def _events(scene: Scene, drafts: list[Draft]) -> list[_Event]:
    """Events in text order; at the same token what is mentioned comes before what is said."""
    doc, names, entities = scene.doc, scene.names, scene.entities
    inside = _quoted_tokens(doc, drafts)
    events: list[_Event] = []
    places: list[int] = []
    for draft in drafts:
        events.append(_Event(draft.token, draft, None, None))
        places.append(2 * draft.token + 1)
    for index, actor in enumerate(names.actors):
        for mention in actor.names:
            first = mention.first
            if inside[first] == _SPOKEN:
                entities[index].inside += 1
            else:
                events.append(_Event(first, None, None, index, inside[first] == _REPORTED))
                places.append(2 * first)
    for phrase, subject in introductions(doc, names, inside):
        events.append(_Event(phrase.first, None, phrase, None, not subject))
        places.append(2 * phrase.first)
    return [events[at] for at in sorted(range(len(events)), key=places.__getitem__)]


def _quoted_tokens(doc: Document, drafts: list[Draft]) -> bytearray:
    """For every token whether quotes hold it: 0 where none does."""
    inside = bytearray(len(doc.words) + 1)
    starts = doc.starts
    others: list[tuple[int, int, int]] = []
    for draft in drafts:
        kind = draft.kind
        begin, end = doc.paragraph_tokens[draft.paragraph]
        for start, stop in draft.segments:
            first = bisect_left(starts, start, begin, end)
            last = bisect_left(starts, stop, first, end)
            if kind is _PARTIAL:
                inside[first:last] = b"\1" * (last - first)
            else:
                others.append((_REPORTED if kind is _INDIRECT else _SPOKEN, first, last))
        if draft.source is not None:
            first, last = draft.source.first, draft.source.after
            inside[first:last] = b"\1" * (last - first)
    for state in (_REPORTED, _SPOKEN):
        mark = b"\2" if state == _REPORTED else b"\3"
        for kind_of_words, first, last in others:
            if kind_of_words == state:
                inside[first:last] = mark * (last - first)
    return inside
