"""What a user named, looked at before Prefect is started: a slip of the pen is told at once."""

from __future__ import annotations

import os
import re
from importlib.util import find_spec
from pathlib import Path

from flows.corrections import DEFAULT_NAME
from flows.errors import WrongUseError
from flows.extraction.plugged import plugged
from flows.settings import DASK_NOT_INSTALLED
from flows.store import StoreUrl, is_stored

_OTHER_URL = re.compile(r"(?!s3:)[a-z][a-z0-9+.-]+:")


def check_places(seeds: Path, output: Path, corrections: Path | None) -> None:
    """Look at folders, local or in a store, and at the corrections file, if there is one; load the
    model of names that the environment names, if it names one.

    Raises WrongUseError, StoreError, CorrectionsError.
    """
    _check_folders(seeds, output)
    stored = [place for place in (seeds, output) if is_stored(place)]
    if stored:
        from flows.store.client import Store

        for place in stored:
            Store(StoreUrl.of(place)).is_there()
    if corrections is not None or is_stored(seeds) or (seeds / DEFAULT_NAME).exists():
        from flows.corrections.reading import read_corrections

        read_corrections(seeds, corrections)
    plugged()


def check_runner(runner: str, scheduler: str | None) -> None:
    """Look at where batches are to be processed. Raises WrongUseError."""
    if runner == "local" and scheduler is not None:
        raise WrongUseError("--dask-scheduler goes with --runner dask")
    if runner == "dask" and find_spec("prefect_dask") is None:
        raise WrongUseError(DASK_NOT_INSTALLED)


def _check_folders(seeds: Path, output: Path) -> None:
    for place in (seeds, output):
        if _OTHER_URL.fullmatch(place.parts[0] if place.parts else ""):
            raise WrongUseError(
                f"{place}: of URLs, only those of S3-compatible stores are known: s3://bucket"
            )
    if not is_stored(seeds) and not seeds.is_dir():
        what = "is not a folder" if seeds.exists() else "does not exist"
        raise WrongUseError(
            f"seeds folder {seeds} {what}; name the folder with the articles: --seeds DIR"
        )
    if not is_stored(seeds) and not os.access(seeds, os.R_OK | os.X_OK):
        raise WrongUseError(f"seeds folder {seeds} may not be read; check its permissions")
    if not is_stored(output) and output.exists() and not output.is_dir():
        raise WrongUseError(f"output {output} is not a folder; name one: --output DIR")
    both_local = not is_stored(seeds) and not is_stored(output)
    # The published tables would be taken for seeds that cannot be read.
    if both_local and output.resolve().is_relative_to(seeds.resolve()):
        raise WrongUseError(
            f"output {output} lies in the seeds folder {seeds}; name a folder outside of it: "
            "--output DIR"
        )
