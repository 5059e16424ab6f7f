"""Rows on their way from a worker to publication: Arrow tables, one behind the other in a file per
batch.

A batch holds one or more parts. In each, articles lie in order of their place, the other tables
follow the articles' order, and a table `files` tells for every seed file what became of it and
where its rows begin. So a range of places is a slice of each table, found without reading them.
"""

from __future__ import annotations

import json
from array import array
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, fields
from itertools import accumulate
from pathlib import Path
from typing import Any

import pyarrow as pa

from flows.publishing.files import fault_point, remove_tree
from flows.records import Reject
from schemas import ARTICLE_TABLES
from schemas.arrow import arrow_schema

_CHILDREN = tuple(table.name for table in ARTICLE_TABLES if table.name != "articles")
_FILES = pa.schema(
    [
        ("source_file", pa.string()),
        ("size", pa.int64()),
        ("mtime_ns", pa.int64()),
        ("sha256", pa.string()),
        ("article_id", pa.string()),
        ("place", pa.int64()),
        ("weight", pa.int64()),
        ("corrected", pa.bool_()),
        *((f"{child}_from", pa.int64()) for child in _CHILDREN),
    ]
)


@dataclass(frozen=True, slots=True)
class SeedOutcome:
    """What became of a seed file: `article_id` is None if it was rejected, `sha256` if its bytes
    could not be read. `weight` is the length of the article's text in bytes, `corrected` tells
    whether the user's corrections changed anything in it."""

    source_file: str
    size: int
    mtime_ns: int
    sha256: str | None
    article_id: str | None = None
    place: int | None = None
    weight: int = 0
    corrected: bool = False


_ROWS, _INDEX = "rows.bin", "index.json"
_ALIGNMENT = 64  # bytes; what Arrow wants of buffers that are not copied
_FIELDS = [field.name for field in fields(SeedOutcome)]


class BatchWriter:
    """Stages one batch; nothing of it is seen before `finish`."""

    def __init__(self, stage: Path, number: int) -> None:
        self.folder = stage / f"batch-{number:06d}"
        # A batch that is tried again must not meet what its first try left.
        self._draft = stage / f"draft-{number:06d}"
        remove_tree(self._draft)
        self._draft.mkdir()
        self._parts = 0
        self._index: dict[str, tuple[int, int]] = {}
        self._rows = (self._draft / _ROWS).open("wb")

    def add_part(self, tables: dict[str, pa.Table], outcomes: Sequence[SeedOutcome]) -> None:
        """Stage articles with their rows; `outcomes` are theirs, in the order of the articles."""
        starts = {
            "quotes": _starts(tables["articles"]["quote_count"].to_pylist()),
            "actors": _starts(tables["articles"]["actor_count"].to_pylist()),
            "non_quotes": _starts(_counts(tables["non_quotes"], outcomes)),
        }
        for name, table in tables.items():
            self._write(f"{self._parts}/{name}", table)
        self._write(f"{self._parts}/files", _files_table(outcomes, starts))
        self._parts += 1

    def finish(self, rejected: Sequence[SeedOutcome], rejects: Sequence[Reject]) -> Path:
        """Stage the files that became no article and all rejects; then show the batch."""
        none: dict[str, list[int]] = {child: [0] * len(rejected) for child in _CHILDREN}
        self._write("rejected", _files_table(rejected, none))
        names = arrow_schema("rejects").names
        columns = [[getattr(item, name) for item in rejects] for name in names]
        self._write("rejects", pa.table(columns, schema=arrow_schema("rejects")))
        self._rows.close()
        (self._draft / _INDEX).write_text(json.dumps(self._index), encoding="ascii")
        fault_point("batch_staged")
        remove_tree(self.folder)
        self._draft.rename(self.folder)
        return self.folder

    def _write(self, name: str, table: pa.Table) -> None:
        sink = pa.BufferOutputStream()
        with pa.ipc.new_file(sink, table.schema) as writer:
            writer.write_table(table)
        content = sink.getvalue()
        self._index[name] = (self._rows.tell(), content.size)
        self._rows.write(content)
        self._rows.write(bytes(-self._rows.tell() % _ALIGNMENT))


class StagedBatch:
    """A staged batch. Only the places of its articles are in memory until it is opened."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._index = json.loads((folder / _INDEX).read_text(encoding="ascii"))
        numbers = sorted(int(name.split("/")[0]) for name in self._index if "/files" in name)
        with self.open() as rows:
            self.places = {
                number: array("Q", rows.table(f"{number}/files")["place"].to_pylist())
                for number in numbers
            }

    @contextmanager
    def open(self) -> Iterator[OpenBatch]:
        """Map the rows into memory: only what is looked at is loaded."""
        with pa.memory_map(str(self._folder / _ROWS)) as source:
            yield OpenBatch(self, self._index, source.read_buffer())

    def holds(self, first: int, last: int) -> bool:
        """Whether any article lies between two places (included)."""
        return any(
            bisect_left(places, first) < bisect_right(places, last)
            for places in self.places.values()
        )

    def outcomes(self) -> Iterator[tuple[Any, ...]]:
        """What became of each seed file of the batch: the fields of `SeedOutcome`, in order."""
        with self.open() as rows:
            for name in [*(f"{number}/files" for number in self.places), "rejected"]:
                columns = rows.table(name).select(_FIELDS).columns
                yield from zip(*(column.to_pylist() for column in columns), strict=True)

    def rejects(self) -> Iterator[tuple[str, str, str, str]]:
        """The rejects of the batch: source_file, stage, reason, detail."""
        with self.open() as rows:
            columns = rows.table("rejects").columns
            yield from zip(*(column.to_pylist() for column in columns), strict=True)


class OpenBatch:
    """A staged batch while its rows are mapped."""

    def __init__(
        self, batch: StagedBatch, index: dict[str, tuple[int, int]], content: pa.Buffer
    ) -> None:
        self._batch = batch
        self._index = index
        self._content = content
        self._tables: dict[str, pa.Table] = {}

    def table(self, name: str) -> pa.Table:
        """One of the tables of the batch, without copying it."""
        found = self._tables.get(name)
        if found is None:
            at, size = self._index[name]
            found = pa.ipc.open_file(self._content.slice(at, size)).read_all()
            self._tables[name] = found
        return found

    def pieces(self, first: int, last: int, excluded: Collection[str]) -> Iterator[dict[str, Any]]:
        """Tables of the rows whose place lies between `first` and `last` (included), and as
        `places` those of the articles.

        `excluded` are source files whose rows are left out.
        """
        for number, places in self._batch.places.items():
            low, high = bisect_left(places, first), bisect_right(places, last)
            if low == high:
                continue
            files = self.table(f"{number}/files").slice(low, high - low + 1)
            for begin, end in _runs(files, high - low, excluded):
                piece: dict[str, Any] = {
                    "places": places[low + begin : low + end],
                    "articles": self.table(f"{number}/articles").slice(low + begin, end - begin),
                }
                for child in _CHILDREN:
                    starts, rows = files[f"{child}_from"], self.table(f"{number}/{child}")
                    at = starts[begin].as_py()
                    # The last article's rows reach to the end of the table.
                    until = starts[end].as_py() if end < len(starts) else rows.num_rows
                    piece[child] = rows.slice(at, until - at)
                yield piece


def _runs(files: pa.Table, count: int, excluded: Collection[str]) -> Iterator[tuple[int, int]]:
    """Runs of articles that are not excluded, by their numbers in `files`."""
    if not excluded:
        yield 0, count
        return
    begin = 0
    for at, source_file in enumerate(files["source_file"].slice(0, count).to_pylist()):
        if source_file in excluded:
            if begin < at:
                yield begin, at
            begin = at + 1
    if begin < count:
        yield begin, count


def _files_table(outcomes: Sequence[SeedOutcome], starts: dict[str, list[int]]) -> pa.Table:
    columns = [[getattr(outcome, name) for outcome in outcomes] for name in _FIELDS]
    columns += [starts[child] for child in _CHILDREN]
    return pa.table(columns, schema=_FILES)


def _starts(counts: Sequence[int]) -> list[int]:
    return list(accumulate(counts, initial=0))[:-1] if counts else []


def _counts(table: pa.Table, outcomes: Sequence[SeedOutcome]) -> list[int]:
    found = Counter(table["article_id"].to_pylist())
    return [found[outcome.article_id] for outcome in outcomes]
