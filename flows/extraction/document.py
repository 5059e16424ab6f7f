"""The text as extraction sees it: readable paragraphs, their tokens and their sentences.

A token is a word (with inner hyphens, apostrophes and the full stops of abbreviations), a
number, or a single mark of punctuation. Tokens are kept as parallel lists because millions of
them pass through: index `i` is the same token in `starts`, `ends`, `words` and `lowers`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import accumulate, compress
from typing import Final, NamedTuple

from flows.extraction.danish import abbreviations, word_list
from flows.records import Paragraph, ParagraphRole

READABLE: Final = frozenset(
    {ParagraphRole.LEAD, ParagraphRole.BODY, ParagraphRole.QUESTION, ParagraphRole.SUBHEADING}
)

# A word may hold hyphens, apostrophes, ampersands and dots between its letters (Bro-Lund, USA's,
# B&W, m.fl.); a number may hold . , : / between its digits (7,4; 10.20; 2-1 stays three tokens).
# The first two branches are short cuts: most tokens are a plain word before a blank, or a comma.
_TOKEN: Final = re.compile(
    r"([a-zæøåA-ZÆØÅ]++(?=[ ,])|,"
    # The first half of a pair, "klima- og energiminister", keeps its hyphen.
    r"|[^\W\d_]++-(?=\s(?:og|eller|samt)\b)"
    r"|[^\W\d_]+(?:(?:\.-|[-'’´&./])?[^\W_]+)*(?:['’´](?!\w))?"
    r"|\d+(?:[.,:/]\d+)*(?:['’]s\b|-?[^\W\d_]+(?:-[^\W\d_]+)*)?"
    r"|\.\.\.|[^\w\s]|_)",
)
# The one letter whose lower-case form is of several letters.
LONG_IN_LOWER: Final = "İ"
_INITIALS: Final = re.compile(r"(?:[A-ZÆØÅ]\.)*[A-ZÆØÅ]")  # "H", "H.C"
_CLOSERS: Final = frozenset("\"”“»«'’)]")
_ENDERS: Final = frozenset({".", "?", "!", "...", "…"})
_OPENERS: Final = frozenset("\"”“„»«'‘([-–—")


class Sentence(NamedTuple):
    """Tokens `first` to `last` (exclusive) of paragraph number `paragraph`."""

    first: int
    last: int
    paragraph: int


@dataclass(slots=True)
class Document:
    """An article's readable text, cut into tokens and sentences."""

    text: str
    paragraphs: tuple[Paragraph, ...]
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    lowers: list[str] = field(default_factory=list)
    sentences: list[Sentence] = field(default_factory=list)
    # Token range of each paragraph; empty for paragraphs that extraction does not read.
    paragraph_tokens: list[tuple[int, int]] = field(default_factory=list)
    # Index of the sentence that each token belongs to.
    sentence_of: list[int] = field(default_factory=list)

    def places_of(self, words: frozenset[str]) -> list[int]:
        """The tokens that are one of `words`, which are in lower case."""
        return [at for at, word in enumerate(self.lowers) if word in words]


def read_document(text: str, paragraphs: Iterable[Paragraph]) -> Document:
    """Tokenise the readable paragraphs of a text and find their sentences."""
    doc = Document(text, tuple(paragraphs))
    to_lower = str.lower if LONG_IN_LOWER not in text else _lower_letters
    for number, paragraph in enumerate(doc.paragraphs):
        first = len(doc.words)
        if paragraph.role in READABLE:
            stops = _tokenise(doc, paragraph, to_lower)
            _split_sentences(doc, first, number, stops)
        doc.paragraph_tokens.append((first, len(doc.words)))
    return doc


def _lower_letters(word: str) -> str:
    """The word in lower case, letter for letter."""
    return "".join([letter if len(letter.lower()) > 1 else letter.lower() for letter in word])


def _tokenise(doc: Document, paragraph: Paragraph, to_lower: Callable[[str], str]) -> list[int]:
    """Add a paragraph's tokens; returns those with a full stop or another end of a sentence."""
    # Splitting gives what stands between the tokens, too: together all characters in order.
    parts = _TOKEN.split(doc.text[paragraph.start : paragraph.end])
    borders = list(accumulate(map(len, parts), initial=paragraph.start))
    words, starts, ends = parts[1::2], borders[1:-1:2], borders[2::2]
    lowers = list(map(to_lower, words))
    stops: list[int] = []
    joined: list[int] = []
    for at in [at for at, word in enumerate(words) if word in _ENDERS]:
        touching = words[at] == "." and at > 0 and starts[at] == ends[at - 1]
        if touching and _abbreviates(words[at - 1], lowers[at - 1]):
            # "kr." and "Chr." get their full stop; the sentence splitter decides what it ends.
            words[at - 1] += "."
            lowers[at - 1] += "."
            ends[at - 1] += 1
            joined.append(at)
        stops.append(len(doc.words) + at - len(joined))
    if joined:
        kept = [True] * len(words)
        for at in joined:
            kept[at] = False
        words, lowers = list(compress(words, kept)), list(compress(lowers, kept))
        starts, ends = list(compress(starts, kept)), list(compress(ends, kept))
    doc.words += words
    doc.lowers += lowers
    doc.starts += starts
    doc.ends += ends
    return stops


def _abbreviates(word: str, lower: str) -> bool:
    """Whether a full stop behind a word belongs to it."""
    return lower in abbreviations() or _INITIALS.fullmatch(word) is not None


def _split_sentences(doc: Document, first: int, paragraph: int, stops: list[int]) -> None:
    words, last = doc.words, len(doc.words)
    begin = first
    behind = first  # tokens before this one are dealt with
    for at in stops:
        if at < behind:
            continue
        stop = at + 1
        if words[at] in _ENDERS:
            while stop < last and (words[stop] in _ENDERS or _closes(doc, stop)):
                stop += 1
            ends = stop == last or _starts_sentence(doc, at, stop, last)
        else:
            # An abbreviation ends a sentence only before an unmistakable beginning.
            ends = stop == last or _abbreviation_ends(doc, at, last)
        behind = stop
        if ends:
            _add_sentence(doc, begin, stop, paragraph)
            begin = stop
    if begin < last:
        _add_sentence(doc, begin, last, paragraph)


def _add_sentence(doc: Document, first: int, last: int, paragraph: int) -> None:
    doc.sentence_of.extend([len(doc.sentences)] * (last - first))
    doc.sentences.append(Sentence(first, last, paragraph))


def _closes(doc: Document, at: int) -> bool:
    """A closing mark stands right behind the token before it, and a blank or nothing follows."""
    if doc.words[at] not in _CLOSERS or doc.starts[at] != doc.ends[at - 1]:
        return False
    after = doc.ends[at]
    return after >= len(doc.text) or not doc.text[after].isalnum()


def _starts_sentence(doc: Document, at: int, stop: int, last: int) -> bool:
    word = doc.words[stop]
    while word in _OPENERS and stop + 1 < last:
        stop += 1
        word = doc.words[stop]
    if doc.words[at] == "." and at and doc.words[at - 1].isdigit():
        # "15. februar" and "2. division" go on; "i 2022. Han" does not.
        return word[0].isupper() and not (len(doc.words[at - 1]) <= 2 and _goes_on(doc, stop))
    return word[0].isupper() or word[0].isdigit()


def _goes_on(doc: Document, at: int) -> bool:
    """After a short ordinal, a capital is a name more often than a new sentence."""
    return at + 1 < len(doc.words) and doc.words[at + 1][0].isupper()


def _abbreviation_ends(doc: Document, at: int, last: int) -> bool:
    if at + 1 >= last:
        return False
    following = doc.words[at + 1]
    if following[0].isupper() and doc.lowers[at][:-1] in word_list("final_abbreviations"):
        return True
    return following in word_list("sentence_starters") or (
        following in _OPENERS and doc.ends[at] < doc.starts[at + 1]
    )
