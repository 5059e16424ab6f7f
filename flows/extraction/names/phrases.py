"""Known names of several words, wherever they stand."""

from __future__ import annotations

from typing import Final

from flows.extraction.document import Document
from flows.extraction.names.features import bare
from flows.extraction.names.lexicon import Phrase
from flows.extraction.names.words import Word

_GENITIVE_ENDS: Final = frozenset("s'’")


def known_phrases(doc: Document, words: list[Word], telling: list[int]) -> dict[int, int]:
    """Token ranges (first -> last, exclusive) of known names of several words, longest first.

    The last word may stand in the genitive; what the list writes with a capital must have one.
    `telling` are the tokens that names can begin with, and others.
    """
    found: dict[int, int] = {}
    lowers, covered = doc.lowers, 0
    for at in telling:
        followers = words[at].followers
        if followers is None or at < covered or at + 1 == len(lowers):
            continue
        second = lowers[at + 1]
        known = followers.get(second)
        if known is None and second[-1] in _GENITIVE_ENDS:
            known = followers.get(bare(second).removesuffix("s"))
        if known is not None:
            for phrase in known:
                if _stands(doc, at, phrase):
                    found[at] = covered = at + len(phrase.words)
                    break
    return found


def _stands(doc: Document, at: int, phrase: Phrase) -> bool:
    """Whether a name stands at a token; its first two words are known to stand there."""
    last = at + len(phrase.words)
    if last > len(doc.words):
        return False
    end, known = doc.lowers[last - 1], phrase.words[-1]
    if end != known and end != known + "s" and bare(end) != known:
        return False
    if last - at > 2 and doc.lowers[at + 1 : last - 1] != list(phrase.words[1:-1]):
        return False
    if doc.sentence_of[at] != doc.sentence_of[last - 1]:
        return False
    words = doc.words[at:last]
    return all(
        word[0].isupper() or not capital
        for word, capital in zip(words, phrase.capitals, strict=True)
    )
