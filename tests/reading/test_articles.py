"""From a file on disk to an `Article` or a `Reject`."""

from __future__ import annotations

import hashlib
import os
import time
import unicodedata
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.reading import (
    LARGEST_FILE,
    SeedFile,
    article_from_bytes,
    article_id,
    find_seed_files,
    read_article,
)
from flows.records import Article, DatePrecision, ParagraphRole, Reject

PROJECT = Path(__file__).parents[2]
READABLE = {"lead", "body", "question", "subheading"}


def seed(path: Path) -> SeedFile:
    return SeedFile(path, path.name, 0, 0)


def article(text: str) -> Article:
    read = article_from_bytes("a.txt", text.encode())
    assert isinstance(read, Article)
    return read


def reason(path: Path) -> str:
    read = read_article(seed(path))
    assert isinstance(read, Reject)
    assert read.stage == "reading"
    assert read.source_file == path.name
    assert read.detail
    return read.reason


def test_a_whole_article(tmp_path: Path) -> None:
    path = tmp_path / "000_22208414B9DC37B4.txt"
    path.write_bytes(
        " date 2024-03 Holmby får en bro. Det siger Mette Holm.\r\n\r\n"
        "- Den bliver lang, siger hun.\r\n\r\n/ritzau/AFP".encode()
    )
    read = read_article(seed(path))
    text = (
        "Holmby får en bro. Det siger Mette Holm.\n\n- Den bliver lang, siger hun.\n\n/ritzau/AFP"
    )
    assert read == Article(
        article_id="22208414b9dc37b4",
        source_file="000_22208414B9DC37B4.txt",
        source_sha256=hashlib.sha256(path.read_bytes()).hexdigest(),
        source_month="2024-03",
        source_date=date(2024, 3, 1),
        date_precision=DatePrecision.MONTH,
        title=None,
        lead="Holmby får en bro. Det siger Mette Holm.",
        text=text,
        agencies=("ritzau", "AFP"),
        language="da",
        paragraphs=read.paragraphs if isinstance(read, Article) else (),
        word_count=13,
        reading_notes=("crlf",),
        content_hash=hashlib.sha256(text.encode()).hexdigest(),
    )
    assert [(text[p.start : p.end], p.role.value) for p in read.paragraphs] == [
        ("Holmby får en bro. Det siger Mette Holm.", "lead"),
        ("- Den bliver lang, siger hun.", "body"),
        ("/ritzau/AFP", "footer"),
    ]


def test_a_file_without_a_header_is_an_article_all_the_same() -> None:
    read = article("Det sner i Holmby.\n\n- Det er koldt, siger Mette Holm.")
    assert (read.source_month, read.source_date) == (None, None)
    assert read.date_precision is DatePrecision.NONE
    assert read.text.startswith("Det sner")
    assert read.reading_notes == ("no_header",)


def test_what_was_tolerated_is_told() -> None:
    text = "\ufeff date 2024-02-30 Ny bro pa\u030a vej.\r\n\r\nDet er godt.\u2028Meget godt."
    read = article(text)
    assert read.reading_notes == (
        "bom",
        "decomposed",
        "crlf",
        "line_end:U+2028",
        "invalid_date",
    )
    assert read.text == "Ny bro på vej.\n\nDet er godt.\nMeget godt."
    assert article(" date 2024-02 Det sner.").reading_notes == ()


@pytest.mark.parametrize(
    ("source_file", "expected"),
    [
        ("000_22208414b9dc37b4.txt", "22208414b9dc37b4"),
        ("2024/17_22208414B9DC37B4.TXT", "22208414b9dc37b4"),
    ],
)
def test_the_id_in_the_name_is_the_articles(source_file: str, expected: str) -> None:
    assert article_id(source_file) == expected


def test_other_names_get_ids_of_their_own_that_stay() -> None:
    names = [
        "a.txt",
        "b.txt",
        "x/a.txt",
        "000_22208414b9dc37b.txt",
        "000_22208414b9dc37b44.txt",
        "a000_22208414b9dc37b4.txt",
        "000_22208414b9dc37b4 (1).txt",
        "000_22208414b9dc37bg.txt",
        "søndag i blåregn.txt",
    ]
    ids = [article_id(name) for name in names]
    assert len({*ids, "22208414b9dc37b4"}) == len(names) + 1
    assert all(len(found) == 16 and int(found, 16) >= 0 for found in ids)
    assert article_id("a.txt") == hashlib.sha256(b"a.txt").hexdigest()[:16]


@pytest.mark.parametrize(
    "data", [b"", b"\n \n", b" date 2024-03", b"\xef\xbb\xbf", "\u200b\xad".encode()]
)
def test_empty_files_are_rejected(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.txt").write_bytes(data)
    assert reason(tmp_path / "a.txt") == "empty"


def test_binary_junk_is_rejected(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(os.urandom(4000))
    assert reason(tmp_path / "a.txt") == "binary"


def test_a_file_of_fifty_megabytes_is_rejected_without_reading_it(tmp_path: Path) -> None:
    with (tmp_path / "a.txt").open("wb") as file:
        file.truncate(50 * 1024 * 1024)
    assert reason(tmp_path / "a.txt") == "too_large"


def test_ten_megabytes_are_read(tmp_path: Path) -> None:
    sentence = "Det bliver en lang dag i Holmby, siger Mette Holm. "
    text = sentence * (10_000_000 // len(sentence))
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    assert len(text) < LARGEST_FILE
    read = read_article(seed(tmp_path / "a.txt"))
    assert isinstance(read, Article)
    assert read.text == text


def test_more_lines_than_an_article_has_are_rejected(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Ja.\n" * 300_000)
    assert reason(tmp_path / "a.txt") == "too_many_paragraphs"


def test_what_happens_between_listing_and_reading(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("Det sner.")
    for name in ("gone.txt", "folder.txt", "link.txt", "pipe.txt"):
        (tmp_path / name).write_text("Det sner.")
    seeds = [entry for entry in find_seed_files(tmp_path) if isinstance(entry, SeedFile)]
    for name in ("gone.txt", "folder.txt", "link.txt", "pipe.txt"):
        (tmp_path / name).unlink()
    (tmp_path / "folder.txt").mkdir()
    (tmp_path / "link.txt").symlink_to(tmp_path / "secret")
    os.mkfifo(tmp_path / "pipe.txt")
    read = [read_article(entry) for entry in seeds]
    assert {entry.source_file: getattr(entry, "reason", None) for entry in read} == {
        "gone.txt": "vanished",
        "folder.txt": "not_regular_file",
        "link.txt": "not_regular_file",
        "pipe.txt": "not_regular_file",
    }


def test_an_unreadable_file_is_rejected(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Det sner.")
    path.chmod(0)
    if os.access(path, os.R_OK):  # root reads everything, but not below a file
        path = path / "a.txt"
    assert reason(path) == "unreadable"


def test_a_path_that_no_system_takes_is_rejected(tmp_path: Path) -> None:
    read = read_article(SeedFile(tmp_path / "a\x00b.txt", "a.txt", 0, 0))
    assert isinstance(read, Reject)
    assert read.reason == "unreadable"


def test_words_are_counted_where_extraction_reads() -> None:
    read = article(
        "Foto: Kim Holm\n\nHolmby får en ny bro.\n\n- Den – bliver 3,5 km lang.\n\n"
        "Læs også: Ny bro\n\n/ritzau/"
    )
    assert read.word_count == 10


def check(read: Article) -> None:
    assert unicodedata.is_normalized("NFC", read.text)
    assert read.paragraphs
    end = 0
    for paragraph in read.paragraphs:
        shown = read.text[paragraph.start : paragraph.end]
        assert end <= paragraph.start < paragraph.end <= len(read.text)
        assert shown == shown.strip() != ""
        assert isinstance(paragraph.role, ParagraphRole)
        end = paragraph.end
    covered = "".join(read.text[p.start : p.end] for p in read.paragraphs)
    assert sum(map(str.isalnum, covered)) == sum(map(str.isalnum, read.text))
    leads = [p for p in read.paragraphs if p.role is ParagraphRole.LEAD]
    assert (read.lead is not None) == bool(leads)
    assert not leads or read.lead == read.text[leads[-1].start : leads[-1].end]
    assert not read.title or read.title == read.text[leads[0].start : leads[0].end]


LINES = st.lists(
    st.sampled_from(
        [
            "",
            " ",
            "\xa0",
            " date 2024-03 Det sner.",
            "Det sner i Holmby, siger Mette Holm.",
            "- Det er koldt, siger hun.",
            "Er det koldt?",
            "Mette Holm",
            "Foto: Kim Holm/Ritzau Scanpix",
            "Af Kim Holm",
            "Læs også: Sne",
            "/ritzau/AFP",
            "Det sner./ritzau/",
            "Koldt vejr",
            "KOLDT VEJR",
            "12. apr. 2024 kl. 06.15",
            "So sorry — Kim (@kim) March 3, 2024",
            "det er en lang linje, som er brudt midt i en sætning og går videre på",
            "\u200b\ufeff",
            "«",
            "/",
        ]
    )
)


@given(LINES, st.sampled_from(["\n", "\n\n", "\r\n", "\u2028"]))
def test_articles_of_all_kinds_of_lines_hold_what_they_promise(
    lines: list[str], separator: str
) -> None:
    read = article_from_bytes("a.txt", separator.join(lines).encode())
    if isinstance(read, Article):
        check(read)


@given(st.text())
def test_articles_of_any_text_hold_what_they_promise(text: str) -> None:
    read = article_from_bytes("a.txt", text.encode())
    if isinstance(read, Article):
        check(read)


@given(st.binary())
def test_any_bytes_are_an_article_or_a_reject(data: bytes) -> None:
    read = article_from_bytes("a.txt", data)
    if isinstance(read, Article):
        check(read)
    else:
        assert read.reason in {"empty", "binary"}


@given(st.data())
def test_a_damaged_article_is_an_article_or_a_reject(data: st.DataObject) -> None:
    whole = b"\n".join(line.encode() for line in data.draw(LINES))
    at = data.draw(st.integers(0, len(whole)))
    damaged = (
        whole[:at] + data.draw(st.binary(max_size=9)) + whole[at + data.draw(st.integers(0, 9)) :]
    )
    read = article_from_bytes("a.txt", damaged)
    if isinstance(read, Article):
        check(read)
    else:
        assert read.reason in {"empty", "binary"}


@pytest.mark.parametrize(
    "unit",
    [
        '"',
        "- ",
        "/ritzau",
        "Ja. ",
        "\n",
        "a\u0301\u0316",
        "\u0301\u0316",
        "Foto: ",
        "12.12.2024 ",
        " ",
    ],
)
def test_time_grows_with_size_and_not_faster(unit: str) -> None:
    def seconds(size: int) -> float:
        data = ("a" + unit * (size // len(unit.encode()))).encode()
        begin = time.perf_counter()
        article_from_bytes("a.txt", data)
        return time.perf_counter() - begin

    seconds(1000)
    small = min(seconds(50_000) for _ in range(3))
    # Twenty times the text: quadratic time would take four hundred times as long.
    assert seconds(1_000_000) < 100 * max(small, 0.002)


def test_the_sample_articles_of_the_project_are_all_read() -> None:
    seeds = list(find_seed_files(PROJECT / "seeds"))
    assert len(seeds) >= 12
    for entry in seeds:
        assert isinstance(entry, SeedFile)
        read = read_article(entry)
        assert isinstance(read, Article)
        check(read)
        assert read.language == "da"
        assert read.date_precision is not DatePrecision.NONE
        assert read.article_id == entry.path.stem[-16:]
        assert READABLE & {p.role.value for p in read.paragraphs}
