"""State, staging and atomic publication of the dataset.

What readers may rely on: a published file never changes, and `output/current` leads to one whole
state of all tables. `output/quotes` and the other table links go through it. Whoever reads several
tables, or reads for longer than a moment, resolves the link once
(`Path("output/current").resolve()`) and reads below it: that state stands until three more have
been published. Whoever does not may be told that a file is gone, when a publication falls between
listing files and opening them: an error, never rows of two states or too few. Reading again helps.

generations   the folders of an output, and the links
planning      which seed files have changed, by the ledger
staging       rows from the workers to the publishing process
publication   bookkeeping, merging, manifest: a new generation
stored        all of this for an output in an S3-compatible store
verification  everything that can be wrong with a published one
"""

from __future__ import annotations

from pathlib import Path

from flows.publishing.fingerprint import fingerprint
from flows.publishing.output import Output, open_output
from flows.publishing.records import (
    BatchResult,
    Draft,
    DraftRefusedError,
    OutputBusyError,
    OutputError,
    Plan,
    Problem,
    Published,
    nothing_published,
)
from flows.store import is_stored


def readable(output: Path) -> Path:
    """A local folder with what `output` publishes now: itself, or a copy of an output in a store.

    Raises OutputError.
    """
    if not is_stored(output):
        return output
    from flows.publishing.stored.copies import readable_output

    return readable_output(output)


def verify(output: Path) -> list[Problem]:
    """All that is wrong with a published dataset; see `flows.publishing.verification`."""
    if is_stored(output):
        from flows.publishing.stored.verifying import verify_stored

        return verify_stored(output)
    # Pandera and polars take a second to load, which nobody else here needs.
    from flows.publishing import verification

    return verification.verify(output)


__all__ = [
    "BatchResult",
    "Draft",
    "DraftRefusedError",
    "Output",
    "OutputBusyError",
    "OutputError",
    "Plan",
    "Problem",
    "Published",
    "fingerprint",
    "nothing_published",
    "open_output",
    "readable",
    "verify",
]
