"""Noun phrases that can be a source: who stands beside a verb of saying.

There is no parser here. A phrase is read from its first token onwards: determiners, adjectives,
names and nouns up to a word that cannot stand inside a noun phrase. That is enough for the
sources of news text, which are short and stand beside their verb.
"""

from __future__ import annotations

from typing import Final

from flows.extraction.bare_phrases import (
    Phrase,
    PhraseKind,
    behind_brackets,
    names_person,
    read_bare,
)
from flows.extraction.document import Document
from flows.extraction.name_index import NameIndex
from flows.extraction.nouns import noun
from flows.extraction.traits import ADVERB, DETERMINER, POSSESSIVE, POSTMODIFIER, SMALL, STOP, WORD
from flows.extraction.words import CONJUNCTIONS, DETERMINERS, FINITES, STOPS, word_class
from flows.records import ActorType

__all__ = [
    "Phrase",
    "PhraseKind",
    "names_person",
    "read_object",
    "read_phrase",
    "skip_postmodifiers",
]

# Bound once: a look-up in an enumeration costs.
_NAME: Final = PhraseKind.NAME
_PRONOUN: Final = PhraseKind.PRONOUN
_INDEFINITE: Final = PhraseKind.INDEFINITE
_OPEN_POSTMODIFIERS: Final = word_class("open_postmodifier")
_CLOSED_POSTMODIFIERS: Final = word_class("closed_postmodifier")
_NEAR: Final = word_class("near")
_TITLE_PREPOSITIONS: Final = word_class("title_preposition")


def read_phrase(doc: Document, cast: NameIndex, at: int, limit: int) -> Phrase | None:
    """The noun phrase that begins at token `at` and ends before token `limit`, if there is one.

    Joined phrases ("Holm og Dahl") are one phrase with several actors. An apposition behind a
    comma ("forvalteren, Bodil Holm") is part of it when it names the head.
    """
    core = read_bare(doc, cast, at, limit)
    if core is None or core.kind is _PRONOUN or core.after >= limit:
        return core
    if core.kind is not _NAME:
        core = _with_name_behind(doc, cast, core, limit)
        core = _with_apposition(doc, cast, core, limit)
    core = _with_list(doc, cast, core, limit)
    after = core.after
    while after + 1 < limit and doc.lowers[after] in {"og", "samt"}:
        if _is_verb(doc.lowers[after + 1]):
            break  # "siger chefen og understreger": a second verb, no second source
        second = read_bare(doc, cast, after + 1, limit)
        if second is not None and _titles(doc, core, second):
            return second.reaching(core.first, second.last)  # "lektor og formand Bodil Holm"
        if second is None or second.kind is _PRONOUN or not _joins(core, second):
            break
        second = _with_apposition(doc, cast, second, limit)
        core = _joined(core, core.actors + second.actors, second.last, second.after)
        after = core.after
    return core


def _titles(doc: Document, one: Phrase, other: Phrase) -> bool:
    """A bare title before another title and its name."""
    return (
        other.kind is _NAME
        and other.last - other.first > 1
        and doc.words[other.first].islower()
        and one.kind is _INDEFINITE
        and doc.lowers[one.first] not in DETERMINERS
        and not one.plural
        and not (one.noun is not None and one.noun.definite)
    )


def _is_verb(word: str) -> bool:
    """Whether a word has the form of a finite verb and is no noun for persons."""
    return word in FINITES or (word.endswith(("er", "ede", "te")) and noun(word) is None)


def _joins(one: Phrase, other: Phrase) -> bool:
    """Two phrases of one sort, "Holm og Dahl" or "forældre og elever", speak together."""
    named = bool(one.actors), bool(other.actors)
    return named in {(True, True), (False, False)}


def _with_list(doc: Document, cast: NameIndex, phrase: Phrase, limit: int) -> Phrase:
    """ "Mette Holm, Karen Lind og Jens Bruun": persons before the last "og" join in."""
    if phrase.kind is not _NAME or not cast.actors[phrase.actors[0]].is_person:
        return phrase
    at, members = phrase.after, list(phrase.actors)
    while at + 1 < limit and doc.words[at] == ",":
        member = read_bare(doc, cast, at + 1, limit)
        if member is None or not member.actors or not cast.actors[member.actors[0]].is_person:
            return phrase
        members.extend(member.actors)
        at = member.after
    if len(members) == 1 or at >= limit or doc.lowers[at] != "og":
        return phrase
    return _joined(phrase, tuple(members), at, at)


def _joined(phrase: Phrase, actors: tuple[int, ...], last: int, after: int) -> Phrase:
    """A phrase with those who are joined to it."""
    return Phrase(
        phrase.first, last, phrase.head, phrase.kind, actors, phrase.noun, after, plural=True
    )


def _with_name_behind(doc: Document, cast: NameIndex, phrase: Phrase, limit: int) -> Phrase:
    """Let the name be the head in "professor i jura Bodil Holm", "direktør for Havnen Per Dahl"."""
    if phrase.noun is None or phrase.noun.kind in {"group", "media"} or phrase.plural:
        return phrase
    at = phrase.after
    if at + 2 >= limit or doc.lowers[at] not in _TITLE_PREPOSITIONS:
        return phrase
    for token in range(at + 2, min(at + 8, limit)):
        actor = cast.actor_at(token)
        if (
            actor is not None
            and cast.actors[actor].is_person
            and cast.mention_start(token) == token
        ):
            end = cast.mention_end(token)
            if cast.is_genitive(token):
                return phrase
            after = behind_brackets(doc, end, limit)
            return Phrase(phrase.first, end, end - 1, _NAME, (actor,), None, after)
        if actor is None and (doc.lowers[token] in STOPS or not doc.traits[token] & WORD):
            return phrase
    return phrase


def _with_apposition(doc: Document, cast: NameIndex, phrase: Phrase, limit: int) -> Phrase:
    """Let a name behind a comma be the head: "organisationens formand, Bodil Holm (S)"."""
    if phrase.kind is _NAME or phrase.kind is _PRONOUN:
        return phrase
    at = phrase.after
    at = skip_postmodifiers(doc, cast, at, limit, all_prepositions=True)
    if at + 1 >= limit or doc.words[at] != ",":
        return phrase
    name = read_bare(doc, cast, at + 1, limit)
    if name is None or name.kind is not _NAME:
        return phrase
    actor = cast.actors[name.actors[0]]
    grouped = phrase.noun is None or phrase.noun.kind in {"group", "media"}
    if actor.type is not ActorType.PERSON and not grouped:
        return phrase
    behind = name.after
    if behind < limit and doc.words[behind] not in {",", ".", ":", ";", "!", "?"}:
        word = doc.lowers[behind]
        if doc.words[behind][0].isalpha() and word not in STOPS and word not in CONJUNCTIONS:
            return phrase
    return name.reaching(phrase.first, name.last)


def skip_postmodifiers(
    doc: Document, cast: NameIndex, at: int, limit: int, all_prepositions: bool = False
) -> int:
    """The first token behind prepositional phrases such as "for politiet", "fra Jyske Bank".

    With `all_prepositions` also "i", "på", "til" ...: before the verb they belong to the source
    ("borgmesteren i Ribe siger"), behind it to the saying ("siger hun i Ribe").
    """
    while at < limit:
        if not doc.traits[at] & POSTMODIFIER:
            return at
        word = doc.lowers[at]
        if word in _NEAR and at + 1 < limit and doc.lowers[at + 1] == "på":
            at += 1
        elif word == "bag" and at + 1 < limit and _is_verb(doc.lowers[at + 1]):
            return at + 1  # "forskerne bag skriver"
        elif word == "blandt" and doc.lowers[at + 1 : at + 2] in (["andet"], ["andre"]):
            return at  # "blandt andet" says nothing of the source
        elif not (
            word in _OPEN_POSTMODIFIERS or (all_prepositions and word in _CLOSED_POSTMODIFIERS)
        ):
            return at
        inner = read_object(doc, cast, at + 1, limit)
        if inner is None or inner <= at + 1:
            return at
        at = inner
    return at


def _looks_finite(doc: Document, at: int) -> bool:
    """Whether a word that is in no list has the form of a finite verb."""
    if not doc.traits[at] & SMALL:
        return False
    word = doc.lowers[at]
    return word.endswith(("er", "ede", "te")) and noun(word) is None


def _is_complete(doc: Document, first: int, at: int) -> bool:
    """Whether a definite noun stands at token `at`: no further word belongs to its phrase."""
    word = doc.lowers[at]
    known = noun(word)
    if known is not None:
        return known.definite and not known.adjectival
    definite = len(word) > 4 and word.endswith(("en", "et", "erne"))
    return definite and doc.lowers[first] not in DETERMINERS


def read_object(doc: Document, cast: NameIndex, at: int, limit: int) -> int | None:
    """The first token behind the noun phrase that is the object of a preposition, None if none."""
    end = at
    complete = False
    while end < limit:
        if cast.actor_at(end) is not None:
            complete = not cast.is_genitive(end)
            end = cast.mention_end(end)
            continue
        word, trait = doc.lowers[end], doc.traits[end]
        if complete and _looks_finite(doc, end):
            break  # "en talskvinde for Havnen beklager"
        inner = end > at and trait & ADVERB and doc.traits[end - 1] & DETERMINER
        if not trait & WORD or (trait & STOP and not trait & POSSESSIVE and not inner):
            break
        if word[0].isdigit() and end > at:
            break
        complete = _is_complete(doc, at, end)
        end += 1
    while end + 1 < limit and end > at and doc.lowers[end] == "og":
        further = read_object(doc, cast, end + 1, limit)
        if further is None:
            break
        end = further
    return behind_brackets(doc, end, limit) if end > at else None
