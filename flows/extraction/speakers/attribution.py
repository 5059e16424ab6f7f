"""Giving every quote its speaker, in the order of the text.

The reporter's words are read once from the beginning. Mentions are noted as they come; where a
quote has a reporting clause, its source phrase is resolved at that place. Speech without a clause
waits until its whole run of paragraphs is read and is decided from what stands around it.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
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


@dataclass(slots=True)
class Attribution:
    """Who speaks in each draft, by the draft's identity, and mentions found on the way."""

    by_draft: dict[int, Resolved] = field(default_factory=dict)
    # Mentions of actors without their name: (actor index, start, end, is a pronoun).
    mentions: list[tuple[int, int, int, bool]] = field(default_factory=list)


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


def _order(event: _Event) -> int:
    """Events in text order; at the same token what is mentioned comes before what is said."""
    return 2 * event.token + (event.draft is not None)


def attribute(scene: Scene, drafts: list[Draft]) -> Attribution:
    """Resolve the speakers of all drafts of an article."""
    result = Attribution()
    for event in _events(scene, drafts):
        if event.actor is not None:
            subject = (
                is_subject(scene.doc, scene.names, event.token)
                and not scene.names.is_genitive(event.token)
                and not event.reported
            )
            scene.note(event.actor, event.token, subject)
        elif event.draft is not None:
            _attribute_draft(scene, event.draft, result)
        elif event.phrase is not None:
            answer = resolve_phrase(scene, event.phrase, event.token, not event.reported)
            _mention(scene, event.phrase, answer, result)
    _share(drafts, result)
    _look_ahead(scene, drafts, result)
    decide_open_speech(scene, drafts, result.by_draft)
    _share(drafts, result)
    _credit_headline(scene, drafts, result)
    return result


def _look_ahead(scene: Scene, drafts: list[Draft], result: Attribution) -> None:
    """A pronoun that nobody stands before means the first of its gender who comes behind it."""
    for draft in drafts:
        answer = result.by_draft.get(id(draft))
        if answer is None or answer.rule != "pronoun without candidate" or draft.source is None:
            continue
        found = first_behind(scene, scene.doc.lowers[draft.source.head], draft.token)
        if found is not None:
            result.by_draft[id(draft)] = found


_HEADLINE: Final = 5  # quotes that a headline can hold


def _credit_headline(scene: Scene, drafts: list[Draft], result: Attribution) -> None:
    """A headline's words that the article repeats have the speaker that it gives them there."""
    text = scene.doc.text
    opening = [d for d in drafts[:_HEADLINE] if d.paragraph == drafts[0].paragraph]
    for draft in opening:
        start, end = draft.segments[0]
        words = text[start:end].rstrip(".!?, ").lower()
        given = result.by_draft.get(id(draft))
        if (given is not None and given.rule in {"name", "pronoun", "role"}) or len(words) < 12:
            continue
        for later in drafts:
            answer = result.by_draft.get(id(later))
            if later.paragraph == draft.paragraph or answer is None or answer.entity is None:
                continue
            if any(words in text[a:b].lower() for a, b in later.segments):
                result.by_draft[id(draft)] = answer.by("repeated words")
                break


def _attribute_draft(scene: Scene, draft: Draft, result: Attribution) -> None:
    if draft.nobody:
        result.by_draft[id(draft)] = Resolved(None, "no source named", 0.9)
        return
    if draft.source is None:
        return
    answer = resolve_phrase(scene, draft.source, draft.source.first)
    _mention(scene, draft.source, answer, result)
    result.by_draft[id(draft)] = answer
    if answer.entity is not None:
        scene.last_speaker = answer.entity
        scene.entities[answer.entity].said += 1


def _mention(scene: Scene, phrase: Phrase, answer: Resolved, result: Attribution) -> None:
    """Remember a description or pronoun that means an actor."""
    if phrase.kind is PhraseKind.NAME or answer.entity is None:
        return
    actor = scene.entities[answer.entity].actor
    if actor is not None:
        doc = scene.doc
        pronoun = phrase.kind is PhraseKind.PRONOUN
        last = phrase.head + 1 if not pronoun else phrase.last
        result.mentions.append((actor, doc.starts[phrase.first], doc.ends[last - 1], pronoun))


def _share(drafts: list[Draft], result: Attribution) -> None:
    """Give drafts that share a speaker by grammar the speaker of the draft they hang on."""
    for draft in drafts:
        if draft.shares is not None and id(draft) not in result.by_draft:
            given = result.by_draft.get(id(draft.shares))
            if given is not None:
                result.by_draft[id(draft)] = given.by("same speaker")


# --- what happens in the reporter's words, in order ------------------------------------------


def _events(scene: Scene, drafts: list[Draft]) -> list[_Event]:
    doc, names = scene.doc, scene.names
    spoken, reported, taken = _quoted_tokens(doc, drafts)
    events = [_Event(draft.token, draft, None, None) for draft in drafts]
    for index, actor in enumerate(names.actors):
        for mention in actor.names:
            first = mention.first
            if spoken[first]:
                scene.entities[index].inside += 1
            else:
                events.append(_Event(first, None, None, index, bool(reported[first])))
    for phrase, subject in introductions(doc, names, taken):
        events.append(_Event(phrase.first, None, phrase, None, not subject))
    events.sort(key=_order)
    return events


def _quoted_tokens(doc: Document, drafts: list[Draft]) -> tuple[bytearray, bytearray, bytearray]:
    """For every token whether it is spoken, whether it is reported, and whether it is taken.

    Taken are all tokens of quotes of any kind, and of the phrases that name their sources.
    """
    size = len(doc.words) + 1
    spoken, reported, taken = bytearray(size), bytearray(size), bytearray(size)
    starts = doc.starts
    for draft in drafts:
        for start, end in draft.segments:
            first = bisect_left(starts, start)
            last = bisect_left(starts, end, first)
            inside = b"\1" * (last - first)
            taken[first:last] = inside
            if draft.kind is QuoteKind.INDIRECT:
                reported[first:last] = inside
            elif draft.kind is not QuoteKind.PARTIAL:
                spoken[first:last] = inside
        if draft.source is not None:
            first, last = draft.source.first, draft.source.after
            taken[first:last] = b"\1" * (last - first)
    return spoken, reported, taken
