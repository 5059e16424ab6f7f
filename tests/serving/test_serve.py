"""`citatbank server` and `citatbank serve`: a schedule that really fires, on a real server."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import httpx
import pytest
from typer.testing import CliRunner

from flows.cli import app
from flows.settings import quiet_prefect
from tests.flow.runs import SMALL_ARTICLE
from tests.serving.processes import citatbank, free_port


def ask(api: str, what: str, **filters: Any) -> Any:
    return httpx.post(f"{api}/{what}/filter", json=filters, timeout=30).json()


def wait_until_healthy(api: str, seconds: float = 120) -> None:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            if httpx.get(f"{api}/health", timeout=5).is_success:
                return
        except httpx.HTTPError:
            time.sleep(0.5)
    raise AssertionError("the server never answered")


def wait_for_completed_runs(api: str, seconds: float = 180) -> list[dict[str, Any]]:
    """The runs that the schedule has brought to their end, as soon as there is one."""
    completed = {"state": {"type": {"any_": ["COMPLETED"]}}}
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        runs: list[dict[str, Any]] = ask(api, "flow_runs", flow_runs=completed)
        if runs:
            return runs
        time.sleep(1)
    raise AssertionError("no scheduled run was completed")


@pytest.fixture(autouse=True)
def own_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the command sets for Prefect is gone after the test."""
    for name, value in quiet_prefect(verbose=False).items():
        monkeypatch.setenv(name, value)


def test_a_scheduled_run_fires(tmp_path: Path) -> None:
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    (seeds / "a.txt").write_text(SMALL_ARTICLE, encoding="utf-8")
    corrections = tmp_path / "my.toml"
    corrections.touch()
    port = free_port()
    api = f"http://127.0.0.1:{port}/api"
    home = {"PREFECT_HOME": str(tmp_path / "home")}
    with citatbank("server", "--port", str(port), environment=home) as server:
        assert f"PREFECT_API_URL={api}" in server.wait_for("Commands")
        wait_until_healthy(api)
        settings = httpx.get(f"http://127.0.0.1:{port}/ui-settings", timeout=30).json()
        assert settings["api_url"] == api, "the pages ask their own server"

        with citatbank(
            "serve", "--interval", "10", "--settle", "0",
            "--seeds", seeds, "--output", tmp_path / "output", "--corrections", corrections,
            environment={**home, "PREFECT_API_URL": api},
        ) as serve:  # fmt: skip
            assert f"127.0.0.1:{port}/deployments" in serve.wait_for("Pages")
            runs = wait_for_completed_runs(api)
            [deployment] = ask(api, "deployments")
            assert (deployment["name"], deployment["tags"]) == (
                "scheduled",
                ["citatbank", "danish-news"],
            )
            assert deployment["concurrency_options"]["collision_strategy"] == "CANCEL_NEW"
            assert deployment["parameters"]["seeds"] == str(seeds)
            assert deployment["parameters"]["corrections"] == str(corrections)
            assert "1 new: 1 quote" in {run["name"] for run in runs}
            assert all("auto-scheduled" in run["tags"] for run in runs)
    assert list((tmp_path / "output" / "quotes").rglob("*.parquet"))


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        ([], 1, "a schedule needs a Prefect server, and none is configured"),
        (["--seeds", "gone"], 2, "seeds folder gone does not exist"),
        (["--cron", "0 * * * *", "--interval", "10"], 2, "not both"),
        (["--timezone", "Europa/Aarhus"], 2, "--timezone Europa/Aarhus is not known"),
        (["--corrections", "gone.toml"], 2, "gone.toml does not exist: name another corrections"),
        (["--bounds", "gone.toml"], 1, "bounds file gone.toml cannot be read"),
        (["--interval", "0"], 2, "--interval"),
    ],
)
def test_what_cannot_be_served_is_told_in_one_line(
    arguments: list[str],
    code: int,
    message: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (tmp_path / "seeds").mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PREFECT_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("PREFECT_API_URL", raising=False)
    monkeypatch.setattr("flows.commands.serve.local_api_url", lambda: "http://127.0.0.1:9/api")
    result = CliRunner().invoke(app, ["serve", *arguments])
    assert result.exit_code == code
    assert message in result.stderr
    assert "Traceback" not in result.stderr


def test_a_server_that_is_gone_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PREFECT_API_URL", "http://127.0.0.1:9/api")
    result = CliRunner().invoke(app, ["serve", "--seeds", str(tmp_path)])
    assert result.exit_code == 1
    assert "no Prefect server answers at http://127.0.0.1:9/api" in result.stderr
    assert result.stderr.count("\n") == 1
