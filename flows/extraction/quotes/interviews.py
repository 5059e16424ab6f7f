"""Interviews printed with a dash before the questions, too.

`- Hvorfor sagde du ja?` / `- Det var et godt hold.`: where such pairs follow each other and no
clause says who speaks, the questions are the interviewer's.
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise
from typing import Final

from flows.extraction.document import Document
from flows.extraction.quotes.drafts import Draft, Link
from flows.extraction.words import word_class
from flows.records import QuoteKind

# Words that address the one who is asked, as written.
_ADDRESS: Final = word_class("address")
_REPLIES: Final = word_class("yes_or_no")
_FEWEST: Final = 2  # pairs that make an interview


def mark_questions(doc: Document, drafts: list[Draft]) -> None:
    """Turn the questions of an interview among `drafts`, in text order, into questions."""
    row: list[Draft] = []
    for draft in drafts:
        if row and draft.paragraph - row[-1].paragraph != 1:
            _mark_row(doc, row)
            row = []
        bare = draft.dash and draft.link is Link.NONE and draft.kind is QuoteKind.DIRECT
        if bare:
            row.append(draft)
        else:
            row = []
    _mark_row(doc, row)


def _mark_row(doc: Document, row: list[Draft]) -> None:
    """Mark the questions in a row of paragraphs of speech without any clause."""
    pairs = [
        (ask, reply) for ask, reply in pairwise(row) if _asks(doc, ask) and not _asks(doc, reply)
    ]
    if sum(_to_another(doc, ask, reply) for ask, reply in pairs) >= _FEWEST:
        for question, _ in pairs:
            question.kind = QuoteKind.QUESTION


def _asks(doc: Document, draft: Draft) -> bool:
    return doc.text[draft.segments[-1][1] - 1] == "?"


def _to_another(doc: Document, question: Draft, reply: Draft) -> bool:
    """Whether a question addresses somebody, or the words behind it begin as an answer does."""
    start, end = question.segments[0]
    first = bisect_left(doc.starts, start)
    last = bisect_left(doc.starts, end, first)
    if not _ADDRESS.isdisjoint(doc.words[first:last]):
        return True
    opening = bisect_left(doc.starts, reply.start)
    return not _REPLIES.isdisjoint(doc.lowers[opening : opening + 1])
