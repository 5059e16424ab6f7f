"""Linking the names of an article: which of them name the same actor."""

from __future__ import annotations

from dataclasses import dataclass, field

from flows.extraction.actors.cast import NameMention
from flows.extraction.actors.ids import canonical
from flows.extraction.document import Document
from flows.extraction.names import Name
from flows.extraction.names.lexicon import Lexicon
from flows.records import ActorType, MentionKind

PERSON = ActorType.PERSON


@dataclass(slots=True)
class Group:
    """Names that are one actor: `words` of its fullest name, and all its name mentions."""

    type: ActorType
    name: str
    words: list[str]
    names: list[Name] = field(default_factory=list)

    @property
    def last_seen(self) -> int:
        return self.names[-1].first if self.names else -1


def link_names(doc: Document, names: list[Name], lexicon: Lexicon) -> list[Group]:
    """Group the names of a document into actors, in order of first appearance."""
    groups = _link_persons([name for name in names if name.type is PERSON])
    groups += _link_others(doc, [name for name in names if name.type is not PERSON], lexicon)
    for group in groups:
        group.names.sort()
    groups.sort(key=lambda group: group.names[0].first)
    return groups


def _link_persons(names: list[Name]) -> list[Group]:
    groups: list[Group] = []
    full = [name for name in names if len(_words(name.base)) > 1]
    for name in sorted(full, key=lambda name: (-len(_words(name.base)), name.first)):
        words = _words(name.base)
        best = next((g for g in groups if _shortens(words, g.words)), None)
        if best is None:
            best = Group(PERSON, name.base, words)
            groups.append(best)
        best.names.append(name)
    for group in groups:
        group.names.sort()
    alone: dict[str, Group] = {}
    for name in names:
        words = _words(name.base)
        if len(words) != 1:
            continue
        target = _bearer(words[0], name.first, groups) or alone.get(words[0])
        if target is None:
            target = alone[words[0]] = Group(PERSON, name.base, words)
        target.names.append(name)
    return groups + list(alone.values())


def _words(base: str) -> list[str]:
    return canonical(base).split()


def _shortens(short: list[str], full: list[str]) -> bool:
    """Whether a name of several words is a shorter form of a fuller one."""
    if short == full:
        return True
    if len(short) >= len(full):
        return False
    if short == full[-len(short) :] or short == full[: len(short)]:
        return True
    # First and last word agree, and the middle comes in order: Svend Auken, Svend G. Auken.
    rest = iter(full)
    return short[-1] == full[-1] and short[0] == full[0] and all(word in rest for word in short)


def _bearer(word: str, at: int, groups: list[Group]) -> Group | None:
    """Whom a single name means: the one named last before it, by surname rather than first name."""
    for place in ("surname", "first", "middle"):
        fitting = [group for group in groups if _fits(word, group.words, place)]
        if fitting:
            return min(fitting, key=lambda group: _distance(group, at))
    return None


def _fits(word: str, words: list[str], place: str) -> bool:
    if place == "surname":
        return words[-1] == word or (words[-1] in _SENIORITY and words[-2] == word)
    if place == "first":
        return words[0] == word
    return word in words[1:]


_SENIORITY = frozenset({"jr", "sr", "junior", "senior"})


def _distance(group: Group, at: int) -> tuple[bool, int]:
    before = [name.first for name in group.names if name.first < at]
    if before:
        return False, at - max(before)
    return True, min(name.first for name in group.names) - at


def _link_others(doc: Document, names: list[Name], lexicon: Lexicon) -> list[Group]:
    groups: dict[tuple[str, ActorType], Group] = {}
    for name in names:
        key = (canonical(name.base), name.type)
        group = groups.get(key)
        if group is None:
            group = groups[key] = Group(name.type, name.base, list(key[0].split()))
        group.names.append(name)
    return list(groups.values())


def mention_of(name: Name, group: Group) -> NameMention:
    """The mention that a name is: the actor's own name, or another form of it."""
    kind = MentionKind.NAME if name.base == group.name else MentionKind.ALIAS
    return NameMention(name.start, name.end, name.first, name.last, name.base, kind)
