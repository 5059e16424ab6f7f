"""What the form of a word says of it as the head of a role: can it be a person, is it a verb?"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Final

from flows.extraction.actors.grammar import (
    is_adjective,
    is_age,
    is_free_person_noun,
    is_function_word,
    is_person_noun,
    takes_infinitive,
)
from flows.extraction.danish import table, word_list
from flows.extraction.names.lexicon import lexicon
from flows.extraction.nouns import Noun, noun
from flows.extraction.words import word_class

_LEAST_LETTERS: Final = 5
_PARTIES: Final = word_class("party_adjective")


@cache
def _things() -> frozenset[str]:
    """Nouns that open the name of a thing: romanen, rederiet, navnet."""
    mentioned = {row["word"] for row in table("naming_words")}
    fixed = mentioned | word_list("no_titles")
    return (lexicon().title_words | fixed) - frozenset(lexicon().person_nouns)


@lru_cache(maxsize=50_000)
def may_be_person(lower: str) -> bool:
    """Whether a word that is in no list has the form of a noun for one person.

    Neuter definite nouns and participles (-et), adjectives, passives in -es and nouns for things
    or groups are none. A word in -e may be one ("mælkebonde"), or an adjective or infinitive.
    """
    if is_function_word(lower) or not lower[0].isalpha() or lower in _things():
        return False
    if lower.endswith(("et", "ede", "erne")) or (lower.endswith("es") and "-" not in lower):
        return False
    if is_adjective(lower):
        return is_adjectival_noun(f"{lower}e")
    known = noun(lower)
    return known is None or known.kind not in ("group", "media")


def is_adjectival_noun(lower: str) -> bool:
    """fuldmægtige, politifuldmægtige: listed, or with a listed one as its last part."""
    return lower.endswith(_adjectival_nouns()) and not is_mere_adjective(lower)


@cache
def _adjectival_nouns() -> tuple[str, ...]:
    rows = table("person_nouns")
    return tuple(sorted(row["noun"] for row in rows if row["adjectival"] == "y"))


@lru_cache(maxsize=50_000)
def is_agentive(lower: str) -> bool:
    """A word with an ending that makes nouns for what somebody does, and that is no function word.

    Verbs may end so, too: trust it only where no verb can stand.
    """
    return (
        len(lower) > _LEAST_LETTERS
        and lower.endswith(_agentive_endings())
        and not is_function_word(lower)
        and lower not in _things()
    )


@cache
def _agentive_endings() -> tuple[str, ...]:
    return tuple(sorted(word_list("agentive_endings") | word_list("person_noun_endings")))


@lru_cache(maxsize=50_000)
def can_head(lower: str) -> bool:
    """Whether a word before a name can be the head of a title at all, by its form."""
    return (
        is_person_noun(lower)
        or is_age(lower)
        or is_free_person_noun(lower)
        or may_be_person(lower)
        or is_adjectival_noun(lower)
        or is_agentive(lower)
        or lower.endswith("ede")
    )


def takes_verb_behind(lower: str) -> bool:
    """A verb with the other half of a compound tense behind it, or the "at" of an infinitive."""
    return takes_infinitive(lower) or lower in word_list("participle_verbs")


def is_mere_adjective(lower: str) -> bool:
    """den unge, den lille: says nothing without its noun; "den radikale" says the party."""
    return lower in lexicon().modifiers and lower not in _PARTIES


def tells_relation_only(known: Noun) -> bool:
    """kollegerne, barndomsveninder: several who stand in a relation to somebody."""
    return known.plural and known.lemma.endswith(_relations())


@cache
def _relations() -> tuple[str, ...]:
    return tuple(sorted(word_list("relation_nouns")))
