"""What is counted of the tables, and the measures that bounds are put on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

# Whole numbers; everything else is a share or a mean.
COUNTS = ("articles", "quotes", "actors", "new_actors", "rejects")
MEANS = ("quotes_per_article",)
SHARES = ("share_without_speaker", "share_rejected", "share_new_actors")
# A share for every rule or code: `attribution:NAME` of quotes, `language:CODE` of articles.
FAMILIES = ("attribution", "language")


@dataclass(frozen=True, slots=True)
class Figures:
    """Counts of one month of the tables, or of all of them.

    `without_speaker` counts quotes whose speaker is open; `new_actors` the actors that no
    earlier month has; `rejects` files and records that were not published.
    """

    articles: int = 0
    quotes: int = 0
    without_speaker: int = 0
    actors: int = 0
    new_actors: int = 0
    rejects: int = 0
    attributions: Mapping[str, int] = field(default_factory=dict)
    languages: Mapping[str, int] = field(default_factory=dict)

    def value(self, measure: str) -> float | None:
        """A measure by name; None where it has no meaning, as a share of nothing."""
        family, colon, name = measure.partition(":")
        if colon:
            counts = self.attributions if family == "attribution" else self.languages
            return _share(counts.get(name, 0), sum(counts.values()))
        if measure in COUNTS:
            return float(getattr(self, measure))
        return {
            "quotes_per_article": _share(self.quotes, self.articles),
            "share_without_speaker": _share(self.without_speaker, self.quotes),
            "share_rejected": _share(self.rejects, self.rejects + self.articles),
            "share_new_actors": _share(self.new_actors, self.actors),
        }[measure]

    def members(self, family: str) -> list[str]:
        """The measures of a family that have a count here."""
        counts = self.attributions if family == "attribution" else self.languages
        return [f"{family}:{name}" for name in sorted(counts)]

    def encode(self) -> dict[str, Any]:
        """As JSON has it; the same figures give the same text."""
        content = asdict(self)
        for name in ("attributions", "languages"):
            content[name] = dict(sorted(content[name].items()))
        return content


def decode(content: Mapping[str, Any]) -> Figures:
    """Figures from what `encode` gave. Raises TypeError or ValueError for anything else."""
    numbers = {name: int(content[name]) for name in ("without_speaker", *COUNTS)}
    families = {
        name: {str(key): int(count) for key, count in content[name].items()}
        for name in ("attributions", "languages")
    }
    return Figures(**numbers, **families)  # type: ignore[arg-type]


def total(months: Iterable[Figures]) -> Figures:
    """Figures of the whole dataset; an actor counts once, in the first month that has it."""
    attributions: Counter[str] = Counter()
    languages: Counter[str] = Counter()
    numbers: Counter[str] = Counter()
    for month in months:
        attributions.update(month.attributions)
        languages.update(month.languages)
        for name in ("articles", "quotes", "without_speaker", "new_actors", "rejects"):
            numbers[name] += getattr(month, name)
    return Figures(
        **numbers,
        actors=numbers["new_actors"],
        attributions=dict(attributions),
        languages=dict(languages),
    )


@dataclass(frozen=True, slots=True)
class RunFigures:
    """Counts of the seed files that one run read."""

    files: int
    rejects: int

    def value(self, measure: str) -> float | None:
        """A measure by name; only `share_rejected` and `rejects` are known of a run."""
        if measure == "rejects":
            return float(self.rejects)
        return _share(self.rejects, self.files)


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None
