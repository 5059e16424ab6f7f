"""Where names can stand: runs of capitalised tokens with the connectors between them.

A run never crosses a sentence border. Names are searched only inside runs, so that the cost of
finding names grows with the capital letters of a text and not with its length.
"""

from __future__ import annotations

from functools import cache, lru_cache
from itertools import compress
from operator import ne
from typing import Final

from flows.extraction.chunks import LONG_IN_LOWER
from flows.extraction.danish import table, word_list
from flows.extraction.document import Document
from flows.extraction.names.lexicon import Lexicon, lexicon
from flows.extraction.nouns import noun

MAX_TOKENS: Final = 8
_MAX_BETWEEN: Final = 3
_LONGEST_NUMBER: Final = 4
_WORDS_KEPT: Final = 200_000

# Closed classes whose words begin no name when a sentence gives them their capital, and those
# among them that do so even where a first name is spelt alike (Han).
_NEVER_FIRST: Final = frozenset(
    {"preposition", "conjunction", "subordinator", "relative", "adverb", "finite"}
)
_PRONOUNS: Final = frozenset({"oblique", "nominative"})
ARTICLES: Final = frozenset({"den", "det", "de"})
_OPENERS: Final = frozenset("\"”“„»«'‘’([-–—•*")
_PERSONAL: Final = frozenset({"office", "occupation", "rank", "royal", "sport", "court"})
# What a token can be to a run: nothing, a connector, a number, a word with a capital letter.
_NOTHING: Final = 0
_CONNECTOR: Final = 1
_NUMBER: Final = 2
_CAPITAL: Final = 3


class Run:
    """Tokens `first` to `last` (exclusive) of one sentence; `phrases` are known names inside.

    `at_start`: only opening marks stand between the sentence's beginning and the run, or a colon.
    """

    # A plain class: there are dozens in an article, and compiled code makes these much faster.
    def __init__(
        self,
        first: int,
        last: int,
        sentence_first: int,
        sentence_last: int,
        phrases: tuple[tuple[int, int], ...],
        at_start: bool,
    ) -> None:
        self.first = first
        self.last = last
        self.sentence_first = sentence_first
        self.sentence_last = sentence_last
        self.phrases = phrases
        self.at_start = at_start


class _Parts(dict[str, int]):
    """Word -> what it can be to a run."""

    def __missing__(self, word: str) -> int:
        part = _NOTHING
        if word[0].isupper() or (len(word) > 1 and any(c.isupper() for c in word)):
            part = _CAPITAL
        elif word.isdigit() and len(word) <= _LONGEST_NUMBER:
            part = _NUMBER  # TV 2, Radio 100
        elif word in word_list("name_connectors"):
            part = _CONNECTOR
        if len(self) < _WORDS_KEPT:
            self[word] = part
        return part


_PARTS: Final = _Parts()
_CAPITALS: Final[dict[str, bool]] = {}


def is_capitalised(word: str) -> bool:
    """Whether a name can begin or end with this token: Holm, 3F, al-Assad, d'Estaing, iPhone."""
    known = _CAPITALS.get(word)
    if known is None:
        known = _PARTS[word] == _CAPITAL
        if len(_CAPITALS) < _WORDS_KEPT:
            _CAPITALS[word] = known
    return known


@cache
def _function_words() -> frozenset[str]:
    names = {row["name"].lower() for row in table("first_names") if row["common_word"] == "y"}
    rows = table("function_words")
    words = {row["word"] for row in rows if row["class"] in _NEVER_FIRST} | word_list("auxiliaries")
    pronouns = {row["word"] for row in rows if row["class"] in _PRONOUNS}
    return frozenset(word.capitalize() for word in (words - names | pronouns) - ARTICLES)


def capitals_of(doc: Document) -> list[int]:
    """The tokens that a name can begin or end with."""
    if LONG_IN_LOWER not in doc.text:
        capital = map(ne, doc.words, doc.lowers)
    else:  # that letter keeps its capital
        capital = map(is_capitalised, doc.words)
    return list(compress(range(len(doc.words)), capital))


def find_runs(
    doc: Document, capitals: list[int], phrases: dict[int, int], titles: frozenset[str]
) -> list[Run]:
    """The runs of a document; `phrases` are token ranges of known names, first -> last.

    `titles` are nouns that open no run before another capital ("Rederiet Nordlys").
    """
    words, lowers, openers = doc.words, doc.lowers, _function_words()
    openings = [at for at in capitals if words[at] not in openers]
    if phrases:
        openings = sorted({*openings, *phrases})
    runs: list[Run] = []
    behind = 0  # tokens before this one belong to a run
    for at in openings:
        if at < behind:
            continue
        sentence = doc.sentences[doc.sentence_of[at]]
        sentence_first, stop = sentence.first, sentence.last
        known_end = phrases.get(at)
        if known_end is not None:
            behind, inside = _run_end(words, known_end, stop, phrases, [(at, known_end)])
        elif (
            at + 1 < stop
            and is_capitalised(words[at + 1])
            and (lowers[at] in titles or (at == sentence_first and is_title(lowers[at])))
        ):
            continue
        else:
            behind, inside = _run_end(words, at + 1, stop, phrases, [])
        runs.append(
            Run(at, behind, sentence_first, stop, inside, _starts(words, at, sentence_first))
        )
    return runs


@lru_cache(maxsize=50_000)
def is_title(lower: str) -> bool:
    """A compound noun for a person, or an age: Sundhedsordfører, Syvårige."""
    if lower.endswith(("årig", "årige")):
        return True
    known = noun(lower)
    if known is None or known.kind not in _PERSONAL or "-" in lower:
        return False
    words = lexicon()
    return not (lower in words.first_names or lower in words.surnames or lower in words.names)


def _run_end(
    words: list[str],
    last: int,
    stop: int,
    phrases: dict[int, int],
    inside: list[tuple[int, int]],
) -> tuple[int, tuple[tuple[int, int], ...]]:
    """Where a run ends (exclusive) that goes to token `last` at least, and its known names."""
    end = last
    while end < stop and end - last <= _MAX_BETWEEN:
        known_end = phrases.get(end)
        if known_end is not None:
            inside.append((end, known_end))
            last = end = known_end
            continue
        part = _PARTS[words[end]]
        if part == _NOTHING or (part == _NUMBER and end != last):
            break
        end += 1
        if part != _CONNECTOR:
            last = end
    return last, tuple(inside)


def _starts(words: list[str], first: int, sentence_first: int) -> bool:
    """Whether only opening marks, or a colon at last, stand before the token in its sentence."""
    while first > sentence_first:
        first -= 1
        if words[first] not in _OPENERS:
            return words[first] in (":", ".")
    return True


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
