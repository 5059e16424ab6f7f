"""The commands that ask the published tables, or make something else of them, and their options."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from flows.analysis.formats import ExportFormat
from flows.options import CsvOption, ExactOption, JsonOption, PublishedOption, add_command
from flows.settings import DEFAULT_OUTPUT, DEFAULT_REPORT


def sql(
    query: Annotated[
        str | None, typer.Argument(metavar="QUERY", help="A query; - reads it from a pipe.")
    ] = None,
    file: Annotated[
        Path | None, typer.Option("--file", metavar="FILE", help="Read the query from a file.")
    ] = None,
    output: PublishedOption = DEFAULT_OUTPUT,
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
    """Ask the published tables a question in SQL. DuckDB's SQL; nothing can be changed by it."""
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


def shell(
    output: PublishedOption = DEFAULT_OUTPUT,
    as_json: JsonOption = False,
    as_csv: CsvOption = False,
    exact: ExactOption = False,
) -> None:
    """Ask one question after the other. A prompt with history, and completion of names."""
    from flows.commands.query_output import chosen_format
    from flows.commands.shell import shell_command

    raise typer.Exit(shell_command(output, chosen_format(as_json, as_csv), exact))


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
    output: PublishedOption = DEFAULT_OUTPUT,
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


def report(
    output: PublishedOption = DEFAULT_OUTPUT,
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
    """Write one HTML page to look at. Figures, search, and articles with every mark explained."""
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


def add_asking_commands(app: typer.Typer) -> None:
    """Add the commands of this file to the command line."""
    add_command(
        app,
        sql,
        'citatbank sql "SELECT * FROM quotes_full LIMIT 5"',
        "citatbank sql --file question.sql --csv > answer.csv",
    )
    add_command(
        app,
        shell,
        "citatbank shell",
        "echo 'FROM media LIMIT 3;' | citatbank shell --json",
    )
    add_command(
        app,
        export,
        "citatbank export --format xlsx",
        "citatbank export --format csv --to ~/tables --table quotes_full --table entities",
    )
    add_command(
        app,
        report,
        "citatbank report",
        "citatbank report --to ~/citater.html --language en --order most-quoted",
    )
