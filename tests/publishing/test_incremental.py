"""Whatever happened before: the same seeds give the same bytes, and only what changed is done."""

from __future__ import annotations

import json
import os
import random
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from dataset_building import (
    MONTHS,
    VERSION,
    article_name,
    article_text,
    build,
    file_times,
    leftovers,
    published_bytes,
    write_articles,
)

from flows.publishing import entities, leaves, open_output, verify
from flows.reading import find_seed_files
from schemas import TABLES
from schemas.datapackage import PACKAGE_FILE


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    folder = tmp_path / "seeds"
    write_articles(folder, range(12))
    return folder


@pytest.fixture
def small_leaves(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(leaves, "LEAF_ARTICLES", 3)
    monkeypatch.setattr(entities, "BUCKET_ROWS", 8)


def planned(seeds: Path, output: Path, version: str = VERSION) -> dict[str, int]:
    with open_output(output) as out:
        plan = out.plan(find_seed_files(seeds), version)
        names = ("new", "changed", "unchanged", "removed", "redone", "to_process")
        return {name: getattr(plan, name) for name in names if getattr(plan, name)}


def rejects(output: Path) -> list[tuple[str, str]]:
    rows = pq.read_table(output / "rejects").to_pylist()
    return [(row["source_file"], row["reason"]) for row in rows]


def random_change(chance: random.Random, seeds: Path) -> None:
    """Add, change, rename, touch, copy or delete one seed file."""
    known = sorted(path for path in seeds.rglob("*") if path.is_file())
    number = chance.randrange(10_000)
    change = chance.choice(["add", "add", "add", "change", "rename", "touch", "copy", "delete"])
    if change == "add" or not known:
        name = chance.choice([article_name(number), f"noter om {number} æøå.txt"])
        path = seeds / chance.choice(["", "dybt/nede"]) / name
        path.parent.mkdir(parents=True, exist_ok=True)
        text = chance.choice([article_text(number, chance.choice(MONTHS)), "\0\1\2" * 50])
        path.write_text(text, encoding="utf-8")
        return
    path = chance.choice(known)
    if change == "change":
        path.write_text(article_text(number, chance.choice(MONTHS)), encoding="utf-8")
    elif change == "rename":
        path.rename(seeds / article_name(number))
    elif change == "touch":
        os.utime(path, ns=(number, number))
    elif change == "copy":
        # In another folder, under a name with the same id.
        (seeds / "kopi").mkdir(exist_ok=True)
        (seeds / "kopi" / path.name).write_bytes(path.read_bytes())
    else:
        path.unlink()


@pytest.mark.parametrize("history", range(3))
def test_any_history_ends_in_the_bytes_of_a_build_from_nothing(
    history: int, tmp_path: Path, seeds: Path, small_leaves: None
) -> None:
    chance = random.Random(history)
    for _ in range(4):
        build(seeds, tmp_path / "grown", chance.randrange(1, 9), shuffled=chance)
        for _ in range(chance.randrange(1, 8)):
            random_change(chance, seeds)
    build(seeds, tmp_path / "grown", chance.randrange(1, 9), shuffled=chance)
    build(seeds, tmp_path / "fresh")
    assert published_bytes(tmp_path / "grown") == published_bytes(tmp_path / "fresh")
    assert leftovers(tmp_path / "grown") == []


def test_unchanged_seeds_change_nothing_on_disk(tmp_path: Path, seeds: Path) -> None:
    output = tmp_path / "output"
    assert build(seeds, output).changed
    before = file_times(output), published_bytes(output)
    again = build(seeds, output)
    assert not again.changed
    assert again.rows["articles"] == 12
    assert (file_times(output), published_bytes(output)) == before


def test_a_run_without_changes_leaves_the_bookkeeping_byte_for_byte(
    tmp_path: Path, seeds: Path
) -> None:
    for path in seeds.iterdir():  # files of this moment would be looked at once more
        os.utime(path, (1, 1))

    def every_byte(output: Path) -> dict[str, bytes]:
        return {str(path): path.read_bytes() for path in output.rglob("*") if path.is_file()}

    output = tmp_path / "output"
    build(seeds, output)
    before = every_byte(output)
    with open_output(output):
        assert every_byte(output) != before, "who holds the lock stands in it"
    build(seeds, output)
    assert every_byte(output) == before
    (seeds / article_name(3)).unlink()
    build(seeds, output)
    assert every_byte(output) != before


def test_tables_without_a_description_get_one(tmp_path: Path, seeds: Path) -> None:
    """As those of an earlier version, which wrote a description only when it was asked to."""
    output = tmp_path / "output"
    build(seeds, output)
    manifest = output / "current" / "manifest.json"
    content = json.loads(manifest.read_bytes())
    manifest.write_text(json.dumps(content | {"description": ""}))
    (output / "current" / PACKAGE_FILE).unlink()
    (output / PACKAGE_FILE).unlink()
    (output / PACKAGE_FILE).write_text("{}")
    assert build(seeds, output).files_written == 0
    assert verify(output) == []
    assert not build(seeds, output).changed


def test_touched_files_are_unchanged(tmp_path: Path, seeds: Path) -> None:
    output = tmp_path / "output"
    build(seeds, output)
    for path in seeds.iterdir():
        os.utime(path, ns=(1, 1))
    assert planned(seeds, output) == {"unchanged": 12}


def test_a_file_changed_within_its_size_and_second_is_seen(tmp_path: Path, seeds: Path) -> None:
    output = tmp_path / "output"
    build(seeds, output)
    path = seeds / article_name(3)
    status = path.stat()
    path.write_text(path.read_text("utf-8").replace("Aarhus", "Odense"), encoding="utf-8")
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert path.stat().st_size == status.st_size
    assert planned(seeds, output) == {"changed": 1, "unchanged": 11, "to_process": 1}


def test_only_the_leaf_of_a_new_article_is_written(
    tmp_path: Path, seeds: Path, small_leaves: None
) -> None:
    output = tmp_path / "output"
    write_articles(seeds, range(40))
    first = build(seeds, output)
    before = {path: (output / "current" / path).stat().st_ino for path in published_bytes(output)}
    write_articles(seeds, range(40, 41))
    second = build(seeds, output)
    tables = {path: path.split("/")[0] for path in published_bytes(output).keys() - before.keys()}
    assert second.files_written == len(tables)
    # One leaf of four tables, or two if it was split; rejects stay.
    assert sum(table != "entities" for table in tables.values()) <= 8
    assert second.files_kept >= first.files_written / 2
    after = {path: (output / "current" / path).stat().st_ino for path in published_bytes(output)}
    assert sum(before.get(path) == inode for path, inode in after.items()) == second.files_kept


def test_new_code_redoes_everything(tmp_path: Path, seeds: Path) -> None:
    output = tmp_path / "output"
    build(seeds, output, version="a" * 64)
    assert planned(seeds, output, "a" * 64) == {"unchanged": 12}
    assert planned(seeds, output, "b" * 64) == {"unchanged": 12, "redone": 12, "to_process": 12}


def test_rebuild_gives_the_same_bytes(tmp_path: Path, seeds: Path) -> None:
    output = tmp_path / "output"
    build(seeds, output)
    before = published_bytes(output)
    assert build(seeds, output, rebuild=True).rows["articles"] == 12
    assert published_bytes(output) == before


def test_a_dataset_without_articles_has_tables_without_rows(tmp_path: Path, seeds: Path) -> None:
    output = tmp_path / "output"
    build(seeds, output)
    for path in seeds.iterdir():
        path.unlink()
    assert build(seeds, output).rows == dict.fromkeys(TABLES, 0)
    write_articles(seeds, range(2))
    build(seeds, output)
    build(seeds, tmp_path / "fresh")
    assert published_bytes(output) == published_bytes(tmp_path / "fresh")


def test_of_two_files_with_one_id_the_first_wins_until_it_is_gone(
    tmp_path: Path, seeds: Path
) -> None:
    output = tmp_path / "output"
    build(seeds, output)
    copy = seeds / "0" / article_name(5)
    copy.parent.mkdir()
    copy.write_text(article_text(99, "2023-11"), encoding="utf-8")
    build(seeds, output)
    assert rejects(output) == [(article_name(5), "duplicate_id")]
    files = pq.read_table(output / "articles")["source_file"].to_pylist()
    assert f"0/{article_name(5)}" in files
    assert article_name(5) not in files
    copy.unlink()
    build(seeds, output)
    assert rejects(output) == []
    assert article_name(5) in pq.read_table(output / "articles")["source_file"].to_pylist()


def test_a_file_that_becomes_readable_is_published(tmp_path: Path, seeds: Path) -> None:
    output = tmp_path / "output"
    empty = seeds / "tom.txt"
    empty.write_bytes(b"")
    build(seeds, output)
    assert rejects(output) == [("tom.txt", "empty")]
    assert planned(seeds, output) == {"unchanged": 13}
    empty.write_text(article_text(50), encoding="utf-8")
    assert build(seeds, output).rows["articles"] == 13
    assert rejects(output) == []
