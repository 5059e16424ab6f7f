"""Seeds and output in a store: the same bytes as in folders, whatever happens on the way."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from dataset_building import VERSION, article_name, article_text, build, write_articles
from packing import packed
from s3_server import Bucket
from stores import build_elsewhere, latest, local_files, on_another_machine, stored_files, url

from flows.batches import process_batch
from flows.publishing import OutputBusyError, OutputError, open_output, readable, verify
from flows.reading import find_seed_files
from flows.store.client import Store

pytestmark = pytest.mark.usefixtures("small_leaves")


def test_a_history_of_changes_gives_the_bytes_of_a_folder(
    bucket: Bucket, place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seeds = tmp_path / "seeds"
    write_articles(seeds, range(8))
    write_articles(seeds, range(8, 11), "2023-11")
    (seeds / "empty.txt").write_text("")

    def run() -> bool:
        bucket.put_folder(seeds, f"{place}seeds/")
        published = build(url(place, "seeds"), url(place, "news"))
        shutil.rmtree(tmp_path / "local", ignore_errors=True)
        build(seeds, tmp_path / "local")
        assert stored_files(bucket, place) == local_files(tmp_path / "local")
        return published.changed

    assert run()
    write_articles(seeds, range(20, 23))  # added
    (seeds / article_name(0)).write_text(article_text(77), encoding="utf-8")  # changed
    (seeds / article_name(1)).unlink()  # removed
    assert run()
    on_another_machine(monkeypatch, tmp_path / "elsewhere")
    (seeds / "folder").mkdir()
    (seeds / article_name(2)).rename(seeds / "folder" / "2.txt")
    assert run()
    assert not run()
    assert verify(url(place, "news")) == []


def test_what_is_known_is_not_read_again(
    bucket: Bucket, place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(4):
        bucket.put(f"{place}seeds/{article_name(number)}", article_text(number))
    build(url(place, "seeds"), url(place, "news"))
    # What is younger than the clocks can tell is looked at once more, and then never again.
    build(url(place, "seeds"), url(place, "news"))
    monkeypatch.setattr("flows.publishing.planning._SETTLED_NS", -(10**15))
    build(url(place, "seeds"), url(place, "news"))

    read: list[str] = []
    wanted = Store._read, Store._hash, Store._fetch
    for work in wanted:

        def noted(store: Store, name: str, *rest: object, _work: object = work) -> object:
            read.append(name)
            assert callable(_work)
            return _work(store, name, *rest)

        monkeypatch.setattr(Store, work.__name__, noted)
    before = latest(bucket, place)
    on_another_machine(monkeypatch, tmp_path / "elsewhere")
    assert not build(url(place, "seeds"), url(place, "news")).changed
    assert latest(bucket, place) == before
    assert [name for name in read if "seeds/" in name and name.endswith(".txt")] == []
    read.clear()
    bucket.put(f"{place}seeds/{article_name(9)}", article_text(9))
    assert build(url(place, "seeds"), url(place, "news")).changed
    assert {name for name in read if name.endswith(".txt")} == {f"{place}seeds/{article_name(9)}"}


def test_an_object_replaced_within_the_same_second_is_seen(bucket: Bucket, place: str) -> None:
    key = f"{place}seeds/{article_name(5)}"
    bucket.put(key, article_text(5))
    build(url(place, "seeds"), url(place, "news"))
    bucket.put(key, article_text(5).replace("Aarhus", "Odense"))
    assert build(url(place, "seeds"), url(place, "news")).changed


ODD_KEYS = (
    "a//b.txt",
    "../c.txt",
    "./d.txt",
    "æøå ü.txt",
    " .txt",
    "%41+b?c#d.txt",
    "bell\x07.txt",
    '<b>&amp;".txt',
    "=1+1.txt",
    "back\\slash.txt",
    "😀.TXT",
)


def test_keys_are_data(bucket: Bucket, place: str, tmp_path: Path) -> None:
    for number, key in enumerate(ODD_KEYS):
        bucket.put(f"{place}seeds/{key}", article_text(number))
    bucket.put(f"{place}seeds/", "")
    bucket.put(f"{place}seeds/folder/", "")
    bucket.put(f"{place}seeds/.hidden/x.txt", article_text(50))
    bucket.put(f"{place}seeds/picture.jpg", b"\xff\xd8")
    bucket.put(f"{place}seeds/empty.txt", "")
    bucket.put(f"{place}seeds/binary.txt", bytes(range(256)) * 10)
    bucket.put(f"{place}seeds/frozen.txt", article_text(51), "GLACIER")
    # In a store, an archive may stand where others have a folder.
    bucket.put(f"{place}seeds/pakke.zip", packed("pakke.zip", [("a.txt", b"Det sner.")]))
    bucket.put(f"{place}seeds/pakke.zip/a.txt", article_text(70))
    bucket.put(f"{place}seeds/pakke.zip/mappe/b.txt", article_text(72))
    bucket.put(f"{place}seeds/mappe.zip/a.txt", article_text(71))
    # Nor does its name in another Unicode form make room for it.
    odd_text = "Det regner."
    odd = [("a.txt", odd_text.encode())]
    bucket.put(f"{place}seeds/a\u030arbog.zip", packed("a\u030arbog.zip", odd))
    bucket.put(f"{place}seeds/\u00e5rbog.zip/a.txt", article_text(73))
    bucket.put(f"{place}seeds/\u00f8.zip", packed("\u00f8.zip", odd))
    bucket.put(f"{place}seeds/A\u030a.zip", packed("A\u030a.zip", odd))
    for form in ("e\u0301n.txt", "\u00e9n.txt"):  # one name in two Unicode forms
        bucket.put(f"{place}seeds/{form}", article_text(60))
    build(url(place, "seeds"), url(place, "news"))

    import pyarrow.parquet as pq

    output = readable(url(place, "news"))
    articles = pq.read_table(str(output / "articles"), partitioning=None)
    rejects = pq.read_table(str(output / "rejects"), partitioning=None)
    texts = dict(
        zip(articles["source_file"].to_pylist(), articles["text"].to_pylist(), strict=True)
    )
    archived = {"pakke.zip/a.txt": "Det sner.", "ø.zip/a.txt": odd_text, "Å.zip/a.txt": odd_text}
    named = {"\u00e9n.txt", "mappe.zip/a.txt", "årbog.zip/a.txt"}
    assert set(texts) == {*ODD_KEYS, *named, *archived}
    assert {name: texts[name] for name in archived} == archived
    reasons = {row["source_file"]: row["reason"] for row in rejects.to_pylist()}
    assert reasons == {
        "picture.jpg": "not_text_file",
        "empty.txt": "empty",
        "binary.txt": "binary",
        "frozen.txt": "unreadable",
        "\u00e9n.txt": "name_taken",
        "pakke.zip/a.txt": "name_taken",
        "pakke.zip/mappe/b.txt": "name_taken",
        "årbog.zip": "name_taken",
    }
    assert verify(url(place, "news")) == []
    assert list(tmp_path.rglob("c.txt")) == []


def test_two_runs_at_once_end_well(bucket: Bucket, place: str, tmp_path: Path) -> None:
    """One steps aside; and where it cannot know, as after a long sleep, it undoes nothing."""
    bucket.put(f"{place}seeds/{article_name(1)}", article_text(1))
    seeds, output = url(place, "seeds"), url(place, "news")
    with open_output(output) as first:
        plan = first.plan(find_seed_files(seeds), VERSION)
        results = [process_batch(batch, plan.stage, 0) for batch in plan.batches(10)]
        with pytest.raises(OutputBusyError, match=r"s3://arkiv/.*in use by another run"):
            build_elsewhere(seeds, output, tmp_path / "elsewhere")
        # The first sleeps for so long that it is taken for dead.
        bucket.put(f"{place}seeds/{article_name(2)}", article_text(2))
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("flows.publishing.stored.lock.DEAD_SECONDS", -1.0)
            assert build_elsewhere(seeds, output, tmp_path / "elsewhere") == 2
        published = stored_files(bucket, place)
        with pytest.raises(OutputBusyError, match="another run has published"):
            first.publish(plan, results)
    assert stored_files(bucket, place) == published
    assert build(seeds, output).rows["articles"] == 2
    assert verify(output) == []


def test_a_reader_sees_whole_states_only(bucket: Bucket, place: str) -> None:
    """Whoever has read the pointer goes on reading until three more states are published."""
    import pyarrow.dataset as ds
    from pyarrow.fs import S3FileSystem

    seeds, output = url(place, "seeds"), url(place, "news")
    store = S3FileSystem(endpoint_override=os.environ["AWS_ENDPOINT_URL"])
    for number in range(3):
        bucket.put(f"{place}seeds/{article_name(number)}", article_text(number))
    build(seeds, output)
    state = f"arkiv/{latest(bucket, place)}"
    for number in range(3, 5):
        bucket.put(f"{place}seeds/{article_name(number)}", article_text(number))
        build(seeds, output)
        assert ds.dataset(f"{state}articles", filesystem=store).count_rows() == 3
    now = f"arkiv/{latest(bucket, place)}"
    assert ds.dataset(f"{now}articles", filesystem=store).count_rows() == 5
    bucket.put(f"{place}seeds/{article_name(5)}", article_text(5))
    build(seeds, output)
    with pytest.raises(FileNotFoundError):
        ds.dataset(f"{state}articles", filesystem=store)
    assert ds.dataset(f"{now}articles", filesystem=store).count_rows() == 5
    kept = {key.split("/")[3] for key in bucket.keys(f"{place}news/generations/")}
    assert len(kept) == 3
    assert state.split("/")[-2] not in kept


def test_damage_in_the_store_is_found_and_mended(
    bucket: Bucket, place: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    seeds, output = url(place, "seeds"), url(place, "news")
    for number in range(4):
        bucket.put(f"{place}seeds/{article_name(number)}", article_text(number))
    build(seeds, output)
    whole = stored_files(bucket, place)
    keys = bucket.keys(f"{latest(bucket, place)}quotes/")
    bucket.put(keys[0], bucket.get(keys[0])[:-1] + b"x")
    bucket.delete(keys[1])
    bucket.put(f"{latest(bucket, place)}quotes/month=2024-03/more.parquet", b"PAR1")
    assert {problem.code for problem in verify(output)} >= {
        "file_changed",
        "file_missing",
        "file_unlisted",
    }
    on_another_machine(monkeypatch, tmp_path / "elsewhere")
    with pytest.raises(OutputError, match="--rebuild mends it"):
        readable(output)
    build(seeds, output, rebuild=True)
    assert len(local_files(readable(output))) == len(whole)
    assert stored_files(bucket, place) == whole
    bucket.delete(f"{place}news/LATEST")
    assert [problem.code for problem in verify(output)] == ["link_broken"]
