"""The rejects of a published dataset."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from flows.publishing import OutputError, nothing_published
from flows.records import Reject

_COLUMNS = ["source_file", "stage", "reason", "detail"]


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
            with pq.ParquetFile(path) as file:
                for batch in file.iter_batches(columns=_COLUMNS):
                    rejects += (Reject(*row.values()) for row in batch.to_pylist())
                    if limit is not None and len(rejects) >= limit:
                        return rejects[:limit]
        except (OSError, pa.ArrowException) as error:
            raise OutputError(
                f"{path.name} of rejects cannot be read; see citatbank verify {output}"
            ) from error
    return rejects
