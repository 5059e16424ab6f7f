"""Staged rows in blocks: a few articles with all their rows, one stretch of compressed bytes.

Publication asks every batch for the rows of a range of places, and for one range after the other.
A block is read in one go and holds little else, so that rows which have left the machine's memory
meanwhile come back in large pieces, and not column by column.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

import pyarrow as pa

from schemas import ARTICLE_TABLES
from schemas.arrow import arrow_schema

NAMES = tuple(table.name for table in ARTICLE_TABLES)
CHILDREN = tuple(name for name in NAMES if name != "articles")
# Larger blocks compress better, smaller ones hold less that is not asked for.
BLOCK_ARTICLES = 16
# The starts of articles, and the rows of each table.
BLOCK_PARTS = 1 + len(NAMES)
_CODEC = pa.Codec("zstd", 1)
# For each child the row, counted from its first in the block, that each article's begin with.
_STARTS = pa.schema([(child, pa.int32()) for child in CHILDREN])


class Block(NamedTuple):
    """A block before it is written."""

    content: pa.Buffer  # compressed
    sizes: tuple[int, ...]  # in bytes, before compression: of the starts and of each table's rows


class Rows(NamedTuple):
    """What a block holds: some articles, in order of their place, and the rows that are theirs."""

    tables: Mapping[str, pa.RecordBatch]
    starts: Mapping[str, Sequence[int]]

    def of(self, begin: int, end: int) -> dict[str, pa.RecordBatch]:
        """The rows of the block's articles number `begin` to `end` (exclusive), by table."""
        found = {"articles": self.tables["articles"].slice(begin, end - begin)}
        for child in CHILDREN:
            starts, rows = self.starts[child], self.tables[child]
            first = starts[begin]
            # The last article's rows reach to the end.
            until = starts[end] if end < len(starts) else rows.num_rows
            found[child] = rows.slice(first, until - first)
        return found


def cut(tables: Mapping[str, pa.Table], counts: Mapping[str, Sequence[int]]) -> Iterator[Block]:
    """Tables in blocks; `counts` are each article's rows in each child, whose rows follow the
    articles' order."""
    whole = {name: _in_one_piece(name, tables[name]) for name in NAMES}
    borders = {child: list(accumulate(counts[child], initial=0)) for child in CHILDREN}
    articles = whole["articles"].num_rows
    for begin in range(0, articles, BLOCK_ARTICLES):
        end = min(begin + BLOCK_ARTICLES, articles)
        starts, rows = [], [whole["articles"].slice(begin, end - begin)]
        for child in CHILDREN:
            first, last = borders[child][begin], borders[child][end]
            starts.append([at - first for at in borders[child][begin:end]])
            rows.append(whole[child].slice(first, last - first))
        yield _pack([pa.record_batch(starts, schema=_STARTS), *rows])


def read(content: bytes, sizes: Sequence[int]) -> Rows:
    """A block as it was before it was written."""
    plain = _CODEC.decompress(content, sum(sizes))
    borders = pairwise(accumulate(sizes, initial=0))
    schemas = (_STARTS, *map(arrow_schema, NAMES))
    starts, *rows = [
        pa.ipc.read_record_batch(plain.slice(begin, end - begin), schema)
        for (begin, end), schema in zip(borders, schemas, strict=True)
    ]
    return Rows(
        dict(zip(NAMES, rows, strict=True)),
        dict(zip(CHILDREN, (column.to_pylist() for column in starts.columns), strict=True)),
    )


def _pack(parts: Sequence[pa.RecordBatch]) -> Block:
    messages = [part.serialize() for part in parts]
    return Block(_CODEC.compress(b"".join(messages)), tuple(message.size for message in messages))


def _in_one_piece(name: str, table: pa.Table) -> pa.RecordBatch:
    """The rows as one batch with the declared schema, which reading relies on."""
    schema = arrow_schema(name)
    declared = table if table.schema.equals(schema, True) else table.cast(schema)
    return pa.concat_batches([pa.RecordBatch.from_pylist([], schema), *declared.to_batches()])
