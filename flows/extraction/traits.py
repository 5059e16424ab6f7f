"""What each token can be, as bits of one number: one look-up for all rules that ask for classes."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Final

from flows.extraction.danish import word_list
from flows.extraction.quotes.cue_forms import cue_forms, finite_forms
from flows.extraction.quotes.signs import CLAUSE_ENDS, DASHES
from flows.extraction.words import (
    ADVERBS,
    CONJUNCTIONS,
    DETERMINERS,
    FILLERS,
    FINITES,
    NOMINATIVES,
    PHRASE_ADVERBS,
    POSSESSIVES,
    PREPOSITIONS,
    RELATIVES,
    STOPS,
    SUBORDINATORS,
    TIMES,
    word_class,
)

# Classes of function words, as in `words`.
PREPOSITION: Final = 1
CONJUNCTION: Final = 2
SUBORDINATOR: Final = 4
RELATIVE: Final = 8
ADVERB: Final = 16
TIME: Final = 32
NOMINATIVE: Final = 64
DETERMINER: Final = 128
POSSESSIVE: Final = 256
FINITE: Final = 512
# What cannot stand inside a phrase; a determiner that opens a new one; what opens pronouns and
# partitives; what may stand between a verb and its subject; what opens a postmodifier.
STOP: Final = 1024
ARTICLE: Final = 2048
SPECIAL: Final = 4096
FILLER: Final = 8192
POSTMODIFIER: Final = 16384
# Forms of cues, those of them that can be finite, and what else a finder of quotes stops at.
CUE: Final = 32768
FINITE_CUE: Final = 65536
WATCHED: Final = 131072
# What a participle or an infinitive belongs to, and what it never does so over.
AUXILIARY: Final = 262144
WILLING: Final = 524288
BLOCKER: Final = 1048576
# What tells whether a clause opens behind a cue; where a reporting clause or what is reported may
# end; what brings somebody on stage; what opens a clause before its subject.
TELLING: Final = 2097152
CLAUSE_BREAK: Final = 4194304
REPORT_BREAK: Final = 8388608
SIGNAL: Final = 16777216
CLAUSE_OPENER: Final = 33554432
# A letter or digit in front, a capital in front, small letters only: `isalnum`, `isupper` of the
# first character, `islower` of all of them.
WORD: Final = 67108864
CAPITAL: Final = 134217728
SMALL: Final = 268435456

_POSTMODIFIERS: Final = word_class("open_postmodifier") | word_class("closed_postmodifier")
_CLASSES: Final[tuple[tuple[int, Iterable[str]], ...]] = (
    (PREPOSITION, PREPOSITIONS),
    (CONJUNCTION, CONJUNCTIONS),
    (SUBORDINATOR, SUBORDINATORS),
    (RELATIVE, RELATIVES),
    (ADVERB, ADVERBS),
    (TIME, TIMES),
    (NOMINATIVE, NOMINATIVES),
    (DETERMINER, DETERMINERS),
    (POSSESSIVE, POSSESSIVES),
    (FINITE, FINITES),
    (STOP, STOPS),
    (ARTICLE, DETERMINERS - PHRASE_ADVERBS),
    (SPECIAL, word_class("personal") | word_class("partitive") | word_class("phrase_pronoun")),
    (FILLER, FILLERS),
    (POSTMODIFIER, _POSTMODIFIERS | word_class("near")),
    (CUE, cue_forms()),
    (FINITE_CUE, finite_forms()),
    (
        WATCHED,
        word_class("inquit_opening") | word_class("according") | word_class("watched") | {":"},
    ),
    (AUXILIARY, word_list("auxiliaries") | word_class("passive")),
    (WILLING, word_class("willing")),
    (BLOCKER, word_list("clause_openers") | {":", ";", "?", "!"}),
    (TELLING, CLAUSE_ENDS | RELATIVES | word_class("contrast") | word_class("question_word")),
    (TELLING, {","} | word_class("clause_break")),
    (CLAUSE_BREAK, DASHES | {":", ","} | word_class("clause_break")),
    (REPORT_BREAK, CLAUSE_ENDS | DASHES | {","} | word_class("report_break")),
    (SIGNAL, word_class("third_person") | word_class("third_person_oblique")),
    (SIGNAL, word_class("indefinite_article")),
    (CLAUSE_OPENER, word_class("subject_clause_opening")),
)


@cache
def _traits() -> dict[str, int]:
    traits: dict[str, int] = {}
    for trait, words in _CLASSES:
        for word in words:
            traits[word] = traits.get(word, 0) | trait
    return traits


# One object for all words with the same traits: millions of tokens refer to some hundred numbers.
_SHARED: Final[dict[int, tuple[int, ...]]] = {}


def traits_of(words: list[str], lowers: list[str]) -> tuple[int, ...]:
    """The traits of words, which `lowers` are in lower case."""
    known = _traits()
    found: list[int] = []
    for word, lower in zip(words, lowers, strict=True):
        trait = known.get(lower, 0)
        if word[0].isalnum():
            trait |= WORD
        if word[0].isupper():
            trait |= CAPITAL
        if word.islower():
            trait |= SMALL
        shared = _SHARED.setdefault(trait, (trait,))
        if len(words) == 1:
            return shared
        found += shared
    return tuple(found)
