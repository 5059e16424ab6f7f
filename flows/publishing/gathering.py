"""Staged rows sorted by leaf: what lies scattered over all batches, put together for many leaves at
once. Looking into each batch for each leaf would take time with the square of the articles."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Collection, Mapping, Sequence
from itertools import accumulate, pairwise

import pyarrow as pa
import pyarrow.compute as pc

from flows.publishing.leaves import Leaf
from flows.publishing.staging import StagedBatch
from schemas import ARTICLE_TABLES

_NAMES = tuple(table.name for table in ARTICLE_TABLES)


def gather(
    batches: Sequence[StagedBatch], leaves: Sequence[Leaf], excluded: Collection[str]
) -> list[Mapping[str, pa.Table]]:
    """For each leaf, in the order given, the rows staged for it by table; no tables where there
    are none. `leaves` ascend; `excluded` are source files whose rows are left out."""
    first, last = leaves[0].first, leaves[-1].last
    places = array("Q")
    pieces: dict[str, list[pa.Table]] = {name: [] for name in _NAMES}
    for batch in batches:
        if batch.holds(first, last):
            # One at a time, and what is needed of it copied: pages of the others stay on disk.
            with batch.open() as rows:
                for piece in rows.pieces(first, last, excluded):
                    places += piece["places"]
                    for name in _NAMES:
                        pieces[name].append(_copied(piece[name]))
    if not places:
        return [{} for _ in leaves]
    firsts = [leaf.first for leaf in leaves]
    leaf_of = pa.array([bisect_right(firsts, place) - 1 for place in places], pa.int32())
    articles = pa.concat_tables(pieces.pop("articles")).combine_chunks()
    ids = articles["article_id"].combine_chunks()
    parted = {"articles": _parted(articles, leaf_of, len(leaves))}
    for name in list(pieces):
        # Popped, so that of each table no more than it takes stands in memory twice.
        table = pa.concat_tables(pieces.pop(name)).combine_chunks()
        owners = pc.index_in(table["article_id"].combine_chunks(), ids)
        parted[name] = _parted(table, leaf_of.take(owners), len(leaves))
    return [{name: parted[name][number] for name in _NAMES} for number in range(len(leaves))]


def _copied(rows: pa.Table) -> pa.Table:
    """The rows in memory of their own."""
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, rows.schema) as writer:
        writer.write_table(rows)
    return pa.ipc.open_stream(sink.getvalue()).read_all()


def _parted(table: pa.Table, numbers: pa.Array, parts: int) -> list[pa.Table]:
    """The rows of each number from 0 on, in their order."""
    counted = {item["values"]: item["counts"] for item in pc.value_counts(numbers).to_pylist()}
    borders = accumulate((counted.get(number, 0) for number in range(parts)), initial=0)
    ordered = table.take(pc.sort_indices(numbers))
    return [ordered.slice(begin, end - begin) for begin, end in pairwise(borders)]
