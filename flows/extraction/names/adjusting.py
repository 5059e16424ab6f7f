"""What is put right after the model: nicknames, particles, party letters."""

from __future__ import annotations

import re
from bisect import bisect_left

from flows.extraction.document import Document
from flows.extraction.names.consistency import PERSON, Found
from flows.extraction.names.lexicon import Lexicon
from flows.extraction.names.spans import QUOTES

_LONGEST_PARTY = 4
_CERTAIN = 20.0
_NICKNAMED = re.compile(
    r"[A-ZÆØÅ][^\W\d_]+ "
    r"[\"”“»«„][A-ZÆØÅ][^\W\d_]+(?: [^\W\d_]+)?[\"”“»«] "
    r"[A-ZÆØÅ][^\W_]+(?:-[^\W_]+)*"
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
    for first in capitals:
        if first + 4 >= len(doc.words) or doc.words[first + 1] not in QUOTES:
            continue
        match = _NICKNAMED.match(doc.text, doc.starts[first])
        if match is None or doc.lowers[first] not in words.first_names:
            continue
        last = bisect_left(doc.ends, match.end()) + 1
        if last > len(doc.words) or doc.ends[last - 1] != match.end():
            continue
        around = [name for name in found if name.first < last and name.last > first]
        first = min([first, *(name.first for name in around)])
        base = doc.text[doc.starts[first] : doc.ends[last - 1]]
        joined = Found(first, last, base, False, (_CERTAIN, 0.0, 0.0, 0.0, 0.0))
        found = sorted([name for name in found if name not in around] + [joined])
    return found


def with_particles(
    doc: Document, first: int, base: str, full_names: list[str], words: Lexicon
) -> tuple[int, str]:
    """Lühe -> von der Lühe, where the article names somebody in full with these particles."""
    start = first
    while start and doc.words[start - 1] in words.particles:
        start -= 1
    while start < first:
        longer = f"{doc.text[doc.starts[start] : doc.starts[first]]}{base}"
        if any(name.endswith(f" {longer.lower()}") for name in full_names):
            return start, longer
        start += 1
    return first, base


def with_neighbours(found: list[Found]) -> list[Found]:
    """Part two persons who stand side by side: "gav Kerekes Juhl-Sørensen hånden".

    Both words are surnames of persons whom the article names in full elsewhere.
    """
    surnames: dict[str, int] = {}
    for name in found:
        if name.last - name.first > 1 and name.likeliest == PERSON:
            surnames[name.base.rpartition(" ")[2]] = name.first
    parted: list[Found] = []
    for name in found:
        first, _, second = name.base.partition(" ")
        if name.last - name.first == 2 and first in surnames and first != second:
            elsewhere = surnames.get(second, name.first)
            others = [n for n in found if n.base.endswith(f" {second}") and n.base != name.base]
            if elsewhere != name.first or others:
                parted.append(Found(name.first, name.first + 1, first, False, name.scores))
                parted.append(name._replace(first=name.first + 1, base=second))
                continue
        parted.append(name)
    return parted
