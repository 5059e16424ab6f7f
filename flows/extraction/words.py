"""Word classes as sets for quick look-up: those of the function words, and smaller ones."""

from __future__ import annotations

from functools import cache
from typing import Final

from flows.extraction.danish import table


def _of(*classes: str) -> frozenset[str]:
    return frozenset(row["word"] for row in table("function_words") if row["class"] in classes)


@cache
def word_class(name: str) -> frozenset[str]:
    """The words of a small class in `word_classes.tsv`. Raises KeyError for one that has none."""
    return {row["class"]: frozenset(row["words"].split()) for row in table("word_classes")}[name]


PREPOSITIONS: Final = _of("preposition")
CONJUNCTIONS: Final = _of("conjunction")
SUBORDINATORS: Final = _of("subordinator")
RELATIVES: Final = _of("relative")
ADVERBS: Final = _of("adverb")
TIMES: Final = _of("time")
NOMINATIVES: Final = _of("nominative")
PRONOUNS: Final = _of("nominative", "oblique", "expletive")
DETERMINERS: Final = _of("determiner")
POSSESSIVES: Final = _of("possessive")
FINITES: Final = _of("finite")
# What cannot stand inside the core of a noun phrase.
CORE_STOPS: Final = (
    PREPOSITIONS
    | CONJUNCTIONS
    | SUBORDINATORS
    | RELATIVES
    | FINITES
    | TIMES
    | (PRONOUNS - DETERMINERS)
)
# Adverbs that are also parts of a phrase: "en tidligere minister", "en meget erfaren kilde".
PHRASE_ADVERBS: Final = word_class("phrase_adverb")
# What cannot stand inside a phrase.
STOPS: Final = (CORE_STOPS | ADVERBS) - PHRASE_ADVERBS - DETERMINERS
# What may stand between a verb and its subject.
FILLERS: Final = (ADVERBS | TIMES) - {"der"}
