"""`citatbank run` as its users meet it: exit codes, messages, and what stays afterwards."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from typer.testing import CliRunner

from flows.cli import app
from flows.commands.places import check_places
from flows.errors import WrongUseError
from flows.publishing import open_output
from tests.flow.prefect_server import ROOT, prefect_environment
from tests.flow.runs import SMALL_ARTICLE

COMMAND = [sys.executable, "-m", "flows.cli"]


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    """A folder with one good article."""
    folder = tmp_path / "seeds"
    folder.mkdir()
    (folder / "god.txt").write_text(SMALL_ARTICLE, encoding="utf-8")
    return folder


def environment(server: bool = True) -> dict[str, str]:
    """The environment of a user with the tests' server configured, or with none."""
    settings = {**os.environ, **prefect_environment(), "PYTHONPATH": str(ROOT)}
    if not server:
        del settings["PREFECT_API_URL"]
    return settings


def citatbank(*arguments: str | Path, server: bool = True) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*COMMAND, *map(str, arguments)],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env=environment(server),
        stdin=subprocess.DEVNULL,
        timeout=120,
    )


def test_a_run_without_a_server_builds_the_tables_and_says_so(seeds: Path, tmp_path: Path) -> None:
    result = citatbank("run", "--seeds", seeds, "--output", tmp_path / "out", server=False)
    assert result.returncode == 0, result.stderr
    files, table_rows, done = result.stdout.splitlines()
    assert files == "Files   1 new, 0 changed, 0 unchanged, 0 removed, 0 rejected"
    assert table_rows.startswith("Rows    articles 1, quotes 1, actors 1")
    assert "published" in done
    # Whoever waits longer than a few seconds is told more.
    found, *rest = result.stderr.splitlines()
    assert found == "1 files found, 1 to process"
    assert set(rest) <= {"1 of 1 files processed"}
    assert list((tmp_path / "out" / "quotes").rglob("*.parquet"))


def test_rejects_are_allowed_unless_strict(seeds: Path, tmp_path: Path) -> None:
    (seeds / "tom.txt").touch()
    lenient = citatbank("run", "--seeds", seeds, "--output", tmp_path / "out", "--json")
    assert lenient.returncode == 0, lenient.stderr
    summary = json.loads(lenient.stdout)
    assert (summary["new"], summary["rejected"], summary["rows"]["articles"]) == (2, 1, 1)
    strict = citatbank("run", "--seeds", seeds, "--output", tmp_path / "out", "--strict")
    assert strict.returncode == 1
    assert "1 rejected" in strict.stdout
    assert "citatbank rejects" in strict.stdout


def test_ctrl_c_leaves_one_line_and_nothing_running(seeds: Path, tmp_path: Path) -> None:
    for number in range(1500):
        (seeds / f"{number}.txt").write_text(SMALL_ARTICLE + f"\n{number}", encoding="utf-8")
    run = subprocess.Popen(
        [*COMMAND, "run", "--seeds", seeds, "--output", tmp_path / "out", "--workers", "2"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env=environment(),
        start_new_session=True,
    )
    assert run.stderr is not None
    assert "1,501 files found" in run.stderr.readline()
    os.killpg(run.pid, signal.SIGINT)
    _, errors = run.communicate(timeout=30)
    assert run.returncode == 130
    assert errors == "citatbank: interrupted; what was published before stays as it was\n"
    assert not (tmp_path / "out" / "quotes").exists()
    assert group_is_gone(run.pid)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--seeds", "gone"], "seeds folder gone does not exist"),
        (["--seeds", "file"], "seeds folder file is not a folder"),
        (["--seeds", ".", "--output", "file"], "output file is not a folder"),
        (["--seeds", ".", "--output", "."], "output . lies in the seeds folder"),
        (["--seeds", ".", "--output", "new/out"], "output new/out lies in the seeds folder"),
        (["--workers", "0"], "--workers"),
        (["--batch-size", "many"], "--batch-size"),
        (["--sedes", "x"], "--sedes"),
    ],
)
def test_wrong_use_is_2_and_names_what_is_wrong(
    arguments: list[str], message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "file").touch()
    result = CliRunner().invoke(app, ["run", *arguments])
    assert result.exit_code == 2
    assert message in result.stderr
    assert result.stdout == ""


def test_an_empty_seeds_folder_fails_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    result = citatbank("run", "--seeds", tmp_path / "empty", "--output", tmp_path / "out")
    assert result.returncode == 1
    assert "holds no articles" in result.stderr
    assert result.stderr.count("\n") == 1


def test_a_run_that_meets_another_steps_aside(seeds: Path, tmp_path: Path) -> None:
    arguments = ("run", "--seeds", seeds, "--output", tmp_path / "out")
    with open_output(tmp_path / "out"):
        result = citatbank(*arguments)
    assert result.returncode == 1
    assert f"is in use by another run (process {os.getpid()})" in result.stderr
    assert result.stderr.count("\n") == 1
    assert citatbank(*arguments).returncode == 0


def test_the_seeds_may_lie_in_the_output(seeds: Path, tmp_path: Path) -> None:
    inner = tmp_path / "out" / "seeds"
    inner.parent.mkdir()
    seeds.rename(inner)
    check_places(inner, tmp_path / "out", None)
    with pytest.raises(WrongUseError, match="lies in the seeds folder"):
        check_places(tmp_path / "out", inner, None)


def test_an_output_that_cannot_be_made_fails_in_one_line(seeds: Path, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    result = citatbank("run", "--seeds", seeds, "--output", tmp_path / "file" / "out")
    assert result.returncode == 1
    assert "name another output folder" in result.stderr
    assert result.stderr.count("\n") == 1


def test_an_unreachable_server_fails_in_one_line(
    seeds: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PREFECT_API_URL", "http://127.0.0.1:9/api")
    result = CliRunner().invoke(app, ["run", "--seeds", str(seeds)])
    assert result.exit_code == 1
    assert "no Prefect server answers at http://127.0.0.1:9/api" in result.stderr
    assert result.stderr.count("\n") == 1


def group_is_gone(group: int, seconds: float = 5) -> bool:
    """Whether no process of the group is left, after a moment."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.1)
    return False


def test_corrections_are_followed(seeds: Path, tmp_path: Path) -> None:
    mine = tmp_path / "mine.toml"
    mine.write_text('[[merge]]\nnames = ["Anna Testesen"]\ninto = "A. Testesen"', encoding="utf-8")
    arguments = ("run", "--seeds", seeds, "--output", tmp_path / "out")
    assert citatbank(*arguments, "--corrections", mine).returncode == 0
    [row] = json.loads(citatbank("entities", "A. T", "--json", "--output", tmp_path / "out").stdout)
    assert (row["name"], row["aliases"]) == ("A. Testesen", ["Anna Testesen"])
    again = citatbank(*arguments)
    assert "the corrections changed" in again.stdout
    assert "(1 redone)" in again.stdout


def test_wrong_corrections_are_told_before_anything_is_done(seeds: Path, tmp_path: Path) -> None:
    (seeds / "corrections.toml").write_text("\n[[merge]]\nnames = ['A']\n", encoding="utf-8")
    result = citatbank("run", "--seeds", seeds, "--output", tmp_path / "out")
    assert result.returncode == 2
    assert "corrections.toml, line 2, [[merge]] number 1: into is missing" in result.stderr
    assert result.stderr.count("\n") == 1
    assert not (tmp_path / "out").exists()
    missing = citatbank("run", "--seeds", seeds, "--corrections", tmp_path / "none.toml")
    assert missing.returncode == 2
    assert "none.toml does not exist" in missing.stderr
