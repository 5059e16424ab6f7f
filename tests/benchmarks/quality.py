"""How much of what a reader marked in the sample articles a tool finds.

A speed says little without it: patterns are fast because they look for little. The rules of this
project were written with the samples at hand, so its own figures here are better than on articles
nobody has seen; the README tells by how much.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from flows.records import Article, QuoteKind, Span
from tests.gold.annotated import SAMPLES, Annotated, annotated
from tests.gold.scoring import is_same_stretch, is_speaker

_DOUBTFUL = "doubtful"  # neither asked for nor held against anyone, as questions of interviewers


class Claim(NamedTuple):
    """A stretch of quoted words as a tool found it, and who it says is speaking."""

    stretch: Span
    speaker: str | None


Tool = Callable[[Article], Iterable[Claim]]


@dataclass(slots=True)
class Tally:
    """Counts of stretches, those `wanted` and `found` by kind of quote. `named` are the wanted
    ones whose speaker the article tells, `rightly_named` those found with this speaker."""

    wanted: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    claimed: int = 0
    named: int = 0
    rightly_named: int = 0

    def figures(self) -> dict[str, str]:
        """Shares of what the reader marked, and of what the tool claims."""
        asked = sum(self.wanted.values()) - self.wanted[_DOUBTFUL]
        right = sum(self.found.values()) - self.found[_DOUBTFUL]
        indirect = self.found[QuoteKind.INDIRECT], self.wanted[QuoteKind.INDIRECT]
        return {
            "marked quotes found": _share(right - indirect[0], asked - indirect[1]),
            "indirect found": _share(*indirect),
            "of its quotes right": _share(right, self.claimed - self.found[_DOUBTFUL]),
            "found with the right speaker": _share(self.rightly_named, self.named),
        }


def tally(tool: Tool) -> Tally:
    """What a tool finds in the samples, held against what the reader marked."""
    found = Tally()
    for each in annotated(SAMPLES):
        add_article(found, each, tool(each.article))
    return found


def add_article(found: Tally, each: Annotated, claims: Iterable[Claim]) -> None:
    """Pair what the reader marked with what is claimed, and count."""
    left = list(claims)
    found.claimed += len(left)
    people = {actor["id"]: actor for actor in each.actors}
    marked = zip(each.stretches, each.quotes, strict=True)
    # What is asked for takes its match first.
    for stretch, quote in sorted(marked, key=lambda pair: _kind(pair[1]) == _DOUBTFUL):
        kind = _kind(quote)
        match = next((c for c in left if is_same_stretch(each.article.text, c[0], stretch)), None)
        found.wanted[kind] += 1
        if match:
            left.remove(match)
            found.found[kind] += 1
        if kind != _DOUBTFUL and quote["speaker"]:
            found.named += 1
            found.rightly_named += bool(match) and is_speaker(
                match.speaker, people[quote["speaker"]]
            )


def _kind(quote: dict[str, object]) -> str:
    doubtful = quote.get("optional") or quote["kind"] == QuoteKind.QUESTION
    return _DOUBTFUL if doubtful else str(quote["kind"])


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.0%}" if whole else "none"
