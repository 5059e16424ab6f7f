"""Linking organisations and places: one name in several forms, long names and abbreviations."""

from __future__ import annotations

import collections
from functools import lru_cache
from typing import Final

from flows.extraction.actors.groups import Group
from flows.extraction.actors.ids import canonical
from flows.extraction.danish import word_list
from flows.extraction.document import Document
from flows.extraction.names import Name
from flows.extraction.names.lexicon import Lexicon, lexicon
from flows.records import ActorType

ORGANIZATION: Final = ActorType.ORGANIZATION
_DEFINITE: Final = ("en", "et", "n", "t", "et", "erne", "ne", "tet", "men")
# No article names more bodies in full; a longer list is compared with the first of them only.
_MOST_COMPARED: Final = 200


def link_bodies(doc: Document, names: list[Name]) -> list[Group]:
    """Group the names of organisations and places; every group is one actor."""
    by_key: dict[tuple[str, ActorType], Group] = {}
    types = _types_of_names(names)
    for name in names:
        key = _key(name.base)
        type_ = types.get(canonical(name.base), name.type) if types else name.type
        group = by_key.get((key, type_))
        if group is None:
            group = by_key[(key, type_)] = Group(type_, name.base, key.split())
        group.names.append(name)
    groups = list(by_key.values())
    for group in groups:
        if len(group.names) > 1:
            group.name = _fullest(group, lexicon())
    groups = _merge_abbreviations(doc, groups)
    return _merge_short_forms(groups, lexicon())


@lru_cache(maxsize=50_000)
def _key(base: str) -> str:
    """What decides that two names are one: case, marks, legal forms and known other names."""
    key, same_as = canonical(base), lexicon().same_as
    known = same_as.get(base.lower()) or same_as.get(key)
    if known is not None:
        return canonical(known)
    words = key.split()
    dropped = word_list("legal_forms")
    while len(words) > 1 and words[-1] in dropped:
        words.pop()
    if len(words) > 1 and words[0] in ("fc", "if"):
        return key
    return " ".join(words)


def _fullest(group: Group, lexicon: Lexicon) -> str:
    """The usual full name if the article gives it, else the longest form."""
    forms = list(dict.fromkeys(name.base for name in group.names))
    usual = {lexicon.same_as.get(form.lower(), "") for form in forms}
    return next((form for form in forms if form in usual), max(forms, key=len))


def _types_of_names(names: list[Name]) -> dict[str, ActorType]:
    """The one type of each name that was typed differently, unless it is known to have both."""
    types: dict[str, list[ActorType]] = {}
    for name in names:
        types.setdefault(canonical(name.base), []).append(name.type)
    return {
        key: collections.Counter(found).most_common(1)[0][0]
        for key, found in types.items()
        if len(found) > 1
        and found.count(found[0]) < len(found)
        and not {"O", "L"} <= set(lexicon().sorts(key))
    }


def _merge_abbreviations(doc: Document, groups: list[Group]) -> list[Group]:
    """Dansk Folkeparti (DF): the short name in brackets behind the long one, or the other way."""
    words = doc.words
    opened = {
        name.last
        for group in groups
        for name in group.names
        if name.last < len(words) and words[name.last] == "("
    }
    if not opened:
        return groups
    by_first = {name.first: (group, name) for group in groups for name in group.names}
    for group in groups:
        for name in list(group.names):
            bracketed = by_first.get(name.last + 1) if name.last in opened else None
            if bracketed is None:
                continue
            other, inner = bracketed
            closed = inner.last < len(words) and words[inner.last] == ")"
            if closed and other is not group and other.names and _one_abbreviates(other, group):
                _absorb(group, other)
    return [group for group in groups if group.names]


def _one_abbreviates(first: Group, second: Group) -> bool:
    return _abbreviates(first.words, second.words) or _abbreviates(second.words, first.words)


def _abbreviates(short: list[str], full: list[str]) -> bool:
    if len(short) != 1 or len(short[0]) > 8:
        return False
    letters = short[0]
    initials = "".join(word[0] for word in full)
    if letters[0] != initials[0]:
        return False
    rest = iter(" ".join(full))
    return all(letter in rest for letter in letters)


def _merge_short_forms(groups: list[Group], lexicon: Lexicon) -> list[Group]:
    """Forbrugerrådet Tænk / Forbrugerrådet; EU-Kommissionen / Kommissionen."""
    bodies = [group for group in groups if group.type is ORGANIZATION]
    longer = [group for group in bodies if len(group.words) > 1][:_MOST_COMPARED]
    if not longer:
        return groups
    for short in bodies:
        if not short.names or lexicon.sorts(short.name):
            continue
        for full in longer:
            if full is not short and full.names and _is_short_form(short.words, full.words):
                _absorb(full, short)
                break
    return [group for group in groups if group.names]


def _is_short_form(short: list[str], full: list[str]) -> bool:
    if len(short) >= len(full):
        return False
    if short == full[: len(short)] and len(short[-1]) > 3:
        return True
    if len(short) > 1:
        return short == full[-len(short) :]
    last = full[-1]
    return (last == short[0] and len(last) > 5) or any(
        last + ending == short[0] or last + last[-1] + ending == short[0] for ending in _DEFINITE
    )


def _absorb(group: Group, other: Group) -> None:
    """Make two groups one, under the longer name."""
    if len(other.name) > len(group.name):
        group.name, group.words = other.name, other.words
    group.names = sorted(group.names + other.names)
    other.names = []
