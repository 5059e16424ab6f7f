"""A marked stretch with its tokens, and what it looks like."""

from __future__ import annotations

from bisect import bisect_left

from flows.extraction.document import Document
from flows.extraction.quotes.marks import Marked
from flows.extraction.quotes.signs import ENDS, MARKS
from flows.extraction.traits import CAPITAL, WORD


class Stretch:
    """A marked stretch with its tokens and what stands around it in its sentences."""

    def __init__(self, doc: Document, mark: Marked, first: int, last: int) -> None:
        self.mark = mark
        inner = bisect_left(doc.starts, mark.start, first, last)
        outer = bisect_left(doc.starts, mark.end, inner, last)
        inside = range(inner, outer)
        self.first, self.last = (inner, outer) if inside else (first, first)
        opening = self.first - 1
        self.opening = opening if opening >= first and doc.words[opening] in MARKS else self.first
        behind = self.last
        while behind < last and doc.words[behind] in MARKS and behind - self.last < 2:
            behind += 1
        self.behind = behind if mark.closed else self.last
        self.words = len([trait for trait in doc.traits[inner:outer] if trait & WORD])
        self.capital = bool(inside) and doc.traits[self.first] & CAPITAL != 0
        self.ended = bool(inside) and doc.words[self.last - 1] in ENDS
