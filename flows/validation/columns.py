"""Screened records to Arrow tables, a column at a time: rows as objects would cost too much."""

from __future__ import annotations

from collections import Counter
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
    columns: Columns = {name: [] for name in arrow_schema("quotes").names}
    adders = {name: column.append for name, column in columns.items()}
    counts: list[int] = []
    for item in screened:
        quote_ids = {
            number: _quote_id(item.article.article_id, quote) for number, quote in item.quotes
        }
        types = {number: actor.type for number, actor in item.actors}
        names = {number: actor.name for number, actor in item.actors}
        for position, (number, quote) in enumerate(item.quotes, 1):
            segments, speaker = quote.segments, quote.speaker
            text = item.article.text
            counts.append(len(segments))
            adders["quote_id"](quote_ids[number])
            adders["article_id"](item.article.article_id)
            adders["position"](position)
            adders["kind"](quote.kind)
            adders["text"](" ".join([text[start:end] for start, end in segments]))
            adders["start"](segments[0][0])
            adders["end"](segments[-1][1])
            adders["paragraph"](quote.paragraph)
            adders["turn_id"](f"{item.article.article_id}-t{quote.turn}")
            adders["answers_quote_id"](_get(quote_ids, quote.answers))
            adders["speaker_name"](quote.speaker_name or _get(names, speaker))
            adders["speaker_actor_id"](_get(item.ids, speaker))
            adders["speaker_type"](_get(types, speaker))
            adders["joint_speaker_actor_ids"](
                [item.ids[joint] for joint in quote.joint_speakers if joint in item.ids]
            )
            _add_place(adders, "speaker_mention", text, quote.speaker_mention)
            adders["speaker_role"](quote.speaker_role)
            _add_place(adders, "cue", text, quote.cue)
            adders["attribution"](quote.attribution)
            adders["confidence"](quote.confidence)
            _add_attribute(adders, "medium", quote.medium)
            _add_attribute(adders, "said_when", quote.said_when)
    columns["segments"] = _list_of(
        SPAN,
        counts,
        zip(*(s for item in screened for _, q in item.quotes for s in q.segments), strict=True),
    )
    return columns


def _actors(screened: Sequence[Screened], _: str) -> Columns:
    columns: Columns = {name: [] for name in arrow_schema("actors").names}
    adders = {name: column.append for name, column in columns.items()}
    mentions: list[tuple[int, int, str, str]] = []
    for item in screened:
        text = item.article.text
        spoken = _quotes_by_speaker(item)
        # In the order in which the table is sorted, so that building and sorting agree.
        for number, actor in item.actors:
            found = sorted(actor.mentions)
            mentions += [(start, end, text[start:end], kind) for start, end, kind in found]
            adders["actor_id"](actor.actor_id)
            adders["article_id"](item.article.article_id)
            adders["name"](actor.name)
            adders["type"](actor.type)
            _add_attribute(adders, "role", actor.role)
            _add_attribute(adders, "party", actor.party)
            _add_attribute(adders, "age", actor.age)
            _add_attribute(adders, "organization", actor.organization)
            adders["gender"](actor.gender)
            adders["mention_count"](len(found))
            adders["aliases"](list(actor.aliases))
            adders["first_start"](found[0].start)
            adders["quote_count"](spoken.get(number, 0))
    columns["mentions"] = _list_of(MENTION, columns["mention_count"], zip(*mentions, strict=True))
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


def _quotes_by_speaker(item: Screened) -> Counter[int]:
    spoken: Counter[int] = Counter()
    for _, quote in item.quotes:
        speakers = set(quote.joint_speakers)
        if quote.speaker is not None:
            speakers.add(quote.speaker)
        spoken.update(speakers)
    return spoken


def _get(values: dict[int, Any], number: int | None) -> Any:
    return None if number is None else values.get(number)


def _add_place(
    adders: dict[str, Callable[[Any], None]], name: str, text: str, span: Span | None
) -> None:
    start, end = span or (None, None)
    adders[name](None if span is None else text[start:end])
    adders[f"{name}_start"](start)
    adders[f"{name}_end"](end)


def _add_attribute(
    adders: dict[str, Callable[[Any], None]], name: str, attribute: Attribute | None
) -> None:
    value, start, end = attribute or (None, None, None)
    adders[name](value)
    adders[f"{name}_start"](start)
    adders[f"{name}_end"](end)


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
