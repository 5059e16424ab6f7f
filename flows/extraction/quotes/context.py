"""What all finders of quotes look at: a text, its actors and its cues, found once."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import Final

from flows.extraction.document import Document
from flows.extraction.name_index import NameIndex
from flows.extraction.quotes.cues import CueHit, find_cues
from flows.extraction.traits import CUE, WATCHED
from flows.extraction.words import word_class


def _between(places: list[int], first: int, last: int) -> list[int]:
    """Those of sorted tokens that are from `first` to `last` (exclusive)."""
    if not places or places[-1] < first or places[0] >= last:
        return []
    begin = bisect_left(places, first)
    return places[begin : bisect_left(places, last, begin)]


class Context:
    """What all finders of quotes look at: text, actors, and the cues by finite verb and token."""

    # No dataclass: compiled code makes plain ones faster.
    def __init__(
        self,
        doc: Document,
        cast: NameIndex,
        by_finite: dict[int, CueHit],
        by_token: dict[int, CueHit],
        tokens: list[int],
        openers: list[int],
        according: list[int],
        opinions: list[int],
        colons: list[int],
    ) -> None:
        self.doc = doc
        self.cast = cast
        self.by_finite = by_finite
        self.by_token = by_token
        # Tokens of cues, and tokens at which a reporting clause may begin with its verb; sorted.
        self.tokens = tokens
        self.openers = openers
        # Tokens of "ifølge", "iflg.", of "efter" ("efter Holms mening"), and of colons.
        self.according = according
        self.opinions = opinions
        self.colons = colons

    def cues_between(self, first: int, last: int) -> list[int]:
        """The tokens of cues from `first` to `last` (exclusive)."""
        return _between(self.tokens, first, last)

    def according_between(self, first: int, last: int) -> list[int]:
        """The tokens of "ifølge" from `first` to `last` (exclusive)."""
        return _between(self.according, first, last)

    def colons_between(self, first: int, last: int) -> list[int]:
        """The tokens of colons from `first` to `last` (exclusive)."""
        return _between(self.colons, first, last)

    def openers_between(self, first: int, last: int) -> list[int]:
        """The tokens from `first` to `last` (exclusive) at which a reporting clause may begin."""
        return _between(self.openers, first, last)

    def next_opener(self, at: int, last: int) -> int:
        """The first token behind `at` at which a reporting clause may begin, `last` if none."""
        place = bisect_right(self.openers, at)
        return min(last, self.openers[place]) if place < len(self.openers) else last


_LOOKED_AT: Final = CUE | WATCHED
_ACCORDING: Final = word_class("according")


def read_context(doc: Document, names: NameIndex) -> Context:
    """Find the cues of a document, once for all that look for quotes."""
    lowers = doc.lowers
    cues: list[int] = []
    watched: list[int] = []
    for at, trait in enumerate(doc.traits):
        if trait & _LOOKED_AT:
            if trait & CUE:
                cues.append(at)
            if trait & WATCHED:
                watched.append(at)
    by_finite: dict[int, CueHit] = {}
    by_token: dict[int, CueHit] = {}
    for hit in find_cues(doc, cues):
        by_finite[hit.finite] = hit
        by_token[hit.token] = hit
    openers = set(by_finite)
    according: list[int] = []
    opinions: list[int] = []
    colons: list[int] = []
    for at in watched:
        word = lowers[at]
        if word == ":":
            colons.append(at)
        elif word == "efter":
            opinions.append(at)
        elif word == "der":
            if at:
                openers.add(at - 1)
        elif word in _ACCORDING:
            according.append(at)
        else:  # "som X siger", "blev der sagt"
            openers.add(at)
    return Context(
        doc,
        names,
        by_finite,
        by_token,
        list(by_token),
        sorted(openers),
        according,
        opinions,
        colons,
    )
