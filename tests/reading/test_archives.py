"""Archives of articles: every member is read as if it were a file, and what cannot be is told."""

from __future__ import annotations

import io
import random
import stat
import subprocess
import tarfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.reading import (
    SeedArchive,
    SeedFile,
    article_from_bytes,
    find_seed_files,
    list_members,
    read_article,
    read_bytes,
)
from flows.reading.archives import listing
from flows.records import Article, Reject
from tests.publishing.packing import FORMS, Members, pack, packed

TEXTS = [
    ("000_22208414b9dc37b4.txt", b"date 2024-03 Det sner i Testby.\n"),
    ("2024/b\xc3\xa5d og \xc3\xb8.txt".encode("latin-1").decode(), b"date 2024-03 Det regner.\n"),
    ("./dybt/nede/" + "m" * 180 + ".txt", b"date 2024-03 Solen skinner. " + b"Ord. " * 30_000),
]


def members(path: Path) -> list[SeedFile | Reject]:
    """All that the archives of a folder hold."""
    archives = [entry for entry in find_seed_files(path) if isinstance(entry, SeedArchive)]
    return [member for archive in archives for member in list_members(archive)]


def contents(folder: Path) -> dict[str, bytes | str]:
    """Bytes of each member, or the reason why there are none."""
    found: dict[str, bytes | str] = {}
    for member in members(folder):
        content = member if isinstance(member, Reject) else read_bytes(member)
        found[member.source_file] = content.reason if isinstance(content, Reject) else content
    return found


@pytest.mark.parametrize("form", FORMS)
def test_members_are_read_as_if_they_were_files(form: str, tmp_path: Path) -> None:
    pack(tmp_path / "sub" / f"arkiv{form}", TEXTS)
    archive = f"sub/arkiv{form}"
    assert contents(tmp_path) == {
        f"{archive}/{name.removeprefix('./')}": text for name, text in TEXTS
    }
    first = members(tmp_path)[0]
    assert isinstance(first, SeedFile)
    assert read_article(first) == article_from_bytes(f"{archive}/{TEXTS[0][0]}", TEXTS[0][1])
    article = read_article(first)
    assert isinstance(article, Article)
    assert article.article_id == "22208414b9dc37b4"


@given(
    st.lists(
        st.tuples(
            st.text("abcæøå .-/", min_size=1, max_size=130).filter(lambda name: name[-1] != "/"),
            st.binary(max_size=2000),
        ),
        max_size=8,
        unique_by=lambda member: member[0].replace("./", ""),
    ),
    st.sampled_from([tarfile.USTAR_FORMAT, tarfile.GNU_FORMAT, tarfile.PAX_FORMAT]),
)
def test_every_tar_format_gives_what_was_packed(
    tmp_path_factory: pytest.TempPathFactory, packed_members: list[tuple[str, bytes]], form: int
) -> None:
    folder = tmp_path_factory.mktemp("tar")
    expected = {}
    with tarfile.open(folder / "a.tar", "w", format=form) as tar:
        for number, (stem, text) in enumerate(packed_members):
            info = tarfile.TarInfo(f"m/{number}{stem}.txt")
            info.size = len(text)
            try:
                tar.addfile(info, io.BytesIO(text))
            except ValueError:  # too long a name for ustar
                continue
            parts = [part for part in info.name.split("/") if part not in ("", "..")]
            if not any(part.startswith(".") for part in parts):
                expected[f"a.tar/{info.name}"] = text
    found = contents(folder)
    assert {name: found[name] for name in expected} == expected


def test_programs_of_the_system_pack_the_same(tmp_path: Path) -> None:
    source = tmp_path / "source"
    for name, text in TEXTS:
        (source / name).parent.mkdir(parents=True, exist_ok=True)
        (source / name).write_bytes(text)
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    subprocess.run(["tar", "-czf", seeds / "a.tgz", "-C", source, "."], check=True)
    expected = {f"a.tgz/{name.removeprefix('./')}": text for name, text in TEXTS}
    assert contents(seeds) == expected


def test_a_streamed_zip_is_read_with_and_without_its_end(tmp_path: Path) -> None:
    class Pipe(io.RawIOBase):
        written = b""

        def writable(self) -> bool:
            return True

        def write(self, content: bytes) -> int:  # type: ignore[override]
            self.written += bytes(content)
            return len(content)

    pipe = Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in TEXTS[:2]:
            archive.writestr(name, text)
    (tmp_path / "a.zip").write_bytes(pipe.written)
    (tmp_path / "b.zip").write_bytes(pipe.written[:-30])
    texts = dict(TEXTS[:2])
    assert contents(tmp_path) == {
        **{f"a.zip/{name}": text for name, text in texts.items()},
        **{f"b.zip/{name}": text for name, text in texts.items()},
        "b.zip": "archive_damaged",
    }


@pytest.mark.parametrize("form", FORMS)
def test_what_stands_before_a_break_is_read(form: str, tmp_path: Path) -> None:
    chance = random.Random(1)
    texts = [(f"{n:02d}.txt", b"date 2024 " + chance.randbytes(3000).hex().encode())
             for n in range(40)]  # fmt: skip
    whole = packed(f"a{form}", texts)
    (tmp_path / f"a{form}").write_bytes(whole[: len(whole) // 2])
    found = contents(tmp_path)
    assert found.pop(f"a{form}") == "archive_damaged"
    assert 10 < len(found) < 21
    assert found == {f"a{form}/{name}": text for name, text in texts[: len(found)]}
    told = members(tmp_path)[-1]
    assert isinstance(told, Reject)
    assert f"{len(found) - 1:02d}.txt" in told.detail and "byte" in told.detail


def test_what_is_no_article_is_told_by_name(tmp_path: Path) -> None:
    odd: Members = [
        ("rapport.docx", b"x"), ("indre.zip", packed("x.zip", TEXTS)), ("__MACOSX/._a.txt", b"x"),
        (".DS_Store", b"x"), ("README.md", b"x"), ("mappe/", b""), ("tom.txt", b""),
        ("/etc/noter.txt", b"Det sner."), ("../noter.txt", b"Det sner."),
    ]  # fmt: skip
    pack(tmp_path / "a.zip", odd)
    pack(tmp_path / "b.tar", [member for member in odd if not member[0].endswith("/")])
    expected = {
        "rapport.docx": "not_text_file", "indre.zip": "nested_archive", "tom.txt": b"",
        "/etc/noter.txt": b"Det sner.", "../noter.txt": b"Det sner.",
    }  # fmt: skip
    assert contents(tmp_path) == {
        f"{archive}/{name}": what
        for archive in ("a.zip", "b.tar")
        for name, what in expected.items()
    }


def test_links_and_devices_in_a_tar_are_not_followed(tmp_path: Path) -> None:
    with tarfile.open(tmp_path / "a.tar", "w") as tar:
        for kind, name in ((tarfile.SYMTYPE, "l"), (tarfile.LNKTYPE, "h"), (tarfile.CHRTYPE, "d"),
                           (tarfile.FIFOTYPE, "p")):  # fmt: skip
            info = tarfile.TarInfo(f"{name}.txt")
            info.type, info.linkname = kind, "/etc/passwd"
            tar.addfile(info)
    with zipfile.ZipFile(tmp_path / "b.zip", "w") as archive:
        link = zipfile.ZipInfo("l.txt")
        link.create_system, link.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
    assert contents(tmp_path) == {
        "a.tar/l.txt": "link_in_archive", "a.tar/h.txt": "link_in_archive",
        "a.tar/d.txt": "not_regular_file", "a.tar/p.txt": "not_regular_file",
        "b.zip/l.txt": "link_in_archive",
    }  # fmt: skip


def test_locked_damaged_and_oddly_packed_members_of_a_zip(tmp_path: Path) -> None:
    content = bytearray(packed("a.zip", [(f"{n}.txt", b"Det sner. " * 9) for n in range(4)]))
    directory = [at for at in range(len(content)) if content[at : at + 4] == b"PK\1\2"]
    content[directory[0] + 8] |= 1  # encrypted
    content[directory[1] + 10] = 99  # packed by nobody knows what
    content[directory[2] + 16] ^= 1  # checksum
    (tmp_path / "a.zip").write_bytes(content)
    assert contents(tmp_path) == {
        "a.zip/0.txt": "encrypted", "a.zip/1.txt": "method_unknown",
        "a.zip/2.txt": "member_damaged", "a.zip/3.txt": b"Det sner. " * 9,
    }  # fmt: skip


@pytest.mark.parametrize("form", FORMS)
def test_bombs_do_not_go_off(form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listing, "_ALWAYS_ALLOWED", 10_000_000)
    monkeypatch.setattr(listing, "_MOST_GROWTH", 2)
    big = bytes(21 * 1024 * 1024)
    pack(tmp_path / f"a{form}", [("a.txt", b"Det sner."), ("b.txt", big), ("c.txt", b"Nu.")])
    found = contents(tmp_path)
    assert found[f"a{form}/a.txt"] == b"Det sner."
    assert found[f"a{form}/b.txt"] == "too_large"
    if form in (".tar.gz", ".tar.zst"):  # to come behind it, it would have to be unpacked
        assert found[f"a{form}"] == "archive_damaged"
    else:
        assert found[f"a{form}/c.txt"] == b"Nu."
    many = [(f"{n}.txt", bytes(4_000_000)) for n in range(5)]
    pack(tmp_path / f"a{form}", many)
    if form != ".tar":
        assert len(contents(tmp_path)) == 3
        assert contents(tmp_path)[f"a{form}"] == "archive_damaged"


@pytest.mark.parametrize("name", ["a.zip", "a.tar", "a.tar.gz", "a.tar.zst", "A.ZIP"])
@pytest.mark.parametrize("content", [b"", b"no archive at all", bytes(3000)])
def test_what_only_has_the_name_of_an_archive(name: str, content: bytes, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(content)
    [(told, reason)] = contents(tmp_path).items()
    assert told == name
    assert reason in ("archive_damaged", "empty")


def mutated(chance: random.Random) -> Iterator[tuple[str, bytes]]:
    """Archives with wrong, missing and foreign bytes."""
    for _ in range(200):
        form = chance.choice(FORMS)
        texts = [(f"å{n}.txt", b"Ord. " * chance.randrange(500)) for n in range(6)]
        content = bytearray(packed(f"a{form}", texts))
        for _ in range(chance.randrange(5)):
            content[chance.randrange(len(content))] = chance.randrange(256)
        at = chance.randrange(len(content))
        content[at : at + chance.choice([0, 0, 100])] = chance.randbytes(chance.choice([0, 0, 600]))
        yield form, content[: chance.choice([len(content), chance.randrange(len(content))])]


def test_damaged_archives_never_break_the_run(tmp_path: Path) -> None:
    outcomes = set()
    for form, content in mutated(random.Random(7)):
        path = tmp_path / f"a{form}"
        path.write_bytes(content)
        archive = SeedArchive(path, path.name, len(content), path.stat().st_mtime_ns)
        for member in list_members(archive):
            told = member if isinstance(member, Reject) else read_article(member)
            outcomes.add(told.reason if isinstance(told, Reject) else "article")
    assert {"article", "archive_damaged", "member_damaged", "empty"} <= outcomes
    assert "vanished" not in outcomes


def test_an_archive_that_changes_after_it_was_listed_gives_no_wrong_text(tmp_path: Path) -> None:
    path = pack(tmp_path / "a.zip", TEXTS)
    listed = members(tmp_path)
    pack(path, [("andet.txt", b"Noget andet. " * 50)])
    read = [read_article(member) for member in listed if isinstance(member, SeedFile)]
    assert [told.reason for told in read if isinstance(told, Reject)] == ["vanished"] * 3
