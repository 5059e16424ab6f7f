"""Finding and typing the names of a document."""

from __future__ import annotations

import collections
import re
from bisect import bisect_left
from functools import cache
from typing import NamedTuple

from flows.extraction.document import Document
from flows.extraction.names.base_form import base_form
from flows.extraction.names.candidates import Run, find_runs
from flows.extraction.names.decode import read_run
from flows.extraction.names.lexicon import Lexicon
from flows.extraction.names.model import LABELS, Scores, model
from flows.extraction.names.phrases import known_phrases
from flows.extraction.names.spans import Evidence, Words, gather_evidence
from flows.records import ActorType

_TYPES = (ActorType.PERSON, ActorType.ORGANIZATION, ActorType.LOCATION)
_PERSON, _MISC = LABELS.index("P"), LABELS.index("M")
# How much another mention of the same name says of this one's type.
_SHARED = 0.5


_LONGEST_PARTY = 4
_CERTAIN = 20.0
_LONGEST_INITIAL = 2
_UNSCORED: Scores = (0.0, 0.0, 0.0, 0.0, 0.0)
_NICKNAMED = re.compile(
    r"\b([A-ZÆØÅ][^\W\d_]+) "
    r"[\"”“»«„][A-ZÆØÅ][^\W\d_]+(?: [^\W\d_]+)?[\"”“»«] "
    r"[A-ZÆØÅ][^\W_]+(?:-[^\W_]+)*"
)
_OF_PLACE = frozenset({"i", "til", "fra", "mod", "nær", "ved", "omkring", "over", "udenfor"})


class Found(NamedTuple):
    """A name as the model reads it, before the article's other names have been heard."""

    first: int
    last: int
    base: str
    genitive: bool
    scores: Scores


class Name(NamedTuple):
    """A name in a document: tokens `first` to `last` (exclusive), characters `start` to `end`.

    `base` is the name without genitive ("Rusland" for "Ruslands").
    """

    first: int
    last: int
    start: int
    end: int
    type: ActorType
    base: str
    genitive: bool


@cache
def _classes() -> Words:
    return Words(model().lexicon)


def find_names(doc: Document) -> list[Name]:
    """All names of persons, organisations and places, in text order, without overlap."""
    fitted, classes = model(), _classes()
    words = fitted.lexicon
    runs = find_runs(doc, known_phrases(doc, words))
    evidence = gather_evidence(doc, runs, classes)
    found: list[Found] = []
    for run in runs:
        for first, last, scores in read_run(doc, run, fitted, evidence, classes):
            base, genitive = base_form(doc, first, last, evidence, words)
            found.append(Found(first, last, base, genitive, scores))
    names: list[Name] = []
    found = _with_nicknames(doc, found, words)
    found = _with_repeated(doc, runs, found, evidence, classes)
    labels = _types(doc, found, words)
    full_names = [name.base.lower() for name in found if name.last - name.first > 2]
    for (first, last, base, genitive, _), label in zip(found, labels, strict=True):
        if label == _PERSON:
            first, base = _with_particles(doc, first, base, full_names, words)
            while last - first > 1 and doc.lowers[first] in words.honorifics:
                base = base[doc.starts[first + 1] - doc.starts[first] :]
                first += 1
        if label != _MISC and not (names and _is_party(doc, first, last, names[-1])):
            names.append(
                Name(
                    first,
                    last,
                    doc.starts[first],
                    doc.ends[last - 1],
                    _TYPES[label],
                    base,
                    genitive,
                )
            )
    return names


def _with_repeated(
    doc: Document, runs: list[Run], found: list[Found], evidence: Evidence, known: Words
) -> list[Found]:
    """Add single words that are a name, or a word of a person's name, elsewhere in the article.

    At the start of a sentence only words that the article never writes with a small letter.
    """
    covered: set[int] = set()
    bases: set[str] = set()
    for name in found:
        covered.update(range(name.first, name.last))
        if name.last - name.first == 1:
            bases.add(name.base)
        elif max(name.scores[:4]) == name.scores[_PERSON]:
            bases.update(word for word in name.base.split() if len(word) > _LONGEST_INITIAL)
    added: list[Found] = []
    for run in runs:
        for at in range(run.first, run.last):
            if at in covered:
                continue
            info = known[doc.words[at]]
            if not info.capital or not (info.core in bases or info.stem in bases):
                continue
            if at == run.first and info.lower in evidence.words:
                continue
            base = info.core if info.core in bases else info.stem
            genitive = base != doc.words[at]
            added.append(Found(at, at + 1, base, genitive, _UNSCORED))
    return sorted(found + added) if added else found


def _types(doc: Document, found: list[Found], words: Lexicon) -> list[int]:
    """The label of every name, with the evidence of the article's other mentions of it.

    A single name that is the surname or first name of somebody named in full is that person,
    unless it is a known place and stands behind a preposition of place.
    """
    totals: dict[str, list[float]] = collections.defaultdict(lambda: [0.0] * 4)
    person_words: set[str] = set()
    for name in found:
        total = totals[name.base.lower()]
        for label in range(4):
            total[label] += name.scores[label]
        if name.last - name.first > 1 and max(name.scores[:4]) == name.scores[_PERSON]:
            person_words.update(name.base.split())
    labels = []
    for name in found:
        total = totals[name.base.lower()]
        mixed = [(1 - _SHARED) * name.scores[k] + _SHARED * total[k] for k in range(4)]
        label = mixed.index(max(mixed))
        if label != _PERSON and (
            _is_addressed(doc, name, words)
            or (name.base in person_words and not _is_place(doc, name, words))
        ):
            label = _PERSON
        labels.append(label)
    return labels


def _is_addressed(doc: Document, name: Found, words: Lexicon) -> bool:
    """Hr. Lindskov: whether a form of address stands before a name or opens it."""
    before = doc.lowers[name.first - 1] if name.first else ""
    opens = name.last - name.first > 1 and doc.lowers[name.first] in words.honorifics
    return opens or before in words.honorifics


def _is_place(doc: Document, name: Found, words: Lexicon) -> bool:
    before = doc.lowers[name.first - 1] if name.first else ""
    return "L" in words.sorts(name.base) and before in _OF_PLACE


def _is_party(doc: Document, first: int, last: int, before: Name) -> bool:
    """Whether this is a party's letters in brackets behind a person: Jens Holm (S)."""
    return (
        last - first == 1
        and before.type is ActorType.PERSON
        and before.last == first - 1
        and doc.words[before.last] == "("
        and len(doc.words[first]) <= _LONGEST_PARTY
        and doc.words[first].isupper()
    )


def _with_nicknames(doc: Document, found: list[Found], words: Lexicon) -> list[Found]:
    """Join Kaj "Tanken" Mikkelsen: first name, nickname in quote marks, surname."""
    for match in _NICKNAMED.finditer(doc.text):
        if match.group(1).lower() not in words.first_names:
            continue
        first = bisect_left(doc.starts, match.start())
        last = bisect_left(doc.ends, match.end()) + 1
        if last > len(doc.words) or doc.starts[first] != match.start():
            continue
        if doc.ends[last - 1] != match.end():
            continue
        around = [name for name in found if name.first < last and name.last > first]
        first = min([first, *(name.first for name in around if name.last > first)])
        base = doc.text[doc.starts[first] : doc.ends[last - 1]]
        joined = Found(first, last, base, False, (_CERTAIN, 0.0, 0.0, 0.0, 0.0))
        found = sorted([name for name in found if name not in around] + [joined])
    return found


def _with_particles(
    doc: Document, first: int, base: str, full_names: list[str], words: Lexicon
) -> tuple[int, str]:
    """Lühe -> von der Lühe, where the article names somebody in full with these particles."""
    start = first
    while start and doc.words[start - 1] in words.particles:
        start -= 1
    while start < first:
        longer = f"{doc.text[doc.starts[start] : doc.starts[first]]}{base}"
        if any(name.endswith(f" {longer.lower()}") for name in full_names):
            return start, longer
        start += 1
    return first, base
