"""Giving every quote its speaker, in the order of the text.

The reporter's words are read once from the beginning. Mentions are noted as they come; where a
quote has a reporting clause, its source phrase is resolved at that place. Speech without a clause
waits until its whole run of paragraphs is read and is decided from what stands around it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from flows.extraction.document import Document, Sentence
from flows.extraction.nouns import noun
from flows.extraction.phrases import Phrase, PhraseKind, read_phrase
from flows.extraction.quotes.drafts import Draft
from flows.extraction.speakers.resolved import Resolved
from flows.extraction.speakers.resolving import resolve_phrase
from flows.extraction.speakers.scene import Scene
from flows.extraction.speakers.turns import decide_open_speech
from flows.extraction.words import CONJUNCTIONS, FINITES
from flows.records import QuoteKind


@dataclass(slots=True)
class Attribution:
    """Who speaks in each draft, by the draft's identity, and mentions found on the way."""

    by_draft: dict[int, Resolved] = field(default_factory=dict)
    # Mentions of actors without their name: (actor index, start, end, is a pronoun).
    mentions: list[tuple[int, int, int, bool]] = field(default_factory=list)


class _Event(NamedTuple):
    token: int
    order: int
    draft: Draft | None
    phrase: Phrase | None
    actor: int | None
    reported: bool = False  # inside words that the reporter renders


def attribute(scene: Scene, drafts: list[Draft]) -> Attribution:
    """Resolve the speakers of all drafts of an article."""
    result = Attribution()
    for event in _events(scene, drafts):
        if event.actor is not None:
            subject = (
                _is_subject(scene.doc, event.token)
                and not scene.names.is_genitive(event.token)
                and not event.reported
            )
            scene.note(event.actor, event.token, subject)
        elif event.draft is not None:
            _attribute_draft(scene, event.draft, result)
        elif event.phrase is not None:
            answer = resolve_phrase(scene, event.phrase, event.token)
            _mention(scene, event.phrase, answer, result)
    _share(drafts, result)
    decide_open_speech(scene, drafts, result.by_draft)
    _share(drafts, result)
    return result


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
                result.by_draft[id(draft)] = given._replace(rule="same speaker")


# --- what happens in the reporter's words, in order ------------------------------------------


def _events(scene: Scene, drafts: list[Draft]) -> list[_Event]:
    doc, names = scene.doc, scene.names
    spoken = _spoken_tokens(doc, drafts, {QuoteKind.DIRECT, QuoteKind.QUESTION})
    marked = _spoken_tokens(doc, drafts, {QuoteKind.DIRECT, QuoteKind.QUESTION, QuoteKind.PARTIAL})
    reported = _spoken_tokens(doc, drafts, {QuoteKind.INDIRECT})
    events: list[_Event] = []
    sources: set[int] = set()
    for draft in drafts:
        if draft.source is not None:
            sources.update(range(draft.source.first, draft.source.after))
        events.append(_Event(draft.token, 1, draft, None, None))
    for index, actor in enumerate(names.actors):
        for mention in actor.names:
            if spoken[mention.first]:
                scene.entities[index].inside += 1
            else:
                event = _Event(mention.first, 0, None, None, index, reported[mention.first])
                events.append(event)
    for sentence in doc.sentences:
        for phrase in _introductions(scene, sentence, sources):
            if not marked[phrase.first] and not reported[phrase.first]:
                events.append(_Event(phrase.first, 0, None, phrase, None))
    events.sort(key=lambda event: (event.token, event.order))
    return events


def _spoken_tokens(doc: Document, drafts: list[Draft], kinds: set[QuoteKind]) -> list[bool]:
    """For every token whether it stands in a quote of one of `kinds`."""
    spoken = [False] * (len(doc.words) + 1)
    segments = sorted(
        segment for draft in drafts if draft.kind in kinds for segment in draft.segments
    )
    at = 0
    for start, end in segments:
        while at < len(doc.words) and doc.starts[at] < start:
            at += 1
        while at < len(doc.words) and doc.starts[at] < end:
            spoken[at] = True
            at += 1
    return spoken


_COPULAS = frozenset({"er", "var", "bliver", "blev", "som", "været", "blevet", "hedder"})


def _introductions(scene: Scene, sentence: Sentence, sources: set[int]) -> list[Phrase]:
    """Unnamed persons that a sentence brings on stage: its subject, and "en 27-årig kvinde"."""
    doc = scene.doc
    found = []
    at = sentence.first
    while at < sentence.last and (not doc.words[at][0].isalnum() or doc.lowers[at] in CONJUNCTIONS):
        at += 1
    for start in (at, _behind_verb(doc, at, sentence.last)):
        if start is None or start >= sentence.last or start in sources:
            continue
        phrase = read_phrase(doc, scene.names, start, sentence.last)
        if phrase is not None and _is_personal(doc, phrase) and phrase.after < sentence.last:
            found.append(phrase)
    for token in range(at + 1, sentence.last - 1):
        new = not any(phrase.first == token for phrase in found)
        if doc.lowers[token] in {"ham", "hende"}:
            kind = PhraseKind.PRONOUN
            found.append(Phrase(token, token + 1, token, kind, (), None, token + 1))
        if doc.lowers[token] in {"han", "hun"} and token not in sources and new:
            phrase = read_phrase(doc, scene.names, token, sentence.last)
            if phrase is not None:
                found.append(phrase)
    for token in range(at + 1, sentence.last - 1):
        if doc.lowers[token] in {"en", "et"} and token not in sources:
            if doc.lowers[token - 1] in _COPULAS:
                continue
            phrase = read_phrase(doc, scene.names, token, sentence.last)
            if (
                phrase is not None
                and phrase.kind is PhraseKind.INDEFINITE
                and phrase.noun is not None
                and phrase.noun.kind not in {"group", "media"}
                and not phrase.plural
            ):
                found.append(phrase)
    return found


def _behind_verb(doc: Document, first: int, last: int) -> int | None:
    """The token behind the sentence's first finite verb, where an inverted subject stands."""
    for at in range(first + 1, min(first + 8, last - 1)):
        if doc.words[at] == ",":
            return None
        if doc.lowers[at] in FINITES:
            return at + 1
    return None


def _is_personal(doc: Document, phrase: Phrase) -> bool:
    if phrase.kind is PhraseKind.PRONOUN:
        return doc.lowers[phrase.head] in {"han", "hun"}
    if phrase.kind is PhraseKind.NAME:
        return False
    return phrase.noun is not None and phrase.noun.kind not in {"group", "media"}


_CASE = frozenset({"i", "på", "for", "med", "til", "af", "om", "fra", "hos", "mod", "ved", "over"})


def _is_subject(doc: Document, token: int) -> bool:
    """Whether a name is its clause's subject: it opens the clause, or stands behind the verb.

    A title or an apposition may stand between ("afviser talsmanden, Nasser Salim").
    """
    first = doc.sentences[doc.sentence_of[token]].first
    for at in range(token - 1, max(first, token - 8) - 1, -1):
        word = doc.lowers[at]
        if word in _CASE:
            return False
        if word in {"men", "mens", "og", "at"}:
            return True
        verb = word in FINITES or word.endswith(("er", "ede", "te"))
        if at > first and verb and doc.words[at].islower() and noun(word) is None:
            return True
    return token - first <= 8
