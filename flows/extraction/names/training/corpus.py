"""The training corpus (DaN+ news: token, outer entity in BIO, nested entity) as documents."""

from __future__ import annotations

import collections
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from flows.extraction.document import Document, Sentence, read_document

TYPES = {"PER": "P", "ORG": "O", "LOC": "L", "MISC": "M"}
# The corpus marks no article borders; articles hold about this many of its sentences.
SENTENCES_PER_ARTICLE = 16
_LEAST_SEEN = 2


class Annotated(NamedTuple):
    """A document and its names: (first, last) token range -> label."""

    document: Document
    names: dict[tuple[int, int], str]


Tagged = list[tuple[str, str]]


def read_sentences(path: Path) -> list[Tagged]:
    """The sentences of a corpus file as (token, tag) pairs."""
    sentences: list[Tagged] = []
    current: Tagged = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip():
            token, tag = line.split("\t")[:2]
            current.append((token, tag))
        elif current:
            sentences.append(current)
            current = []
    if current:
        sentences.append(current)
    return sentences


def ordinary_words(sentences: list[Tagged]) -> frozenset[str]:
    """Words that stand at least twice with a small letter, and oftener so than as a capital."""
    small: collections.Counter[str] = collections.Counter()
    capital: collections.Counter[str] = collections.Counter()
    for sentence in sentences:
        for at, (word, _) in enumerate(sentence):
            if word[0].islower() and word.isalpha():
                small[word] += 1
            elif at:
                capital[word.lower()] += 1
    return frozenset(w for w, n in small.items() if n >= _LEAST_SEEN and n > capital[w])


def articles(sentences: list[Tagged], size: int = SENTENCES_PER_ARTICLE) -> Iterator[Annotated]:
    """Cut consecutive sentences into documents of `size` sentences."""
    for at in range(0, len(sentences), size):
        yield annotate(sentences[at : at + size])


def annotate(sentences: list[Tagged]) -> Annotated:
    """One document from tagged sentences; tokens are joined by single blanks."""
    text = " ".join(token for sentence in sentences for token, _ in sentence)
    doc = read_document(text, ())  # no paragraphs: the corpus brings its own tokens
    names: dict[tuple[int, int], str] = {}
    offset = 0
    for number, sentence in enumerate(sentences):
        first = len(doc.words)
        for token, _ in sentence:
            doc.starts.append(offset)
            doc.ends.append(offset + len(token))
            doc.words.append(token)
            doc.lowers.append(token.lower())
            offset += len(token) + 1
        doc.sentences.append(Sentence(first, len(doc.words), 0))
        doc.sentence_of.extend([number] * len(sentence))
        names.update(_names(sentence, first))
    doc.paragraph_tokens.append((0, len(doc.words)))
    return Annotated(doc, names)


def _names(sentence: Tagged, offset: int) -> dict[tuple[int, int], str]:
    names: dict[tuple[int, int], str] = {}
    at = 0
    while at < len(sentence):
        tag = sentence[at][1]
        end = at + 1
        if tag[:2] == "B-" and tag[2:] in TYPES:
            while end < len(sentence) and sentence[end][1] == "I-" + tag[2:]:
                end += 1
            names[(offset + at, offset + end)] = TYPES[tag[2:]]
        at = end
    return names
