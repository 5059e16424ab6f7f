"""A batch of seed files on its way from text to staged rows; runs in any process."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from flows.publishing.records import BatchResult

if TYPE_CHECKING:
    from flows.reading.seed_files import SeedFile


def process_batch(seeds: Sequence[SeedFile], stage: Path, number: int) -> BatchResult:
    """Read, extract and validate the seed files and stage their rows under `stage`.

    `number` names the batch within its run. Running a batch again replaces what it staged, so
    that a killed or repeated worker does no harm. Raises OutputError where the stage cannot be
    written.
    """
    raise NotImplementedError
