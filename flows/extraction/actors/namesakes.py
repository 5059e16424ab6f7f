"""Two people of one full name in one article, where the article itself tells them apart.

What tells is what stands beside the full name: junior and senior, an age, or a party in brackets.
"Lars Testesen (V) og Lars Testesen (S)" are two people, as are a man of 43 and one of 18. But one
person, too, has two ages or two parties in an article that looks back; so they stay one where a
sentence that names them speaks of another time, and for parties where the article speaks of
changing one.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from flows.extraction.actors.attributes import age_beside, party_behind
from flows.extraction.actors.groups import Group
from flows.extraction.danish import table
from flows.extraction.document import Document
from flows.extraction.names import Name
from flows.records import ActorType

# Ages nearer to each other than this may be one age, told wrongly or on two days.
_YEARS_APART = 5
# A smaller number behind a name may be goals, points or a place.
_LEAST_BEHIND = 14
_YEARS = range(1800, 2100)
_BEFORE = 40  # characters
_OPENERS = frozenset("(,")
_PERSON = ActorType.PERSON

# What tells of whom a name speaks, by the first token of the name.
Labels = Mapping[int, str]


def part_namesakes(doc: Document, groups: list[Group]) -> list[Group]:
    """The groups, those that are several people parted, in order of first appearance."""
    found: list[Group] = []
    for group in groups:
        people = _people(doc, group) if group.type is _PERSON and len(group.names) > 1 else ()
        found.extend(people or (group,))
    if len(found) > len(groups):
        found.sort(key=lambda group: group.names[0].first)
    return found


def _people(doc: Document, group: Group) -> list[Group]:
    """The people that a group is; empty if it is one."""
    full = group.name
    named = [name for name in group.names if len(name.base) == len(full)]
    if len(named) < 2 or not any(_may_tell(doc, name) for name in named):
        return []
    named = [name for name in named if name.base.casefold() == full.casefold()]
    ages: dict[int, int] = {}
    parties: dict[int, str] = {}
    seniority: dict[int, str] = {}
    for name in named:
        if (label := _seniority_behind(doc, name.last)) is not None:
            seniority[name.first] = label
        age = age_beside(doc, name.first, name.last)
        if age is not None and (age.start < name.start or int(age.value) >= _LEAST_BEHIND):
            ages[name.first] = int(age.value)
        party = party_behind(doc, name.last)
        if party is not None:
            parties[name.first] = party.value
    if len(set(seniority.values())) > 1:
        return _parted(group, seniority, parties)
    if len(ages) > 1:
        labels = _age_labels(ages)
        if _contradict(doc, group, labels, _words("sentence"), frozenset()):
            return _parted(group, labels, parties)
    if len(parties) > 1 and _contradict(
        doc, group, parties, _words("sentence") | _words("party"), _words("party")
    ):
        return _parted(group, parties, {at: str(age) for at, age in ages.items()})
    return []


def _may_tell(doc: Document, name: Name) -> bool:
    """Whether anything can stand beside a name that tells: a quick look that most names fail."""
    at = name.last
    if at < len(doc.words) and (doc.words[at] in _OPENERS or doc.lowers[at] in _behind()):
        return True
    return "-årig" in doc.text[max(0, name.start - _BEFORE) : name.start]


def _seniority_behind(doc: Document, last: int) -> str | None:
    """Jens Holm junior, Jens Holm den ældre: what stands behind a name that ends before `last`."""
    behind = doc.lowers[last : last + 2]
    if behind and behind[0] == "den":
        del behind[0]
    return _seniority().get(behind[0].rstrip(".")) if behind else None


def _age_labels(ages: Mapping[int, int]) -> dict[int, str]:
    label, last = "", -_YEARS_APART
    labels: dict[int, str] = {}
    for age in sorted(set(ages.values())):
        if age - last >= _YEARS_APART:
            label = f"{age} år"
        last = age
        labels[age] = label
    return {at: labels[age] for at, age in ages.items()}


def _contradict(
    doc: Document,
    group: Group,
    labels: Labels,
    in_sentence: frozenset[str],
    in_article: frozenset[str],
) -> bool:
    """Whether different labels are of different people: in one sentence that speaks of one time,
    or in an article that does so wherever it names them."""
    if len(set(labels.values())) < 2:
        return False
    by_sentence: dict[int, set[str]] = {}
    for at, label in labels.items():
        by_sentence.setdefault(doc.sentence_of[at], set()).add(label)
    for sentence, found in by_sentence.items():
        if len(found) > 1 and not _looks_back(doc, sentence, in_sentence):
            return True
    if in_article and not in_article.isdisjoint(doc.lowers):
        return False
    sentences = {doc.sentence_of[name.first] for name in group.names}
    return not any(_looks_back(doc, sentence, in_sentence) for sentence in sentences)


def _looks_back(doc: Document, sentence: int, words: frozenset[str]) -> bool:
    read = doc.sentences[sentence]
    return any(
        word in words or (len(word) == 4 and word.isdecimal() and int(word) in _YEARS)
        for word in doc.lowers[read.first : read.last]
    )


def _parted(group: Group, labels: Labels, others: Labels) -> list[Group]:
    """The people of a group. A name without a label goes by what else stands beside it, if that
    is one person's; else to whoever of them was named last, or is the first to be named."""
    owners = _owners(labels, others)
    people: dict[str, Group] = {}
    latest = labels[min(labels)]
    for name in group.names:
        latest = labels.get(name.first) or owners.get(others.get(name.first, "")) or latest
        if latest not in people:
            people[latest] = Group(group.type, group.name, group.words, label=latest)
        people[latest].names.append(name)
    return list(people.values())


def _owners(labels: Labels, others: Labels) -> dict[str, str]:
    """What else stands beside names of one label only, with that label."""
    found: dict[str, set[str]] = {}
    for at, label in labels.items():
        if at in others:
            found.setdefault(others[at], set()).add(label)
    return {other: next(iter(owners)) for other, owners in found.items() if len(owners) == 1}


@cache
def _words(*reaches: str) -> frozenset[str]:
    return frozenset(row["word"] for row in table("times_apart") if row["reach"] in reaches)


@cache
def _seniority() -> dict[str, str]:
    return {row["word"]: row["label"] for row in table("seniority")}


@cache
def _behind() -> frozenset[str]:
    return frozenset({"den", *_seniority(), *(f"{word}." for word in _seniority())})
