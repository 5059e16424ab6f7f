"""Linking person names: full names first, then single names to whoever bears them."""

from __future__ import annotations

from flows.extraction.actors.groups import Group
from flows.extraction.actors.ids import canonical
from flows.extraction.names import Name
from flows.records import ActorType

_SENIORITY = frozenset({"jr", "sr", "junior", "senior"})
# Two surnames of the same first name that differ by one letter are one person misspelt.
_LEAST_MISSPELT = 6


def link_persons(names: list[Name]) -> list[Group]:
    """Group person names; every group is one person."""
    groups: list[Group] = []
    split = [(name, words_of(name.base)) for name in names]
    full = [(name, words) for name, words in split if len(words) > 1]
    for name, words in sorted(full, key=lambda pair: (-len(pair[1]), pair[0].first)):
        best = next((g for g in groups if _same_person(name, words, g)), None)
        if best is None:
            best = Group(ActorType.PERSON, name.base, words)
            groups.append(best)
        best.names.append(name)
        best.names.sort()
    alone: dict[str, Group] = {}
    for name, words in split:
        if len(words) == 1:
            target = _bearer(words[0], name.first, groups) or alone.get(words[0])
            if target is None:
                target = alone[words[0]] = Group(ActorType.PERSON, name.base, words)
            target.names.append(name)
    return groups + list(alone.values())


def words_of(base: str) -> list[str]:
    """A name's words in their canonical form; a hyphenated surname is one word, as is al-Assad."""
    return [canonical(word) for word in base.replace(".", ". ").split() if canonical(word)]


def _same_person(name: Name, words: list[str], group: Group) -> bool:
    """Whether a name of several words is the group's person: the same or a shorter form.

    A shorter form that leaves out a middle name counts only behind the full one: who has been
    introduced as Lars Madsen is not the Lars Peter Madsen who comes later.
    """
    full = group.words
    if words == full:
        return True
    if len(words) == len(full):
        return _misspelt(words, full) or _initials(words, full)
    if words == full[-len(words) :] or (words == full[: len(words)]):
        return True
    rest = iter(full)
    return (
        words[-1] == full[-1]
        and _initial(words[0], full[0])
        and name.first > group.names[0].first
        and all(any(_initial(word, other) for other in rest) for word in words[:-1])
    )


def _initial(short: str, full: str) -> bool:
    return (
        short == full
        or (len(short) == 1 and full.startswith(short))
        or (len(full) == 1 and short.startswith(full))
    )


def _initials(words: list[str], full: list[str]) -> bool:
    """H. C. Andersen, Hans Christian Andersen."""
    return words[-1] == full[-1] and all(map(_initial, words[:-1], full[:-1]))


def _misspelt(words: list[str], full: list[str]) -> bool:
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


def _bearer(word: str, at: int, groups: list[Group]) -> Group | None:
    """Whom a single name means: surname before first name, and the one named last before it."""
    for fits in (_is_surname, _is_first_name, _is_inner_name):
        fitting = [group for group in groups if fits(word, group.words)]
        if fitting:
            return min(fitting, key=lambda group: _distance(group, at))
    return None


def _is_surname(word: str, words: list[str]) -> bool:
    last = words[-2] if words[-1] in _SENIORITY and len(words) > 2 else words[-1]
    return last == word or last.removeprefix("al ") == word.removeprefix("al ")


def _is_first_name(word: str, words: list[str]) -> bool:
    return words[0] == word


def _is_inner_name(word: str, words: list[str]) -> bool:
    """A middle name used as surname (Fogh), or half of a double name (Ellemann-Jensen)."""
    return word in words[1:] or (len(word) > 3 and word in words[-1].split())


def _distance(group: Group, at: int) -> tuple[bool, int]:
    """How far away a group was named: backwards first, then forwards, in tokens."""
    before = [name.first for name in group.names if name.first < at]
    if before:
        return False, at - max(before)
    return True, min(name.first for name in group.names) - at
