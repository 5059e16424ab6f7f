"""Options that several commands share, and the form of their examples."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from flows.settings import MOST_WORKERS
from flows.store import is_stored


def _local(output: Path) -> Path:
    """What is published, as a local folder: reading commands see nothing of stores."""
    if not is_stored(output):
        return output
    from flows.publishing import readable

    return readable(output)


SeedsOption = Annotated[
    Path,
    typer.Option(
        "--seeds",
        metavar="DIR",
        # The commands look themselves, and say in one line what is wrong.
        readable=False,
        help="Folder with the articles (.txt files, archives of them).",
    ),
]
OutputOption = Annotated[
    Path, typer.Option("--output", metavar="DIR", help="Folder of the published tables.")
]
PublishedOption = Annotated[
    Path,
    typer.Option(
        "--output", metavar="DIR", help="Folder of the published tables.", callback=_local
    ),
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
CorrectionsOption = Annotated[
    Path | None,
    typer.Option(
        "--corrections",
        metavar="FILE",
        help="Your corrections of names. Default: corrections.toml in the seeds folder.",
    ),
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
VerboseOption = Annotated[
    bool, typer.Option("--verbose", "-v", help="Show what Prefect logs as well.")
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")]
CsvOption = Annotated[bool, typer.Option("--csv", help="Print CSV instead of text.")]
ExactOption = Annotated[
    bool,
    typer.Option(
        "--exact",
        help="Leave CSV cells as they are. Else a cell that a spreadsheet would take for a formula "
        "gets an apostrophe in front.",
    ),
]

# The sign by which help texts keep their line breaks.
_AS_WRITTEN = "\b"


def as_written(*lines: str) -> str:
    """Lines at the end of a help text."""
    return "\n".join([_AS_WRITTEN, *lines])


def examples(*lines: str) -> str:
    """What stands at the end of a command's help."""
    return as_written("Examples:", *(f"  {line}" for line in lines))


def add_command(app: typer.Typer, command: Callable[..., None], *lines: str) -> None:
    """Add a command to the command line, with examples at the end of its help."""
    app.command(epilog=examples(*lines))(command)
