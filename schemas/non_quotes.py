"""The non_quotes table: marked stretches that were looked at and not taken for quotes."""

from __future__ import annotations

from schemas.articles import ARTICLE_ID
from schemas.columns import Column, ForeignKey, RowRule, Table, TextSpan

NON_QUOTES = Table(
    name="non_quotes",
    meaning="One row per stretch between quote marks that is no quote: a title, a nickname, an "
    "expression at arm's length.",
    key=("article_id", "start", "end"),
    order=("article_id", "start", "end"),
    columns=(
        Column("article_id", "string", "the article it stands in", pattern=ARTICLE_ID),
        Column("start", "integer", "where it begins in articles.text", least=0),
        Column("end", "integer", "where it ends (exclusive)", least=1),
        Column("text", "string", "the words: text[start:end] of the article"),
        Column("reason", "string", "why it was not taken for a quote"),
    ),
    rules=(
        RowRule(
            "start_before_end", "start lies before end", lambda pl: pl.col("start") < pl.col("end")
        ),
    ),
    spans=(TextSpan("text", "start", "end"),),
    foreign_keys=(ForeignKey(("article_id",), "articles", ("article_id",)),),
)
