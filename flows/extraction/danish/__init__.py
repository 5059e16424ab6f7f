"""What the extraction knows of Danish, as data files beside this module.

A list file (`.txt`) has one entry a line, a table file (`.tsv`) has tab-separated columns with
their names in the first line. Lines that begin with `#` are comments; the comment at the top
says what the file is for, what form its entries have, and where they come from.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent


class LexiconError(ValueError):
    """A data file breaks the rules of its form: blank or repeated entry, wrong column count."""


@cache
def word_list(name: str) -> frozenset[str]:
    """The entries of the list file `name` (without its ending).

    Raises `LexiconError` where an entry is repeated: a repeated entry is an edit gone wrong.
    """
    entries: set[str] = set()
    for number, line in _content_lines(f"{name}.txt"):
        if line in entries:
            raise LexiconError(f"{name}.txt, line {number}: {line!r} stands there already")
        entries.add(line)
    return frozenset(entries)


@cache
def table(name: str) -> tuple[dict[str, str], ...]:
    """The rows of the table file `name` (without its ending), each as column -> value.

    Raises `LexiconError` where a row has another number of columns than the first line.
    """
    lines = _content_lines(f"{name}.tsv")
    columns = lines[0][1].split("\t")
    rows = []
    for number, line in lines[1:]:
        values = line.split("\t")
        if len(values) != len(columns):
            raise LexiconError(
                f"{name}.tsv, line {number}: {len(values)} columns, expected {len(columns)}"
            )
        rows.append(dict(zip(columns, values, strict=True)))
    return tuple(rows)


def _content_lines(file_name: str) -> list[tuple[int, str]]:
    text = (FOLDER / file_name).read_text(encoding="utf-8")
    return [
        (number, line.rstrip())
        for number, line in enumerate(text.splitlines(), start=1)
        if line.strip() and not line.startswith("#")
    ]


def abbreviations() -> frozenset[str]:
    """Words that carry a full stop inside a sentence, in lower case, without the last stop."""
    return word_list("abbreviations")
