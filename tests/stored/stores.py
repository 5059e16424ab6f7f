"""What the tests of stores ask again and again."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from s3_server import BUCKET, Bucket


def url(place: str, folder: str) -> Path:
    """A folder of the test's store as a command gets it."""
    return Path(f"s3://{BUCKET}/{place}{folder}")


def latest(bucket: Bucket, place: str) -> str:
    """The prefix of the published generation, as a reader finds it."""
    pointer = json.loads(bucket.get(f"{place}news/LATEST"))
    return f"{place}news/generations/{pointer['generation']}/"


def stored_files(bucket: Bucket, place: str) -> dict[str, str]:
    """Every object of the published generation: name -> MD5 of its bytes, as the store says."""
    prefix = latest(bucket, place)
    return {key.removeprefix(prefix): tag for key, tag in bucket.tags(prefix).items()}


def local_files(output: Path) -> dict[str, str]:
    """Every file of a folder's published generation: name -> MD5 of its bytes."""
    current = (output / "current").resolve()
    return {
        path.relative_to(current).as_posix(): hashlib.md5(path.read_bytes()).hexdigest()
        for path in current.rglob("*")
        if path.is_file()
    }


def on_another_machine(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """From here on, nothing is known but what is in the store."""
    monkeypatch.setenv("CITATBANK_CACHE", str(folder))
