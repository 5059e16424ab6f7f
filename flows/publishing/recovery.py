"""Make a lost ledger again from the tables."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from flows.publishing.generations import Folders
from flows.publishing.leaves import article_place
from flows.publishing.ledger import Ledger
from flows.publishing.manifest import Manifest

_COLUMNS = ["source_file", "source_sha256", "article_id", "source_month", "text"]


def rebuild_ledger(ledger: Ledger, folders: Folders, manifest: Manifest) -> bool:
    """Fill an empty ledger with the published articles and rejects; False if they are damaged."""
    generation = folders.current_path()
    assert generation is not None  # there is a manifest, so there is a generation
    try:
        ledger.add_published(
            _articles(generation, manifest),
            _rejects(generation, manifest),
            corrected=bool(manifest.corrections),
        )
    except (OSError, pa.ArrowException, KeyError):
        return False
    return True


def _articles(generation: Path, manifest: Manifest) -> Iterator[tuple[str, str, str, int, int]]:
    for part in manifest.parts:
        if part.table != "articles":
            continue
        table = pq.read_table(generation / part.path, columns=_COLUMNS, partitioning=None)
        weights = pc.binary_length(table["text"]).to_pylist()
        columns = [table[name].to_pylist() for name in _COLUMNS[:4]]
        for source_file, sha256, article_id, month, weight in zip(*columns, weights, strict=True):
            yield source_file, sha256, article_id, article_place(article_id, month), weight


def _rejects(generation: Path, manifest: Manifest) -> Iterator[tuple[str, str, str, str]]:
    for part in manifest.parts:
        if part.table == "rejects":
            table = pq.read_table(generation / part.path, partitioning=None)
            yield from zip(*(column.to_pylist() for column in table.columns), strict=True)
