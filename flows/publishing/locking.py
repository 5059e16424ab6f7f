"""One run at a time on one output folder."""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flows.publishing.records import OutputBusyError

_PAUSE_SECONDS = 0.1


@contextmanager
def folder_lock(path: Path, wait_seconds: float) -> Iterator[None]:
    """Hold the lock file `path`. The system lets go of it when the process ends, however it ends,
    so a dead run never blocks the next.

    Raises OutputBusyError when another process still holds it after `wait_seconds`.
    """
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        _acquire(descriptor, path, wait_seconds)
        os.ftruncate(descriptor, 0)
        os.write(descriptor, f"{os.getpid()}\n".encode())
        try:
            yield
        finally:
            # A lock that nobody holds names nobody: a run without changes leaves no other bytes.
            os.ftruncate(descriptor, 0)
    finally:
        os.close(descriptor)


def _acquire(descriptor: int, path: Path, wait_seconds: float) -> None:
    deadline = time.monotonic() + wait_seconds
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        except BlockingIOError:
            if time.monotonic() >= deadline:
                holder = os.pread(descriptor, 32, 0).decode(errors="replace").strip() or "unknown"
                raise OutputBusyError(
                    f"Output folder {path.parent.parent} is in use by another run "
                    f"(process {holder}): try again when it has ended."
                ) from None
            time.sleep(_PAUSE_SECONDS)
