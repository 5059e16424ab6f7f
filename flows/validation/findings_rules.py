"""Rules that findings must keep before they can become rows: order, bounds, references.

Rules on single values (codes, patterns, ranges) stand in the schemas and are checked there; these
are the ones that need the article beside the record. Each has a name, which becomes the `reason`
of the reject. Of two records that cannot both stand, the one that begins first stays.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

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

_DIRECT: Final = QuoteKind.DIRECT
_PARTIAL: Final = QuoteKind.PARTIAL


def article_fault(article: Article) -> str | None:
    """The first rule that an article's paragraphs break."""
    reached = 0
    for start, end, _ in article.paragraphs:
        if not reached <= start < end:
            return "paragraphs_ordered"
        reached = end
    return "paragraphs_in_text" if reached > len(article.text) else None


def quote_fault(
    paragraphs: tuple[Paragraph, ...], findings: Findings, quote: Quote, length: int
) -> str | None:
    """The first rule that a quote breaks, looked at by itself, in a text of so many characters."""
    segments = quote.segments
    if not segments:
        return "segments_missing"
    if not 0 <= quote.paragraph < len(paragraphs):
        return "paragraph_resolves"
    reached = -1
    for start, end in segments:
        if start >= end or start < reached:
            return "segments_ordered"
        reached = end
    begin, close, _ = paragraphs[quote.paragraph]
    if segments[0][0] < begin or reached > close:
        return "segments_in_paragraph"
    speaker = quote.speaker
    if speaker is not None and not 0 <= speaker < len(findings.actors):
        return "speaker_resolves"
    joint = quote.joint_speakers
    if joint and not 0 <= min(joint) <= max(joint) < len(findings.actors):
        return "joint_speakers_resolve"
    if quote.answers is not None and not 0 <= quote.answers < len(findings.quotes):
        return "answers_resolves"
    speaker_mention = quote.speaker_mention
    if speaker_mention is not None and _is_outside(speaker_mention, length):
        return "speaker_mention_in_text"
    cue = quote.cue
    if cue is not None and _is_outside(cue, length):
        return "cue_in_text"
    medium = quote.medium
    if medium is not None and _is_outside(medium, length):
        return "medium_in_text"
    said_when = quote.said_when
    if said_when is not None and _is_outside(said_when, length):
        return "said_when_in_text"
    return None


def actor_fault(actor: Actor, length: int) -> str | None:
    """The first rule that an actor breaks, looked at by itself, in a text of so many characters."""
    if not actor.mentions:
        return "mentions_missing"
    for start, end, _ in actor.mentions:
        if not 0 <= start < end <= length:
            return "mentions_in_text"
    role = actor.role
    if role is not None and _is_outside(role, length):
        return "role_in_text"
    party = actor.party
    if party is not None and _is_outside(party, length):
        return "party_in_text"
    age = actor.age
    if age is not None and _is_outside(age, length):
        return "age_in_text"
    organization = actor.organization
    if organization is not None and _is_outside(organization, length):
        return "organization_in_text"
    return None


def _is_outside(place: Span | Attribute, length: int) -> bool:
    """Whether a place is not in a text of so many characters. It ends in its start and its end,
    whether words stand before them or not."""
    return not 0 <= place[-2] < place[-1] <= length


def are_settled(quotes: Iterable[Quote]) -> bool:
    """Whether quotes are in text order, no two begin in one place, and no marked quote begins
    before one of its forerunners has ended: nearly always."""
    previous, reached = -1, 0
    for quote in quotes:
        start = quote.segments[0][0]
        if start <= previous:
            return False
        previous = start
        # By identity: hashing a member of an enumeration is slow.
        if quote.kind is _DIRECT or quote.kind is _PARTIAL:
            if start < reached:
                return False
            reached = quote.segments[-1][1]
    return True


def overlapping(quotes: Iterable[tuple[int, Quote]]) -> set[int]:
    """Numbers of marked quotes that overlap one that begins before them."""
    spans = [
        (start, end, number)
        for number, quote in quotes
        if quote.kind is _DIRECT or quote.kind is _PARTIAL
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
