"""Archives among the seeds: after any history the bytes of a build from nothing, and only members
that changed are done again."""

from __future__ import annotations

import os
import random
import shutil
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from dataset_building import (
    VERSION,
    article_name,
    article_text,
    build,
    published_bytes,
    write_articles,
)

from flows.publishing import open_output, verify
from flows.reading import find_seed_files
from tests.publishing.packing import FORMS, pack


def texts(numbers: range, changed: int | None = None) -> list[tuple[str, bytes]]:
    """Members, one for each number; the text of one of them may be another."""
    return [
        (f"2024/{number}.txt", article_text(1000 if number == changed else number).encode())
        for number in numbers
    ]


def planned(seeds: Path, output: Path, settle: float = 0) -> dict[str, int]:
    with open_output(output) as out:
        plan = out.plan(find_seed_files(seeds), VERSION, settle_seconds=settle)
        names = ("new", "changed", "unchanged", "removed", "redone", "to_process", "unsettled")
        return {name: getattr(plan, name) for name in names if getattr(plan, name)}


def rejects(output: Path) -> list[tuple[str, str]]:
    rows = pq.read_table(output / "rejects").to_pylist()
    return [(row["source_file"], row["reason"]) for row in rows]


def age(path: Path) -> Path:
    """Let a file be old enough for its time to be trusted."""
    os.utime(path, ns=(10**18, 10**18))
    return path


def random_change(chance: random.Random, seeds: Path) -> None:
    path = seeds / f"arkiv{chance.randrange(2)}{chance.choice(FORMS)}"
    change = chance.choice(["pack", "pack", "repeat", "touch", "delete", "cut", "flip", "folder"])
    if path.is_dir():
        shutil.rmtree(path)
    known = path.read_bytes() if path.exists() else b""
    if change == "repeat":
        pack(path, [(article_name(n % 3), article_text(n).encode()) for n in range(5)])
    elif change == "folder":
        path.unlink(missing_ok=True)
        write_articles(path, range(2))
    elif change == "pack" or not known:
        begin = chance.randrange(6)
        names = ("{0}", "mappe/{0}", "{0}.docx")
        pack(path, [(chance.choice(names).format(article_name(n)), article_text(n).encode())
                    for n in range(begin, begin + chance.randrange(7))])  # fmt: skip
    elif change == "touch":
        os.utime(path, ns=(chance.randrange(10**9),) * 2)
    elif change == "delete":
        path.unlink()
    elif change == "cut":
        path.write_bytes(known[: chance.randrange(len(known))])
    else:
        at = chance.randrange(len(known))
        path.write_bytes(known[:at] + bytes([known[at] ^ 16]) + known[at + 1 :])


@pytest.mark.parametrize("history", range(2))
def test_any_history_ends_in_the_bytes_of_a_build_from_nothing(
    history: int, tmp_path: Path
) -> None:
    chance = random.Random(history)
    seeds, grown = tmp_path / "seeds", tmp_path / "grown"
    write_articles(seeds, range(2))
    for _ in range(4):
        for _ in range(chance.randrange(1, 5)):
            random_change(chance, seeds)
        build(seeds, grown, chance.randrange(1, 9), shuffled=chance)
        if chance.random() < 0.2:
            (grown / ".state" / "ledger.db").unlink()
    build(seeds, grown, chance.randrange(1, 9), shuffled=chance)
    build(seeds, tmp_path / "fresh")
    assert published_bytes(grown) == published_bytes(tmp_path / "fresh")
    assert verify(grown) == []


@pytest.mark.parametrize("form", FORMS)
def test_only_members_that_changed_are_done_again(form: str, tmp_path: Path) -> None:
    seeds, output = tmp_path / "seeds", tmp_path / "output"
    archive = age(pack(seeds / f"a{form}", texts(range(9))))
    assert build(seeds, output, batch_size=4).rows["articles"] == 9
    assert planned(seeds, output) == {"unchanged": 9}
    pack(archive, texts(range(1, 10), changed=5))
    assert planned(seeds, output) == {
        "new": 1, "changed": 1, "unchanged": 7, "removed": 1, "to_process": 2,
    }  # fmt: skip
    build(seeds, output)
    assert planned(seeds, output) == {"unchanged": 9}
    os.utime(archive, ns=(5, 5))
    assert planned(seeds, output) == {"unchanged": 9}
    archive.unlink()
    assert planned(seeds, output) == {"removed": 9}


def test_an_archive_of_known_size_and_time_is_not_read(tmp_path: Path) -> None:
    seeds, output = tmp_path / "seeds", tmp_path / "output"
    archive = age(pack(seeds / "a.zip", [*texts(range(5)), ("x.docx", b"x")]))
    build(seeds, output)
    archive.write_bytes(bytes(archive.stat().st_size))
    age(archive)
    assert planned(seeds, output) == {"unchanged": 5}
    assert not build(seeds, output).changed
    assert rejects(output) == [("a.zip/x.docx", "not_text_file")]


def test_of_members_with_one_name_the_last_is_read(tmp_path: Path) -> None:
    for form in FORMS:
        seeds, output = tmp_path / f"seeds{form}", tmp_path / f"output{form}"
        twice = [("a.txt", article_text(n).encode()) for n in (1, 2)]
        pack(seeds / f"a{form}", [*twice, *texts(range(2))])
        build(seeds, output, batch_size=1)
        published = pq.read_table(output / "articles", columns=["source_file", "text"]).to_pylist()
        [text] = [row["text"] for row in published if row["source_file"] == f"a{form}/a.txt"]
        assert "sag 2" in text
        assert rejects(output) == [(f"a{form}/a.txt", "name_repeated")]
        assert planned(seeds, output) == {"unchanged": 3}


def test_an_article_in_an_archive_and_as_a_file_is_published_once(tmp_path: Path) -> None:
    seeds, output = tmp_path / "seeds", tmp_path / "output"
    write_articles(seeds / "b", range(3))
    pack(seeds / "a.tar.gz", [(article_name(n), article_text(n).encode()) for n in range(4)])
    assert build(seeds, output).rows["articles"] == 4
    expected = [(f"b/{article_name(n)}", "duplicate_id") for n in range(3)]
    assert rejects(output) == sorted(expected)
    (seeds / "a.tar.gz").unlink()
    assert build(seeds, output).rows["articles"] == 3
    assert rejects(output) == []


def test_an_archive_that_is_being_written_keeps_its_published_members(tmp_path: Path) -> None:
    seeds, output = tmp_path / "seeds", tmp_path / "output"
    archive = age(pack(seeds / "a.tar", texts(range(4))))
    build(seeds, output)
    archive.write_bytes(archive.read_bytes()[:2000])
    pack(seeds / "b.zip", texts(range(2)))
    assert planned(seeds, output, settle=60) == {"unchanged": 4, "unsettled": 2}


def test_an_archive_replaced_during_a_run_is_put_right_by_the_next(tmp_path: Path) -> None:
    from flows.batches import process_batch

    seeds, output = tmp_path / "seeds", tmp_path / "output"
    archive = age(pack(seeds / "a.zip", texts(range(4))))
    whole = archive.read_bytes()
    with open_output(output) as out:
        plan = out.plan(find_seed_files(seeds), VERSION)
        pack(archive, texts(range(2, 9)))
        results = [process_batch(batch, plan.stage, n) for n, batch in enumerate(plan.batches(2))]
        out.publish(plan, results)
    assert {reason for _, reason in rejects(output)} == {"vanished"}
    # Back as it was, time and all: the run must not believe that it has read it.
    archive.write_bytes(whole)
    age(archive)
    build(seeds, output)
    build(seeds, tmp_path / "fresh")
    assert published_bytes(output) == published_bytes(tmp_path / "fresh")
    assert rejects(output) == []
