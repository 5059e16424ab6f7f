"""Which changes of a folder are ready, and which have to wait."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from flows.reading import find_seed_files
from flows.watching import FolderChanges, Stamp, listing_of

OLD, NEW = (10, 1), (20, 2)


def test_a_new_file_is_ripe_once_it_has_stood_still() -> None:
    changes = FolderChanges(settle=2)
    assert len(changes.look({"a.txt": OLD}, now=0)) == 0
    assert len(changes.look({"a.txt": OLD}, now=1.9)) == 0
    assert len(changes.look({"a.txt": OLD}, now=2)) == 1
    changes.take(now=2)
    assert len(changes.look({"a.txt": OLD}, now=9)) == 0


def test_a_file_that_grows_waits_and_keeps_no_other_waiting() -> None:
    changes = FolderChanges(settle=2)
    for now in range(5):
        ripe = len(changes.look({"slow.txt": (now, now), "quick.txt": OLD}, float(now)))
        assert ripe == (1 if now >= 2 else 0)
    changes.take(now=4)
    assert len(changes.look({"slow.txt": (4, 4), "quick.txt": OLD}, now=6)) == 1


def test_changed_and_deleted_files_are_changes() -> None:
    changes = FolderChanges(settle=0)
    changes.look({"a.txt": OLD, "b.txt": OLD}, now=0)
    changes.take(now=0)
    assert len(changes.look({"a.txt": NEW}, now=1)) == 2


def test_what_comes_and_goes_unseen_is_none() -> None:
    changes = FolderChanges(settle=2)
    changes.look({"a.txt": OLD}, now=0)
    assert len(changes.look({}, now=1)) == 0
    assert len(changes.look({}, now=9)) == 0
    changes.look({"a.txt": OLD}, now=10)
    changes.look({"a.txt": OLD}, now=12)
    changes.take(now=12)
    changes.look({}, now=13)
    assert len(changes.look({"a.txt": OLD}, now=19)) == 0, "it is back as it was"


def test_changes_stay_ripe_until_they_are_taken() -> None:
    changes = FolderChanges(settle=1)
    changes.look({"a.txt": OLD}, now=0)
    first, last = (changes.look({"a.txt": OLD}, now) for now in (1, 99))
    assert first == last == {"a.txt": OLD}


@given(
    st.lists(
        st.dictionaries(st.sampled_from("abc"), st.tuples(st.integers(0, 2), st.integers(0, 2)))
    )
)
def test_everything_is_taken_in_the_end(listings: list[dict[str, Stamp]]) -> None:
    """Whatever happened before, a folder left alone is dealt with after the settle time."""
    changes = FolderChanges(settle=2)
    now = 0.0
    for listing in listings:
        if changes.look(listing, now):
            changes.take(now)
        now += 1
    last = listings[-1] if listings else {}
    for _ in range(4):
        if changes.look(last, now):
            changes.take(now)
        now += 1
    assert changes._taken == last


def test_a_listing_tells_files_and_what_is_none(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("date 2024-03 Nyt.", encoding="utf-8")
    (tmp_path / "b.jpg").write_bytes(b"x")
    (tmp_path / "c.txt.part").write_bytes(b"x")
    listing = listing_of(find_seed_files(tmp_path))
    assert set(listing) == {"a.txt", "b.jpg"}
    assert listing["b.jpg"] == "not_text_file"
    settings = [tmp_path / "c.txt.part", tmp_path / "gone.toml"]
    followed = listing_of(find_seed_files(tmp_path), settings)
    assert set(followed) == {"a.txt", "b.jpg", str(tmp_path / "c.txt.part")}
    status = (tmp_path / "a.txt").stat()
    assert listing["a.txt"] == (status.st_size, status.st_mtime_ns)
