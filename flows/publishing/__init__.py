"""State, staging and atomic publication of the dataset."""

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
]
