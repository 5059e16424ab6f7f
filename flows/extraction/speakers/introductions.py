"""Whom the reporter's sentences bring on stage without a name.

Their subject ("Faderen rystede på hovedet"), pronouns, and persons that are met for the first time
("avisen har talt med en 27-årig kvinde"). Later pronouns and descriptions may mean them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from flows.extraction.document import Document
from flows.extraction.name_index import NameIndex
from flows.extraction.nouns import noun
from flows.extraction.phrases import Phrase, PhraseKind, names_person, read_phrase
from flows.extraction.quotes.reported_ends import looks_finite
from flows.extraction.speakers.subjects import opens_with_subject
from flows.extraction.traits import CONJUNCTION, FINITE, FINITE_CUE, SIGNAL, SUBORDINATOR, WORD
from flows.extraction.words import word_class

_NOMINATIVE: Final = word_class("third_person")
_ARTICLES: Final = word_class("indefinite_article")
_REFLEXIVE: Final = word_class("reflexive_possessive")
# "han er en dygtig leder": a predicate brings nobody on stage.
_COPULAS: Final = word_class("copula")


def introductions(
    doc: Document, names: NameIndex, taken: Sequence[int]
) -> list[tuple[Phrase, bool]]:
    """Phrases that bring somebody on stage, in text order, and whether each is a subject.

    `taken` marks tokens to pass over.
    """
    signals = [at for at, trait in enumerate(doc.traits) if trait & SIGNAL]
    found: list[tuple[Phrase, bool]] = []
    next_signal = 0
    for sentence in doc.sentences:
        first, last = sentence.first, sentence.last
        here: list[int] = []
        while next_signal < len(signals) and signals[next_signal] < last:
            here.append(signals[next_signal])
            next_signal += 1
        if not here and taken[first] and taken[last - 1]:
            continue
        _add_of_sentence(doc, names, first, last, here, taken, found)
    return found


def _add_of_sentence(
    doc: Document,
    names: NameIndex,
    opening: int,
    last: int,
    signals: list[int],
    taken: Sequence[int],
    found: list[tuple[Phrase, bool]],
) -> None:
    """Add those whom the sentence of tokens `opening` to `last` brings on stage."""
    traits = doc.traits
    while opening < last and (traits[opening] & CONJUNCTION or not traits[opening] & WORD):
        opening += 1
    if opening + 1 < last and traits[opening] & SUBORDINATOR:
        opening += 1  # "Da vagtchefen bliver spurgt, ..."
    subject = _subject_at(doc, names, opening, last, taken)
    if subject is not None:
        found.append((subject, True))
    behind_verb = _behind_verb(doc, names, opening, last)
    if behind_verb is not None:
        subject = _subject_at(doc, names, behind_verb, last, taken)
        if subject is not None:
            found.append((subject, True))
        else:
            behind_verb = None
    for token in signals:
        if token == behind_verb or taken[token] or token <= opening:
            continue
        met = _met(doc, names, token, last)
        if met is not None:
            found.append((met, met.kind is PhraseKind.PRONOUN))


def _subject_at(
    doc: Document, names: NameIndex, start: int, last: int, taken: Sequence[int]
) -> Phrase | None:
    """The phrase at token `start`, in a subject's place, if it means somebody without a name."""
    if start >= last or taken[start]:
        return None
    word = doc.lowers[start]
    if word in _REFLEXIVE:
        return None  # "Holm mistede sin bror"
    if names_person(doc, names, start) and word not in _NOMINATIVE:
        return None
    phrase = read_phrase(doc, names, start, last)
    if phrase is None or phrase.after >= last or not _is_personal(doc, phrase):
        return None
    return phrase


def _met(doc: Document, names: NameIndex, token: int, last: int) -> Phrase | None:
    """The pronoun or the new person that begins at `token`."""
    word = doc.lowers[token]
    if word not in _ARTICLES:
        return Phrase(token, token + 1, token, PhraseKind.PRONOUN, (), None, token + 1)
    if doc.lowers[token - 1] in _COPULAS or _is_apposition(doc, names, token):
        return None
    phrase = read_phrase(doc, names, token, last)
    if phrase is None or phrase.kind is not PhraseKind.INDEFINITE or phrase.plural:
        return None
    personal = phrase.noun is not None and phrase.noun.kind not in {"group", "media"}
    return phrase if personal else None


def _is_apposition(doc: Document, names: NameIndex, token: int) -> bool:
    """ "Mette Holm, en lærer fra Ribe,": what stands behind a person's name and a comma."""
    if token < 2 or doc.words[token - 1] != ",":
        return False
    actor = names.actor_at(token - 2)
    return actor is not None and names.actors[actor].is_person and not names.is_genitive(token - 2)


_VERB: Final = FINITE | FINITE_CUE


def _behind_verb(doc: Document, names: NameIndex, first: int, last: int) -> int | None:
    """The token behind the sentence's first finite verb, where an inverted subject stands."""
    lowers, traits = doc.lowers, doc.traits
    for at in range(first + 1, min(first + 8, last - 1)):
        word = lowers[at]
        if word == ",":
            return None
        if traits[at] & _VERB or (
            word.endswith(("ede", "te")) and looks_finite(doc, at) and noun(word) is None
        ):
            if lowers[first] == "det":  # "Det gør ministeren også"
                predicate = word in _COPULAS and doc.lowers[at + 1] in _ARTICLES
                return None if predicate else at + 1
            return None if opens_with_subject(doc, names, first, at) else at + 1
    return None


def _is_personal(doc: Document, phrase: Phrase) -> bool:
    if phrase.kind is PhraseKind.PRONOUN:
        return doc.lowers[phrase.head] in _NOMINATIVE
    if phrase.kind is PhraseKind.NAME:
        return False
    bare = phrase.kind is PhraseKind.INDEFINITE and phrase.last - phrase.first == 1
    if bare and not phrase.plural:
        return False  # "Spørger man eksperterne": a verb, or a headline's noun
    return phrase.noun is not None and phrase.noun.kind not in {"group", "media"}
