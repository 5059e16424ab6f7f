"""Known names of several words, wherever they stand, in any mixture of cases."""

from __future__ import annotations

from flows.extraction.document import Document
from flows.extraction.names.lexicon import Lexicon


def known_phrases(doc: Document, lexicon: Lexicon) -> dict[int, int]:
    """Token ranges (first -> last, exclusive) of known names of several words, longest first."""
    found: dict[int, int] = {}
    phrases = lexicon.phrases
    if not phrases:
        return found
    lowers = doc.lowers
    covered = 0
    for at in range(len(lowers)):
        known = phrases.get(lowers[at])
        if known is None or at < covered:
            continue
        for rest, _ in known:
            last = at + len(rest)
            if tuple(lowers[at:last]) == rest:
                found[at] = covered = last
                break
    return found
