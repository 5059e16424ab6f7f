"""The answer to the question who is meant."""

from __future__ import annotations


class Resolved:
    """An entity, the rule that found it, and the estimated probability that it is right."""

    def __init__(self, entity: int | None, rule: str, confidence: float) -> None:
        self.entity = entity
        self.rule = rule
        self.confidence = confidence

    def by(self, rule: str) -> Resolved:
        """The same answer, found by another rule."""
        return Resolved(self.entity, rule, self.confidence)
