"""Where a reporting clause ends, and whether the speaker goes on behind it."""

from __future__ import annotations

from typing import Final

from flows.extraction.document import Document
from flows.extraction.nouns import noun
from flows.extraction.quotes.context import Context
from flows.extraction.quotes.signs import DASHES
from flows.extraction.traits import CLAUSE_BREAK, SMALL
from flows.extraction.words import (
    DETERMINERS,
    FINITES,
    POSSESSIVES,
    PREPOSITIONS,
    RELATIVES,
    SUBORDINATORS,
    word_class,
)

_SUBJECTS: Final = word_class("light_subject")


def sentence_end(doc: Document, at: int, last: int) -> int:
    """The token behind the sentence that holds token `at`, at most `last`."""
    return min(doc.sentences[doc.sentence_of[at]].last, last)


def clause_end(context: Context, at: int, last: int) -> int:
    """Where a reporting clause ends: at its sentence's end, or where the speech is taken up again.

    `"- Hvis vi venter, siger han, så er det for sent"`: the clause ends before "så".
    """
    doc = context.doc
    end = sentence_end(doc, at, last) if at < last else last
    traits = doc.traits
    for token in range(at, end):
        if not traits[token] & CLAUSE_BREAK:
            continue
        if doc.lowers[token] == "at" and doc.words[token - 1] == ",":
            return end  # what follows is reported, not spoken
        if doc.words[token] == ":" and token + 1 < end and doc.words[token + 1] in DASHES:
            return token
        if doc.words[token] in {",", "-", "–", "—"} and token + 1 < end:
            if token == at and _resumes_at_once(context, token + 1, end):
                return token
            if doc.words[token] == "," and doc.words[token + 1] in {"-", "–", "—"}:
                return token
            if _resumes(context, token + 1, end):
                return token
    return end


# What goes on about the source behind a comma.
_OF_THE_SOURCE: Final = (
    RELATIVES | SUBORDINATORS | PREPOSITIONS | DETERMINERS | POSSESSIVES | {"og"}
)


def _resumes_at_once(context: Context, at: int, end: int) -> bool:
    """Words directly behind a clause of verb and source: "Broen er, siger Holm, alt for dyr."

    An apposition, a relative or a subordinate clause there belongs to the source.
    """
    doc = context.doc
    word = doc.lowers[at]
    if not doc.words[at][0].isalpha() or not doc.traits[at] & SMALL or at + 1 >= end:
        return False
    if word in _OF_THE_SOURCE:
        return False
    if at in context.by_finite or noun(word) is not None:
        return False
    return not any(noun(doc.lowers[token]) for token in range(at, min(at + 3, end)))


# Subordinators with which what is said goes on behind "siger Holm, ...".
_THIRD: Final = word_class("third_person")
_REASONS: Final = word_class("reason")


def _resumes(context: Context, at: int, end: int) -> bool:
    """Whether the words at token `at`, behind a comma, are the speaker's again."""
    doc = context.doc
    word = doc.lowers[at]
    if at + 1 >= end:
        return False
    following = doc.lowers[at + 1]
    if word in {"det", "jeg", "vi"}:
        return doc.words[at - 1] == ","
    if word in FINITES and following in _SUBJECTS:
        return True  # "hvis ..., siger hun, skal det være læserne": verb before subject
    if word in _REASONS:
        return following not in _THIRD and doc.words[at - 1] == ","
    if word not in {"så", "men", "for", "og"}:
        return False
    if word == "og" and context.cast.actor_at(at + 1) is not None:
        return False  # "siger Holm, og Dahl nikker"
    if at + 1 in context.by_finite or (following in FINITES and word in {"men", "og"}):
        return False
    return following not in _THIRD
