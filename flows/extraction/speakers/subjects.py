"""Whether a name is the subject of its clause, told from what stands before it.

Danish has one phrase before the finite verb of a main clause. So a name is the subject where it
opens its clause, or where it stands behind the verb and something else opens it.
"""

from __future__ import annotations

from typing import Final

from flows.extraction.document import Document
from flows.extraction.name_index import NameIndex
from flows.extraction.nouns import noun
from flows.extraction.quotes.cues import finite_forms
from flows.extraction.words import (
    ADVERBS,
    DETERMINERS,
    FINITES,
    NOMINATIVES,
    POSSESSIVES,
    PREPOSITIONS,
    RELATIVES,
    SUBORDINATORS,
    TIMES,
    word_class,
)

_REACH: Final = 12  # tokens before a name in which its verb or its preposition is looked for
_SUBJECTS: Final = RELATIVES | word_class("clause_subject")
_CLAUSE_OPENERS: Final = word_class("subject_clause_opening")
# Verbs whose "fra" names who speaks: "Samme melding kom fra Holm".
_COMES_FROM: Final = word_class("comes_from")


def is_subject(doc: Document, names: NameIndex, token: int) -> bool:
    """Whether the name at `token` is its clause's subject.

    A title or an apposition may stand between ("afviser talsmanden, Nasser Salim"; "formanden for
    Havnen, Nasser Salim").
    """
    first = doc.sentences[doc.sentence_of[token]].first
    apposition = token > first and doc.words[token - 1] == ","
    for at in range(token - 1, max(first, token - _REACH) - 1, -1):
        word = doc.lowers[at]
        if word in PREPOSITIONS:
            if apposition or (at > first and noun(doc.lowers[at - 1]) is not None):
                continue
            return word == "fra" and not _COMES_FROM.isdisjoint(doc.lowers[first:at])
        if word in _CLAUSE_OPENERS:
            return True
        if word == "og" and not (at > first and names.actor_at(at - 1) is not None):
            return True
        if at > first and is_verb(doc, at):
            before = at - 1
            while before > first and doc.lowers[before] in ADVERBS:
                before -= 1
            return doc.lowers[before] not in _SUBJECTS and not opens_with_subject(
                doc, names, first, at
            )
    return token - first <= 8


def is_verb(doc: Document, at: int) -> bool:
    """Whether a finite verb stands at a token, by list or by its form and what stands before it."""
    word = doc.lowers[at]
    if word in FINITES:
        return True
    if not word.endswith(("er", "ede", "te")) or not doc.words[at].islower():
        return False
    if noun(word) is not None or word in ADVERBS:
        return False
    before = doc.lowers[at - 1]
    if before == ",":
        return word in finite_forms()  # ", svarede Holm", but "agenten, tyrkiskfødte Holm, er"
    # "i sidste uge", "den største"
    return before not in PREPOSITIONS and before not in DETERMINERS and before not in POSSESSIVES


def opens_with_subject(doc: Document, names: NameIndex, first: int, verb: int) -> bool:
    """Whether a subject stands before the sentence's verb: a name, a nominative, a noun."""
    while first < verb and not doc.words[first][0].isalnum():
        first += 1
    word = doc.lowers[first]
    if names.actor_at(first) is not None:
        return not names.is_genitive(first)
    if word in PREPOSITIONS or word in ADVERBS or word in TIMES or word in SUBORDINATORS:
        return False
    if word in NOMINATIVES:
        return True
    return any(noun(doc.lowers[at]) is not None for at in range(first, min(first + 3, verb)))
