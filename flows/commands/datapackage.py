"""`citatbank datapackage`: the description of the tables in a form that other programs know."""

from __future__ import annotations

from pathlib import Path

from flows.analysis.packages import dataset_package, encode_package, write_package
from flows.analysis.states import resolve_state
from flows.commands.terminal import DONE, FAILED, complain, one_line
from flows.publishing import OutputError


def datapackage_command(output: Path, as_json: bool) -> int:
    """Write `datapackage.json` into the output folder, or print it; returns the exit code."""
    try:
        state = resolve_state(output)
        if as_json:
            package = dataset_package(state.parts, f"generations/{state.name}")
            print(encode_package(package).decode(), end="")
        else:
            print(one_line(str(write_package(state, output))))
    except OutputError as error:
        complain(str(error))
        return FAILED
    except OSError as error:
        complain(f"{error.filename or output}: {error.strerror or error}")
        return FAILED
    return DONE
