"""The text as extraction sees it: readable paragraphs, their tokens and their sentences.

A token is a word (with inner hyphens, apostrophes and the full stops of abbreviations), a
number, or a single mark of punctuation. Tokens are kept as parallel lists because millions of
them pass through: index `i` is the same token in `starts`, `ends`, `words` and `lowers`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from flows.extraction.chunks import ENDERS, Chunks, chunks_of
from flows.extraction.danish import word_list
from flows.records import Paragraph, ParagraphRole

READABLE: Final = frozenset(
    {ParagraphRole.LEAD, ParagraphRole.BODY, ParagraphRole.QUESTION, ParagraphRole.SUBHEADING}
)

_CLOSERS: Final = frozenset("\"”“»«'’)]")
_OPENERS: Final = frozenset("\"”“„»«'‘([-–—")


class Sentence:
    """Tokens `first` to `last` (exclusive) of paragraph number `paragraph`."""

    __slots__ = ("first", "last", "paragraph")

    def __init__(self, first: int, last: int, paragraph: int) -> None:
        self.first = first
        self.last = last
        self.paragraph = paragraph


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
    # What each token can be, as bits; see `traits`.
    traits: list[int] = field(default_factory=list)


def read_document(text: str, paragraphs: Iterable[Paragraph]) -> Document:
    """Tokenise the readable paragraphs of a text and find their sentences."""
    doc = Document(text, tuple(paragraphs))
    chunks = chunks_of(text)
    for number, (start, end, role) in enumerate(doc.paragraphs):
        first = len(doc.words)
        if role in READABLE:
            stops = _tokenise(doc, start, end, chunks)
            _split_sentences(doc, first, number, stops)
        doc.paragraph_tokens.append((first, len(doc.words)))
    return doc


def _tokenise(doc: Document, first: int, last: int, chunks: Chunks) -> list[int]:
    """Add the tokens of the text from `first` to `last`; returns those that may end a sentence."""
    words, lowers, starts, ends = doc.words, doc.lowers, doc.starts, doc.ends
    traits = doc.traits
    stops: list[int] = []
    at = first
    shown = doc.text[first:last].split(" ")
    known = chunks.known
    for number, piece in enumerate(shown):
        chunk = known.get(piece)
        if chunk is None:
            chunk = chunks.read(piece, shown[number + 1] if number + 1 < len(shown) else "")
        if chunk.only:
            words.append(chunk.only)
            lowers.append(chunk.only_lower)
            traits += chunk.traits
            starts.append(at)
            ends.append(at + len(piece))
        else:
            for stop in chunk.stops:
                stops.append(len(words) + stop)
            words += chunk.words
            lowers += chunk.lowers
            traits += chunk.traits
            for start in chunk.starts:
                starts.append(at + start)
            for end in chunk.ends:
                ends.append(at + end)
        at += len(piece) + 1
    return stops


def _split_sentences(doc: Document, first: int, paragraph: int, stops: list[int]) -> None:
    words, last = doc.words, len(doc.words)
    begin = first
    behind = first  # tokens before this one are dealt with
    for at in stops:
        if at < behind:
            continue
        stop = at + 1
        if words[at] in ENDERS:
            while stop < last and (words[stop] in ENDERS or _closes(doc, stop)):
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
