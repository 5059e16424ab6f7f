"""Tallies of whole files of actors, at any size: nothing here holds the tallies of all actors.

Files are read one after the other and tallied some at a time. Where there are more tallies than
fit, those of each range of buckets go to a file of their own, and the ranges are added up one by
one: each actors file is read once, however large the dataset is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl

from flows.publishing.leaves import UNKNOWN_MONTH
from flows.publishing.manifest import Manifest, Part
from flows.publishing.tallies import COUNTED, NO_TALLIES, add, add_unordered, tally
from flows.publishing.threads import InOrder

# Rows of actors that are tallied at once, and those whose tallies stand in memory together.
ROWS_AT_ONCE = 100_000
RANGE_ROWS = 250_000
_PIECES_AT_ONCE = 16
_WAITING = 1

Read = Callable[[Part], pl.DataFrame]


def actors_parts(manifest: Manifest) -> list[Part]:
    """The files of actors."""
    return [part for part in manifest.parts if part.table == "actors"]


def counted_anew(
    parts: Sequence[Part], read: Read, bits: int, scratch: Path | None = None
) -> Iterator[tuple[range, pl.DataFrame]]:
    """The tallies of all actors: ranges of buckets that cover all in order, each with its tallies.

    What does not fit into memory waits in a folder made below `scratch`.
    """
    ranges = bucket_ranges(sum(part.rows for part in parts), bits)
    tallies = tally_files((part, read(part), 1) for part in parts)
    if len(ranges) == 1:
        yield ranges[0], add_up(tallies)
        return
    with TemporaryDirectory(prefix="tallies-", dir=scratch) as folder:
        waiting = [Path(folder, str(number)) for number in range(len(ranges))]
        for path in waiting:
            path.mkdir()
        firsts = [buckets[0] for buckets in ranges]
        for number, piece in enumerate(tallies):
            for bucket, rows in rows_by_bucket(piece, bits, firsts).items():
                # Compressed: a million articles have a gigabyte of tallies.
                path = waiting[firsts.index(bucket)] / f"{number:06d}"
                rows.write_ipc(path, compression="zstd")
        for buckets, path in zip(ranges, waiting, strict=True):
            yield (
                buckets,
                add_up(pl.read_ipc(file.read_bytes()) for file in sorted(path.iterdir())),
            )


def bucket_ranges(rows: int, bits: int) -> list[range]:
    """All buckets, in ranges that hold about `RANGE_ROWS` of so many rows of actors."""
    count = min(1 << bits, max(1, -(-rows // RANGE_ROWS)))
    borders = [(number << bits) // count for number in range(count + 1)]
    return [range(first, end) for first, end in pairwise(borders)]


def bucket_of(bits: int) -> pl.Expr:
    """The bucket of each `actor_id`; ids that are no hex digits lie in the first."""
    digits = pl.col("actor_id").str.slice(0, 4)
    number = digits.str.to_integer(base=16, strict=False, dtype=pl.Int64).fill_null(0)
    return number // (1 << (16 - bits))


def rows_by_bucket(
    frame: pl.DataFrame, bits: int, firsts: Sequence[int] = ()
) -> dict[int, pl.DataFrame]:
    """The rows of each bucket that has any, in their order.

    Where `firsts` are given, ascending, buckets lie together from each of them to the next.
    """
    bucket = frame.select(bucket_of(bits).alias("bucket"))["bucket"]
    if firsts:
        together = pl.Series("bucket", firsts, pl.Int64)
        bucket = together.gather(together.search_sorted(bucket, side="right") - 1)
    parted = frame.with_columns(bucket).partition_by(
        "bucket", as_dict=True, include_key=False, maintain_order=True
    )
    return {int(key[0]): rows for key, rows in parted.items()}


def tally_files(files: Iterable[tuple[Part, pl.DataFrame, int]]) -> Iterator[pl.DataFrame]:
    """Tallies of files of actors, some files at a time; each file with its rows and its sign, -1
    to take its tallies away."""
    frames: list[pl.DataFrame] = []
    rows = 0
    with InOrder[pl.DataFrame](_WAITING) as tallying:
        for part, actors, sign in files:
            month = pl.lit(_month(part), pl.String).alias("month")
            frames.append(actors.select(*COUNTED, month, pl.lit(sign, pl.Int64).alias("sign")))
            rows += actors.height
            if rows >= ROWS_AT_ONCE:
                yield from tallying.add(partial(_tally, frames))
                frames, rows = [], 0
        if frames:
            yield from tallying.add(partial(_tally, frames))
        yield from tallying.finish()


def _tally(frames: Sequence[pl.DataFrame]) -> pl.DataFrame:
    return tally(pl.concat(frames))


def changed_rows(
    gone: Iterable[Part], come: Iterable[Part], read_gone: Read, read_come: Read
) -> Iterator[tuple[Part, pl.DataFrame, int]]:
    """The rows of files that are gone and of those that have come, in order of their names.

    Where a file came in another's place, the articles that both have count on neither side, if
    their rows are the same: that leaves the few that were added or removed.
    """
    before = {part.leaf: part for part in gone}
    after = {part.leaf: part for part in come}
    for leaf in sorted({*before, *after}):
        old, new = before.get(leaf), after.get(leaf)
        old_rows = None if old is None else read_gone(old)
        new_rows = None if new is None else read_come(new)
        if old_rows is not None and new_rows is not None:
            in_new = old_rows["article_id"].is_in(new_rows["article_id"].unique().to_list())
            in_old = new_rows["article_id"].is_in(old_rows["article_id"].unique().to_list())
            if old_rows.filter(in_new).equals(new_rows.filter(in_old)):
                old_rows, new_rows = old_rows.filter(~in_new), new_rows.filter(~in_old)
        if old is not None and old_rows is not None:
            yield old, old_rows, -1
        if new is not None and new_rows is not None:
            yield new, new_rows, 1


def add_up(tallies: Iterable[pl.DataFrame]) -> pl.DataFrame:
    """The sum of tallies, of which a few are in memory at a time."""
    pieces: list[pl.DataFrame] = []
    for piece in tallies:
        pieces.append(piece)
        if len(pieces) == _PIECES_AT_ONCE:
            pieces = [add_unordered(pieces)]
    return add([NO_TALLIES, *pieces])


def _month(part: Part) -> str | None:
    month = part.path.split("/")[1].removeprefix("month=")
    return None if month == UNKNOWN_MONTH else month
