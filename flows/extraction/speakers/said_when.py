"""Expressions of time beside a verb of saying: "lørdag", "i går aftes", "tidligere på ugen".

The words come from `danish/time_words.tsv`, the events ("efter kampen") from
`danish/event_nouns.txt`; how they combine is here. Written numbers are not computed: the value
is what stands in the text.
"""

from __future__ import annotations

from enum import IntEnum
from typing import Final

from flows.extraction.danish import table, word_list
from flows.extraction.document import Document
from flows.extraction.quotes.cue_forms import cue_forms
from flows.extraction.words import (
    ADVERBS,
    CORE_STOPS,
    DETERMINERS,
    POSSESSIVES,
    PREPOSITIONS,
    word_class,
)


class TimeRank(IntEnum):
    """How exactly a phrase says when; of several in a clause the highest counts."""

    VAGUE = 1  # "har tidligere sagt"
    EVENT = 2  # "efter kampen"
    CALENDAR = 3  # "mandag", "i sidste uge", "15. februar"


class TimePhrase:
    """An expression of time: tokens `first` to `last` (exclusive)."""

    def __init__(self, first: int, last: int, rank: TimeRank) -> None:
        self.first = first
        self.last = last
        self.rank = rank


_CALENDAR: Final = TimeRank.CALENDAR
_EVENT: Final = TimeRank.EVENT
_VAGUE: Final = TimeRank.VAGUE


def read_time(doc: Document, at: int, end: int, first: int) -> TimePhrase | None:
    """The expression of time that begins at token `at` and ends before token `end`.

    `first` is where the words that may be looked back at begin. A day that hangs on a
    preposition ("fra mandag", "til lørdag") does not say when something was said.
    """
    if at > first and doc.lowers[at - 1] in _HANGS_ON:
        return None
    stop = _calendar(doc.lowers, at, end)
    if stop is not None:
        return TimePhrase(at, stop, _CALENDAR)
    stop = _event(doc, at, end)
    if stop is not None:
        return TimePhrase(at, stop, _EVENT)
    stop = _vague(doc, at, end)
    return None if stop is None else TimePhrase(at, stop, _VAGUE)


def may_be_time(word: str) -> bool:
    """Whether an expression of time can begin with the lower-case word (a quick first look)."""
    return word in TIME_OPENINGS or word[0].isdigit()


def _classes() -> dict[str, frozenset[str]]:
    classes: dict[str, set[str]] = {}
    for row in table("time_words"):
        classes.setdefault(row["word"], set()).add(row["class"])
    return {word: frozenset(found) for word, found in classes.items()}


_NONE: Final[frozenset[str]] = frozenset()
_HANGS_ON: Final = PREPOSITIONS | DETERMINERS
_CLASSES: Final = _classes()
_EVENT_OPENINGS: Final = word_list("event_openings")
_EVENT_NOUNS: Final = word_list("event_nouns")
_OPENING: Final = frozenset(
    {"weekday", "alone", "recent", "shade", "vague", "clock", "eve", "month"}
)
# The lower-case words that tell an expression of time, the months for those with a date.
TIME_OPENINGS: Final = (
    word_class("time_frame")
    | frozenset([word for word, classes in _CLASSES.items() if classes & _OPENING])
    | frozenset([phrase.split()[0] for phrase in _EVENT_OPENINGS])
)


def _is(lowers: list[str], at: int, end: int, kind: str) -> bool:
    return at < end and kind in _CLASSES.get(lowers[at], _NONE)


# --- calendar ---------------------------------------------------------------------------------


def _calendar(lowers: list[str], at: int, end: int) -> int | None:
    """The token behind a time of the calendar that begins at `at`."""
    if _is(lowers, at, end, "shade"):
        if lowers[at + 1 : at + 2] in (["på"], ["i"]) and _is(lowers, at + 2, end, "spell"):
            return at + 3  # "tidligere på ugen", "midt i ugen"
        return _day(lowers, at + 1, end)  # "tidligere i dag", "sent mandag aften"
    opened = _opened(lowers, at, end)
    if opened is not None and _is(lowers, opened, end, "clock"):
        return _clock(lowers, opened, end)  # "kort efter klokken 17"
    return _day(lowers, at, end)


def _opened(lowers: list[str], at: int, end: int) -> int | None:
    """The token behind "efter", "forud for", "kort før" at token `at`."""
    if at + 1 < end and f"{lowers[at]} {lowers[at + 1]}" in _EVENT_OPENINGS:
        return at + 2
    return at + 1 if at < end and lowers[at] in _EVENT_OPENINGS else None


def _day(lowers: list[str], at: int, end: int) -> int | None:
    if at >= end:
        return None
    word = lowers[at]
    if _is(lowers, at, end, "weekday"):
        return _behind_weekday(lowers, at + 1, end)
    if _is(lowers, at, end, "eve"):
        return _eve(lowers, at, end)
    if word == "i":
        return _behind_i(lowers, at + 1, end)
    if word == "for":
        return _ago(lowers, at + 1, end)
    if word == "her" and at + 2 < end and lowers[at + 1] in {"til", "i"}:
        return at + 3 if _is(lowers, at + 2, end, "part") else None
    if _is(lowers, at, end, "recent"):
        fits = _is(lowers, at + 1, end, "unit") or _is(lowers, at + 1, end, "weekday")
        return _parts(lowers, at + 2, end) if fits else None
    if _is(lowers, at, end, "clock"):
        behind = _clock(lowers, at, end)
        return None if behind is None else _day(lowers, behind, end) or behind
    if _is(lowers, at, end, "alone"):
        return at + 1
    return _date(lowers, at, end)


def _behind_weekday(lowers: list[str], at: int, end: int) -> int:
    """What may go on behind a weekday: "aften", "den 3. maj", "i sidste uge", "klokken 20"."""
    at = _parts(lowers, at, end)
    date = _date(lowers, at, end)
    if date is not None:
        return _clock(lowers, date, end) or date
    clock = _clock(lowers, at, end)
    if clock is not None:
        return clock
    week = lowers[at : at + 1] == ["i"] and _is(lowers, at + 1, end, "recent")
    if week and _is(lowers, at + 2, end, "unit"):
        return at + 3
    return at


def _parts(lowers: list[str], at: int, end: int) -> int:
    """Parts of the day, and "dansk tid", behind a day."""
    while _is(lowers, at, end, "part"):
        at += 1
    if _is(lowers, at, end, "zone") and lowers[at + 1 : at + 2] == ["tid"]:
        at += 2
    return at


def _eve(lowers: list[str], at: int, end: int) -> int | None:
    """As in "natten til lørdag", "dagen efter"."""
    direction = lowers[at + 1] if at + 1 < end else ""
    if direction in {"til", "før", "efter"} and _is(lowers, at + 2, end, "weekday"):
        return _parts(lowers, at + 3, end)
    return at + 2 if direction in {"før", "efter", "forinden", "derpå"} else None


def _behind_i(lowers: list[str], at: int, end: int) -> int | None:
    """As in "i går aftes", "i sidste uge", "i februar", "i 1998", "i begyndelsen af ugen"."""
    if at >= end:
        return None
    if _is(lowers, at, end, "month"):
        return _year(lowers, at + 1, end)
    if _is(lowers, at, end, "behind_i"):
        at = _parts(lowers, at + 1, end)
        if _is(lowers, at, end, "weekday"):
            at = _parts(lowers, at + 1, end)
        return _clock(lowers, at, end) or at
    if _is(lowers, at, end, "recent") and _is(lowers, at + 1, end, "unit"):
        return at + 2
    if _is_year(lowers[at]):
        return at + 1
    if _is(lowers, at, end, "stretch") and lowers[at + 1 : at + 2] == ["af"]:
        if _is(lowers, at + 2, end, "spell"):
            return at + 3
        if _is(lowers, at + 2, end, "month"):
            return _year(lowers, at + 3, end)
        return _day(lowers, at + 2, end)
    return None


def _year(lowers: list[str], at: int, end: int) -> int:
    """A year behind a month: "2021", "sidste år", "i år"."""
    if at < end and _is_year(lowers[at]):
        return at + 1
    if _is(lowers, at, end, "recent") and lowers[at + 1 : at + 2] == ["år"] and at + 1 < end:
        return at + 2
    if lowers[at : at + 2] in (["i", "år"], ["i", "fjor"]) and at + 1 < end:
        return at + 2
    return at


def _is_year(word: str) -> bool:
    return len(word) == 4 and word.isdigit() and word[:2] in {"17", "18", "19", "20"}


def _date(lowers: list[str], at: int, end: int) -> int | None:
    """As in "den 15. februar 2023", "3. maj klokken 14"."""
    if at < end and lowers[at] in {"den", "d."}:
        at += 1
    if at + 2 >= end or not (lowers[at].isdigit() and len(lowers[at]) <= 2):
        return None
    if lowers[at + 1] != "." or not _is(lowers, at + 2, end, "month"):
        return None
    behind = _year(lowers, at + 3, end)
    return _clock(lowers, behind, end) or behind


def _clock(lowers: list[str], at: int, end: int) -> int | None:
    """As in "klokken 20", "kl. 14.30", "ved 14-tiden", "omkring klokken 2"."""
    lead = at
    if lead < end and lowers[lead] in {"ved", "omkring", "cirka"}:
        lead += 1
    if lead > at and lead < end and lowers[lead].endswith("-tiden"):
        return lead + 1
    if not _is(lowers, lead, end, "clock") or lead + 1 >= end:
        return None
    hour = lowers[lead + 1]
    return lead + 2 if hour[0].isdigit() or hour in DETERMINERS else None


def _ago(lowers: list[str], at: int, end: int) -> int | None:
    """As in "for to uger siden", "for nogle år siden", "for nylig"."""
    if lowers[at : at + 1] == ["nylig"] and at < end:
        return at + 1
    for token in range(at, min(at + 5, end - 1)):
        if _is(lowers, token, end, "units"):
            return token + 2 if lowers[token + 1] in {"siden", "tilbage"} else None
        if lowers[token] in PREPOSITIONS:
            return None
    return None


# --- events and vague times -------------------------------------------------------------------


def _event(doc: Document, at: int, end: int) -> int | None:
    """The token behind "efter kampen", "forud for fredagens samråd", "kort efter 2-1-sejren"."""
    lowers = doc.lowers
    opened = _opened(lowers, at, end)
    if opened is None:
        return None
    for token in range(opened, min(opened + 6, end)):
        word = lowers[token]
        if _is_event(word):
            return token + 1
        score = word == "-" and token > opened and lowers[token - 1].isdigit()  # "2-1-sejren"
        inside = score or word in DETERMINERS or word in POSSESSIVES or word.endswith("ens")
        if not inside and (word in CORE_STOPS or not word[0].isalnum()):
            return None
    return None


def _is_event(word: str) -> bool:
    if word in _EVENT_NOUNS:
        return True
    return any(word[cut:] in _EVENT_NOUNS for cut in range(2, len(word) - 3))


def _vague(doc: Document, at: int, end: int) -> int | None:
    """An adverb by itself, before no noun: "har tidligere sagt", "sagde efterfølgende til"."""
    if not _is(doc.lowers, at, end, "vague"):
        return None
    if at + 1 >= end:
        return at + 1
    following = doc.lowers[at + 1]
    free = not following[0].isalnum() or following in PREPOSITIONS or following in ADVERBS
    return at + 1 if free or following in {"at", "og"} or following in cue_forms() else None
