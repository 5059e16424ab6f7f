"""Figures as text that can be read and compared line by line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from tests.benchmarks.growth import growth_lines

_WIDTH = 58
_CIRCUMSTANCES = ("when", "commit", "machine", "load", "python", "packages", "extraction", "note")


def lines(report: Mapping[str, Any]) -> list[str]:
    """All parts of a report, one line per figure, and how the runs among them grow."""
    found: list[str] = []
    for name in sorted(report, key=_order):
        part = report[name]
        found += ["", name, "=" * len(name)]
        found += _entries({key: part[key] for key in _CIRCUMSTANCES if key in part}, 0)
        found.append("-" * len(name))
        found += _entries(part["figures"], 0)
    return found + growth_lines(report)


def _order(name: str) -> tuple[int, int, str]:
    digits = "".join(character for character in name if character.isdigit())
    return ("run" in name, int(digits or 0), name)


def _entries(value: Any, depth: int) -> Iterator[str]:
    if isinstance(value, Mapping):
        for key, below in value.items():
            if isinstance(below, Mapping) and depth < 1:
                yield f"{'  ' * depth}{key}"
                yield from _entries(below, depth + 1)
            elif isinstance(below, Mapping):
                inside = ", ".join(f"{name} {_number(number)}" for name, number in below.items())
                yield f"{'  ' * depth}{key + ':':<{_WIDTH - 2 * depth}}{inside}"
            else:
                yield f"{'  ' * depth}{key + ':':<{_WIDTH - 2 * depth}}{_number(below)}"
    elif isinstance(value, Sequence) and not isinstance(value, str):
        for row in value:
            first, *others = row.items()
            rest = ", ".join(f"{name} {_number(number)}" for name, number in others)
            yield f"{first[1] + ':':<{_WIDTH}}{rest}"


def _number(value: Any) -> str:
    return f"{value:,}" if isinstance(value, int | float) else str(value)
