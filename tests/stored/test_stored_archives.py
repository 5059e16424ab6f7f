"""Archives in a store: they come down once, as they were listed."""

from __future__ import annotations

from functools import partialmethod
from pathlib import Path
from typing import Any

import pytest
from dataset_building import article_text, build, write_articles
from packing import FORMS, pack, packed
from s3_server import Bucket
from stores import local_files, stored_files, url

from flows.reading import find_seed_files
from flows.reading.archives import list_members
from flows.reading.found import SeedArchive, SeedFile
from flows.records import Reject
from flows.store.client import Store

pytestmark = pytest.mark.usefixtures("small_leaves")


def test_archives_and_corrections_in_a_store(
    bucket: Bucket, place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seeds = tmp_path / "seeds"
    write_articles(seeds, range(2))
    for number, form in enumerate(FORMS):
        members = [
            (f"{member}.txt", article_text(10 * number + member).encode()) for member in (1, 2)
        ]
        pack(seeds / f"old{form}", members)
    (seeds / "corrections.toml").write_text('[[remove]]\nnames = ["Astrid Elmkvist"]\n')
    bucket.put_folder(seeds, f"{place}seeds/")
    got: list[str] = []

    def noted(store: Store, name: str, *rest: Any, work: Any) -> Any:
        got.append(name.removeprefix(f"{place}seeds/"))
        return work(store, name, *rest)

    for work in (Store._read, Store._hash, Store._fetch):
        monkeypatch.setattr(Store, work.__name__, partialmethod(noted, work=work))
    build(url(place, "seeds"), url(place, "news"))
    build(seeds, tmp_path / "local")
    assert stored_files(bucket, place) == local_files(tmp_path / "local")
    # Each archive came down once, and lies there under its own name.
    assert sorted(name for name in got if name.startswith("old")) == sorted(
        f"old{form}" for form in FORMS
    )
    assert len(local_copies(tmp_path)) == len(FORMS)


def local_copies(folder: Path) -> list[Path]:
    """What came down to be read here, drafts among it."""
    return list((folder / "cache" / "objects").rglob("*"))[1:]


def test_what_comes_down_otherwise_than_it_was_listed_leaves_nothing(
    bucket: Bucket, place: str, tmp_path: Path
) -> None:
    archive = packed("a.zip", [("1.txt", article_text(1).encode())])
    for key in ("seeds/a.zip", "seeds/b.zip"):
        bucket.put(f"{place}{key}", archive)
    changed, gone = find_seed_files(url(place, "seeds"))
    assert isinstance(changed, SeedArchive) and isinstance(gone, SeedArchive)
    assert [type(found) for found in list_members(changed)] == [SeedFile]
    [copy] = local_copies(tmp_path)
    copy.unlink()
    bucket.put(f"{place}seeds/a.zip", archive + b" ")
    bucket.delete(f"{place}seeds/b.zip")
    for found in (changed, gone):
        [told] = list_members(found)
        assert isinstance(told, Reject) and told.reason == "vanished"
    assert local_copies(tmp_path) == []
