"""The answer to the question who is meant."""

from __future__ import annotations

from typing import NamedTuple


class Resolved(NamedTuple):
    """An entity, the rule that found it, and the estimated probability that it is right."""

    entity: int | None
    rule: str
    confidence: float
