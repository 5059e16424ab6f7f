"""The published tables as lazy frames of one and the same generation."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import polars as pl

from flows.publishing import nothing_published
from flows.publishing.generations import Folders
from schemas import TABLES

_PATH = "published_path"
# The partition is read off the last folder only: nobody knows what the folders above are called.
_MONTH = r"month=([^/\\]+)[/\\][^/\\]+$"

_PLACE = {"start": pl.Int32, "end": pl.Int32}
_TYPES: dict[str, pl.DataType] = {
    "string": pl.String(),
    "integer": pl.Int32(),
    "number": pl.Float64(),
    "date": pl.Date(),
    "strings": pl.List(pl.String),
    "spans": pl.List(pl.Struct(_PLACE)),
    "paragraphs": pl.List(pl.Struct({**_PLACE, "role": pl.String})),
    "mentions": pl.List(pl.Struct({**_PLACE, "text": pl.String, "kind": pl.String})),
}


@dataclass(frozen=True, slots=True)
class PublishedTables:
    """One generation. Its files never change, so everything read from it fits together."""

    generation: Path

    def scan(self, table: str) -> pl.LazyFrame:
        """A table's columns, with the partition column `month` beside them."""
        files = sorted((self.generation / table).rglob("*.parquet"))
        if not files:
            return _empty(table).with_columns(month=pl.lit(None, pl.String))
        return (
            pl.scan_parquet(files, hive_partitioning=False, glob=False, include_file_paths=_PATH)
            .with_columns(month=pl.col(_PATH).str.extract(_MONTH))
            .drop(_PATH)
        )


def published_tables(output: Path) -> PublishedTables:
    """What is published in an output folder now; the link `current` is resolved once, here.

    Raises `OutputError` where nothing has been published, or by a newer version of the project.
    """
    folders = Folders(output)
    generation = folders.current_path()
    if generation is None:
        raise nothing_published(output)
    folders.refuse_newer()
    return PublishedTables(generation.resolve())


def _empty(table: str) -> pl.LazyFrame:
    # Not by way of Arrow: that takes pandas, which takes seconds to load.
    return pl.LazyFrame(
        schema={column.name: _TYPES[column.type] for column in TABLES[table].columns}
    )


def collected(frame: pl.LazyFrame) -> pl.DataFrame:
    """The result, made in pieces, so that memory holds groups and never whole tables."""
    result: pl.DataFrame = frame.collect(engine="streaming")
    return result
