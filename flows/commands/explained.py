"""An article and its findings as plain data, for `citatbank explain --json`."""

from __future__ import annotations

from typing import Any

from flows.records import Actor, Article, Attribute, Findings, Quote, Span


def explained(article: Article, findings: Findings) -> dict[str, Any]:
    """All that was found, with offsets (characters, end exclusive) and the words they stand for."""
    return {
        "article_id": article.article_id,
        "source_file": article.source_file,
        "source_month": article.source_month,
        "language": article.language,
        "agencies": list(article.agencies),
        "text": article.text,
        "paragraphs": [
            {"start": paragraph.start, "end": paragraph.end, "role": paragraph.role.value}
            for paragraph in article.paragraphs
        ],
        "quotes": [_quote(article, findings, quote) for quote in findings.quotes],
        "not_quotes": [
            {
                **_place(article, (stretch.start, stretch.end)),
                "reason": stretch.reason,
            }
            for stretch in findings.non_quotes
        ],
        "actors": [_actor(article, actor) for actor in findings.actors],
    }


def quote_text(article: Article, quote: Quote) -> str:
    """A quote's words, its segments joined by one blank."""
    return " ".join(article.text[start:end] for start, end in quote.segments)


def quotes_by_actor(findings: Findings) -> dict[int, int]:
    """How many quotes each actor has, by its index; joint speakers count each."""
    counts: dict[int, int] = {}
    for quote in findings.quotes:
        alone = () if quote.speaker is None else (quote.speaker,)
        for speaker in {*alone, *quote.joint_speakers}:
            counts[speaker] = counts.get(speaker, 0) + 1
    return counts


def _quote(article: Article, findings: Findings, quote: Quote) -> dict[str, Any]:
    speaker = None if quote.speaker is None else findings.actors[quote.speaker].actor_id
    return {
        "kind": quote.kind.value,
        "text": quote_text(article, quote),
        "segments": [{"start": start, "end": end} for start, end in quote.segments],
        "paragraph": quote.paragraph,
        "turn": quote.turn,
        "answers": quote.answers,
        "speaker_name": quote.speaker_name,
        "speaker_actor_id": speaker,
        "joint_speaker_actor_ids": [
            findings.actors[index].actor_id for index in quote.joint_speakers
        ],
        "speaker_mention": quote.speaker_mention and _place(article, quote.speaker_mention),
        "speaker_role": quote.speaker_role,
        "cue": quote.cue and _place(article, quote.cue),
        "attribution": quote.attribution,
        "confidence": quote.confidence,
        "medium": _attribute(quote.medium),
        "said_when": _attribute(quote.said_when),
    }


def _actor(article: Article, actor: Actor) -> dict[str, Any]:
    return {
        "actor_id": actor.actor_id,
        "name": actor.name,
        "type": actor.type.value,
        "aliases": list(actor.aliases),
        "role": _attribute(actor.role),
        "party": _attribute(actor.party),
        "age": _attribute(actor.age),
        "organization": _attribute(actor.organization),
        "gender": actor.gender,
        "mentions": [
            {**_place(article, (mention.start, mention.end)), "kind": mention.kind.value}
            for mention in actor.mentions
        ],
    }


def _place(article: Article, span: Span) -> dict[str, Any]:
    start, end = span
    return {"start": start, "end": end, "text": article.text[start:end]}


def _attribute(attribute: Attribute | None) -> dict[str, Any] | None:
    return None if attribute is None else attribute._asdict()
