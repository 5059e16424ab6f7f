"""How much of what a reader marked in the sample articles a tool finds.

A speed says little without it: patterns are fast because they look for little. The rules of this
project were written with the samples at hand, so its own figures here are better than on articles
nobody has seen; those of the patterns are not, and what a tool does not look for it does not find
anywhere.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from flows.reading import find_seed_files, read_article
from flows.records import Article, Span
from tests.benchmarks.samples import SAMPLES

MARKED_BY_HAND = Path(__file__).with_name("sample_quotes.tsv")
_BORDER = " \t\n\"'»«“”„’‘-–—.,:;!?"
_ALIKE = 0.8  # shared characters over all characters of both


@dataclass(frozen=True, slots=True)
class Wanted:
    """A stretch of quoted words as the reader marked it. `speakers` are forms of one name."""

    span: Span
    kind: str
    speakers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Claim:
    """A stretch of quoted words as a tool found it, and who it says is speaking."""

    span: Span
    speaker: str | None


Tool = Callable[[Article], Iterable[Claim]]


@dataclass(slots=True)
class Score:
    """Counts over all samples, `wanted` and `found` by kind of quote; `named` are the wanted quotes
    whose speaker the article tells."""

    wanted: defaultdict[str, int] = field(default_factory=lambda: defaultdict(int))
    found: defaultdict[str, int] = field(default_factory=lambda: defaultdict(int))
    claimed: int = 0
    right: int = 0
    named: int = 0
    rightly_named: int = 0

    def figures(self) -> dict[str, str]:
        """Shares of what the reader marked, and of what the tool claims."""
        direct, partial = self.found["direct"], self.found["partial"]
        marked = self.wanted["direct"] + self.wanted["partial"]
        return {
            "marked quotes found": _share(direct + partial, marked),
            "indirect found": _share(self.found["indirect"], self.wanted["indirect"]),
            "of its quotes right": _share(self.right, self.claimed),
            "found with the right speaker": _share(self.rightly_named, self.named),
        }


def score(tool: Tool) -> Score:
    """What a tool finds in the samples, held against what the reader marked."""
    wanted = _rows_by_file()
    total = Score()
    for seed in find_seed_files(SAMPLES):
        article = read_article(seed)  # type: ignore[arg-type]
        assert isinstance(article, Article)
        add_article(total, _placed(article.text, wanted[article.source_file]), list(tool(article)))
    return total


def add_article(total: Score, wanted: Sequence[Wanted], claims: Sequence[Claim]) -> None:
    """Pair what was wanted with what was claimed, the most alike first, and count."""
    pairs = sorted(
        ((alike(w.span, c.span), i, j) for i, w in enumerate(wanted) for j, c in enumerate(claims)),
        key=lambda pair: (-pair[0], pair[1:]),
    )
    claim_of: dict[int, int] = {}
    for likeness, i, j in pairs:
        if likeness >= _ALIKE and i not in claim_of and j not in claim_of.values():
            claim_of[i] = j
    optional = [i for i, item in enumerate(wanted) if item.kind == "optional"]
    total.claimed += len(claims) - sum(i in claim_of for i in optional)
    for i, item in enumerate(wanted):
        if item.kind == "optional":
            continue
        total.wanted[item.kind] += 1
        total.named += bool(item.speakers)
        if i in claim_of:
            total.found[item.kind] += 1
            total.right += 1
            if item.speakers:
                total.rightly_named += is_speaker(claims[claim_of[i]].speaker, item.speakers)


def alike(one: Span, other: Span) -> float:
    """Characters that two spans share, over those of both."""
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return max(0, shared) / (max(one[1], other[1]) - min(one[0], other[0]) or 1)


def is_speaker(name: str | None, forms: Sequence[str]) -> bool:
    """Whether a name is one of the forms, with or without a genitive or words before it."""
    if not name:
        return False
    said = name.casefold().strip()
    for form in (form.casefold() for form in forms):
        if said in (form, f"{form}s") or (" " in form and said.endswith(f" {form}")):
            return True
    return False


def trimmed(text: str, span: Span) -> Span:
    """A span without the blanks, marks and stops at its borders."""
    start, end = span
    while start < end and text[start] in _BORDER:
        start += 1
    while end > start and text[end - 1] in _BORDER:
        end -= 1
    return start, end


def _rows_by_file() -> dict[str, list[dict[str, str]]]:
    found: defaultdict[str, list[dict[str, str]]] = defaultdict(list)
    with MARKED_BY_HAND.open(encoding="utf-8", newline="") as file:
        lines = (line for line in file if not line.startswith("#"))
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            found[row["source_file"]].append(row)
    return found


def _placed(text: str, rows: Iterable[dict[str, str]]) -> list[Wanted]:
    starts = []
    at = 0
    for line in text.split("\n"):
        if line.strip():
            starts.append(at)
        at += len(line) + 1
    found = []
    for row in rows:
        at = starts[int(row["paragraph"])] - 1
        for _ in range(int(row["occurrence"])):
            at = text.index(row["text"], at + 1)
        span = trimmed(text, (at, at + len(row["text"])))
        found.append(Wanted(span, row["kind"], tuple(filter(None, row["speakers"].split("|")))))
    return found


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.0%}" if whole else "none"
