"""The README: each snippet runs on real output, each command and file it names exists."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest
from typer.main import get_command

from flows.cli import app
from flows.corrections.reading import parse
from schemas import TABLES
from tests.flow.prefect_server import ROOT, built

README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def blocks(language: str) -> list[str]:
    return [text for kind, text in BLOCK.findall(README) if kind == language]


def commands(program: str) -> list[list[str]]:
    """Command lines of a program in the README's shell blocks, split into words."""
    lines = [line for block in blocks("sh") for line in block.splitlines()]
    return [shlex.split(line, comments=True) for line in lines if line.startswith(f"{program} ")]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A folder with a built `output` in it, as after `make run`."""
    (tmp_path / "output").symlink_to(built()[1], target_is_directory=True)
    return tmp_path


@pytest.mark.parametrize("snippet", blocks("python"))
def test_python_snippets_run(snippet: str, project: Path) -> None:
    result = subprocess.run(
        [sys.executable, "-c", snippet], cwd=project, capture_output=True, text=True
    )
    assert result.returncode == 0, result.stderr


@pytest.mark.parametrize("query", blocks("sql"))
def test_queries_find_something(query: str, project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(project)
    with duckdb.connect() as connection:
        assert len(connection.execute(query).fetchall()) == 10


@pytest.mark.parametrize("snippet", blocks("toml"))
def test_corrections_can_be_followed(snippet: str) -> None:
    corrections = parse(snippet.encode(), "README.md")
    assert {"Q42", "Q25319"} <= set(corrections.wikidata.values())
    for kind in ("merge", "split", "retype", "remove"):
        assert f"[[{kind}]]" in snippet


@pytest.mark.parametrize("words", commands("citatbank"), ids=" ".join)
def test_commands_exist_with_their_options(words: list[str]) -> None:
    group = get_command(app)
    command = group
    if not words[1].startswith("-"):
        command = group.commands[words[1]]  # type: ignore[attr-defined]
    known = {option for parameter in command.params for option in parameter.opts}
    assert {word for word in words[1:] if word.startswith("-")} <= known


@pytest.mark.parametrize("words", commands("make"), ids=" ".join)
def test_make_targets_exist(words: list[str]) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert re.search(rf"^{words[1]}:.*## ", makefile, re.MULTILINE)


def test_every_command_is_in_the_readme() -> None:
    for command in get_command(app).commands:  # type: ignore[attr-defined]
        assert f"citatbank {command}" in README


def test_every_table_is_in_the_readme() -> None:
    assert all(f"| `{table}` |" in README for table in TABLES)


def test_every_file_that_is_linked_or_named_exists() -> None:
    linked = re.findall(r"\]\(([^)#]+)\)", README)
    named = re.findall(r"`((?:flows|schemas|seeds|tests)/[\w./-]*)`", README)
    explained = [word for words in commands("citatbank") for word in words if "/" in word]
    assert linked and named and explained
    assert [name for name in (*linked, *named, *explained) if not (ROOT / name).exists()] == []


def test_there_are_snippets_for_all_three_libraries() -> None:
    python = "\n".join(blocks("python"))
    assert "import pandas" in python and "import polars" in python
    assert "read_parquet" in "\n".join(blocks("sql"))
    assert blocks("toml")
