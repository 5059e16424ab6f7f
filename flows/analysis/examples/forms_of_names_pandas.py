"""Under which forms of their names do the texts mention people? With pandas, from a nested list."""

from __future__ import annotations

import sys
from pathlib import Path

import pandas as pd


def answer(output: Path) -> pd.DataFrame:
    """One row per person and form: name, form, kind of mention, number of mentions."""
    state = (output / "current").resolve()
    actors = pd.read_parquet(state / "actors", columns=["name", "type", "mentions"])
    people = actors[actors["type"] == "person"].explode("mentions", ignore_index=True)
    mentions = pd.DataFrame(people["mentions"].to_list())
    people["form"], people["kind"] = mentions["text"], mentions["kind"]
    counted = people.groupby(["name", "form", "kind"]).size().reset_index(name="mentions")
    return counted.sort_values(["mentions", "name", "form"], ascending=[False, True, True])


if __name__ == "__main__":
    print(answer(Path(sys.argv[1] if len(sys.argv) > 1 else "output")))
