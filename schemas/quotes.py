"""The quotes table: one row per utterance segment run inside one paragraph."""

from __future__ import annotations

from typing import Any

from schemas.articles import ARTICLE_ID
from schemas.codes import ACTOR_TYPES, QUOTE_KINDS
from schemas.columns import Column, ForeignKey, RowRule, Table, TextSpan, place_columns, place_rule

_QUOTE_ID = ARTICLE_ID + r"-[dpiq][0-9]+"


def _text_fits_length(pl: Any) -> Any:
    one = pl.col("segments").list.len() == 1
    return ~one | (pl.col("text").str.len_chars() == pl.col("end") - pl.col("start"))


def _ends_at_segments(pl: Any) -> Any:
    segments = pl.col("segments")
    first = segments.list.first().struct.field("start")
    last = segments.list.last().struct.field("end")
    return ((first == pl.col("start")) & (last == pl.col("end"))).fill_null(False)


def _named_if_linked(pl: Any) -> Any:
    return pl.col("speaker_actor_id").is_null() | pl.col("speaker_name").is_not_null()


def _typed_if_linked(pl: Any) -> Any:
    return pl.col("speaker_actor_id").is_null() == pl.col("speaker_type").is_null()


QUOTES = Table(
    name="quotes",
    meaning="One row per quote: the words of one source inside one paragraph.",
    key=("quote_id",),
    order=("article_id", "position"),
    columns=(
        Column(
            "quote_id",
            "string",
            "article_id, first letter of kind, start of the quote",
            unique=True,
            pattern=_QUOTE_ID,
        ),
        Column("article_id", "string", "the article it stands in", pattern=ARTICLE_ID),
        Column(
            "position",
            "integer",
            "number of the quote in its article, from 1, in text order",
            least=1,
        ),
        Column("kind", "string", "what sort of quote it is", codes=QUOTE_KINDS),
        Column(
            "text",
            "string",
            "the words: text[start:end] of the article; the segments joined by one blank "
            "where a reporting clause interrupts",
        ),
        Column("start", "integer", "where the quote begins in articles.text", least=0),
        Column("end", "integer", "where it ends (exclusive)", least=1),
        Column("segments", "spans", "the uninterrupted stretches it consists of, in order"),
        Column(
            "paragraph", "integer", "index of its paragraph in articles.paragraphs, from 0", least=0
        ),
        Column(
            "turn_id",
            "string",
            "joins the quotes of one speaker's uninterrupted speech over paragraphs",
            pattern=ARTICLE_ID + r"-t[0-9]+",
        ),
        Column(
            "answers_quote_id",
            "string",
            "the question that this quote answers",
            True,
            pattern=_QUOTE_ID,
        ),
        Column(
            "speaker_name",
            "string",
            "who speaks: the fullest name in the article, or an unnamed source's description",
            True,
        ),
        Column(
            "speaker_actor_id", "string", "the speaker in actors; null for unnamed sources", True
        ),
        Column(
            "speaker_type",
            "string",
            "the speaking actor's type; null for unnamed sources",
            True,
            codes=ACTOR_TYPES,
        ),
        Column(
            "joint_speaker_actor_ids",
            "strings",
            "all speakers in actors where several say it together, else empty",
        ),
        Column("speaker_mention", "string", "the words in the text that name the speaker", True),
        *place_columns("speaker_mention", "the speaker's mention"),
        Column("speaker_role", "string", "role that the text gives the speaker here", True),
        Column("cue", "string", "the words that report the speaking", True),
        *place_columns("cue", "the cue"),
        Column("attribution", "string", "the rule that found the speaker"),
        Column(
            "confidence",
            "number",
            "estimated probability that the speaker is right",
            least=0,
            most=1,
        ),
        Column("medium", "string", "to or through whom it was said", True),
        *place_columns("medium", "the medium"),
        Column("said_when", "string", "when it was said, as written", True),
        *place_columns("said_when", "the time"),
    ),
    rules=(
        RowRule(
            "start_before_end", "start lies before end", lambda pl: pl.col("start") < pl.col("end")
        ),
        RowRule(
            "text_fits_length",
            "a quote of one segment is as long as end - start",
            _text_fits_length,
        ),
        RowRule(
            "ends_at_segments",
            "start and end are those of the first and last segment",
            _ends_at_segments,
        ),
        RowRule("named_if_linked", "a speaker in actors has a name", _named_if_linked),
        RowRule(
            "typed_if_linked",
            "speaker_type is set exactly where speaker_actor_id is",
            _typed_if_linked,
        ),
        *(place_rule(name) for name in ("speaker_mention", "cue", "medium", "said_when")),
    ),
    spans=(
        TextSpan("speaker_mention", "speaker_mention_start", "speaker_mention_end"),
        TextSpan("cue", "cue_start", "cue_end"),
        TextSpan(None, "medium_start", "medium_end"),
        TextSpan(None, "said_when_start", "said_when_end"),
    ),
    foreign_keys=(
        ForeignKey(("article_id",), "articles", ("article_id",)),
        ForeignKey(("article_id", "speaker_actor_id"), "actors", ("article_id", "actor_id")),
        ForeignKey(("article_id", "joint_speaker_actor_ids"), "actors", ("article_id", "actor_id")),
        ForeignKey(("article_id", "answers_quote_id"), "quotes", ("article_id", "quote_id")),
    ),
)
