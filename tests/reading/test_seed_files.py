"""Which entries of a folder are seed files, in which order, and what becomes of the rest."""

from __future__ import annotations

import os
import socket
import unicodedata
from pathlib import Path

import pytest

from flows.reading import SeedFile, SeedsFolderError, find_seed_files
from flows.records import Reject


def write(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(" date 2024-03 Det sner.\n", encoding="utf-8")


def found(folder: Path) -> list[str]:
    return [seed.source_file for seed in find_seed_files(folder) if isinstance(seed, SeedFile)]


def reasons(folder: Path) -> dict[str, str]:
    return {
        entry.source_file: entry.reason
        for entry in find_seed_files(folder)
        if isinstance(entry, Reject)
    }


def test_files_come_sorted_by_their_path_with_nested_folders(tmp_path: Path) -> None:
    write(tmp_path, "b.txt", "a/z.txt", "a.txt", "a-b/c.txt", "a/2024/03/x.txt", "Å.txt", "a b.txt")
    paths = found(tmp_path)
    assert paths == sorted(paths)
    assert set(paths) == {
        "b.txt",
        "a/z.txt",
        "a.txt",
        "a-b/c.txt",
        "a/2024/03/x.txt",
        "Å.txt",
        "a b.txt",
    }


def test_a_seed_file_knows_its_size_and_age(tmp_path: Path) -> None:
    write(tmp_path, "a.txt")
    os.utime(tmp_path / "a.txt", ns=(1, 1_700_000_000_123_456_789))
    [seed] = find_seed_files(tmp_path)
    assert isinstance(seed, SeedFile)
    assert (seed.size, seed.mtime_ns) == (
        (tmp_path / "a.txt").stat().st_size,
        1_700_000_000_123_456_789,
    )


def test_decomposed_names_are_told_in_nfc_and_opened_by_their_real_name(tmp_path: Path) -> None:
    stored = unicodedata.normalize("NFD", "blå/søndag på Ærø.txt")
    write(tmp_path, stored)
    [seed] = find_seed_files(tmp_path)
    assert isinstance(seed, SeedFile)
    assert seed.source_file == "blå/søndag på Ærø.txt"
    assert seed.path.read_text(encoding="utf-8").endswith("Det sner.\n")


def test_two_unicode_forms_of_one_name_are_not_read_twice(tmp_path: Path) -> None:
    write(tmp_path, "å.txt", unicodedata.normalize("NFD", "å.txt"), "b.txt")
    if len(list(tmp_path.iterdir())) == 3:  # a file system may know them for one name
        assert found(tmp_path) == ["b.txt", "å.txt"]
        assert reasons(tmp_path) == {"å.txt": "name_taken"}


@pytest.mark.parametrize(
    "name",
    [
        ".DS_Store",
        ".hidden.txt",
        ".git/x.txt",
        "README.md",
        "readme.txt",
        "LICENSE",
        "Thumbs.db",
        "a.txt.part",
    ],
)
def test_what_is_no_seed_by_name_is_passed_over(tmp_path: Path, name: str) -> None:
    write(tmp_path, name, "a.txt")
    assert found(tmp_path) == ["a.txt"]
    assert reasons(tmp_path) == {}


@pytest.mark.parametrize("name", ["licensen stiger.txt", "license/a.b.txt", "readme-strid.txt"])
def test_names_that_only_begin_like_a_note_are_read(tmp_path: Path, name: str) -> None:
    write(tmp_path, name)
    assert found(tmp_path) == ([] if "/" in name else [name])


@pytest.mark.parametrize("name", ["a.docx", "a.html", "artikel", "a.txt.bak", "a.pdf"])
def test_other_kinds_of_files_are_listed_with_the_reason(tmp_path: Path, name: str) -> None:
    write(tmp_path, name, "b.TXT")
    assert found(tmp_path) == ["b.TXT"]
    assert reasons(tmp_path) == {name: "not_text_file"}


def test_links_are_never_followed(tmp_path: Path) -> None:
    seeds, outside = tmp_path / "seeds", tmp_path / "outside"
    write(outside, "secret.txt")
    write(seeds, "a.txt", "sub/b.txt")
    (seeds / "out.txt").symlink_to(outside / "secret.txt")
    (seeds / "out").symlink_to(outside)
    (seeds / "in.txt").symlink_to(seeds / "a.txt")
    (seeds / "sub" / "loop").symlink_to(seeds)
    (seeds / "dangling.txt").symlink_to(tmp_path / "nothing.txt")
    (seeds / "self.txt").symlink_to("self.txt")
    assert found(seeds) == ["a.txt", "sub/b.txt"]
    assert reasons(seeds) == {
        "out.txt": "link_outside",
        "out": "link_outside",
        "in.txt": "link_inside",
        "sub/loop": "link_inside",
        "dangling.txt": "link_broken",
        "self.txt": "link_broken",
    }


def test_a_folder_beside_the_seeds_with_the_same_beginning_is_outside(tmp_path: Path) -> None:
    write(tmp_path / "seeds", "a.txt")
    write(tmp_path / "seeds-old", "b.txt")
    (tmp_path / "seeds" / "b.txt").symlink_to(tmp_path / "seeds-old" / "b.txt")
    assert reasons(tmp_path / "seeds") == {"b.txt": "link_outside"}


def test_the_seeds_folder_itself_may_be_a_link(tmp_path: Path) -> None:
    write(tmp_path / "real", "a.txt")
    (tmp_path / "seeds").symlink_to(tmp_path / "real")
    assert found(tmp_path / "seeds") == ["a.txt"]


def test_pipes_and_sockets_are_no_seed_files(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(os.path.relpath(tmp_path / "socket.txt"))
        assert reasons(tmp_path) == {
            "pipe.txt": "not_regular_file",
            "socket.txt": "not_regular_file",
        }


def test_a_name_that_is_no_unicode_is_listed_readably(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/bl\xe5.txt"
    with open(path, "wb") as file:  # noqa: PTH123 (the name has no str form to make a Path of)
        file.write(b"x")
    [entry] = find_seed_files(tmp_path)
    assert isinstance(entry, Reject)
    assert entry.reason == "name_not_unicode"
    assert entry.source_file.encode("utf-8").startswith(b"bl")


def test_a_folder_named_like_a_file_is_a_folder(tmp_path: Path) -> None:
    write(tmp_path, "x.txt/a.txt")
    assert found(tmp_path) == ["x.txt/a.txt"]


def test_deep_nesting_is_no_problem(tmp_path: Path) -> None:
    deep = "/".join(["d"] * 300) + "/a.txt"
    write(tmp_path, deep)
    assert found(tmp_path) == [deep]


def test_entries_that_come_and_go_do_no_harm(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", "b.txt", "c/d.txt", "e.txt")
    entries = find_seed_files(tmp_path)
    assert next(entries) == next(find_seed_files(tmp_path))
    (tmp_path / "b.txt").unlink()
    (tmp_path / "c" / "d.txt").unlink()
    (tmp_path / "c").rmdir()
    rest = list(entries)
    assert [(entry.source_file, getattr(entry, "reason", "found")) for entry in rest] == [
        ("b.txt", "vanished"),
        ("c", "vanished"),
        ("e.txt", "found"),
    ]


@pytest.mark.parametrize(
    ("name", "says"), [("missing", "does not exist"), ("file.txt", "not a folder")]
)
def test_a_seeds_folder_that_is_none_is_told_at_once(tmp_path: Path, name: str, says: str) -> None:
    write(tmp_path, "file.txt")
    with pytest.raises(SeedsFolderError, match=says) as told:
        find_seed_files(tmp_path / name)
    assert name in str(told.value)
    assert "\n" not in str(told.value)


def test_an_empty_folder_has_no_seed_files(tmp_path: Path) -> None:
    assert list(find_seed_files(tmp_path)) == []
