"""The `citatbank` command. Only its words and options stand here; the work is imported when asked.

Exit codes: 0 done, 1 failed (or something was rejected under --strict), 2 wrong use,
130 interrupted.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from flows.asking import add_asking_commands
from flows.commands.ending import Commands
from flows.operating import add_operating_commands
from flows.options import (
    BoundsOption,
    CorrectionsOption,
    JsonOption,
    OutputOption,
    PublishedOption,
    SeedsOption,
    VerboseOption,
    WorkersOption,
    as_written,
    examples,
)
from flows.run_options import Runner, RunOptions
from flows.settings import DEFAULT_OUTPUT, DEFAULT_SEEDS, LARGEST_BATCH

app = typer.Typer(
    name="citatbank",
    cls=Commands,
    help="Who said what in Danish news, as Parquet tables you can trust.",
    epilog=as_written(
        "citatbank COMMAND --help tells a command's options, with examples.",
        "Exit codes: 0 done, 1 failed, 2 wrong use, 130 interrupted, 143 terminated.",
    ),
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    # Help in plain text: the other kind takes longer to load than all else here together.
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(asked: bool) -> None:
    if asked:
        from importlib.metadata import version

        from flows.compiled import extraction_form

        typer.echo(f"citatbank {version('citatbank')}, extraction {extraction_form()}")
        raise typer.Exit


@app.callback()
def citatbank(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Who said what in Danish news, as Parquet tables you can trust."""


@app.command(
    epilog=examples(
        "citatbank run",
        "citatbank run --seeds ~/articles --output ~/tables --strict",
    )
)
def run(
    seeds: SeedsOption = DEFAULT_SEEDS,
    output: OutputOption = DEFAULT_OUTPUT,
    workers: WorkersOption = None,
    batch_size: Annotated[
        int | None,
        typer.Option(
            min=1, max=LARGEST_BATCH, metavar="N", help="Files per batch. Default: as fits."
        ),
    ] = None,
    rebuild: Annotated[
        bool, typer.Option("--rebuild", help="Process all files again, not only what changed.")
    ] = False,
    strict: Annotated[
        bool, typer.Option("--strict", help="Exit with 1 if any file or record was rejected.")
    ] = False,
    bounds: BoundsOption = None,
    ungated: Annotated[
        bool, typer.Option("--ungated", help="Publish even if figures are outside their bounds.")
    ] = False,
    corrections: CorrectionsOption = None,
    runner: Annotated[
        Runner,
        typer.Option(help="Where batches are processed: processes of this machine, or Dask."),
    ] = "local",
    dask_scheduler: Annotated[
        str | None,
        typer.Option(
            metavar="ADDRESS",
            help="The Dask scheduler, tcp://HOST:8786. Default: a cluster on this machine.",
        ),
    ] = None,
    as_json: JsonOption = False,
    verbose: VerboseOption = False,
) -> None:
    """Build the tables from the seed files. Only what changed since the last run is redone."""
    from flows.commands.run import run_command

    options = RunOptions(
        seeds=seeds,
        output=output,
        batch_size=batch_size,
        workers=workers,
        rebuild=rebuild,
        bounds=bounds,
        ungated=ungated,
        corrections=corrections,
        runner=runner,
        dask_scheduler=dask_scheduler,
    )
    raise typer.Exit(run_command(options, strict=strict, as_json=as_json, verbose=verbose))


add_operating_commands(app)


@app.command(
    epilog=examples(
        "citatbank schema quotes",
        "citatbank schema --json",
    )
)
def schema(
    table: Annotated[str | None, typer.Argument(help="Only this table.", metavar="TABLE")] = None,
    as_json: JsonOption = False,
) -> None:
    """Print the data dictionary. Every table and column, what it means and what is checked."""
    from flows.commands.tables import schema_command

    raise typer.Exit(schema_command(table, as_json))


@app.command(
    epilog=examples(
        "citatbank rejects",
        "citatbank rejects --json | jq",
    )
)
def rejects(output: PublishedOption = DEFAULT_OUTPUT, as_json: JsonOption = False) -> None:
    """List what was not published, and why. Files and single records, each with the reason."""
    from flows.commands.tables import rejects_command

    raise typer.Exit(rejects_command(output, as_json))


@app.command(
    epilog=examples(
        "citatbank entities Rigspolitiet",
        "citatbank entities --namesakes",
    )
)
def entities(
    name: Annotated[
        str | None, typer.Argument(metavar="NAME", help="Only those with this in a name.")
    ] = None,
    namesakes: Annotated[
        bool,
        typer.Option(
            "--namesakes", help="Only persons whose articles contradict each other, with what does."
        ),
    ] = False,
    output: PublishedOption = DEFAULT_OUTPUT,
    limit: Annotated[
        int, typer.Option(min=0, metavar="N", help="Entries at most, 0 for all.")
    ] = 50,
    as_json: JsonOption = False,
) -> None:
    """List the actors of the whole dataset. Those in most articles come first."""
    from flows.commands.entities import entities_command

    raise typer.Exit(entities_command(output, name, namesakes, limit, as_json))


@app.command(
    epilog=examples(
        "citatbank verify output",
    )
)
def verify(
    output: Annotated[
        Path, typer.Argument(metavar="OUTPUT", help="Folder of the published tables.")
    ] = DEFAULT_OUTPUT,
    as_json: JsonOption = False,
) -> None:
    """Check a published dataset. Files, checksums, schemas, keys, every place in every text."""
    from flows.commands.tables import verify_command

    raise typer.Exit(verify_command(output, as_json))


@app.command(
    epilog=examples(
        "citatbank explain seeds/200_8db5fa08d73a028f.txt",
    )
)
def explain(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="An article as a seed file.")],
    as_json: JsonOption = False,
) -> None:
    """Show one article with all decisions. Its quotes, who speaks, and the rule behind each."""
    from flows.commands.explain import explain_command

    raise typer.Exit(explain_command(file, as_json))


add_asking_commands(app)


def main() -> None:
    """Entry point of the console command."""
    app()


if __name__ == "__main__":
    main()
