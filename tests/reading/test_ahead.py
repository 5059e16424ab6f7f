"""Files are asked for before they are read, and nothing that stands in their place does harm."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest

from flows.reading import ahead, find_seed_files, read_article
from flows.reading.ahead import asking_ahead
from flows.records import Article, Reject


@pytest.fixture(params=["from memory", "from a disk"], autouse=True)
def answering(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files that come at once, and files that are waited for."""
    monkeypatch.setattr(ahead, "_FROM_MEMORY", 60.0 if request.param == "from memory" else 0.0)


def test_files_read_while_they_are_asked_for_are_read_whole(tmp_path: Path) -> None:
    for number in range(100):
        text = f"date 2024-03 Byen får bro nummer {number}.\n\nDen er flot.\n"
        (tmp_path / f"{number:03d}.txt").write_text(text, encoding="utf-8")
    seeds = [seed for seed in find_seed_files(tmp_path) if not isinstance(seed, Reject)]

    with asking_ahead([seed.path for seed in seeds]):
        articles = [read_article(seed) for seed in seeds]

    assert [a.text.split(".")[0] for a in articles if isinstance(a, Article)] == [
        f"Byen får bro nummer {number}" for number in range(100)
    ]


def test_pipes_links_folders_and_files_that_are_gone_are_passed_over(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "link.txt").symlink_to(tmp_path / "nowhere")
    (tmp_path / "folder.txt").mkdir()
    names = ["pipe.txt", "link.txt", "folder.txt", "gone.txt", "no\0name.txt"]

    threads = threading.active_count()
    with asking_ahead([tmp_path / name for name in names]):
        pass

    assert threading.active_count() == threads


def test_an_error_inside_ends_the_asking_and_is_passed_on(tmp_path: Path) -> None:
    threads = threading.active_count()
    with pytest.raises(KeyError), asking_ahead([tmp_path / f"{n}.txt" for n in range(1000)]):
        raise KeyError

    assert threading.active_count() == threads
