"""Which published articles a set of corrections may concern."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from flows.corrections.applying import id_of_name
from flows.publishing.manifest import Manifest
from flows.publishing.records import OutputError
from flows.records import ActorType


def articles_with_actors(generation: Path, manifest: Manifest, actors: Collection[str]) -> set[str]:
    """Ids of articles that name any of these actors. Raises OutputError if the tables are damaged.

    An article that no correction has changed shows its actors under the ids that they have
    without corrections, so that none is missed. Namesakes that an article itself tells apart have
    ids of their own there; corrections know them by their name.
    """
    found: set[str] = set()
    wanted = pa.array(sorted(actors), pa.string())
    if not len(wanted):
        return found
    for part in manifest.parts:
        if part.table != "actors":
            continue
        columns = ["article_id", "actor_id", "name", "type"]
        try:
            table = pq.read_table(generation / part.path, columns=columns, partitioning=None)
        except (OSError, pa.ArrowException) as error:
            raise OutputError(
                f"The published tables are damaged or incomplete ({part.path}): run with --rebuild."
            ) from error
        concerned = table.filter(pc.is_in(table["actor_id"], value_set=wanted))
        found.update(concerned["article_id"].to_pylist())
        found.update(article for article, known_by in _namesakes(table) if known_by in actors)
    return found


def _namesakes(table: pa.Table) -> Iterator[tuple[str, str]]:
    """Articles in which several people bear one name, with the id that the name alone has."""
    people = table.filter(pc.equal(table["type"], ActorType.PERSON.value))
    counted = people.group_by(["article_id", "name"]).aggregate([([], "count_all")])
    several = counted.filter(pc.greater(counted["count_all"], 1))
    for article, name in zip(
        several["article_id"].to_pylist(), several["name"].to_pylist(), strict=True
    ):
        yield article, id_of_name(name, ActorType.PERSON)
