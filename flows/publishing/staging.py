"""Rows on their way from a worker to publication: a file per batch.

A batch holds one or more parts. In each, articles lie in order of their place, in blocks with all
rows that are theirs, and a table `files` tells what became of every seed file. So a range of places
is a few blocks, found without reading the others.
"""

from __future__ import annotations

import json
import os
from array import array
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, BinaryIO

import pyarrow as pa
import pyarrow.compute as pc

from flows.publishing.blocks import BLOCK_ARTICLES, BLOCK_PARTS, Rows, cut, read
from flows.publishing.files import fault_point, remove_tree
from flows.records import Reject
from schemas.arrow import arrow_schema

# Places of some articles, and by table the rows that are theirs.
Piece = tuple["array[int]", dict[str, pa.RecordBatch]]

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
_FIELDS = [field.name for field in fields(SeedOutcome)]
# A block's place in the file, and its sizes before compression.
_BLOCKS = pa.schema([("at", pa.int64()), ("bytes", pa.int32()), ("sizes", pa.list_(pa.int32()))])


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
        counts = {
            "quotes": tables["articles"]["quote_count"].to_pylist(),
            "actors": tables["articles"]["actor_count"].to_pylist(),
            "non_quotes": _counts(tables["non_quotes"], outcomes),
        }
        blocks = [
            (self._append(block.content), block.content.size, block.sizes)
            for block in cut(tables, counts)
        ]
        columns = [[block[at] for block in blocks] for at in range(len(_BLOCKS))]
        self._write(f"{self._parts}/blocks", pa.table(columns, schema=_BLOCKS))
        self._write(f"{self._parts}/files", _files_table(outcomes))
        self._parts += 1

    def finish(self, rejected: Sequence[SeedOutcome], rejects: Sequence[Reject]) -> Path:
        """Stage the files that became no article and all rejects; then show the batch."""
        self._write("rejected", _files_table(rejected))
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
        self._index[name] = (self._append(content), content.size)

    def _append(self, content: pa.Buffer) -> int:
        at = self._rows.tell()
        self._rows.write(content)
        return at


@dataclass(frozen=True, slots=True)
class _Part:
    """What is known of a part of a batch without opening it."""

    places: array[int]  # of its articles, ascending
    ats: array[int]  # where its blocks begin
    lengths: array[int]  # of its blocks, in bytes
    sizes: array[int]  # of what each block holds, all blocks' in a row: `BLOCK_PARTS` of each


class StagedBatch:
    """A staged batch. Of its articles only the places are in memory until it is opened."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._index = json.loads((folder / _INDEX).read_text(encoding="ascii"))
        numbers = sorted(int(name.split("/")[0]) for name in self._index if "/files" in name)
        with self.open() as rows:
            self.parts = {number: rows.part(number) for number in numbers}

    @contextmanager
    def open(self) -> Iterator[OpenBatch]:
        """Open the file: only what is asked for is read."""
        with (self._folder / _ROWS).open("rb", buffering=0) as source:
            yield OpenBatch(self._index, source)

    def holds(self, first: int, last: int) -> bool:
        """Whether any article lies between two places (included)."""
        return any(
            bisect_left(part.places, first) < bisect_right(part.places, last)
            for part in self.parts.values()
        )

    def pieces(self, first: int, last: int, excluded: Collection[str]) -> Iterator[Piece]:
        """Rows whose place lies between `first` and `last` (included), with their places.

        `excluded` are source files whose rows are left out.
        """
        with self.open() as rows:
            for number, part in self.parts.items():
                low, high = bisect_left(part.places, first), bisect_right(part.places, last)
                for begin, end in rows.runs(number, low, high, excluded):
                    yield from rows.pieces(part, begin, end)

    def outcomes(self) -> Iterator[tuple[Any, ...]]:
        """What became of each seed file of the batch: the fields of `SeedOutcome`, in order."""
        with self.open() as rows:
            for name in [*(f"{number}/files" for number in self.parts), "rejected"]:
                columns = rows.table(name).select(_FIELDS).columns
                yield from zip(*(column.to_pylist() for column in columns), strict=True)

    def rejects(self) -> Iterator[tuple[str, str, str, str]]:
        """The rejects of the batch: source_file, stage, reason, detail."""
        with self.open() as rows:
            columns = rows.table("rejects").columns
            yield from zip(*(column.to_pylist() for column in columns), strict=True)


class OpenBatch:
    """A staged batch while its file is open."""

    def __init__(self, index: dict[str, tuple[int, int]], source: BinaryIO) -> None:
        self._index = index
        self._source = source

    def table(self, name: str) -> pa.Table:
        """One of the batch's small tables."""
        content = self._read(*self._index[name])
        return pa.ipc.open_file(content).read_all()

    def part(self, number: int) -> _Part:
        """What is known of a part without its rows."""
        blocks = self.table(f"{number}/blocks")
        return _Part(
            array("Q", self.table(f"{number}/files")["place"].to_pylist()),
            array("Q", blocks["at"].to_pylist()),
            array("I", blocks["bytes"].to_pylist()),
            array("I", pc.list_flatten(blocks["sizes"]).to_pylist()),
        )

    def runs(
        self, number: int, low: int, high: int, excluded: Collection[str]
    ) -> Iterator[tuple[int, int]]:
        """Runs of a part's articles number `low` to `high` (exclusive) that are not excluded."""
        if low == high:
            return
        if not excluded:
            yield low, high
            return
        files = self.table(f"{number}/files")["source_file"].slice(low, high - low).to_pylist()
        begin = low
        for at, source_file in enumerate(files, low):
            if source_file in excluded:
                if begin < at:
                    yield begin, at
                begin = at + 1
        if begin < high:
            yield begin, high

    def pieces(self, part: _Part, begin: int, end: int) -> Iterator[Piece]:
        """The rows of articles number `begin` to `end` (exclusive), block by block."""
        while begin < end:
            number, inside = divmod(begin, BLOCK_ARTICLES)
            count = min(end - begin, BLOCK_ARTICLES - inside)
            rows = self._block(part, number).of(inside, inside + count)
            yield part.places[begin : begin + count], rows
            begin += count

    def _block(self, part: _Part, number: int) -> Rows:
        content = self._read(part.ats[number], part.lengths[number])
        first = number * BLOCK_PARTS
        return read(content, part.sizes[first : first + BLOCK_PARTS])

    def _read(self, at: int, size: int) -> bytes:
        return os.pread(self._source.fileno(), size, at)


def _files_table(outcomes: Sequence[SeedOutcome]) -> pa.Table:
    columns = [[getattr(outcome, name) for outcome in outcomes] for name in _FIELDS]
    return pa.table(columns, schema=_FILES)


def _counts(table: pa.Table, outcomes: Sequence[SeedOutcome]) -> list[int]:
    found = Counter(table["article_id"].to_pylist())
    return [found[outcome.article_id] for outcome in outcomes]
