"""Check the published entities against the actors that they are counted from."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path

import polars as pl
import pyarrow.parquet as pq

from flows.publishing.counting import actors_parts, counted_anew, rows_by_bucket
from flows.publishing.entities import TABLE, bucket_bits, bucket_name, read_actors
from flows.publishing.manifest import Manifest, Part
from flows.publishing.records import Problem
from flows.publishing.rows_of_entities import BY_CORRECTIONS, entities_of
from schemas.arrow import arrow_schema

# From the user's corrections, which are not published.
_NOT_COUNTED = "wikidata_id"


def check_entities(
    generation: Path, manifest: Manifest, readable: Collection[str]
) -> Iterator[Problem]:
    """Whether each actor has its rows in entities, with the counts, names, months and evidence
    that its rows in actors give, and no other has one."""
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
        there = {
            bucket: _rows(generation / part.path)
            for bucket in buckets
            # What is missing or cannot be read is reported already.
            if (part := published.get(names[bucket])) is not None and part.path in readable
        }
        counted = entities_of(tallies, {}, _judged(there.values()))
        by_bucket = rows_by_bucket(counted, bits)
        for bucket, found in there.items():
            expected = by_bucket.get(bucket, counted.clear())
            if not found.drop(_NOT_COUNTED).equals(expected.drop(_NOT_COUNTED)):
                yield from _differences(found, expected)


def _rows(path: Path) -> pl.DataFrame:
    found = pl.from_arrow(pq.read_table(path, partitioning=None))
    assert isinstance(found, pl.DataFrame)  # a table never becomes a Series
    return found


def _judged(published: Iterable[pl.DataFrame]) -> set[str]:
    """Actors that the user's corrections keep from being parted, as the rows themselves say."""
    by_hand = (pl.col("evidence") == BY_CORRECTIONS).fill_null(False)
    return {row for found in published for row in found.filter(by_hand)["actor_id"]}


def _stem(part: Part) -> str:
    return part.path.split("/")[-1].split("-")[1]


def _differences(found: pl.DataFrame, expected: pl.DataFrame) -> Iterator[Problem]:
    rows, wanted = _by_id(found), _by_id(expected)
    for entity_id in sorted(wanted.keys() - rows.keys()):
        actor_id = wanted[entity_id]["actor_id"]
        yield Problem(
            "actor_id_resolves", f"actors, {actor_id}", f"has no row {entity_id} in {TABLE}"
        )
    for entity_id in sorted(rows.keys() - wanted.keys()):
        yield Problem(
            "entity_without_actors", f"{TABLE}, {entity_id}", "no row of actors is about it"
        )
    columns = [name for name in arrow_schema(TABLE).names if name != _NOT_COUNTED]
    for entity_id in sorted(rows.keys() & wanted.keys()):
        for column in columns:
            there, counted = rows[entity_id][column], wanted[entity_id][column]
            if there != counted:
                yield Problem(
                    f"{column}_differs",
                    f"{TABLE}, {entity_id}",
                    f"{column} is {_short(there)}, by actors {_short(counted)}",
                )


def _by_id(frame: pl.DataFrame) -> Mapping[str, dict[str, object]]:
    return {row["entity_id"]: row for row in frame.iter_rows(named=True)}


def _short(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 80 else text[:79] + "…"
