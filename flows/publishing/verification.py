"""Check a published dataset from the outside: its files against the manifest, its rows against
every rule of the tables."""

from __future__ import annotations

import hashlib
from array import array
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from re import fullmatch

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from flows.publishing.entity_checks import check_entities
from flows.publishing.files import hash_file, output_errors
from flows.publishing.generations import CURRENT, LINKED, Folders
from flows.publishing.leaves import Leaf, article_place
from flows.publishing.manifest import MANIFEST, Manifest, ManifestError, Part, read_manifest
from flows.publishing.records import Problem, nothing_published
from flows.validation.gate import check_tables
from schemas import ARTICLE_TABLES, DATASET_TABLES, TABLES
from schemas.arrow import arrow_schema
from schemas.articles import ARTICLE_ID
from schemas.datapackage import PACKAGE_FILE

_NAMES = tuple(table.name for table in ARTICLE_TABLES)
_OWNERS = {"entities": "entity_id", "rejects": "source_file"}
# Checked together: enough to make a check cheap, few enough to fit into memory.
_ARTICLES_AT_ONCE = 2048


def verify(output: Path) -> list[Problem]:
    """Everything that is wrong with what is published in `output`; empty if nothing is.

    Looks at one published state even while a run publishes the next. Raises OutputError if
    there is nothing to look at.
    """
    folders = Folders(output)
    with output_errors(output):
        if not output.is_dir() or not folders.generations.is_dir():
            raise nothing_published(output)
        folders.refuse_newer()
        generation = folders.current_path()
        if generation is None:
            return [Problem("link_broken", CURRENT, "does not lead to a published state")]
        problems = list(_check_links(folders))
        try:
            manifest = read_manifest(generation)
        except ManifestError as error:
            return [*problems, Problem("manifest_unreadable", MANIFEST, str(error))]
        return problems + list(_check_generation(generation, manifest))


def _check_links(folders: Folders) -> Iterator[Problem]:
    for name in LINKED:
        link = folders.root / name
        if not link.is_symlink() or str(link.readlink()) != f"{CURRENT}/{name}":
            yield Problem("table_link_broken", name, f"does not lead to {CURRENT}/{name}")


def _check_generation(generation: Path, manifest: Manifest) -> Iterator[Problem]:
    listed = {MANIFEST, PACKAGE_FILE, *(part.path for part in manifest.parts)}
    for path in sorted(generation.rglob("*")):
        name = path.relative_to(generation).as_posix()
        if not path.is_dir() and name not in listed:
            yield Problem("file_unlisted", name, "is not in the manifest")
    yield from _check_description(generation, manifest)
    readable: dict[str, Part] = {}
    for part in manifest.parts:
        problem = _check_file(generation, part)
        if problem is None:
            readable[part.path] = part
        else:
            yield problem
    yield from _check_article_tables(generation, manifest, readable)
    yield from check_entities(generation, manifest, readable)
    for table in DATASET_TABLES:
        for part in readable.values():
            if part.table == table.name:
                yield from _check_rows({table.name: _read(generation, part)})


def _check_description(generation: Path, manifest: Manifest) -> Iterator[Problem]:
    """Whether `datapackage.json` is the one that belongs to these tables."""
    try:
        description = (generation / PACKAGE_FILE).read_bytes()
    except OSError:
        yield Problem("file_missing", PACKAGE_FILE, "should describe the tables and is not there")
        return
    if hashlib.sha256(description).hexdigest() != manifest.description:
        yield Problem("file_changed", PACKAGE_FILE, "its bytes are not those that were published")
    elif not manifest.is_described:
        yield Problem("description_differs", PACKAGE_FILE, "does not describe these tables")


def _check_file(generation: Path, part: Part) -> Problem | None:
    """The first thing wrong with a file; a file that passes can be read."""
    path = generation / part.path
    try:
        if hash_file(path) != part.sha256:
            return Problem("file_changed", part.path, "its bytes are not those that were published")
        metadata = pq.read_metadata(path)
        schema = pq.read_schema(path)
    except FileNotFoundError:
        return Problem("file_missing", part.path, "is in the manifest and not in the folder")
    except (OSError, pa.ArrowException) as error:
        return Problem("file_unreadable", part.path, f"cannot be read ({error})")
    if metadata.num_rows != part.rows:
        return Problem(
            "rows_differ", part.path, f"{metadata.num_rows} rows, the manifest says {part.rows}"
        )
    if part.table not in TABLES or not schema.equals(arrow_schema(part.table), True):
        return Problem("schema_differs", part.path, "its columns are not those of the table")
    return None


def _check_article_tables(
    generation: Path, manifest: Manifest, readable: dict[str, Part]
) -> Iterator[Problem]:
    ids = array("Q")
    pieces: dict[str, list[pa.Table]] = {name: [] for name in _NAMES}
    waiting = 0
    for leaf, parts in sorted(manifest.leaf_parts().items()):
        missing = [name for name in _NAMES if name not in parts]
        for name in missing:
            place = f"{name}/month={leaf.month}"
            yield Problem("part_missing", place, f"leaf {leaf.name} has no file of {name}")
        if missing or any(part.path not in readable for part in parts.values()):
            continue  # reported already; the rest of the leaf cannot be judged without it
        tables = {name: _read(generation, parts[name]) for name in _NAMES}
        yield from _check_places(leaf, tables["articles"], ids)
        for name, table in tables.items():
            pieces[name].append(table)
        waiting += tables["articles"].num_rows
        if waiting >= _ARTICLES_AT_ONCE:
            yield from _check_rows({name: pa.concat_tables(pieces[name]) for name in _NAMES})
            pieces = {name: [] for name in _NAMES}
            waiting = 0
    if waiting:
        yield from _check_rows({name: pa.concat_tables(pieces[name]) for name in _NAMES})
    yield from _check_totals(manifest, ids)


def _check_places(leaf: Leaf, articles: pa.Table, ids: array[int]) -> Iterator[Problem]:
    """Whether each article stands in the month and leaf that are its own."""
    months = articles["source_month"].to_pylist()
    for article_id, month in zip(articles["article_id"].to_pylist(), months, strict=True):
        if not fullmatch(ARTICLE_ID, article_id):
            continue  # a rule of the table, reported with the others
        place = article_place(article_id, month)
        if not leaf.first <= place <= leaf.last:
            yield Problem(
                "article_misplaced", f"month={leaf.month}", f"article {article_id} is of {month}"
            )
        # 16 hex digits fit one number: the ids of a million articles take 8 MB.
        ids.append(int(article_id, 16))


def _check_totals(manifest: Manifest, ids: array[int]) -> Iterator[Problem]:
    rows = manifest.rows().get("articles", 0)
    if manifest.seeds.get("published") != rows:
        yield Problem("count_differs", MANIFEST, "articles listed are not those published")
    counted = pc.value_counts(pa.array(ids, pa.uint64()))
    twice = counted.filter(pc.greater(counted.field("counts"), 1))
    for value in twice.field("values").to_pylist():
        yield Problem("article_id_unique", f"articles, {value:016x}", "is published twice")


def _check_rows(tables: dict[str, pa.Table]) -> Iterator[Problem]:
    for table, row, rule, value in check_tables(tables):
        owner = _OWNERS.get(table, "article_id")
        which = tables[table][owner][row].as_py() if row >= 0 else "whole table"
        yield Problem(rule, f"{table}, {which}", f"breaks {rule}: {value}")
    if "articles" in tables:
        yield from _check_counts(tables)


def _check_counts(tables: dict[str, pa.Table]) -> Iterator[Problem]:
    """Whether articles count their quotes and actors rightly."""
    articles = tables["articles"]
    ids = articles["article_id"].to_pylist()
    for child in ("quotes", "actors"):
        column = f"{child.removesuffix('s')}_count"
        found = Counter(tables[child]["article_id"].to_pylist())
        for article_id, count in zip(ids, articles[column].to_pylist(), strict=True):
            if found[article_id] != count:
                yield Problem(
                    f"{column}_differs",
                    f"articles, {article_id}",
                    f"{column} is {count}, {child} has {found[article_id]} rows",
                )


def _read(generation: Path, part: Part) -> pa.Table:
    return pq.read_table(generation / part.path, partitioning=None)
