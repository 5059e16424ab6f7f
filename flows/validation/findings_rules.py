"""Rules that findings must keep before they can become rows: order, bounds, references.

Rules on single values (codes, patterns, ranges) stand in the schemas and are checked there; these
are the ones that need the article beside the record. Each has a name, which becomes the `reason`
of the reject. Of two records that cannot both stand, the one that begins first stays.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from flows.records import (
    Actor,
    Article,
    Attribute,
    Findings,
    Paragraph,
    Quote,
    QuoteKind,
    Span,
)

_MARKED = frozenset({QuoteKind.DIRECT, QuoteKind.PARTIAL})


def article_fault(article: Article) -> str | None:
    """The first rule that an article's paragraphs break."""
    reached = 0
    for start, end, _ in article.paragraphs:
        if not reached <= start < end:
            return "paragraphs_ordered"
        reached = end
    return "paragraphs_in_text" if reached > len(article.text) else None


def quote_fault(
    paragraphs: Sequence[Paragraph], findings: Findings, quote: Quote, length: int
) -> str | None:
    """The first rule that a quote breaks, looked at by itself, in a text of so many characters."""
    if not quote.segments:
        return "segments_missing"
    if not 0 <= quote.paragraph < len(paragraphs):
        return "paragraph_resolves"
    reached = -1
    for start, end in quote.segments:
        if start >= end or start < reached:
            return "segments_ordered"
        reached = end
    begin, close, _ = paragraphs[quote.paragraph]
    if quote.segments[0][0] < begin or reached > close:
        return "segments_in_paragraph"
    if quote.speaker is not None and not 0 <= quote.speaker < len(findings.actors):
        return "speaker_resolves"
    joint = quote.joint_speakers
    if joint and not 0 <= min(joint) <= max(joint) < len(findings.actors):
        return "joint_speakers_resolve"
    if quote.answers is not None and not 0 <= quote.answers < len(findings.quotes):
        return "answers_resolves"
    return _place_fault(
        (
            ("speaker_mention_in_text", quote.speaker_mention),
            ("cue_in_text", quote.cue),
            ("medium_in_text", quote.medium),
            ("said_when_in_text", quote.said_when),
        ),
        length,
    )


def actor_fault(actor: Actor, length: int) -> str | None:
    """The first rule that an actor breaks, looked at by itself, in a text of so many characters."""
    if not actor.mentions:
        return "mentions_missing"
    for start, end, _ in actor.mentions:
        if not 0 <= start < end <= length:
            return "mentions_in_text"
    return _place_fault(
        (
            ("role_in_text", actor.role),
            ("party_in_text", actor.party),
            ("age_in_text", actor.age),
            ("organization_in_text", actor.organization),
        ),
        length,
    )


def _place_fault(places: Iterable[tuple[str, Span | Attribute | None]], length: int) -> str | None:
    """The rule of the first place that is outside a text of so many characters. A place ends in
    its start and its end, whether words stand before them or not."""
    for rule, place in places:
        if place is not None and not 0 <= place[-2] < place[-1] <= length:
            return rule
    return None


def may_overlap(quotes: Iterable[Quote]) -> bool:
    """Whether `overlapping` may find anything in quotes that are in text order: whether a marked
    quote begins before one of its forerunners has ended."""
    reached = 0
    for quote in quotes:
        # By identity: hashing a member of an enumeration is slow.
        if quote.kind is QuoteKind.DIRECT or quote.kind is QuoteKind.PARTIAL:
            if quote.segments[0][0] < reached:
                return True
            reached = quote.segments[-1][1]
    return False


def overlapping(quotes: Iterable[tuple[int, Quote]]) -> set[int]:
    """Numbers of marked quotes that overlap one that begins before them."""
    spans = [
        (start, end, number)
        for number, quote in quotes
        if quote.kind in _MARKED
        for start, end in quote.segments
    ]
    spans.sort()
    lost: set[int] = set()
    reached, owner = -1, -1
    for start, end, number in spans:
        if number in lost:
            continue
        if start < reached and number != owner:
            lost.add(number)
        elif end > reached:
            reached, owner = end, number
    return lost
