"""Which published articles a set of corrections may concern."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from flows.publishing.manifest import Manifest
from flows.publishing.records import OutputError


def articles_with_actors(generation: Path, manifest: Manifest, actors: Collection[str]) -> set[str]:
    """Ids of articles that name any of these actors. Raises OutputError if the tables are damaged.

    An article that no correction has changed shows its actors under the ids that they have
    without corrections, so that none is missed.
    """
    found: set[str] = set()
    wanted = pa.array(sorted(actors), pa.string())
    if not len(wanted):
        return found
    for part in manifest.parts:
        if part.table != "actors":
            continue
        columns = ["article_id", "actor_id"]
        try:
            table = pq.read_table(generation / part.path, columns=columns, partitioning=None)
        except (OSError, pa.ArrowException) as error:
            raise OutputError(
                f"The published tables are damaged or incomplete ({part.path}): run with --rebuild."
            ) from error
        concerned = table.filter(pc.is_in(table["actor_id"], value_set=wanted))
        found.update(concerned["article_id"].to_pylist())
    return found
