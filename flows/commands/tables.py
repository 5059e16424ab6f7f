"""Commands that read tables or their schemas; none of them starts Prefect."""

from __future__ import annotations

from pathlib import Path

from flows.commands.terminal import DONE, FAILED, WRONG_USE, complain, console, one_line, print_json
from flows.store import shown


def schema_command(table: str | None, as_json: bool) -> int:
    """Print the data dictionary of all tables, or of one."""
    from schemas import TABLES
    from schemas.dictionary import data_dictionary, dictionary_rows

    if table is not None and table not in TABLES:
        complain(f"there is no table {table}; the tables are {', '.join(TABLES)}")
        return WRONG_USE
    if as_json:
        rows = [entry._asdict() for entry in dictionary_rows() if table in (None, entry.table)]
        print_json(rows)
        return DONE
    text = data_dictionary()
    if table is not None:
        text = next(part for part in text.split("\n## ") if part.startswith(f"{table}\n"))
        text = f"## {text.rstrip()}\n"
    print(text, end="")
    return DONE


def rejects_command(output: Path, as_json: bool) -> int:
    """Print what was not published, one file or record each."""
    from flows.reporting.rejects import read_rejects

    rejects = read_rejects(output)
    if as_json:
        print_json(
            [
                {
                    "source_file": reject.source_file,
                    "stage": reject.stage,
                    "reason": reject.reason,
                    "detail": reject.detail,
                }
                for reject in rejects
            ]
        )
        return DONE
    if not rejects:
        print("Nothing was rejected.")
    screen = console()
    for reject in rejects:
        screen.print(one_line(reject.source_file), style="bold", soft_wrap=True)
        screen.print(
            f"  {one_line(reject.reason)} ({one_line(reject.stage)}): {one_line(reject.detail)}",
            soft_wrap=True,
        )
    return DONE


def verify_command(output: Path, as_json: bool) -> int:
    """Check a published dataset and name what is wrong with it; 1 if anything is."""
    from flows.publishing import verify

    problems = verify(output)
    if as_json:
        print_json(
            [
                {"code": problem.code, "place": problem.place, "message": problem.message}
                for problem in problems
            ]
        )
    else:
        for problem in problems:
            print(one_line(f"{problem.place}: {problem.message} ({problem.code})"))
        if not problems:
            print(f"{one_line(shown(output))}: all files, checksums, keys and places are right.")
    return FAILED if problems else DONE
