"""Rows of a query on standard output: a table to read, JSON, or CSV."""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Iterator
from enum import StrEnum
from itertools import chain, islice
from typing import Any

from flows.analysis.session import Result
from flows.analysis.values import cell_text, distinct_names, guarded, json_text, plain
from flows.commands.terminal import console, one_line, say

# Text is for reading: longer cells are cut there. JSON and CSV hold every value whole.
_CELL_IN_TABLE = 60
_CELL_IN_RECORD = 400
_ROWS_IN_TEXT = 100
_WIDTH_ELSEWHERE = 200
_NUMBERS = ("INT", "FLOAT", "DOUBLE", "DECIMAL")


class Format(StrEnum):
    """How rows are printed."""

    TEXT = "text"
    JSON = "json"
    CSV = "csv"


def chosen_format(as_json: bool, as_csv: bool) -> Format:
    """The format that the options ask for. Both at once are wrong use: exit code 2."""
    if as_json and as_csv:
        import typer

        raise typer.BadParameter("--json and --csv exclude each other")
    return Format.JSON if as_json else Format.CSV if as_csv else Format.TEXT


def print_result(
    result: Result,
    form: Format,
    limit: int | None,
    exact: bool = False,
    all_rows: str = "--limit 0",
) -> None:
    """Print the rows, `limit` at most (0: all; None: what suits the format).

    `exact` leaves cells of CSV as they are, also where a spreadsheet would calculate with them.
    `all_rows` is what to say for all rows, named where some are left out of a text.
    """
    if limit is None:
        limit = _ROWS_IN_TEXT if form is Format.TEXT else 0
    rows = result.rows if limit == 0 else islice(result.rows, limit)
    if form is Format.JSON:
        _print_json(result, rows)
    elif form is Format.CSV:
        _print_csv(result, rows, exact)
    else:
        _print_text(result, rows)
        if limit and next(result.rows, None) is not None:
            say(f"These are the first {limit:,} rows; {all_rows} prints all.")


def _print_json(result: Result, rows: Iterator[tuple[Any, ...]]) -> None:
    """An array with one object on each line, written as the rows come."""
    names = distinct_names(result.columns)
    separator = "[\n"
    for row in rows:
        _write(separator + json_text(dict(zip(names, row, strict=True))))
        separator = ",\n"
    _write("\n]\n" if separator == ",\n" else "[]\n")


def _print_csv(result: Result, rows: Iterator[tuple[Any, ...]], exact: bool) -> None:
    _write(_csv_line(result.columns, exact))
    for row in rows:
        _write(_csv_line(row, exact))


def _csv_line(row: list[str] | tuple[Any, ...], exact: bool) -> str:
    page = io.StringIO()
    cells = [
        cell_text(value) if exact or isinstance(value, int | float) else guarded(cell_text(value))
        for value in map(plain, row)
    ]
    csv.writer(page, lineterminator="\n").writerow(cells)
    return page.getvalue()


def _write(text: str) -> None:
    """Text as it is; a lone surrogate, which no terminal can show, as its number."""
    sys.stdout.write(text.encode(errors="backslashreplace").decode())


def _print_text(result: Result, rows: Iterator[tuple[Any, ...]]) -> None:
    first = list(islice(rows, _ROWS_IN_TEXT))
    if not first:
        say("No rows.")
        return
    cells = [_cells(row, _CELL_IN_TABLE) for row in first]
    widths = [
        max(_width(line[at]) for line in (result.columns, *cells))
        for at in range(len(result.columns))
    ]
    screen = console()
    width = screen.width if sys.stdout.isatty() else _WIDTH_ELSEWHERE
    if sum(widths) + 2 * (len(widths) - 1) > width:
        _print_records(result, chain(first, rows))
        return
    right = [any(number in kind for number in _NUMBERS) for kind in result.types]
    heading = _line([one_line(name) for name in result.columns], widths, right)
    screen.print(heading, style="bold", soft_wrap=True)
    for line in chain(cells, (_cells(row, _CELL_IN_TABLE) for row in rows)):
        screen.print(_line(line, widths, right), soft_wrap=True)


def _print_records(result: Result, rows: Iterator[tuple[Any, ...]]) -> None:
    """Rows too wide for a line: one block each, its empty columns left out."""
    screen = console()
    margin = max(map(_width, result.columns))
    for number, row in enumerate(rows, start=1):
        screen.print(f"row {number}", style="bold", soft_wrap=True)
        for name, cell in zip(result.columns, _cells(row, _CELL_IN_RECORD), strict=True):
            if cell:
                screen.print(f"  {_padded(one_line(name), margin)}  {cell}", soft_wrap=True)


def _cells(row: tuple[Any, ...], longest: int) -> list[str]:
    texts = [one_line(cell_text(value).replace("\n", " ")) for value in row]
    return [text if len(text) <= longest else text[: longest - 1] + "…" for text in texts]


def _line(cells: list[str], widths: list[int], right: list[bool]) -> str:
    parts = [
        _padded(cell, width, is_right)
        for cell, width, is_right in zip(cells, widths, right, strict=True)
    ]
    return "  ".join(parts).rstrip()


def _padded(cell: str, width: int, right: bool = False) -> str:
    blanks = " " * (width - _width(cell))
    return blanks + cell if right else cell + blanks


def _width(text: str) -> int:
    """Columns that a text takes on a terminal."""
    from rich.cells import cell_len

    return cell_len(text)
