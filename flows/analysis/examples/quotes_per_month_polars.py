"""How many quotes of each kind were there in each month? With Polars, reading lazily."""

from __future__ import annotations

import sys
from pathlib import Path

import polars as pl


def answer(output: Path) -> pl.DataFrame:
    """One row per month, one column per kind."""
    state = (output / "current").resolve()
    quotes = pl.scan_parquet(state / "quotes", hive_partitioning=True)
    counted = quotes.group_by("month", "kind").len().collect()
    return (
        counted.sort("kind").pivot("kind", index="month", values="len").fill_null(0).sort("month")
    )


if __name__ == "__main__":
    print(answer(Path(sys.argv[1] if len(sys.argv) > 1 else "output")))
