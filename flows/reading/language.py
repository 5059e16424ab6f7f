"""Which language a text is in: a count of small words. A heuristic, made for news articles.

Made to tell Danish from its neighbours and from the English that gets into Danish folders. Each
different word of the beginning counts once, so that a list or a refrain does not decide. Close
relatives share most small words, and what differs decides. Text with too few small words, or with
as many of one language as of another, is `und` (undetermined).
"""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from functools import cache
from typing import Final

from flows.reading.word_data import languages

UNDETERMINED: Final = "und"
# Characters looked at: some 250 words, more than enough to tell.
_BEGINNING: Final = 1500
_FEWEST_WORDS: Final = 3
# More than the small words of any language: counts are kept as digits of this base.
_COUNTED: Final = 1024


def detect_language(text: str) -> str:
    """ISO 639-1 code (`da`, `no`, `sv`, `en`, `de`, ...) or `und`."""
    counters = _counters()
    # One sum counts for all languages at once.
    counts = sum([counters[word] for word in _all_small_words().intersection(_words(text))])
    best = second = 0
    found = UNDETERMINED
    for code in languages():
        count = counts % _COUNTED
        counts //= _COUNTED
        if count >= best:
            best, second, found = count, best, code
        elif count > second:
            second = count
    return found if best >= _FEWEST_WORDS and best > second else UNDETERMINED


def _words(text: str) -> list[str]:
    """The words that a text begins with in lower case. Marks stay on: few small words have any."""
    return text[:_BEGINNING].lower().split()


@cache
def _all_small_words() -> frozenset[str]:
    return frozenset(_counters())


@cache
def _counters() -> dict[str, int]:
    """For each small word, a number that has a digit of 1 for each language it belongs to."""
    found: dict[str, int] = {}
    for place, known in enumerate(languages().values()):
        for word in known:
            found[word] = found.get(word, 0) + _COUNTED**place
    return found


def small_words(text: str) -> frozenset[str]:
    """The different words of a text in lower case. Marks stay on: few small words carry any."""
    return frozenset(text.lower().split())


def is_foreign_post(words: AbstractSet[str], least: int) -> bool:
    """Words are English, and none of them Danish: at least `least` small words say so."""
    english, danish = languages()["en"], languages()["da"]
    return len(words & english - danish) >= least and not words & danish - english
