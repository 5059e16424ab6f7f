"""The command line itself: help, version, completion, speed, and the commands that read tables."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest
from typer.main import get_command
from typer.testing import CliRunner, Result

from flows.cli import app
from schemas import TABLES
from tests.flow.prefect_server import ROOT, built
from tests.flow.runs import SMALL_ARTICLE, run

COMMANDS = sorted(get_command(app).commands)  # type: ignore[attr-defined]


def call(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


@pytest.fixture(scope="module")
def with_reject(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An output of one article and one reject."""
    folder = tmp_path_factory.mktemp("with reject")
    (folder / "seeds").mkdir()
    (folder / "seeds" / "god.txt").write_text(SMALL_ARTICLE, encoding="utf-8")
    (folder / "seeds" / "tom æøå.txt").touch()
    run(folder / "seeds", folder / "output")
    return folder / "output"


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example(command: str) -> None:
    result = call(command, "--help")
    assert result.exit_code == 0
    assert f"citatbank {command}" in result.stdout
    assert "Example" in result.stdout


def test_without_a_command_there_is_help() -> None:
    result = call()
    assert result.exit_code == 2
    assert all(command in result.output for command in COMMANDS)
    assert "Exit codes: 0 done, 1 failed, 2 wrong use" in result.output


def test_the_version_is_printed() -> None:
    assert call("--version").stdout.startswith("citatbank 0.")


def test_an_unknown_command_is_wrong_use() -> None:
    assert call("rnu").exit_code == 2


def test_shells_can_complete() -> None:
    result = subprocess.run(
        [sys.executable, "-m", "flows.cli", "--show-completion", "bash"],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={**os.environ, "_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION": "1"},
    )
    assert "complete" in result.stdout


def test_help_imports_nothing_heavy() -> None:
    heavy = {"rich", "prefect", "pandera", "polars", "pyarrow", "httpx", "pydantic", "duckdb"}
    script = "import sys, flows.cli; print(*sorted(sys.modules))"
    result = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, cwd=ROOT, check=True
    )
    assert heavy.isdisjoint(result.stdout.split())


def test_the_data_dictionary_names_every_column() -> None:
    text = call("schema").stdout
    for table in TABLES.values():
        assert f"## {table.name}" in text
        assert all(f"`{column.name}`" in text for column in table.columns)


def test_one_table_of_the_dictionary() -> None:
    text = call("schema", "actors").stdout
    assert text.startswith("## actors\n")
    assert "## quotes" not in text
    entries = json.loads(call("schema", "actors", "--json").stdout)
    assert [entry["column"] for entry in entries] == [
        column.name for column in TABLES["actors"].columns
    ]


def test_a_table_that_is_none_is_wrong_use() -> None:
    result = call("schema", "quote")
    assert result.exit_code == 2
    assert "there is no table quote; the tables are articles, quotes" in result.stderr


def test_rejects_are_listed_with_their_reason(with_reject: Path) -> None:
    result = call("rejects", "--output", with_reject)
    assert result.exit_code == 0
    assert result.stdout.startswith("tom æøå.txt\n  empty (reading): ")
    [reject] = json.loads(call("rejects", "--output", with_reject, "--json").stdout)
    assert (reject["source_file"], reject["reason"]) == ("tom æøå.txt", "empty")


def on_a_terminal(settings: dict[str, str], *arguments: str | Path) -> bytes:
    """What a terminal is sent by a command."""
    ours, theirs = os.openpty()
    environment = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
    process = subprocess.Popen(
        [sys.executable, "-m", "flows.cli", *map(str, arguments)],
        stdout=theirs,
        cwd=ROOT,
        env={**environment, "TERM": "xterm", **settings},
    )
    os.close(theirs)
    shown = b""
    with suppress(OSError):  # how a terminal says that nobody writes any more
        while piece := os.read(ours, 4096):
            shown += piece
    os.close(ours)
    assert process.wait() == 0
    return shown


def test_a_terminal_gets_styles_unless_they_are_not_wanted(with_reject: Path) -> None:
    words = ("rejects", "--output", with_reject)
    assert b"\x1b[1m" in on_a_terminal({}, *words)
    assert b"\x1b" not in on_a_terminal({"NO_COLOR": "1"}, *words)


def test_no_rejects_is_said_so() -> None:
    assert call("rejects", "--output", built()[1]).stdout == "Nothing was rejected.\n"
    assert json.loads(call("rejects", "--output", built()[1], "--json").stdout) == []


@pytest.mark.parametrize("command", [["rejects", "--output"], ["verify"], ["entities", "--output"]])
def test_an_output_that_is_none_fails_in_one_line(command: list[str], tmp_path: Path) -> None:
    result = call(*command, tmp_path / "nothing")
    assert result.exit_code == 1
    assert result.stderr.startswith("citatbank: ")
    assert result.stderr.count("\n") == 1


def test_a_sound_dataset_is_verified() -> None:
    result = call("verify", built()[1])
    assert result.exit_code == 0, result.stdout
    assert json.loads(call("verify", built()[1], "--json").stdout) == []


@pytest.mark.parametrize(
    "command", [["sql", "FROM media"], ["entities"], ["rejects"], ["export", "--format", "csv"]]
)
def test_tables_that_are_damaged_are_told_in_one_line(command: list[str], tmp_path: Path) -> None:
    output = tmp_path / "output"
    shutil.copytree(built()[1], output, symlinks=True)
    for table in ("quotes", "entities", "rejects"):
        file = next((output / "current" / table).resolve().rglob("*.parquet"))
        file.unlink()
        file.write_bytes(b"no Parquet")
    result = call(*command, "--output", output)
    assert result.exit_code == 1
    assert (
        f"citatbank verify {output}" in result.stderr or "citatbank verify tells" in result.stderr
    )
    assert result.stderr.count("\n") == 1
