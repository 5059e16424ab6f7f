"""What the tests of stores ask again and again."""

from __future__ import annotations

import hashlib
import json
from contextlib import ExitStack
from pathlib import Path

import pytest
from dataset_building import VERSION
from s3_server import BUCKET, Bucket

from flows.batches import process_batch
from flows.publishing import open_output
from flows.reading import find_seed_files


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


def build_elsewhere(seeds: Path, output: Path, cache: Path) -> int:
    """A run as on another machine, that does not wait; returns how many articles it published."""
    with pytest.MonkeyPatch.context() as patch, ExitStack() as stack:
        on_another_machine(patch, cache)
        out = stack.enter_context(open_output(output))
        plan = out.plan(find_seed_files(seeds), VERSION)
        results = [process_batch(batch, plan.stage, 0) for batch in plan.batches(10)]
        return out.publish(plan, results).rows["articles"]
