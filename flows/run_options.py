"""What can be said of a run: the parameters of the flow, for those who call it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from flows.settings import DEFAULT_OUTPUT, DEFAULT_SEEDS

# Where batches are processed: in processes of this machine, or on a Dask cluster.
Runner = Literal["local", "dask"]


@dataclass(frozen=True, kw_only=True)
class RunOptions:
    """Parameters of the flow `citatbank`, which tells what each is."""

    seeds: Path = DEFAULT_SEEDS
    output: Path = DEFAULT_OUTPUT
    batch_size: int | None = None
    workers: int | None = None
    rebuild: bool = False
    bounds: Path | None = None
    ungated: bool = False
    settle_seconds: float = 0.0
    corrections: Path | None = None
    runner: Runner = "local"
    dask_scheduler: str | None = None
