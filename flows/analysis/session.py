"""A DuckDB session over one published state that can read it and reach nothing else."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import duckdb

from flows.analysis.statements import QueryError, explain_error, only_query
from flows.analysis.states import PublishedState, resolve_state
from flows.analysis.views import View, literal, view_statements, views_of
from flows.publishing import OutputError

# Of DuckDB's own memory; what does not fit goes to a temporary folder, up to the second bound.
MEMORY_LIMIT = "2GB"
SPILL_LIMIT = "20GB"
_ROWS_AT_ONCE = 1000
_Answer = TypeVar("_Answer")

_SETTINGS: dict[str, Any] = {
    # No extension is fetched, no Python variable of ours is a table, no other file is seen.
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "python_enable_replacements": "false",
    "memory_limit": MEMORY_LIMIT,
    "max_temp_directory_size": SPILL_LIMIT,
}


@dataclass(frozen=True, slots=True)
class Result:
    """The rows of a query, fetched as they are read. `types` are DuckDB's names of types."""

    columns: list[str]
    types: list[str]
    rows: Iterator[tuple[Any, ...]]


class Session:
    """Views over one published state; see `open_session`."""

    def __init__(
        self,
        connection: duckdb.DuckDBPyConnection,
        state: PublishedState,
        worker: ThreadPoolExecutor,
    ) -> None:
        self.connection = connection
        self.state = state
        self._worker = worker

    @property
    def views(self) -> list[View]:
        """What queries can read."""
        return views_of(self.state)

    def query(self, text: str) -> Result:
        """Run one reading statement. Raises QueryError, also while the rows are fetched."""
        statement = only_query(self.connection, text)
        with query_errors():
            cursor = self.execute(statement)
            described = cursor.description or []
        columns = [str(column[0]) for column in described]
        return Result(columns, [str(column[1]) for column in described], self._rows(cursor))

    def execute(self, statement: str) -> duckdb.DuckDBPyConnection:
        """Run a statement of our own, unchecked. Raises duckdb.Error."""
        return self._interruptible(lambda: self.connection.execute(statement))

    def fetch(self, statement: str) -> list[tuple[Any, ...]]:
        """All rows of a statement of our own; for small results."""
        return self._interruptible(lambda: self.connection.execute(statement).fetchall())

    def _interruptible(self, work: Callable[[], _Answer]) -> _Answer:
        """Do work of DuckDB's in the worker thread: it does not look for Ctrl-C, we do."""
        future = self._worker.submit(work)
        try:
            return future.result()
        finally:
            while not future.done():
                self.connection.interrupt()
                wait([future], timeout=0.1)

    def _rows(self, cursor: duckdb.DuckDBPyConnection) -> Iterator[tuple[Any, ...]]:
        while True:
            with query_errors():
                rows = self._interruptible(lambda: cursor.fetchmany(_ROWS_AT_ONCE))
            if not rows:
                return
            yield from rows


@contextmanager
def open_session(output: Path, writable: Path | None = None) -> Iterator[Session]:
    """A session over what `output` publishes now. Raises OutputError.

    Queries of a session see the files of this one state, and no file, network or setting
    besides. `writable` is a folder that our own exports write to; a session with one must not
    run queries of users.
    """
    state = resolve_state(output)
    with tempfile.TemporaryDirectory(prefix="citatbank-", ignore_cleanup_errors=True) as scratch:
        config = {**_SETTINGS, "temp_directory": scratch}
        with (
            duckdb.connect(":memory:", config=config) as found,
            ThreadPoolExecutor(max_workers=1) as worker,
        ):
            try:
                for statement in view_statements(state):
                    found.execute(statement)
            except duckdb.Error as error:
                first_line = str(error).partition("\n")[0]
                raise OutputError(
                    f"the tables in {output} cannot be read ({first_line}); "
                    "citatbank verify tells what is wrong with them"
                ) from error
            folders = [state.folder, *([writable] if writable is not None else [])]
            allowed = ", ".join(literal(str(folder)) for folder in folders)
            found.execute("SET enable_progress_bar = false")
            found.execute(f"SET allowed_directories = [{allowed}]")
            found.execute("SET enable_external_access = false")
            found.execute("SET lock_configuration = true")
            yield Session(found, state, worker)


@contextmanager
def query_errors() -> Iterator[None]:
    """Turn what DuckDB says into one line for the user."""
    try:
        yield
    except duckdb.PermissionException as error:
        raise QueryError(
            f"queries read the dataset and nothing else: {explain_error(error)}"
        ) from error
    except duckdb.OutOfMemoryException as error:
        raise QueryError(
            f"the query needs more than {MEMORY_LIMIT} of memory and {SPILL_LIMIT} of disk; "
            "ask for fewer columns, or filter first"
        ) from error
    except duckdb.Error as error:
        raise QueryError(explain_error(error)) from error
