"""Defaults of a run, and the environment Prefect gets when nobody has configured one."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent

DEFAULT_SEEDS = Path("seeds")
DEFAULT_OUTPUT = Path("output")
DEFAULT_REPORT = Path("citatbank.html")

# A task run costs Prefect 5 to 10 ms and a row in its database, so a batch is hundreds of files,
# and grows with the input so that a run never has more than a few hundred task runs.
SMALLEST_BATCH = 500
LARGEST_BATCH = 2000
MOST_BATCHES = 200

MOST_WORKERS = 64

# Where Prefect's own server listens unless told otherwise.
LOCAL_PORT = 4200

# Files younger than this, in seconds, may still be being written.
SETTLE_SECONDS = 2.0

# Once an hour, at the full hour where the newsroom is.
DEFAULT_CRON = "0 * * * *"
DEFAULT_TIMEZONE = "Europe/Copenhagen"

DASK_NOT_INSTALLED = (
    "Dask is not installed: run make dask in the project's folder, or leave out --runner dask"
)

# Starting a worker process costs about as much as extracting this many articles in this one.
FILES_WORTH_A_PROCESS = 400

# A batch that takes longer than this hangs: its workers are replaced and the batch is tried again.
BATCH_TIMEOUT_SECONDS = 600.0
# News takes 3 seconds a megabyte, the worst text that anybody has made up for it 55.
BATCH_TIMEOUT_SECONDS_PER_MEGABYTE = 150.0


def batch_size_for(files: int, requested: int | None = None) -> int:
    """How many files one batch holds when `files` are to be read."""
    if requested is not None:
        return requested
    return min(LARGEST_BATCH, max(SMALLEST_BATCH, -(-files // MOST_BATCHES)))


def cluster_batch_size_for(files: int, places: int, requested: int | None = None) -> int:
    """How many files one batch holds on a cluster with so many workers.

    A task run costs a cluster more than one here, so batches are as large as they may be, as long
    as every worker gets a few.
    """
    if requested is not None:
        return requested
    return min(LARGEST_BATCH, max(SMALLEST_BATCH, files // (4 * places)))


def batch_timeout(seed_bytes: int) -> float:
    """How long, in seconds, a batch of so many bytes may take before it counts as hanging."""
    return BATCH_TIMEOUT_SECONDS + BATCH_TIMEOUT_SECONDS_PER_MEGABYTE * seed_bytes / 1e6


def cores() -> int:
    """How many processor cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def workers_for(files: int, requested: int | None = None) -> int:
    """How many worker processes to use; 0 means that the work is done in this process."""
    if requested is not None:
        return 0 if requested <= 1 else requested
    if files < 2 * FILES_WORTH_A_PROCESS or cores() == 1:
        return 0
    return min(cores(), MOST_WORKERS)


def prefect_home() -> Path:
    """The folder in which Prefect keeps its database between runs, so that it is made once."""
    named = os.environ.get("PREFECT_HOME")
    if named:
        return Path(named).expanduser()
    beside_project = (PROJECT / "pyproject.toml").is_file() and os.access(PROJECT, os.W_OK)
    return PROJECT / ".prefect" if beside_project else Path.home() / ".cache/citatbank/prefect"


def configured_api_url() -> str | None:
    """The address of the user's Prefect server: from the environment, or from their profile."""
    url = os.environ.get("PREFECT_API_URL")
    if url:
        return url
    home = Path(os.environ.get("PREFECT_HOME") or Path.home() / ".prefect").expanduser()
    try:
        profiles = tomllib.loads((home / "profiles.toml").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    active = os.environ.get("PREFECT_PROFILE") or profiles.get("active")
    profile = profiles.get("profiles", {}).get(active, {})
    return profile.get("PREFECT_API_URL") if isinstance(profile, dict) else None


def local_api_url(port: int = LOCAL_PORT, host: str = "127.0.0.1") -> str:
    """The address of a Prefect server that `citatbank server` starts."""
    return f"http://{host}:{port}/api"


def quiet_prefect(verbose: bool) -> dict[str, str]:
    """Environment for Prefect: nothing sent out, and nothing on the terminal unless asked for.

    Flow logs still reach the server and its pages; only the console handler is turned down.
    """
    return {
        "DO_NOT_TRACK": "1",
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL": "INFO" if verbose else "CRITICAL",
    }
