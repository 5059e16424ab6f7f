"""Bytes to text: what is tolerated, how it is told, and what is refused."""

from __future__ import annotations

import random
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.reading import Decoded, RejectReason, decode

TEXT = "Å-dalen får ny bro, siger Æskil Ørn.\n\n- Vi er glade, siger han – “meget” glade.\n"


def text_of(data: bytes) -> str:
    decoded = decode(data)
    assert isinstance(decoded, Decoded)
    return decoded.text


@pytest.mark.parametrize(
    ("encoding", "mark", "note"),
    [
        ("utf-8", b"", None),
        ("utf-8", b"\xef\xbb\xbf", "bom"),
        ("utf-16-le", b"\xff\xfe", "encoding:utf-16-le"),
        ("utf-16-be", b"\xfe\xff", "encoding:utf-16-be"),
        ("utf-32-le", b"\xff\xfe\x00\x00", "encoding:utf-32-le"),
        ("cp1252", b"", "encoding:cp1252"),
    ],
)
def test_encodings(encoding: str, mark: bytes, note: str | None) -> None:
    decoded = decode(mark + TEXT.encode(encoding))
    assert decoded == Decoded(TEXT, (note,) if note else ())


def test_latin_1_with_a_single_danish_letter_at_its_very_end() -> None:
    assert text_of("Det må de gå på".encode("latin-1")) == "Det må de gå på"


def test_a_character_cut_off_at_the_end_of_the_file_is_damage_not_latin_1() -> None:
    cut = b"Den plan kan vi ikke lide, og det bliver sv" + "æ".encode()[:1]
    decoded = decode(cut)
    assert isinstance(decoded, Decoded)
    assert decoded.text == "Den plan kan vi ikke lide, og det bliver sv\ufffd"
    assert decoded.notes == ("damaged",)


def test_damaged_bytes_in_utf_8_cost_only_themselves() -> None:
    data = TEXT.encode().replace(b"bro", b"b\xff\xfe")
    assert text_of(data) == TEXT.replace("bro", "b\ufffd\ufffd")


@pytest.mark.parametrize("end", ["\r\n", "\r", "\x85", "\u2028", "\u2029", "\x0b", "\x0c", "\x1d"])
def test_line_ends(end: str) -> None:
    assert text_of(f"Det sner.{end}Det regner.".encode()) == "Det sner.\nDet regner."


def test_decomposed_letters_are_composed() -> None:
    decoded = decode(unicodedata.normalize("NFD", TEXT).encode())
    assert decoded == Decoded(TEXT, ("decomposed",))


def test_no_break_spaces_and_soft_hyphens_stay_and_are_told() -> None:
    text = "7\xa0mio. kr. til ud\xadvik\xadling\u200b"
    assert decode(text.encode()) == Decoded(text, ("nbsp", "soft_hyphen"))
    assert decode(text.encode("latin-1", "ignore")) == Decoded(
        text[:-1], ("encoding:cp1252", "nbsp", "soft_hyphen")
    )
    assert decode("7 mio. kr. til udvikling på Ærø".encode()) == Decoded(
        "7 mio. kr. til udvikling på Ærø", ()
    )


def test_a_stray_nul_does_not_cost_the_article() -> None:
    assert text_of(TEXT.encode() * 3 + b"\x00") == TEXT * 3 + "\ufffd"


@pytest.mark.parametrize(
    "data",
    [
        bytes(range(256)) * 8,
        b"\x89PNG\r\n\x1a\n" + b"\x00\x00\x00\rIHDR" * 9,
        b"PK\x03\x04\x14\x00\x06\x00\x08\x00" * 40,
        random.Random(7).randbytes(5000),
        TEXT.encode("utf-16-le"),
        b"\x00" * 100,
    ],
    ids=["all bytes", "png", "zip", "random", "utf-16 without a mark", "nul"],
)
def test_binary_is_refused(data: bytes) -> None:
    assert decode(data) is RejectReason.BINARY


def test_long_runs_of_marks_are_composed_as_unicode_has_it() -> None:
    # 400 marks on one letter in mixed order: short enough for Python's own way to serve as proof.
    text = "a" + "\u0301\u0316\u0345\u0308" * 100 + " b\u0301"
    assert text_of(text.encode()) == unicodedata.normalize("NFC", text)


@given(st.text())
def test_valid_text_keeps_every_character_but_line_ends_and_form(text: str) -> None:
    decoded = decode(text.encode())
    if isinstance(decoded, Decoded):
        plain = "".join(decoded.text.split()).replace("\ufffd", "")
        kept = unicodedata.normalize("NFC", text.removeprefix("\ufeff").replace("\x00", ""))
        assert plain == "".join(kept.split()).replace("\ufffd", "")


@given(st.binary())
def test_any_bytes_give_nfc_text_with_plain_line_ends_or_a_reason(data: bytes) -> None:
    decoded = decode(data)
    if isinstance(decoded, Decoded):
        assert unicodedata.is_normalized("NFC", decoded.text)
        assert "\x00" not in decoded.text
        assert not set(decoded.text) & set("\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029")
