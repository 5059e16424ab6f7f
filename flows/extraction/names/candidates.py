"""Where names can stand: runs of capitalised tokens with the connectors between them.

A run never crosses a sentence border. Names are searched only inside runs, so that the cost of
finding names grows with the capital letters of a text and not with its length.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from flows.extraction.document import Document
from flows.extraction.names.lexicon import Lexicon, lexicon
from flows.extraction.names.words import CONNECTOR, NOTHING, NUMBER, Word
from flows.extraction.nouns import noun
from flows.extraction.words import word_class

MAX_TOKENS: Final = 8
_MAX_BETWEEN: Final = 3

_OPENERS: Final = frozenset("\"”“„»«'‘’([-–—•*")
_INTRODUCING: Final = frozenset({":", "."})
_JOINING: Final = word_class("joining_halves")
_PERSONAL: Final = frozenset({"office", "occupation", "rank", "royal", "sport", "court"})


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


def telling_tokens(words: list[Word]) -> list[int]:
    """The tokens that have a capital letter, or that a known name can begin with."""
    return [at for at, word in enumerate(words) if word.telling]


def find_runs(
    doc: Document, words: list[Word], telling: list[int], phrases: dict[int, int]
) -> list[Run]:
    """The runs of a document; `phrases` are token ranges of known names, first -> last.

    A noun that tells what follows opens no run before another capital ("Rederiet Nordlys").
    """
    openings = [at for at in telling if words[at].opens]
    more = [at for at in phrases if not words[at].opens]
    if more:
        openings = sorted(openings + more)
    runs: list[Run] = []
    behind = 0  # tokens before this one belong to a run
    for at in openings:
        if at < behind:
            continue
        sentence = doc.sentences[doc.sentence_of[at]]
        sentence_first, stop = sentence.first, sentence.last
        known_end = phrases.get(at) if phrases else None
        if known_end is not None:
            behind, inside = _run_end(words, known_end, stop, phrases, [(at, known_end)])
        elif (
            at + 1 < stop
            and words[at + 1].capital
            and (words[at].title or (at == sentence_first and is_title(words[at].lower)))
        ):
            continue
        else:
            behind, inside = _run_end(words, at + 1, stop, phrases, [])
        at_start = at == sentence_first or _starts(words, at, sentence_first)
        runs.append(Run(at, behind, sentence_first, stop, inside, at_start))
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
    words: list[Word],
    last: int,
    stop: int,
    phrases: dict[int, int],
    inside: list[tuple[int, int]],
) -> tuple[int, tuple[tuple[int, int], ...]]:
    """Where a run ends (exclusive) that goes to token `last` at least, and its known names."""
    end = last
    while end < stop and end - last <= _MAX_BETWEEN:
        known_end = phrases.get(end) if phrases else None
        if known_end is not None:
            inside.append((end, known_end))
            last = end = known_end
            continue
        part = words[end].part
        if part == NOTHING or (part == NUMBER and end != last):
            break
        end += 1
        if part != CONNECTOR:
            last = end
    return last, tuple(inside)


def _starts(words: list[Word], first: int, sentence_first: int) -> bool:
    """Whether only opening marks, or a colon at last, stand before the token in its sentence."""
    while first > sentence_first:
        first -= 1
        text = words[first].text
        if text not in _OPENERS:
            return text in _INTRODUCING
    return True


def spans_of(words: list[Word], run: Run, lexicon: Lexicon) -> list[tuple[int, int]]:
    """All token ranges of a run that could be one name; no span cuts a known phrase in two."""
    first, last = run.first, run.last
    if last - first == 1:
        return [(first, last)]
    danish = lexicon.joining_words
    spans: list[tuple[int, int]] = []
    phrases = dict(run.phrases)
    for begin in range(first, last):
        known_end = phrases.get(begin) if phrases else None
        if known_end is None and not words[begin].capital:
            continue
        if begin - first > 1 and _is_half(words, begin - 2):
            continue  # Midt- og Vestjyllands Politi is one name or none
        joins = 0
        for end in range(begin + 1, min(last, begin + MAX_TOKENS) + 1):
            word = words[end - 1]
            if end == known_end:
                spans.append((begin, end))
                joins = 0
            elif word.capital or (end - begin > 1 and word.text.isdigit()):
                if word.text[-1] != "-" and not (
                    end + 1 < last and words[end].text == "-" and _is_half(words, end)
                ):
                    spans.append((begin, end))
            elif word.text in danish:
                joins += 1
                if joins > 1 and not (known_end and end < known_end):
                    break
    return spans


def _is_half(words: list[Word], at: int) -> bool:
    """Whether the token at `at` is or ends in the hyphen of a word cut short (Midt- og ...)."""
    return words[at].text[-1] == "-" and words[at + 1].text in _JOINING
