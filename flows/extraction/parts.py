"""Very long texts are read part by part, so that the time they take grows with their length only.

An article is read as a whole: who speaks is decided over all of it. A text of the length of a book
(`LONGEST` characters) is cut between paragraphs, a paragraph of that length between sentences.
What is known of its actors is put together again; a speaker is looked for within his part.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial

from flows.extraction.actors.uniting import unite
from flows.extraction.moving import move_findings
from flows.records import Actor, Findings, NonQuote, Paragraph, Quote, Span

LONGEST = 40_000
_CUT = re.compile(r"\s")
_CLOSING = "\"”»«'’)"
_ENDS = {".", "!", "?"}

Extract = Callable[[str, Iterable[Paragraph]], Findings]
# A paragraph, or a piece of one, and the number of the paragraph that it belongs to.
Piece = tuple[int, Paragraph]


def extract_in_parts(text: str, paragraphs: Iterable[Paragraph], extract: Extract) -> Findings:
    """The findings of a long text, read by `extract` in parts of at most `LONGEST` characters."""
    whole = _Whole()
    for part in _parts(text, paragraphs):
        offset = part[0][1].start
        read = text[offset : part[-1][1].end]
        local = [
            piece._replace(start=piece.start - offset, end=piece.end - offset) for _, piece in part
        ]
        found = extract(read, local)
        moved = move_findings(found, read, text, partial(_shift, offset))
        whole.add(moved, [number for number, _ in part])
    return whole.findings()


def _shift(offset: int, start: int, end: int) -> Span:
    return start + offset, end + offset


def _parts(text: str, paragraphs: Iterable[Paragraph]) -> Iterator[list[Piece]]:
    part: list[Piece] = []
    for number, paragraph in enumerate(paragraphs):
        for piece in _pieces(text, paragraph):
            if part and piece.end - part[0][1].start > LONGEST:
                yield part
                part = []
            part.append((number, piece))
    if part:
        yield part


def _pieces(text: str, paragraph: Paragraph) -> Iterator[Paragraph]:
    """A paragraph, cut behind sentences (else between words) where it is too long."""
    start = paragraph.start
    while paragraph.end - start > LONGEST:
        stop = start + LONGEST
        for cut in _CUT.finditer(text, start + LONGEST // 2, start + LONGEST):
            stop = cut.end()
            if text[cut.start() - 2 : cut.start()].rstrip(_CLOSING)[-1:] in _ENDS:
                break
        yield paragraph._replace(start=start, end=stop)
        start = stop
    yield paragraph._replace(start=start)


class _Whole:
    """Findings put together from parts."""

    def __init__(self) -> None:
        self._quotes: list[Quote] = []
        self._actors: list[Actor] = []
        self._non_quotes: list[NonQuote] = []
        self._turns = 0

    def add(self, found: Findings, numbers: list[int]) -> None:
        """Add a part; `numbers` are the numbers of its paragraphs in the whole."""
        first, first_actor = len(self._quotes), len(self._actors)
        for quote in found.quotes:
            self._quotes.append(
                replace(
                    quote,
                    paragraph=numbers[quote.paragraph],
                    turn=quote.turn + self._turns,
                    speaker=None if quote.speaker is None else quote.speaker + first_actor,
                    joint_speakers=tuple(actor + first_actor for actor in quote.joint_speakers),
                    answers=None if quote.answers is None else quote.answers + first,
                )
            )
        self._turns += max((quote.turn for quote in found.quotes), default=-1) + 1
        self._actors += found.actors
        self._non_quotes += found.non_quotes

    def findings(self) -> Findings:
        """All parts as one; an actor of several parts is one actor."""
        return unite(Findings(tuple(self._quotes), tuple(self._actors), tuple(self._non_quotes)))
