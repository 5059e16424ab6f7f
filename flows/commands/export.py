"""`citatbank export`: tables and views as files for other programs."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from flows.analysis.exports import Exported, export
from flows.analysis.formats import ExportFormat
from flows.commands.terminal import (
    DONE,
    one_line,
    print_json,
    say,
)


def export_command(
    *,
    output: Path,
    form: ExportFormat,
    target: Path | None,
    tables: Sequence[str],
    exact: bool,
    force: bool,
    as_json: bool,
) -> int:
    """Write the export and say what it holds; returns the exit code."""
    done = export(output, form, target, tables, exact, force)
    _report(done, as_json)
    return DONE


def _report(done: Exported, as_json: bool) -> None:
    if as_json:
        print_json({"path": str(done.path), "rows": done.rows, "notes": done.notes})
        return
    for note in done.notes:
        say(note)
    rows = ", ".join(f"{table} {count:,}" for table, count in done.rows.items())
    print(f"{one_line(str(done.path))}: {rows}")
