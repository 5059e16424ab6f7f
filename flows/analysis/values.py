"""Values of query results as JSON and CSV hold them."""

from __future__ import annotations

import datetime
import json
import math
import re
from decimal import Decimal
from typing import Any

# Spreadsheets take a cell that begins with one of these for a formula; the last four are the
# full-width forms, which some of them read alike.
FORMULA_STARTS = "=+-@\t\r\n＝＋－＠"
# In front of such a cell: spreadsheets then show the text as it is and calculate nothing.
GUARD = "'"
_FORMULA = re.compile(f"[{re.escape(FORMULA_STARTS)}]")


def guarded(text: str) -> str:
    """The text, with an apostrophe in front if a spreadsheet would take it for a formula."""
    return GUARD + text if _FORMULA.match(text) else text


def plain(value: Any) -> Any:
    """A value as JSON has it: dates as ISO 8601, infinite numbers as null, the rest as text."""
    if value is None or isinstance(value, str | bool | int):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    if isinstance(value, dict):
        return {str(key): plain(member) for key, member in value.items()}
    if isinstance(value, list | tuple):
        return [plain(member) for member in value]
    return str(value)


def json_text(value: Any) -> str:
    """A value as one line of JSON."""
    return json.dumps(plain(value), ensure_ascii=False)


def cell_text(value: Any) -> str:
    """A value in one cell of text: null is empty, lists and structures are JSON."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool | list | tuple | dict):
        return json_text(value)
    return str(plain(value))


def distinct_names(names: list[str]) -> list[str]:
    """Column names for objects, where each can stand once only: `count`, `count_2`."""
    found: list[str] = []
    for name in names:
        candidate, number = name, 1
        while candidate in found:
            number += 1
            candidate = f"{name}_{number}"
        found.append(candidate)
    return found
