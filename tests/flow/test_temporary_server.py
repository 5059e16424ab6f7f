"""The server that lives for one run: it answers, and it never outlives its parent."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from flows.temporary_server import ServerError, TemporaryServer, check_server
from tests.flow.prefect_server import ROOT, prefect_environment

_PARENT = """
import sys, time
from pathlib import Path
from flows.temporary_server import TemporaryServer
server = TemporaryServer(Path(sys.argv[1]))
server.wait_ready()
print(server.api_url, flush=True)
time.sleep(60)
"""


def test_it_answers_and_is_no_error_to_check() -> None:
    check_server(prefect_environment()["PREFECT_API_URL"])


def test_a_killed_parent_leaves_no_server_behind() -> None:
    home = prefect_environment()["PREFECT_HOME"]
    parent = subprocess.Popen(
        [sys.executable, "-c", _PARENT, home],
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert parent.stdout is not None
    api_url = parent.stdout.readline().strip()
    assert answers(api_url)
    parent.send_signal(signal.SIGKILL)
    parent.wait()
    deadline = time.monotonic() + 10
    while answers(api_url) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not answers(api_url)


def test_nobody_at_the_configured_address_is_one_clear_line() -> None:
    with pytest.raises(
        ServerError, match=r"no Prefect server answers at http://127\.0\.0\.1:9/api"
    ):
        check_server("http://127.0.0.1:9/api")


def test_an_address_that_is_none_is_one_clear_line() -> None:
    with pytest.raises(ServerError, match="no Prefect server answers at nonsense"):
        check_server("nonsense")


def test_a_home_that_cannot_be_written_is_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(ServerError, match="set PREFECT_HOME to a folder that can be written"):
        TemporaryServer(tmp_path / "file" / "home")


def answers(api_url: str) -> bool:
    try:
        with urllib.request.urlopen(f"{api_url}/health", timeout=5):
            return True
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return False
