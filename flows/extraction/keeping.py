"""What is known of words and names, kept for the rest of the process, within bounds."""

from __future__ import annotations

from typing import TypeVar

T = TypeVar("T")


def keep(known: dict[str, T], most: int, key: str, value: T) -> T:
    """Remember a value, and return it. A table that holds `most` is emptied before: what is asked
    for often is soon in it again."""
    if len(known) >= most:
        known.clear()
    known[key] = value
    return value
