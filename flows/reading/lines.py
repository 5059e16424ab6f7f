"""Cut a text into paragraphs, without roles yet: lines, hard-wrapped lines joined, footers apart.

A paragraph is a line that is not blank. Empty lines do not join the lines between them: pages
lose the emptiness of a line far more often than they break a paragraph. What is joined is a line
that plainly goes on in the next one: all of a text that is wrapped at a fixed width, and, where
empty lines part the paragraphs, a line broken in mid-sentence.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

from flows.reading.footers import Footer, find_footer, may_hold_footer

# Characters without width that `str.strip` leaves: soft hyphen, zero-width blanks and joiners,
# directional marks, byte order mark.
_INVISIBLE: Final = (
    "\xad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u2060\u2066\u2067\u2069\ufeff"
)
_BLANKS = _INVISIBLE + " \t\n\r\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008"
_BLANKS += "\u2009\u200a\u202f\u205f\u3000"

# A wrapped text: at least so many line breaks inside blocks, of which at least this share comes
# in mid-sentence, and no line longer than a page is wide.
_FEWEST_BREAKS: Final = 3
_LEAST_IN_SENTENCE = 0.5
_WIDEST: Final = 110
_NARROWEST: Final = 40
_FULL = 0.75  # share of the widest line from which on a line may have been broken by the wrapping
_SAMPLE: Final = 2000
_FEWEST_WORDS = 4  # of a line that may go on in the next one; shorter ones may be items of a list
_SENTENCE_GOES_ON: Final = re.compile(r"[\w,]\Z")
_SPEECH_OPENS: Final = re.compile(r"[-–—»\"”“„]")


class Line:
    """A line or joined lines.

    `after_break` tells that an empty line stands before it. `agencies` are those that a footer
    names; empty for every other line.
    """

    __slots__ = ("after_break", "agencies", "end", "start")

    def __init__(
        self, start: int, end: int, after_break: bool, agencies: tuple[str, ...] = ()
    ) -> None:
        self.start = start
        self.end = end
        self.after_break = after_break
        self.agencies = agencies

    def up_to(self, end: int) -> Line:
        """The line, and all behind it up to `end`."""
        return Line(self.start, end, self.after_break, self.agencies)


def split_lines(text: str, most: int) -> list[Line] | None:
    """The paragraphs of a text in order; None if there are more than `most`. Linear in time."""
    lines = _lines(text, most)
    if len(lines) > most:
        return None
    if _is_wrapped(text, lines[:_SAMPLE]):
        return _joined(text, lines)
    return _mended(text, lines)


def _lines(text: str, most: int) -> list[Line]:
    """The lines of a text; no need to go on behind more than `most`."""
    lines: list[Line] = []
    at = 0
    after_break = False
    for raw in text.split("\n"):
        line = raw.strip()
        if line and (line[0] in _INVISIBLE or line[-1] in _INVISIBLE):
            line = raw.strip(_BLANKS)
        if line:
            start = at + raw.index(line[0])
            footer = find_footer(line) if may_hold_footer(line) else None
            if footer is None:
                lines.append(Line(start, start + len(line), after_break))
            else:
                lines += _around_footer(line, start, after_break, footer)
            if len(lines) > most:
                break
            after_break = False
        else:
            after_break = True
        at += len(raw) + 1
    return lines


def _around_footer(line: str, start: int, after_break: bool, footer: Footer) -> list[Line]:
    """The footer, and the text that it is glued to as a line of its own."""
    end = start + len(line)
    if not footer.start:
        return [Line(start, end, after_break, footer.agencies)]
    above = Line(start, start + len(line[: footer.start].rstrip(_BLANKS)), after_break)
    return [above, Line(start + footer.start, end, False, footer.agencies)]


def _is_wrapped(text: str, lines: list[Line]) -> bool:
    if len(lines) <= _FEWEST_BREAKS or lines[0].end - lines[0].start > _WIDEST:
        return False
    breaks = in_sentence = 0
    for line, following in pairwise(lines):
        if line.end - line.start > _WIDEST:
            return False
        if following.after_break or following.agencies:
            continue
        breaks += 1
        in_sentence += (
            line.end - line.start >= _NARROWEST
            and bool(_SENTENCE_GOES_ON.search(text, line.end - 1, line.end))
            and text[following.start].islower()
        )
    return breaks >= _FEWEST_BREAKS and in_sentence >= _LEAST_IN_SENTENCE * breaks


def _mended(text: str, lines: list[Line]) -> list[Line]:
    """Lines of a text with empty lines, joined where a single break falls inside a sentence."""
    if not [line for line in lines if line.after_break]:
        return lines
    mended: list[Line] = []
    for line in lines:
        above = mended[-1] if mended and not line.after_break else None
        if above and text[line.start].islower() and _is_unfinished(text, above):
            mended[-1] = above.up_to(line.end)
        else:
            mended.append(line)
    return mended


def _is_unfinished(text: str, line: Line) -> bool:
    """No footer, credit or button: words enough for a sentence, and it has not ended."""
    shown = text[line.start : line.end]
    return (
        not line.agencies
        and bool(_SENTENCE_GOES_ON.search(shown))
        and len(shown.split()) >= _FEWEST_WORDS
        and not shown.isupper()
    )


def _joined(text: str, lines: list[Line]) -> list[Line]:
    """Lines of a wrapped text, joined where the line above is full and no speech begins."""
    widest = max(line.end - line.start for line in lines)
    joined = [lines[0]]
    for above, line in pairwise(lines):
        full = above.end - above.start >= _FULL * widest
        apart = line.after_break or line.agencies or above.agencies
        if full and not apart and not _SPEECH_OPENS.match(text, line.start):
            joined[-1] = joined[-1].up_to(line.end)
        else:
            joined.append(line)
    return joined
