"""The text as extraction sees it: readable paragraphs, their tokens and their sentences.

A token is a word (with inner hyphens, apostrophes and the full stops of abbreviations), a
number, or a single mark of punctuation. Tokens are kept as parallel lists because millions of
them pass through: index `i` is the same token in `starts`, `ends`, `words` and `lowers`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from flows.extraction.danish import abbreviations, word_list
from flows.records import Paragraph, ParagraphRole

READABLE = frozenset(
    {ParagraphRole.LEAD, ParagraphRole.BODY, ParagraphRole.QUESTION, ParagraphRole.SUBHEADING}
)

# A word may hold hyphens, apostrophes, ampersands and dots between its letters (Bro-Lund, USA's,
# B&W, m.fl.); a number may hold . , : / between its digits (7,4; 10.20; 2-1 stays three tokens).
_TOKEN = re.compile(
    r"\d+(?:[.,:/]\d+)*(?:['’]s\b|-?[^\W\d_]+(?:-[^\W\d_]+)*)?"
    # The first half of a pair, "klima- og energiminister", keeps its hyphen.
    r"|[^\W\d_]+-(?=\s(?:og|eller|samt)\b)"
    r"|[^\W\d_]+(?:(?:\.-|[-'’´&./])?[^\W_]+)*(?:['’´](?!\w))?"
    r"|\.\.\.|[^\w\s]|_",
)
_INITIALS = re.compile(r"(?:[A-ZÆØÅ]\.)*[A-ZÆØÅ]")  # "H", "H.C"
_CLOSERS = frozenset("\"”“»«'’)]")
_ENDERS = frozenset({".", "?", "!", "...", "…"})
_OPENERS = frozenset("\"”“„»«'‘([-–—")


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
    # The text in lower case, letter for letter (a few letters have longer lower-case forms).
    lowered: str
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    lowers: list[str] = field(default_factory=list)
    sentences: list[Sentence] = field(default_factory=list)
    # Token range of each paragraph; empty for paragraphs that extraction does not read.
    paragraph_tokens: list[tuple[int, int]] = field(default_factory=list)
    # Index of the sentence that each token belongs to.
    sentence_of: list[int] = field(default_factory=list)


def read_document(text: str, paragraphs: Iterable[Paragraph]) -> Document:
    """Tokenise the readable paragraphs of a text and find their sentences."""
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(letter if len(letter.lower()) > 1 else letter.lower() for letter in text)
    doc = Document(text, tuple(paragraphs), lowered)
    for number, paragraph in enumerate(doc.paragraphs):
        first = len(doc.words)
        if paragraph.role in READABLE:
            _tokenise(doc, paragraph)
            _split_sentences(doc, first, number)
        doc.paragraph_tokens.append((first, len(doc.words)))
    return doc


def _tokenise(doc: Document, paragraph: Paragraph) -> None:
    text, lowered = doc.text, doc.lowered
    spans = [match.span() for match in _TOKEN.finditer(text, paragraph.start, paragraph.end)]
    offset = len(doc.words)
    doc.starts.extend([start for start, _ in spans])
    doc.ends.extend([end for _, end in spans])
    words = [text[start:end] for start, end in spans]
    doc.words.extend(words)
    doc.lowers.extend([lowered[start:end] for start, end in spans])
    stops = [offset + at for at, word in enumerate(words) if word == "." and at]
    for stop in reversed(stops):
        _join_abbreviation(doc, stop)


def _join_abbreviation(doc: Document, stop: int) -> None:
    """Give "kr." and "Chr." their full stop; the sentence splitter decides what it ends."""
    before = stop - 1
    if doc.ends[before] != doc.starts[stop]:
        return
    word = doc.words[before]
    if doc.lowers[before] in abbreviations() or _INITIALS.fullmatch(word):
        doc.ends[before] = doc.ends[stop]
        doc.words[before] += "."
        doc.lowers[before] += "."
        for tokens in (doc.starts, doc.ends, doc.words, doc.lowers):
            del tokens[stop]


def _split_sentences(doc: Document, first: int, paragraph: int) -> None:
    words, last = doc.words, len(doc.words)
    begin = first
    behind = first  # tokens before this one are dealt with
    for at in [at for at in range(first, last) if words[at][-1] in ".?!…"]:
        if at < behind:
            continue
        word = words[at]
        stop = at + 1
        if word in _ENDERS:
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
