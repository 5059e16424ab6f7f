"""Figures of the tables on disk. One file is in memory at a time, and of it a few columns."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from flows.publishing.manifest import Part
from flows.quality.actors import ActorMonths
from flows.quality.figures import Figures

_COUNTED = ("articles", "quotes", "actors")
UNKNOWN_MONTH = "unknown"
# Rows of actors in memory at once, by their ids alone.
_ROWS_AT_ONCE = 500_000


def month_parts(parts: Sequence[Part]) -> dict[str, dict[str, list[str]]]:
    """Paths by month and table, of the tables that figures are counted from."""
    found: dict[str, dict[str, list[str]]] = {}
    for part in parts:
        if part.table in _COUNTED and part.rows:
            tables = found.setdefault(part.leaf.month, {table: [] for table in _COUNTED})
            tables[part.table].append(part.path)
    return found


def count_months(
    folder: Path,
    months: Mapping[str, Mapping[str, Sequence[str]]],
    known: Mapping[str, Figures],
    rejects: Mapping[str, int],
    actors: ActorMonths,
) -> dict[str, Figures]:
    """Figures of each month, ascending.

    `months` are the paths below `folder`, as `month_parts` gives them; `known` the figures of
    months whose files have not changed, which are not counted again.
    """
    actors.update(
        {month: _digest(tables["actors"]) for month, tables in months.items()},
        lambda month: _actor_ids(folder, months[month]["actors"]),
    )
    actor_counts = actors.counts()
    found = {}
    for month in sorted({*months, *rejects}):
        figures = known[month] if month in known else _count(folder, months.get(month, {}))
        count, new = actor_counts.get(month, (0, 0))
        found[month] = replace(figures, actors=count, new_actors=new, rejects=rejects.get(month, 0))
    return found


def _count(folder: Path, tables: Mapping[str, Sequence[str]]) -> Figures:
    articles = quotes = without_speaker = 0
    languages: Counter[str] = Counter()
    attributions: Counter[str] = Counter()
    for path in tables.get("articles", ()):
        table = _read(folder / path, ["language"])
        articles += table.num_rows
        languages.update(_value_counts(table["language"]))
    for path in tables.get("quotes", ()):
        table = _read(folder / path, ["speaker_name", "attribution"])
        quotes += table.num_rows
        without_speaker += table["speaker_name"].null_count
        attributions.update(_value_counts(table["attribution"]))
    return Figures(
        articles=articles,
        quotes=quotes,
        without_speaker=without_speaker,
        attributions=dict(attributions),
        languages=dict(languages),
    )


def _actor_ids(folder: Path, paths: Sequence[str]) -> Iterator[str]:
    """The ids in these files, most of them once: looked through some files at a time."""
    waiting: list[pa.ChunkedArray] = []
    rows = 0
    for number, path in enumerate(paths, 1):
        waiting.append(_read(folder / path, ["actor_id"])["actor_id"])
        rows += len(waiting[-1])
        if rows >= _ROWS_AT_ONCE or number == len(paths):
            chunks = [chunk for column in waiting for chunk in column.chunks]
            yield from pc.unique(pa.chunked_array(chunks, pa.string())).to_pylist()
            waiting, rows = [], 0


def _value_counts(column: pa.ChunkedArray) -> dict[str, int]:
    return {item["values"]: item["counts"] for item in pc.value_counts(column).to_pylist()}


def _read(path: Path, columns: list[str]) -> pa.Table:
    # Not by `pq.read_table`: that takes a file for a data set, which costs more than reading it.
    return pq.ParquetFile(path).read(columns=columns, use_threads=False)


def _digest(paths: Sequence[str]) -> str:
    """The state of a month's table: file names carry the hash of their bytes."""
    return hashlib.sha256("\n".join(sorted(paths)).encode()).hexdigest()
