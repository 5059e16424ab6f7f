"""`citatbank watch`: run whenever the seeds folder changes, with Prefect kept ready."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import NoReturn

from flows.commands.places import check_places
from flows.commands.run import prefect_server
from flows.commands.terminal import say
from flows.corrections import DEFAULT_NAME
from flows.errors import WrongUseError
from flows.quality.bounds import read_bounds
from flows.reading.seed_files import SeedsFolderError, find_seed_files
from flows.run_options import RunOptions
from flows.settings import quiet_prefect
from flows.store import is_stored, shown
from flows.summary import RunFailedError, run_name
from flows.temporary_server import ServerError, TemporaryServer, check_server
from flows.watching import Changes, FolderChanges, Stamp, listing_of

_SECONDS_BETWEEN_LOOKS = 1.0
# A look into a large folder takes its time; it may take so much of the whole.
_SHARE_SPENT_LOOKING = 0.1
_FIRST_RETRY, _LAST_RETRY = 5.0, 300.0


def watch_command(options: RunOptions, *, verbose: bool) -> NoReturn:
    """Watch until told to end."""
    seeds, bounds = options.seeds, options.bounds
    if is_stored(seeds):
        raise WrongUseError(
            f"{shown(seeds)} cannot be watched, for a store is looked through at a price; "
            "citatbank serve --interval 300 --seeds ... looks every five minutes"
        )
    check_places(seeds, options.output, options.corrections)
    for name, value in quiet_prefect(verbose).items():
        os.environ.setdefault(name, value)
    read_bounds(bounds)
    _tell(f"watching {seeds}; Ctrl-C ends it")
    server = prefect_server()
    # Importing Prefect takes as long as starting its server: both happen at once.
    from flows.commands.flow_run import run_and_explain_failure

    if server is not None:
        server.wait_ready()

    def run() -> None:
        try:
            summary = run_and_explain_failure(options, heartbeat=server is None)
        except RunFailedError:
            _expect_alive(server)
            raise
        for warning in summary.warnings:
            _tell(f"warning: {warning}")
        _tell(f"{run_name(summary)}, {summary.seconds:.1f} seconds")

    settings = [options.corrections or seeds / DEFAULT_NAME, *([bounds] if bounds else [])]
    _Watch(seeds, settings, options.settle_seconds, run).forever()


class _Watch:
    """The loop: look, wait until changes have settled, run, and go on whatever a run says."""

    def __init__(
        self, seeds: Path, settings: list[Path], settle: float, run: Callable[[], None]
    ) -> None:
        self._seeds = seeds
        self._settings = settings
        self._changes = FolderChanges(settle)
        self._run = run
        self._pause = _SECONDS_BETWEEN_LOOKS
        self._complaint = ""
        self._failed_with: Changes = {}  # what was ripe when a run failed
        self._retry_at = 0.0
        self._retry_after = _FIRST_RETRY

    def forever(self) -> NoReturn:
        """Look and run until interrupted."""
        while True:
            self._look_once()
            time.sleep(self._pause)

    def _look_once(self) -> None:
        started = time.monotonic()
        listing = self._listing()
        now = time.monotonic()
        self._pause = max(_SECONDS_BETWEEN_LOOKS, (now - started) / _SHARE_SPENT_LOOKING)
        ripe = self._changes.look(listing, now) if listing is not None else {}
        if not ripe or (ripe == self._failed_with and now < self._retry_at):
            return
        try:
            self._run()
        except RunFailedError as error:
            # The changes stay ripe. Others are tried at once, the same ones after a while.
            self._complain(str(error))
            self._failed_with = ripe
            self._retry_at = time.monotonic() + self._retry_after
            self._retry_after = min(2 * self._retry_after, _LAST_RETRY)
        else:
            self._changes.take(now)
            self._complaint, self._failed_with, self._retry_after = "", {}, _FIRST_RETRY

    def _listing(self) -> dict[str, Stamp] | None:
        try:
            return listing_of(find_seed_files(self._seeds), self._settings)
        except SeedsFolderError as error:
            self._complain(str(error))
            return None

    def _complain(self, message: str) -> None:
        if message != self._complaint:
            self._complaint = message
            _tell(message)


def _expect_alive(server: TemporaryServer | None) -> None:
    """Raise ServerError if the server that runs report to is gone; a restart brings a new one."""
    if server is not None:
        try:
            check_server(server.api_url)
        except ServerError as error:
            raise ServerError("Prefect's temporary server has ended; start again") from error


def _tell(line: str) -> None:
    say(f"{datetime.now():%H:%M:%S}  {line}")
