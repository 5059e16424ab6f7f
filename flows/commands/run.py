"""`citatbank run`: the Prefect flow, with a server of its own where none is configured."""

from __future__ import annotations

import atexit
import os
import re
import signal
from pathlib import Path
from types import FrameType
from typing import NoReturn

from flows.commands.progress_bar import progress_display
from flows.commands.terminal import (
    DONE,
    FAILED,
    INTERRUPTED,
    TERMINATED,
    WRONG_USE,
    complain,
    one_line,
)
from flows.corrections import DEFAULT_NAME, CorrectionsError
from flows.progress import listener
from flows.settings import configured_api_url, prefect_home, quiet_prefect
from flows.store import StoreError, StoreUrl, is_stored, shown
from flows.summary import RunFailedError, RunSummary, summary_json, summary_lines
from flows.temporary_server import ServerError, TemporaryServer, check_server

_OTHER_URL = re.compile(r"(?!s3:)[a-z][a-z0-9+.-]+:")


class Terminated(BaseException):
    """The system asked the process to end (SIGTERM)."""


def run_command(
    *,
    seeds: Path,
    output: Path,
    workers: int | None,
    batch_size: int | None,
    rebuild: bool,
    strict: bool,
    as_json: bool,
    verbose: bool,
    bounds: Path | None = None,
    ungated: bool = False,
    corrections: Path | None = None,
) -> int:
    """Run the flow and print its summary; returns the exit code."""
    wrong = wrong_places(seeds, output)
    if wrong is not None:
        return wrong
    fault = corrections_fault(seeds, corrections)
    if fault is not None:
        complain(fault)
        return WRONG_USE
    for name, value in quiet_prefect(verbose).items():
        os.environ.setdefault(name, value)

    signal.signal(signal.SIGTERM, end_on_sigterm)
    try:
        with progress_display(quiet=verbose) as progress:
            server = prefect_server()
            # Importing Prefect takes as long as starting its server: both happen at once.
            from flows.commands.flow_run import run_and_explain_failure

            if server is not None:
                server.wait_ready()
            token = listener.set(progress)
            try:
                summary = run_and_explain_failure(
                    seeds,
                    output,
                    batch_size,
                    workers,
                    rebuild,
                    server is None,
                    bounds,
                    ungated,
                    corrections=corrections,
                )
            finally:
                listener.reset(token)
    except RunFailedError as error:
        complain(str(error))
        return FAILED
    except ServerError as error:
        complain(str(error))
        return FAILED
    except KeyboardInterrupt:
        complain("interrupted; what was published before stays as it was")
        return INTERRUPTED
    except Terminated:
        complain("terminated; what was published before stays as it was")
        return TERMINATED
    if as_json:
        print(summary_json(summary))
    else:
        _print_summary(summary, output)
    return FAILED if strict and summary.has_rejects else DONE


def _print_summary(summary: RunSummary, output: Path) -> None:
    place = shown(output)
    for line in summary_lines(summary, place):
        print(one_line(line))
    if summary.has_rejects:
        print(f"Why files were rejected: citatbank rejects --output {one_line(place)}")


def wrong_places(seeds: Path, output: Path) -> int | None:
    """Complain of the folders that a user named, local or in a store; None if they will do, else
    the exit code."""
    wrong = _wrong_folders(seeds, output)
    if wrong is not None:
        complain(wrong)
        return WRONG_USE
    stored = [place for place in (seeds, output) if is_stored(place)]
    if stored:
        from flows.store.client import Store

        try:
            for place in stored:
                Store(StoreUrl.of(place)).is_there()
        except StoreError as error:
            complain(str(error))
            return WRONG_USE if error.wrong_use else FAILED
    return None


def _wrong_folders(seeds: Path, output: Path) -> str | None:
    """What is wrong with local folders, in one line."""
    for place in (seeds, output):
        if _OTHER_URL.fullmatch(place.parts[0] if place.parts else ""):
            return f"{place}: of URLs, only those of S3-compatible stores are known: s3://bucket"
    if not is_stored(seeds) and not seeds.is_dir():
        what = "is not a folder" if seeds.exists() else "does not exist"
        return f"seeds folder {seeds} {what}; name the folder with the articles: --seeds DIR"
    if not is_stored(seeds) and not os.access(seeds, os.R_OK | os.X_OK):
        return f"seeds folder {seeds} may not be read; check its permissions"
    if not is_stored(output) and output.exists() and not output.is_dir():
        return f"output {output} is not a folder; name one: --output DIR"
    return None


def corrections_fault(seeds: Path, corrections: Path | None) -> str | None:
    """What is wrong with the corrections file, in one line; None if there is none or it is right.

    Looked at before Prefect is started, so that a slip of the pen is told at once.
    """
    by_default = corrections is None and not is_stored(seeds)
    if by_default and not (seeds / DEFAULT_NAME).exists():
        return None
    from flows.corrections.reading import read_corrections

    try:
        read_corrections(seeds, corrections)
    except (CorrectionsError, StoreError) as error:
        return str(error)
    return None


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
    )
    return server


def end_on_sigterm(number: int, frame: FrameType | None) -> NoReturn:
    """A handler that ends the work as Ctrl-C does. Raises Terminated."""
    raise Terminated
