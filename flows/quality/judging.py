"""Figures against bounds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from flows.quality.bounds import Action, Bound
from flows.quality.figures import FAMILIES, Figures, RunFigures, total


@dataclass(frozen=True, slots=True)
class Breach:
    """A figure outside its bound. `place` is a month, `all` or `run`; `before` what is published,
    where the bound is on the change."""

    figure: str
    place: str
    value: float
    limit: str
    allowed: float
    on_breach: Action
    before: float | None = None

    def __str__(self) -> str:
        where = {"all": "in all", "run": "in this run"}.get(self.place, f"in {self.place}")
        was = "" if self.before is None else f" after {self.before:.4g}"
        limit = self.limit.replace("_", " ")
        return f"{self.figure} {where} is {self.value:.4g}{was}, {limit} {self.allowed:g}"


def judge(
    bounds: Iterable[Bound],
    months: Mapping[str, Figures],
    before: Mapping[str, Figures],
    changed: Iterable[str],
    run: RunFigures | None,
) -> list[Breach]:
    """All breaches, those that fail first.

    `months` are the figures of a new state, `before` those of the published one, `changed` the
    months to judge; what the run does not touch is not held against it.
    """
    judged = {month: months[month] for month in sorted(changed) if month in months}
    found: list[Breach] = []
    for bound in bounds:
        if bound.of == "run":
            if run is not None and run.files >= bound.smallest:
                found += _limits(bound, bound.figure, "run", run.value(bound.figure), None)
        elif bound.of == "all":
            found += _breaches(bound, "all", total(months.values()), total(before.values()))
        else:
            for month, figures in judged.items():
                found += _breaches(bound, month, figures, before.get(month, Figures()))
    return sorted(found, key=lambda breach: breach.on_breach != "fail")


def _breaches(bound: Bound, place: str, now: Figures, before: Figures) -> Iterator[Breach]:
    is_known = before.articles >= bound.smallest
    if now.articles < bound.smallest and not (is_known and bound.figure == "articles"):
        return
    for measure in _measures(bound.figure, now, before):
        was = before.value(measure) if is_known else None
        yield from _limits(bound, measure, place, now.value(measure), was)


def _measures(figure: str, *states: Figures) -> list[str]:
    family, _, name = figure.partition(":")
    if family in FAMILIES and name == "*":
        return sorted({measure for state in states for measure in state.members(family)})
    return [figure]


def _limits(
    bound: Bound, measure: str, place: str, value: float | None, before: float | None
) -> Iterator[Breach]:
    if value is None:
        return

    def breach(limit: str, allowed: float, was: float | None = None) -> Breach:
        return Breach(measure, place, value, limit, allowed, bound.on_breach, was)

    if bound.least is not None and value < bound.least:
        yield breach("least", bound.least)
    if bound.most is not None and value > bound.most:
        yield breach("most", bound.most)
    if before is None or (before == 0 and not bound.is_share):
        return
    change = value - before if bound.is_share else value / before - 1
    if bound.most_rise is not None and change > bound.most_rise:
        yield breach("most_rise", bound.most_rise, before)
    if bound.most_fall is not None and -change > bound.most_fall:
        yield breach("most_fall", bound.most_fall, before)
