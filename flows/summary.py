"""What a run did, as figures and as lines for a terminal."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING

from flows.compiled import extraction_form
from flows.errors import UserError
from schemas import TABLES

if TYPE_CHECKING:
    from flows.publishing import BatchResult, Plan, Published


class RunFailedError(UserError):
    """A run came to nothing; the message tells the user why, in one line."""


@dataclass(frozen=True)
class RunSummary:
    """Counts of seed files by what happened to them, rows by table, and seconds.

    `rejected` counts files without an article, `rejected_records` rows that a check held back
    while their article was published. `unsettled` files were still being written and are left
    for the next run. `step_seconds` is work summed over all workers. `warnings` tell which
    figures are outside the bounds that warn. `extraction` is `compiled` or `interpreted`.
    """

    found: int
    new: int
    changed: int
    unchanged: int
    removed: int
    redone: int
    rejected: int
    rejected_records: int
    rows: dict[str, int]
    generation: str
    published: bool
    seconds: float
    step_seconds: dict[str, float] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    unsettled: int = 0
    extraction: str = "interpreted"

    @property
    def has_rejects(self) -> bool:
        """Whether anything was not published: a whole file or a single record."""
        return bool(self.rejected or self.rejected_records)


def summarize(
    plan: Plan,
    results: Sequence[BatchResult],
    published: Published,
    seconds: float,
    step_seconds: Mapping[str, float],
    notes: Sequence[str] = (),
    warnings: Sequence[str] = (),
) -> RunSummary:
    """Put together what planning, the batches and publishing report; `step_seconds` are those of
    the steps beside the batches."""
    steps = dict(step_seconds)
    for result in results:
        for step, spent in result.seconds.items():
            steps[step] = steps.get(step, 0.0) + spent
    reasons = (plan.reason,) if plan.reason else ()
    return RunSummary(
        found=plan.found,
        new=plan.new,
        changed=plan.changed,
        unchanged=plan.unchanged,
        removed=plan.removed,
        redone=plan.redone,
        rejected=published.rejected_files,
        rejected_records=published.rejected_records,
        rows=dict(published.rows),
        generation=published.generation,
        published=published.changed,
        seconds=round(seconds, 2),
        step_seconds={step: round(spent, 2) for step, spent in steps.items()},
        notes=(*notes, *reasons),
        warnings=tuple(warnings),
        unsettled=plan.unsettled,
        extraction=extraction_form(),
    )


def run_name(summary: RunSummary) -> str:
    """A name under which a run is recognised in a list of runs."""
    if not summary.published:
        return f"nothing new in {_count(summary.found, 'file')}"
    parts = [
        f"{number:,} {what}"
        for number, what in (
            (summary.new, "new"),
            (summary.changed, "changed"),
            (summary.removed, "removed"),
            (summary.redone, "redone"),
        )
        if number
    ]
    quotes = _count(summary.rows.get("quotes", 0), "quote")
    return f"{', '.join(parts) or 'published again'}: {quotes}"


def summary_table(summary: RunSummary) -> list[dict[str, str]]:
    """Rows of figure and value, as Prefect shows them."""
    return [{"figure": name, "value": value} for name, value in _figures(summary)]


def summary_lines(summary: RunSummary, output: str, waited: float = 0.0) -> list[str]:
    """The closing summary of a run on a terminal.

    `waited` is how many seconds the user has waited in all, told where that is a second or more
    longer than the run itself.
    """
    state = "published" if summary.published else "nothing changed, everything stays as it is"
    redone = f" ({summary.redone:,} redone)" if summary.redone else ""
    held_back = (
        f", {_count(summary.rejected_records, 'record')} held back"
        if summary.rejected_records
        else ""
    )
    rows = ", ".join(f"{name} {summary.rows.get(name, 0):,}" for name in TABLES)
    later = (
        f", {_count(summary.unsettled, 'file')} still being written" if summary.unsettled else ""
    )
    start = f", {waited:.1f} with Prefect's start" if waited - summary.seconds >= 1 else ""
    how = " (extraction compiled)" if summary.extraction == "compiled" else ""
    return [
        *summary.notes,
        *(f"Warning: {warning}" for warning in summary.warnings),
        f"Files   {summary.new:,} new, {summary.changed:,} changed, "
        f"{summary.unchanged:,} unchanged{redone}, {summary.removed:,} removed, "
        f"{summary.rejected:,} rejected{held_back}{later}",
        f"Rows    {rows}",
        f"Done    {output}: {state}, {summary.seconds:.1f} seconds{start}{how}",
    ]


def summary_json(summary: RunSummary) -> str:
    """The summary as one JSON object."""
    return json.dumps(asdict(summary), ensure_ascii=False, indent=2)


def _figures(summary: RunSummary) -> Iterator[tuple[str, str]]:
    yield "files found", f"{summary.found:,}"
    yield "files new", f"{summary.new:,}"
    yield "files changed", f"{summary.changed:,}"
    yield "files unchanged", f"{summary.unchanged:,}"
    yield "files unchanged, but redone", f"{summary.redone:,}"
    yield "files removed", f"{summary.removed:,}"
    yield "files rejected", f"{summary.rejected:,}"
    yield "files still being written, left for later", f"{summary.unsettled:,}"
    yield "records held back", f"{summary.rejected_records:,}"
    yield "figures outside their bounds", f"{len(summary.warnings):,}"
    for table in TABLES:
        yield f"rows in {table}", f"{summary.rows.get(table, 0):,}"
    for step, seconds in summary.step_seconds.items():
        yield f"seconds of work: {step}", f"{seconds:.2f}"
    yield "seconds in all", f"{summary.seconds:.2f}"
    yield "extraction", summary.extraction
    yield "published state", summary.generation


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
