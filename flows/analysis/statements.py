"""What a query may be: one statement that reads."""

from __future__ import annotations

import re

import duckdb

from flows.errors import WrongUseError

# SELECT includes FROM, WITH, VALUES, DESCRIBE, SHOW and SUMMARIZE; MULTI is what PIVOT becomes.
_READING = (duckdb.StatementType.SELECT, duckdb.StatementType.MULTI)
# EXPLAIN ANALYZE does what it explains, so what stands behind it has to be a query as well.
_EXPLAINED = re.compile(
    r"(?:\s|--[^\n]*(?:\n|$)|/\*.*?\*/)*EXPLAIN\b\s*(?:ANALYZE\b|\([^)]*\))?(?P<query>.*)",
    re.IGNORECASE | re.DOTALL,
)


class QueryError(WrongUseError):
    """A query that cannot be run; the message is one line for whoever wrote it."""


def only_query(connection: duckdb.DuckDBPyConnection, text: str) -> str:
    """The one reading statement in `text`. Raises QueryError for anything else."""
    queries = split_queries(connection, text)
    if not queries:
        raise QueryError("the query is empty; try: SELECT * FROM quotes_full LIMIT 10")
    if len(queries) > 1:
        raise QueryError(f"one query at a time, this is {len(queries)}")
    return queries[0]


def split_queries(connection: duckdb.DuckDBPyConnection, text: str) -> list[str]:
    """All statements in `text`. Raises QueryError if one of them is broken or does not read."""
    try:
        statements = connection.extract_statements(text)
    except duckdb.Error as error:
        raise QueryError(explain_error(error)) from error
    for statement in statements:
        if not _reads(connection, statement):
            raise QueryError(
                f"{statement.type.name} is not possible here: the dataset is read only; "
                "use SELECT, FROM, DESCRIBE, SUMMARIZE or EXPLAIN"
            )
    return [statement.query for statement in statements]


def _reads(connection: duckdb.DuckDBPyConnection, statement: duckdb.Statement) -> bool:
    if statement.type != duckdb.StatementType.EXPLAIN:
        return statement.type in _READING
    match = _EXPLAINED.fullmatch(statement.query)
    if match is None:
        return False
    try:
        explained = connection.extract_statements(match["query"])
    except duckdb.Error:
        return False
    return all(inner.type in _READING for inner in explained)


def explain_error(error: duckdb.Error) -> str:
    """DuckDB's message as one line: what is wrong, its advice, and the line it points at."""
    said, _, place = str(error).partition("\n\n")
    message = " ".join(line.strip() for line in said.splitlines() if line.strip())
    found = re.search(r"LINE (\d+): (.*)\n(\s*)\^", place)
    if found is None:
        return message
    number, line, indent = found.groups()
    column = len(indent) - len(f"LINE {number}: ")
    near = line[max(column, 0) :].rstrip(";").split()
    return f"{message} (line {number}, at: {near[0]})" if near else f"{message} (line {number})"
