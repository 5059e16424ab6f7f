"""The articles table: one row per published seed file."""

from __future__ import annotations

from typing import Any

from schemas.codes import DATE_PRECISIONS
from schemas.columns import Column, RowRule, Table

ARTICLE_ID = r"[0-9a-f]{16}"


def _month_fits_precision(pl: Any) -> Any:
    dated = pl.col("date_precision").is_in(["day", "month"])
    return pl.col("source_month").is_not_null() == dated


def _date_fits_precision(pl: Any) -> Any:
    return pl.col("source_date").is_not_null() == (pl.col("date_precision") != "none")


ARTICLES = Table(
    name="articles",
    meaning="One row per published article. The partition column `month` is source_month, or "
    "`unknown` where the header gives none.",
    key=("article_id",),
    order=("article_id",),
    columns=(
        Column(
            "article_id",
            "string",
            "the article's id, 16 hex digits",
            unique=True,
            pattern=ARTICLE_ID,
        ),
        Column("source_file", "string", "path of the seed file, relative to the seeds folder"),
        Column(
            "source_sha256", "string", "SHA-256 of the seed file's bytes", pattern=r"[0-9a-f]{64}"
        ),
        Column(
            "source_month",
            "string",
            "month (YYYY-MM) in the header: when the page was collected, which can be later than "
            "its publication",
            True,
            pattern=r"[0-9]{4}-(0[1-9]|1[0-2])",
        ),
        Column(
            "source_date",
            "date",
            "first day that the header's date can mean: 2024-03-01 for 2024-03; see date_precision",
            True,
        ),
        Column(
            "date_precision", "string", "how much of a date the header gives", codes=DATE_PRECISIONS
        ),
        Column("title", "string", "headline; null if the file has none", True),
        Column("lead", "string", "opening paragraph", True),
        Column(
            "text",
            "string",
            "full text without the header, Unicode NFC, line ends \\n; every offset in every "
            "table counts characters in it",
        ),
        Column("agencies", "strings", "news agencies that sign the article"),
        Column(
            "language",
            "string",
            "language of the text (ISO 639-1, und if not known)",
            pattern=r"[a-z]{2,3}",
        ),
        Column("paragraphs", "paragraphs", "each paragraph's place in text, and its role"),
        Column(
            "reading_notes",
            "strings",
            "what was out of the ordinary in the seed file and tolerated: bom, crlf, "
            "encoding:cp1252, decomposed, nbsp, soft_hyphen, damaged, nul, line_end:U+2028, "
            "no_header, invalid_date",
        ),
        Column("word_count", "integer", "number of words in text", least=0),
        Column("quote_count", "integer", "number of the article's rows in quotes", least=0),
        Column("actor_count", "integer", "number of the article's rows in actors", least=0),
        Column(
            "content_hash",
            "string",
            "hash of the text; equal for the same text under different ids",
        ),
        Column(
            "extractor_version",
            "string",
            "first 12 digits of the hash over the code and word lists that made the row",
            pattern=r"[0-9a-f]{12}",
        ),
    ),
    rules=(
        RowRule(
            "month_fits_precision",
            "source_month is set exactly for day and month",
            _month_fits_precision,
        ),
        RowRule(
            "date_fits_precision", "source_date is null exactly for none", _date_fits_precision
        ),
    ),
)
