"""A seed file becomes an `Article`, or a `Reject` that says why not. Never an exception."""

from __future__ import annotations

import errno
import hashlib
import os
import re
import stat
from pathlib import Path
from typing import Final

from flows.reading.archives import read_member
from flows.reading.decode import decode
from flows.reading.found import SeedFile
from flows.reading.header import Header, read_header
from flows.reading.language import detect_language
from flows.reading.opening import open_to_read
from flows.reading.paragraphs import MOST_PARAGRAPHS, lay_out
from flows.reading.rejections import LARGEST_FILE, RejectReason, reject
from flows.records import Article, Paragraph, ParagraphRole, Reject
from flows.store import is_stored

_NAMED_BY_ID: Final = re.compile(r"(?:\A|/)[0-9]+_([0-9a-fA-F]{16})(?i:\.txt)?\Z")
_UNREAD: Final = frozenset(
    {ParagraphRole.CAPTION, ParagraphRole.BYLINE, ParagraphRole.DEBRIS, ParagraphRole.FOOTER}
)
_DASHES: Final = ("-", "–", "—")


def read_article(seed: SeedFile) -> Article | Reject:
    """Read one seed file. The file is opened once, not through a link, and never written to."""
    data = read_bytes(seed)
    return data if isinstance(data, Reject) else article_from_bytes(seed.source_file, data)


def read_bytes(seed: SeedFile) -> bytes | Reject:
    """The bytes of a seed file, or of a member of an archive."""
    data: bytes | RejectReason | tuple[RejectReason, str]
    try:
        if seed.member is not None:
            data = read_member(seed.path, seed.member, seed.size)
        else:
            data = _read_file(seed.path)
    except FileNotFoundError:
        data = RejectReason.VANISHED
    except OSError as error:
        if error.errno == errno.ELOOP:
            data = RejectReason.NOT_REGULAR_FILE, "now a symbolic link"
        else:
            data = RejectReason.UNREADABLE, error.strerror or ""
    except ValueError as error:  # a path that no system call takes
        data = RejectReason.UNREADABLE, str(error)
    if isinstance(data, bytes):
        return data
    reason, found = data if isinstance(data, tuple) else (data, "")
    return reject(seed.source_file, reason, found)


def article_from_bytes(source_file: str, data: bytes) -> Article | Reject:
    """What `read_article` makes of a file's bytes; pure. Linear in the number of bytes."""
    if len(data) > LARGEST_FILE:
        return reject(source_file, RejectReason.TOO_LARGE, f"limit {LARGEST_FILE:,} bytes")
    decoded = decode(data)
    if isinstance(decoded, RejectReason):
        return reject(source_file, decoded)
    header = read_header(decoded.text)
    text = decoded.text[header.text_start :]
    language = detect_language(text)
    layout = lay_out(text, language)
    if layout is None:
        return reject(
            source_file, RejectReason.TOO_MANY_PARAGRAPHS, f"limit {MOST_PARAGRAPHS:,} lines"
        )
    if not layout.paragraphs:
        found = "a date header and nothing behind it" if header.found else ""
        return reject(source_file, RejectReason.EMPTY, found)
    return Article(
        article_id=article_id(source_file),
        source_file=source_file,
        source_sha256=hashlib.sha256(data).hexdigest(),
        source_month=header.month,
        source_date=header.first_day,
        date_precision=header.precision,
        title=layout.title,
        lead=layout.lead,
        text=text,
        agencies=layout.agencies,
        language=language,
        paragraphs=layout.paragraphs,
        word_count=_word_count(text, layout.paragraphs),
        content_hash=hashlib.sha256(text.encode()).hexdigest(),
        reading_notes=(*decoded.notes, *_header_notes(header)),
    )


def _header_notes(header: Header) -> tuple[str, ...]:
    if header.valid:
        return ()
    return ("invalid_date",) if header.found else ("no_header",)


def article_id(source_file: str) -> str:
    """16 hex digits: those in a name such as `000_22208414b9dc37b4.txt`, else a hash of the path.

    An article keeps its id when its file moves only if the id is in the name. Two files that
    carry the same id in their names get the same id here; publishing tells them apart.
    """
    named = _NAMED_BY_ID.search(source_file)
    if named:
        return named.group(1).lower()
    return hashlib.sha256(source_file.encode("utf-8", "replace")).hexdigest()[:16]


def _read_file(path: Path) -> bytes | RejectReason:
    """The file's bytes. It may have been replaced since it was listed: look at what is open."""
    if is_stored(path):
        return _read_object(path)
    descriptor = open_to_read(path)
    try:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            return RejectReason.NOT_REGULAR_FILE
        if status.st_size > LARGEST_FILE:
            return RejectReason.TOO_LARGE
        return _read_up_to(descriptor, LARGEST_FILE + 1)
    finally:
        os.close(descriptor)


def _read_object(path: Path) -> bytes | RejectReason:
    from flows.store.objects import read_object

    data = read_object(path, LARGEST_FILE + 1)
    return data if len(data) <= LARGEST_FILE else RejectReason.TOO_LARGE


def _read_up_to(descriptor: int, most: int) -> bytes:
    parts = []
    while most > 0 and (part := os.read(descriptor, min(most, 1 << 20))):
        parts.append(part)
        most -= len(part)
    return b"".join(parts)


def _word_count(text: str, paragraphs: tuple[Paragraph, ...]) -> int:
    """Words between blanks in the paragraphs that extraction reads; dashes are no words."""
    read = [text[start:end] for start, end, role in paragraphs if role not in _UNREAD]
    shown = f" {'  '.join(read)} "
    dashes = sum([shown.count(f" {dash} ") for dash in _DASHES if dash in shown])
    return len(shown.split()) - dashes
