"""How time and memory grow with the number of articles: one line per kept run."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

TITLE = "growth, from the runs that are kept here"
_NAME = re.compile(r"run ([\d,]+) articles, (.+)")
_ADDED = "100 new files"
BEYOND = "beyond reading, extraction and start"
_COLUMNS = (
    ("articles", 9),
    ("corpus", 30),
    ("seconds", 9),
    ("per s", 8),
    ("ms each", 8),
    ("w/o start", 9),
    ("overhead", 8),
    ("run MB", 7),
    ("worker MB", 10),
    ("quotes", 7),
    ("+100: s", 8),
    ("plan", 7),
    ("publish", 8),
    ("run MB", 7),
    ("rerun: s", 9),
    ("extraction", 12),
    ("commit", 9),
)
_NOTES = (
    "ms each: processor milliseconds per article, of all processes; w/o start: without those of",
    f"a rerun that finds nothing new. overhead: processor time {BEYOND}.",
    "run, worker MB: highest peak of one process. quotes: per article.",
    f"+100: the run after {_ADDED} came in. Runs of different commits or forms do not compare.",
)


def overhead(figures: Mapping[str, Any]) -> float | None:
    """Processor time of a first run beyond reading and extraction and beyond what starting takes,
    as a share of that of reading and extraction; None where no worker was seen at it.

    Steps are timed by the clock, which other processes slow down; how they share the processor
    time of the workers is right all the same.
    """
    first, again = figures["first run"], figures["unchanged rerun"]
    steps = first["seconds of work by step"]
    workers = first["processor seconds by process"].get("worker")
    if not workers:
        return None
    work = steps["read"] + steps["extract"]
    of_workers = work + steps["validate"] + steps["stage"]
    needed = workers * work / of_workers
    return float((first["processor seconds"] - again["processor seconds"]) / needed - 1)


def growth_lines(report: Mapping[str, Any]) -> list[str]:
    """The table, smallest runs first, kinds of one size beside each other; none without runs."""
    rows = sorted(
        (int(match[1].replace(",", "")), match[2], part)
        for name, part in report.items()
        if (match := _NAME.fullmatch(name))
    )
    if not rows:
        return []
    head = _line([name for name, _ in _COLUMNS])
    return ["", TITLE, "=" * len(TITLE), head, *map(_row, rows), "", *_NOTES]


def _row(row: tuple[int, str, Mapping[str, Any]]) -> str:
    articles, kind, part = row
    figures = part["figures"]
    first, again, more = (figures[name] for name in ("first run", "unchanged rerun", _ADDED))
    over = overhead(figures)
    beyond = (first["processor seconds"] - again["processor seconds"]) / articles * 1e3
    return _line(
        [
            f"{articles:,}",
            kind,
            f"{first['seconds']:,.1f}",
            f"{first['articles a second']:,.0f}",
            f"{first['processor ms per article']:.2f}",
            f"{beyond:.2f}",
            "-" if over is None else f"{over:.0%}",
            *_peaks(first, "run", "worker"),
            f"{figures['rows']['quotes'] / articles:.1f}",
            f"{more['seconds']:,.1f}",
            f"{more['seconds of work by step']['plan']:.2f}",
            f"{more['seconds of work by step']['publish']:.2f}",
            *_peaks(more, "run"),
            f"{again['seconds']:,.1f}",
            part["extraction"],
            part["commit"],
        ]
    )


def _peaks(figures: Mapping[str, Any], *roles: str) -> Iterator[str]:
    peaks = figures["peak MB of one process"]
    return (f"{peaks[role]:,}" if role in peaks else "-" for role in roles)


def _line(cells: list[str]) -> str:
    padded = (
        cell.ljust(width) if name in ("corpus", "extraction", "commit") else cell.rjust(width)
        for cell, (name, width) in zip(cells, _COLUMNS, strict=True)
    )
    return "  ".join(padded).rstrip()
