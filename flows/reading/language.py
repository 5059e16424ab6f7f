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


def detect_language(text: str) -> str:
    """ISO 639-1 code (`da`, `no`, `sv`, `en`, `de`, ...) or `und`."""
    counts = dict.fromkeys(languages(), 0)
    languages_of = _languages_of()
    for word in small_words(text[:_BEGINNING]):
        for code in languages_of.get(word, ()):
            counts[code] += 1
    (second, _), (best, code) = sorted([(count, code) for code, count in counts.items()])[-2:]
    return code if best >= _FEWEST_WORDS and best > second else UNDETERMINED


@cache
def _languages_of() -> dict[str, tuple[str, ...]]:
    """The languages that each small word belongs to."""
    found: dict[str, tuple[str, ...]] = {}
    for code, known in languages().items():
        for word in known:
            found[word] = (*found.get(word, ()), code)
    return found


def small_words(text: str) -> frozenset[str]:
    """The different words of a text in lower case. Marks stay on: few small words carry any."""
    return frozenset(text.lower().split())


def is_foreign_post(words: AbstractSet[str], least: int) -> bool:
    """Words are English, and none of them Danish: at least `least` small words say so."""
    english, danish = languages()["en"], languages()["da"]
    return len(words & english - danish) >= least and not words & danish - english
