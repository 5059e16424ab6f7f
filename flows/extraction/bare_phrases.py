"""Bare noun phrases: determiners, adjectives, names and nouns up to their head.

A phrase is read from its first token onwards, up to a word that cannot stand inside a noun phrase.
What is joined to it behind (names, appositions, "og ...") is read in `phrases`.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from flows.extraction.document import Document
from flows.extraction.name_index import NameIndex
from flows.extraction.nouns import Noun, noun
from flows.extraction.traits import (
    ADVERB,
    ARTICLE,
    CAPITAL,
    DETERMINER,
    POSSESSIVE,
    SMALL,
    SPECIAL,
    STOP,
    WORD,
)
from flows.extraction.words import (
    ADVERBS,
    DETERMINERS,
    PRONOUNS,
    STOPS,
    word_class,
)
from flows.records import ActorType


class PhraseKind(StrEnum):
    """What the head of a phrase is."""

    NAME = "name"
    PRONOUN = "pronoun"
    DEFINITE = "definite"
    INDEFINITE = "indefinite"


# Bound once: a look-up in an enumeration costs.
_PERSON: Final = ActorType.PERSON
_NAME: Final = PhraseKind.NAME
_PRONOUN: Final = PhraseKind.PRONOUN
_DEFINITE: Final = PhraseKind.DEFINITE
_INDEFINITE: Final = PhraseKind.INDEFINITE


class Phrase:
    """A noun phrase: tokens `first` to `last` (exclusive), its head, and the actors it names.

    `actors` are the named heads: one, or several where names are joined by "og". `noun` is what
    the lexicon knows of the head noun of an unnamed source. `after` is the first token behind
    everything that belongs to the phrase (appositions, party letters, relative clauses apart).
    """

    # A plain class: compiled code makes those ten times faster than named tuples.
    def __init__(
        self,
        first: int,
        last: int,
        head: int,
        kind: PhraseKind,
        actors: tuple[int, ...],
        noun: Noun | None,
        after: int,
        plural: bool = False,
    ) -> None:
        self.first = first
        self.last = last
        self.head = head
        self.kind = kind
        self.actors = actors
        self.noun = noun
        self.after = after
        self.plural = plural

    def reaching(self, first: int, last: int) -> Phrase:
        """The same phrase from token `first` to `last` (exclusive)."""
        return Phrase(
            first, last, self.head, self.kind, self.actors, self.noun, self.after, self.plural
        )


_NO_HEAD: Final = DETERMINER | POSSESSIVE | ADVERB  # what is never a phrase's head
_DEFINITE_ARTICLES: Final = word_class("definite_article")
_PARTITIVES: Final = word_class("partitive")
_PERSONAL: Final = word_class("personal")


def read_bare(doc: Document, cast: NameIndex, at: int, limit: int) -> Phrase | None:
    """A phrase without what may be joined to its end."""
    lowers = doc.lowers
    if at >= limit:
        return None
    word, trait = lowers[at], doc.traits[at]
    if not trait & SPECIAL:  # what opens pronouns and partitives: "en af dem", "den ene af dem"
        if trait & STOP and word != "og" and cast.actor_at(at) is None:
            return None
    elif word in _PERSONAL and not _is_determiner(doc, cast, at, limit):
        return Phrase(at, at + 1, at, _PRONOUN, (), None, at + 1, word in {"de", "begge"})
    elif word in _PARTITIVES and at + 1 < limit and lowers[at + 1] == "af":
        return _partitive(doc, cast, at, limit)
    elif word == "den" and lowers[at + 1 : at + 3] in (["ene", "af"], ["anden", "af"]):
        return _partitive(doc, cast, at + 1, limit)
    end, head, named = _read_head(doc, cast, at, limit)
    if head is None:
        if end == at or word not in {"de", "begge"}:
            return None
        head = end - 1  # "de to"
    after = behind_brackets(doc, end, limit)
    if named is not None and cast.actor_at(head) == named:
        return Phrase(at, end, head, _NAME, (named,), None, after)
    found = noun(lowers[head])
    kind = _definiteness(doc, cast, at, head, found)
    return Phrase(at, end, head, kind, (), found, after, found is not None and found.plural)


def _read_head(
    doc: Document, cast: NameIndex, at: int, limit: int
) -> tuple[int, int | None, int | None]:
    """Read on from token `at`: the phrase's end, its head, and the actor that the head names."""
    words, lowers, traits = doc.words, doc.lowers, doc.traits
    end = at
    head: int | None = None
    named: int | None = None
    closed = False  # a complete head stands there already: only a name may follow it
    while end < limit:
        actor = cast.actor_at(end)
        if actor is not None:
            stop = cast.mention_end(end)
            genitive = cast.is_genitive(end) or _reads_as_genitive(doc, stop, limit)
            is_person = cast.actors[actor].type is _PERSON
            if named is not None and not genitive and not is_person:
                break
            end = stop
            if genitive and end < limit and _continues(doc, end, limit):
                closed = False
                continue  # "Klimarådets formand": the name is not the head
            named, head, closed = actor, end - 1, True
            if is_person:
                break
            continue
        word, trait = lowers[end], traits[end]
        letter = word[0]
        if not trait & WORD:
            break
        if head is not None and letter.isdigit() and not word.endswith(("årig", "årige")):
            break
        if trait & STOP:
            if word == "og" and words[end - 1][-1] == "-":
                end += 1  # "klima- og energiminister"
                continue
            if word == "og" and _joins_adjectives(doc, cast, at, end):
                end += 2  # "en glad og stolt Holm"
                continue
            break
        if closed and (trait & ARTICLE or not trait & CAPITAL):
            break
        end += 1
        if not trait & _NO_HEAD:
            head = end - 1
            known = noun(word)
            # An unknown word with a definite ending is a noun ("vagtlægen"), unless a genitive.
            complete = known is not None or (
                head == at and len(word) > 4 and word.endswith(("en", "et", "erne"))
            )
            closed = complete and not _noun_follows(doc, known, end, limit)
            if closed:
                named = None
    return end, head, named


def _joins_adjectives(doc: Document, cast: NameIndex, first: int, at: int) -> bool:
    """Whether "og" at a token joins adjectives behind a determiner: "en glad og stolt Holm"."""
    if at + 2 >= len(doc.words) or at != first + 2 or doc.lowers[first] not in DETERMINERS:
        return False
    if noun(doc.lowers[at - 1]) is not None or not doc.traits[at + 1] & SMALL:
        return False
    following = doc.lowers[at + 1]
    if (following in STOPS and following not in ADVERBS) or noun(following) is not None:
        return False
    return cast.actor_at(at + 2) is not None or noun(doc.lowers[at + 2]) is not None


def _partitive(doc: Document, cast: NameIndex, at: int, limit: int) -> Phrase | None:
    """ "en af forskerne", "et af ofrene": one of a group."""
    inner = read_bare(doc, cast, at + 2, limit)
    if inner is None and at + 2 < limit and doc.lowers[at + 2] in {"dem", "disse"}:
        one = at + 3
        return Phrase(at, one, at, _INDEFINITE, (), None, one)
    if inner is None:
        return None
    plural = doc.lowers[at] not in {"en", "et", "én", "ét"}
    return Phrase(at, inner.last, inner.head, _INDEFINITE, (), inner.noun, inner.after, plural)


def names_person(doc: Document, cast: NameIndex, at: int) -> bool:
    """Whether a person's name stands at token `at`, and does not own what follows it."""
    actor = cast.actor_at(at)
    if actor is None or not cast.actors[actor].is_person or cast.is_genitive(at):
        return False
    return not doc.words[cast.mention_end(at) - 1].endswith(_GENITIVES)


_GENITIVES: Final = ("s", "'", "’")


def _reads_as_genitive(doc: Document, at: int, limit: int) -> bool:
    """A name in -s before a noun: "Socialistisk Folkepartis ordfører"."""
    return (
        at < limit
        and doc.words[at - 1].endswith(_GENITIVES)
        and doc.words[at].islower()
        and noun(doc.lowers[at]) is not None
    )


def _continues(doc: Document, at: int, limit: int) -> bool:
    """Whether the word behind a genitive goes on with the phrase."""
    return at < limit and doc.traits[at] & WORD != 0 and not doc.traits[at] & STOP


def _noun_follows(doc: Document, before: Noun | None, at: int, limit: int) -> bool:
    """A noun behind a noun: "vagthavende meteorolog", "den radikale gruppes leder"."""
    if at >= limit or not doc.traits[at] & SMALL:
        return False
    word = doc.lowers[at]
    if before is not None and before.adjectival and word not in STOPS:
        return word[0].isalpha()
    if before is not None and before.definite and not before.adjectival:
        return False  # "kommunen arbejder"
    known = noun(word)
    # "opfordrede FN's mægler parterne": a definite noun opens a phrase of its own.
    return known is not None and (not known.definite or known.adjectival)


def _definiteness(
    doc: Document, cast: NameIndex, first: int, head: int, known: Noun | None
) -> PhraseKind:
    opening, trait = doc.lowers[first], doc.traits[first]
    if trait & POSSESSIVE or opening in _DEFINITE_ARTICLES:
        return _DEFINITE
    if trait & DETERMINER:
        return _INDEFINITE
    for token in range(first, head):
        if cast.actor_at(token) is not None:
            return _DEFINITE
    if first < head and opening.endswith("s") and not opening.endswith(("ks", "us", "ss")):
        return _DEFINITE
    if known is not None:
        return _DEFINITE if known.definite else _INDEFINITE
    word = doc.lowers[head]
    if word.endswith(("en", "et", "erne", "ene")) and len(word) > 4:
        return _DEFINITE
    return _INDEFINITE


def _is_determiner(doc: Document, cast: NameIndex, at: int, limit: int) -> bool:
    """ "de" and "begge" before an adjective or noun: "de to", "de radikale", "begge ministre"."""
    if doc.lowers[at] not in {"de", "begge"} or at + 1 >= limit:
        return False
    following = doc.lowers[at + 1]
    if not following[0].isalpha() or following in STOPS or cast.actor_at(at + 1) is not None:
        return False
    return following not in PRONOUNS


def behind_brackets(doc: Document, at: int, limit: int) -> int:
    """Skip a short bracket: "(S)", "(34)", "(DF)"."""
    if at < limit and doc.words[at] == "(":
        for close in range(at + 1, min(at + 8, limit)):
            if doc.words[close] == ")":
                return close + 1
    return at
