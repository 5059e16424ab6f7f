"""Characters that are in a text but not on the page: soft hyphens, joiners, direction marks.

They stay in the published text, so that offsets stay true, but would cut words in two. Extraction
reads the text without them, and what it finds is moved back to its place.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from typing import Final

from flows.extraction.moving import move_findings
from flows.records import Findings, Paragraph, Span

_CHARACTERS: Final = tuple(
    "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
    "\u2060\u2061\u2062\u2063\u2064\u2066\u2067\u2068\u2069\ufeff"
)
_HIDDEN: Final = re.compile("[" + "".join(_CHARACTERS) + "]+")


def has_hidden(text: str) -> bool:
    """Whether a text holds characters that are not on the page."""
    # One fast scan for each; a pattern of all takes longer.
    return any(map(text.__contains__, _CHARACTERS))


class Visible:
    """A text without its hidden characters, and the way back to it.

    `text` and `paragraphs` are what extraction reads. Paragraphs that hold nothing else are left
    empty.
    """

    def __init__(self, text: str, paragraphs: Iterable[Paragraph]) -> None:
        self._original = text
        self._kept: list[int] = []  # original offset of every character that is left
        position = 0
        for match in _HIDDEN.finditer(text):
            self._kept.extend(range(position, match.start()))
            position = match.end()
        self._kept.extend(range(position, len(text)))
        self.text = _HIDDEN.sub("", text)
        self.paragraphs = tuple(
            paragraph._replace(
                start=bisect_left(self._kept, paragraph.start),
                end=bisect_left(self._kept, paragraph.end),
            )
            for paragraph in paragraphs
        )

    def restore(self, findings: Findings) -> Findings:
        """The findings with their places in the original text."""
        return move_findings(findings, self.text, self._original, self._span)

    def _span(self, start: int, end: int) -> Span:
        return self._kept[start], self._kept[end - 1] + 1
