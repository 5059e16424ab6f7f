"""One name, one type: what an article's mentions of a name tell about each other."""

from __future__ import annotations

from functools import cache
from typing import Final, NamedTuple

from flows.extraction.danish import table, word_list
from flows.extraction.document import Document
from flows.extraction.names.candidates import Run
from flows.extraction.names.lexicon import Lexicon
from flows.extraction.names.model import Scores, likeliest
from flows.extraction.names.spans import Evidence, Words

# Places among the labels of the model.
PERSON: Final = 0
ORGANIZATION: Final = 1
LOCATION: Final = 2
MISC: Final = 3
# How much another mention of the same name says of this one's type.
_SHARED: Final = 0.5
_LONGEST_INITIAL: Final = 2
UNSCORED: Final[Scores] = (0.0, 0.0, 0.0, 0.0, 0.0)
_OF_PLACE: Final = frozenset({"i", "til", "fra", "mod", "nær", "ved", "omkring", "over", "udenfor"})
_INSIDE: Final = "i"


class Found(NamedTuple):
    """A name as the model reads it, before the article's other names have been heard."""

    first: int
    last: int
    base: str
    genitive: bool
    scores: Scores


def with_repeated(
    doc: Document, runs: list[Run], found: list[Found], evidence: Evidence, known: Words
) -> list[Found]:
    """Add single words that are a name, or a word of a person's name, elsewhere in the article.

    At the start of a sentence only words that the article never writes with a small letter.
    """
    bases: set[str] = set()
    for name in found:
        if name.last - name.first == 1:
            bases.add(name.base)
        elif likeliest(name.scores) == PERSON:
            bases.update(word for word in name.base.split() if len(word) > _LONGEST_INITIAL)
    added: list[Found] = []
    covered = {at for name in found for at in range(name.first, name.last)}
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
            added.append(Found(at, at + 1, base, genitive, UNSCORED))
    return sorted(found + added) if added else found


def types_of(doc: Document, found: list[Found], words: Lexicon) -> list[int]:
    """The label of every name, with the evidence of the article's other mentions of it.

    A single name that is the surname or first name of somebody named in full is that person,
    unless it is a known place and stands behind a preposition of place. A town whose club the
    article names (Viborg FF) is the club, unless something is "in" it.
    """
    mentions: dict[str, list[Scores]] = {}
    person_words: set[str] = set()
    clubs: set[str] = set()
    for name in found:
        mentions.setdefault(name.base.lower(), []).append(name.scores)
        if name.last - name.first > 1:
            label = likeliest(name.scores)
            if label == PERSON:
                person_words.update(name.base.split())
            elif label == ORGANIZATION:
                clubs.add(_town_of_club(name.base))
    sums = {base: _total(scores) for base, scores in mentions.items() if len(scores) > 1}
    titled = _titled()
    labels = []
    for name in found:
        before = doc.lowers[name.first - 1] if name.first else ""
        if before in words.honorifics or _opens_with_address(doc, name, words):
            label = PERSON
        elif name.base in person_words:
            label = PERSON
            if before in _OF_PLACE and "L" in words.sorts(name.base):
                label = _label(name, sums)
        elif name.base in clubs:
            label = LOCATION if before == _INSIDE else ORGANIZATION
        elif before in titled:
            label = MISC
        else:
            label = _label(name, sums)
        labels.append(label)
    return labels


def _total(parts: list[Scores]) -> Scores:
    person = organization = location = misc = nothing = 0.0
    for a, b, c, d, e in parts:
        person += a
        organization += b
        location += c
        misc += d
        nothing += e
    return person, organization, location, misc, nothing


def _label(name: Found, sums: dict[str, Scores]) -> int:
    """The likeliest label by a name's own scores and the sums of all mentions of it."""
    together = sums.get(name.base.lower())
    if together is None:
        return likeliest(name.scores)
    mixed = [
        (1 - _SHARED) * own + _SHARED * shared
        for own, shared in zip(name.scores[:4], together[:4], strict=True)
    ]
    return mixed.index(max(mixed))


def _opens_with_address(doc: Document, name: Found, words: Lexicon) -> bool:
    """Hr. Lindskov: whether a form of address opens a name."""
    return name.last - name.first > 1 and doc.lowers[name.first] in words.honorifics


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
