"""Check the published entities against the actors that they are counted from."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

import polars as pl
import pyarrow.parquet as pq

from flows.publishing.counting import actors_parts, counted_anew, rows_by_bucket
from flows.publishing.entities import TABLE, bucket_bits, bucket_name, read_actors
from flows.publishing.manifest import Manifest, Part
from flows.publishing.records import Problem
from flows.publishing.tallies import entities_of
from schemas.arrow import arrow_schema

# From the user's corrections, which are not published.
_NOT_COUNTED = "wikidata_id"


def check_entities(
    generation: Path, manifest: Manifest, readable: Collection[str]
) -> Iterator[Problem]:
    """Whether each actor has its row in entities, with the counts, names and months that its rows
    in actors give, and no other has one."""
    parts = actors_parts(manifest)
    if any(part.path not in readable for part in parts):
        return  # reported already; without all actors nothing can be counted
    bits = bucket_bits(sum(part.rows for part in parts))
    published = {_stem(part): part for part in manifest.parts if part.table == TABLE}
    names = [bucket_name(bucket, bits) for bucket in range(1 << bits)]
    for name in sorted(set(names) ^ set(published)):
        yield Problem("part_missing", TABLE, f"there is no file, or a file too many, for {name}")

    def read(part: Part) -> pl.DataFrame:
        return read_actors(generation / part.path)

    for buckets, tallies in counted_anew(parts, read, bits):
        counted = entities_of(tallies, {})
        by_bucket = rows_by_bucket(counted, bits)
        for bucket in buckets:
            part = published.get(names[bucket])
            if part is None or part.path not in readable:
                continue  # reported already
            expected = by_bucket.get(bucket, counted.clear())
            found = pl.from_arrow(pq.read_table(generation / part.path, partitioning=None))
            assert isinstance(found, pl.DataFrame)  # a table never becomes a Series
            if not found.drop(_NOT_COUNTED).equals(expected.drop(_NOT_COUNTED)):
                yield from _differences(found, expected)


def _stem(part: Part) -> str:
    return part.path.split("/")[-1].split("-")[1]


def _differences(found: pl.DataFrame, expected: pl.DataFrame) -> Iterator[Problem]:
    rows, wanted = _by_id(found), _by_id(expected)
    for actor_id in sorted(wanted.keys() - rows.keys()):
        yield Problem("actor_id_resolves", f"actors, {actor_id}", "has no row in entities")
    for actor_id in sorted(rows.keys() - wanted.keys()):
        yield Problem(
            "entity_without_actors", f"{TABLE}, {actor_id}", "no row of actors has this id"
        )
    columns = [name for name in arrow_schema(TABLE).names if name != _NOT_COUNTED]
    for actor_id in sorted(rows.keys() & wanted.keys()):
        for column in columns:
            there, counted = rows[actor_id][column], wanted[actor_id][column]
            if there != counted:
                yield Problem(
                    f"{column}_differs",
                    f"{TABLE}, {actor_id}",
                    f"{column} is {_short(there)}, by actors {_short(counted)}",
                )


def _by_id(frame: pl.DataFrame) -> Mapping[str, dict[str, object]]:
    return {row["actor_id"]: row for row in frame.iter_rows(named=True)}


def _short(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 80 else text[:79] + "…"
