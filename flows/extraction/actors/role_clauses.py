"""Roles behind a name: appositions, brackets, relative clauses, predicates.

Each function gives the role's token range (end exclusive) or nothing.
"""

from __future__ import annotations

from flows.extraction.actors.cast import Cast, NameMention
from flows.extraction.actors.grammar import (
    is_adjective,
    is_function_word,
    is_person_noun,
    is_verb,
    kinds,
    phrase_end,
)
from flows.extraction.danish import word_list
from flows.extraction.document import Document
from flows.extraction.names.lexicon import lexicon

Range = tuple[int, int]
_COPULAS = frozenset({"er", "var", "bliver", "blev"})
_PERFECT = frozenset({"har", "havde"})
_RELATIVES = frozenset({"der", "som"})


def phrase_after(doc: Document, cast: Cast, mention: NameMention, high: int) -> Range | None:
    """Jens Holm, formand for Danske Regioner, ...; Jens Holm (S), der er formand for ..."""
    at = mention.last
    if at < high and doc.words[at] == "(":
        close = next((k for k in range(at, min(high, at + 6)) if doc.words[k] == ")"), None)
        if close is None:
            return None
        inner = _noun_phrase_at(doc, cast, at + 1, close)
        if inner is not None:
            return inner
        at = close + 1
    if at >= high or doc.words[at] != ",":
        return None
    at += 1
    if at < high and doc.words[at].isdigit() and at + 1 < high and doc.words[at + 1] == ",":
        at += 2
    if at < high and doc.lowers[at] in _RELATIVES:
        at = _behind_adverbs(doc, at + 1, high)
        behind = _behind_copula(doc, at, high)
        if behind is None:
            return None
        at = _behind_adverbs(doc, behind, high)
    return _noun_phrase_at(doc, cast, at, high)


def _behind_adverbs(doc: Document, at: int, high: int) -> int:
    """The first token from here on that is no adverb and no time (nu, i går)."""
    while at < high:
        found = kinds(doc.lowers[at])
        timed = at + 1 < high and "time" in kinds(doc.lowers[at + 1])
        if not (found & {"adverb", "time"} or ("preposition" in found and timed)):
            break
        at += 1
    return at


def _behind_copula(doc: Document, at: int, high: int) -> int | None:
    """The token behind er, har været, blev udnævnt til; None where nothing of the kind stands."""
    if at >= high:
        return None
    if doc.lowers[at] in _PERFECT and doc.lowers[at + 1 : at + 2] == ["været"]:
        return at + 2
    if doc.lowers[at] not in _COPULAS:
        return None
    appointed = _behind_adverbs(doc, at + 1, high)
    if doc.lowers[appointed : appointed + 1] and (
        doc.lowers[appointed] in word_list("appointing_participles")
        and doc.lowers[appointed + 1 : appointed + 2] in (["til"], ["som"])
    ):
        return appointed + 2
    return at + 1


def predicate(doc: Document, cast: Cast, mention: NameMention, high: int) -> Range | None:
    """Jens Holm er formand for foreningen."""
    at = mention.last
    if doc.words[mention.first - 1 : mention.first] == [","] == doc.words[at : at + 1]:
        at += 1  # Hans far, Jens Holm, var møller
    behind = _behind_copula(doc, at, high)
    if behind is None or behind >= high:
        return None
    at = behind
    if kinds(doc.lowers[at]) & {"adverb"} and at + 1 < high:
        at += 1
    found = _noun_phrase_at(doc, cast, at, high)
    if found is None or doc.lowers[found[0]] in ("den", "det", "de"):
        return None
    return found


def _noun_phrase_at(doc: Document, cast: Cast, at: int, high: int) -> Range | None:
    """The noun phrase about a person that begins here, if one does."""
    head = at
    limit = min(high, at + 7)
    while head < limit:
        lower = doc.lowers[head]
        covered = cast.mention_at(head)
        if covered is not None:
            if not covered.genitive:
                return None
            head = covered.last
            continue
        if is_person_noun(lower):
            if head + 1 < limit and is_person_noun(doc.lowers[head + 1]):
                head += 1
                continue
            return at, phrase_end(doc, head, high)
        if is_verb(lower) or not lower[0].isalnum():
            return None
        if is_function_word(lower) and not kinds(lower) & {"determiner", "possessive"}:
            if lower not in lexicon().modifiers and not (lower == "af" and head == at + 1):
                return None
        elif head > at + 3 and not is_adjective(lower):
            return None
        head += 1
    return None
