"""Moving findings from the text that was read to the text that is published."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from flows.records import Actor, Attribute, Findings, Mention, NonQuote, Quote, Span

Move = Callable[[int, int], Span]


def move_findings(findings: Findings, read: str, published: str, move: Move) -> Findings:
    """Findings with every span moved.

    `read` is the text that the spans point into now, `published` the one that they shall point
    into; `move` takes start and end (exclusive) of a span that is not empty. Values that are as
    written in the one text become what is written in the other.
    """

    def attribute(old: Attribute | None) -> Attribute | None:
        if old is None:
            return None
        start, end = move(old.start, old.end)
        written = read[old.start : old.end] == old.value
        return Attribute(published[start:end] if written else old.value, start, end)

    def optional(span: Span | None) -> Span | None:
        return None if span is None else move(*span)

    def quote(old: Quote) -> Quote:
        return replace(
            old,
            segments=tuple(move(*segment) for segment in old.segments),
            speaker_mention=optional(old.speaker_mention),
            cue=optional(old.cue),
            medium=attribute(old.medium),
            said_when=attribute(old.said_when),
        )

    def actor(old: Actor) -> Actor:
        return replace(
            old,
            mentions=tuple(Mention(*move(m.start, m.end), m.kind) for m in old.mentions),
            role=attribute(old.role),
            party=attribute(old.party),
            age=attribute(old.age),
            organization=attribute(old.organization),
        )

    return Findings(
        tuple(quote(old) for old in findings.quotes),
        tuple(actor(old) for old in findings.actors),
        tuple(NonQuote(*move(n.start, n.end), n.reason) for n in findings.non_quotes),
    )
