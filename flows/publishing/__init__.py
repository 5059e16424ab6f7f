"""State, staging and atomic publication of the dataset."""

from __future__ import annotations

from pathlib import Path

from flows.publishing.fingerprint import fingerprint
from flows.publishing.output import Output, open_output
from flows.publishing.records import (
    BatchResult,
    OutputBusyError,
    OutputError,
    Plan,
    Problem,
    Published,
)


def verify(output: Path) -> list[Problem]:
    """All that is wrong with a published dataset; see `flows.publishing.verification`."""
    # Pandera and polars take a second to load, which nobody else here needs.
    from flows.publishing import verification

    return verification.verify(output)


__all__ = [
    "BatchResult",
    "Output",
    "OutputBusyError",
    "OutputError",
    "Plan",
    "Problem",
    "Published",
    "fingerprint",
    "open_output",
    "verify",
]
