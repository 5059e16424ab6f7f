"""The commands that keep the tables up to date by themselves, and their options."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from flows.settings import (
    DEFAULT_OUTPUT,
    DEFAULT_SEEDS,
    DEFAULT_TIMEZONE,
    LOCAL_PORT,
    MOST_WORKERS,
    SETTLE_SECONDS,
)

SeedsOption = Annotated[
    Path,
    typer.Option(
        "--seeds",
        metavar="DIR",
        # The commands look themselves, and say in one line what is wrong.
        readable=False,
        help="Folder with the articles (.txt files).",
    ),
]
OutputOption = Annotated[
    Path, typer.Option("--output", metavar="DIR", help="Folder of the published tables.")
]
WorkersOption = Annotated[
    int | None,
    typer.Option(
        "--workers",
        min=1,
        max=MOST_WORKERS,
        metavar="N",
        help="Worker processes. Default: all cores, where there is enough work.",
    ),
]
BoundsOption = Annotated[
    Path | None,
    typer.Option(
        "--bounds", metavar="FILE", help="Bounds on the figures. Default: those of the project."
    ),
]
UngatedOption = Annotated[
    bool, typer.Option("--ungated", help="Publish even if figures are outside their bounds.")
]
SettleOption = Annotated[
    float,
    typer.Option(
        "--settle",
        min=0,
        max=3600,
        metavar="SECONDS",
        help="Leave files alone that changed less than so long ago: they may still be written.",
    ),
]


def server(
    port: Annotated[
        int, typer.Option(min=1, max=65535, metavar="N", help="Port to listen on.")
    ] = LOCAL_PORT,
    host: Annotated[
        str, typer.Option(metavar="NAME", help="Address to listen on; 0.0.0.0 for all.")
    ] = "127.0.0.1",
) -> None:
    """Start a Prefect server with its pages: the history of runs, and schedules."""
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
    settle: SettleOption = SETTLE_SECONDS,
) -> None:
    """Run on a schedule, one run at a time, until told to end; needs a Prefect server."""
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
            settle=settle,
        )
    )


def watch(
    seeds: SeedsOption = DEFAULT_SEEDS,
    output: OutputOption = DEFAULT_OUTPUT,
    settle: SettleOption = SETTLE_SECONDS,
    workers: WorkersOption = None,
    bounds: BoundsOption = None,
    verbose: Annotated[
        bool, typer.Option("--verbose", "-v", help="Show what Prefect logs as well.")
    ] = False,
) -> None:
    """Run within seconds whenever files come, change or go, until told to end."""
    from flows.commands.watch import watch_command

    raise typer.Exit(
        watch_command(
            seeds=seeds,
            output=output,
            settle=settle,
            workers=workers,
            bounds=bounds,
            verbose=verbose,
        )
    )


def quality(
    output: OutputOption = DEFAULT_OUTPUT,
    bounds: BoundsOption = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")] = False,
) -> None:
    """Show the figures of the published tables by month, and how they stand against the bounds."""
    from flows.commands.quality import quality_command

    raise typer.Exit(quality_command(output, bounds, as_json))


def add_operating_commands(app: typer.Typer) -> None:
    """Add the commands of this file to the command line."""
    for command, examples in (
        (server, ["citatbank server", "citatbank server --port 4300"]),
        (serve, ["citatbank serve", 'citatbank serve --cron "0 6-22 * * *" --seeds ~/articles']),
        (watch, ["citatbank watch", "citatbank watch --seeds ~/articles --settle 10"]),
        (quality, ["citatbank quality", "citatbank quality --bounds my-bounds.toml --json"]),
    ):
        shown = "   ".join(f"[bold]{example}[/]" for example in examples)
        app.command(epilog=f"Examples:  {shown}")(command)
