"""What walk of life a role as written tells: politics, sport and the like."""

from __future__ import annotations

import re
from functools import cache

from flows.extraction.danish import table

_HEAD_END = re.compile(r"[,(]|\b(?:for|i|af|på|ved|fra|til|hos|og|med|under|over)\b")


def walk_of_life(role: str | None) -> str | None:
    """The walk of life that the head of a role tells, if it does."""
    if role is None:
        return None
    head = _HEAD_END.split(role.lower(), maxsplit=1)[0].split()
    endings = _endings()
    word = head[-1] if head else ""
    return next((endings[word[at:]] for at in range(len(word)) if word[at:] in endings), None)


@cache
def _endings() -> dict[str, str]:
    return {row["ending"]: row["walk"] for row in table("walks_of_life")}
