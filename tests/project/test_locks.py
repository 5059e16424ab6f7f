"""The locks: complete, hashed, without addresses, and inside the bounds that keep Prefect alive."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
RUN_LOCK, DEV_LOCK = "requirements.lock", "requirements-dev.lock"
EXTRA_LOCKS = {
    "requirements-s3.lock": "botocore",
    "requirements-dask.lock": "prefect-dask",
    "requirements-spacy.lock": "spacy",
}
LOCKS = [RUN_LOCK, *EXTRA_LOCKS, DEV_LOCK]
PIN = re.compile(r"^([a-z0-9][a-z0-9._-]*)==(\S+)", re.MULTILINE)


def pins(lock: str) -> dict[str, str]:
    return dict(PIN.findall((ROOT / lock).read_text(encoding="utf-8")))


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_no_address(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert "://" not in text
    assert "--index" not in text and "--find-links" not in text


@pytest.mark.parametrize("lock", LOCKS)
def test_every_pin_has_a_hash(lock: str) -> None:
    lines = (ROOT / lock).read_text(encoding="utf-8").split("\n")
    pinned = [number for number, line in enumerate(lines) if PIN.match(line)]
    assert len(pinned) > 50
    assert all(lines[number + 1].startswith("    --hash=sha256:") for number in pinned)


@pytest.mark.parametrize("lock", LOCKS)
def test_versions_that_break_prefect_stay_out(lock: str) -> None:
    versions = pins(lock)
    assert version_key(versions["fastapi"]) < (0, 151)
    assert version_key(versions["sqlalchemy"]) < (2, 1)
    assert version_key(versions["prefect"]) >= (3, 8, 8)


@pytest.mark.parametrize("lock", [RUN_LOCK, *EXTRA_LOCKS])
def test_tests_run_on_what_is_shipped(lock: str) -> None:
    assert pins(lock).items() <= pins(DEV_LOCK).items()


@pytest.mark.parametrize(("lock", "package"), EXTRA_LOCKS.items())
def test_an_extra_adds_to_what_is_there(lock: str, package: str) -> None:
    assert pins(RUN_LOCK).items() <= pins(lock).items()
    assert package in pins(lock)
    assert package not in pins(RUN_LOCK)


def test_nobody_is_sent_for_a_stranger_s_package() -> None:
    """The project is on no package index: whatever had its name there would be another's."""
    texts = [
        path.read_text(encoding="utf-8")
        for pattern in ("*.md", "flows/**/*.md", "flows/**/*.py", "Makefile")
        for path in ROOT.glob(pattern)
    ]
    assert len(texts) > 50
    wanted = re.compile(r"(pip|uv|pipx|uvx) [\w\s-]*'?citatbank|citatbank\[")
    assert [found[0] for text in texts for found in wanted.finditer(text)] == []
    assert wanted.search("pip install 'citatbank[s3]'")


@pytest.mark.parametrize("lock", LOCKS)
def test_the_build_backend_is_locked(lock: str) -> None:
    assert "setuptools" in pins(lock)


def version_key(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", version))
