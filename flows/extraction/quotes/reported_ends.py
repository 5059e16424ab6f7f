"""Where what is reported ends and the reporter goes on, seen by verbs and clauses."""

from __future__ import annotations

from typing import Final

from flows.extraction.document import Document
from flows.extraction.phrases import read_phrase
from flows.extraction.quotes.context import Context
from flows.extraction.quotes.cues import CLAUSE
from flows.extraction.quotes.inquits import inquit_at
from flows.extraction.quotes.signs import CLAUSE_ENDS, DASHES
from flows.extraction.traits import ADVERB, DETERMINER, FINITE, REPORT_BREAK, WORD
from flows.extraction.words import (
    ADVERBS,
    CONJUNCTIONS,
    FINITES,
    SUBORDINATORS,
    word_class,
)

_SENTENCE_ADVERBS: Final = word_class("sentence_adverb")


def reported_end(context: Context, opening: int, last: int) -> int:
    """The token behind a reported clause: the sentence's end, or where the reporter goes on."""
    doc = context.doc
    traits = doc.traits
    for token in range(opening + 2, last):
        if not traits[token] & REPORT_BREAK:
            continue
        word = doc.lowers[token]
        if word in CLAUSE_ENDS and token == last - 1:
            return token
        if word in {":", ";"} or (word == "hvorefter" and doc.words[token - 1] == ","):
            return token
        if word in {"og", "men", "mens"} and _reporter_goes_on(context, token, last):
            return token
        if word in DASHES and _adds_clause(context, token, opening, last):
            return token  # "at broen er lukket - og det er den."
        if word == "uden" and doc.words[token - 1] == "," and _at_follows(doc, token):
            return token - 1  # ", uden at uddybe det"
        if word == "," and token + 1 < last and token + 1 in context.by_finite:
            inquit = inquit_at(context, token + 1, opening, last, strict=True)
            if inquit is not None:
                return token
    return last


def _adds_clause(context: Context, dash: int, opening: int, last: int) -> bool:
    """Whether the only dash of tokens `opening` to `last` adds a main clause: "- og det er den"."""
    doc = context.doc
    if dash + 2 >= last or any(
        doc.words[at] in DASHES for at in range(opening, last) if at != dash
    ):
        return False
    if doc.ends[dash - 1] == doc.starts[dash] or doc.ends[dash] == doc.starts[dash + 1]:
        return False  # between numbers, or a hyphen
    subject = dash + 2 if doc.lowers[dash + 1] in {"og", "men"} else dash + 1
    if doc.lowers[subject] in {"det", "den", "der"}:
        return subject + 1 < last and looks_finite(doc, subject + 1)
    phrase = read_phrase(doc, context.cast, subject, last)
    return phrase is not None and phrase.after < last and looks_finite(doc, phrase.after)


def _at_follows(doc: Document, token: int) -> bool:
    return doc.lowers[token + 1 : token + 2] == ["at"]


def opens_subordinate(doc: Document, first: int, at: int) -> bool:
    """Whether token `at` stands in a subordinate clause that opens its sentence at `first`."""
    while first < at and (not doc.traits[first] & WORD or doc.lowers[first] in CONJUNCTIONS):
        first += 1
    opening = doc.lowers[first]
    if opening not in SUBORDINATORS and doc.lowers[first : first + 2] != ["selv", "om"]:
        return False
    return "," not in doc.words[first:at]


def before_main_verb(doc: Document, opening: int, end: int) -> int:
    """The comma at which the main clause behind a subordinate one begins with its verb."""
    for token in range(opening + 2, end - 1):
        if doc.words[token] == "," and looks_finite(doc, token + 1):
            return token
    return end


def _reporter_goes_on(context: Context, at: int, last: int) -> bool:
    """A coordinated clause that is the reporter's: "og understreger, at", "men ønsker ikke"."""
    doc = context.doc
    following = at + 1
    while following < last and doc.lowers[following] in ADVERBS:
        following += 1
    if following >= last:
        return False
    word = doc.lowers[at]
    hit = context.by_finite.get(following)
    if hit is not None and (hit.takes(CLAUSE) or hit.takes("l")):
        return True
    if word == "men" and doc.lowers[at + 1] == "så":
        return True
    if word in {"men", "og"} and doc.words[at - 1] == "," and _is_main_clause(doc, at + 1, last):
        return True
    if word in {"mens", "men", "og"} and (word == "mens" or doc.words[at - 1] == ","):
        phrase = read_phrase(doc, context.cast, following, last)
        later = None if phrase is None else context.by_finite.get(phrase.after)
        if later is not None and (later.takes(CLAUSE) or later.takes("l")):
            return True
    if word == "men" or (word == "og" and doc.words[at - 1] == ","):
        return following == at + 1 and looks_finite(doc, following)
    if word == "og" and doc.lowers[following] == "at":
        return _new_clause(doc, at)
    return False


def _is_main_clause(doc: Document, at: int, last: int) -> bool:
    """Subject, verb, adverb in this order, "hun har dog": what a reported clause never has."""
    if at + 2 >= last or doc.lowers[at] not in {"han", "hun"}:
        return False
    return doc.lowers[at + 1] in FINITES and doc.lowers[at + 2] in _SENTENCE_ADVERBS


def _new_clause(doc: Document, at: int) -> bool:
    """ ", og at ..." behind a comma opens a second reported clause."""
    return doc.words[at - 1] == ","


def looks_finite(doc: Document, at: int) -> bool:
    """Whether the word at a token can be a finite verb, by list or by its form."""
    word, trait = doc.lowers[at], doc.traits[at]
    if trait & DETERMINER:
        return False  # "første"
    if not trait & FINITE:
        if trait & ADVERB or not word.endswith(("er", "ede", "te")):
            return False
        if word[-1] == "r" and at and doc.lowers[at - 1].endswith("e"):
            return False  # "de første møder": a plural behind its adjective
    if word.endswith(("te", "ede")) and doc.lowers[at - 1].endswith("s"):
        return False  # "landets samlede": an adjective
    return doc.words[at].islower()
