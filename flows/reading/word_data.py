"""The word lists of the reading step: tab-separated files beside this module.

The first line that is no `#` comment names the columns. A repeated row, a blank value or a wrong
number of columns raises `WordDataError`: an edit gone wrong shows at once, not in the results.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Final

_FOLDER: Final = Path(__file__).parent
_FIRST_WORD: Final = re.compile(r"\W{0,5}(\w{1,40})")
_LONGEST: Final = 40
# Characters that the first word of a line is looked for in.
LONGEST_OPENING: Final = 45


class WordDataError(ValueError):
    """A data file breaks the rules of its form; the message names file and line."""


def rows(file_name: str, folder: Path = _FOLDER) -> list[tuple[str, str]]:
    """The rows of a two-column data file, in file order."""
    found: dict[tuple[str, str], None] = {}
    lines = (folder / file_name).read_text(encoding="utf-8").splitlines()
    content = [(at, line) for at, line in enumerate(lines, 1) if line and line[0] != "#"]
    for at, line in content[1:]:
        first, _, second = line.partition("\t")
        if not first.strip() or not second.strip() or "\t" in second:
            raise WordDataError(f"{file_name}, line {at}: expected two columns in {line!r}")
        if (first, second) in found:
            raise WordDataError(f"{file_name}, line {at}: {line!r} stands there already")
        found[first, second] = None
    return list(found)


@cache
def words(group: str) -> tuple[str, ...]:
    """The words of one group of `words.tsv`; `WordDataError` for a group that is not there."""
    found = tuple(word for name, word in rows("words.tsv") if name == group)
    if not found:
        raise WordDataError(f"words.tsv: no group {group!r}")
    return found


@cache
def any_of(*groups: str) -> str:
    """A regular expression for any word of the groups, the longest first."""
    listed = {word for group in groups for word in words(group)}
    longest_first = sorted(listed, key=lambda word: (-len(word), word))
    return "(?:" + "|".join(re.escape(word) for word in longest_first) + ")"


def first_word(lower: str) -> str:
    """The letters and digits that a line begins with, behind marks and blanks; may be empty."""
    found = _FIRST_WORD.match(lower)
    return found.group(1) if found else ""


def first_word_of_line(line: str) -> str:
    """The first word of a line in lower case; only so far into the line is it looked for."""
    opening = line[:LONGEST_OPENING]
    # Most lines begin with mere letters before a blank.
    first = opening.partition(" ")[0].lower()
    return first if first.isalpha() and len(first) <= _LONGEST else first_word(opening.lower())


@cache
def debris_phrases() -> dict[str, tuple[tuple[str, str], ...]]:
    """The phrases of `debris.tsv` as (form, phrase), under the first word of each."""
    by_first: dict[str, list[tuple[str, str]]] = {}
    for form, phrase in rows("debris.tsv"):
        if form not in {"line", "label", "link", "start", "kicker"}:
            raise WordDataError(f"debris.tsv: no form {form!r}")
        by_first.setdefault(first_word(phrase), []).append((form, phrase))
    return {first: tuple(found) for first, found in by_first.items()}


@cache
def languages() -> dict[str, frozenset[str]]:
    """The small words of each language of `languages.tsv`."""
    return {code: frozenset(listed.split()) for code, listed in rows("languages.tsv")}
