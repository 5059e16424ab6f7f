"""How are quotes of people spread over genders, as far as the texts show them? With pandas."""

from __future__ import annotations

import sys
from pathlib import Path

import pandas as pd


def answer(output: Path) -> pd.DataFrame:
    """One row per gender (`unknown` where the text shows none): quotes, people, share of quotes."""
    state = (output / "current").resolve()
    columns = ["article_id", "actor_id", "type", "gender"]
    quotes = pd.read_parquet(state / "quotes", columns=["article_id", "speaker_actor_id"])
    actors = pd.read_parquet(state / "actors", columns=columns)
    spoken = quotes.merge(
        actors[actors["type"] == "person"],
        left_on=["article_id", "speaker_actor_id"],
        right_on=["article_id", "actor_id"],
    )
    spoken["gender"] = spoken["gender"].fillna("unknown")
    table = spoken.groupby("gender").agg(
        quotes=("actor_id", "size"), people=("actor_id", "nunique")
    )
    table["share"] = table["quotes"] / table["quotes"].sum()
    return table.reset_index()


if __name__ == "__main__":
    print(answer(Path(sys.argv[1] if len(sys.argv) > 1 else "output")))
