"""Run the real flow in this process, and look at what it published."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from flows.run_options import Runner, RunOptions
from flows.summary import RunSummary
from tests.flow.prefect_server import prefect_environment

SMALL_ARTICLE = """date 2024-03 Regeringen vil bygge flere broer.

- Det er en god dag, siger transportminister Anna Testesen.

/ritzau/
"""


def run(
    seeds: Path,
    output: Path,
    batch_size: int | None = None,
    workers: int | None = None,
    rebuild: bool = False,
    runner: Runner = "local",
    dask_scheduler: str | None = None,
) -> RunSummary:
    """One run of the flow against the tests' server."""
    environment = prefect_environment()
    os.environ.update(environment)
    from prefect.settings import PREFECT_API_URL, temporary_settings

    from flows.dataset_flow import run_flow

    with temporary_settings({PREFECT_API_URL: environment["PREFECT_API_URL"]}):
        return run_flow(
            RunOptions(
                seeds=seeds,
                output=output,
                batch_size=batch_size,
                workers=workers,
                rebuild=rebuild,
                runner=runner,
                dask_scheduler=dask_scheduler,
            ),
            heartbeat=False,
        )


def published_files(output: Path) -> dict[str, tuple[str, int]]:
    """Hash and modification time of each published Parquet file, by its path in the output."""
    return {
        path.relative_to(output).as_posix(): (
            hashlib.sha256(path.read_bytes()).hexdigest(),
            path.stat().st_mtime_ns,
        )
        for table in ("articles", "quotes", "actors", "rejects")
        for path in sorted((output / table).rglob("*.parquet"))
    }


def hashes(output: Path) -> dict[str, str]:
    """Hash of each published Parquet file, by its path in the output."""
    return {path: digest for path, (digest, _) in published_files(output).items()}
