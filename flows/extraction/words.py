"""Word classes of the function words, as sets for quick look-up."""

from __future__ import annotations

from flows.extraction.danish import table


def _of(*classes: str) -> frozenset[str]:
    return frozenset(row["word"] for row in table("function_words") if row["class"] in classes)


PREPOSITIONS = _of("preposition")
CONJUNCTIONS = _of("conjunction")
SUBORDINATORS = _of("subordinator")
RELATIVES = _of("relative")
ADVERBS = _of("adverb")
TIMES = _of("time")
NOMINATIVES = _of("nominative")
PRONOUNS = _of("nominative", "oblique", "expletive")
DETERMINERS = _of("determiner")
POSSESSIVES = _of("possessive")
FINITES = _of("finite")
# What cannot stand inside the core of a noun phrase.
CORE_STOPS = (
    PREPOSITIONS
    | CONJUNCTIONS
    | SUBORDINATORS
    | RELATIVES
    | FINITES
    | TIMES
    | (PRONOUNS - DETERMINERS)
)
