"""One name, one type: what an article's mentions of a name tell about each other."""

from __future__ import annotations

from functools import cache
from typing import Final

from flows.extraction.danish import table, word_list
from flows.extraction.document import Document
from flows.extraction.names.candidates import Run
from flows.extraction.names.lexicon import Lexicon
from flows.extraction.names.model import Scores, likeliest
from flows.extraction.names.spans import Evidence
from flows.extraction.names.words import Word, Words
from flows.extraction.words import word_class

# Places among the labels of the model.
PERSON: Final = 0
ORGANIZATION: Final = 1
LOCATION: Final = 2
MISC: Final = 3
# How much another mention of the same name says of this one's type.
_SHARED: Final = 0.5
_LONGEST_INITIAL: Final = 2
UNSCORED: Final[Scores] = (0.0, 0.0, 0.0, 0.0, 0.0)
_OF_PLACE: Final = word_class("preposition_of_place")
_INSIDE: Final = "i"


class Found:
    """A name as the model reads it, before the article's other names have been heard."""

    def __init__(self, first: int, last: int, base: str, genitive: bool, scores: Scores) -> None:
        self.first = first
        self.last = last
        self.base = base
        self.genitive = genitive
        self.scores = scores
        self.likeliest: int = likeliest(scores)


def place_of(name: Found) -> int:
    """The token that a name begins with."""
    return name.first


def with_repeated(
    words: list[Word], runs: list[Run], found: list[Found], evidence: Evidence, known: Words
) -> list[Found]:
    """Add single words that are a name, or a word of a person's name, elsewhere in the article.

    At the start of a sentence only words that the article never writes with a small letter.
    """
    bases: set[str] = set()
    covered: set[int] = set()
    for name in found:
        if name.last - name.first == 1:
            bases.add(name.base)
            covered.add(name.first)
        else:
            covered.update(range(name.first, name.last))
            if name.likeliest == PERSON:
                bases.update([word for word in name.base.split() if len(word) > _LONGEST_INITIAL])
    added: list[Found] = []
    for run in runs:
        for at in range(run.first, run.last):
            if at in covered:
                continue
            word = words[at]
            info = known.info(word)
            if not info.capital:
                continue
            base = info.core if info.core in bases else info.stem
            if base not in bases or (at == run.first and info.lower in evidence.words):
                continue
            added.append(Found(at, at + 1, base, base != word.text, UNSCORED))
    return sorted(found + added, key=place_of) if added else found


def types_of(doc: Document, found: list[Found], words: Lexicon) -> list[int]:
    """The label of every name, with the evidence of the article's other mentions of it.

    A single name that is the surname or first name of somebody named in full is that person,
    unless it is a known place and stands behind a preposition of place. A town whose club the
    article names (Viborg FF) is the club, unless something is "in" it.
    """
    mentions: dict[str, list[int]] = {}
    person_words: set[str] = set()
    clubs: set[str] = set()
    for at, name in enumerate(found):
        lower = name.base.lower()
        same = mentions.get(lower)
        if same is None:
            mentions[lower] = [at]
        else:
            same.append(at)
        if name.last - name.first > 1:
            if name.likeliest == PERSON:
                person_words.update(name.base.split())
            elif name.likeliest == ORGANIZATION:
                clubs.add(_town_of_club(name.base))
    labels = [name.likeliest for name in found]
    for same in mentions.values():
        if len(same) > 1:
            together = _total([found[at] for at in same])
            for at in same:
                labels[at] = _label(found[at].scores, together)
    lowers, honorifics, titled = doc.lowers, words.honorifics, _titled()
    for at, name in enumerate(found):
        first = name.first
        before = lowers[first - 1] if first else ""
        if before in honorifics or (name.last - first > 1 and lowers[first] in honorifics):
            labels[at] = PERSON  # Hr. Lindskov: also where a form of address opens a name
        elif name.base in person_words:
            if not (before in _OF_PLACE and "L" in words.sorts(name.base)):
                labels[at] = PERSON
        elif name.base in clubs:
            labels[at] = LOCATION if before == _INSIDE else ORGANIZATION
        elif before in titled:
            labels[at] = MISC
    return labels


def _total(mentions: list[Found]) -> Scores:
    person = organization = location = misc = nothing = 0.0
    for name in mentions:
        a, b, c, d, e = name.scores
        person += a
        organization += b
        location += c
        misc += d
        nothing += e
    return person, organization, location, misc, nothing


def _label(own: Scores, together: Scores) -> int:
    """The likeliest label by a name's own scores and the sums of all mentions of it."""
    person, organization, location, misc, _ = together
    return likeliest(
        (
            (1 - _SHARED) * own[0] + _SHARED * person,
            (1 - _SHARED) * own[1] + _SHARED * organization,
            (1 - _SHARED) * own[2] + _SHARED * location,
            (1 - _SHARED) * own[3] + _SHARED * misc,
            0.0,
        )
    )


def _town_of_club(base: str) -> str:
    """Viborg FF, FC Viborg -> Viborg; nothing for a name without a club's letters."""
    letters = word_list("legal_forms")
    words = base.split()
    if words[-1].lower() in letters:
        return " ".join(words[:-1])
    return " ".join(words[1:]) if words[0].lower() in letters else ""


@cache
def _titled() -> frozenset[str]:
    """Nouns before the name of a work, a ship or a storm (romanen, færgen, orkanen)."""
    media = {form for row in table("media_words") for form in row.values()}
    groups = {form for row in table("group_nouns") for form in row.values()}
    rows = table("naming_words")
    named = {row["word"] for row in rows if row["reason"] in ("title", "ship")}
    return frozenset(named - media - groups)
