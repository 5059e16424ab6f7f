"""What starting costs: an empty Prefect flow, a run that finds nothing new, and `--help`."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from flows.settings import quiet_prefect
from flows.temporary_server import TemporaryServer
from tests.benchmarks.samples import SAMPLES

ROOT = Path(__file__).parents[2]
CITATBANK = [sys.executable, "-m", "flows.cli"]
_EMPTY_FLOW = "from prefect import flow\n@flow\ndef empty():\n    return 1\nempty()"
_REPEATS = 3


def environment(home: Path, api_url: str | None = None) -> dict[str, str]:
    """The environment of a run that keeps to its own Prefect folder."""
    found = {k: v for k, v in os.environ.items() if not k.startswith("PREFECT_")}
    found |= {**quiet_prefect(verbose=False), "PREFECT_HOME": str(home), "PYTHONPATH": str(ROOT)}
    return found | ({"PREFECT_API_URL": api_url} if api_url else {})


def startup_times() -> dict[str, float]:
    """Seconds by what is started, the best of three; none of the runs finds anything new."""
    empty = [sys.executable, "-c", _EMPTY_FLOW]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        run = [*CITATBANK, "run", "--seeds", str(SAMPLES), "--output", str(folder / "output")]
        own = environment(folder / "own")
        _seconds(run, own)
        found = {
            "citatbank --help": _best(lambda: _seconds([*CITATBANK, "--help"], own)),
            "citatbank rejects": _best(
                lambda: _seconds([*CITATBANK, "rejects", "--output", f"{folder}/output"], own)
            ),
            "empty flow, Prefect's temporary server, first ever": _seconds(
                empty, environment(folder / "prefect")
            ),
            "empty flow, Prefect's temporary server": _best(
                lambda: _seconds(empty, environment(folder / "prefect"))
            ),
            "citatbank run, nothing new, its own server": _best(lambda: _seconds(run, own)),
        }
        server = TemporaryServer(folder / "server")
        try:
            server.wait_ready()
            reached = environment(folder / "server", server.api_url)
            found["empty flow, running server"] = _best(lambda: _seconds(empty, reached))
            found["citatbank run, nothing new, running server"] = _best(
                lambda: _seconds(run, reached)
            )
        finally:
            server.stop()
    return {what: round(seconds, 2) for what, seconds in found.items()}


def _best(once: Callable[[], float]) -> float:
    return min(once() for _ in range(_REPEATS))


def _seconds(command: list[str], variables: dict[str, str]) -> float:
    started = time.perf_counter()
    subprocess.run(command, cwd=ROOT, env=variables, check=True, capture_output=True)
    return time.perf_counter() - started
