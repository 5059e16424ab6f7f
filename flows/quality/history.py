"""Figures of past runs, the newest last: one line of JSON each, beside the ledger."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from flows.publishing.files import STATE, output_errors
from flows.quality.figures import total
from flows.quality.gate import Verdict

_FILE = "history.jsonl"
_KEPT = 500


@dataclass(frozen=True, slots=True)
class PastRun:
    """A run that changed the tables, or would have. `at` is UTC, to the second."""

    at: str
    refused: bool
    breaches: int
    articles: int
    quotes_per_article: float | None
    share_without_speaker: float | None
    share_rejected: float | None


def remember(output: Path, verdict: Verdict) -> list[PastRun]:
    """Add a run to the history; returns the whole of it. A run refused again counts once."""
    figures = total(verdict.months.values())
    entry = PastRun(
        at=datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        refused=verdict.refused,
        breaches=len(verdict.breaches),
        articles=figures.articles,
        quotes_per_article=figures.value("quotes_per_article"),
        share_without_speaker=figures.value("share_without_speaker"),
        share_rejected=verdict.run.value("share_rejected"),
    )
    past = read_history(output)
    if past and entry.refused and asdict(past[-1]) == {**asdict(entry), "at": past[-1].at}:
        past.pop()
    past = [*past, entry][-_KEPT:]
    path = output / STATE / _FILE
    draft = path.with_suffix(".new")
    with output_errors(output):
        draft.write_text("".join(f"{json.dumps(asdict(run))}\n" for run in past), encoding="utf-8")
        draft.replace(path)
    return past


def read_history(output: Path) -> list[PastRun]:
    """The history of an output; empty if there is none that can be read."""
    try:
        lines = (output / STATE / _FILE).read_text(encoding="utf-8").splitlines()
        return [PastRun(**json.loads(line)) for line in lines]
    except (OSError, ValueError, TypeError):
        return []
