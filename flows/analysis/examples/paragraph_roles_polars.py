"""How much of the text is the article's own, and how much is web page around it? With Polars."""

from __future__ import annotations

import sys
from pathlib import Path

import polars as pl


def answer(output: Path) -> pl.DataFrame:
    """One row per role of paragraphs: how many, and how many characters they have together."""
    state = (output / "current").resolve()
    articles = pl.scan_parquet(state / "articles")
    paragraph = pl.col("paragraphs").struct
    return (
        articles.select("paragraphs")
        .explode("paragraphs")
        .drop_nulls()
        .select(
            paragraph.field("role"),
            (paragraph.field("end") - paragraph.field("start")).alias("characters"),
        )
        .group_by("role")
        .agg(pl.len().alias("paragraphs"), pl.col("characters").sum())
        .sort("characters", "role", descending=[True, False])
        .collect()
    )


if __name__ == "__main__":
    print(answer(Path(sys.argv[1] if len(sys.argv) > 1 else "output")))
