"""One Excel workbook: a sheet for each table, written row by row."""

from __future__ import annotations

import datetime
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import xlsxwriter

from flows.analysis.session import Session
from flows.analysis.values import cell_text, guarded, plain
from flows.analysis.views import View, identifier

# Excel's own bounds; the first row of a sheet is the header.
SHEET_ROWS = 1_048_575
CELL_CHARACTERS = 32_767
_ABOUT = "about"
_LARGEST_WHOLE_NUMBER = 2**53


def write_workbook(
    session: Session, views: Sequence[View], path: Path, sheet_rows: int = SHEET_ROWS
) -> tuple[dict[str, int], list[str]]:
    """Write the workbook; returns rows by table, and notes on what Excel could not take as it is.

    Texts stay exact and are never calculated: they are text cells, and those that begin like a
    formula are marked as text so that editing them changes nothing either. A table of more rows
    than a sheet holds goes on in the next sheet; a text that is too long for a cell is cut.
    """
    rows: dict[str, int] = {}
    notes: list[str] = []
    with tempfile.TemporaryDirectory(dir=path.parent) as scratch:
        # A workbook that is complete in memory would take gigabytes for a million rows.
        book = xlsxwriter.Workbook(str(path), {"constant_memory": True, "tmpdir": scratch})
        sheets = _Sheets(book, sheet_rows)
        sheets.about(views)
        for view in views:
            rows[view.name] = sheets.write(session, view)
        book.close()
        notes += sheets.notes
    return rows, notes


class _Sheets:
    """The sheets of one workbook, and what had to be changed to fit into them."""

    def __init__(self, book: Any, sheet_rows: int) -> None:
        self._book = book
        self._rows = sheet_rows
        self._bold = book.add_format({"bold": True})
        self._date = book.add_format({"num_format": "yyyy-mm-dd"})
        self._as_text = book.add_format({"quote_prefix": True})
        self.notes: list[str] = []

    def about(self, views: Sequence[View]) -> None:
        """What the tables and their columns mean."""
        sheet = self._add(_ABOUT, ["table", "column", "meaning"])
        line = 0
        for view in views:
            for name, meaning in (("", view.meaning), *view.columns.items()):
                line += 1
                for at, words in enumerate((view.name, name, meaning)):
                    self._put(sheet, line, at, words)

    def write(self, session: Session, view: View) -> int:
        """All rows of a view; returns their number."""
        result = session.query(f"SELECT * FROM {identifier(view.name)}")
        sheet = self._add(view.name, result.columns)
        sheets, line, count, cut = 1, 0, 0, 0
        for row in result.rows:
            if line == self._rows:
                sheets, line = sheets + 1, 0
                sheet = self._add(f"{view.name} {sheets}", result.columns)
            line += 1
            count += 1
            cut += sum(self._put(sheet, line, at, value) for at, value in enumerate(row))
        if sheets > 1:
            self.notes.append(
                f"{view.name}: {count:,} rows are spread over {sheets} sheets, because a sheet "
                f"holds {self._rows:,}"
            )
        if cut:
            self.notes.append(
                f"{view.name}: {cut:,} texts are cut to {CELL_CHARACTERS:,} characters, the most "
                "that an Excel cell holds (the other formats have them whole)"
            )
        return count

    def _add(self, name: str, columns: Sequence[str]) -> Any:
        sheet = self._book.add_worksheet(name)
        sheet.freeze_panes(1, 0)
        for at, column in enumerate(columns):
            sheet.write_string(0, at, column, self._bold)
        return sheet

    def _put(self, sheet: Any, line: int, at: int, value: Any) -> bool:
        """One cell; whether it had to be cut. Texts first: most cells are, and there are many."""
        if isinstance(value, str):
            return bool(value) and self._put_text(sheet, line, at, value)
        if value is None:
            return False
        if isinstance(value, datetime.date):
            sheet.write_datetime(line, at, value, self._date)
            return False
        value = plain(value)
        if value is None:
            return False
        whole = isinstance(value, int) and abs(value) > _LARGEST_WHOLE_NUMBER
        if isinstance(value, int | float) and not isinstance(value, bool) and not whole:
            sheet.write_number(line, at, value)
            return False
        return self._put_text(sheet, line, at, cell_text(value))

    def _put_text(self, sheet: Any, line: int, at: int, text: str) -> bool:
        style = self._as_text if guarded(text) != text else None
        return bool(sheet.write_string(line, at, text, style) == -2)
