"""Staged rows sorted by leaf: what lies scattered over all batches, put together for many leaves at
once. Looking into each batch for each leaf would take time with the square of the articles."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Collection, Mapping, Sequence
from itertools import accumulate, pairwise

import pyarrow as pa
import pyarrow.compute as pc

from flows.publishing.blocks import NAMES
from flows.publishing.leaves import Leaf
from flows.publishing.staging import StagedBatch

# Pieces that are held before they are put together: each keeps the whole block in memory that it
# is a part of.
_LOOSE = 64


def gather(
    batches: Sequence[StagedBatch], leaves: Sequence[Leaf], excluded: Collection[str]
) -> list[Mapping[str, pa.Table]]:
    """For each leaf, in the order given, the rows staged for it by table; no tables where there
    are none. `leaves` ascend; `excluded` are source files whose rows are left out."""
    first, last = leaves[0].first, leaves[-1].last
    places = array("Q")
    pieces: dict[str, list[pa.RecordBatch]] = {name: [] for name in NAMES}
    whole: dict[str, list[pa.RecordBatch]] = {name: [] for name in NAMES}
    for batch in batches:
        if not batch.holds(first, last):
            continue
        for own_places, rows in batch.pieces(first, last, excluded):
            places += own_places
            for name in NAMES:
                pieces[name].append(rows[name])
        if len(pieces["articles"]) >= _LOOSE:
            for name, loose in pieces.items():
                whole[name].append(pa.concat_batches(loose))
                loose.clear()
    if not places:
        return [{} for _ in leaves]
    firsts = [leaf.first for leaf in leaves]
    leaf_of = pa.array([bisect_right(firsts, place) - 1 for place in places], pa.int32())
    articles = pa.concat_batches(whole.pop("articles") + pieces.pop("articles"))
    ids = articles["article_id"]
    parted = {"articles": _parted(articles, leaf_of, len(leaves))}
    for name in list(whole):
        # Popped, so that of each table no more than it takes stands in memory twice.
        rows = pa.concat_batches(whole.pop(name) + pieces.pop(name))
        owners = pc.index_in(rows["article_id"], ids)
        parted[name] = _parted(rows, leaf_of.take(owners), len(leaves))
    return [{name: parted[name][number] for name in NAMES} for number in range(len(leaves))]


def _parted(rows: pa.RecordBatch, numbers: pa.Array, parts: int) -> list[pa.Table]:
    """The rows of each number from 0 on, in their order."""
    counted = {item["values"]: item["counts"] for item in pc.value_counts(numbers).to_pylist()}
    borders = accumulate((counted.get(number, 0) for number in range(parts)), initial=0)
    ordered = pa.Table.from_batches([rows.take(pc.sort_indices(numbers))])
    return [ordered.slice(begin, end - begin) for begin, end in pairwise(borders)]
