"""Where names can stand: runs of capitalised tokens with the connectors between them.

A run never crosses a sentence border. Names are searched only inside runs, so that the cost of
finding names grows with the capital letters of a text and not with its length.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from flows.extraction.danish import table, word_list
from flows.extraction.document import Document
from flows.extraction.names.lexicon import Lexicon

MAX_TOKENS = 8
_MAX_BETWEEN = 3

_CAPITALISED: dict[str, bool] = {}


class Run(NamedTuple):
    """Tokens `first` to `last` (exclusive) of one sentence; `phrases` are known names inside."""

    first: int
    last: int
    sentence_first: int
    sentence_last: int
    phrases: tuple[tuple[int, int], ...]


def is_capitalised(word: str) -> bool:
    """Whether a name can begin or end with this token: Holm, 3F, al-Assad, d'Estaing, iPhone."""
    known = _CAPITALISED.get(word)
    if known is None:
        known = word[0].isupper() or (len(word) > 1 and any(c.isupper() for c in word))
        if len(_CAPITALISED) < 200_000:
            _CAPITALISED[word] = known
    return known


# Closed classes whose words begin no name when a sentence gives them their capital, and those
# among them that do so even where a first name is spelt alike (Han).
_NEVER_FIRST = frozenset(
    {"preposition", "conjunction", "subordinator", "relative", "adverb", "finite"}
)
_PRONOUNS = frozenset({"oblique", "nominative"})
ARTICLES = frozenset({"den", "det", "de"})


@cache
def _function_words() -> frozenset[str]:
    names = {row["name"].lower() for row in table("first_names") if row["common_word"] == "y"}
    rows = table("function_words")
    words = {row["word"] for row in rows if row["class"] in _NEVER_FIRST} | word_list("auxiliaries")
    pronouns = {row["word"] for row in rows if row["class"] in _PRONOUNS}
    return frozenset(word.capitalize() for word in (words - names | pronouns) - ARTICLES)


def find_runs(doc: Document, phrases: dict[int, int], titles: frozenset[str]) -> list[Run]:
    """The runs of a document; `phrases` are token ranges of known names, first -> last.

    `titles` are nouns that open no run before another capital ("Rederiet Nordlys").
    """
    words = doc.words
    between = word_list("name_connectors")
    openers = _function_words()
    capitals = _CAPITALISED
    runs: list[Run] = []
    for first_token, stop, _ in doc.sentences:
        at = first_token
        while at < stop:
            word = words[at]
            known = capitals.get(word)
            if known is None:
                known = is_capitalised(word)
            if (not known or word in openers) and at not in phrases:
                at += 1
                continue
            if doc.lowers[at] in titles and at not in phrases and _goes_on(words, at, stop):
                at += 1
                continue
            first = at
            last = end = phrases.get(at, at + 1)
            inside: tuple[tuple[int, int], ...] = ((first, last),) if first in phrases else ()
            while end < stop and end - last <= _MAX_BETWEEN:
                word = words[end]
                if end in phrases:
                    inside += ((end, phrases[end]),)
                    last = end = phrases[end]
                elif is_capitalised(word):
                    end += 1
                    last = end
                elif word.isdigit() and end == last and len(word) < 5:
                    end += 1  # TV 2, Radio 100
                    last = end
                elif word in between:
                    end += 1
                else:
                    break
            runs.append(Run(first, last, first_token, stop, inside))
            at = last
    return runs


def _goes_on(words: list[str], at: int, stop: int) -> bool:
    return at + 1 < stop and is_capitalised(words[at + 1])


def spans_of(doc: Document, run: Run, lexicon: Lexicon) -> list[tuple[int, int]]:
    """All token ranges of a run that could be one name; no span cuts a known phrase in two."""
    words = doc.words
    first, last = run.first, run.last
    if last - first == 1:
        return [(first, last)]
    danish = lexicon.joining_words
    spans: list[tuple[int, int]] = []
    phrases = dict(run.phrases)
    for begin in range(first, last):
        known_end = phrases.get(begin)
        if known_end is None and not is_capitalised(words[begin]):
            continue
        if begin - first > 1 and _is_half(words, begin - 2):
            continue  # Midt- og Vestjyllands Politi is one name or none
        joins = 0
        for end in range(begin + 1, min(last, begin + MAX_TOKENS) + 1):
            word = words[end - 1]
            if end == known_end:
                spans.append((begin, end))
                joins = 0
            elif is_capitalised(word) or (word.isdigit() and end - begin > 1):
                if word[-1] != "-" and not (
                    end + 1 < last and words[end] == "-" and _is_half(words, end)
                ):
                    spans.append((begin, end))
            elif word in danish:
                joins += 1
                if joins > 1 and not (known_end and end < known_end):
                    break
    return spans


def _is_half(words: list[str], at: int) -> bool:
    """Whether the token at `at` is or ends in the hyphen of a word cut short (Midt- og ...)."""
    return words[at][-1] == "-" and words[at + 1] in ("og", "eller")
