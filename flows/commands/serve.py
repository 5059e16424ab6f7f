"""`citatbank serve`: the flow as a deployment that runs on a schedule."""

from __future__ import annotations

import os
import warnings
from pathlib import Path
from typing import Any

from flows.commands.places import check_places
from flows.commands.terminal import DONE, say
from flows.errors import WrongUseError
from flows.quality.bounds import read_bounds
from flows.settings import (
    DEFAULT_CRON,
    configured_api_url,
    local_api_url,
    prefect_home,
    quiet_prefect,
)
from flows.store import is_stored, shown
from flows.temporary_server import ServerError, check_server


def serve_command(
    *,
    seeds: Path,
    output: Path,
    cron: str | None,
    interval: float | None,
    timezone: str,
    name: str,
    workers: int | None,
    bounds: Path | None,
    corrections: Path | None,
    settle: float,
) -> int:
    """Serve until told to end; returns the exit code."""
    check_places(seeds, output, corrections)
    _check_schedule(cron, interval, timezone)
    for setting, value in quiet_prefect(verbose=True).items():
        os.environ.setdefault(setting, value)
    read_bounds(bounds)
    api_url = _server_address()
    os.environ["PREFECT_API_URL"] = api_url

    from flows.dataset_flow import (
        PREFECT_FAILURES,
        cron_schedule,
        interval_schedule,
        serve_flow,
    )

    cron = cron or DEFAULT_CRON
    try:
        schedule = interval_schedule(interval) if interval else cron_schedule(cron, timezone)
    except ValueError as error:
        raise WrongUseError(
            f'--cron "{cron}" is no schedule; write five fields, such as "0 * * * *"'
        ) from error

    parameters: dict[str, Any] = {
        # A run is a process of its own, which may stand in another folder.
        "seeds": _from_anywhere(seeds),
        "output": _from_anywhere(output),
        "workers": workers,
        "bounds": str(bounds.absolute()) if bounds else None,
        "corrections": _from_anywhere(corrections) if corrections else None,
        "settle_seconds": settle,
    }
    when = f"every {interval:g} seconds" if interval else f'at "{cron}", {timezone}'
    say(f"Served as citatbank/{name}, {when}")
    say(f"Pages     {api_url.removesuffix('/').removesuffix('/api')}/deployments")
    say(f"Run now   prefect deployment run citatbank/{name}")
    say("End       Ctrl-C")
    # What Prefect's runner forgets when SIGTERM ends it; it has stopped all the same.
    warnings.filterwarnings("ignore", message="coroutine 'Runner.astop' was never awaited")
    try:
        serve_flow(name, schedule, parameters)
    except PREFECT_FAILURES as error:
        raise ServerError(
            f"Prefect failed: {type(error).__name__}: {error}; is its server still there?"
        ) from error
    return DONE


def _from_anywhere(place: Path) -> str:
    return shown(place) if is_stored(place) else str(place.absolute())


def _server_address() -> str:
    """The configured server, or one that `citatbank server` started. Raises ServerError."""
    configured = configured_api_url()
    if configured is not None:
        try:
            check_server(configured)
        except ServerError as error:
            raise ServerError(
                f"{str(error).partition(';')[0]}; start it (citatbank server starts one on this "
                "machine) or set PREFECT_API_URL to another"
            ) from error
        return configured
    try:
        check_server(local_api_url())
    except ServerError as error:
        raise ServerError(
            "a schedule needs a Prefect server, and none is configured: start one with "
            "citatbank server in another terminal, or set PREFECT_API_URL to yours"
        ) from error
    os.environ.setdefault("PREFECT_HOME", str(prefect_home()))
    return local_api_url()


def _check_schedule(cron: str | None, interval: float | None, timezone: str) -> None:
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    if cron is not None and interval is not None:
        raise WrongUseError("give --cron or --interval, not both")
    try:
        ZoneInfo(timezone)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise WrongUseError(
            f"--timezone {timezone} is not known; write it as Europe/Copenhagen"
        ) from error
