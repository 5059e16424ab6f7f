"""The ready views: published tables under their own names, and those computed from them.

A computed view is one file `queries/<name>.sql`: its meaning, then `-- column: meaning` lines, then
the query.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from flows.analysis.states import PublishedState
from schemas import TABLES

_FOLDER = Path(__file__).parent / "queries"
_COLUMN_LINE = re.compile(r"-- ([a-z_]+): (.+)")

# The partition column; Parquet files do not hold it, their folder's name does.
MONTH = "month"
MONTH_MEANING = "month of the article (YYYY-MM), or unknown"


@dataclass(frozen=True, slots=True)
class View:
    """A name that queries can use. `query` is None for a table as it is published."""

    name: str
    meaning: str
    columns: dict[str, str]
    query: str | None = None


def views_of(state: PublishedState) -> list[View]:
    """All views over a state: the published tables, then the computed ones."""
    published = [_published(name, state) for name in TABLES if name in state.parts]
    return [*published, *computed_views()]


def _published(name: str, state: PublishedState) -> View:
    table = TABLES[name]
    columns = {column.name: column.meaning for column in table.columns}
    if is_partitioned(state, name):
        columns[MONTH] = MONTH_MEANING
    return View(name, table.meaning, columns)


def is_partitioned(state: PublishedState, table: str) -> bool:
    """Whether a table's files lie in folders of months."""
    return all(part.path.count("/") == 2 for part in state.parts[table])


@cache
def computed_views() -> tuple[View, ...]:
    """The views that are made from the tables, sorted by name."""
    return tuple(_read(path) for path in sorted(_FOLDER.glob("*.sql")))


def _read(path: Path) -> View:
    text = path.read_text(encoding="utf-8")
    lines = text.splitlines()
    comments = [line for line in lines if line.startswith("--")]
    matches = [match for line in comments if (match := _COLUMN_LINE.fullmatch(line))]
    columns = {match[1]: match[2] for match in matches}
    meaning = " ".join(
        line.removeprefix("-- ") for line in comments if not _COLUMN_LINE.fullmatch(line)
    )
    query = "\n".join(lines[len(comments) :])
    return View(path.stem, meaning, columns, query)


def view_statements(state: PublishedState) -> Iterator[str]:
    """The SQL that makes all views of a state in an empty database."""
    for view in views_of(state):
        if view.query is not None:
            yield f"CREATE VIEW {identifier(view.name)} AS {view.query}"
            continue
        columns = ", ".join(identifier(column) for column in view.columns)
        files = ", ".join(literal(file) for file in state.files(view.name))
        # `month` has to stay text, whatever a month looks like; other names that happen to stand
        # in the path of the output folder (`x=1/`) are no columns of ours.
        months = f", hive_partitioning = true, hive_types = {{'{MONTH}': VARCHAR}}"
        options = months if is_partitioned(state, view.name) else ", hive_partitioning = false"
        yield (
            f"CREATE VIEW {identifier(view.name)} AS "
            f"SELECT {columns} FROM read_parquet([{files}]{options})"
        )


def identifier(name: str) -> str:
    """A name as SQL reads it, whatever characters it holds."""
    return '"' + name.replace('"', '""') + '"'


def literal(text: str) -> str:
    """A text as SQL reads it."""
    return "'" + text.replace("'", "''") + "'"
