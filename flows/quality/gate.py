"""The gate itself: a check for `Output.publish` that counts, judges, and lets pass or not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flows.publishing import Draft, DraftRefusedError
from flows.publishing.files import STATE
from flows.quality.actors import open_actor_months
from flows.quality.bounds import Bound
from flows.quality.counting import count_months, month_parts
from flows.quality.figures import Figures, RunFigures, decode
from flows.quality.judging import Breach, judge

_ACTORS = "actors.db"
_FORM = 1
_BREACHES_TOLD = 3


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a gate found. `refused` tells that the state was not let through."""

    months: Mapping[str, Figures]
    breaches: Sequence[Breach]
    run: RunFigures
    refused: bool


class QualityGate:
    """Holds the drafts of one output against bounds.

    `verdict` is that of the last draft; None before any. A gate that is not `enforced` refuses
    nothing: what would fail is a warning then.
    """

    def __init__(self, output: Path, bounds: Sequence[Bound], enforced: bool = True) -> None:
        self._state = output / STATE
        self._bounds = bounds
        self._enforced = enforced
        self.verdict: Verdict | None = None

    def check(self, draft: Draft) -> dict[str, Any]:
        """Figures for the manifest. Raises DraftRefusedError if a bound that fails is broken."""
        now, published = month_parts(draft.parts), month_parts(draft.published_parts)
        before = decode_months(draft.published_figures)
        unchanged = {month for month, tables in now.items() if published.get(month) == tables}
        with open_actor_months(self._state / _ACTORS) as actors:
            months = count_months(
                draft.folder,
                now,
                {month: before[month] for month in unchanged & before.keys()},
                draft.rejects,
                actors,
            )
        run = RunFigures(draft.files, draft.rejected_files)
        breaches = judge(self._bounds, months, before, now.keys() - unchanged, run)
        failing = [breach for breach in breaches if breach.on_breach == "fail"]
        refused = self._enforced and bool(failing)
        self.verdict = Verdict(months, breaches, run, refused)
        if refused:
            raise DraftRefusedError(
                f"Quality bounds are broken, so nothing was published: {told(failing)}. "
                "If that is how it should be, run once with --ungated or change the bounds."
            )
        return encode_months(months)


def told(breaches: Sequence[Breach]) -> str:
    """Breaches in one line; of many, the first."""
    more = len(breaches) - _BREACHES_TOLD
    lines = "; ".join(map(str, breaches[:_BREACHES_TOLD]))
    return f"{lines}; and {more} more" if more > 0 else lines


def encode_months(months: Mapping[str, Figures]) -> dict[str, Any]:
    """Figures as a manifest keeps them."""
    return {
        "form": _FORM,
        "months": {month: figures.encode() for month, figures in sorted(months.items())},
    }


def decode_months(content: Mapping[str, Any]) -> dict[str, Figures]:
    """Figures from a manifest; none, if they are of another form or damaged."""
    try:
        if content.get("form") == _FORM:
            return {str(month): decode(item) for month, item in content["months"].items()}
    except (KeyError, TypeError, ValueError, AttributeError):
        pass
    return {}
