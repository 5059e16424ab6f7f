"""Who is meant where several people bear one name: what articles tell of them, and where it parts
them.

An article by itself seldom tells who is meant, so one actor_id stands for all who bear a name; only
the articles together show that they are several. What parts is a contradiction that neither time
nor a slip explains:

age     Ages grow with the years, or stay as they were (of the dead, of old cases). Ages that do
        neither are of different people.
party   People change party, and once. Two parties that take turns over the months, both told
        often, are of different people.
gender  Told as both, each often.

A walk of life (politics, sport) parts nobody, for people change it; but with party and gender it
says whose an article is that tells nothing decisive. Everything here goes by the articles as a
set: neither their order nor what other names they hold makes a difference.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple, TypeVar

# A page may have been collected years after it was published, and a birthday lies somewhere in
# the year: estimates of a birth year that are farther apart than this are of two people.
YEARS_OF_DOUBT = 4
# Other numbers that stand where an age may stand are no ages.
_AGES = range(1, 106)
# Ages that fall into more groups than this are no ages.
_MOST_BY_AGE = 3
# Fewer of the articles that tell a thing are slips.
_LEAST_SHARE = {"age": 0.05, "gender": 0.25}
_LEAST_ARTICLES = 2
# How often one party stands before the other, of all pairs of articles: near 0 and 1 it was
# changed, and some pages were collected late.
_MIXED = (0.2, 0.8)
# Parties of people whose birth years are this near are of one person.
_SAME_BIRTH = 1


_Key = TypeVar("_Key", int, str)


class Told(NamedTuple):
    """What articles tell of a person, and how many of them in each month (None for none).

    All articles that tell the same are one.
    """

    age: int | None
    party: str | None
    gender: str | None
    walk: str | None
    months: dict[str | None, int]

    @property
    def articles(self) -> int:
        """How many articles tell this."""
        return sum(self.months.values())

    @property
    def years(self) -> list[int]:
        """The years of the articles, as far as they are known."""
        return [int(month[:4]) for month in self.months if month is not None]


def people(told: Sequence[Told]) -> dict[str, list[Told]]:
    """The people of one name: what tells each from the others, and what belongs to it.

    What cannot be given to one of them stands under the empty text; where nothing parts, that is
    everything.
    """
    for by in (_by_age, _by_party, _by_gender):
        parted = by(told)
        if len(parted) < 2:
            continue
        found: dict[str, list[Told]] = {}
        for evidence, own in _with_the_rest(parted, told).items():
            if not evidence:
                found[""] = own
                continue
            for more, members in people(own).items():
                found[", ".join(filter(None, (evidence, more)))] = members
        return found
    return {"": list(told)}


def _by_age(told: Sequence[Told]) -> dict[str, list[Told]]:
    """Groups of ages that could be of one person, by the birth year that they point to."""
    aged: dict[int, list[Told]] = {}
    for one in told:
        if one.age is not None and one.age in _AGES and one.years:
            aged.setdefault(one.age, []).append(one)
    groups = _linked(sorted(aged), lambda young, old: _one_life(young, aged[young], old, aged[old]))
    members = [[one for age in group for one in aged[age]] for group in groups]
    members = _often_enough(members, "age")
    if len(members) > _MOST_BY_AGE:
        return {}
    return {f"born about {min(map(_births, group))}": group for group in members}


def _births(one: Told) -> int:
    assert one.age is not None  # only those with an age are asked
    return min(one.years) - one.age


def _one_life(young: int, when: Sequence[Told], old: int, later: Sequence[Told]) -> bool:
    """Whether two ages, the younger first, go together in any two of their articles."""
    first = min(year for one in when for year in one.years)
    last = max(year for one in later for year in one.years)
    return old - young <= max(0, last - first) + YEARS_OF_DOUBT


def _by_party(told: Sequence[Told]) -> dict[str, list[Told]]:
    """Groups of parties that took turns; parties that one person may have had are together."""
    of: dict[str, list[Told]] = {}
    for one in told:
        if one.party is not None:
            of.setdefault(one.party, []).append(one)
    names = sorted(of)
    rivals = {
        (one, other)
        for one in names
        for other in names
        if one < other and _take_turns(of[one], of[other])
    }
    involved = sorted({name for pair in rivals for name in pair})
    groups = _linked(involved, lambda one, other: (one, other) not in rivals)
    return {
        f"party {' or '.join(group)}": [one for name in group for one in of[name]]
        for group in groups
    }


def _take_turns(first: Sequence[Told], second: Sequence[Told]) -> bool:
    """Whether articles of two parties cannot be those of one who changed from one to the other."""
    one, other = _by_month(first), _by_month(second)
    if min(one.total(), other.total()) < _LEAST_ARTICLES:
        return False
    if _same_birth(first, second):
        return False
    ahead = sum(
        count * others * (0.5 if month == later else float(month < later))
        for month, count in one.items()
        for later, others in other.items()
    ) / (one.total() * other.total())
    return _MIXED[0] <= ahead <= _MIXED[1] and _changes(one, other) >= 2


def _by_month(told: Iterable[Told]) -> Counter[str]:
    months: Counter[str] = Counter()
    for one in told:
        for month, count in one.months.items():
            if month is not None:
                months[month] += count
    return months


def _changes(one: Mapping[str, int], other: Mapping[str, int]) -> int:
    """How often one person would have to change to have been in both so; order within a month is
    not known."""
    in_one, in_other = 0, 0
    far = len(one) + len(other)
    for month in sorted({*one, *other}):
        from_one, from_other = in_one, in_other
        if month in one and month in other:
            in_one, in_other = min(from_other + 1, from_one + 2), min(from_one + 1, from_other + 2)
        elif month in one:
            in_one, in_other = min(from_one, from_other + 1), far
        else:
            in_one, in_other = far, min(from_other, from_one + 1)
    return min(in_one, in_other)


def _same_birth(first: Sequence[Told], second: Sequence[Told]) -> bool:
    """Whether ages are told beside both parties, and of one birth year."""
    births = [
        {year - one.age for one in told if one.age in _AGES for year in one.years if one.age}
        for told in (first, second)
    ]
    return any(abs(one - other) <= _SAME_BIRTH for one in births[0] for other in births[1])


def _by_gender(told: Sequence[Told]) -> dict[str, list[Told]]:
    groups: dict[str, list[Told]] = {}
    for one in told:
        if one.gender is not None:
            groups.setdefault(f"gender {one.gender}", []).append(one)
    often = _often_enough(list(groups.values()), "gender")
    return {
        evidence: group
        for evidence, group in sorted(groups.items())
        if group in often and sum(one.articles for one in group) >= _LEAST_ARTICLES
    }


def _often_enough(groups: list[list[Told]], what: str) -> list[list[Told]]:
    counts = [sum(one.articles for one in group) for group in groups]
    least = _LEAST_SHARE[what] * sum(counts)
    return [group for group, count in zip(groups, counts, strict=True) if count >= least]


def _linked(keys: Sequence[_Key], fit: Callable[[_Key, _Key], bool]) -> list[list[_Key]]:
    """Keys in groups: those that fit, and those that fit with one of them, are together."""
    groups: list[list[_Key]] = []
    for key in keys:
        together: list[_Key] = [key]
        others: list[list[_Key]] = []
        for group in groups:
            if any(fit(member, key) for member in group):
                together.extend(group)
            else:
                others.append(group)
        others.append(sorted(together))
        groups = others
    return sorted(groups)


def _with_the_rest(parted: Mapping[str, list[Told]], told: Sequence[Told]) -> dict[str, list[Told]]:
    """The groups, with what else belongs to one of them; the remainder under the empty text."""
    found = {evidence: list(group) for evidence, group in parted.items()}
    decided = {id(one) for group in parted.values() for one in group}
    for one in told:
        if id(one) not in decided:
            found.setdefault(_owner(one, parted), []).append(one)
    return found


def _owner(one: Told, parted: Mapping[str, list[Told]]) -> str:
    """The only group that tells the same; the empty text if none does or several do."""
    owners: set[str] = set()
    for what in ("party", "gender", "walk"):
        value = getattr(one, what)
        if value is None:
            continue
        known = {
            evidence: {getattr(member, what) for member in group} - {None}
            for evidence, group in parted.items()
        }
        fitting = [evidence for evidence, values in known.items() if value in values]
        # Half of all people are of one gender: it says nothing where the others' is not told.
        if what == "gender" and not all(known.values()):
            continue
        if len(fitting) == 1:
            owners.add(fitting[0])
    return owners.pop() if len(owners) == 1 else ""
