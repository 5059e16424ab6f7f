"""What is known of words and whole names: the gazetteers, turned into quick look-ups.

Everything is loaded once, on first use.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

from flows.extraction.danish import FOLDER, table, word_list
from flows.extraction.words import word_class

# What a whole entry of a list is, as one letter; a name may be of several sorts.
PERSON: Final = "P"
ORGANIZATION: Final = "O"
LOCATION: Final = "L"
MISC: Final = "M"

LEARNT_FILE: Final = Path(__file__).parent / "ordinary_words.txt"
_LEAST_ENDING: Final = 3
_AUTHORITIES: Final = frozenset(
    {"agency", "ministry", "council", "association", "court", "parliament"}
)


class Phrase(NamedTuple):
    """A known name of several words, in lower case, and which of them must be capitalised."""

    words: tuple[str, ...]
    capitals: tuple[bool, ...]


class Endings:
    """Endings of words, of three letters at least: a word is compared with few of them."""

    def __init__(self, endings: Iterable[str]) -> None:
        by_letters: dict[str, list[str]] = {}
        for ending in endings:
            by_letters.setdefault(ending[-_LEAST_ENDING:], []).append(ending)
        self._by_letters = {letters: tuple(found) for letters, found in by_letters.items()}

    def close(self, word: str) -> bool:
        """Whether a word ends in one of them."""
        found = self._by_letters.get(word[-_LEAST_ENDING:])
        return found is not None and word.endswith(found)


@dataclass(slots=True)
class Lexicon:
    """Look-ups by lower-case word, and whole names by their first word."""

    # First name in lower case -> gender: m, f, or u where both bear it.
    first_names: dict[str, str]
    # First names that are ordinary words or places as well.
    common_words: frozenset[str]
    surnames: frozenset[str]
    organization_words: frozenset[str]
    # First word -> beginnings of organisations' names (retten i ..., rådet for ...), in words.
    organization_openings: dict[str, list[tuple[str, ...]]]
    organization_endings: Endings
    # Endings that make an authority's or association's proper name (-styrelsen, -foreningen).
    authority_endings: Endings
    place_words: frozenset[str]
    place_endings: Endings
    # Noun for a person, any form -> its gender (m, f, n) and whether it is singular.
    person_nouns: dict[str, tuple[str, bool]]
    # Nouns for persons whose first form is another word as well (kender, leder).
    homographs: frozenset[str]
    person_endings: Endings
    # Endings of nouns for organisations in the definite form (-selskabet, -producenten).
    group_endings: Endings
    nationalities: frozenset[str]
    not_names: frozenset[str]
    particles: frozenset[str]
    joining_words: frozenset[str]
    modifiers: frozenset[str]
    honorifics: frozenset[str]
    # Party letters as written -> the party's name.
    parties: dict[str, str]
    # Another name in lower case -> the name it stands for (df -> Dansk Folkeparti).
    same_as: dict[str, str]
    # Name in lower case -> its sorts, e.g. "viborg" -> "L", "brøndby" -> "LO".
    names: dict[str, str] = field(default_factory=dict)
    # Nouns before a name that are no part of it, and no names themselves.
    title_words: frozenset[str] = frozenset()
    # Names in lower case that mean one thing only, wherever they stand.
    certain: frozenset[str] = frozenset()
    # First and second word in lower case -> names that begin with them, longest first.
    phrases: dict[str, dict[str, list[Phrase]]] = field(default_factory=dict)
    # First words of those among them that may be written without a capital.
    small_openings: frozenset[str] = frozenset()

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


def _person_nouns() -> dict[str, tuple[str, bool]]:
    nouns: dict[str, tuple[str, bool]] = {}
    for row in table("person_nouns"):
        for column in ("plural_definite", "plural", "definite", "noun"):
            if row[column] != "-":
                nouns[row[column].lower()] = row["gender"], column in ("noun", "definite")
    return nouns


def _forms(name: str, form: str) -> frozenset[str]:
    return frozenset(row["word"].lower() for row in table(name) if row["form"] == form)


def _endings(name: str, of: frozenset[str] = frozenset()) -> Endings:
    """Endings (of these kinds) that tell something; short ones hit too many other words."""
    rows = [row for row in table(name) if row["form"] == "suffix"]
    endings = {row["word"].lower() for row in rows if not of or row["kind"] in of}
    return Endings(ending for ending in endings if len(ending) >= _LEAST_ENDING)


def _openings() -> dict[str, list[tuple[str, ...]]]:
    openings: dict[str, list[tuple[str, ...]]] = {}
    kinds_of_things = _ordinary_words()
    for row in table("organization_words"):
        if row["form"] in ("prefix", "pattern"):
            words = tuple(row["word"].lower().removesuffix(" x").split())
            if len(words) == 1 and words[0] in kinds_of_things:
                continue  # "rederiet Nordlys": the noun says what the name is, it is no part of it
            openings.setdefault(words[0], []).append(words)
    return openings


def _ordinary_words() -> frozenset[str]:
    """Words of the other lists that a sentence may begin with and that are no names."""
    words = {form for row in table("cues") for form in row["forms"].split()}
    words |= {row["word"] for row in table("function_words")}
    for name in ("group_nouns", "media_words"):
        for row in table(name):
            words |= {row[c] for c in ("noun", "definite", "plural", "plural_definite")}
    return frozenset(words - {"-"})


def learnt_words() -> frozenset[str]:
    """Words that the training corpus writes small, listed by the training command."""
    if not LEARNT_FILE.exists():
        return frozenset()
    lines = LEARNT_FILE.read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


def _parties() -> dict[str, str]:
    """Letters -> party; where they stand for several, the Danish one."""
    rows = sorted(
        table("party_letters"), key=lambda row: (row["country"] != "Danmark", row["to"] != "-")
    )
    parties: dict[str, str] = {}
    for row in rows:
        parties.setdefault(row["letters"], row["party"])
    return parties


def _group_endings() -> Endings:
    rows = [row for row in table("group_nouns") if row["kind"] != "collective"]
    return Endings({row["definite"].lower() for row in rows if len(row["definite"]) > 4})


def _nationalities() -> frozenset[str]:
    adjectives = {row["adjective"].lower() for row in table("nationality_adjectives")}
    return frozenset(adjectives | {f"{adjective}e" for adjective in adjectives})


def _person_endings() -> Endings:
    columns = ("noun", "definite", "plural", "plural_definite")
    forms = {row[column] for row in table("person_noun_suffixes") for column in columns}
    return Endings(forms - {"-"})


def _whole_names() -> tuple[dict[str, str], dict[str, str], set[str]]:
    """Names -> their sorts, other names -> the names they stand for, names that mean one thing."""
    doubtful: set[str] = set()
    names: dict[str, str] = {}
    same_as: dict[str, str] = {}
    for file, sort in (("organizations", ORGANIZATION), ("places", LOCATION), ("misc_names", MISC)):
        if not _exists(f"{file}.tsv"):
            continue
        for row in table(file):
            name = row["name"].lower()
            if sort not in names.get(name, ""):
                names[name] = names.get(name, "") + sort
            if row.get("ambiguous", "n") == "y":
                doubtful.add(name)
            if row.get("same_as", "-") not in ("-", ""):
                same_as.setdefault(name, row["same_as"])
    certain = {name for name, sorts in names.items() if len(sorts) == 1} - doubtful
    return names, same_as, certain


def _phrases() -> dict[str, dict[str, list[Phrase]]]:
    """First and second word in lower case -> names that begin with them, longest first."""
    phrases: dict[str, dict[str, list[Phrase]]] = {}
    for file in ("organizations", "places", "misc_names"):
        if not _exists(f"{file}.tsv"):
            continue
        for row in table(file):
            words = row["name"].replace(",", " ,").split()
            if len(words) > 1:
                # Danish writes "de radikale" and "det republikanske parti" small in running text.
                small = row["kind"] == "party" and words[0] in ("De", "Det", "Den")
                capitals = tuple(not small and word[0].isupper() for word in words)
                phrase = Phrase(tuple(word.lower() for word in words), capitals)
                first, second = phrase.words[:2]
                phrases.setdefault(first, {}).setdefault(second, []).append(phrase)
    for followers in phrases.values():
        for known in followers.values():
            known.sort(key=lambda phrase: -len(phrase.words))
    return phrases


def _title_words(nouns: Iterable[str]) -> set[str]:
    """Nouns that tell what the name behind them is: direktør, rederiet, orkanen."""
    words = {row["definite"].lower() for row in table("group_nouns")}
    words |= {row["definite"].lower() for row in table("media_words")}
    words |= {row["word"] for row in table("naming_words") if row["reason"] in ("title", "ship")}
    return (words | set(nouns)) - {"-"}


@cache
def lexicon() -> Lexicon:
    """The lexicon of names, loaded from the data files on first use."""
    first_names = table("first_names")
    names, same_as, certain = _whole_names()
    surnames = frozenset(_words("surnames"))
    phrases = _phrases()
    return Lexicon(
        first_names={row["name"].lower(): row["gender"] for row in first_names},
        common_words=frozenset(
            row["name"].lower() for row in first_names if row["common_word"] == "y"
        ),
        surnames=surnames,
        organization_words=_forms("organization_words", "word"),
        organization_openings=_openings(),
        organization_endings=_endings("organization_words"),
        authority_endings=_endings("organization_words", _AUTHORITIES),
        place_words=_forms("place_words", "word"),
        place_endings=_endings("place_words"),
        person_nouns=_person_nouns(),
        homographs=frozenset(
            row["noun"].lower() for row in table("person_nouns") if row["homograph"] == "y"
        ),
        person_endings=_person_endings(),
        group_endings=_group_endings(),
        nationalities=_nationalities(),
        not_names=frozenset(_words("not_names")) | _ordinary_words() | learnt_words(),
        particles=frozenset(_words("name_particles")),
        joining_words=word_class("joining_in_names"),
        modifiers=frozenset(_words("title_modifiers")),
        honorifics=word_list("address_titles"),
        parties=_parties(),
        same_as=same_as,
        names=names,
        certain=frozenset(certain),
        title_words=frozenset(
            _title_words(_person_nouns()) - surnames - {row["name"].lower() for row in first_names}
        )
        - set(names),
        phrases=phrases,
        small_openings=frozenset(
            first
            for first, followers in phrases.items()
            if any(not phrase.capitals[0] for known in followers.values() for phrase in known)
        ),
    )
