"""The subject before a verb: what its clause begins with, or what its relative takes up."""

from __future__ import annotations

from typing import Final

from flows.extraction.document import Document
from flows.extraction.name_index import NameIndex
from flows.extraction.nouns import noun
from flows.extraction.phrases import (
    Phrase,
    PhraseKind,
    read_phrase,
    skip_postmodifiers,
)
from flows.extraction.traits import CAPITAL, FILLER, WORD
from flows.extraction.words import (
    ADVERBS,
    CONJUNCTIONS,
    DETERMINERS,
    FINITES,
    PREPOSITIONS,
    RELATIVES,
    SUBORDINATORS,
    TIMES,
    word_class,
)

_NO_SUBJECTS: Final = PREPOSITIONS | SUBORDINATORS | TIMES
_OPENING: Final = frozenset({'"', "”", "“", "»", "'", "„", "-", "–", "—"})


def subject_before(doc: Document, cast: NameIndex, before: int, first: int) -> Phrase | None:
    """The phrase that ends at token `before`, directly before the verb."""
    if before < first:
        return None
    word = doc.words[before]
    if doc.lowers[before] in {"han", "hun", "man", "jeg", "vi"}:
        return read_phrase(doc, cast, before, before + 1)
    if word in {",", ")", "–", "-"}:
        return _before_parenthesis(doc, cast, before, first)
    if not word[0].isalnum():
        return None
    start = _clause_start(doc, cast, before, first)
    if start > first + 1 and doc.lowers[start - 1] in RELATIVES:
        return antecedent(doc, cast, start - 1, first)  # "bladet, der i går skrev"
    while start <= before and (doc.lowers[start] in CONJUNCTIONS or doc.words[start] in _OPENING):
        start += 1
    return _spanning(doc, cast, start, before + 1)


_BEFORE_SUBJECTS: Final = word_class("before_subject")
_SUBORDINATE: Final = SUBORDINATORS - PREPOSITIONS - {"hvis", "om", "at"}


def _spanning(doc: Document, cast: NameIndex, start: int, end: int) -> Phrase | None:
    """The phrase that begins at `start` and fills everything up to `end`."""
    while start < end and doc.lowers[start] in _BEFORE_SUBJECTS:
        if doc.lowers[start : start + 2] == ["selv", "om"]:
            break
        start += 1
    if doc.lowers[start : start + 2] == ["selv", "om"]:
        start += 2
    elif start < end and doc.lowers[start] in _SUBORDINATE:
        start += 1  # "Selv om Holm mener, at ...", "Da Holm sagde, at ..."
    if start >= end or doc.lowers[start] in _NO_SUBJECTS:
        return None
    first = doc.lowers[start]
    if first in ADVERBS and first not in DETERMINERS and first not in {"tidligere", "begge"}:
        return None
    phrase = read_phrase(doc, cast, start, end)
    if phrase is None:
        return None
    at = phrase.after
    reached = -1
    while at < end and at != reached:
        reached = at
        at = skip_postmodifiers(doc, cast, at, end, all_prepositions=True)
        while at < end and doc.traits[at] & FILLER:
            at += 1
    if at < end and not _foreign_name(doc, at, end):
        return None
    return phrase if phrase.kind is PhraseKind.NAME else phrase.reaching(phrase.first, end)


def _foreign_name(doc: Document, first: int, last: int) -> bool:
    """The rest of a source that is a name in another language: "sider som Pundit of RedState"."""
    return all(
        doc.traits[token] & CAPITAL or doc.lowers[token] in {"of", "the", "and", "som", "de"}
        for token in range(first, last)
    )


def _clause_start(doc: Document, cast: NameIndex, before: int, first: int) -> int:
    """Walk left to the beginning of the clause that token `before` belongs to."""
    at = before
    while at > first:
        word = doc.lowers[at - 1]
        if word in {",", ";", ":", "–", "-", "—"} or doc.words[at - 1] in _OPENING:
            return at
        if word in {"at", "men", "mens", "fordi", "når", "hvis", "da"}:
            return at
        if word in RELATIVES and at >= first + 2 and doc.words[at - 2] == ",":
            return at  # but not in "sider som Statsbladet skriver"
        if word == "og" and doc.lowers[at - 2 if at >= 2 else 0] and _new_clause(doc, cast, at):
            return at
        at -= 1
    return at


def _new_clause(doc: Document, cast: NameIndex, at: int) -> bool:
    """Whether "og" before token `at` joins clauses: a finite verb stands before it."""
    start = doc.sentences[doc.sentence_of[at]].first
    return any(doc.lowers[token] in FINITES for token in range(start, at - 1))


def _before_parenthesis(doc: Document, cast: NameIndex, before: int, first: int) -> Phrase | None:
    """The phrase before a parenthesis between commas, brackets or dashes."""
    at = before
    if doc.words[at] == ")":
        while at > first and doc.words[at] != "(":
            at -= 1
        return subject_before(doc, cast, at - 1, first)
    # Try the sentence's own beginning first: "Danmarks forsvarsminister, X, der ..., siger".
    start = _clause_start(doc, cast, first, first)
    while start < before and (doc.lowers[start] in CONJUNCTIONS or doc.words[start] in _OPENING):
        start += 1
    if doc.lowers[start] not in _NO_SUBJECTS:
        phrase = read_phrase(doc, cast, start, before)
        if phrase is not None:
            behind = skip_postmodifiers(doc, cast, phrase.after, before, all_prepositions=True)
            if behind == before or doc.words[behind] in {",", "-", "–"}:
                return phrase if phrase.actors else phrase.reaching(phrase.first, behind)
    at -= 1
    while at > first and doc.words[at] not in {",", "-", "–"}:
        at -= 1
    return subject_before(doc, cast, at - 1, first) if at > first else None


def antecedent(doc: Document, cast: NameIndex, relative: int, first: int) -> Phrase | None:
    """What a relative pronoun refers to: the phrase that ends before it."""
    before = relative - 1
    if doc.words[before] == ",":
        before -= 1
    if before < first:
        return None
    if doc.words[before] == ")":
        while before > first and doc.words[before] != "(":
            before -= 1
        before -= 1
    actor = cast.actor_at(before)
    if actor is not None and not cast.actors[actor].is_person:
        # "kommentatoren Bea Holm i Aftenavisen, som mener": the person, not the paper.
        holder = _holder(doc, cast, cast.mention_start(before), first)
        if holder is not None:
            return holder
    if actor is not None:
        start = cast.mention_start(before)
        return Phrase(start, before + 1, before, PhraseKind.NAME, (actor,), None, before + 1)
    for start in range(max(first, before - 6), before + 1):
        if start > first and doc.traits[start - 1] & WORD and not _may_begin(doc, start):
            continue
        phrase = read_phrase(doc, cast, start, before + 1)
        if phrase is not None and phrase.after == before + 1 and noun(doc.lowers[phrase.head]):
            return phrase
    return None


def _may_begin(doc: Document, at: int) -> bool:
    previous = doc.lowers[at - 1]
    return previous in PREPOSITIONS or previous in CONJUNCTIONS or previous in FINITES


def _holder(doc: Document, cast: NameIndex, start: int, first: int) -> Phrase | None:
    """The person named before a prepositional phrase that begins before token `start`."""
    preposition = start - 1
    while preposition > first and doc.lowers[preposition] not in PREPOSITIONS:
        preposition -= 1
        if start - preposition > 3:
            return None
    before = preposition - 1
    if before < first:
        return None
    actor = cast.actor_at(before)
    if actor is None or not cast.actors[actor].is_person:
        return None
    begin = cast.mention_start(before)
    return Phrase(begin, before + 1, before, PhraseKind.NAME, (actor,), None, before + 1)
