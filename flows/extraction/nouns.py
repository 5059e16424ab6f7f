"""Nouns for persons and groups: who can speak without a name.

Known from the lists `person_nouns` and `group_nouns`, and for compounds from the endings in
`person_noun_suffixes`: "sygehusdirektøren" is a "direktør" in definite form.
"""

from __future__ import annotations

from functools import cache
from typing import Final

from flows.extraction.danish import table
from flows.extraction.keeping import keep


class Noun:
    """A form of a noun: its lemma, what it denotes, and what its ending says.

    `kind` is the kind of the list's row (office, kinship, ... or `group`, `media`); `gender` is m
    or f where the word itself tells, otherwise n.
    """

    # A plain class: compiled code reads those faster than named tuples.
    def __init__(
        self,
        lemma: str,
        kind: str,
        gender: str,
        definite: bool,
        plural: bool,
        adjectival: bool = False,
    ) -> None:
        self.lemma = lemma
        self.kind = kind
        self.gender = gender
        self.definite = definite
        self.plural = plural
        self.adjectival = adjectival  # "den tiltalte", "de radikale": a noun may still follow

    def behind(self, first: str) -> Noun:
        """The same noun as the last part of a compound that begins with `first`."""
        lemma = first + self.lemma
        return Noun(lemma, self.kind, self.gender, self.definite, self.plural, self.adjectival)


_FORMS: Final = (("noun", False, False), ("definite", True, False),
          ("plural", False, True), ("plural_definite", True, True))  # fmt: skip


# Kinship words have a long definite form beside the short one: faren, faderen.
_LONG_FORMS: Final = (("faren", "faderen"), ("moren", "moderen"), ("broren", "broderen"))


@cache
def _known() -> dict[str, Noun]:
    known: dict[str, Noun] = {}
    for row in table("person_nouns"):
        _enter(known, row, row["kind"], row["gender"])
    for row in table("group_nouns"):
        _enter(known, row, "media" if row["kind"] == "media" else "group", "n")
    return known


@cache
def _endings() -> dict[str, Noun]:
    endings: dict[str, Noun] = {}
    for row in table("person_noun_suffixes"):
        _enter(endings, row, row.get("kind", "occupation"), row["gender"])
    return endings


@cache
def _group_endings() -> dict[str, Noun]:
    """Forms of group nouns that are long enough to end a compound: "lejerforeningen"."""
    endings: dict[str, Noun] = {}
    for row in table("group_nouns"):
        if len(row["noun"]) > 3 and "-" not in row["noun"]:
            _enter(endings, row, "media" if row["kind"] == "media" else "group", "n")
    return endings


def _enter(nouns: dict[str, Noun], row: dict[str, str], kind: str, gender: str) -> None:
    for column, definite, plural in _FORMS:
        form = row.get(column, "").lstrip("-")
        if form and form != "-":
            adjectival = row.get("adjectival") == "y"
            lemma = row["noun"].lstrip("-").lower()
            entry = Noun(lemma, kind, gender, definite, plural, adjectival)
            nouns.setdefault(form.lower(), entry)
            for short, long in _LONG_FORMS:
                if definite and not plural and form.endswith(short):
                    nouns.setdefault(form[: -len(short)] + long, entry)


# No Danish word for a person is longer; looking at every ending of a longer one takes for ever.
_LONGEST: Final = 60


# Words that were asked for, and what is known of them.
_MET: Final[dict[str, Noun | None]] = {}
_MOST_MET: Final = 50_000
_UNMET: Final = Noun("", "", "", False, False)


def noun(word: str) -> Noun | None:
    """What is known of a lower-case word as a noun for a person or group, None if nothing.

    Compounds are read from their longest known ending; a hyphen ends the first part
    ("nato-chefen" is a "chef"). The lemma of a compound keeps its first part.
    """
    found = _MET.get(word, _UNMET)
    return keep(_MET, _MOST_MET, word, _read_noun(word)) if found is _UNMET else found


def _read_noun(word: str) -> Noun | None:
    known = _known().get(word)
    if known is not None:
        return known
    if len(word) > _LONGEST:
        return None
    bare = word.rsplit("-", 1)[-1]
    if bare != word and bare in _known():
        return _known()[bare].behind(word[: len(word) - len(bare)])
    for cut in range(2, len(word) - 2):
        found_ending = _endings().get(word[cut:])
        if found_ending is not None:
            return found_ending.behind(word[:cut])
    for cut in range(2, len(word) - 3):
        found_ending = _group_endings().get(word[cut:])
        if found_ending is not None:
            return found_ending.behind(word[:cut])
    return None
