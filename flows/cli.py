"""The `citatbank` command. Only its words and options stand here; the work is imported when asked.

Exit codes: 0 done, 1 failed (or something was rejected under --strict), 2 wrong use,
130 interrupted.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from flows.analysis.formats import ExportFormat
from flows.operating import BoundsOption, UngatedOption, add_operating_commands
from flows.settings import (
    DEFAULT_OUTPUT,
    DEFAULT_REPORT,
    DEFAULT_SEEDS,
    LARGEST_BATCH,
    MOST_WORKERS,
)

app = typer.Typer(
    name="citatbank",
    help="Who said what in Danish news, as Parquet tables you can trust.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    context_settings={"help_option_names": ["-h", "--help"]},
)

OutputOption = Annotated[
    Path, typer.Option("--output", metavar="DIR", help="Folder of the published tables.")
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
    epilog="Examples:  [bold]citatbank run[/]   "
    "[bold]citatbank run --seeds ~/articles --output ~/tables --strict[/]"
)
def run(
    seeds: Annotated[
        Path,
        typer.Option(
            "--seeds",
            metavar="DIR",
            readable=False,
            help="Folder with the articles (.txt files, archives of them).",
        ),
    ] = DEFAULT_SEEDS,
    output: OutputOption = DEFAULT_OUTPUT,
    workers: Annotated[
        int | None,
        typer.Option(
            min=1,
            max=MOST_WORKERS,
            metavar="N",
            help="Worker processes. Default: all cores, where there is enough work.",
        ),
    ] = None,
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
    ungated: UngatedOption = False,
    corrections: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="Your corrections of names. Default: corrections.toml in the seeds folder.",
        ),
    ] = None,
    as_json: JsonOption = False,
    verbose: Annotated[
        bool, typer.Option("--verbose", "-v", help="Show what Prefect logs as well.")
    ] = False,
) -> None:
    """Build the tables from the seed files; only what changed since the last run is redone."""
    from flows.commands.run import run_command

    raise typer.Exit(
        run_command(
            seeds=seeds,
            output=output,
            workers=workers,
            batch_size=batch_size,
            rebuild=rebuild,
            strict=strict,
            as_json=as_json,
            verbose=verbose,
            bounds=bounds,
            ungated=ungated,
            corrections=corrections,
        )
    )


add_operating_commands(app)


@app.command(
    epilog="Examples:  [bold]citatbank schema quotes[/]   [bold]citatbank schema --json[/]"
)
def schema(
    table: Annotated[str | None, typer.Argument(help="Only this table.", metavar="TABLE")] = None,
    as_json: JsonOption = False,
) -> None:
    """Print the data dictionary: every table and column, what it means and what is checked."""
    from flows.commands.tables import schema_command

    raise typer.Exit(schema_command(table, as_json))


@app.command(
    epilog="Examples:  [bold]citatbank rejects[/]   [bold]citatbank rejects --json | jq[/]"
)
def rejects(output: OutputOption = DEFAULT_OUTPUT, as_json: JsonOption = False) -> None:
    """List the files and records that were not published, each with the reason."""
    from flows.commands.tables import rejects_command

    raise typer.Exit(rejects_command(output, as_json))


@app.command(
    epilog="Examples:  [bold]citatbank entities Rigspolitiet[/]   "
    "[bold]citatbank entities --namesakes[/]"
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
    output: OutputOption = DEFAULT_OUTPUT,
    limit: Annotated[
        int, typer.Option(min=0, metavar="N", help="Entries at most, 0 for all.")
    ] = 50,
    as_json: JsonOption = False,
) -> None:
    """List the actors of the whole dataset, those in most articles first."""
    from flows.commands.entities import entities_command

    raise typer.Exit(entities_command(output, name, namesakes, limit, as_json))


@app.command(epilog="Example:  [bold]citatbank verify output[/]")
def verify(
    output: Annotated[
        Path, typer.Argument(metavar="OUTPUT", help="Folder of the published tables.")
    ] = DEFAULT_OUTPUT,
    as_json: JsonOption = False,
) -> None:
    """Check a published dataset: files, checksums, schemas, keys, every place in every text."""
    from flows.commands.tables import verify_command

    raise typer.Exit(verify_command(output, as_json))


@app.command(
    epilog="Example:  [bold]citatbank explain seeds/200_8db5fa08d73a028f.txt[/]   "
    "(a file that ends in .txt, from anywhere)"
)
def explain(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="An article as a seed file.")],
    as_json: JsonOption = False,
) -> None:
    """Show one article with its quotes, who speaks, and the rule behind each decision."""
    from flows.commands.explain import explain_command

    raise typer.Exit(explain_command(file, as_json))


@app.command(
    epilog='Examples:  [bold]citatbank sql "SELECT * FROM quotes_full LIMIT 5"[/]   '
    "[bold]citatbank sql --file question.sql --csv > answer.csv[/]"
)
def sql(
    query: Annotated[
        str | None, typer.Argument(metavar="QUERY", help="A query; - reads it from a pipe.")
    ] = None,
    file: Annotated[
        Path | None, typer.Option("--file", metavar="FILE", help="Read the query from a file.")
    ] = None,
    output: OutputOption = DEFAULT_OUTPUT,
    limit: Annotated[
        int | None,
        typer.Option(
            min=0, metavar="N", help="Rows at most, 0 for all. Default: 100 as text, else all."
        ),
    ] = None,
    as_json: JsonOption = False,
    as_csv: CsvOption = False,
    exact: ExactOption = False,
    tables: Annotated[
        bool, typer.Option("--tables", help="List the tables and views that can be asked.")
    ] = False,
) -> None:
    """Ask the published tables a question in SQL (DuckDB's); nothing can be changed by it."""
    from flows.commands.query_output import chosen_format
    from flows.commands.sql import sql_command

    raise typer.Exit(
        sql_command(
            query=query,
            file=file,
            output=output,
            form=chosen_format(as_json, as_csv),
            exact=exact,
            limit=limit,
            list_views=tables,
        )
    )


@app.command(
    epilog="Examples:  [bold]citatbank shell[/]   "
    "[bold]echo 'FROM media LIMIT 3;' | citatbank shell --json[/]"
)
def shell(
    output: OutputOption = DEFAULT_OUTPUT,
    as_json: JsonOption = False,
    as_csv: CsvOption = False,
    exact: ExactOption = False,
) -> None:
    """Ask one question after the other: a prompt with history, and completion of names."""
    from flows.commands.query_output import chosen_format
    from flows.commands.shell import shell_command

    raise typer.Exit(shell_command(output, chosen_format(as_json, as_csv), exact))


@app.command(
    epilog="Examples:  [bold]citatbank export --format xlsx[/]   "
    "[bold]citatbank export --format csv --to ~/tables --table quotes_full --table entities[/]"
)
def export(
    form: Annotated[
        ExportFormat,
        typer.Option(
            "--format", help="A folder of CSV or JSON Lines files, one Excel or DuckDB file."
        ),
    ],
    to: Annotated[
        Path | None,
        typer.Option(
            metavar="PATH",
            help="Folder (csv, jsonl) or file. Default: citatbank-csv, citatbank.xlsx, ...",
        ),
    ] = None,
    table: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME",
            help="Only this table or view; may be repeated. Default: all tables.",
        ),
    ] = None,
    output: OutputOption = DEFAULT_OUTPUT,
    exact: ExactOption = False,
    force: Annotated[bool, typer.Option("--force", help="Replace what is there.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Write the tables as CSV, JSON Lines, Excel or one DuckDB file."""
    from flows.commands.export import export_command

    raise typer.Exit(
        export_command(
            output=output,
            form=form,
            target=to,
            tables=table or (),
            exact=exact,
            force=force,
            as_json=as_json,
        )
    )


@app.command(
    epilog="Examples:  [bold]citatbank report[/]   "
    "[bold]citatbank report --to ~/citater.html --language en --order most-quoted[/]"
)
def report(
    output: OutputOption = DEFAULT_OUTPUT,
    to: Annotated[
        Path, typer.Option("--to", metavar="FILE.html", help="The page to write.")
    ] = DEFAULT_REPORT,
    language: Annotated[
        Literal["da", "en"],
        typer.Option(help="Language at first; the page can be switched."),
    ] = "da",
    articles: Annotated[
        int, typer.Option(min=0, metavar="N", help="Most articles that can be searched and read.")
    ] = 500,
    order: Annotated[
        Literal["newest", "most-quoted"], typer.Option(help="Which articles those are.")
    ] = "newest",
    megabytes: Annotated[
        int, typer.Option(min=1, max=100, metavar="N", help="Largest size of the page in MB.")
    ] = 6,
    as_json: JsonOption = False,
) -> None:
    """Write one HTML page to look at: figures, search, and articles with every mark explained."""
    from flows.commands.report import report_command

    raise typer.Exit(
        report_command(
            output=output,
            target=to,
            language=language,
            articles=articles,
            order=order,
            megabytes=megabytes,
            as_json=as_json,
        )
    )


def main() -> None:
    """Entry point of the console command."""
    app()


if __name__ == "__main__":
    main()
