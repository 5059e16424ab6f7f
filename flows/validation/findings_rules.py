"""Rules that findings must keep before they can become rows: order, bounds, references.

Rules on single values (codes, patterns, ranges) stand in the schemas and are checked there; these
are the ones that need the article beside the record. Each has a name, which becomes the `reason`
of the reject. Of two records that cannot both stand, the one that begins first stays.
"""

from __future__ import annotations

from collections.abc import Iterable

from flows.records import Actor, Article, Findings, Quote, QuoteKind, Span

_MARKED = frozenset({QuoteKind.DIRECT, QuoteKind.PARTIAL})


def article_fault(article: Article) -> str | None:
    """The first rule that an article's paragraphs break."""
    reached = 0
    for start, end, _ in article.paragraphs:
        if not reached <= start < end:
            return "paragraphs_ordered"
        reached = end
    return "paragraphs_in_text" if reached > len(article.text) else None


def quote_fault(article: Article, findings: Findings, quote: Quote) -> str | None:
    """The first rule that a quote breaks, looked at by itself."""
    if not quote.segments:
        return "segments_missing"
    if not 0 <= quote.paragraph < len(article.paragraphs):
        return "paragraph_resolves"
    paragraph = article.paragraphs[quote.paragraph]
    reached = -1
    for start, end in quote.segments:
        if start >= end or start < reached:
            return "segments_ordered"
        reached = end
    if quote.segments[0][0] < paragraph.start or reached > paragraph.end:
        return "segments_in_paragraph"
    actors = len(findings.actors)
    if quote.speaker is not None and not 0 <= quote.speaker < actors:
        return "speaker_resolves"
    if quote.joint_speakers and not all(0 <= joint < actors for joint in quote.joint_speakers):
        return "joint_speakers_resolve"
    if quote.answers is not None and not 0 <= quote.answers < len(findings.quotes):
        return "answers_resolves"
    length = len(article.text)
    if quote.speaker_mention is not None and not _inside(quote.speaker_mention, length):
        return "speaker_mention_in_text"
    if quote.cue is not None and not _inside(quote.cue, length):
        return "cue_in_text"
    if quote.medium is not None and not _inside(quote.medium[1:], length):
        return "medium_in_text"
    if quote.said_when is not None and not _inside(quote.said_when[1:], length):
        return "said_when_in_text"
    return None


def actor_fault(article: Article, actor: Actor) -> str | None:
    """The first rule that an actor breaks, looked at by itself."""
    if not actor.mentions:
        return "mentions_missing"
    length = len(article.text)
    for start, end, _ in actor.mentions:
        if not 0 <= start < end <= length:
            return "mentions_in_text"
    for name, attribute in (
        ("role", actor.role),
        ("party", actor.party),
        ("age", actor.age),
        ("organization", actor.organization),
    ):
        if attribute is not None and not _inside(attribute[1:], length):
            return f"{name}_in_text"
    return None


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


def _inside(span: Span | tuple[int, ...], length: int) -> bool:
    return 0 <= span[0] < span[1] <= length
