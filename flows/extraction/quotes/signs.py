"""Signs that rules on quotes look at, each a token of its own."""

from __future__ import annotations

from typing import Final

# Quote marks of all forms, single ones too.
MARKS: Final = frozenset("\"”“„»«'’‘‚´`")
# What ends a sentence, and what ends a clause in it.
ENDS: Final = frozenset({".", "!", "?", "…", "..."})
CLAUSE_ENDS: Final = ENDS | {":", ";"}
# Dashes inside a sentence; minus and bar as well open speech.
DASHES: Final = frozenset({"-", "–", "—"})
SPEECH_DASHES: Final = DASHES | {"−", "―"}
