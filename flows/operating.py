"""The commands that keep the tables up to date by themselves, and their options."""

from __future__ import annotations

from typing import Annotated

import typer

from flows.options import (
    BoundsOption,
    CorrectionsOption,
    JsonOption,
    OutputOption,
    PublishedOption,
    SeedsOption,
    SettleOption,
    VerboseOption,
    WorkersOption,
    add_command,
)
from flows.run_options import RunOptions
from flows.settings import (
    DEFAULT_OUTPUT,
    DEFAULT_SEEDS,
    DEFAULT_TIMEZONE,
    LOCAL_PORT,
    SETTLE_SECONDS,
)


def server(
    port: Annotated[
        int, typer.Option(min=1, max=65535, metavar="N", help="Port to listen on.")
    ] = LOCAL_PORT,
    host: Annotated[
        str, typer.Option(metavar="NAME", help="Address to listen on; 0.0.0.0 for all.")
    ] = "127.0.0.1",
) -> None:
    """Start a Prefect server with its pages. They show the history of runs, and schedules."""
    from flows.commands.server import server_command

    raise typer.Exit(server_command(host, port))


def serve(
    seeds: SeedsOption = DEFAULT_SEEDS,
    output: OutputOption = DEFAULT_OUTPUT,
    cron: Annotated[
        str | None,
        typer.Option(metavar="FIELDS", help="When to run, as in cron. Default: each full hour."),
    ] = None,
    interval: Annotated[
        float | None,
        typer.Option(min=1, metavar="SECONDS", help="Run every so many seconds, instead of cron."),
    ] = None,
    timezone: Annotated[
        str, typer.Option(metavar="ZONE", help="Where the clock that cron goes by hangs.")
    ] = DEFAULT_TIMEZONE,
    name: Annotated[
        str, typer.Option(metavar="NAME", help="Name of the deployment; one for each output.")
    ] = "scheduled",
    workers: WorkersOption = None,
    bounds: BoundsOption = None,
    corrections: CorrectionsOption = None,
    settle: SettleOption = SETTLE_SECONDS,
) -> None:
    """Run on a schedule, until told to end. One run goes at a time; needs a Prefect server."""
    from flows.commands.serve import serve_command

    raise typer.Exit(
        serve_command(
            seeds=seeds,
            output=output,
            cron=cron,
            interval=interval,
            timezone=timezone,
            name=name,
            workers=workers,
            bounds=bounds,
            corrections=corrections,
            settle=settle,
        )
    )


def watch(
    seeds: SeedsOption = DEFAULT_SEEDS,
    output: OutputOption = DEFAULT_OUTPUT,
    settle: SettleOption = SETTLE_SECONDS,
    workers: WorkersOption = None,
    bounds: BoundsOption = None,
    corrections: CorrectionsOption = None,
    verbose: VerboseOption = False,
) -> None:
    """Run within seconds of any change. Files that come, change or go; until told to end."""
    from flows.commands.watch import watch_command

    options = RunOptions(
        seeds=seeds,
        output=output,
        workers=workers,
        bounds=bounds,
        settle_seconds=settle,
        corrections=corrections,
    )
    watch_command(options, verbose=verbose)


def quality(
    output: PublishedOption = DEFAULT_OUTPUT,
    bounds: BoundsOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show the figures by month, against their bounds. Exit code 1 if one that fails is broken."""
    from flows.commands.quality import quality_command

    raise typer.Exit(quality_command(output, bounds, as_json))


def add_operating_commands(app: typer.Typer) -> None:
    """Add the commands of this file to the command line."""
    add_command(app, server, "citatbank server", "citatbank server --port 4300")
    add_command(
        app, serve, "citatbank serve", 'citatbank serve --cron "0 6-22 * * *" --seeds ~/articles'
    )
    add_command(app, watch, "citatbank watch", "citatbank watch --seeds ~/articles --settle 10")
    add_command(
        app, quality, "citatbank quality", "citatbank quality --bounds my-bounds.toml --json"
    )
