"""Finding and typing the names of a document."""

from __future__ import annotations

import collections
from functools import cache
from typing import NamedTuple

from flows.extraction.document import Document
from flows.extraction.names.base_form import base_form
from flows.extraction.names.candidates import find_runs
from flows.extraction.names.decode import read_run
from flows.extraction.names.model import LABELS, Scores, model
from flows.extraction.names.phrases import known_phrases
from flows.extraction.names.spans import WordClasses, gather_evidence
from flows.records import ActorType

_TYPES = (ActorType.PERSON, ActorType.ORGANIZATION, ActorType.LOCATION)
_MISC = LABELS.index("M")
# How much another mention of the same name says of this one's type.
_SHARED = 0.5


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
def _classes() -> WordClasses:
    return WordClasses(model().lexicon)


def find_names(doc: Document) -> list[Name]:
    """All names of persons, organisations and places, in text order, without overlap."""
    fitted, classes = model(), _classes()
    words = fitted.lexicon
    runs = find_runs(doc, known_phrases(doc, words))
    evidence = gather_evidence(doc, runs, classes.__getitem__)
    found: list[tuple[int, int, str, bool, Scores]] = []
    for run in runs:
        for first, last, scores in read_run(doc, run, fitted, evidence, classes):
            base, genitive = base_form(doc, first, last, evidence, words)
            found.append((first, last, base, genitive, scores))
    names: list[Name] = []
    for (first, last, base, genitive, _), label in zip(found, _types(found), strict=True):
        if label != _MISC:
            names.append(
                Name(
                    first,
                    last,
                    doc.starts[first],
                    doc.starts[first] + len(doc.text[doc.starts[first] : doc.ends[last - 1]]),
                    _TYPES[label],
                    base,
                    genitive,
                )
            )
    return names


def _types(found: list[tuple[int, int, str, bool, Scores]]) -> list[int]:
    """The label of every name, with the evidence of the article's other mentions of it."""
    totals: dict[str, list[float]] = collections.defaultdict(lambda: [0.0] * 4)
    for _, _, base, _, scores in found:
        total = totals[base.lower()]
        for label in range(4):
            total[label] += scores[label]
    labels = []
    for _, _, base, _, scores in found:
        total = totals[base.lower()]
        mixed = [(1 - _SHARED) * scores[k] + _SHARED * total[k] for k in range(4)]
        labels.append(mixed.index(max(mixed)))
    return labels
