"""The date header on the first line."""

from __future__ import annotations

from datetime import date

import pytest

from flows.reading import read_header
from flows.records import DatePrecision


@pytest.mark.parametrize(
    ("first_line", "month", "day", "precision"),
    [
        (" date 2024-03 Det sner.", "2024-03", date(2024, 3, 1), DatePrecision.MONTH),
        ("date 2024-03 Det sner.", "2024-03", date(2024, 3, 1), DatePrecision.MONTH),
        (" date 2024-03-18 Det sner.", "2024-03", date(2024, 3, 18), DatePrecision.DAY),
        (" date 2024 Det sner.", None, date(2024, 1, 1), DatePrecision.YEAR),
        ("\ufeff date 2024-03 Det sner.", "2024-03", date(2024, 3, 1), DatePrecision.MONTH),
        ("\n\n\xa0date  2024-03\n\nDet sner.", "2024-03", date(2024, 3, 1), DatePrecision.MONTH),
        (" date 2199-12 Det sner.", "2199-12", date(2199, 12, 1), DatePrecision.MONTH),
        (" date 2024-02-29 Det sner.", "2024-02", date(2024, 2, 29), DatePrecision.DAY),
        (" date 2024-13 Det sner.", None, None, DatePrecision.NONE),
        (" date 2023-02-29 Det sner.", None, None, DatePrecision.NONE),
        (" date 0000-01 Det sner.", None, None, DatePrecision.NONE),
    ],
)
def test_header(
    first_line: str, month: str | None, day: date | None, precision: DatePrecision
) -> None:
    header = read_header(first_line)
    assert (header.month, header.first_day, header.precision) == (month, day, precision)
    assert first_line[header.text_start :] == "Det sner."
    assert header.found
    assert header.valid == (precision is not DatePrecision.NONE)


@pytest.mark.parametrize(
    "first_line",
    [
        "Det sner.",
        "Det sner. date 2024-03",
        "date",
        "Date 2024-03 Det sner.",
        "date 24-03 Det sner.",
        "date 2024-3-1 Det sner.",
        "date 20245 Det sner.",
        "update 2024-03 Det sner.",
        "",
    ],
)
def test_no_header(first_line: str) -> None:
    header = read_header(first_line)
    assert not header.found
    assert (header.month, header.first_day, header.precision) == (None, None, DatePrecision.NONE)
    assert first_line[header.text_start :] == first_line
