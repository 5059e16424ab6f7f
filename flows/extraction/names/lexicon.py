"""What is known of words and whole names: the gazetteers, turned into quick look-ups.

Everything is loaded once, on first use.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache

from flows.extraction.danish import FOLDER, table, word_list

# What a whole entry of a list is, as one letter; a name may be of several sorts.
PERSON, ORGANIZATION, LOCATION, MISC = "P", "O", "L", "M"


@dataclass(slots=True)
class Lexicon:
    """Look-ups by lower-case word, and whole names by their first word."""

    first_names: frozenset[str]
    surnames: frozenset[str]
    organization_words: frozenset[str]
    organization_endings: tuple[str, ...]
    place_words: frozenset[str]
    place_endings: tuple[str, ...]
    person_nouns: frozenset[str]
    person_endings: tuple[str, ...]
    nationalities: frozenset[str]
    not_names: frozenset[str]
    particles: frozenset[str]
    joining_words: frozenset[str]
    # Name in lower case -> its sorts, e.g. "viborg" -> "L", "brøndby" -> "LO".
    names: dict[str, str] = field(default_factory=dict)
    # First word in lower case -> (words, sorts) of the names of several words, longest first.
    phrases: dict[str, list[tuple[tuple[str, ...], str]]] = field(default_factory=dict)

    def sorts(self, name: str) -> str:
        """The sorts of a whole name, in its own form or without a genitive's s."""
        name = name.lower()
        found = self.names.get(name)
        if found is None and len(name) > 3:
            if name.endswith(("'s", "’s")):
                found = self.names.get(name[:-2])
            elif name[-1] in "s'’":
                found = self.names.get(name[:-1])
        return found or ""


def _exists(name: str) -> bool:
    return (FOLDER / name).exists()


def _column(name: str, column: str) -> Iterable[str]:
    if not _exists(f"{name}.tsv"):
        return ()
    return (row[column].lower() for row in table(name))


def _words(name: str) -> Iterable[str]:
    if not _exists(f"{name}.txt"):
        return ()
    return (entry.lower() for entry in word_list(name))


@cache
def lexicon() -> Lexicon:
    """The lexicon of names, loaded from the data files on first use."""
    nouns = set(_words("person_nouns")) | set(_column("person_nouns", "noun"))
    return Lexicon(
        first_names=frozenset(_column("first_names", "name")),
        surnames=frozenset(_words("surnames")),
        organization_words=frozenset(),
        organization_endings=(),
        place_words=frozenset(),
        place_endings=(),
        person_nouns=frozenset(nouns),
        person_endings=(),
        nationalities=frozenset(),
        not_names=frozenset(_words("not_names")),
        particles=frozenset(_words("name_particles")),
        joining_words=frozenset({"og", "i", "for", "af", "til", "på", "med", "om", "ved", "under"}),
    )
