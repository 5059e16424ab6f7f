"""Write a generation's Parquet files: changed leaves anew, all others by link."""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import chain
from pathlib import Path
from stat import S_ISREG

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from flows.publishing.bookkeeping import is_touched, staged_losers, touched_months
from flows.publishing.files import fault_point, hash_file, share_file, sync_file, sync_folder
from flows.publishing.gathering import gather
from flows.publishing.leaves import KEY_BITS, UNKNOWN_MONTH, Leaf, month_leaves, month_of
from flows.publishing.ledger import Ledger
from flows.publishing.manifest import Part
from flows.publishing.parquet import encode, make_part, sorted_table
from flows.publishing.records import OutputError
from flows.publishing.staging import StagedBatch
from flows.publishing.threads import InOrder
from schemas import ARTICLE_TABLES

_SYNCERS = 8
# Leaves waiting to be written; bounds the memory beside the one that is being put together.
_WAITING = 3
# Text of the leaves that are put together from batches opened once; with all that belongs to it,
# ten times as much is in memory.
_GROUP_BYTES = 16 * 1024 * 1024
_NAMES = tuple(table.name for table in ARTICLE_TABLES)


class LeafWriter:
    """Puts the leaves of one new generation together, from published and staged rows."""

    def __init__(
        self,
        ledger: Ledger,
        run: int,
        published: Path | None,
        old: Mapping[Leaf, dict[str, Part]],
        staged: Sequence[StagedBatch],
        draft: Path,
    ) -> None:
        self._ledger = ledger
        self._run = run
        self._published = published
        # A leaf without rows stands for a dataset without articles, not for a place.
        self._old = {leaf: parts for leaf, parts in old.items() if parts["articles"].rows}
        self._old_leaves = sorted(self._old)
        self._staged = staged
        self._excluded = staged_losers(ledger.db, run)
        self._draft = draft

    def write(self) -> Iterator[Part]:
        """Write or link every leaf of the new generation; yields its parts."""
        group: list[Leaf] = []
        group_bytes = 0
        # One group is gathered while the leaves of the one before it are written.
        with InOrder[list[Part]](_WAITING) as writing:
            for leaf, size in self._leaves():
                if size is None:
                    yield from self._link(self._old[leaf].values())
                    continue
                group.append(leaf)
                group_bytes += size
                if group_bytes >= _GROUP_BYTES:
                    yield from self._write_group(group, writing)
                    group, group_bytes = [], 0
            yield from self._write_group(group, writing)
            yield from chain.from_iterable(writing.finish())

    def _leaves(self) -> Iterator[tuple[Leaf, int | None]]:
        """The leaves of the new generation; with their bytes of text if they have to be written."""
        # In order of place, for the groups that are written together are ranges.
        touched = [month_of(place) for place in touched_months(self._ledger.db, KEY_BITS)]
        anything = False
        for leaf in self._old_leaves:
            if leaf.month not in touched:
                anything = True
                yield leaf, None
        for month in touched:
            for leaf, size in month_leaves(month, self._ledger.count_places):
                anything = True
                same = leaf in self._old and not is_touched(self._ledger.db, leaf.first, leaf.last)
                yield leaf, None if same else size
        if not anything:
            # Readers expect files: a dataset without articles is a leaf without rows.
            yield Leaf(UNKNOWN_MONTH, 0, 0), 0

    def _write_group(self, leaves: Sequence[Leaf], writing: InOrder[list[Part]]) -> Iterator[Part]:
        """Write leaves that stand near each other, with the staged batches opened once for all."""
        if not leaves:
            return
        gathered = gather(self._staged, leaves, self._excluded)
        for leaf, staged in zip(leaves, gathered, strict=True):
            # The ledger is asked here, for its connection is not for many threads.
            kept = self._ledger.kept_ids(leaf.first, leaf.last, self._run)
            articles = self._ledger.count_published(leaf.first, leaf.last)
            written = writing.add(partial(self._write_leaf, leaf, kept, articles, staged))
            yield from chain.from_iterable(written)

    def _link(self, parts: Iterable[Part]) -> Iterator[Part]:
        assert self._published is not None  # there are no old parts without it
        for part in parts:
            target = self._draft / part.path
            target.parent.mkdir(parents=True, exist_ok=True)
            try:
                share_file(self._published / part.path, target)
            except FileNotFoundError:
                raise _damaged(part.path) from None
            yield part

    def _merge(
        self, leaf: Leaf, kept: Sequence[str], articles: int, staged: Mapping[str, pa.Table]
    ) -> dict[str, pa.Table]:
        """A leaf's tables: the rows of the `kept` articles, and those staged for it."""
        pieces: dict[str, list[pa.Table]] = {
            name: [staged[name]] if name in staged else [] for name in _NAMES
        }
        if kept:
            self._add_published(leaf, kept, pieces)
        tables = {name: sorted_table(name, found) for name, found in pieces.items()}
        if tables["articles"].num_rows != articles:
            raise _damaged(f"{leaf.month} {leaf.name}")
        return tables

    def _add_published(
        self, leaf: Leaf, kept: Sequence[str], pieces: dict[str, list[pa.Table]]
    ) -> None:
        ids = pa.array(kept, pa.string())
        for old in self._old_leaves:
            if old.last < leaf.first or old.first > leaf.last:
                continue
            parts = self._old[old]
            articles = self._read(parts["articles"])
            stays = pc.is_in(articles["article_id"], value_set=ids)
            # Nearly always articles have been added, and all rows stay.
            whole = pc.all(stays).as_py()
            for name, part in parts.items():
                table = articles if name == "articles" else self._read(part)
                if not whole:
                    table = table.filter(pc.is_in(table["article_id"], value_set=ids))
                pieces[name].append(table)

    def _read(self, part: Part) -> pa.Table:
        """A published part, if it still is what was published."""
        assert self._published is not None  # there are no old parts without it
        try:
            content = (self._published / part.path).read_bytes()
        except FileNotFoundError:
            raise _damaged(part.path) from None
        if hashlib.sha256(content).hexdigest() != part.sha256:
            raise _damaged(part.path)
        # A leaf is small: handing its columns to threads costs more than it saves.
        return pq.ParquetFile(pa.BufferReader(content)).read(use_threads=False)

    def _write_leaf(
        self, leaf: Leaf, kept: Sequence[str], articles: int, staged: Mapping[str, pa.Table]
    ) -> list[Part]:
        parts = []
        tables = self._merge(leaf, kept, articles, staged)
        for name, table in tables.items():
            part = write_part(
                self._draft, f"{name}/month={leaf.month}", leaf.name, table, self._published
            )
            parts.append(part)
            fault_point("part_written")
        return parts


def write_part(
    draft: Path, folder: str, stem: str, table: pa.Table, published: Path | None
) -> Part:
    """Put one Parquet file into the draft; `sync_tree` waits until its bytes are on disk.

    If it is published already, byte for byte, it stays the same file.
    """
    content = encode(table)
    part = make_part(folder, stem, table.num_rows, content)
    path = draft / part.path
    path.parent.mkdir(parents=True, exist_ok=True)
    old = None if published is None else published / part.path
    if old is not None and old.is_file() and hash_file(old) == part.sha256:
        share_file(old, path)
    else:
        path.write_bytes(content)
    return part


def sync_tree(root: Path) -> None:
    """Wait until all files and the entries of all folders below `root` are on disk.

    Many at a time, and after all have been written: each by itself would wait for the disk's
    journal. Files that other generations share are on disk already.
    """
    found = [root, *root.rglob("*")]
    with ThreadPoolExecutor(_SYNCERS) as pool:
        deque(pool.map(sync_file, filter(_is_new_file, found)), maxlen=0)
        deque(pool.map(sync_folder, filter(Path.is_dir, found)), maxlen=0)


def _is_new_file(path: Path) -> bool:
    status = path.stat()
    return S_ISREG(status.st_mode) and status.st_nlink == 1


def _damaged(place: str) -> OutputError:
    return OutputError(
        f"The published tables are damaged or incomplete ({place}): run with --rebuild."
    )
