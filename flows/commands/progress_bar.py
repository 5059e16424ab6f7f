"""Progress of a run: a bar on a terminal, a line now and then elsewhere."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING, Self

from flows.commands.terminal import say
from flows.progress import Progress

if TYPE_CHECKING:
    from rich.progress import Progress as RichProgress
    from rich.progress import TaskID

_SECONDS_BETWEEN_LINES = 10.0


class PlainProgress(Progress):
    """Lines on standard error: what was found, and how far it is every ten seconds."""

    def __init__(self) -> None:
        self._to_process = 0
        self._processed = 0
        self._last_line = time.monotonic()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        pass

    def starting(self) -> None:
        """Prefect is being started."""

    def planned(self, found: int, to_process: int) -> None:
        self._to_process = to_process
        self._last_line = time.monotonic()
        say(f"{found:,} files found, {to_process:,} to process")

    def processed(self, files: int) -> None:
        self._processed += files
        now = time.monotonic()
        if now - self._last_line >= _SECONDS_BETWEEN_LINES:
            self._last_line = now
            say(f"{self._processed:,} of {self._to_process:,} files processed")


class BarProgress(PlainProgress):
    """A bar on the terminal, gone when the run ends."""

    def __init__(self) -> None:
        super().__init__()
        self._bar: RichProgress | None = None
        self._line: TaskID | None = None

    def __enter__(self) -> Self:
        from rich.console import Console
        from rich.progress import (
            BarColumn,
            MofNCompleteColumn,
            SpinnerColumn,
            TextColumn,
            TimeRemainingColumn,
        )
        from rich.progress import Progress as RichProgress

        self._bar = RichProgress(
            SpinnerColumn(),
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
            console=Console(stderr=True),
            transient=True,
        )
        self._bar.start()
        self._line = self._bar.add_task("Starting Prefect", total=None)
        return self

    def __exit__(self, *error: object) -> None:
        if self._bar is not None:
            self._bar.stop()

    def planned(self, found: int, to_process: int) -> None:
        if self._bar is not None and self._line is not None:
            self._bar.reset(self._line, total=to_process, description="Extracting")

    def processed(self, files: int) -> None:
        if self._bar is not None and self._line is not None:
            self._bar.advance(self._line, files)

    def publishing(self) -> None:
        if self._bar is not None and self._line is not None:
            self._bar.update(self._line, description="Publishing")


def progress_display(quiet: bool) -> PlainProgress:
    """A bar where somebody looks at a terminal; `quiet` where Prefect's log tells it already."""
    return BarProgress() if sys.stderr.isatty() and not quiet else PlainProgress()
