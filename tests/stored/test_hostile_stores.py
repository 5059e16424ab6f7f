"""What stands in a store is data: whatever it says, nothing outside the output is touched."""

from __future__ import annotations

import copy
import hashlib
import json
import pickle
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from s3_server import Bucket
from stores import url

from flows.publishing import OutputError, open_output, readable, verify
from flows.publishing.manifest import MANIFEST, Manifest, ManifestError, Part, read_manifest
from flows.publishing.stored.pointer import StoredPointer
from flows.publishing.stored.state import StoredState
from flows.store import errors
from flows.store.client import Store
from flows.store.urls import StoreUrl
from schemas import SCHEMA_VERSION

NO_RECORDS = (
    b"", b"null", b"3", b'"x"', b"[]", b"[[]]", b"{}", b"1e999", b"\xff", b"[" * 100_000,
)  # fmt: skip
HASH = "0" * 64
GOOD: dict[str, Any] = {
    "layout_version": 1,
    "generation": "00000001-00000000",
    "earlier": [],
    "state": HASH,
    "run": "",
}


@pytest.mark.parametrize(
    "changed",
    [
        {"generation": "../../../kept"},
        {"generation": "00000001-00000000/../../../../kept"},
        {"generation": "00000001-00000000\n"},
        {"generation": 3},
        {"generation": ""},
        {"earlier": ["../../kept"]},
        {"earlier": "00000001-00000000"},
        {"earlier": 7},
        {"state": "../../kept"},
        {"state": {"a": 1}},
        {"layout_version": "1"},
        {"layout_version": 1e999},
    ],
)
def test_a_pointer_leads_nowhere_else(
    changed: dict[str, Any], bucket: Bucket, place: str, tmp_path: Path
) -> None:
    output = url(place, "news")
    bucket.put(f"{place}news/LATEST", json.dumps({**GOOD, **changed}))
    for read in (readable, verify, opened):
        with pytest.raises(OutputError, match="its LATEST cannot be read"):
            read(output)
    made = {path.name for path in tmp_path.rglob("*")}
    assert not any("kept" in name for name in made)


def test_what_a_newer_version_wrote_is_left_alone(bucket: Bucket, place: str) -> None:
    output = url(place, "news")
    manifest = f"{place}news/generations/{GOOD['generation']}/{MANIFEST}"
    newer = {"layout_version": 1, "schema_version": SCHEMA_VERSION + 1}
    for pointer in (GOOD, {**GOOD, "layout_version": 2}):
        bucket.put(f"{place}news/LATEST", json.dumps(pointer))
        bucket.put(manifest, json.dumps(newer))
        for read in (readable, verify, opened):
            with pytest.raises(OutputError, match="written by a newer version"):
                read(output)
    assert json.loads(bucket.get(manifest)) == newer


def opened(output: Path) -> None:
    with open_output(output):
        pass


def test_a_pointer_to_what_is_outside_removes_nothing(
    bucket: Bucket, place: str, tmp_path: Path
) -> None:
    kept = tmp_path / "kept.tmp" / "letter.txt"
    kept.parent.mkdir()
    kept.write_text("mine")
    for up in range(1, 8):
        name = f"{'../' * up}kept"
        bucket.put(f"{place}news/LATEST", json.dumps({**GOOD, "generation": name}))
        with pytest.raises(OutputError):
            readable(url(place, "news"))
    assert kept.read_text() == "mine"


def test_pointer_and_state_that_are_no_records(bucket: Bucket, place: str, tmp_path: Path) -> None:
    store = Store(StoreUrl.of(url(place, "news")))
    bucket.put(f"{place}news/LATEST", json.dumps(GOOD))
    assert StoredPointer(store).load().state == HASH
    for content in NO_RECORDS:
        bucket.put(f"{place}news/LATEST", content)
        with pytest.raises(OutputError, match="its LATEST cannot be read"):
            StoredPointer(store).load()
    digest = hashlib.sha256(b"a line").hexdigest()
    bucket.put(f"{place}news/.state/objects/{digest}", b"a line")
    listings = [
        *NO_RECORDS,
        json.dumps({"history.jsonl": ["x"], "../../x": digest, "ledger.db": "../x"}).encode(),
        json.dumps({"history.jsonl": digest, "actors.db": None}).encode(),
    ]
    for number, content in enumerate(listings):
        folder = tmp_path / str(number)
        folder.mkdir()
        (folder / "stored.json").write_bytes(content)  # and what was noted is no better
        bucket.put(f"{place}news/.state/objects/{HASH}", content)
        StoredState(store, folder).bring(HASH)
        there = {path.name for path in folder.iterdir()} - {"stored.json"}
        assert there == ({"history.jsonl"} if content == listings[-1] else set())


_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=4,
)
_MANIFEST = Manifest(
    schema_version=1,
    fingerprint="f",
    tallies=[HASH],
    seeds={"articles": 1},
    parts=[
        Part("quotes/month=2024-03/part-01-3fa9c1d2b4e5.parquet", 1, 1, HASH),
        Part("entities/part-01.parquet", 1, 1, HASH),
    ],
    figures={"a": 1},
)


def places(value: Any, way: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The ways to all values within a value."""
    inside: Any = enumerate(value) if isinstance(value, list) else ()
    if isinstance(value, dict):
        inside = value.items()
    found = [way]
    for key, inner in inside:
        found += places(inner, (*way, key))
    return found


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("generation")


@given(data=st.data(), value=_json)
def test_a_manifest_is_understood_or_refused(folder: Path, data: st.DataObject, value: Any) -> None:
    content = json.loads(_MANIFEST.encode())
    way = data.draw(st.sampled_from(places(content)))
    (folder / MANIFEST).write_text(json.dumps(replaced(content, way, value)))
    try:
        manifest = read_manifest(folder)
    except ManifestError:
        return
    assert all(isinstance(part.rows, int) and len(part.sha256) == 64 for part in manifest.parts)
    manifest.encode()


def replaced(content: Any, way: tuple[Any, ...], value: Any) -> Any:
    """The content with another value at the end of the way."""
    if not way:
        return value
    changed = copy.copy(content)
    changed[way[0]] = replaced(content[way[0]], way[1:], value)
    return changed


def test_manifests_that_are_none(folder: Path) -> None:
    (folder / MANIFEST).write_bytes(_MANIFEST.encode())
    assert read_manifest(folder).seeds == {"articles": 1}
    for content in NO_RECORDS:
        (folder / MANIFEST).write_bytes(content)
        with pytest.raises(ManifestError):
            read_manifest(folder)


@pytest.mark.parametrize(
    "path", ["../x", "/etc/x", "", ".", "a//b", "a/./b", "a/../../x", "a\x00b", "\ud800", "a/"]
)
def test_a_manifest_lists_no_path_out_of_the_generation(path: str, folder: Path) -> None:
    content = json.loads(_MANIFEST.encode())
    content["parts"][0]["path"] = path
    (folder / MANIFEST).write_text(json.dumps(content))
    with pytest.raises(ManifestError):
        read_manifest(folder)


@pytest.mark.parametrize(
    "error",
    [
        errors.StoreError("s3://x: no", True),
        errors.StoreError("s3://x: no"),
        errors.RefusedObjectError("s3://x", "a/b.txt", "AccessDenied"),
        errors.NoObjectError("a/b.txt"),
        errors.ConditionError(),
        errors.explain_answer("s3://x", "http://y", "NoSuchBucket", 404, ""),
        errors.explain_failure("s3://x", "http://y", OSError("no route")),
    ],
)
def test_what_a_store_refuses_can_be_told_from_another_process(error: Exception) -> None:
    again = pickle.loads(pickle.dumps(error))
    assert type(again) is type(error)
    assert (str(again), again.args) == (str(error), error.args)
    for name in ("reason", "exit_code"):
        assert getattr(again, name, None) == getattr(error, name, None)
