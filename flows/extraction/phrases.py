"""Noun phrases that can be a source: who stands beside a verb of saying.

There is no parser here. A phrase is read from its first token onwards: determiners, adjectives,
names and nouns up to a word that cannot stand inside a noun phrase. That is enough for the
sources of news text, which are short and stand beside their verb.
"""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from flows.extraction.document import Document
from flows.extraction.name_index import NameIndex
from flows.extraction.nouns import Noun, noun
from flows.extraction.words import (
    ADVERBS,
    CONJUNCTIONS,
    CORE_STOPS,
    DETERMINERS,
    FINITES,
    POSSESSIVES,
    PRONOUNS,
)
from flows.records import ActorType


class PhraseKind(StrEnum):
    """What the head of a phrase is."""

    NAME = "name"
    PRONOUN = "pronoun"
    DEFINITE = "definite"
    INDEFINITE = "indefinite"


class Phrase(NamedTuple):
    """A noun phrase: tokens `first` to `last` (exclusive), its head, and the actors it names.

    `actors` are the named heads: one, or several where names are joined by "og". `noun` is what
    the lexicon knows of the head noun of an unnamed source. `after` is the first token behind
    everything that belongs to the phrase (appositions, party letters, relative clauses apart).
    """

    first: int
    last: int
    head: int
    kind: PhraseKind
    actors: tuple[int, ...]
    noun: Noun | None
    after: int
    plural: bool = False


# Adverbs that are also parts of a phrase: "en tidligere minister", "en meget erfaren kilde".
_PHRASE_ADVERBS = frozenset(
    ["tidligere", "meget", "mest", "mere", "højt", "ganske", "helt", "temmelig", "særligt"]
)
_STOPS = (CORE_STOPS | ADVERBS) - _PHRASE_ADVERBS - DETERMINERS
# Determiners that open a new phrase, and words that are never a phrase's head.
_ARTICLES = DETERMINERS - _PHRASE_ADVERBS
_NO_HEADS = DETERMINERS | POSSESSIVES | ADVERBS
_DEFINITE_ARTICLES = frozenset({"den", "det", "de", "denne", "dette", "disse"})
_OPEN_POSTMODIFIERS = frozenset(
    {"fra", "for", "af", "hos", "ved", "med", "bag", "omkring", "blandt"}
)
_CLOSED_POSTMODIFIERS = frozenset({"i", "på", "til", "under", "mod", "uden", "om", "over"})
_TITLE_PREPOSITIONS = frozenset({"i", "for", "ved", "på", "hos", "af"})
_PARTITIVES = frozenset({"en", "et", "én", "ét", "flere", "mange", "to", "tre", "ingen"})
_PERSONAL = frozenset({"han", "hun", "de", "man", "jeg", "vi", "du", "vedkommende", "begge"})
# Words that open pronouns and partitives ("en af dem", "den ene af dem").
_SPECIAL = _PERSONAL | _PARTITIVES | {"den"}


def read_phrase(doc: Document, cast: NameIndex, at: int, limit: int) -> Phrase | None:
    """The noun phrase that begins at token `at` and ends before token `limit`, if there is one.

    Joined phrases ("Holm og Dahl") are one phrase with several actors. An apposition behind a
    comma ("forvalteren, Bodil Holm") is part of it when it names the head.
    """
    core = _core(doc, cast, at, limit)
    if core is None or core.kind is PhraseKind.PRONOUN or core.after >= limit:
        return core
    if core.kind is not PhraseKind.NAME:
        core = _with_name_behind(doc, cast, core, limit)
        core = _with_apposition(doc, cast, core, limit)
    core = _with_list(doc, cast, core, limit)
    after = core.after
    while after + 1 < limit and doc.lowers[after] in {"og", "samt"}:
        if _is_verb(doc.lowers[after + 1]):
            break  # "siger chefen og understreger": a second verb, no second source
        second = _core(doc, cast, after + 1, limit)
        if second is not None and _titles(doc, core, second):
            return second._replace(first=core.first)  # "lektor og formand Bodil Holm"
        if second is None or second.kind is PhraseKind.PRONOUN or not _joins(core, second):
            break
        second = _with_apposition(doc, cast, second, limit)
        core = core._replace(
            last=second.last,
            actors=core.actors + second.actors,
            plural=True,
            after=second.after,
        )
        after = core.after
    return core


def _titles(doc: Document, one: Phrase, other: Phrase) -> bool:
    """A bare title before another title and its name."""
    return (
        other.kind is PhraseKind.NAME
        and other.last - other.first > 1
        and doc.words[other.first].islower()
        and one.kind is PhraseKind.INDEFINITE
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


def _core(doc: Document, cast: NameIndex, at: int, limit: int) -> Phrase | None:
    """A phrase without what may be joined to its end."""
    lowers = doc.lowers
    if at >= limit:
        return None
    word = lowers[at]
    if word not in _SPECIAL:
        if word in _STOPS and word != "og" and cast.actor_at(at) is None:
            return None
    elif word in _PERSONAL and not _is_determiner(doc, cast, at, limit):
        return Phrase(at, at + 1, at, PhraseKind.PRONOUN, (), None, at + 1, word in {"de", "begge"})
    elif word in _PARTITIVES and at + 1 < limit and lowers[at + 1] == "af":
        return _partitive(doc, cast, at, limit)
    elif word == "den" and lowers[at + 1 : at + 3] in (["ene", "af"], ["anden", "af"]):
        return _partitive(doc, cast, at + 1, limit)
    end, head, named = _read_core(doc, cast, at, limit)
    if head is None:
        if end == at or word not in {"de", "begge"}:
            return None
        head = end - 1  # "de to"
    after = _behind_brackets(doc, end, limit)
    if named is not None and cast.actor_at(head) == named:
        return Phrase(at, end, head, PhraseKind.NAME, (named,), None, after)
    found = noun(lowers[head])
    kind = _definiteness(doc, cast, at, head, found)
    return Phrase(at, end, head, kind, (), found, after, found is not None and found.plural)


def _read_core(
    doc: Document, cast: NameIndex, at: int, limit: int
) -> tuple[int, int | None, int | None]:
    """Read on from token `at`: the phrase's end, its head, and the actor that the head names."""
    words, lowers, actor_at = doc.words, doc.lowers, cast.actor_at
    end = at
    head: int | None = None
    named: int | None = None
    closed = False  # a complete head stands there already: only a name may follow it
    while end < limit:
        word = lowers[end]
        actor = actor_at(end)
        if actor is not None:
            stop = cast.mention_end(end)
            genitive = cast.is_genitive(end) or _reads_as_genitive(doc, stop, limit)
            is_person = cast.actors[actor].type is ActorType.PERSON
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
        if not word[0].isalnum():
            break
        if head is not None and word[0].isdigit() and not word.endswith(("årig", "årige")):
            break
        if word == "og" and words[end - 1][-1] == "-":
            end += 1  # "klima- og energiminister"
            continue
        if word in _STOPS:
            break
        if closed and (word in _ARTICLES or not words[end][0].isupper()):
            break
        end += 1
        if word not in _NO_HEADS:
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


def _partitive(doc: Document, cast: NameIndex, at: int, limit: int) -> Phrase | None:
    """ "en af forskerne", "et af ofrene": one of a group."""
    inner = _core(doc, cast, at + 2, limit)
    if inner is None and at + 2 < limit and doc.lowers[at + 2] in {"dem", "disse"}:
        one = at + 3
        return Phrase(at, one, at, PhraseKind.INDEFINITE, (), None, one)
    if inner is None:
        return None
    plural = doc.lowers[at] not in {"en", "et", "én", "ét"}
    return Phrase(
        at, inner.last, inner.head, PhraseKind.INDEFINITE, (), inner.noun, inner.after, plural
    )


def names_person(doc: Document, cast: NameIndex, at: int) -> bool:
    """Whether a person's name stands at token `at`, and does not own what follows it."""
    actor = cast.actor_at(at)
    if actor is None or not cast.actors[actor].is_person or cast.is_genitive(at):
        return False
    return not doc.words[cast.mention_end(at) - 1].endswith(_GENITIVES)


_GENITIVES = ("s", "'", "’")


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
    word = doc.lowers[at]
    return at < limit and word[0].isalnum() and word not in _STOPS


def _noun_follows(doc: Document, before: Noun | None, at: int, limit: int) -> bool:
    """A noun behind a noun: "vagthavende meteorolog", "den radikale gruppes leder"."""
    if at >= limit or not doc.words[at].islower():
        return False
    word = doc.lowers[at]
    if before is not None and before.adjectival and word not in _STOPS:
        return word[0].isalpha()
    return noun(word) is not None


def _definiteness(
    doc: Document, cast: NameIndex, first: int, head: int, known: Noun | None
) -> PhraseKind:
    opening = doc.lowers[first]
    if opening in _DEFINITE_ARTICLES or opening in POSSESSIVES:
        return PhraseKind.DEFINITE
    if opening in DETERMINERS:
        return PhraseKind.INDEFINITE
    for token in range(first, head):
        if cast.actor_at(token) is not None:
            return PhraseKind.DEFINITE
    if first < head and opening.endswith("s") and not opening.endswith(("ks", "us", "ss")):
        return PhraseKind.DEFINITE
    if known is not None:
        return PhraseKind.DEFINITE if known.definite else PhraseKind.INDEFINITE
    word = doc.lowers[head]
    if word.endswith(("en", "et", "erne", "ene")) and len(word) > 4:
        return PhraseKind.DEFINITE
    return PhraseKind.INDEFINITE


def _is_determiner(doc: Document, cast: NameIndex, at: int, limit: int) -> bool:
    """ "de" and "begge" before an adjective or noun: "de to", "de radikale", "begge ministre"."""
    if doc.lowers[at] not in {"de", "begge"} or at + 1 >= limit:
        return False
    following = doc.lowers[at + 1]
    if not following[0].isalpha() or following in _STOPS or cast.actor_at(at + 1) is not None:
        return False
    return following not in PRONOUNS


def _behind_brackets(doc: Document, at: int, limit: int) -> int:
    """Skip a short bracket: "(S)", "(34)", "(DF)"."""
    if at < limit and doc.words[at] == "(":
        for close in range(at + 1, min(at + 8, limit)):
            if doc.words[close] == ")":
                return close + 1
    return at


def _with_list(doc: Document, cast: NameIndex, phrase: Phrase, limit: int) -> Phrase:
    """ "Mette Holm, Karen Lind og Jens Bruun": persons before the last "og" join in."""
    if phrase.kind is not PhraseKind.NAME or not cast.actors[phrase.actors[0]].is_person:
        return phrase
    at, members = phrase.after, list(phrase.actors)
    while at + 1 < limit and doc.words[at] == ",":
        member = _core(doc, cast, at + 1, limit)
        if member is None or not member.actors or not cast.actors[member.actors[0]].is_person:
            return phrase
        members.extend(member.actors)
        at = member.after
    if len(members) == 1 or at >= limit or doc.lowers[at] != "og":
        return phrase
    return phrase._replace(last=at, actors=tuple(members), plural=True, after=at)


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
            after = _behind_brackets(doc, end, limit)
            return Phrase(phrase.first, end, end - 1, PhraseKind.NAME, (actor,), None, after)
        if actor is None and (doc.lowers[token] in _STOPS or not doc.words[token][0].isalnum()):
            return phrase
    return phrase


def _with_apposition(doc: Document, cast: NameIndex, phrase: Phrase, limit: int) -> Phrase:
    """Let a name behind a comma be the head: "organisationens formand, Bodil Holm (S)"."""
    if phrase.kind not in {PhraseKind.DEFINITE, PhraseKind.INDEFINITE}:
        return phrase
    at = phrase.after
    at = skip_postmodifiers(doc, cast, at, limit, all_prepositions=True)
    if at + 1 >= limit or doc.words[at] != ",":
        return phrase
    name = _core(doc, cast, at + 1, limit)
    if name is None or name.kind is not PhraseKind.NAME:
        return phrase
    actor = cast.actors[name.actors[0]]
    grouped = phrase.noun is None or phrase.noun.kind in {"group", "media"}
    if actor.type is not ActorType.PERSON and not grouped:
        return phrase
    behind = name.after
    if behind < limit and doc.words[behind] not in {",", ".", ":", ";", "!", "?"}:
        word = doc.lowers[behind]
        if doc.words[behind][0].isalpha() and word not in _STOPS and word not in CONJUNCTIONS:
            return phrase
    return name._replace(first=phrase.first)


def skip_postmodifiers(
    doc: Document, cast: NameIndex, at: int, limit: int, all_prepositions: bool = False
) -> int:
    """The first token behind prepositional phrases such as "for politiet", "fra Jyske Bank".

    With `all_prepositions` also "i", "på", "til" ...: before the verb they belong to the source
    ("borgmesteren i Ribe siger"), behind it to the saying ("siger hun i Ribe").
    """
    while at < limit:
        word = doc.lowers[at]
        if word in {"tæt", "nær"} and at + 1 < limit and doc.lowers[at + 1] == "på":
            at += 1
        elif not (
            word in _OPEN_POSTMODIFIERS or (all_prepositions and word in _CLOSED_POSTMODIFIERS)
        ):
            return at
        inner = read_object(doc, cast, at + 1, limit)
        if inner is None or inner <= at + 1:
            return at
        at = inner
    return at


def read_object(doc: Document, cast: NameIndex, at: int, limit: int) -> int | None:
    """The first token behind the noun phrase that is the object of a preposition, None if none."""
    end = at
    while end < limit:
        if cast.actor_at(end) is not None:
            end = cast.mention_end(end)
            continue
        word = doc.lowers[end]
        inner = end > at and word in ADVERBS and doc.lowers[end - 1] in DETERMINERS
        if not word[0].isalnum() or (word in _STOPS and word not in POSSESSIVES and not inner):
            break
        if word[0].isdigit() and end > at:
            break
        end += 1
    while end + 1 < limit and end > at and doc.lowers[end] == "og":
        further = read_object(doc, cast, end + 1, limit)
        if further is None:
            break
        end = further
    return _behind_brackets(doc, end, limit) if end > at else None
