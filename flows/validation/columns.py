"""Screened records to Arrow tables, a column at a time: rows as objects would cost too much."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import pyarrow as pa

from flows.records import Attribute, Quote, Span
from flows.validation.screening import Screened
from schemas.arrow import MENTION, PARAGRAPH, SPAN, arrow_schema

Columns = dict[str, Any]


def build_table(name: str, screened: Sequence[Screened], extractor_version: str) -> pa.Table:
    """The rows of one article table, in the order of the articles given."""
    schema = arrow_schema(name)
    columns = _BUILDERS[name](screened, extractor_version)
    arrays = [
        column if isinstance(column, pa.Array) else pa.array(column, schema.field(position).type)
        for position, column in enumerate(columns[field] for field in schema.names)
    ]
    return pa.Table.from_arrays(arrays, schema=schema)


def _articles(screened: Sequence[Screened], extractor_version: str) -> Columns:
    articles = [item.article for item in screened]
    names = (
        "article_id", "source_file", "source_sha256", "source_month", "source_date", "title",
        "lead", "text", "agencies", "language", "word_count", "content_hash", "date_precision",
        "reading_notes",
    )  # fmt: skip
    columns: Columns = {name: [getattr(a, name) for a in articles] for name in names}
    columns["paragraphs"] = _list_of(
        PARAGRAPH,
        [len(article.paragraphs) for article in articles],
        zip(*(paragraph for article in articles for paragraph in article.paragraphs), strict=True),
    )
    columns["quote_count"] = [len(item.quotes) for item in screened]
    columns["actor_count"] = [len(item.actors) for item in screened]
    columns["extractor_version"] = [extractor_version] * len(articles)
    return columns


def _quotes(screened: Sequence[Screened], _: str) -> Columns:
    rows = [(item, quote) for item in screened for _, quote in item.quotes]
    quotes = [quote for _, quote in rows]
    texts = [item.article.text for item, _ in rows]
    owners = [item.article.article_id for item, _ in rows]
    # Each speaker's actor, looked up once for three columns.
    speakers = [
        None if quote.speaker is None else item.by_number.get(quote.speaker) for item, quote in rows
    ]
    firsts = [quote.segments[0][0] for quote in quotes]
    columns: Columns = {
        "quote_id": list(map(_quote_id, owners, quotes)),
        "article_id": owners,
        "position": [at for item in screened for at in range(1, len(item.quotes) + 1)],
        "kind": [quote.kind for quote in quotes],
        "text": [
            text[quote.segments[0][0] : quote.segments[0][1]]
            if len(quote.segments) == 1
            else " ".join([text[start:end] for start, end in quote.segments])
            for text, quote in zip(texts, quotes, strict=True)
        ],
        "start": firsts,
        "end": [quote.segments[-1][1] for quote in quotes],
        "segments": _list_of(
            SPAN,
            [len(quote.segments) for quote in quotes],
            zip(*(segment for quote in quotes for segment in quote.segments), strict=True),
        ),
        "paragraph": [quote.paragraph for quote in quotes],
        "turn_id": [f"{owner}-t{q.turn}" for owner, q in zip(owners, quotes, strict=True)],
        "answers_quote_id": [_answered(item, quote) for item, quote in rows],
        "speaker_name": [
            quote.speaker_name or (None if actor is None else actor.name)
            for quote, actor in zip(quotes, speakers, strict=True)
        ],
        "speaker_actor_id": [None if actor is None else actor.actor_id for actor in speakers],
        "speaker_type": [None if actor is None else actor.type for actor in speakers],
        "joint_speaker_actor_ids": [
            [
                item.by_number[joint].actor_id
                for joint in q.joint_speakers
                if joint in item.by_number
            ]
            if q.joint_speakers
            else []
            for item, q in rows
        ],
        "speaker_role": [quote.speaker_role for quote in quotes],
        "attribution": [quote.attribution for quote in quotes],
        "confidence": [quote.confidence for quote in quotes],
    }
    _add_places(columns, "speaker_mention", texts, [quote.speaker_mention for quote in quotes])
    _add_places(columns, "cue", texts, [quote.cue for quote in quotes])
    _add_attributes(columns, "medium", [quote.medium for quote in quotes])
    _add_attributes(columns, "said_when", [quote.said_when for quote in quotes])
    return columns


def _actors(screened: Sequence[Screened], _: str) -> Columns:
    rows = [(item, number, actor) for item in screened for number, actor in item.actors]
    actors = [actor for _, _, actor in rows]
    mentions = [sorted(actor.mentions) for actor in actors]
    spoken = [_quotes_by_speaker(item) for item in screened]
    columns: Columns = {
        "actor_id": [actor.actor_id for actor in actors],
        "article_id": [item.article.article_id for item, _, _ in rows],
        "name": [actor.name for actor in actors],
        "type": [actor.type for actor in actors],
        "gender": [actor.gender for actor in actors],
        "mention_count": [len(found) for found in mentions],
        "mentions": _list_of(
            MENTION,
            [len(found) for found in mentions],
            zip(
                *(
                    (start, end, item.article.text[start:end], kind)
                    for (item, _, _), found in zip(rows, mentions, strict=True)
                    for start, end, kind in found
                ),
                strict=True,
            ),
        ),
        "aliases": [actor.aliases for actor in actors],
        "first_start": [found[0][0] for found in mentions],
        "quote_count": [
            counts.get(number, 0)
            for item, counts in zip(screened, spoken, strict=True)
            for number, _ in item.actors
        ],
    }
    for name in ("role", "party", "age", "organization"):
        _add_attributes(columns, name, [getattr(actor, name) for actor in actors])
    return columns


def _non_quotes(screened: Sequence[Screened], _: str) -> Columns:
    rows = [
        (
            item.article.article_id,
            found.start,
            found.end,
            item.article.text[found.start : found.end],
            found.reason,
        )
        for item in screened
        for _, found in item.non_quotes
    ]
    names = arrow_schema("non_quotes").names
    return dict(zip(names, zip(*rows, strict=True) if rows else [[]] * len(names), strict=True))


_BUILDERS: dict[str, Callable[[Sequence[Screened], str], Columns]] = {
    "articles": _articles,
    "quotes": _quotes,
    "actors": _actors,
    "non_quotes": _non_quotes,
}


def _quote_id(article_id: str, quote: Quote) -> str:
    return f"{article_id}-{quote.kind[0]}{quote.segments[0][0]}"


def _answered(item: Screened, quote: Quote) -> str | None:
    """The id of the question that a quote answers, unless that was left out."""
    if quote.answers is None:
        return None
    for number, question in item.quotes:
        if number == quote.answers:
            return _quote_id(item.article.article_id, question)
    return None


def _quotes_by_speaker(item: Screened) -> dict[int, int]:
    spoken: dict[int, int] = {}
    for _, quote in item.quotes:
        if quote.joint_speakers:
            speakers = set(quote.joint_speakers)
            if quote.speaker is not None:
                speakers.add(quote.speaker)
            for speaker in speakers:
                spoken[speaker] = spoken.get(speaker, 0) + 1
        elif quote.speaker is not None:
            spoken[quote.speaker] = spoken.get(quote.speaker, 0) + 1
    return spoken


def _add_places(
    columns: Columns, name: str, texts: Sequence[str], spans: Sequence[Span | None]
) -> None:
    columns[name] = [
        None if span is None else text[span[0] : span[1]]
        for text, span in zip(texts, spans, strict=True)
    ]
    columns[f"{name}_start"] = [None if span is None else span[0] for span in spans]
    columns[f"{name}_end"] = [None if span is None else span[1] for span in spans]


def _add_attributes(columns: Columns, name: str, attributes: Sequence[Attribute | None]) -> None:
    for field, column in ((0, name), (1, f"{name}_start"), (2, f"{name}_end")):
        columns[column] = [None if found is None else found[field] for found in attributes]


def _list_of(struct: pa.StructType, counts: Iterable[int], members: Iterable[Any]) -> pa.ListArray:
    """A list column from the flat columns of its members: no dict per member is made."""
    offsets = [0]
    for count in counts:
        offsets.append(offsets[-1] + count)
    flat = list(members) or [()] * struct.num_fields
    fields = [struct.field(position) for position in range(struct.num_fields)]
    arrays = [pa.array(values, field.type) for values, field in zip(flat, fields, strict=True)]
    return pa.ListArray.from_arrays(
        pa.array(offsets, pa.int32()),
        pa.StructArray.from_arrays(arrays, fields=fields),
        type=pa.list_(pa.field("element", struct, nullable=False)),
    )
