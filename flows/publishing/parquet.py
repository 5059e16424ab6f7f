"""Tables to Parquet bytes: the same rows always give the same bytes."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import pyarrow as pa
import pyarrow.parquet as pq

from flows.publishing.manifest import Part
from schemas import TABLES
from schemas.arrow import arrow_schema

# Bytes depend on how rows are cut into groups and chunks, so both are fixed here.
_ROW_GROUP = 65_536


def sorted_table(name: str, pieces: Sequence[pa.Table]) -> pa.Table:
    """Pieces of a table as one, with the declared schema, in the declared order, in one chunk."""
    schema = arrow_schema(name)
    same = [piece if piece.schema.equals(schema, True) else piece.cast(schema) for piece in pieces]
    table = pa.concat_tables([schema.empty_table(), *same])
    if table.num_rows > 1:
        table = table.sort_by([(column, "ascending") for column in TABLES[name].order])
    return table.combine_chunks()


def encode(table: pa.Table) -> pa.Buffer:
    """A sorted table as a Parquet file in memory."""
    sink = pa.BufferOutputStream()
    pq.write_table(
        table,
        sink,
        row_group_size=_ROW_GROUP,
        compression="zstd",
        compression_level=3,
        write_statistics=True,
        version="2.6",
    )
    return sink.getvalue()


def make_part(folder: str, stem: str, rows: int, content: pa.Buffer) -> Part:
    """The description of a Parquet file; its name carries the hash of its bytes."""
    digest = hashlib.sha256(content).hexdigest()
    return Part(f"{folder}/part-{stem}-{digest[:12]}.parquet", rows, content.size, digest)
