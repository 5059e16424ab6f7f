"""Bytes of a seed file to text: encodings, line ends, Unicode form. Nothing is deleted.

The text that comes out is in NFC with `\\n` as its only line end. No-break spaces, soft hyphens
and every other character stay, for extraction to handle.
"""

from __future__ import annotations

import codecs
import re
import sys
import unicodedata
from functools import cache
from typing import Final, NamedTuple

from flows.reading.rejections import RejectReason

# Longest first: the mark of UTF-16 begins like that of UTF-32.
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Control characters that text does not hold; tabs, line and page breaks are not among them.
_CONTROLS: Final = bytes([*range(0x09), *range(0x0E, 0x1C), 0x1F, 0x7F])
_HIGH: Final = bytes(range(0x80, 0x100))
# In binary files a tenth of the bytes or more are controls; a damaged text has a few.
_MOST_CONTROLS: Final = 0.02
# In Danish text in Latin-1 about three letters in a hundred are not ASCII.
_MOST_HIGH_BYTES: Final = 0.3
# Lead bytes of what Danish text writes in UTF-8: letters with marks, dashes and quote marks.
_USUAL_LEADS: Final = frozenset(b"\xc2\xc3\xe2")
# Everything that Python's `str.splitlines` takes for a line end, beside `\n` and `\r\n`.
_OTHER_LINE_ENDS: Final = "\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
# Characters that stay in the text and are told, because a search for words trips over them.
_TOLD: Final = (("\xa0", "nbsp"), ("\xad", "soft_hyphen"))
# UTF-8 bytes of text that cannot hold a combining mark (they begin at U+0300, lead byte CC).
_MARKLESS: Final = bytes([*range(0x80), *range(0x80, 0xCC), 0xE2])
_MARKLESS_BUT: Final = b"\xe2\x83"  # U+20C0 to U+20FF, marks for symbols among them
# UTF-8 bytes of nearly all texts: no controls, nothing that normalisation might touch, if dashes,
# quote marks and the like (U+2002 to U+203F) are all there is of the characters beginning with E2.
_PLAIN: Final = bytes(sorted({*_MARKLESS} - {*_CONTROLS}))
_NOT_PLAIN: Final = re.compile(rb"\xe2(?!\x80[\x82-\xbf])")
# Unicode's stream-safe format allows 30; Python sorts longer runs in quadratic time.
_LONGEST_RUN: Final = 30


class Decoded(NamedTuple):
    """A file's text, and what was out of the ordinary (`encoding:cp1252`, `crlf`, ...)."""

    text: str
    notes: tuple[str, ...]


def decode(data: bytes) -> Decoded | RejectReason:
    """Text of a file in UTF-8, UTF-16 or UTF-32 with a byte order mark, or CP1252 (Latin-1).

    Single bytes that are damaged become U+FFFD, as does a NUL character. Linear in `len(data)`.
    """
    notes: list[str] = []
    text = _marked_text(data, notes)
    if text is None:
        try:
            text = data.decode()
        except UnicodeDecodeError as error:
            text = _other_text(data, error, notes)
    if text is None:
        return RejectReason.BINARY
    encoded = text.encode("utf-8", "replace") if notes else data
    if encoded.translate(None, _PLAIN) or _NOT_PLAIN.search(encoded):
        plain = _cleaned(text, encoded, notes)
        if plain is None:
            return RejectReason.BINARY
        text = plain
    if not text.isascii():
        notes += [note for character, note in _TOLD if character in text]
    return Decoded(_with_plain_line_ends(text, notes), tuple(notes))


def _cleaned(text: str, encoded: bytes, notes: list[str]) -> str | None:
    """The text without NUL and in NFC; None where there is too much in it that text does not hold.

    `encoded` is the text in UTF-8.
    """
    if len(encoded) - len(encoded.translate(None, _CONTROLS)) > _MOST_CONTROLS * len(encoded):
        return None
    if "\x00" in text:
        notes.append("nul")
        text = text.replace("\x00", "\ufffd")
    if _MARKLESS_BUT in encoded or encoded.translate(None, _MARKLESS):
        text = _long_mark_run().sub(_in_canonical_order, text)
    if not unicodedata.is_normalized("NFC", text):
        notes.append("decomposed")
        text = unicodedata.normalize("NFC", text)
    return text


def _marked_text(data: bytes, notes: list[str]) -> str | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            notes.append("bom" if encoding == "utf-8" else f"encoding:{encoding}")
            return data[len(mark) :].decode(encoding, "replace")
    return None


def _other_text(data: bytes, error: UnicodeDecodeError, notes: list[str]) -> str | None:
    """Text that is no valid UTF-8: damaged or cut UTF-8, or one of the one-byte encodings."""
    mended = data.decode(errors="replace")
    damage = mended.count("\ufffd")
    sound = len(mended) - len(mended.encode("ascii", "ignore")) - damage
    cut = error.start >= len(data) - 3 and data[error.start] in _USUAL_LEADS
    if sound >= damage or cut:
        notes.append("damaged")
        return mended
    high = len(data) - len(data.translate(None, _HIGH))
    if high > _MOST_HIGH_BYTES * len(data):
        return None
    try:
        text = data.decode("cp1252")
        notes.append("encoding:cp1252")
    except UnicodeDecodeError:
        text = data.decode("latin-1")
        notes.append("encoding:latin-1")
    return text


def _with_plain_line_ends(text: str, notes: list[str]) -> str:
    if "\r\n" in text:
        notes.append("crlf")
        text = text.replace("\r\n", "\n")
    for end in _OTHER_LINE_ENDS:
        if end in text:  # one fast scan each; a pattern of all takes longer
            notes.append(f"line_end:U+{ord(end):04X}")
            text = text.replace(end, "\n")
    return text


def _in_canonical_order(run: re.Match[str]) -> str:
    """Marks in the order that normalisation gives them: equivalent, and fast to normalise."""
    marks = (mark for char in run.group() for mark in unicodedata.normalize("NFD", char))
    return "".join(sorted(marks, key=unicodedata.combining))


@cache
def _long_mark_run() -> re.Pattern[str]:
    marks = "".join(c for c in map(chr, range(sys.maxunicode)) if unicodedata.combining(c))
    return re.compile(f"[{marks}]{{{_LONGEST_RUN},}}")
