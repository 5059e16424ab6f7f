"""Runs that sleep for so long that another takes over, and outputs whose pointer is lost."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from dataset_building import article_name, article_text, build
from s3_server import Bucket
from stores import build_elsewhere, latest, url

from flows.publishing import verify
from flows.store.client import Store

pytestmark = pytest.mark.usefixtures("small_leaves")


@pytest.mark.parametrize("asleep_before", ["looking for what is old", "removing it"])
def test_a_run_that_sleeps_after_publishing_removes_nothing_of_the_next(
    asleep_before: str, bucket: Bucket, place: str, tmp_path: Path
) -> None:
    seeds, output = url(place, "seeds"), url(place, "news")
    for number in range(3):  # so that each further one has something to remove
        bucket.put(f"{place}seeds/{article_name(number)}", article_text(number))
        build(seeds, output)
    slept = []

    def sleep() -> None:
        """Until another run has published twice."""
        if slept:
            return
        slept.append(asleep_before)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("flows.publishing.stored.lock.DEAD_SECONDS", -1.0)
            for number in (4, 5):
                bucket.put(f"{place}seeds/{article_name(number)}", article_text(number))
                assert build_elsewhere(seeds, output, tmp_path / "elsewhere") == number + 1

    def at_a_fault_point(name: str) -> None:
        if name == "after_pointer" and asleep_before.startswith("looking"):
            sleep()

    def remove(store: Store, keys: Iterable[str], work: Any = Store.remove) -> None:
        if asleep_before.startswith("removing"):
            sleep()
        work(store, keys)

    bucket.put(f"{place}seeds/{article_name(3)}", article_text(3))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("flows.publishing.stored.output.fault_point", at_a_fault_point)
        patch.setattr(Store, "remove", remove)
        assert build(seeds, output).rows["articles"] == 4
    assert slept
    assert verify(output) == []
    # What was published last can be worked on as if nothing had happened, and read by anybody.
    before = bucket.tags(f"{place}news/generations/")
    assert not build(seeds, output).changed
    assert bucket.tags(f"{place}news/generations/") == before
    assert len({key.split("/")[3] for key in bucket.keys(f"{place}news/generations/")}) == 3
    listing = json.loads(bucket.get(f"{place}news/LATEST"))["state"]
    objects = f"{place}news/.state/objects/"
    wanted = {listing, *json.loads(bucket.get(objects + listing)).values()}
    assert {key.removeprefix(objects) for key in bucket.keys(objects)} == wanted


def test_without_a_pointer_the_count_goes_on(bucket: Bucket, place: str) -> None:
    """So that what the lost pointer led to is known for old, and is removed."""
    seeds, output = url(place, "seeds"), url(place, "news")
    for number in range(2):
        bucket.put(f"{place}seeds/{article_name(number)}", article_text(number))
        build(seeds, output)
    assert "/00000002-" in latest(bucket, place)
    bucket.put(f"{place}news/generations/mine/note.txt", "kept")
    bucket.delete(f"{place}news/LATEST")
    build(seeds, output)
    now = latest(bucket, place)
    assert "/00000003-" in now
    others = [key for key in bucket.keys(f"{place}news/generations/") if not key.startswith(now)]
    assert others == [f"{place}news/generations/mine/note.txt"]
