"""The command as a process of its own, with what it says line by line."""

from __future__ import annotations

import os
import queue
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[2]


class Talking:
    """A running command; `wait_for` reads on until a line has the words."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process
        self.said: list[str] = []
        self._lines: queue.Queue[str] = queue.Queue()
        threading.Thread(target=self._listen, daemon=True).start()

    def wait_for(self, words: str, seconds: float = 180) -> str:
        while True:
            try:
                line = self._lines.get(timeout=seconds)
            except queue.Empty:
                raise AssertionError(f"never said {words!r}: {self.said}") from None
            self.said.append(line)
            if words in line:
                return line

    def end(self, with_signal: signal.Signals = signal.SIGINT) -> int:
        """Ask the command to end; returns its exit code."""
        self.process.send_signal(with_signal)
        return self.process.wait(30)

    def _listen(self) -> None:
        assert self.process.stderr is not None
        for line in self.process.stderr:
            self._lines.put(line)


@contextmanager
def citatbank(*arguments: str | Path, environment: dict[str, str]) -> Iterator[Talking]:
    """Start the command in a process group of its own, and leave nothing of it running."""
    # Runs inside the tests' own process set Prefect up quietly; a command starts without that.
    ours = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")}
    process = subprocess.Popen(
        [sys.executable, "-m", "flows.cli", *map(str, arguments)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env={**ours, **environment},
        start_new_session=True,
    )
    try:
        yield Talking(process)
    finally:
        if process.poll() is None:
            process.terminate()
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
