"""`citatbank shell`: at a terminal, and at the end of a pipe."""

from __future__ import annotations

import json
import os
import pty
import re
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from asked_datasets import ARTICLES, small, write_seeds
from test_sql import ENDLESS
from typer.testing import CliRunner, Result

from flows.cli import app
from tests.flow.prefect_server import ROOT
from tests.publishing.dataset_building import build


def shell(text: str, *options: str, output: Path | None = None) -> Result:
    words = ["shell", "--output", str(output or small()), *options]
    return CliRunner().invoke(app, words, input=text)


class Terminal:
    """The shell at a terminal of its own."""

    def __init__(self, output: Path) -> None:
        ours, theirs = pty.openpty()
        self._screen = ours
        self.process = subprocess.Popen(
            [sys.executable, "-m", "flows.cli", "shell", "--output", str(output)],
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            cwd=ROOT,
            env={**os.environ, "TERM": "dumb", "NO_COLOR": "1"},
            start_new_session=True,
        )
        os.close(theirs)

    def type(self, keys: str) -> None:
        os.write(self._screen, keys.encode())

    def read_until(self, words: str, seconds: float = 30) -> str:
        """Everything shown up to the words. Fails if they do not come."""
        shown = ""
        end = time.monotonic() + seconds
        while words not in shown:
            ready, _, _ = select.select([self._screen], [], [], max(0, end - time.monotonic()))
            assert ready, f"{words!r} did not come after {shown!r}"
            shown += os.read(self._screen, 4096).decode(errors="replace")
        return shown

    def close(self) -> None:
        end = time.monotonic() + 20
        while self.process.poll() is None and time.monotonic() < end:
            # Again: a signal between prompt and listening is heard at the next key only.
            self.process.terminate()
            time.sleep(0.1)
        os.close(self._screen)
        assert self.process.poll() is not None


@pytest.fixture
def terminal() -> Iterator[Terminal]:
    opened = Terminal(small())
    opened.read_until("citatbank> ")
    yield opened
    opened.close()


def test_a_terminal_is_prompted_and_answered(terminal: Terminal) -> None:
    terminal.type("SELECT count(*) AS articles\n")
    terminal.read_until("...> ")
    terminal.type("FROM articles;\n")
    shown = terminal.read_until("citatbank> ")
    assert re.search(r"^articles\s+5\s+citatbank> ", shown, re.MULTILINE), shown


def test_a_mistake_at_a_terminal_is_no_end(terminal: Terminal) -> None:
    terminal.type("FROM quots;\n")
    assert "quots does not exist" in terminal.read_until("citatbank> ")
    terminal.type(".nonsense\n")
    assert "there is no .nonsense" in terminal.read_until("citatbank> ")
    terminal.type("SELECT 40 + 2 AS x;\n")
    assert "42" in terminal.read_until("citatbank> ")


def test_names_are_completed(terminal: Terminal) -> None:
    terminal.type("SELECT count(*) AS n FROM attribution_b\t;\n")
    shown = terminal.read_until("citatbank> ")
    assert "attribution_by_month" in shown
    assert "does not exist" not in shown


@pytest.mark.parametrize("keys", ["\x04", ".quit\n", "exit\n", "quit\n"])
def test_a_terminal_is_left(terminal: Terminal, keys: str) -> None:
    terminal.type(keys)
    assert terminal.process.wait(timeout=20) == 0


def test_ctrl_c_ends_the_query_and_not_the_shell(terminal: Terminal) -> None:
    terminal.type("SELECT half a thought\n")
    terminal.read_until("...> ")
    time.sleep(0.5)  # the prompt is there a moment before it listens
    os.killpg(terminal.process.pid, signal.SIGINT)
    terminal.read_until("citatbank> ")
    terminal.type(ENDLESS + ";\n")
    time.sleep(1.5)
    os.killpg(terminal.process.pid, signal.SIGINT)
    shown = terminal.read_until("citatbank> ")
    assert "interrupted" in shown and "Traceback" not in shown
    terminal.type("SELECT 40 + 2 AS x;\n")
    assert "42" in terminal.read_until("citatbank> ")


def test_a_pipe_gets_answers_alone() -> None:
    result = shell("SELECT 1 AS a;\nSELECT\n  ';' AS b; SELECT 3 AS c")
    assert result.exit_code == 0, result.stderr
    assert result.stdout == "a\n1\nb\n;\nc\n3\n"
    assert result.stderr == ""


def test_a_pipe_ends_at_the_first_mistake_with_its_line() -> None:
    result = shell("SELECT 1 AS a;\n\nFROM quots;\nSELECT 2;")
    assert result.exit_code == 2
    assert result.stdout == "a\n1\n"
    assert result.stderr.startswith("citatbank: input line 3: ")
    assert result.stderr.count("\n") == 1


def test_what_changes_something_is_refused() -> None:
    result = shell("SELECT 1 AS a;\nDROP VIEW quotes;")
    assert result.exit_code == 2
    assert "read only" in result.stderr


def test_quit_ends_a_pipe() -> None:
    result = shell("SELECT 1 AS a;\n.quit\nSELECT 2;")
    assert (result.exit_code, result.stdout) == (0, "a\n1\n")


def test_nothing_in_is_nothing_out() -> None:
    result = shell("\n\n")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "")


def test_the_words_of_the_shell() -> None:
    assert ".tables" in shell(".help").stdout
    assert "quotes_full" in shell(".tables").stdout
    assert "speaker_party" in shell(".columns quotes_full").stdout
    assert shell(".columns quots").exit_code == 2
    assert shell(".mode xml").exit_code == 2
    assert shell(".limit many").exit_code == 2


def test_modes_and_limits() -> None:
    assert shell(".mode csv\nSELECT 1 AS a, 'x,y' AS b;").stdout == 'a,b\n1,"x,y"\n'
    assert json.loads(shell("SELECT 1 AS a;", "--json").stdout) == [{"a": 1}]
    result = shell(".limit 2\nSELECT range AS a FROM range(5);")
    assert result.stdout == "a\n0\n1\n"
    assert ".limit 0 prints all" in result.stderr


def test_the_newest_state_is_seen_when_asked_for(tmp_path: Path) -> None:
    seeds, output = tmp_path / "seeds", tmp_path / "output"
    names = sorted(ARTICLES)
    write_seeds(seeds, {names[1]: ARTICLES[names[1]]})
    build(seeds, output)
    terminal = Terminal(output)
    try:
        terminal.read_until("citatbank> ")
        write_seeds(seeds, {names[2]: ARTICLES[names[2]]})
        build(seeds, output)
        terminal.type("SELECT count(*) + 100 AS n FROM articles;\n")
        assert "101" in terminal.read_until("citatbank> ")
        terminal.type(".reload\n")
        terminal.read_until("citatbank> ")
        terminal.type("SELECT count(*) + 100 AS n FROM articles;\n")
        assert "102" in terminal.read_until("citatbank> ")
    finally:
        terminal.close()


def test_nothing_published_fails_in_one_line(tmp_path: Path) -> None:
    result = shell("SELECT 1;", output=tmp_path)
    assert result.exit_code == 1
    assert result.stderr.count("\n") == 1
