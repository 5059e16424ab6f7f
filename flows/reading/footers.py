"""The agency footer at the end of an article: `/ritzau/`, `/ritzau/AFP`, `(Reuters)` and so on."""

from __future__ import annotations

import re
from functools import cache
from typing import Final, NamedTuple

from flows.reading.word_data import words

# A footer is short: only so many characters at the end of a line are looked at.
_LONGEST: Final = 60
# An agency that our list does not have is known by its place behind one that it has.
_OTHER_NAME: Final = r"\w[\w.]{0,19}"
_BEFORE_GLUED: Final = frozenset(".!?:,;…)\"”“»«'’ \xa0")


# What a footer in a line of its own begins with.
_FIRST_OF_WHOLE: Final = "/(Rr"


class Footer(NamedTuple):
    """Where a footer begins in its line, and the agencies it names, in order."""

    start: int
    agencies: tuple[str, ...]


def may_hold_footer(line: str) -> bool:
    """Cheap: false for nearly every line that neither is a footer nor has one glued to its end."""
    return "/" in line or line[0] in _FIRST_OF_WHOLE


def find_footer(line: str) -> Footer | None:
    """The footer that a line (without blanks at its ends) is, or that is glued to its end.

    A glued footer is closed by a slash or names a second agency, and stands behind the end of a
    sentence: the credit in `Foto: Kim Holm/Ritzau` is none.
    """
    offset = max(0, len(line) - _LONGEST)
    slash = line.find("/", offset)
    if offset and slash < 0:
        return None
    tail = line[offset:]
    if not offset:
        whole = _whole_line().fullmatch(tail)
        if whole:
            return Footer(0, _agencies(whole.group()))
    if slash < 0:
        return None
    glued = _glued().search(tail)
    if not glued or not _stands_apart(line, offset + glued.start()):
        return None
    return Footer(offset + glued.start(), _agencies(glued.group()))


def agencies_in(line: str) -> tuple[str, ...]:
    """The known agencies among the words of a short line, as in the byline `Af Ritzau`."""
    known = _known()
    return tuple(known[word] for word in re.findall(r"\w+", line.lower()) if word in known)


def _stands_apart(line: str, start: int) -> bool:
    return start == 0 or line[start - 1] in _BEFORE_GLUED or not _has_credit(line)


def _has_credit(line: str) -> bool:
    end = line[-2 * _LONGEST :].lower()
    return any(f"{word}:" in end for word in words("picture"))


def _agencies(footer: str) -> tuple[str, ...]:
    known = _known()
    names = (name.strip(" .()©/") for name in re.split(r"[/,–-]", footer))
    return tuple(dict.fromkeys(known.get(name.lower(), name) for name in names if name))


@cache
def _known() -> dict[str, str]:
    return {name.lower(): name for name in words("agency")}


@cache
def _name() -> str:
    return "(?i:" + "|".join(re.escape(name) for name in words("agency")) + ")"


@cache
def _whole_line() -> re.Pattern[str]:
    """`/ritzau/`, `/ritzau/AFP`, `ritzau/TT-NTB`, `(Ritzau)`, `/AP/`; `Ritzau` alone as well."""
    name = _name()
    more = rf"(?:\s?[/,-]\s?{_OTHER_NAME}(?: \w{{1,12}})?)*\s?"
    return re.compile(rf"/\s?{name}{more}/?\.?|(?i:ritzau){more}/?\.?|\(\s?©?\s?{name}{more}\)\.?")


@cache
def _glued() -> re.Pattern[str]:
    """Behind other text: `/ritzau/`, `/ritzau/AFP`, `/AP/`."""
    more = rf"{_OTHER_NAME}(?:\s?[/-]\s?{_OTHER_NAME})*\s?/?"
    return re.compile(rf"/\s?(?:(?i:ritzau)\s?/\s?(?:{more})?|{_name()}\s?/(?:{more})?)\.?\Z")
