"""The bytes of an archive one after the other, decompressed on the way, within bounds.

A source ends where its bytes end or break; what came before a break is always delivered, and
`problem` then says what was wrong.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Protocol

_CHUNK = 256 * 1024
# Bytes; decompressed at once, so that a damaged place costs no more than so many before it.
_STEP = 64 * 1024
GROWS_TOO_FAR = "it grows too far: more than any archive of articles does"
_GZIP = 16 + zlib.MAX_WBITS


class StreamError(Exception):
    """The bytes break off here; the message says how."""


class Source(Protocol):
    """Bytes in their order. `position` counts those read and skipped so far."""

    position: int
    problem: str

    def read(self, size: int) -> bytes:
        """The next bytes; fewer only where the source ends."""

    def skip(self, size: int) -> bool:
        """Pass over the next bytes; False if the source ends before."""


class FileSource:
    """An open file; skipping is moving on."""

    def __init__(self, file: BinaryIO, size: int) -> None:
        self.position = 0
        self.problem = ""
        self._file = file
        self._size = size

    def read(self, size: int) -> bytes:
        content = self._file.read(size)
        self.position += len(content)
        return content

    def skip(self, size: int) -> bool:
        enough = size <= self._size - self.position
        self.position = self._file.seek(min(self.position + size, self._size))
        return enough


class ChunkSource:
    """Chunks as a decompressor gives them, at most `most` bytes in all."""

    def __init__(self, chunks: Iterator[bytes], most: int) -> None:
        self.position = 0
        self.problem = ""
        self._chunks = chunks
        self._left = most
        self._chunk = b""
        self._at = 0

    def read(self, size: int) -> bytes:
        end = self._at + size
        if end <= len(self._chunk):
            content = self._chunk[self._at : end]
            self._at = end
            self.position += size
            return content
        parts = []
        while size > 0 and self._more():
            part = self._chunk[self._at : self._at + size]
            self._at += len(part)
            size -= len(part)
            parts.append(part)
        content = b"".join(parts)
        self.position += len(content)
        return content

    def skip(self, size: int) -> bool:
        while size > 0 and self._more():
            step = min(size, len(self._chunk) - self._at)
            self._at += step
            self.position += step
            size -= step
        return size == 0

    def drain(self) -> None:
        """Go on to the end, where a checksum may tell that what was read is damaged."""
        while self._more():
            self.position += len(self._chunk) - self._at
            self._at = len(self._chunk)

    def _more(self) -> bool:
        """Whether there is a byte to be had."""
        while self._at == len(self._chunk) and not self.problem:
            try:
                self._chunk, self._at = next(self._chunks, b""), 0
            except StreamError as error:
                self.problem = str(error)
                return False
            if not self._chunk:
                return False
            self._left -= len(self._chunk)
            if self._left < 0:
                self.problem = GROWS_TOO_FAR
                return False
        return self._at < len(self._chunk)


def gunzipped(file: BinaryIO) -> Iterator[bytes]:
    """The content of a gzip file, of one or more parts. Raises StreamError where it breaks."""
    unpack = zlib.decompressobj(_GZIP)
    waiting = b""
    begun = False
    while waiting or (waiting := file.read(_CHUNK)):
        if unpack.eof:
            waiting = waiting.lstrip(b"\0")  # padding, as tapes have it
            if not waiting:
                continue
            unpack, begun = zlib.decompressobj(_GZIP), False
        try:
            content = unpack.decompress(waiting, _STEP)
        except zlib.error as error:
            raise StreamError(f"damaged gzip data ({error})") from error
        begun = True
        waiting = unpack.unused_data if unpack.eof else unpack.unconsumed_tail
        if content:
            yield content
    while begun and not unpack.eof:
        content = unpack.decompress(b"", _STEP)
        if not content:
            raise StreamError("the gzip data is cut off")
        yield content
    if not begun:
        raise StreamError("the file is empty")


def unzstandard(path: Path) -> Iterator[bytes]:
    """The content of a zstd file, of one or more frames. Raises StreamError where it breaks."""
    # Imported here, because nobody else in reading needs it, and nobody without such a file.
    import pyarrow as pa

    given = 0
    step = _CHUNK
    while True:
        with pa.CompressedInputStream(pa.OSFile(str(path)), "zstd") as stream:
            try:
                _pass_over(stream, given)
                while content := stream.read(step):
                    given += len(content)
                    yield content
                return
            except OSError as error:
                if step == 1:
                    raise StreamError(f"damaged or cut off zstd data ({error})") from error
        # What was read in the step that broke is lost: once more, in smaller steps.
        step = 512 if step == _CHUNK else 1


def _pass_over(stream: BinaryIO, size: int) -> None:
    while size > 0 and (passed := stream.read(min(size, _CHUNK))):
        size -= len(passed)
