"""Which tokens belong to the reporting clause of a quote, without its words and its source."""

from __future__ import annotations

from typing import Final

from flows.extraction.document import Document
from flows.extraction.quotes.drafts import Draft, Link
from flows.extraction.words import CONJUNCTIONS, RELATIVES, SUBORDINATORS, word_class
from flows.records import QuoteKind

QUOTE_MARKS: Final = frozenset('"”“»«„')
BREAKS: Final = frozenset({";", ":", "–", "-", "—", "!", "?"})
# Subordinators that are also prepositions or parts of a time: they do not end the clause.
NOT_SUBORDINATE: Final = word_class("not_subordinate")


class Clause:
    """Tokens `first` to `last` (exclusive) that belong to the saying.

    `verb` is the finite verb's token, `cue` the cue's. `skip` is the token range of the source,
    empty where it has none. `label` is set where the words are a
    label for something ("kaldte mødet mandag ..."): behind that something, no time is read.
    """

    def __init__(
        self, first: int, last: int, verb: int, cue: int, skip: tuple[int, int], label: bool
    ) -> None:
        self.first = first
        self.last = last
        self.verb = verb
        self.cue = cue
        self.skip = skip
        self.label = label


def clause_of(doc: Document, draft: Draft) -> Clause:
    """The tokens of a draft's reporting clause; the draft must have one."""
    assert draft.clause is not None
    begins, ends = draft.clause
    hit = draft.hit
    verb = hit.finite if hit is not None else begins
    cue = hit.token if hit is not None else begins
    sentence = doc.sentences[doc.sentence_of[verb]]
    if draft.kind is QuoteKind.PARTIAL or draft.link is Link.LABEL:
        ends = sentence.last
    ends = min(max(ends, cue + 1), sentence.last)
    ends = _before_words(doc, draft, max(verb, cue), ends)
    source = draft.source
    skip = verb, verb
    if source is not None and sentence.first <= source.first < sentence.last:
        skip = source.first, max(source.last, source.after)
    first = begins
    if draft.link is not Link.ANAPHOR and draft.link is not Link.AFTER:
        first = min(begins, _left_edge(doc, draft, verb, sentence.first, skip))
    return Clause(first, ends, verb, cue, skip, draft.link is Link.LABEL)


def _before_words(doc: Document, draft: Draft, verb: int, last: int) -> int:
    """The end of the clause, at the latest where the quote's own words begin."""
    for start, _ in draft.segments:
        if start > doc.starts[verb]:
            while last > verb + 1 and doc.starts[last - 1] >= start:
                last -= 1
    return last


def _left_edge(doc: Document, draft: Draft, verb: int, first: int, source: tuple[int, int]) -> int:
    """Where the words before the finite verb begin that belong to its clause.

    A subject before the verb is the whole of them: Danish has one phrase there. Only a relative
    clause has more ("Holm, der i går sagde til TV Nord, at ...").
    """
    at = verb
    own = [end for _, end in draft.segments if end <= doc.starts[verb]]
    while at > first:
        word = doc.lowers[at - 1]
        if own and doc.starts[at - 1] < own[-1]:
            return at
        if word in RELATIVES and not (word == "som" and doc.lowers[at - 2] == "sent"):
            relative = source[0] < source[1] <= at - 1
            return at if relative or draft.source is None else verb
        if source[0] <= at - 1 < source[1]:
            return verb
        if doc.words[at - 1] in QUOTE_MARKS or word in BREAKS or word == ",":
            return at
        if word in CONJUNCTIONS:
            return at
        if word in SUBORDINATORS and word not in NOT_SUBORDINATE:
            return verb
        at -= 1
    return at
