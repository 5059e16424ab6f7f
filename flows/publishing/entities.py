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
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path

import polars as pl
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from flows.corrections import Corrections
from flows.publishing.counting import (
    RANGE_ROWS,
    Read,
    actors_parts,
    add_up,
    bucket_of,
    changed_rows,
    counted_anew,
    rows_by_bucket,
    tally_files,
)
from flows.publishing.files import remove_tree, share_file
from flows.publishing.generations import Folders
from flows.publishing.manifest import Manifest, Part
from flows.publishing.merging import write_part
from flows.publishing.parquet import encode, sorted_table
from flows.publishing.records import OutputError
from flows.publishing.rows_of_entities import BY_CORRECTIONS, entities_of
from flows.publishing.tallies import COUNTED, KEY, NO_TALLIES, SUMS, add
from flows.publishing.threads import InOrder

TABLE = "entities"
# Small buckets make small changes cheap, large ones make few files; in rows of actors.
BUCKET_ROWS = 16_384
MOST_BITS = 12

_TALLIES = pa.schema([(name, pa.string()) for name in KEY] + [(name, pa.int64()) for name in SUMS])


class _UnusableError(OutputError):
    """What was kept for counting on is not there as it was."""

    def __init__(self) -> None:
        # Seen only by who loses it in the middle of a run: else all is counted anew.
        super().__init__("The counts that the entities rest on were lost meanwhile: run again.")


def write_entities(
    folders: Folders, old: Manifest | None, new: Manifest, corrections: Corrections
) -> None:
    """Write or link the entities of a draft whose other tables are complete.

    Adds their parts, and the hashes of their tallies, to the manifest. Raises OutputError if
    published tables turn out to be damaged.
    """
    state = folders.state / TABLE
    state.mkdir(exist_ok=True)
    published = folders.current_path() if old is not None else None
    bits = bucket_bits(new.rows().get("actors", 0))
    counted: Iterable[tuple[Sequence[int], pl.DataFrame]]
    try:
        counted = _counted_on(folders, old, new, bits, corrections)
    except _UnusableError:
        actors = actors_parts(new)
        counted = counted_anew(actors, _reader(folders.draft), bits, folders.stage)
    written: dict[int, tuple[Part, str]] = {}
    with InOrder[dict[int, tuple[Part, str]]](waiting=0) as writing:
        for buckets, tallies in counted:
            write = partial(_write_buckets, folders, published, corrections, bits, buckets, tallies)
            for parts in writing.add(write):
                written |= parts
        for parts in writing.finish():
            written |= parts
    before = _parts_by_bucket(old) if old is not None and len(written) < 1 << bits else []
    for bucket in range(1 << bits):
        if bucket not in written:
            assert old is not None and published is not None
            part = before[bucket]
            (folders.draft / part.path).parent.mkdir(exist_ok=True)
            _link(published / part.path, folders.draft / part.path)
            written[bucket] = part, old.tallies[bucket]
        part, digest = written[bucket]
        new.parts.append(part)
        new.tallies.append(digest)


def _write_buckets(
    folders: Folders,
    published: Path | None,
    corrections: Corrections,
    bits: int,
    buckets: Sequence[int],
    tallies: pl.DataFrame,
) -> dict[int, tuple[Part, str]]:
    """Write some buckets, and keep their tallies: for each its part, and their hash."""
    rows = entities_of(tallies, corrections.wikidata, corrections.judged)
    by_bucket = rows_by_bucket(rows, bits)
    written: dict[int, tuple[Part, str]] = {}
    for bucket, kept in zip(buckets, _in_order(tallies, bits, buckets), strict=True):
        digest = _keep(folders.state / TABLE, kept)
        table = sorted_table(TABLE, [by_bucket.get(bucket, rows.clear()).to_arrow()])
        stem = bucket_name(bucket, bits)
        written[bucket] = write_part(folders.draft, TABLE, stem, table, published), digest
    return written


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


def _counted_on(
    folders: Folders, old: Manifest | None, new: Manifest, bits: int, corrections: Corrections
) -> Iterator[tuple[Sequence[int], pl.DataFrame]]:
    """Buckets that differ from those published, with their tallies. Raises _UnusableError at once,
    if at all."""
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
    files = changed_rows(gone, come, _reader(published), _reader(folders.draft))
    try:
        change = add_up(tally_files(files))
    except OutputError as error:
        raise _UnusableError from error
    differing = set(change["actor_id"].unique())
    if old.corrections != new.corrections:
        differing |= corrections.wikidata.keys() | corrections.judged
        differing |= _corrected(published, old)
    touched = pl.DataFrame({"actor_id": sorted(differing)}, schema={"actor_id": pl.String})
    buckets = sorted(set(touched.select(bucket_of(bits))["actor_id"]))
    state = folders.state / TABLE
    for bucket in buckets:
        _kept_content(state, old.tallies[bucket])
    return _added(state, old, change, buckets, bits)


def _added(
    state: Path, old: Manifest, change: pl.DataFrame, buckets: Sequence[int], bits: int
) -> Iterator[tuple[Sequence[int], pl.DataFrame]]:
    """Kept tallies with the change added, some buckets at a time."""
    changes = rows_by_bucket(change, bits)
    at_once = max(1, RANGE_ROWS // BUCKET_ROWS)
    for first in range(0, len(buckets), at_once):
        group = buckets[first : first + at_once]
        kept = [_kept(state, old.tallies[bucket]) for bucket in group]
        found = [changes[bucket] for bucket in group if bucket in changes]
        yield group, add([*kept, *found])


def _in_order(tallies: pl.DataFrame, bits: int, buckets: Sequence[int]) -> Iterator[pl.DataFrame]:
    parted = rows_by_bucket(tallies, bits)
    for bucket in buckets:
        yield parted.get(bucket, NO_TALLIES)


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
    """What is counted of an actors file, and the articles that its rows belong to."""
    columns = ["article_id", *COUNTED]
    frame = pl.from_arrow(pq.ParquetFile(source).read(columns=columns, use_threads=False))
    assert isinstance(frame, pl.DataFrame)  # a table never becomes a Series
    return frame


def _parts_by_bucket(manifest: Manifest) -> list[Part]:
    """The files of entities, in order of their buckets (which is that of their names)."""
    return sorted((p for p in manifest.parts if p.table == TABLE), key=lambda part: part.path)


def _corrected(published: Path, old: Manifest) -> set[str]:
    """Actors whose rows, as published, go by corrections: a Wikidata id, or one row for a name
    that would be parted."""
    found: set[str] = set()
    for part in _parts_by_bucket(old):
        try:
            table = pq.read_table(
                published / part.path, columns=["actor_id", "wikidata_id", "evidence"]
            )
        except (OSError, pa.ArrowException) as error:
            raise _UnusableError from error
        by_hand = pc.equal(table["evidence"].fill_null(""), BY_CORRECTIONS)
        by_hand = pc.or_(by_hand, table["wikidata_id"].is_valid())
        found.update(table.filter(by_hand)["actor_id"].to_pylist())
    return found


def _keep(state: Path, tallies: pl.DataFrame) -> str:
    """Keep tallies for later runs; returns their hash. A loss is no harm, so nothing is synced."""
    content = encode(tallies.to_arrow().cast(_TALLIES).combine_chunks())
    digest = hashlib.sha256(content).hexdigest()
    path = state / f"{digest}.parquet"
    # Written again if it is there: what a full disk or a power cut left may be torn.
    draft = path.with_suffix(".new")
    draft.write_bytes(content)
    draft.replace(path)
    return digest


def _kept(state: Path, digest: str) -> pl.DataFrame:
    content = pa.BufferReader(_kept_content(state, digest))
    frame = pl.from_arrow(pq.ParquetFile(content).read(use_threads=False))
    assert isinstance(frame, pl.DataFrame)  # a table never becomes a Series
    return frame


def _kept_content(state: Path, digest: str) -> bytes:
    try:
        content = (state / f"{digest}.parquet").read_bytes()
    except OSError as error:
        raise _UnusableError from error
    if hashlib.sha256(content).hexdigest() != digest:
        raise _UnusableError
    return content


def _link(source: Path, target: Path) -> None:
    try:
        share_file(source, target)
    except FileNotFoundError:
        raise OutputError(
            f"The published tables are damaged or incomplete ({source.name}): run with --rebuild."
        ) from None
