"""A server for all tests of this folder, and a store of its own for each."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from s3_server import Bucket, environment, s3_server

from flows.publishing import leaves

# Articles and whole runs are made as for the tests of folders.
sys.path.append(str(Path(__file__).parents[1] / "publishing"))


@pytest.fixture(scope="session")
def bucket(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bucket]:
    folder = tmp_path_factory.mktemp("s3")
    with s3_server(folder / "log") as address, pytest.MonkeyPatch.context() as patch:
        for name, value in environment(address, folder / "cache").items():
            patch.setenv(name, value)
        patch.delenv("AWS_PROFILE", raising=False)
        yield Bucket()


@pytest.fixture
def small_leaves(monkeypatch: pytest.MonkeyPatch) -> None:
    """Several files of each table, though there are but a few articles."""
    monkeypatch.setattr(leaves, "LEAF_ARTICLES", 3)


@pytest.fixture
def place(bucket: Bucket, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The prefix of this test's objects, with a slash at its end; the cache is empty."""
    monkeypatch.setenv("CITATBANK_CACHE", str(tmp_path / "cache"))
    return f"{tmp_path.name}/"
