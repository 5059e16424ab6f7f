"""Linking person names: full names first, then single names to whoever bears them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from flows.extraction.actors.groups import Group
from flows.extraction.actors.ids import canonical
from flows.extraction.names import Name
from flows.extraction.words import word_class
from flows.records import ActorType

_SENIORITY: Final = word_class("seniority_suffix")
# Two surnames of the same first name that differ by one letter are one person misspelt.
_LEAST_MISSPELT: Final = 6
# Of the many who share a first name or surname in a list of names, so many are compared.
_MOST_COMPARED: Final = 100
# Half of a double name (Ellemann-Jensen) is a name of its own if it is longer than this.
_LONGEST_HALF: Final = 3
_ARABIC: Final = "al "
_PERSON: Final = ActorType.PERSON


class _Person:
    """A group in the making: its place among the groups, and where its names stand, in tokens."""

    __slots__ = ("first", "full", "fulls", "group", "latest", "place")

    def __init__(self, place: int, group: Group, full: tuple[str, ...], first: int) -> None:
        self.place = place
        self.group = group
        self.full = full  # the words of its name
        self.first = first  # its first name so far
        self.fulls: list[int] = []  # names of several words, ascending
        self.latest = -1  # the last single name so far


class _Register:
    """The persons named in full, found by the words of their names."""

    def __init__(self) -> None:
        self.persons: list[_Person] = []
        self._by_name: dict[tuple[str, ...], _Person] = {}
        self._by_first: dict[str, list[_Person]] = {}
        self._by_surname: dict[str, list[_Person]] = {}
        self._by_inner: dict[str, list[_Person]] = {}

    def add(self, name: Name, words: tuple[str, ...]) -> None:
        """File a name of several words under its person, or as a new one."""
        person = self._by_name.get(words) or self._similar(name, words)
        if person is None:
            group = Group(_PERSON, name.base, list(words))
            person = _Person(len(self.persons), group, words, name.first)
            self.persons.append(person)
            self._by_name[words] = person
            self._by_first.setdefault(words[0], []).append(person)
            self._by_surname.setdefault(_surname(words), []).append(person)
            for word in _inner_words(words):
                self._by_inner.setdefault(word, []).append(person)
        person.group.names.append(name)
        person.fulls.append(name.first)
        person.first = min(person.first, name.first)

    def _similar(self, name: Name, words: tuple[str, ...]) -> _Person | None:
        """The first person of whom this can be another form of the name."""
        best: _Person | None = None
        for alike in (self._by_first.get(words[0]), self._by_inner.get(words[-1])):
            for person in alike[:_MOST_COMPARED] if alike is not None else ():
                nearer = best is None or person.place < best.place
                if nearer and _same_person(name, words, person):
                    best = person
        return best

    def bearer(self, word: str, at: int) -> _Person | None:
        """Whom a single name means: surname before first name, and the one named last before it."""
        fitting = self._by_surname.get(word.removeprefix(_ARABIC)) or self._by_first.get(word)
        if fitting is None:
            fitting = self._by_inner.get(word)
            if fitting is not None and len(word) <= _LONGEST_HALF:
                fitting = [person for person in fitting if word in person.group.words[1:]]
        if not fitting:
            return None
        if len(fitting) == 1:
            return fitting[0]
        return min(fitting[:_MOST_COMPARED], key=lambda person: _distance(person, at))


def link_persons(names: list[Name]) -> list[Group]:
    """Group person names; every group is one person."""
    split = [(name, words_of(name.base)) for name in names]
    register = _Register()
    for length in sorted({len(words) for _, words in split if len(words) > 1}, reverse=True):
        for name, words in split:
            if len(words) == length:
                register.add(name, words)
    for person in register.persons:
        person.fulls.sort()
    alone: dict[str, Group] = {}
    for name, words in split:
        if len(words) == 1:
            word = words[0]
            bearer = register.bearer(word, name.first)
            if bearer is not None:
                bearer.group.names.append(name)
                bearer.latest = name.first
            else:
                group = alone.get(word)
                if group is None:
                    group = alone[word] = Group(_PERSON, name.base, [word])
                group.names.append(name)
    return [person.group for person in register.persons] + list(alone.values())


@lru_cache(maxsize=50_000)
def words_of(base: str) -> tuple[str, ...]:
    """A name's words in their canonical form; a hyphenated surname is one word, as is al-Assad."""
    if base.replace(" ", "").isalpha():
        return tuple(canonical(base).split())
    return tuple(filter(None, map(canonical, base.replace(".", ". ").split())))


def _inner_words(words: tuple[str, ...]) -> Iterable[str]:
    """The words of a name behind the first one, and the parts of the last one."""
    if len(words) == 2 and " " not in words[1]:
        return words[1:]
    return dict.fromkeys((*words[1:], *words[-1].split()))


def _same_person(name: Name, words: tuple[str, ...], person: _Person) -> bool:
    """Whether a name of several words is the person's: the same or a shorter form.

    A shorter form that leaves out a middle name counts only behind the full one: who has been
    introduced as Lars Madsen is not the Lars Peter Madsen who comes later.
    """
    full = person.full
    if len(words) == len(full):
        return _misspelt(words, full) or _initials(words, full)
    if words == full[-len(words) :] or words == full[: len(words)]:
        return True
    rest = iter(full)
    return (
        words[-1] == full[-1]
        and _initial(words[0], full[0])
        and name.first > person.first
        and all(any(_initial(word, other) for other in rest) for word in words[:-1])
    )


def _initial(short: str, full: str) -> bool:
    return (
        short == full
        or (len(short) == 1 and full.startswith(short))
        or (len(full) == 1 and short.startswith(full))
    )


def _initials(words: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """H. C. Andersen, Hans Christian Andersen."""
    return words[-1] == full[-1] and all(map(_initial, words[:-1], full[:-1]))


def _misspelt(words: tuple[str, ...], full: tuple[str, ...]) -> bool:
    differing = [(a, b) for a, b in zip(words, full, strict=True) if a != b]
    if len(differing) != 1 or words[0] != full[0]:
        return False
    first, second = differing[0]
    return min(len(first), len(second)) >= _LEAST_MISSPELT and _one_edit(first, second)


def _one_edit(first: str, second: str) -> bool:
    """Whether one letter more, less or other turns one word into the other."""
    if abs(len(first) - len(second)) > 1:
        return False
    at = 0
    while at < min(len(first), len(second)) and first[at] == second[at]:
        at += 1
    return (
        first[at + 1 :] == second[at + 1 :]
        or first[at:] == second[at + 1 :]
        or first[at + 1 :] == second[at:]
    )


def _surname(words: tuple[str, ...]) -> str:
    last = words[-2] if words[-1] in _SENIORITY and len(words) > 2 else words[-1]
    return last.removeprefix(_ARABIC)


def _distance(person: _Person, at: int) -> tuple[bool, int]:
    """How far away a person was named: backwards first, then forwards, in tokens."""
    behind = bisect_left(person.fulls, at)
    before = max(person.latest, person.fulls[behind - 1] if behind else -1)
    if before >= 0:
        return False, at - before
    return True, person.fulls[0] - at
