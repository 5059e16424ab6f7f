"""Rules that findings must keep before they can become rows: order, bounds, references.

Rules on single values (codes, patterns, ranges) stand in the schemas and are checked there; these
are the ones that need the article beside the record. Each has a name, which becomes the `reason`
of the reject. Of two records that cannot both stand, the one that begins first stays.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from flows.records import Actor, Article, Findings, Paragraph, Quote, QuoteKind

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
    # Not asked by a function: there are four places for each quote, and most are null.
    place = quote.speaker_mention
    if place is not None and not 0 <= place[0] < place[1] <= length:
        return "speaker_mention_in_text"
    place = quote.cue
    if place is not None and not 0 <= place[0] < place[1] <= length:
        return "cue_in_text"
    attribute = quote.medium
    if attribute is not None and not 0 <= attribute[1] < attribute[2] <= length:
        return "medium_in_text"
    attribute = quote.said_when
    if attribute is not None and not 0 <= attribute[1] < attribute[2] <= length:
        return "said_when_in_text"
    return None


def actor_fault(actor: Actor, length: int) -> str | None:
    """The first rule that an actor breaks, looked at by itself, in a text of so many characters."""
    if not actor.mentions:
        return "mentions_missing"
    for start, end, _ in actor.mentions:
        if not 0 <= start < end <= length:
            return "mentions_in_text"
    attribute = actor.role
    if attribute is not None and not 0 <= attribute[1] < attribute[2] <= length:
        return "role_in_text"
    attribute = actor.party
    if attribute is not None and not 0 <= attribute[1] < attribute[2] <= length:
        return "party_in_text"
    attribute = actor.age
    if attribute is not None and not 0 <= attribute[1] < attribute[2] <= length:
        return "age_in_text"
    attribute = actor.organization
    if attribute is not None and not 0 <= attribute[1] < attribute[2] <= length:
        return "organization_in_text"
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
