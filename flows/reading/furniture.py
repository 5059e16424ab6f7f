"""What a single line is, known by its own form: caption, byline, time stamp, debris of the page.

Every test asks for a form that news prose does not have, and none looks at lines longer than such
lines are. In doubt a line is the article's text: a line read too many costs little, a line read
too few can cost a quote.
"""

from __future__ import annotations

import re
from functools import cache

from flows.reading.credit_lines import is_byline, is_caption
from flows.reading.language import is_foreign_post, small_words
from flows.reading.word_data import any_of, debris_phrases, first_word
from flows.records import ParagraphRole

# Characters; longer lines are the article's text whatever they begin with.
_LONGEST_DEBRIS = 200
_LONGEST_STAMP = 80
_LONGEST_POST = 600
_SPEECH_DASH = re.compile(r"[-–—]\s")
_SPEECH_OPENS = frozenset("-–—\"”“„»«'‘’")
_AFTER_LABEL = re.compile(r"\s*(?:[:>»|→\-–—\"“”(]|\Z)|\s+[A-ZÆØÅ]")
_SURROUND = " \t\xa0.:!>|*•·-–—→()[]"
_BETWEEN_PARTS = " \t\n\xa0:.,|·•()/–—-"
_DIGIT = re.compile(r"\d")
_HANDLE = re.compile(r"(?<!\w)@\w")
_SIGNED_POST = re.compile(r"[—–-]\s?[^()]{1,80}\(@\w{1,30}\)\s.{4,40}\d{4}\Z", re.DOTALL)
_POST_LINKS = ("pic.twitter.com", "//t.co/", "twitter.com/", "instagram.com/", "facebook.com/")
# What English prose cannot do without; looked for before the costlier count of small words.
_ENGLISH = (" the ", " to ", " and ", " of ", " is ", " you ", " was ", " are ")


def furniture_role(line: str, above_lead: bool = False) -> ParagraphRole | None:
    """Caption, byline or debris, if the line has the form of one; None for the article's text.

    `above_lead` tells that no line of the article's text has come yet.
    """
    if len(line) > _LONGEST_POST:
        return None
    if not _SPEECH_DASH.match(line):
        lower = line.lower()
        first = first_word(lower)
        if is_caption(line, lower, first):
            return ParagraphRole.CAPTION
        if is_byline(line, first):
            return ParagraphRole.BYLINE
        if len(line) <= _LONGEST_DEBRIS and _is_debris(line, lower, first, above_lead):
            return ParagraphRole.DEBRIS
    return ParagraphRole.DEBRIS if _is_post(line) else None


def _is_debris(line: str, lower: str, first: str, above_lead: bool) -> bool:
    """An advertisement line, a link to another article, a button, a time stamp, a rule."""
    if not first:
        return not any(map(str.isalnum, line)) and "?" not in line
    for form, phrase in debris_phrases().get(first, ()):
        if form in ("line", "kicker"):
            if lower.strip(_SURROUND) == phrase and (form == "line" or above_lead):
                return True
        elif lower.startswith(phrase) and (
            form == "start" or _AFTER_LABEL.match(line, len(phrase)) is not None
        ):
            return True
    return len(line) <= _LONGEST_STAMP and _is_stamp(lower)


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
    if _HANDLE.search(line) or "//" in line or any(link in line for link in _POST_LINKS):
        tokens = line.split()
        if len(tokens) <= 3 and (line[0] == "@" or "/" in line):
            return True
        if _SIGNED_POST.search(line) or any(link in line for link in _POST_LINKS):
            return is_foreign_post(small_words(line), 1)
    if line[0] in _SPEECH_OPENS or not any(word in line for word in _ENGLISH):
        return False
    return is_foreign_post(small_words(line), 4)


@cache
def _telling() -> re.Pattern[str]:
    """What makes a line a stamp: `opdateret`, `12. april 2024`, `31/01/2022`, `kl. 19.44`."""
    return re.compile(
        rf"\b(?:{any_of('stamp')})\b"
        rf"|\b\d{{1,2}}[./-]\d{{1,2}}[./-](?:\d{{4}}|\d{{2}})\b|\b\d{{4}}-\d{{2}}-\d{{2}}\b"
        rf"|\b\d{{1,2}}\.?\s{any_of('month')}\.?,?\s\d{{4}}\b"
        rf"|\b(?:kl\.?|klokken)\s?\d{{1,2}}(?:[.:]\d{{2}}){{0,2}}\b"
    )


@cache
def _part_of_stamp() -> re.Pattern[str]:
    """What may stand beside it: a weekday, a day without a year, a bare time."""
    return re.compile(
        rf"\b(?:{any_of('weekday')}|{any_of('clock')})\b"
        rf"|\b\d{{1,2}}\.?\s{any_of('month')}\b|\b\d{{1,2}}[.:]\d{{2}}(?:[.:]\d{{2}})?\b"
    )
