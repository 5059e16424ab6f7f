"""Write the entities of a generation, at a cost that goes with what changed.

Entities lie in buckets by the first bits of their ids; how many buckets there are depends on the
number of rows in actors alone. Each bucket is one file of the table. The tallies that it was made
of are kept in `.state/entities` under the hash of their bytes, which the manifest names. A run
takes away the tallies of the actors files that are gone, adds those of the new ones, and writes
the buckets that this touches. Where anything needed for that is missing or damaged, or most files
are new, all is counted anew; either way gives the same bytes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

from flows.publishing.files import remove_tree, share_file
from flows.publishing.generations import Folders
from flows.publishing.leaves import UNKNOWN_MONTH
from flows.publishing.manifest import Manifest, Part
from flows.publishing.merging import write_part
from flows.publishing.parquet import encode, sorted_table
from flows.publishing.records import OutputError
from flows.publishing.tallies import COUNTED, KEY, NO_TALLIES, SUMS, add, entities_of, tally

TABLE = "entities"
# Small buckets make small changes cheap, large ones make few files; in rows of actors.
BUCKET_ROWS = 16_384
MOST_BITS = 12
# Rows of actors counted at once; bounds the memory.
_ROWS_AT_ONCE = 2_000_000
_PIECES_AT_ONCE = 64

_TALLIES = pa.schema([(name, pa.string()) for name in KEY] + [(name, pa.int64()) for name in SUMS])

Read = Callable[[Part], pl.DataFrame]


class _UnusableError(Exception):
    """What was kept for counting on is not there as it was."""


def write_entities(
    folders: Folders, old: Manifest | None, new: Manifest, wikidata: Mapping[str, str]
) -> None:
    """Write or link the entities of a draft whose other tables are complete.

    Adds their parts, and the hashes of their tallies, to the manifest. Raises OutputError if
    published tables turn out to be damaged.
    """
    state = folders.state / TABLE
    state.mkdir(exist_ok=True)
    published = folders.current_path() if old is not None else None
    bits = bucket_bits(new.rows().get("actors", 0))
    try:
        buckets = _counted_on(folders, old, new, bits, wikidata)
    except _UnusableError:
        buckets = dict(counted_anew(actors_parts(new), _reader(folders.draft), bits))
    for bucket in range(1 << bits):
        tallies = buckets.get(bucket)
        if tallies is None:
            assert old is not None and published is not None
            part = _parts_by_bucket(old)[bucket]
            (folders.draft / part.path).parent.mkdir(exist_ok=True)
            _link(published / part.path, folders.draft / part.path)
            new.parts.append(part)
            new.tallies.append(old.tallies[bucket])
            continue
        new.tallies.append(_keep(state, tallies))
        table = sorted_table(TABLE, [entities_of(tallies, wikidata).to_arrow()])
        stem = bucket_name(bucket, bits)
        new.parts.append(write_part(folders.draft, TABLE, stem, table, published))


def drop_tallies(folders: Folders, manifest: Manifest) -> None:
    """Remove kept tallies that the published generation does not rest on."""
    for path in (folders.state / TABLE).glob("*"):
        if path.stem not in manifest.tallies:
            remove_tree(path)


def bucket_bits(rows: int) -> int:
    """How many bits of the id choose an entity's bucket, for so many rows of actors."""
    buckets = -(-rows // BUCKET_ROWS)
    return min(MOST_BITS, max(0, buckets - 1).bit_length())


def bucket_name(bucket: int, bits: int) -> str:
    """The bucket's bits, as they stand in file names; `all` where there is one bucket."""
    return format(bucket, f"0{bits}b") if bits else "all"


def actors_parts(manifest: Manifest) -> list[Part]:
    """The files of actors."""
    return [part for part in manifest.parts if part.table == "actors"]


def counted_anew(
    parts: Sequence[Part], read: Read, bits: int
) -> Iterator[tuple[int, pl.DataFrame]]:
    """The tallies of all buckets, in order, counted from all actors; a range of buckets at once,
    so that memory has a bound."""
    rows = sum(part.rows for part in parts)
    passes = min(1 << bits, max(1, -(-rows // _ROWS_AT_ONCE)))
    for number in range(passes):
        first, end = (number << bits) // passes, ((number + 1) << bits) // passes
        pieces: list[pl.DataFrame] = []
        for part in parts:
            actors = read(part)
            if passes > 1:
                actors = actors.filter(_bucket(bits).is_between(first, end - 1))
            pieces.append(tally(actors, _month(part)))
            if len(pieces) == _PIECES_AT_ONCE:
                pieces = [add(pieces)]
        yield from _by_bucket(add(pieces), bits, range(first, end))


def _counted_on(
    folders: Folders, old: Manifest | None, new: Manifest, bits: int, wikidata: Mapping[str, str]
) -> dict[int, pl.DataFrame]:
    """The tallies of the buckets that differ from those published. Raises _UnusableError."""
    published = folders.current_path()
    if old is None or published is None or old.fingerprint != new.fingerprint:
        raise _UnusableError
    if len(old.tallies) != 1 << bits or len(_parts_by_bucket(old)) != 1 << bits:
        raise _UnusableError
    before = {part.path: part for part in actors_parts(old)}
    after = {part.path: part for part in actors_parts(new)}
    gone = [part for path, part in before.items() if path not in after]
    come = [part for path, part in after.items() if path not in before]
    if sum(part.rows for part in gone + come) > sum(part.rows for part in after.values()):
        raise _UnusableError
    read_gone, read_come = _reader(published), _reader(folders.draft)
    try:
        change = add(
            [tally(read_gone(part), _month(part), -1) for part in gone]
            + [tally(read_come(part), _month(part)) for part in come]
        )
    except OutputError as error:
        raise _UnusableError from error
    differing = set(change["actor_id"].unique())
    if old.corrections != new.corrections:
        differing |= wikidata.keys() | _with_wikidata(published, old)
    touched = pl.DataFrame({"actor_id": sorted(differing)}, schema={"actor_id": pl.String})
    buckets = sorted(set(touched.select(_bucket(bits))["actor_id"]))
    changes = dict(_by_bucket(change, bits, buckets))
    kept = {bucket: _kept(folders.state / TABLE, old.tallies[bucket]) for bucket in buckets}
    return {bucket: add([kept[bucket], changes[bucket]]) for bucket in buckets}


def _bucket(bits: int) -> pl.Expr:
    """The bucket of each `actor_id`; ids that are no hex digits lie in the first."""
    digits = pl.col("actor_id").str.slice(0, 4)
    number = digits.str.to_integer(base=16, strict=False, dtype=pl.Int64).fill_null(0)
    return number // (1 << (16 - bits))


def _by_bucket(
    tallies: pl.DataFrame, bits: int, buckets: Sequence[int]
) -> Iterator[tuple[int, pl.DataFrame]]:
    parted = tallies.with_columns(_bucket(bits).alias("bucket")).partition_by(
        "bucket", as_dict=True, include_key=False, maintain_order=True
    )
    for bucket in buckets:
        yield bucket, parted.get((bucket,), NO_TALLIES)


def _month(part: Part) -> str | None:
    month = part.path.split("/")[1].removeprefix("month=")
    return None if month == UNKNOWN_MONTH else month


def _reader(generation: Path) -> Read:
    """Read what is counted of an actors file, if it still is what was written."""

    def read(part: Part) -> pl.DataFrame:
        try:
            content = (generation / part.path).read_bytes()
        except FileNotFoundError:
            content = b""
        if hashlib.sha256(content).hexdigest() != part.sha256:
            raise OutputError(
                f"The published tables are damaged or incomplete ({part.path}): run with --rebuild."
            )
        return read_actors(pa.BufferReader(content))

    return read


def read_actors(source: Path | pa.NativeFile) -> pl.DataFrame:
    """What is counted of an actors file."""
    frame = pl.from_arrow(pq.ParquetFile(source).read(columns=list(COUNTED)))
    assert isinstance(frame, pl.DataFrame)  # a table never becomes a Series
    return frame


def _parts_by_bucket(manifest: Manifest) -> list[Part]:
    """The files of entities, in order of their buckets (which is that of their names)."""
    return sorted((p for p in manifest.parts if p.table == TABLE), key=lambda part: part.path)


def _with_wikidata(published: Path, old: Manifest) -> set[str]:
    """Entities that have a Wikidata id as published."""
    found: set[str] = set()
    for part in _parts_by_bucket(old):
        try:
            table = pq.read_table(published / part.path, columns=["actor_id", "wikidata_id"])
        except (OSError, pa.ArrowException) as error:
            raise _UnusableError from error
        found.update(table.filter(table["wikidata_id"].is_valid())["actor_id"].to_pylist())
    return found


def _keep(state: Path, tallies: pl.DataFrame) -> str:
    """Keep tallies for later runs; returns their hash. A loss is no harm, so nothing is synced."""
    content = encode(tallies.to_arrow().cast(_TALLIES).combine_chunks())
    digest = hashlib.sha256(content).hexdigest()
    path = state / f"{digest}.parquet"
    if not path.exists():
        path.write_bytes(content)
    return digest


def _kept(state: Path, digest: str) -> pl.DataFrame:
    try:
        content = (state / f"{digest}.parquet").read_bytes()
    except OSError as error:
        raise _UnusableError from error
    if hashlib.sha256(content).hexdigest() != digest:
        raise _UnusableError
    frame = pl.from_arrow(pq.ParquetFile(pa.BufferReader(content)).read())
    assert isinstance(frame, pl.DataFrame)  # a table never becomes a Series
    return frame


def _link(source: Path, target: Path) -> None:
    try:
        share_file(source, target)
    except FileNotFoundError:
        raise OutputError(
            f"The published tables are damaged or incomplete ({source.name}): run with --rebuild."
        ) from None
