"""The date header that opens a seed file: `date 2024-03`, `date 2024-03-18` or `date 2024`."""

from __future__ import annotations

import re
from datetime import date
from typing import Final, NamedTuple

from flows.records import DatePrecision

# Blanks, a no-break space and a byte order mark may stand before the header and before the text.
_BLANKS: Final = r"[\s\xa0\ufeff]*+"
_HEADER: Final = re.compile(
    _BLANKS + r"date\s{1,9}(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?![\w]|-\d)", re.ASCII
)
_BEFORE_TEXT: Final = re.compile(_BLANKS)


class Header(NamedTuple):
    """What a header says, and where the article's text begins behind it (characters).

    `month` is `YYYY-MM`, and None where the header gives a year only: no month is made up.
    `first_day` is the first day of what the header gives (of the month, of the year), to be
    read together with `precision`. All empty for a file without a header, and for one whose
    header is no date of the calendar (`date 2024-13`), which `valid` tells apart.
    """

    month: str | None
    first_day: date | None
    precision: DatePrecision
    text_start: int
    found: bool
    valid: bool


def read_header(text: str) -> Header:
    """Find the header at the beginning of a file's text. A day may lie in the future."""
    header = _HEADER.match(text)
    end = header.end() if header else 0
    before_text = _BEFORE_TEXT.match(text, end)
    start = before_text.end() if before_text else end
    if not header:
        return Header(None, None, DatePrecision.NONE, start, found=False, valid=False)
    year, month, day = header.groups()
    try:
        first_day = date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return Header(None, None, DatePrecision.NONE, start, found=True, valid=False)
    precision = DatePrecision.DAY if day else DatePrecision.MONTH if month else DatePrecision.YEAR
    source_month = f"{year}-{month}" if month else None
    return Header(source_month, first_day, precision, start, found=True, valid=True)
