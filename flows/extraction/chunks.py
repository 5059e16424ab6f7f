"""Tokens of a text, chunk by chunk.

A chunk is what stands between two blanks: a word, mostly, or a word and a mark. News is written in
the same chunks over and over, so that each is cut into tokens once and then looked up. The tokens
of a chunk depend on nothing beside it, suspended hyphens apart ("klima- og energiminister").
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import accumulate, compress
from typing import Final

from flows.extraction.danish import abbreviations
from flows.extraction.traits import traits_of

# A word may hold hyphens, apostrophes, ampersands and dots between its letters (Bro-Lund, USA's,
# B&W, m.fl.); a number may hold . , : / between its digits (7,4; 10.20; 2-1 stays three tokens).
_TOKEN: Final = re.compile(
    # The first half of a pair, "klima- og energiminister", keeps its hyphen.
    r"([^\W\d_]++-(?=\s(?:og|eller|samt)\b)"
    r"|[^\W\d_]+(?:(?:\.-|[-'’´&./])?[^\W_]+)*(?:['’´](?!\w))?"
    r"|\d+(?:[.,:/]\d+)*(?:['’]s\b|-?[^\W\d_]+(?:-[^\W\d_]+)*)?"
    r"|\.\.\.|[^\w\s]|_)",
)
_SECOND_HALF: Final = re.compile(r"(?:og|eller|samt)\b")
# The one letter whose lower-case form is of several letters.
LONG_IN_LOWER: Final = "İ"
_CLOSING_MARKS: Final = frozenset('.,:;?!"”»)')
_INITIALS: Final = re.compile(r"(?:[A-ZÆØÅ]\.)*[A-ZÆØÅ]")  # "H", "H.C"
ENDERS: Final = frozenset({".", "?", "!", "...", "…"})
# Longer chunks do not come again, and would take room.
_LONGEST: Final = 40
# Some 25 MB. A process keeps at most twice as many, the most frequent among them always.
_MOST: Final = 60_000


class Chunk:
    """The tokens of a chunk, with their places in it (characters, end exclusive).

    `only` is the token of a chunk that is one word and nothing else, `only_lower` that word in
    lower case, and the lists are empty then. Of every other chunk `only` is empty, and index `i`
    is the same token in all lists. `stops` are the indices of tokens that may end a sentence.
    `traits` says of all tokens what they can be (see there).
    """

    __slots__ = (
        "ends",
        "lowers",
        "only",
        "only_lower",
        "starts",
        "stops",
        "traits",
        "words",
    )

    def __init__(
        self,
        words: list[str],
        lowers: list[str],
        starts: list[int],
        ends: list[int],
        stops: list[int],
        length: int,
    ) -> None:
        alone = len(words) == 1 and ends[0] - starts[0] == length and not stops
        self.only = words[0] if alone else ""
        self.only_lower = lowers[0] if alone else ""
        self.words: tuple[str, ...] = () if alone else tuple(words)
        self.lowers: tuple[str, ...] = () if alone else tuple(lowers)
        self.traits = traits_of(words, lowers)
        self.starts: tuple[int, ...] = () if alone else tuple(starts)
        self.ends: tuple[int, ...] = () if alone else tuple(ends)
        self.stops = tuple(stops)


class Chunks:
    """The chunks that have been read in this process, up to a number of them.

    `known` holds the chunks that a look-up may do with. Whoever does not find one there asks `read`
    for it.
    """

    def __init__(self, to_lower: Callable[[str], str], most: int = _MOST) -> None:
        self.known: dict[str, Chunk] = {}
        self._before: dict[str, Chunk] = {}  # what was known before `known` was begun anew
        self._most = most
        self._to_lower = to_lower
        # Each word once, however many chunks it is in.
        self._words: dict[str, str] = {}

    def read(self, shown: str, following: str) -> Chunk:
        """The tokens of a chunk; `following` is the chunk behind it, empty if there is none."""
        if shown[-1:] == "-" and len(shown) > 1:
            return self._remembered(_before_second_half(shown, following), len(shown))
        return self._remembered(shown, len(shown))

    def _remembered(self, shown: str, length: int) -> Chunk:
        chunk = self.known.get(shown) or self._before.get(shown) or self._cut(shown, length)
        if length <= _LONGEST:
            if len(self.known) >= self._most:
                self._before, self.known, self._words = self.known, {}, {}
            self.known[shown] = chunk
        return chunk

    def _cut(self, shown: str, length: int) -> Chunk:
        """The tokens of a chunk of `length` characters, behind which `shown` may go on."""
        if shown.isalpha():  # as most chunks are, and no more than one token then
            return _word(self._once(shown), self._once(self._to_lower(shown)))
        words, starts, ends = _tokens(shown)
        if length < len(shown) and starts[-1] > length:
            del words[-1], starts[-1], ends[-1]
        lowers = [self._to_lower(word) for word in words]
        stops = _join_abbreviations(words, lowers, starts, ends)
        words = [self._once(word) for word in words]
        lowers = [self._once(word) for word in lowers]
        return Chunk(words, lowers, starts, ends, stops, length)

    def _once(self, word: str) -> str:
        return self._words.setdefault(word, word)


def _word(word: str, lower: str) -> Chunk:
    """The chunk of a single word."""
    chunk = Chunk([], [], [], [], [], 0)
    chunk.only, chunk.only_lower, chunk.traits = word, lower, traits_of([word], [lower])
    return chunk


def _before_second_half(shown: str, following: str) -> str:
    """The chunk with as much of the next as its hyphen depends on."""
    second_half = _SECOND_HALF.match(following)
    return f"{shown} {second_half.group()}" if second_half else f"{shown} "


def _tokens(shown: str) -> tuple[list[str], list[int], list[int]]:
    """The tokens of a text as they stand there, with their starts and ends."""
    # A short cut for what is letters and a mark behind them.
    letters = shown[:-1]
    if shown[-1:] in _CLOSING_MARKS and letters.isalpha():
        return [letters, shown[-1]], [0, len(letters)], [len(letters), len(shown)]
    # Splitting gives what stands between the tokens, too: together all characters in order.
    parts = _TOKEN.split(shown)
    borders = list(accumulate(map(len, parts), initial=0))
    return parts[1::2], borders[1:-1:2], borders[2::2]


def _join_abbreviations(
    words: list[str], lowers: list[str], starts: list[int], ends: list[int]
) -> list[int]:
    """Give "kr." and "Chr." their full stops; returns the tokens that may end a sentence.

    Whether the full stop of an abbreviation does is for the sentence splitter to decide.
    """
    stops: list[int] = []
    joined: set[int] = set()
    for at, word in enumerate(words):
        if word not in ENDERS:
            continue
        touching = word == "." and at > 0 and starts[at] == ends[at - 1]
        if touching and _abbreviates(words[at - 1], lowers[at - 1]):
            words[at - 1] += "."
            lowers[at - 1] += "."
            ends[at - 1] += 1
            joined.add(at)
        stops.append(at - len(joined))
    if joined:
        kept = [at not in joined for at in range(len(words))]
        words[:], lowers[:] = compress(words, kept), compress(lowers, kept)
        starts[:], ends[:] = compress(starts, kept), compress(ends, kept)
    return stops


def _abbreviates(word: str, lower: str) -> bool:
    """Whether a full stop behind a word belongs to it."""
    return lower in abbreviations() or _INITIALS.fullmatch(word) is not None


def letters_in_lower(word: str) -> str:
    """The word in lower case, letter for letter."""
    return "".join([letter if len(letter.lower()) > 1 else letter.lower() for letter in word])


_CHUNKS: Final = Chunks(str.lower)
_CHUNKS_BY_LETTER: Final = Chunks(letters_in_lower)


def chunks_of(text: str) -> Chunks:
    """The chunks that a text may have, known so far in this process."""
    return _CHUNKS if LONG_IN_LOWER not in text else _CHUNKS_BY_LETTER
