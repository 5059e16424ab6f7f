"""`citatbank report` as it is called."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from flows.cli import app


def call(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, ["report", *map(str, arguments)])


def test_a_page_is_written_where_asked(output: Path, tmp_path: Path) -> None:
    target = tmp_path / "om æbler.html"
    result = call("--output", output, "--to", target, "--language", "en", "--articles", 5)
    assert result.exit_code == 0
    assert "28 articles counted, 5 to read" in result.stdout
    assert '<html lang="en">' in target.read_text(encoding="utf-8")


def test_a_page_is_written_here_unless_told_otherwise(
    output: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = call("--output", output, "--json")
    assert json.loads(result.stdout) == {
        "file": "citatbank.html",
        "bytes": (tmp_path / "citatbank.html").stat().st_size,
        "articles": 28,
        "included": 28,
    }


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["--to", "side.txt"], 2, "does not end in .html"),
        (["--to", "no such folder/side.html"], 2, "is not a folder"),
        (["--output", "no such folder", "--to", "side.html"], 1, "nothing is published"),
    ],
)
def test_what_is_wrong_is_said_in_one_line(
    arguments: list[str],
    code: int,
    said: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    result = call(*arguments)
    assert result.exit_code == code
    assert said in result.stderr and result.stderr.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "arguments", [["--language", "sv"], ["--order", "oldest"], ["--megabytes", "0"]]
)
def test_values_that_do_not_exist_are_wrong_use(arguments: list[str]) -> None:
    assert call(*arguments).exit_code == 2
