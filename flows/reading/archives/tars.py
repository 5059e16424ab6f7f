"""Entries of tar files: ustar, GNU and pax, one header after the other.

Formats as in POSIX.1-2017 (pax) and the GNU tar manual, "Basic Tar Format". Only headers are kept
in memory, and no longer than for their entry.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from flows.reading.archives.streams import Source

_BLOCK = 512
# Bytes; what describes an entry (long names, pax records) is never longer in archives of articles.
_LONGEST_DESCRIPTION = 1024 * 1024
_SUMMED = slice(148, 156)
_BLANK_SUM = 8 * ord(" ")
# D and V are GNU's: what a folder held, and the name of a tape. All others are no plain files.
_KINDS = {b"5": "folder", b"D": "folder", b"V": "folder", b"1": "link", b"2": "link"}
_FILES = (b"0", b"\0", b"7")
_WITHOUT_CONTENT = (b"1", b"2", b"3", b"4", b"5", b"6")


class Entry(NamedTuple):
    """An entry. `kind` is file, folder, link or other; its content begins at byte `offset`."""

    name: bytes
    kind: str
    size: int
    offset: int


class TarBrokenError(Exception):
    """The file breaks off or is damaged; the message says where."""


class TarEntries:
    """Goes through a tar file. The content of the entry that `entries` gave last can be read from
    the source; what is left of it is passed over."""

    def __init__(self, source: Source) -> None:
        self._source = source

    def entries(self) -> Iterator[Entry]:
        """All entries in their order. Raises TarBrokenError where no more can be found."""
        source = self._source
        described: dict[str, bytes] = {}
        while (header := self._header()) is not None:
            kind = header[156:157]
            size = _number(header[124:136], source.position)
            if kind in (b"L", b"K", b"x", b"X", b"g"):
                content = self._description(size)
                if kind == b"L":
                    described["path"] = content.rstrip(b"\0")
                elif kind in (b"x", b"X"):
                    described.update(_records(content, source.position))
                continue
            size = _pax_size(described, size, source.position)
            if kind == b"S" and header[482]:
                self._pass_sparse_map()
            begins = source.position
            yield Entry(_name(header, described), _kind(header, described), size, begins)
            takes = 0 if kind in _WITHOUT_CONTENT else -(-size // _BLOCK) * _BLOCK
            if not source.skip(begins + takes - source.position):
                raise self._broken("inside an entry")
            described = {}

    def _header(self) -> bytes | None:
        at = self._source.position
        header = self._source.read(_BLOCK)
        if len(header) < _BLOCK:
            raise self._broken("where an entry or the end mark should be")
        if not header.strip(b"\0"):
            return None
        if sum(header) - sum(header[_SUMMED]) + _BLANK_SUM != _number(header[_SUMMED], at):
            raise TarBrokenError("no tar file" if at == 0 else f"it is damaged at byte {at}")
        return header

    def _description(self, size: int) -> bytes:
        if size > _LONGEST_DESCRIPTION:
            raise TarBrokenError(f"it is damaged at byte {self._source.position}")
        content = self._source.read(size)
        if len(content) < size or not self._source.skip(-size % _BLOCK):
            raise self._broken("inside the description of an entry")
        return content

    def _pass_sparse_map(self) -> None:
        """The blocks between header and content of a GNU file with holes."""
        while len(block := self._source.read(_BLOCK)) == _BLOCK:
            if not block[504]:
                return
        raise self._broken("inside the description of an entry")

    def _broken(self, where: str) -> TarBrokenError:
        why = self._source.problem or "it is cut off"
        return TarBrokenError(f"{why}; byte {self._source.position} of its content, {where}")


def _number(field: bytes, at: int) -> int:
    """Octal digits, or binary where the first bit is set (GNU, for what is too large)."""
    if field[0] == 0x80:
        return int.from_bytes(field[1:], "big")
    digits = field.replace(b"\0", b" ").strip()
    if not digits:
        return 0
    if digits.strip(b"01234567"):
        raise TarBrokenError(f"it is damaged at byte {max(at - _BLOCK, 0)}")
    return int(digits, 8)


def _name(header: bytes, described: dict[str, bytes]) -> bytes:
    if "path" in described:
        return described["path"]
    name = header[:100].partition(b"\0")[0]
    prefix = header[345:500].partition(b"\0")[0] if header[257:263] == b"ustar\0" else b""
    return prefix + b"/" + name if prefix else name


def _kind(header: bytes, described: dict[str, bytes]) -> str:
    kind = header[156:157]
    if kind in _FILES:
        if any(key.startswith("GNU.sparse.") for key in described):
            return "other"
        return "folder" if _name(header, described).endswith(b"/") else "file"
    return _KINDS.get(kind, "other")


def _records(content: bytes, at: int) -> dict[str, bytes]:
    """The records of a pax header: `length key=value` and a line end, the length counting all."""
    found: dict[str, bytes] = {}
    begin = 0
    while begin < len(content) and content[begin] != 0:
        length, blank, _ = content[begin : begin + 20].partition(b" ")
        end = begin + int(length) if length.isdigit() and blank else begin
        key, equals, value = content[begin + len(length) + 1 : end - 1].partition(b"=")
        if end <= begin or end > len(content) or not equals:
            raise TarBrokenError(f"it is damaged at byte {at}")
        found[key.decode(errors="replace")] = value
        begin = end
    return found


def _pax_size(described: dict[str, bytes], size: int, at: int) -> int:
    value = described.get("size")
    if value is None:
        return size
    if not value.isdigit() or len(value) > 20:
        raise TarBrokenError(f"it is damaged at byte {at}")
    return int(value)
