"""What a single line is, known by its own form: caption, byline, time stamp, debris of the page.

Every test asks for a form that news prose does not have, and none looks at lines longer than such
lines are. In doubt a line is the article's text: a line read too many costs little, a line read
too few can cost a quote.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from flows.reading.credit_lines import (
    credit_first_words,
    is_byline,
    is_caption,
    may_hold_credit,
)
from flows.reading.language import is_foreign_post, small_words
from flows.reading.word_data import any_of, debris_phrases, first_word, first_word_of_line, words
from flows.records import ParagraphRole

# Characters; longer lines are the article's text whatever they begin with.
_LONGEST_DEBRIS: Final = 200
_LONGEST_STAMP: Final = 80
_LONGEST_LINK: Final = 100
_LONGEST_POST: Final = 600
_SPEECH_OPENS: Final = frozenset("-–—\"”“„»«'‘’")
_AFTER_LABEL: Final = re.compile(r"\s*(?:[:>»|→\-–—\"“”(]|\Z)|\s+[A-ZÆØÅ]")
_SURROUND: Final = " \t\xa0.:!>|*•·-–—→←↓↑▼▲►▶()[]©"
_CLOSERS: Final = "\"”“»«'’)] "
_SENTENCE_ENDERS: Final = (".", "!", "?", "…", ",", ";", ":")
_BETWEEN_PARTS: Final = " \t\n\xa0:.,|·•()/–—-"
_DIGIT: Final = re.compile(r"\d")
_LINK_OR_HANDLE: Final = re.compile(
    r"(?:@\w+|https?://\S+|\w[\w.-]*/\S+)(?: (?:@\w+|https?://\S+)){0,2}"
)
_SIGNATURE: Final = re.compile(
    r"(?:[—–-]\s?)?(?:[A-ZÆØÅ]\S{0,30}\s){1,4}\(@\w{1,30}\)(?:\s.{4,40}\d{4})?"
)
_SIGNED_POST: Final = re.compile(r"[—–-]\s?[^()]{1,80}\(@\w{1,30}\)\s.{4,40}\d{4}\Z", re.DOTALL)
_POST_LINKS: Final = (
    "pic.twitter.com",
    "//t.co/",
    "twitter.com/",
    "instagram.com/",
    "facebook.com/",
)


def furniture_role(line: str, above_lead: bool, in_english: bool) -> ParagraphRole | None:
    """Caption, byline or debris, if the line has the form of one; None for the article's text.

    `above_lead` tells that no line of the article's text has come yet, `in_english` that the
    article is in English, so that English in it is no sign of an embedded post.
    """
    if len(line) > _LONGEST_POST:
        return None
    # A dash at both ends is an ornament: `- Annonce -`.
    speech = line[0] in "-–—" and line[1:2].isspace() and line[-1] not in "-–—"
    if not speech:
        first = first_word_of_line(line)
        # Nearly all lines are plain text, and nearly all of them are told by this alone.
        if first in _first_words() or first[0].isdigit() or may_hold_credit(line):
            role = _role_by_form(line, line.lower(), first, above_lead)
            if role:
                return role
    return ParagraphRole.DEBRIS if not in_english and _is_post(line) else None


def _role_by_form(line: str, lower: str, first: str, above_lead: bool) -> ParagraphRole | None:
    if len(line) <= _LONGEST_DEBRIS and _is_debris(line, lower, first, above_lead):
        return ParagraphRole.DEBRIS
    if is_caption(line, lower, first):
        return ParagraphRole.CAPTION
    return ParagraphRole.BYLINE if is_byline(line, first) else None


@cache
def _first_words() -> frozenset[str]:
    """What debris, captions and bylines begin with; the empty word of a line of mere marks too."""
    stamps = (*words("stamp"), *words("weekday"), *words("clock"))
    return frozenset({"", *debris_phrases(), *credit_first_words(), *map(first_word, stamps)})


def _is_debris(line: str, lower: str, first: str, above_lead: bool) -> bool:
    """An advertisement line, a link to another article, a button, a time stamp, a rule."""
    if not first:
        return not any(map(str.isalnum, line)) and "?" not in line
    phrases = debris_phrases().get(first, ())
    opening = lower.lstrip(_SURROUND) if phrases else ""
    for form, phrase in phrases:
        if form in ("line", "kicker"):
            if opening.rstrip(_SURROUND) == phrase and (form == "line" or above_lead):
                return True
        elif opening.startswith(phrase):
            behind = line[len(lower) - len(opening) + len(phrase) :]
            if form == "start" or _AFTER_LABEL.match(behind):
                return True
            if form == "link" and behind[0] in " ," and _is_no_sentence(line):
                return True
    return len(line) <= _LONGEST_STAMP and _is_stamp(lower)


def _is_no_sentence(line: str) -> bool:
    return len(line) <= _LONGEST_LINK and not line.rstrip(_CLOSERS).endswith(_SENTENCE_ENDERS)


def _is_stamp(lower: str) -> bool:
    """A time stamp and nothing else: a day of a year, or a time of day behind a word for one."""
    if not _DIGIT.search(lower) or not _telling().search(lower):
        return False
    rest = _part_of_stamp().sub(" ", _telling().sub(" ", lower))
    return not rest.strip(_BETWEEN_PARTS)


def _is_post(line: str) -> bool:
    """An embedded post in English: signed, linked, or English from end to end.

    A line with Danish words in it is read: somebody's words, told or shown. So is an English line
    behind a speech dash or between quote marks.
    """
    if ("@" in line or "/" in line) and ("@" in line or "//" in line or ".com/" in line):
        if _LINK_OR_HANDLE.fullmatch(line) or _SIGNATURE.fullmatch(line):
            return True
        if _SIGNED_POST.search(line) or any(link in line for link in _POST_LINKS):
            return is_foreign_post(small_words(line), 1)
    if line[0] in _SPEECH_OPENS:
        return False
    # What English prose cannot do without, before the costlier count of small words.
    may_be_english = (
        " the " in line
        or " to " in line
        or " and " in line
        or " of " in line
        or " is " in line
        or " you " in line
    )
    return may_be_english and is_foreign_post(small_words(line), 4)


@cache
def _telling() -> re.Pattern[str]:
    """What makes a line a stamp: `opdateret`, `12. april 2024`, `31/01/2022`, `kl. 19.44`."""
    return re.compile(
        rf"\b(?:{any_of('stamp')})\b"
        rf"|\b\d{{1,2}}[./-]\d{{1,2}}[./-](?:\d{{4}}|\d{{2}})\b|\b\d{{4}}-\d{{2}}-\d{{2}}\b"
        rf"|\b\d{{1,2}}\.?\s{any_of('month')}\.?,?\s\d{{4}}\b"
        rf"|\b(?:kl\.?|klokken)\s?\d{{1,2}}(?:[.:]\d{{2}}){{0,2}}\b"
        rf"|\b\d{{1,2}}/\d{{1,2}}\s\d{{4}}\b|\A\d{{1,2}}[.:]\d{{2}}\Z"
        rf"|\b\d{{1,3}}\s{any_of('span')}\ssiden\b"
    )


@cache
def _part_of_stamp() -> re.Pattern[str]:
    """What may stand beside it: a weekday, a day without a year, a bare time."""
    return re.compile(
        rf"\b(?:{any_of('weekday')}|{any_of('clock')})\b"
        rf"|\b\d{{1,2}}\.?\s{any_of('month')}\b|\b\d{{1,2}}[.:]\d{{2}}(?:[.:]\d{{2}})?\b"
    )
