"""Batches, workers, and which Prefect server a run talks to."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.settings import (
    LARGEST_BATCH,
    SMALLEST_BATCH,
    batch_size_for,
    batch_timeout,
    configured_api_url,
    quiet_prefect,
    workers_for,
)

SERVER = "http://prefect.example:4200/api"


@pytest.fixture
def no_server(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A Prefect home without any configuration."""
    monkeypatch.delenv("PREFECT_API_URL", raising=False)
    monkeypatch.delenv("PREFECT_PROFILE", raising=False)
    monkeypatch.setenv("PREFECT_HOME", str(tmp_path))
    return tmp_path


def test_batches_grow_with_the_input_and_stay_bounded() -> None:
    assert batch_size_for(2) == SMALLEST_BATCH
    assert batch_size_for(200_000) == 1000
    assert batch_size_for(26_000_000) == LARGEST_BATCH
    assert batch_size_for(200_000, requested=7) == 7


def test_large_batches_get_more_time_before_they_count_as_hanging() -> None:
    assert batch_timeout(0) == 600
    assert batch_timeout(20_000_000) == 3600


def test_few_files_are_not_worth_a_process() -> None:
    assert workers_for(28) == 0
    assert workers_for(1_000_000, requested=1) == 0
    assert workers_for(28, requested=3) == 3


def test_nothing_configured_means_no_server(no_server: Path) -> None:
    assert configured_api_url() is None


def test_the_environment_names_a_server(no_server: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PREFECT_API_URL", SERVER)
    assert configured_api_url() == SERVER


def test_the_active_profile_names_a_server(no_server: Path) -> None:
    profiles = f'active = "team"\n[profiles.team]\nPREFECT_API_URL = "{SERVER}"\n[profiles.other]\n'
    (no_server / "profiles.toml").write_text(profiles, encoding="utf-8")
    assert configured_api_url() == SERVER


@pytest.mark.parametrize(
    "profiles",
    [
        'active = "other"\n[profiles.team]\nPREFECT_API_URL = "x"\n[profiles.other]\n',
        'active = "gone"\n',
        "this is = = no toml",
    ],
)
def test_a_profile_without_server_or_sense_is_none(no_server: Path, profiles: str) -> None:
    (no_server / "profiles.toml").write_text(profiles, encoding="utf-8")
    assert configured_api_url() is None


def test_prefect_reports_to_nobody() -> None:
    environment = quiet_prefect(verbose=False)
    assert environment["DO_NOT_TRACK"] == "1"
    assert environment["PREFECT_SERVER_ANALYTICS_ENABLED"] == "false"
