"""The rejects of a published dataset."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from flows.publishing import OutputError, nothing_published
from flows.records import Reject


def read_rejects(output: Path, limit: int | None = None) -> list[Reject]:
    """Rows of the rejects table, the first `limit` of them, sorted by file.

    Raises `OutputError` where nothing has been published.
    """
    folder = output / "rejects"
    if not folder.is_dir():
        raise nothing_published(output)
    rejects: list[Reject] = []
    for path in sorted(folder.resolve().rglob("*.parquet")):
        try:
            rows = pq.read_table(path, partitioning=None).to_pylist()
        except (OSError, pa.ArrowException) as error:
            raise OutputError(
                f"{path.name} of rejects cannot be read; see citatbank verify {output}"
            ) from error
        for row in rows:
            rejects.append(Reject(row["source_file"], row["stage"], row["reason"], row["detail"]))
            if limit is not None and len(rejects) == limit:
                return rejects
    return rejects
