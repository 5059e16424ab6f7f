"""Rows on their way from a worker to publication: Arrow files in a folder per batch.

A batch holds one or more parts. In each, articles lie in order of their place, the other tables
follow the articles' order, and a table `files` tells for every seed file what became of it and
where its rows begin. So a range of places is a slice of each table, found without reading them.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
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
        *((f"{child}_from", pa.int64()) for child in _CHILDREN),
    ]
)


@dataclass(frozen=True, slots=True)
class SeedOutcome:
    """What became of a seed file: `article_id` is None if it was rejected, `sha256` if its bytes
    could not be read. `weight` is the length of the article's text in bytes."""

    source_file: str
    size: int
    mtime_ns: int
    sha256: str | None
    article_id: str | None = None
    place: int | None = None
    weight: int = 0


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

    def add_part(self, tables: dict[str, pa.Table], outcomes: Sequence[SeedOutcome]) -> None:
        """Stage articles with their rows; `outcomes` are theirs, in the order of the articles."""
        starts = {
            "quotes": _starts(tables["articles"]["quote_count"].to_pylist()),
            "actors": _starts(tables["articles"]["actor_count"].to_pylist()),
            "non_quotes": _starts(_counts(tables["non_quotes"], outcomes)),
        }
        for name, table in tables.items():
            self._write(name, table)
        self._write("files", _files_table(outcomes, starts))
        self._parts += 1

    def finish(self, rejected: Sequence[SeedOutcome], rejects: Sequence[Reject]) -> Path:
        """Stage the files that became no article and all rejects; then show the batch."""
        none: dict[str, list[int]] = {child: [0] * len(rejected) for child in _CHILDREN}
        self._write("rejected", _files_table(rejected, none))
        names = arrow_schema("rejects").names
        columns = [[getattr(item, name) for item in rejects] for name in names]
        self._write("rejects", pa.table(columns, schema=arrow_schema("rejects")))
        fault_point("batch_staged")
        remove_tree(self.folder)
        self._draft.rename(self.folder)
        return self.folder

    def _write(self, name: str, table: pa.Table) -> None:
        path = self._draft / f"{self._parts:03d}-{name}.arrow"
        with pa.OSFile(str(path), "wb") as sink, pa.ipc.new_file(sink, table.schema) as writer:
            writer.write_table(table)


class StagedPart:
    """One staged part, opened for reading ranges of places."""

    def __init__(self, files_path: Path) -> None:
        self._stem = files_path.name.removesuffix("files.arrow")
        self._folder = files_path.parent
        files = self._read("files")
        self._places = array("Q", files["place"].to_pylist())

    def pieces(self, first: int, last: int, excluded: Collection[str]) -> Iterator[dict[str, Any]]:
        """Tables of the rows whose place lies between `first` and `last` (included).

        `excluded` are source files whose rows are left out.
        """
        low, high = bisect_left(self._places, first), bisect_right(self._places, last)
        if low == high:
            return
        files = self._read("files").slice(low, high - low + 1)
        tables = {name: self._read(name) for name in ("articles", *_CHILDREN)}
        for begin, end in self._runs(files, high - low, excluded):
            piece = {"articles": tables["articles"].slice(low + begin, end - begin)}
            for child in _CHILDREN:
                starts = files[f"{child}_from"]
                at = starts[begin].as_py()
                # The last article's rows reach to the end of the table.
                until = starts[end].as_py() if end < len(starts) else tables[child].num_rows
                piece[child] = tables[child].slice(at, until - at)
            yield piece

    def _runs(
        self, files: pa.Table, count: int, excluded: Collection[str]
    ) -> Iterator[tuple[int, int]]:
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

    def _read(self, name: str) -> pa.Table:
        return _read_table(self._folder / f"{self._stem}{name}.arrow")


def staged_parts(folder: Path) -> list[StagedPart]:
    """The parts of a staged batch."""
    return [StagedPart(path) for path in sorted(folder.glob("*-files.arrow"))]


def staged_outcomes(folder: Path) -> Iterator[tuple[Any, ...]]:
    """What became of each seed file of a batch: the fields of `SeedOutcome`, in order."""
    for path in [*sorted(folder.glob("*-files.arrow")), *folder.glob("*-rejected.arrow")]:
        table = _read_table(path).select(_FIELDS)
        yield from zip(*(column.to_pylist() for column in table.columns), strict=True)


def staged_rejects(folder: Path) -> Iterator[Reject]:
    """The rejects of a batch."""
    for path in folder.glob("*-rejects.arrow"):
        table = _read_table(path)
        for row in zip(*(column.to_pylist() for column in table.columns), strict=True):
            yield Reject(*row)


def _read_table(path: Path) -> pa.Table:
    # Mapped, not read: only the slices that are asked for are loaded.
    with pa.memory_map(str(path)) as source:
        return pa.ipc.open_file(source).read_all()


def _files_table(outcomes: Sequence[SeedOutcome], starts: dict[str, list[int]]) -> pa.Table:
    columns = [[getattr(outcome, name) for outcome in outcomes] for name in _FIELDS]
    columns += [starts[child] for child in _CHILDREN]
    return pa.table(columns, schema=_FILES)


def _starts(counts: Sequence[int]) -> list[int]:
    return list(accumulate(counts, initial=0))[:-1] if counts else []


def _counts(table: pa.Table, outcomes: Sequence[SeedOutcome]) -> list[int]:
    found = Counter(table["article_id"].to_pylist())
    return [found[outcome.article_id] for outcome in outcomes]
