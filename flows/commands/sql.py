"""`citatbank sql`: one question to the published tables."""

from __future__ import annotations

import sys
from pathlib import Path

from flows.analysis.session import Session, open_session
from flows.analysis.statements import QueryError
from flows.commands.query_output import Format, print_result
from flows.commands.terminal import (
    DONE,
    console,
    print_json,
)

_FROM_INPUT = "-"


def sql_command(
    *,
    query: str | None,
    file: Path | None,
    output: Path,
    form: Format,
    exact: bool,
    limit: int | None,
    list_views: bool,
) -> int:
    """Run a query over what is published and print its rows; returns the exit code."""
    text = None if list_views else _query_text(query, file)
    with open_session(output) as session:
        if text is None:
            print_views(session, form)
        else:
            print_result(session.query(text), form, limit, exact)
    return DONE


def _query_text(query: str | None, file: Path | None) -> str:
    if (query is None) == (file is None):
        raise QueryError(
            'give one query: citatbank sql "SELECT ...", or --file FILE; '
            "citatbank sql --tables lists what can be read"
        )
    if query is not None:
        return sys.stdin.read() if query == _FROM_INPUT else query
    assert file is not None
    try:
        return file.read_text(encoding="utf-8")
    except OSError as error:
        raise QueryError(f"{file} cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise QueryError(f"{file} is no text in UTF-8") from error


def print_views(session: Session, form: Format) -> None:
    """The tables and views with their meanings, and their columns in JSON."""
    if form is Format.JSON:
        print_json(
            [
                {
                    "name": view.name,
                    "computed": view.query is not None,
                    "meaning": view.meaning,
                    "columns": view.columns,
                }
                for view in session.views
            ]
        )
        return
    screen = console()
    for view in session.views:
        screen.print(view.name, style="bold")
        screen.print(f"  {view.meaning}", soft_wrap=True)
