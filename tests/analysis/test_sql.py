"""`citatbank sql`: answers in three forms, one line for what is wrong, and nothing changed."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from asked_datasets import rows, small, state_bytes
from typer.testing import CliRunner, Result

from flows.analysis.session import open_session
from flows.analysis.statements import QueryError
from flows.cli import app
from tests.flow.prefect_server import ROOT

# Days of work: for tests of Ctrl-C.
# No join can look the pairs up: each of the 10^16 is made and asked, on however many cores.
ENDLESS = "SELECT count(*) FROM range(100000000) a, range(100000000) b WHERE hash(a, b) = 7"


def sql(*arguments: str | Path, text: str | None = None) -> Result:
    words = ["sql", "--output", str(small()), *map(str, arguments)]
    return CliRunner().invoke(app, words, input=text)


def test_a_table_to_read() -> None:
    result = sql("SELECT month, count(*) AS n FROM articles GROUP BY month ORDER BY month")
    assert result.exit_code == 0, result.stderr
    assert result.stdout.splitlines() == [
        "month    n",
        "2024-03  1",
        "2024-04  1",
        "2024-05  1",
        "2024-06  1",
        "unknown  1",
    ]
    assert result.stderr == ""


def test_wide_rows_stand_one_below_the_other() -> None:
    result = sql("FROM quotes_full ORDER BY quote_id LIMIT 2")
    lines = result.stdout.splitlines()
    assert lines[0] == "row 1"
    assert "row 2" in lines
    assert any(line.split() == ["month", "2024-03"] for line in lines)


def test_json_holds_every_value() -> None:
    result = sql("--json", "SELECT quote_id, segments, confidence, medium FROM quotes")
    published = {row["quote_id"]: row for row in rows(small(), "quotes")}
    found = json.loads(result.stdout)
    assert len(found) == len(published)
    for row in found:
        assert row == {name: published[row["quote_id"]][name] for name in row}


def test_json_of_odd_values_is_json() -> None:
    query = "SELECT 1 AS a, 2 AS a, 'nan'::DOUBLE AS b, DATE '2024-03-01' AS c, 1.5 AS d, NULL AS e"
    [row] = json.loads(sql("--json", query).stdout)
    assert row == {"a": 1, "a_2": 2, "b": None, "c": "2024-03-01", "d": 1.5, "e": None}
    assert json.loads(sql("--json", "FROM quotes WHERE false").stdout) == []


def test_csv_guards_against_formulas_unless_exact() -> None:
    query = "SELECT lead, -1 AS number FROM articles WHERE month = '2024-03'"
    [row] = csv.DictReader(io.StringIO(sql("--csv", query).stdout))
    assert row["lead"].startswith("'=SUM(")
    assert row["number"] == "-1"
    [exact] = csv.DictReader(io.StringIO(sql("--csv", "--exact", query).stdout))
    assert exact["lead"] == row["lead"][1:]


def test_text_stops_after_a_hundred_rows_and_says_so() -> None:
    result = sql("SELECT range AS n FROM range(1000000000)")
    assert len(result.stdout.splitlines()) == 101
    assert result.stderr == "These are the first 100 rows; --limit 0 prints all.\n"
    assert len(sql("SELECT range FROM range(250)", "--limit", "0").stdout.splitlines()) == 251
    assert sql("SELECT range FROM range(3)", "--limit", "3").stderr == ""


def test_data_is_not_cut_unless_asked() -> None:
    assert len(json.loads(sql("--json", "FROM range(250)").stdout)) == 250
    assert len(json.loads(sql("--json", "--limit", "7", "FROM range(1000000000)").stdout)) == 7


def test_queries_come_from_files_and_pipes(tmp_path: Path) -> None:
    file = tmp_path / "spørgsmål.sql"
    file.write_text("-- Hvor mange?\nSELECT count(*) AS articles\nFROM articles;\n")
    assert sql("--file", file).stdout == "articles\n       5\n"
    assert sql("-", text="SELECT 'æ' AS a").stdout == "a\næ\n"


def test_no_rows_are_said_so() -> None:
    result = sql("FROM quotes WHERE false")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "No rows.\n")


def test_the_views_are_listed_with_their_meaning() -> None:
    assert "quotes_full\n  Each quote with" in sql("--tables").stdout
    views = {view["name"]: view for view in json.loads(sql("--tables", "--json").stdout)}
    assert views["quotes"]["computed"] is False
    assert views["quotes_full"]["columns"]["speaker_party"] == "the speaker's party"


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("SELECT * FROM quots", 'Table with name quots does not exist! Did you mean "quotes"?'),
        ("SELECT\n nme FROM entities", '"nme" not found'),
        ("SELCT 1", "syntax error at or near"),
        ("", "the query is empty"),
        ("SELECT 1; SELECT 2", "one query at a time, this is 2"),
        ("SELECT 'a'::INTEGER", "Could not convert"),
    ],
)
def test_a_wrong_query_is_one_line_and_2(query: str, message: str) -> None:
    result = sql(query)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert message in result.stderr
    assert result.stderr.startswith("citatbank: ")
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize(
    "arguments",
    [[], ["SELECT 1", "--file", "x.sql"], ["--file", "gone.sql"], ["--json", "--csv", "SELECT 1"]],
)
def test_wrong_use_is_2(arguments: list[str]) -> None:
    result = sql(*arguments)
    assert result.exit_code == 2
    assert "Traceback" not in result.stderr and result.stdout == ""


def test_nothing_published_fails_in_one_line(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["sql", "--output", str(tmp_path), "SELECT 1"])
    assert result.exit_code == 1
    assert "nothing is published" in result.stderr
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize(
    "query",
    [
        "COPY quotes TO '{inside}/x.csv'",
        "EXPLAIN ANALYZE COPY quotes TO '{inside}/x.csv'",
        "/* a */ EXPLAIN (ANALYZE) COPY quotes TO '{inside}/x.csv'",
        "COPY quotes TO '{outside}'",
        "EXPORT DATABASE '{inside}/x'",
        "ATTACH '{inside}/x.db'",
        "CREATE TABLE mine AS SELECT 1",
        "CREATE OR REPLACE VIEW quotes AS SELECT 1",
        "DROP VIEW quotes",
        "INSERT INTO quotes VALUES (1)",
        "SET memory_limit = '900GB'",
        "SET enable_external_access = true",
        "INSTALL httpfs",
        "LOAD httpfs",
        "CALL enable_logging(storage_path = '{inside}/x', storage = 'file')",
        "FROM enable_logging(storage_path = '{inside}/x', storage = 'file')",
        "SELECT 1; COPY quotes TO '{inside}/x.csv'",
        "SELECT * FROM read_text('/etc/passwd')",
        "SELECT * FROM read_csv('{secret}')",
        "SELECT * FROM '{secret}'",
        "SELECT * FROM glob('/*')",
        "SELECT * FROM read_csv('http://127.0.0.1:9/x.csv')",
        "SELECT * FROM session",
    ],
)
def test_queries_read_the_dataset_and_nothing_else(query: str, tmp_path: Path) -> None:
    secret = tmp_path / "secret.csv"
    secret.write_text("a\n1\n")
    before = state_bytes(small())
    inside = (small() / "current").resolve()
    text = query.format(inside=inside, outside=tmp_path / "x.csv", secret=secret)
    result = sql(text)
    assert result.exit_code == 2, result.stdout
    assert result.stderr.count("\n") == 1
    assert state_bytes(small()) == before
    assert [path.name for path in tmp_path.iterdir()] == ["secret.csv"]


@pytest.mark.parametrize(
    "query",
    [
        "EXPLAIN SELECT * FROM quotes",
        "EXPLAIN ANALYZE SELECT count(*) FROM quotes",
        "DESCRIBE quotes",
        "SUMMARIZE articles",
        "SHOW TABLES",
        "PIVOT quotes ON kind USING count(*) GROUP BY month",
        "VALUES (1)",
        "WITH a AS (SELECT 1) FROM a",
    ],
)
def test_all_that_reads_is_possible(query: str) -> None:
    result = sql("--json", query)
    assert result.exit_code == 0, result.stderr
    assert json.loads(result.stdout)


def test_a_query_that_needs_too_much_memory_ends_in_one_line(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from flows.analysis import session

    monkeypatch.setitem(session._SETTINGS, "memory_limit", "30MB")
    monkeypatch.setitem(session._SETTINGS, "max_temp_directory_size", "1MB")
    with open_session(small()) as small_session, pytest.raises(QueryError, match="memory"):
        list(small_session.query("SELECT list(range) FROM range(100000000)").rows)


def test_colours_stay_off_where_nobody_looks_or_wants_them() -> None:
    command = [sys.executable, "-m", "flows.cli", "sql", "--output", str(small()), "FROM media"]
    for settings in ({}, {"NO_COLOR": "1"}):
        result = subprocess.run(
            command, capture_output=True, cwd=ROOT, env={**os.environ, **settings}, check=True
        )
        assert b"\x1b" not in result.stdout


def test_control_characters_do_not_reach_the_terminal() -> None:
    assert "\x1b" not in sql("SELECT chr(27) || '[31m' AS a").stdout


@pytest.mark.parametrize(
    ("number", "code", "message"),
    [
        (signal.SIGINT, 130, "citatbank: interrupted\n"),
        (signal.SIGTERM, 143, "citatbank: terminated\n"),
    ],
)
def test_a_signal_ends_a_query_at_once_and_tidily(
    number: signal.Signals, code: int, message: str, tmp_path: Path
) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "flows.cli", "sql", "--output", str(small()), ENDLESS],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env={**os.environ, "TMPDIR": str(tmp_path)},
    )
    end = time.monotonic() + 30
    while not list(tmp_path.iterdir()) and time.monotonic() < end:
        time.sleep(0.1)
    time.sleep(1)  # from the session's folder to the query itself
    assert process.poll() is None
    process.send_signal(number)
    output, errors = process.communicate(timeout=20)
    assert process.returncode == code
    assert (output, errors) == ("", message)
    assert list(tmp_path.iterdir()) == []
