"""Entries of zip files, and the content of one (.ZIP File Format Specification, APPNOTE 6.3.10).

The directory at the file's end is read as a stream, never as a whole: a million entries cost no
memory. Where the end is missing, the entries are taken from the front, as far as they go.
"""

from __future__ import annotations

import bz2
import os
import stat
import struct
import zlib
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

# signature, made by, needed, flags, method, time, date, crc, stored, size, name, extra, comment,
# disk, internal and external attributes, offset of the local header
_CENTRAL = struct.Struct("<4s6H3L5H2L")
# signature, needed, flags, method, time, date, crc, stored, size, name, extra
_LOCAL = struct.Struct("<4s5H3L2H")
# signature, disk, disk of the directory, entries here, entries, bytes of the directory, its offset,
# bytes of the comment
_END = struct.Struct("<4s4H2LH")
_LOCATOR = struct.Struct("<4sLQL")
_END64 = struct.Struct("<4sQ2H2L4Q")
_LONGEST_COMMENT = 65_535
_CHUNK = 256 * 1024

_ENCRYPTED, _SIZES_BEHIND, _UTF8 = 0x1, 0x8, 0x800
STORED, DEFLATED, BZIPPED = 0, 8, 12
METHODS = (STORED, DEFLATED, BZIPPED)
_UNIX = 3


class Entry(NamedTuple):
    """An entry of the directory. `kind` is file, folder, link or other; sizes are bytes."""

    name: bytes | str
    kind: str
    encrypted: bool
    method: int
    crc: int
    stored: int
    size: int
    offset: int


class ZipBrokenError(Exception):
    """The file breaks off or is damaged; the message says where."""


class MemberDamagedError(Exception):
    """What stands at a member's place is not the member; the message says why."""


def entries(file: BinaryIO, size: int) -> Iterator[Entry]:
    """All entries of a zip file of `size` bytes, in the directory's order.

    Raises ZipBrokenError at the place where no more can be found.
    """
    end = _directory(file, size)
    if end is None:
        yield from _without_directory(file, size)
        return
    start, length, shift = end
    file.seek(start)
    left, waiting, at = length, b"", 0
    while left or at < len(waiting):
        if len(waiting) - at < _CENTRAL.size + 3 * 65_535 and left:
            more = file.read(min(_CHUNK, left))
            left = left - len(more) if more else 0
            waiting, at = waiting[at:] + more, 0
        entry, at = _central_entry(waiting, at, shift)
        yield entry


def _central_entry(waiting: bytes, at: int, shift: int) -> tuple[Entry, int]:
    if len(waiting) - at < _CENTRAL.size or waiting[at : at + 4] != b"PK\1\2":
        raise ZipBrokenError("its directory is damaged")
    (_, made_by, _, flags, method, _, _, crc, stored, size, names, extras, comments, _, _, mode,
     offset) = _CENTRAL.unpack_from(waiting, at)  # fmt: skip
    begin = at + _CENTRAL.size
    name, extra = waiting[begin : begin + names], waiting[begin + names : begin + names + extras]
    if extras:
        size, stored, offset = _wide(extra, size, stored, offset)
    kind = "folder" if name.endswith(b"/") else _kind(mode >> 16 if made_by >> 8 == _UNIX else 0)
    entry = Entry(
        _text(name, flags), kind, bool(flags & _ENCRYPTED), method, crc, stored, size,
        offset + shift,
    )  # fmt: skip
    return entry, begin + names + extras + comments


def _directory(file: BinaryIO, size: int) -> tuple[int, int, int] | None:
    """Where the directory starts, its bytes, and how far offsets are shifted by what was put in
    front of the file; None if there is no end to tell."""
    tail_at = max(0, size - _END.size - _LONGEST_COMMENT)
    file.seek(tail_at)
    tail = file.read(size - tail_at)
    found = tail.rfind(b"PK\5\6")
    while found >= 0 and len(tail) - found < _END.size:
        found = tail.rfind(b"PK\5\6", 0, found)
    if found < 0:
        return None
    _, _, _, _, _, length, offset, _ = _END.unpack_from(tail, found)
    end = tail_at + found
    file.seek(max(0, end - _LOCATOR.size))
    locator = file.read(_LOCATOR.size)
    if len(locator) == _LOCATOR.size and locator.startswith(b"PK\6\7"):
        file.seek(min(_LOCATOR.unpack(locator)[2], size))
        wide = file.read(_END64.size)
        if len(wide) == _END64.size and wide.startswith(b"PK\6\6"):
            length, offset = _END64.unpack(wide)[8:]
            end -= _LOCATOR.size + _END64.size
    start = end - length
    return (start, length, start - offset) if start >= 0 else None


def _wide(extra: bytes, size: int, stored: int, offset: int) -> tuple[int, int, int]:
    """Sizes and offset from the ZIP64 field, where 32 bits were not enough."""
    at = 0
    while at + 4 <= len(extra):
        kind, length = struct.unpack_from("<2H", extra, at)
        if kind == 1:
            values = iter(struct.unpack_from(f"<{min(length, len(extra) - at - 4) // 8}Q",
                                             extra, at + 4))  # fmt: skip
            size, stored, offset = (
                next(values, value) if value == 0xFFFFFFFF else value
                for value in (size, stored, offset)
            )
        at += 4 + length
    return size, stored, offset


def _without_directory(file: BinaryIO, size: int) -> Iterator[Entry]:
    """Entries from the front of a file whose end is missing."""
    at = 0
    while True:
        file.seek(at)
        header = file.read(_LOCAL.size)
        if at and header.startswith(b"PK\1\2"):
            raise ZipBrokenError("its directory is cut off")
        if len(header) < _LOCAL.size or not header.startswith(b"PK\3\4"):
            raise ZipBrokenError(f"it is damaged or cut off at byte {at}" if at else "no zip file")
        _, _, flags, method, _, _, crc, stored, length, names, extras = _LOCAL.unpack(header)
        name, extra = file.read(names), file.read(extras)
        length, stored, _ = _wide(extra, length, stored, 0)
        content_at = at + _LOCAL.size + names + extras
        behind = 0
        if flags & _SIZES_BEHIND and method == DEFLATED:
            stored, length, crc, behind = _measured(file, content_at)
        if content_at + stored > size:
            raise ZipBrokenError(f"it is cut off at byte {size}, inside an entry")
        kind = "folder" if name.endswith(b"/") else "file"
        encrypted = bool(flags & _ENCRYPTED)
        yield Entry(_text(name, flags), kind, encrypted, method, crc, stored, length, at)
        at = content_at + stored + behind


def _measured(file: BinaryIO, start: int) -> tuple[int, int, int, int]:
    """Bytes stored and unpacked, checksum, and length of what follows, of a deflated entry whose
    header does not tell them."""
    unpack = zlib.decompressobj(-zlib.MAX_WBITS)
    file.seek(start)
    length = crc = taken = 0
    waiting = b""
    while not unpack.eof:
        if not waiting:
            waiting = file.read(_CHUNK)
            taken += len(waiting)
        try:
            content = unpack.decompress(waiting, _CHUNK)
        except zlib.error:
            raise ZipBrokenError(f"it is damaged behind byte {start}") from None
        if not waiting and not content and not unpack.eof:
            raise ZipBrokenError(f"it is cut off behind byte {start}, inside an entry")
        waiting = unpack.unconsumed_tail
        length, crc = length + len(content), zlib.crc32(content, crc)
    stored = taken - len(unpack.unused_data)
    file.seek(start + stored)
    marked = file.read(4) == b"PK\7\10"
    return stored, length, crc, 16 if marked else 12


def _kind(mode: int) -> str:
    if stat.S_ISLNK(mode):
        return "link"
    return "file" if not stat.S_IFMT(mode) or stat.S_ISREG(mode) else "other"


def _text(name: bytes, flags: int) -> bytes | str:
    """A name in UTF-8, marked as such or not, else in the code page of Danish DOS and Windows."""
    if flags & _UTF8:
        return name
    try:
        return name.decode()
    except UnicodeDecodeError:
        return name.decode("cp850")


def member_content(
    descriptor: int, offset: int, method: int, stored: int, size: int, crc: int | None
) -> bytes:
    """Read and unpack one member of an open zip file. Raises MemberDamagedError, and OSError."""
    header = os.pread(descriptor, _LOCAL.size, offset)
    if len(header) < _LOCAL.size or not header.startswith(b"PK\3\4"):
        raise MemberDamagedError(f"no entry at byte {offset}")
    names, extras = _LOCAL.unpack(header)[-2:]
    packed = os.pread(descriptor, stored, offset + _LOCAL.size + names + extras)
    if len(packed) < stored:
        raise MemberDamagedError("it reaches beyond the end of the archive")
    content = _unpacked(packed, method, size)
    if len(content) != size:
        raise MemberDamagedError("it has not as many bytes as the archive says")
    if crc is not None and zlib.crc32(content) != crc:
        raise MemberDamagedError("its checksum is wrong")
    return content


def _unpacked(packed: bytes, method: int, size: int) -> bytes:
    """Unpacked, but not further than one byte beyond its size."""
    try:
        if method == DEFLATED:
            return zlib.decompressobj(-zlib.MAX_WBITS).decompress(packed, size + 1)
        if method == BZIPPED:
            return bz2.BZ2Decompressor().decompress(packed, size + 1)
    except (zlib.error, OSError) as error:
        raise MemberDamagedError(f"it cannot be unpacked ({error})") from error
    return packed
