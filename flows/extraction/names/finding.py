"""Finding and typing the names of a document."""

from __future__ import annotations

from functools import cache
from typing import Final

from flows.extraction.document import Document
from flows.extraction.names.adjusting import (
    endings_of,
    is_party,
    with_neighbours,
    with_nicknames,
    with_particles,
    without_title,
)
from flows.extraction.names.base_form import base_form, own_s
from flows.extraction.names.candidates import find_runs, telling_tokens
from flows.extraction.names.consistency import (
    MISC,
    PERSON,
    UNSCORED,
    Found,
    types_of,
    with_repeated,
)
from flows.extraction.names.decode import BIAS, read_run
from flows.extraction.names.lexicon import Lexicon
from flows.extraction.names.model import model
from flows.extraction.names.phrases import known_phrases
from flows.extraction.names.scoring import Scorer
from flows.extraction.names.spans import gather_evidence
from flows.extraction.names.words import ARTICLES
from flows.extraction.plugged import PluggedName, plugged
from flows.records import ActorType

_TYPES: Final = (ActorType.PERSON, ActorType.ORGANIZATION, ActorType.LOCATION)


class Name:
    """A name in a document: tokens `first` to `last` (exclusive), characters `start` to `end`.

    `base` is the name without genitive ("Rusland" for "Ruslands").
    """

    __slots__ = ("base", "end", "first", "genitive", "last", "start", "type")

    def __init__(
        self,
        first: int,
        last: int,
        start: int,
        end: int,
        type: ActorType,
        base: str,
        genitive: bool,
    ) -> None:
        self.first = first
        self.last = last
        self.start = start
        self.end = end
        self.type = type
        self.base = base
        self.genitive = genitive

    def __lt__(self, other: Name) -> bool:
        """Whether it stands before another name of its document."""
        return self.first < other.first


@cache
def _scorer() -> Scorer:
    return Scorer(model())


def find_names(doc: Document) -> list[Name]:
    """All names of persons, organisations and places, in text order, without overlap.

    They are the shipped model's, unless the user has plugged in another one.
    """
    pipeline = plugged()
    if pipeline is None:
        return names_by(_scorer(), doc)
    return _names_at(_scorer(), doc, pipeline.names(doc))


def names_by(scorer: Scorer, doc: Document, bias: float = BIAS) -> list[Name]:
    """The names that a model finds; its scorer keeps what is known of words between documents."""
    lexicon, known = scorer.lexicon, scorer.words
    words = known.of(doc)
    telling = telling_tokens(words)
    phrases = known_phrases(doc, words, telling)
    runs = find_runs(doc, words, telling, phrases)
    capitals = [at for at in telling if words[at].marked]
    evidence = gather_evidence(doc, words, runs, known, own_s(doc, capitals))
    found: list[Found] = []
    for run in runs:
        for first, last, scores in read_run(words, run, scorer, evidence, bias):
            if phrases and phrases.get(first - 1) == last and doc.lowers[first - 1] in ARTICLES:
                first -= 1  # "Det Hvide Hus" is a listed name also where "Det" opens a sentence
            base, genitive = base_form(doc, first, last, evidence, lexicon)
            found.append(Found(first, last, base, genitive, scores))
    found = with_neighbours(with_nicknames(doc, capitals, found, lexicon))
    found = with_repeated(words, runs, found, evidence, known)
    return _finished(doc, found, types_of(doc, found, lexicon), lexicon)


def _names_at(scorer: Scorer, doc: Document, plugged_in: list[PluggedName]) -> list[Name]:
    """Another model's names in the form of our own: their base forms are found here."""
    lexicon, known = scorer.lexicon, scorer.words
    words = known.of(doc)
    telling = telling_tokens(words)
    runs = find_runs(doc, words, telling, known_phrases(doc, words, telling))
    capitals = [at for at in telling if words[at].marked]
    evidence = gather_evidence(doc, words, runs, known, own_s(doc, capitals))
    found: list[Found] = []
    for first, last, _ in plugged_in:
        base, genitive = base_form(doc, first, last, evidence, lexicon)
        found.append(Found(first, last, base, genitive, UNSCORED))
    return _finished(doc, found, [_TYPES.index(name.type) for name in plugged_in], lexicon)


def _finished(doc: Document, found: list[Found], labels: list[int], words: Lexicon) -> list[Name]:
    """The actors among what was found: with particles, without titles and parties' letters."""
    names: list[Name] = []
    endings = endings_of([name.base.lower() for name in found if name.last - name.first > 2])
    for name, label in zip(found, labels, strict=True):
        first, last, base = name.first, name.last, name.base
        if label == PERSON:
            first, base = with_particles(doc, first, base, endings, words)
            untitled = without_title(doc, first, last, words)
            if untitled > first:
                base = base[doc.starts[untitled] - doc.starts[first] :]
                first = untitled
        person = names[-1].last if names and names[-1].type is ActorType.PERSON else -1
        if label != MISC and not is_party(doc, first, last, person):
            names.append(
                Name(
                    first,
                    last,
                    doc.starts[first],
                    doc.ends[last - 1],
                    _TYPES[label],
                    base,
                    name.genitive,
                )
            )
    return names
