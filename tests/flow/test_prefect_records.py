"""What Prefect shows of a run: parameters, names, task runs, artifacts."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from flows.publishing import OutputError
from tests.flow.prefect_server import prefect_environment
from tests.flow.runs import SMALL_ARTICLE, run


@pytest.fixture(scope="module")
def recorded(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What the server knows of a run over one good file and one with a hostile name."""
    folder = tmp_path_factory.mktemp("recorded")
    (folder / "seeds").mkdir()
    (folder / "seeds" / "god.txt").write_text(SMALL_ARTICLE, encoding="utf-8")
    (folder / "seeds" / "[klik](javascript:x)<img src=x>.txt").write_bytes(b"")
    run(folder / "seeds", folder / "output")
    return asked_of_server()


def asked_of_server() -> dict[str, Any]:
    import httpx

    api = prefect_environment()["PREFECT_API_URL"]

    def ask(what: str, **filters: Any) -> Any:
        return httpx.post(f"{api}/{what}/filter", json=filters, timeout=30).json()

    flow_run = ask("flow_runs", sort="START_TIME_DESC", limit=1)[0]
    same_run = {"flow_runs": {"id": {"any_": [flow_run["id"]]}}}
    return {
        "flow_run": flow_run,
        "artifacts": {found["key"]: found for found in ask("artifacts", **same_run)},
    }


def test_the_run_is_named_after_what_it_did(recorded: dict[str, Any]) -> None:
    assert recorded["flow_run"]["name"] == "2 new: 1 quote"
    assert recorded["flow_run"]["state"]["type"] == "COMPLETED"


def test_a_run_that_did_nothing_keeps_the_name_of_its_places(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in (
        ("AWS_ENDPOINT_URL", "http://127.0.0.1:9"),
        ("AWS_MAX_ATTEMPTS", "1"),
        ("AWS_DEFAULT_REGION", "eu-west-1"),
        ("AWS_ACCESS_KEY_ID", "test"),
        ("AWS_SECRET_ACCESS_KEY", "test"),
        ("CITATBANK_CACHE", str(tmp_path / "cache")),
    ):
        monkeypatch.setenv(name, value)
    with pytest.raises(OutputError):
        run(tmp_path, Path("s3://arkiv-9/news"))
    assert asked_of_server()["flow_run"]["name"] == f"{tmp_path} to s3://arkiv-9/news"


def test_the_summary_is_an_artifact(recorded: dict[str, Any]) -> None:
    figures = table_of(recorded["artifacts"]["citatbank-summary"])
    values = {row["figure"]: row["value"] for row in figures}
    assert (values["files found"], values["files rejected"]) == ("2", "1")
    assert (values["rows in articles"], values["rows in quotes"]) == ("1", "1")


def test_rejects_are_an_artifact_without_markup(recorded: dict[str, Any]) -> None:
    artifact = recorded["artifacts"]["citatbank-rejects"]
    [reject] = table_of(artifact)
    assert reject["reason"] == "empty"
    assert "<" not in reject["file"] and "](" not in reject["file"]
    assert "1 of 1" in artifact["description"]


def table_of(artifact: dict[str, Any]) -> list[dict[str, str]]:
    rows: list[dict[str, str]] = json.loads(artifact["data"])
    return rows


def test_every_parameter_is_described_and_typed() -> None:
    prefect_environment()
    from flows.dataset_flow import citatbank

    parameters = citatbank.parameters.properties
    assert set(parameters) == {
        "seeds",
        "output",
        "batch_size",
        "workers",
        "rebuild",
        "bounds",
        "ungated",
        "settle_seconds",
        "corrections",
        "runner",
        "dask_scheduler",
    }
    assert all(len(parameter["description"]) > 20 for parameter in parameters.values())
    assert parameters["rebuild"]["type"] == "boolean"
    assert {"type": "integer", "minimum": 1, "maximum": 64} in parameters["workers"]["anyOf"]


@pytest.mark.parametrize("wrong", [{"workers": 0}, {"batch_size": -1}, {"workers": "many"}])
def test_wrong_parameters_are_refused(wrong: dict[str, Any]) -> None:
    prefect_environment()
    from prefect.exceptions import ParameterTypeError

    from flows.dataset_flow import citatbank

    with pytest.raises(ParameterTypeError):
        citatbank.validate_parameters({"seeds": ".", "output": ".", **wrong})


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("200_8db5.txt", "200_8db5.txt"),
        ("blåbærgrød.txt", "blåbærgrød.txt"),
        ("<script>", "&lt;script&gt;"),
        ("[a](b)", "&#91;a&#93;(b)"),
        ("a\nb\x1b", "a\\u000ab\\u001b"),
        ("\u202egpj.txt", "\\u202egpj.txt"),
        ("x" * 1000, "x" * 299 + "…"),
    ],
)
def test_cells_hold_no_markup(text: str, cell: str) -> None:
    prefect_environment()
    from flows.tasks import as_cell

    assert as_cell(text) == cell
