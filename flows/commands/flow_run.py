"""The run itself, with every failure that a user can mend put into one line."""

from __future__ import annotations

from flows.cluster import ClusterError
from flows.corrections import CorrectionsError
from flows.dataset_flow import PREFECT_FAILURES, run_flow
from flows.publishing import OutputError
from flows.quality import BoundsError
from flows.reading.seed_files import SeedsFolderError
from flows.run_options import RunOptions
from flows.store import StoreError
from flows.summary import RunFailedError, RunSummary
from flows.workers import WorkerLostError


def run_and_explain_failure(options: RunOptions, heartbeat: bool) -> RunSummary:
    """Run the flow. Raises RunFailedError with a line for the user."""
    try:
        return run_flow(options, heartbeat)
    except (SeedsFolderError, OutputError, BoundsError, CorrectionsError, StoreError) as error:
        raise RunFailedError(str(error)) from error
    except ClusterError as error:
        raise RunFailedError(f"{error}; nothing was published") from error
    except WorkerLostError as error:
        raise RunFailedError(
            f"extraction was given up after three attempts: {error}; nothing was published. "
            "Run again with --workers 1 and -v to see which batch it is"
        ) from error
    except OSError as error:
        raise RunFailedError(
            f"{error.filename or 'the system'}: {error.strerror or error}; nothing was published"
        ) from error
    except PREFECT_FAILURES as error:
        raise RunFailedError(
            f"Prefect failed: {type(error).__name__}: {error}; run again with -v for its log"
        ) from error
