"""Functions that worker processes of the tests call; they must be importable there."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path


def double(number: int) -> int:
    return 2 * number


def process_id() -> int:
    return os.getpid()


def die_once(marker: Path) -> str:
    """Kill this worker the first time, answer the second time."""
    if not marker.exists():
        marker.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return "survived"


def sleep(seconds: float) -> None:
    time.sleep(seconds)


def refuse() -> None:
    raise RuntimeError("not with me")
