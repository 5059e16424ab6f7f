"""Reading the hand-compiled files in `own/` and writing the finished lists.

A hand-compiled file has lines `key: entry; entry; variant=canonical`. The same key may stand on
many lines, and a `#` opens a comment. An entry may name what it is a variant of after `=`.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

OWN = Path(__file__).parent / "own"
LISTS = Path(__file__).parent.parent

# Letters that Danish papers keep; other accents are often dropped in print.
KEPT_LETTERS = set("æøåäöüÆØÅÄÖÜ")
LETTERS_WITHOUT_DECOMPOSITION = str.maketrans("ıİłŁđĐðəƏħŋ", "iIlLdDdeEhn") | str.maketrans(
    {"þ": "th", "Þ": "Th"}
)


class Entry(NamedTuple):
    """One hand-compiled entry: the key of its line, its form, and what it is a variant of."""

    key: str
    form: str
    same_as: str


class OwnFileError(ValueError):
    """A line of a hand-compiled file has no `key:` in front."""


def own_entries(name: str) -> Iterator[Entry]:
    """The entries of `own/<name>.txt` in the order in which they stand there."""
    path = OWN / f"{name}.txt"
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        content = line.strip()
        if not content or content.startswith("#"):
            continue
        key, colon, entries = content.partition(":")
        if not colon:
            raise OwnFileError(f"{path.name}, line {number}: no `key:` in front of the entries")
        for entry in entries.split(";"):
            form, _, same_as = (part.strip() for part in entry.partition("="))
            if form:
                yield Entry(key.strip(), form, same_as)


def own_forms(name: str, key: str) -> set[str]:
    """The forms that stand under one key of `own/<name>.txt`."""
    return {entry.form for entry in own_entries(name) if entry.key == key}


def names_in(name: str, keys: tuple[str, ...] = ()) -> set[str]:
    """All forms of `own/<name>.txt` without marks, or those whose key begins with one of `keys`."""
    return {
        entry.form.rstrip("*")
        for entry in own_entries(name)
        if (not keys or entry.key.startswith(keys)) and entry.key not in ("drop", "common")
    }


def without_accents(name: str) -> str:
    """The name as papers print it that drop foreign accents: *Šarūnas* gives *Sarunas*."""
    plain = []
    for letter in unicodedata.normalize("NFC", name):
        if letter in KEPT_LETTERS:
            plain.append(letter)
        else:
            bare = letter.translate(LETTERS_WITHOUT_DECOMPOSITION)
            parts = unicodedata.normalize("NFD", bare)
            plain.append("".join(part for part in parts if not unicodedata.combining(part)))
    return "".join(plain)


def write_list(name: str, comment: str, entries: Iterable[str]) -> int:
    """Writes `<name>.txt` sorted by code point; returns the number of entries."""
    lines = sorted(set(entries))
    _write(f"{name}.txt", comment, lines)
    return len(lines)


def write_table(
    name: str, comment: str, columns: tuple[str, ...], rows: Iterable[tuple[str, ...]]
) -> int:
    """Writes `<name>.tsv` sorted by code point; returns the number of rows."""
    lines = sorted({"\t".join(row) for row in rows})
    _write(f"{name}.tsv", comment, ["\t".join(columns), *lines])
    return len(lines)


def _write(file_name: str, comment: str, lines: list[str]) -> None:
    head = "".join(f"# {line}\n" for line in comment.strip().splitlines())
    (LISTS / file_name).write_text(head + "\n".join(lines) + "\n", encoding="utf-8")
