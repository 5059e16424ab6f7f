"""Screened records to Arrow tables, a column at a time: rows as objects would cost too much.

What many rows share (the article's id, the speaking actor's name and type) is not handed over row
by row: Arrow takes it from the table that has it, by row number.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import accumulate, chain
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from flows.records import Attribute, Mention, Span
from flows.validation.screening import Screened
from flows.validation.speaking import Speaking
from schemas.arrow import MENTION, PARAGRAPH, SPAN, arrow_schema

Columns = dict[str, Any]
_TEXT, _NUMBER = pa.string(), pa.int32()


def build_tables(screened: Sequence[Screened], extractor_version: str) -> dict[str, pa.Table]:
    """The rows of the article tables, in the order of the articles given."""
    speaking = Speaking(screened)
    articles = _table("articles", _articles(screened, extractor_version))
    ids = articles["article_id"].chunk(0)
    actors = _table("actors", _actors(screened, ids, speaking))
    return {
        "articles": articles,
        "quotes": _table("quotes", _quotes(screened, ids, speaking, actors)),
        "actors": actors,
        "non_quotes": _table("non_quotes", _non_quotes(screened, ids)),
    }


def _table(name: str, columns: Columns) -> pa.Table:
    schema = arrow_schema(name)
    arrays = [_as_array(columns[field.name], field.type) for field in schema]
    return pa.Table.from_arrays(arrays, schema=schema)


def _as_array(column: Any, type_: pa.DataType) -> pa.Array:
    return column if isinstance(column, pa.Array) else pa.array(column, type_)


def _articles(screened: Sequence[Screened], extractor_version: str) -> Columns:
    articles = [item.article for item in screened]
    names = (
        "article_id", "source_file", "source_sha256", "source_month", "source_date", "title",
        "lead", "text", "agencies", "language", "word_count", "content_hash", "date_precision",
        "reading_notes",
    )  # fmt: skip
    columns: Columns = {name: [getattr(a, name) for a in articles] for name in names}
    paragraphs = [article.paragraphs for article in articles]
    columns["paragraphs"] = _list_of(
        PARAGRAPH, _borders(paragraphs), _turned(chain.from_iterable(paragraphs), PARAGRAPH)
    )
    columns["quote_count"] = [len(item.quotes) for item in screened]
    columns["actor_count"] = [len(item.actors) for item in screened]
    columns["extractor_version"] = [extractor_version] * len(articles)
    return columns


def _quotes(
    screened: Sequence[Screened], article_ids: pa.Array, speaking: Speaking, actors: pa.Table
) -> Columns:
    quotes = [quote for item in screened for quote in item.quotes.values()]
    owners = _owners(article_ids, [len(item.quotes) for item in screened])
    columns: Columns = {
        "article_id": owners,
        "position": [at for item in screened for at in range(1, len(item.quotes) + 1)],
        "kind": pa.array([quote.kind for quote in quotes], _TEXT),
        "paragraph": [quote.paragraph for quote in quotes],
        "speaker_role": [quote.speaker_role for quote in quotes],
        "attribution": [quote.attribution for quote in quotes],
        "confidence": [quote.confidence for quote in quotes],
    }
    _add_segments(columns, [quote.segments for quote in quotes])
    _add_ids(columns, [quote.turn for quote in quotes], speaking.answered)
    _add_speakers(columns, [quote.speaker_name or None for quote in quotes], speaking, actors)
    mentions = [quote.speaker_mention for quote in quotes]
    cues = [quote.cue for quote in quotes]
    words, named, cued, end = [], [], [], 0
    for item in screened:
        text, first, end = item.article.text, end, end + len(item.quotes)
        words += [_joined(text, quote.segments) for quote in quotes[first:end]]
        named += [None if span is None else text[span[0] : span[1]] for span in mentions[first:end]]
        cued += [None if span is None else text[span[0] : span[1]] for span in cues[first:end]]
    columns["text"] = words
    _add_places(columns, "speaker_mention", named, mentions)
    _add_places(columns, "cue", cued, cues)
    _add_attributes(columns, "medium", [quote.medium for quote in quotes])
    _add_attributes(columns, "said_when", [quote.said_when for quote in quotes])
    return columns


def _joined(text: str, segments: Sequence[Span]) -> str:
    """The words of a quote: its segments with one blank between them."""
    if len(segments) == 1:
        start, end = segments[0]
        return text[start:end]
    return " ".join([text[start:end] for start, end in segments])


def _add_segments(columns: Columns, segments: Sequence[Sequence[Span]]) -> None:
    borders = _borders(segments)
    starts, ends = _turned(chain.from_iterable(segments), SPAN)
    columns["segments"] = _list_of(SPAN, borders, [starts, ends])
    columns["start"] = starts.take(borders[:-1])
    columns["end"] = ends.take(pc.subtract(borders[1:], 1))


def _add_ids(columns: Columns, turns: Sequence[int], answered: Sequence[int | None]) -> None:
    owners = columns["article_id"]
    letters = pc.utf8_slice_codeunits(columns["kind"], 0, 1)
    places = pc.binary_join_element_wise(letters, columns["start"].cast(_TEXT), "")
    numbers = pc.binary_join_element_wise("t", pa.array(turns, _NUMBER).cast(_TEXT), "")
    columns["quote_id"] = pc.binary_join_element_wise(owners, places, "-")
    columns["turn_id"] = pc.binary_join_element_wise(owners, numbers, "-")
    columns["answers_quote_id"] = columns["quote_id"].take(pa.array(answered, _NUMBER))


def _add_speakers(
    columns: Columns, given: Sequence[str | None], speaking: Speaking, actors: pa.Table
) -> None:
    speakers = pa.array(speaking.speakers, _NUMBER)
    ids, names, types = (actors[name].chunk(0) for name in ("actor_id", "name", "type"))
    columns["speaker_name"] = pc.coalesce(pa.array(given, _TEXT), names.take(speakers))
    columns["speaker_actor_id"] = ids.take(speakers)
    columns["speaker_type"] = types.take(speakers)
    joint = pa.array(list(chain.from_iterable(speaking.joint)), _NUMBER)
    columns["joint_speaker_actor_ids"] = _list_array(_borders(speaking.joint), ids.take(joint))


def _actors(screened: Sequence[Screened], article_ids: pa.Array, speaking: Speaking) -> Columns:
    actors = [actor for item in screened for actor in item.actors.values()]
    mentions: list[Sequence[Mention]] = []
    words: list[str] = []
    for item in screened:
        text = item.article.text
        for actor in item.actors.values():
            found = actor.mentions
            if len(found) == 1:
                start, stop, _ = found[0]
                words.append(text[start:stop])
                mentions.append(found)
            else:
                ordered = sorted(found)
                words += [text[m[0] : m[1]] for m in ordered]
                mentions.append(ordered)
    borders = _borders(mentions)
    starts, ends, kinds = _turned(chain.from_iterable(mentions), _MENTION_RECORD)
    columns: Columns = {
        "actor_id": [actor.actor_id for actor in actors],
        "article_id": _owners(article_ids, [len(item.actors) for item in screened]),
        "name": [actor.name for actor in actors],
        "type": [actor.type for actor in actors],
        "gender": [actor.gender for actor in actors],
        "mention_count": pc.subtract(borders[1:], borders[:-1]),
        "mentions": _list_of(MENTION, borders, [starts, ends, pa.array(words, _TEXT), kinds]),
        "aliases": [actor.aliases for actor in actors],
        "first_start": starts.take(borders[:-1]),
        "quote_count": speaking.spoken,
    }
    _add_attributes(columns, "role", [actor.role for actor in actors])
    _add_attributes(columns, "party", [actor.party for actor in actors])
    _add_attributes(columns, "age", [actor.age for actor in actors])
    _add_attributes(columns, "organization", [actor.organization for actor in actors])
    return columns


def _non_quotes(screened: Sequence[Screened], article_ids: pa.Array) -> Columns:
    found = [(item.article.text, place) for item in screened for place in item.non_quotes.values()]
    return {
        "article_id": _owners(article_ids, [len(item.non_quotes) for item in screened]),
        "start": [place.start for _, place in found],
        "end": [place.end for _, place in found],
        "text": [text[place.start : place.end] for text, place in found],
        "reason": [place.reason for _, place in found],
    }


def _owners(article_ids: pa.Array, counts: Iterable[int]) -> pa.Array:
    """The id of each article, as often as it has rows."""
    numbers = [number for number, count in enumerate(counts) for _ in range(count)]
    return article_ids.take(pa.array(numbers, _NUMBER))


def _add_places(
    columns: Columns, name: str, words: Sequence[str | None], spans: Sequence[Span | None]
) -> None:
    columns[name] = words
    columns[f"{name}_start"] = [None if span is None else span[0] for span in spans]
    columns[f"{name}_end"] = [None if span is None else span[1] for span in spans]


# An attribute, and what a record holds of a mention, as structs: only the types matter.
_ATTRIBUTE = pa.struct([("value", _TEXT), ("start", _NUMBER), ("end", _NUMBER)])
_MENTION_RECORD = pa.struct([MENTION.field(name) for name in ("start", "end", "kind")])


def _add_attributes(columns: Columns, name: str, attributes: Sequence[Attribute | None]) -> None:
    """Attributes are few: those that are there are put in their places among nulls."""
    given = [found for found in attributes if found is not None]
    columns_of = zip(
        (name, f"{name}_start", f"{name}_end"), _turned(given, _ATTRIBUTE), strict=True
    )
    if not given:
        columns |= {column: pa.nulls(len(attributes), none.type) for column, none in columns_of}
        return
    there = pa.array([found is not None for found in attributes], pa.bool_())
    for column, values in columns_of:
        nulls = pa.nulls(len(attributes), values.type)
        columns[column] = pc.replace_with_mask(nulls, there, values)


def _turned(records: Iterable[tuple[Any, ...]], struct: pa.StructType) -> list[pa.Array]:
    """The columns of records whose fields are those of a struct."""
    flat = list(zip(*records, strict=True)) or [()] * struct.num_fields
    types = (struct.field(position).type for position in range(struct.num_fields))
    return [pa.array(values, type_) for values, type_ in zip(flat, types, strict=True)]


def _borders(lists: Iterable[Sequence[Any]]) -> pa.Array:
    """Where each list begins among the members of all, and where the last one ends."""
    return pa.array(list(accumulate(map(len, lists), initial=0)), _NUMBER)


def _list_of(struct: pa.StructType, borders: pa.Array, columns: Sequence[pa.Array]) -> pa.ListArray:
    """A list column from the flat columns of its members: no dict per member is made."""
    fields = [struct.field(position) for position in range(struct.num_fields)]
    return _list_array(borders, pa.StructArray.from_arrays(columns, fields=fields))


def _list_array(borders: pa.Array, members: pa.Array) -> pa.ListArray:
    element = pa.field("element", members.type, nullable=False)
    return pa.ListArray.from_arrays(borders, members, type=pa.list_(element))
