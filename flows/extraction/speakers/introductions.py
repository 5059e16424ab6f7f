"""Whom the reporter's sentences bring on stage without a name.

Their subject ("Faderen rystede på hovedet"), pronouns, and persons that are met for the first time
("avisen har talt med en 27-årig kvinde"). Later pronouns and descriptions may mean them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from flows.extraction.document import Document, Sentence
from flows.extraction.name_index import NameIndex
from flows.extraction.nouns import noun
from flows.extraction.phrases import Phrase, PhraseKind, names_person, read_phrase
from flows.extraction.quotes.cues import finite_forms
from flows.extraction.quotes.reported_ends import looks_finite
from flows.extraction.speakers.subjects import opens_with_subject
from flows.extraction.words import CONJUNCTIONS, FINITES, SUBORDINATORS, word_class

_NOMINATIVE: Final = word_class("third_person")
_OBLIQUE: Final = word_class("third_person_oblique")
_ARTICLES: Final = word_class("indefinite_article")
_REFLEXIVE: Final = word_class("reflexive_possessive")
_SIGNALS: Final = _NOMINATIVE | _OBLIQUE | _ARTICLES
# "han er en dygtig leder": a predicate brings nobody on stage.
_COPULAS: Final = word_class("copula")


def introductions(
    doc: Document, names: NameIndex, taken: Sequence[int]
) -> list[tuple[Phrase, bool]]:
    """Phrases that bring somebody on stage, in text order, and whether each is a subject.

    `taken` marks tokens to pass over.
    """
    signals = doc.places_of(_SIGNALS)
    found: list[tuple[Phrase, bool]] = []
    next_signal = 0
    for sentence in doc.sentences:
        here = []
        while next_signal < len(signals) and signals[next_signal] < sentence.last:
            here.append(signals[next_signal])
            next_signal += 1
        if not here and taken[sentence.first] and taken[sentence.last - 1]:
            continue
        found.extend(_of_sentence(doc, names, sentence, here, taken))
    return found


def _of_sentence(
    doc: Document,
    names: NameIndex,
    sentence: Sentence,
    signals: list[int],
    taken: Sequence[int],
) -> list[tuple[Phrase, bool]]:
    found: dict[int, tuple[Phrase, bool]] = {}
    opening = sentence.first
    while opening < sentence.last and (
        not doc.words[opening][0].isalnum() or doc.lowers[opening] in CONJUNCTIONS
    ):
        opening += 1
    if opening + 1 < sentence.last and doc.lowers[opening] in SUBORDINATORS:
        opening += 1  # "Da vagtchefen bliver spurgt, ..."
    for start in (opening, _behind_verb(doc, names, opening, sentence.last)):
        if start is None or start >= sentence.last or taken[start]:
            continue
        if names_person(doc, names, start) and doc.lowers[start] not in _NOMINATIVE:
            continue
        if doc.lowers[start] in _REFLEXIVE:
            continue  # "Holm mistede sin bror"
        phrase = read_phrase(doc, names, start, sentence.last)
        if phrase is not None and _is_personal(doc, phrase) and phrase.after < sentence.last:
            found[start] = phrase, True
    for token in signals:
        if token in found or taken[token] or token <= opening:
            continue
        met = _met(doc, names, token, sentence.last)
        if met is not None:
            found[token] = met, met.kind is PhraseKind.PRONOUN
    return list(found.values())


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


_VERBS: Final = FINITES | finite_forms()


def _behind_verb(doc: Document, names: NameIndex, first: int, last: int) -> int | None:
    """The token behind the sentence's first finite verb, where an inverted subject stands."""
    fronted = doc.lowers[first : first + 1] == ["det"]  # "Det gør ministeren også"
    for at in range(first + 1, min(first + 8, last - 1)):
        if doc.words[at] == ",":
            return None
        word = doc.lowers[at]
        if word in _VERBS or (
            word.endswith(("ede", "te")) and looks_finite(doc, at) and noun(word) is None
        ):
            if fronted:
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
