"""Lines that say who took a picture or wrote an article: captions and bylines."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from flows.reading.word_data import any_of, words

# Characters; longer lines are the article's text whatever they begin or end with.
_LONGEST_CAPTION: Final = 260
_LONGEST_BYLINE: Final = 120
_MOST_BYLINE_WORDS: Final = 14
_LONGEST_CREDIT: Final = 120
_LONGEST_NAMES: Final = 85
_LONGEST_PICTURE_WORD: Final = 40
_AFTER_CREDIT: Final = ").0123456789 "
# Letters at the end of a line that tell most lines without a credit.
_LAST: Final = 3
_MAIL: Final = re.compile(r"[\w.+-]{1,64}@[\w-]{1,64}\.\w")
_INITIAL_ENDS: Final = re.compile(r"\b\w\.\Z")


def may_hold_credit(line: str) -> bool:
    """Cheap: false for nearly every line without a credit or an address in it or at its end."""
    if ":" in line or "@" in line:
        return True
    end = line.rstrip(_AFTER_CREDIT)
    if end[-_LAST:].lower() not in _last_letters():
        return False
    return end[-_longest_closing() :].lower().endswith(_closing_words())


def credit_first_words() -> frozenset[str]:
    """The first words of the lines that begin with a credit."""
    return _pictures() | _byline_firsts()


def is_caption(line: str, lower: str, first: str) -> bool:
    """A picture credit, alone or behind the caption that it ends.

    `lower` is the line in lower case, `first` its first word.
    """
    if len(line) > _LONGEST_CAPTION:
        return False
    return (
        (first in _pictures() and _credit_opens().match(line) is not None)
        or _ends_in_credit(line)
        or (lower.rstrip(_AFTER_CREDIT).endswith(_closing_words()) and _names_agency(lower))
    )


def _ends_in_credit(line: str) -> bool:
    """The last colon of the line stands behind a picture word, and little behind the colon."""
    colon = line.rfind(":")
    if not 0 < colon < len(line) - 1 or len(line) - colon > _LONGEST_NAMES:
        return False
    return _credit_ends().search(line, max(0, colon - _LONGEST_PICTURE_WORD)) is not None


def is_byline(line: str, first: str) -> bool:
    """`Af` and names, or an e-mail address with a name at most."""
    if len(line) > _LONGEST_BYLINE:
        return False
    if "@" in line and len(line.split()) <= 8 and _MAIL.search(line):
        return True
    opener = _byline_opens().match(line) if first in _byline_firsts() else None
    if opener is None:
        return False
    bare = [token.strip(",.;:()|/–—-") for token in line[opener.end() :].split()]
    names = [token for token in bare if token[:1].isupper() or token in _desks()]
    others = [token for token in bare if token and token not in names]
    ends_sentence = line[-1] in ".?!" and not _INITIAL_ENDS.search(line)
    return (
        bool(names)
        and len(bare) <= _MOST_BYLINE_WORDS
        and not ends_sentence
        and all(token in _small_in_bylines() or "@" in token for token in others)
    )


def _names_agency(lower: str) -> bool:
    return _credit_closes().search(lower, max(0, len(lower) - _LONGEST_CREDIT)) is not None


@cache
def _pictures() -> frozenset[str]:
    """First words of lines that may be a credit; `pr-foto` begins with the word `pr`."""
    return frozenset(word.split("-")[0] for word in words("picture"))


@cache
def _closing_words() -> tuple[str, ...]:
    return (*words("archive"), *words("photo_agency"))


@cache
def _last_letters() -> frozenset[str]:
    return frozenset([word[-_LAST:] for word in _closing_words()])


@cache
def _longest_closing() -> int:
    return max(map(len, _closing_words()))


@cache
def _byline_firsts() -> frozenset[str]:
    return frozenset(re.split(r"\W", word)[0] for word in words("byline"))


@cache
def _desks() -> frozenset[str]:
    """Who writes without a name: agencies as they write themselves, `redaktionen`."""
    return frozenset({"redaktionen", *(agency.lower() for agency in words("agency"))})


@cache
def _small_in_bylines() -> frozenset[str]:
    return frozenset({*words("connector"), *words("byline_title")})


@cache
def _credit_opens() -> re.Pattern[str]:
    """`Foto:`, `Foto af X`, `Foto Kim Holm`, `Arkivfoto`, `(Foto: ...`."""
    picture, archive = any_of("picture"), any_of("archive")
    return re.compile(
        rf"\W{{0,2}}(?i:(?:{archive}\b|{picture}(?:\s?(?:/|&|og)\s?\w{{1,20}})?\s{{0,2}}:))"
        rf"|(?i:fotos?)\s(?:af\s)?[A-ZÆØÅ][^.!?]{{2,60}}\Z"
    )


@cache
def _credit_ends() -> re.Pattern[str]:
    """`... Foto: Kim Holm/Ritzau Scanpix`, `... (Foto: Kim B. Holm)`."""
    return re.compile(
        rf"\b(?i:{any_of('picture')})(?:\s?(?:/|&|og)\s?\w{{1,20}})?\s{{0,2}}:"
        r"(?:[^.!?:]|(?<=\b\w)\.){2,80}[.)]{0,2}\Z"
    )


@cache
def _credit_closes() -> re.Pattern[str]:
    """`... Kim Holm/Ritzau Scanpix`, `... (Arkivfoto).`, in lower case.

    A sentence may end in an agency's name as well, so that a mark must stand before it.
    """
    archive, agency = any_of("archive"), any_of("photo_agency")
    return re.compile(
        rf"(?:[/:(,;|·]\s?|\A)(?:ritzau\s?/?\s?)?{agency}(?:\s\d{{4}})?[).]{{0,2}}\Z"
        rf"|[.!?(/]\s?{archive}(?:\s\d{{4}})?[).]{{0,2}}\Z"
    )


@cache
def _byline_opens() -> re.Pattern[str]:
    """`Af` wants a name behind it, the nouns a colon as well."""
    return re.compile(
        rf"\W?(?:(?i:{any_of('byline')})\s?:\s?|(?:Af|AF|Skrevet af|Oversat af)\s+)(?=\W?\w)"
    )
