"""Entities of a published dataset, for those who look through them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

from flows.publishing import OutputError, nothing_published


def read_entities(output: Path, name: str | None = None, limit: int = 0) -> list[dict[str, Any]]:
    """Rows of entities with `name` in one of their names (in any case), most articles first.

    `limit` is how many at most, 0 for all. Raises OutputError where nothing is published.
    """
    found: list[pl.DataFrame] = []
    for _, table in read_parts(output, "entities"):
        if name is not None:
            forms = pl.concat_list("name", "aliases").list.join("\n").str.to_lowercase()
            table = table.filter(forms.str.contains(name.lower(), literal=True))
        found.append(table)
    rows = pl.concat(found).sort(
        "article_count", "name", "entity_id", descending=[True, False, False]
    )
    return (rows.head(limit) if limit else rows).to_dicts()


def read_parts(
    output: Path, table: str, columns: Sequence[str] | None = None
) -> Iterator[tuple[str | None, pl.DataFrame]]:
    """The files of a published table one by one, each with its month (None for `unknown`, and in
    tables without months). Raises OutputError where nothing is published."""
    folder = output / table
    if not folder.is_dir():
        raise nothing_published(output)
    paths = sorted(folder.resolve().rglob("*.parquet"))
    if not paths:
        raise OutputError(f"the files of {table} are gone; see citatbank verify {output}")
    for path in paths:
        month = path.parent.name.removeprefix("month=")
        try:
            frame = pl.from_arrow(
                pq.read_table(path, columns=columns and list(columns), partitioning=None)
            )
        except (OSError, pa.ArrowException) as error:
            raise OutputError(
                f"{path.name} of {table} cannot be read; see citatbank verify {output}"
            ) from error
        assert isinstance(frame, pl.DataFrame)  # a table never becomes a Series
        yield (month if month[:1].isdigit() else None), frame
