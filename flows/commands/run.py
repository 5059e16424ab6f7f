"""`citatbank run`: the Prefect flow, with a server of its own where none is configured."""

from __future__ import annotations

import atexit
import os
import time
from pathlib import Path

from flows.commands.places import check_places, check_runner
from flows.commands.progress_bar import progress_display
from flows.commands.terminal import DONE, FAILED, one_line
from flows.progress import listener
from flows.run_options import RunOptions
from flows.settings import configured_api_url, prefect_home, quiet_prefect
from flows.store import shown
from flows.summary import RunSummary, summary_json, summary_lines
from flows.temporary_server import TemporaryServer, check_server


def run_command(options: RunOptions, *, strict: bool, as_json: bool, verbose: bool) -> int:
    """Run the flow and print its summary; returns the exit code."""
    started = time.monotonic()
    check_places(options.seeds, options.output, options.corrections)
    check_runner(options.runner, options.dask_scheduler)
    for name, value in quiet_prefect(verbose).items():
        os.environ.setdefault(name, value)

    with progress_display(quiet=verbose) as progress:
        server = prefect_server()
        # Importing Prefect takes as long as starting its server: both happen at once.
        from flows.commands.flow_run import run_and_explain_failure

        if server is not None:
            server.wait_ready()
        token = listener.set(progress)
        try:
            summary = run_and_explain_failure(options, heartbeat=server is None)
        finally:
            listener.reset(token)
    if as_json:
        print(summary_json(summary))
    else:
        _print_summary(summary, options.output, time.monotonic() - started)
    return FAILED if strict and summary.has_rejects else DONE


def _print_summary(summary: RunSummary, output: Path, waited: float) -> None:
    place = shown(output)
    for line in summary_lines(summary, place, waited):
        print(one_line(line))
    if summary.has_rejects:
        print(f"Why files were rejected: citatbank rejects --output {one_line(place)}")


def prefect_server() -> TemporaryServer | None:
    """None for the configured server, or one that lives as long as this process."""
    api_url = configured_api_url()
    if api_url is not None:
        check_server(api_url)
        return None
    server = TemporaryServer(prefect_home())
    # Not earlier: Prefect sends its last logs and events while the interpreter ends its threads.
    atexit.register(server.stop)
    os.environ.update(
        PREFECT_HOME=str(prefect_home()),
        PREFECT_API_URL=server.api_url,
        # It is the same Prefect on both sides; asking costs a third of a second.
        PREFECT_CLIENT_SERVER_VERSION_CHECK_ENABLED="false",
        # A proxy for the rest of the world is none for a server of our own.
        NO_PROXY=",".join(filter(None, [os.environ.get("NO_PROXY"), "127.0.0.1"])),
    )
    return server
