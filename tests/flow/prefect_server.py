"""One Prefect server and one built dataset for all tests that need them: both take seconds."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from functools import cache
from pathlib import Path

from flows.settings import quiet_prefect
from flows.temporary_server import TemporaryServer

ROOT = Path(__file__).parents[2]
SEEDS = ROOT / "seeds"


@cache
def scratch() -> Path:
    """A folder for what all tests share, gone when they end."""
    folder = Path(tempfile.mkdtemp(prefix="citatbank-tests-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


@cache
def prefect_environment() -> dict[str, str]:
    """Environment in which Prefect talks to the tests' server, which is started if need be."""
    home = scratch() / "prefect"
    os.environ.update(quiet_prefect(verbose=False))
    server = TemporaryServer(home)
    # Prefect sends its last events when the interpreter ends; the server stays until then.
    atexit.register(server.stop)
    server.wait_ready()
    return {
        **quiet_prefect(verbose=False),
        "PREFECT_HOME": str(home),
        "PREFECT_API_URL": server.api_url,
    }


@cache
def built() -> tuple[Path, Path]:
    """The sample seeds, copied, and the output that one run makes of them. Read only."""
    from tests.flow.runs import run

    seeds, output = scratch() / "seeds", scratch() / "output"
    shutil.copytree(SEEDS, seeds)
    run(seeds, output)
    return seeds, output
