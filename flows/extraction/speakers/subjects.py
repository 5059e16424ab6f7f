"""Whether a name is the subject of its clause, told from what stands before it.

Danish has one phrase before the finite verb of a main clause. So a name is the subject where it
opens its clause, or where it stands behind the verb and something else opens it.
"""

from __future__ import annotations

from typing import Final

from flows.extraction.document import Document
from flows.extraction.name_index import NameIndex
from flows.extraction.nouns import noun
from flows.extraction.traits import (
    ADVERB,
    CLAUSE_OPENER,
    CONJUNCTION,
    DETERMINER,
    FINITE,
    FINITE_CUE,
    NOMINATIVE,
    POSSESSIVE,
    PREPOSITION,
    SMALL,
    SUBORDINATOR,
    TIME,
    WORD,
)
from flows.extraction.words import RELATIVES, word_class

_REACH: Final = 12  # tokens before a name in which its verb or its preposition is looked for
_SUBJECTS: Final = RELATIVES | word_class("clause_subject")
# Verbs whose "fra" names who speaks: "Samme melding kom fra Holm".
_COMES_FROM: Final = word_class("comes_from")


def is_subject(doc: Document, names: NameIndex, token: int) -> bool:
    """Whether the name at `token` is its clause's subject.

    A title or an apposition may stand between ("afviser talsmanden, Nasser Salim"; "formanden for
    Havnen, Nasser Salim").
    """
    first = doc.sentences[doc.sentence_of[token]].first
    if token == first:
        return True
    lowers, traits = doc.lowers, doc.traits
    apposition = lowers[token - 1] == ","
    for at in range(token - 1, max(first, token - _REACH) - 1, -1):
        trait = traits[at]
        if trait & PREPOSITION:
            if apposition or (at > first and noun(lowers[at - 1]) is not None):
                continue
            return lowers[at] == "fra" and not _COMES_FROM.isdisjoint(lowers[first:at])
        if trait & CLAUSE_OPENER:
            return True
        if (
            trait & CONJUNCTION
            and lowers[at] == "og"
            and not (at > first and names.actor_at(at - 1) is not None)
        ):
            return True
        if at > first and is_verb(doc, at):
            before = at - 1
            while before > first and traits[before] & ADVERB:
                before -= 1
            return lowers[before] not in _SUBJECTS and not opens_with_subject(doc, names, first, at)
    return token - first <= 8


def is_verb(doc: Document, at: int) -> bool:
    """Whether a finite verb stands at a token, by list or by its form and what stands before it."""
    trait = doc.traits[at]
    if trait & FINITE:
        return True
    word = doc.lowers[at]
    if not word.endswith(("er", "ede", "te")) or trait & ADVERB or not doc.traits[at] & SMALL:
        return False
    if noun(word) is not None:
        return False
    if doc.lowers[at - 1] == ",":
        return trait & FINITE_CUE != 0  # ", svarede Holm", but "agenten, tyrkiskfødte Holm, er"
    return not doc.traits[at - 1] & _BEFORE_ADJECTIVE


_BEFORE_ADJECTIVE: Final = PREPOSITION | DETERMINER | POSSESSIVE  # "i sidste uge", "den største"
_NO_SUBJECT: Final = PREPOSITION | ADVERB | TIME | SUBORDINATOR


def opens_with_subject(doc: Document, names: NameIndex, first: int, verb: int) -> bool:
    """Whether a subject stands before the sentence's verb: a name, a nominative, a noun."""
    while first < verb and not doc.traits[first] & WORD:
        first += 1
    if names.actor_at(first) is not None:
        return not names.is_genitive(first)
    trait = doc.traits[first]
    if trait & _NO_SUBJECT:
        return False
    if trait & NOMINATIVE:
        return True
    for at in range(first, min(first + 3, verb)):  # noqa: SIM110  a loop is faster than any()
        if noun(doc.lowers[at]) is not None:
            return True
    return False
