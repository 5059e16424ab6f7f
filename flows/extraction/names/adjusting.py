"""What is put right after the model: nicknames, particles, party letters."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from functools import cache
from typing import Final

from flows.extraction.danish import table
from flows.extraction.document import Document
from flows.extraction.names.consistency import PERSON, Found, place_of
from flows.extraction.names.lexicon import Lexicon
from flows.extraction.names.spans import QUOTES

_LONGEST_PARTY: Final = 4
_CERTAIN: Final = 20.0
_LONGEST_NICKNAME: Final = 3
_LEAST_TITLED: Final = (
    3  # words of a name whose first may be a title: "Skipper Holm" is often a name
)


def is_party(doc: Document, first: int, last: int, before: int) -> bool:
    """Whether these are a party's letters in brackets: Jens Holm (S). `before` ends a person."""
    return (
        last - first == 1
        and before == first - 1
        and doc.words[before] == "("
        and len(doc.words[first]) <= _LONGEST_PARTY
        and doc.words[first].isupper()
    )


def with_nicknames(
    doc: Document, capitals: list[int], found: list[Found], words: Lexicon
) -> list[Found]:
    """Join Kaj "Tanken" Mikkelsen: first name, nickname in quote marks, surname."""
    joined: list[Found] = []
    tokens, stop = doc.words, len(doc.words) - 4
    for at in capitals:
        if at >= stop or tokens[at + 1] not in QUOTES:
            continue
        last = _nicknamed_until(doc, at, words)
        if last is None or (joined and joined[-1].last > at):
            continue
        before = found[bisect_left(found, at, key=place_of) - 1] if found else None
        opens = before is not None and before.first < at < before.last
        first = before.first if before is not None and opens else at
        behind = bisect_left(found, last - 1, key=place_of)
        if behind < len(found) and found[behind].first == last - 1:
            last = found[behind].last
        base = doc.text[doc.starts[first] : doc.ends[last - 1]]
        joined.append(Found(first, last, base, False, (_CERTAIN, 0.0, 0.0, 0.0, 0.0)))
    if not joined:
        return found
    taken: set[int] = set()
    for name in joined:
        taken.update(range(name.first, name.last))
    kept = [n for n in found if n.first not in taken and n.last - 1 not in taken]
    return sorted(kept + joined, key=place_of)


def _nicknamed_until(doc: Document, at: int, words: Lexicon) -> int | None:
    """The token behind the surname, if token `at`, before a mark, is a first name with a nickname.

    An unlisted first name counts before a nickname with a capital.
    """
    tokens, mark = doc.words, at + 1
    if doc.starts[mark] == doc.ends[at]:
        return None
    close = next(
        (
            k
            for k in range(mark + 2, mark + 2 + _LONGEST_NICKNAME)
            if tokens[k : k + 1] and tokens[k] in QUOTES
        ),
        None,
    )
    if close is None or close + 1 >= len(tokens):
        return None
    first, surname = doc.lowers[at], tokens[close + 1]
    nickname = tokens[mark + 1 : close]
    touching = doc.starts[mark + 1] == doc.ends[mark] and doc.starts[close] == doc.ends[close - 1]
    apart = doc.starts[close + 1] > doc.ends[close]
    if not (touching and apart and tokens[at].isalpha() and len(first) > 1):
        return None
    if not (surname[0].isupper() and surname[-1] != "." and all(w[0].isalpha() for w in nickname)):
        return None
    if first in words.first_names:
        return close + 2
    ordinary = first in words.not_names or first in words.title_words or words.sorts(first)
    return close + 2 if nickname[0][0].isupper() and not ordinary else None


def endings_of(full_names: Iterable[str]) -> set[str]:
    """What follows the first, second ... word of names: all that a full name can be cut to."""
    endings: set[str] = set()
    for name in full_names:
        blank = name.find(" ")
        while blank != -1:
            endings.add(name[blank + 1 :])
            blank = name.find(" ", blank + 1)
    return endings


def with_particles(
    doc: Document, first: int, base: str, endings: set[str], words: Lexicon
) -> tuple[int, str]:
    """Lühe -> von der Lühe, where the article names somebody in full with these particles.

    `endings` are those of the article's full names, in lower case.
    """
    start = first
    while start and doc.words[start - 1] in words.particles:
        start -= 1
    while start < first:
        longer = f"{doc.text[doc.starts[start] : doc.starts[first]]}{base}"
        if longer.lower() in endings:
            return start, longer
        start += 1
    return first, base


def without_title(doc: Document, first: int, last: int, words: Lexicon) -> int:
    """The first token of a person's name behind what only looks like a part of it.

    That is a form of address; the noun that opens a sentence and is a surname as well (Fisker
    Jens Holm Riis); a compound with a name in it (Ryder Cup-anfører Jens Holm).
    """
    while last - first > 1 and doc.lowers[first] in words.honorifics:
        first += 1
    if last - first < _LEAST_TITLED:
        return first
    opening = doc.lowers[first]
    _, singular = words.person_nouns.get(opening, ("", False))
    opens = doc.sentences[doc.sentence_of[first]].first == first
    title = opening not in words.first_names or opening in _titles()
    if singular and opens and title:
        return first + 1
    for at in range(last - 2, first - 1, -1):
        head = doc.words[at].rpartition("-")[2]
        if head in words.person_nouns and head.islower() and len(head) < len(doc.words[at]):
            return at + 1
    return first


@cache
def _titles() -> frozenset[str]:
    return frozenset(row["honorific"] for row in table("honorifics"))


def with_neighbours(found: list[Found]) -> list[Found]:
    """Part two persons who stand side by side: "gav Kerekes Juhl-Sørensen hånden".

    Both words are surnames of persons whom the article names in full elsewhere.
    """
    surnames: dict[str, int] = {}
    by_end: dict[str, set[str]] = {}
    for name in found:
        if name.last - name.first > 1:
            end = name.base.rpartition(" ")[2]
            by_end.setdefault(end, set()).add(name.base)
            if name.likeliest == PERSON:
                surnames[end] = name.first
    if not surnames:
        return found
    parted: list[Found] = []
    for name in found:
        if name.last - name.first == 2:
            first, _, second = name.base.partition(" ")
            if first in surnames and first != second:
                elsewhere = surnames.get(second, name.first)
                if elsewhere != name.first or by_end.get(second, set()) - {name.base}:
                    between = name.first + 1
                    parted.append(Found(name.first, between, first, False, name.scores))
                    parted.append(Found(between, name.last, second, name.genitive, name.scores))
                    continue
        parted.append(name)
    return parted
