"""The members of an archive as seed files, and the content of one."""

from __future__ import annotations

import os
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from flows.reading.archives import tars, zips
from flows.reading.archives.members import in_member, member_path
from flows.reading.archives.streams import (
    GROWS_TOO_FAR,
    ChunkSource,
    FileSource,
    gunzipped,
    unzstandard,
)
from flows.reading.found import Member, SeedArchive, SeedFile
from flows.reading.opening import open_to_read
from flows.reading.rejections import LARGEST_FILE, RejectReason, reject
from flows.records import Reject
from flows.store import is_stored

_LIMIT = f"limit {LARGEST_FILE:,} bytes"
# Text shrinks to a tenth, the same text again and again to a few hundredths of that; what grows
# further than this is made to fill a disk.
_MOST_GROWTH = 1000
# Bytes; small archives may grow to this whatever they are.
_ALWAYS_ALLOWED = 256 * 1024 * 1024

Listing = Iterator[SeedFile | Reject]


def list_members(archive: SeedArchive) -> Listing:
    """The members of an archive that are articles, in its order, and a `Reject` for all others.

    Where the archive breaks off, a `Reject` of the archive itself comes last. Members of a
    compressed tar carry their content. An archive in a store is first copied to this machine. Time
    is linear in the archive's bytes (zip: in those of its directory), memory in nothing.
    """
    try:
        archive = on_this_machine(archive)
        with _opened(archive.path) as file:
            yield from _members(archive, file)
    except FileNotFoundError:
        yield reject(archive.source_file, RejectReason.VANISHED)
    except OSError as error:
        yield reject(archive.source_file, RejectReason.UNREADABLE, error.strerror or "")


def on_this_machine(archive: SeedArchive) -> SeedArchive:
    """The archive, or a copy of it that stays for the next call if it is in a store.

    Raises OSError if it is not there any more as it was listed, or cannot be read.
    """
    if not is_stored(archive.path):
        return archive
    from flows.store.objects import at_hand

    return replace(archive, path=at_hand(archive.path, archive.size, archive.mtime_ns))


def read_member(path: Path, member: Member, size: int) -> bytes | tuple[RejectReason, str]:
    """The content of a member, `size` bytes; or the reason why there is none, and what was found.

    The archive must be as it was when it was listed. Raises OSError where it cannot be read.
    """
    if member.content is not None:
        return member.content
    with _opened(path) as file:
        status = os.fstat(file.fileno())
        if (status.st_size, status.st_mtime_ns) != (member.archive_size, member.archive_mtime_ns):
            return RejectReason.VANISHED, "the archive changed"
        if member.offset < 0:
            return RejectReason.VANISHED, ""
        if path.name.lower().endswith(".zip"):
            try:
                return zips.member_content(
                    file.fileno(), member.offset, member.method, member.stored, size, member.crc
                )
            except zips.MemberDamagedError as error:
                return RejectReason.MEMBER_DAMAGED, f"entry {member.number} of the archive: {error}"
        content = os.pread(file.fileno(), size, member.offset)
    if len(content) < size:
        return RejectReason.VANISHED, "the archive changed"
    return content


def _members(archive: SeedArchive, file: BinaryIO) -> Listing:
    name = archive.path.name.lower()
    size = os.fstat(file.fileno()).st_size
    if name.endswith(".zip"):
        yield from _zip_members(archive, file, size)
    elif name.endswith(".tar"):
        yield from _tar_members(archive, tars.TarEntries(FileSource(file, size)), size)
    else:
        unpacked = gunzipped(file) if name.endswith("gz") else unzstandard(archive.path)
        source = ChunkSource(unpacked, max(_ALWAYS_ALLOWED, _MOST_GROWTH * size))
        whole = yield from _tar_members(archive, tars.TarEntries(source), source)
        if whole:
            source.drain()
            if source.problem:
                found = f"{source.problem}; all members were read, but any may be damaged"
                yield reject(archive.source_file, RejectReason.ARCHIVE_DAMAGED, found)


def _zip_members(archive: SeedArchive, file: BinaryIO, size: int) -> Listing:
    number = unpacked = 0
    last = ""
    most = max(_ALWAYS_ALLOWED, _MOST_GROWTH * size)
    try:
        for number, entry in enumerate(zips.entries(file, size), 1):
            found = _zip_member(archive, number, entry)
            if isinstance(found, SeedFile):
                unpacked += found.size
                if unpacked > most:
                    raise zips.ZipBrokenError(GROWS_TOO_FAR)
                last = found.source_file
            if found is not None:
                yield found
    except zips.ZipBrokenError as error:
        yield _broken(archive, str(error), last)
    else:
        if number == 0:
            yield reject(archive.source_file, RejectReason.EMPTY, "an archive without members")


def _tar_members(
    archive: SeedArchive, tar: tars.TarEntries, content: ChunkSource | int
) -> Generator[SeedFile | Reject, None, bool]:
    """Members of a tar, and whether all of it was sound.

    `content` is where their content is read from if there is no coming back to it, else the
    archive's size.
    """
    number = 0
    last = ""
    try:
        for number, entry in enumerate(tar.entries(), 1):
            found = _tar_member(archive, number, entry, content)
            if isinstance(found, SeedFile):
                last = found.source_file
            if found is not None:
                yield found
    except tars.TarBrokenError as error:
        yield _broken(archive, str(error), last)
        return False
    if number == 0:
        yield reject(archive.source_file, RejectReason.EMPTY, "an archive without members")
    return True


def _zip_member(archive: SeedArchive, number: int, entry: zips.Entry) -> SeedFile | Reject | None:
    path = _path(archive, number, entry)
    if not isinstance(path, str):
        return path
    name = path[len(archive.source_file) + 1 :]
    if entry.encrypted:
        return in_member(archive.source_file, number, name, RejectReason.ENCRYPTED)
    if entry.method not in zips.METHODS:
        found = f"method {entry.method}"
        return in_member(archive.source_file, number, name, RejectReason.METHOD_UNKNOWN, found)
    # What is stored is shorter than what it unpacks to, or hardly longer.
    if max(entry.size, entry.stored // 2) > LARGEST_FILE:
        return in_member(archive.source_file, number, name, RejectReason.TOO_LARGE, _LIMIT)
    if not 0 <= entry.offset < archive.size:
        found = f"no entry at byte {entry.offset}"
        return in_member(archive.source_file, number, name, RejectReason.MEMBER_DAMAGED, found)
    member = Member(
        number, archive.size, archive.mtime_ns, entry.offset, entry.stored, entry.method, entry.crc
    )
    return SeedFile(archive.path, path, entry.size, 0, member)


def _tar_member(
    archive: SeedArchive, number: int, entry: tars.Entry, source: ChunkSource | int
) -> SeedFile | Reject | None:
    path = _path(archive, number, entry)
    if not isinstance(path, str):
        return path
    if entry.size > LARGEST_FILE:
        name = path[len(archive.source_file) + 1 :]
        return in_member(archive.source_file, number, name, RejectReason.TOO_LARGE, _LIMIT)
    content = None
    if isinstance(source, ChunkSource):
        content = source.read(entry.size)
        if len(content) < entry.size:
            return None  # the archive breaks off here, which the next look at it tells
    elif entry.offset + entry.size > source:
        return None
    member = Member(number, archive.size, archive.mtime_ns, entry.offset, content=content)
    return SeedFile(archive.path, path, entry.size, 0, member)


def _path(archive: SeedArchive, number: int, entry: zips.Entry | tars.Entry) -> str | Reject | None:
    """The member's `source_file`, or why it is no article; None for what nobody misses."""
    if entry.kind == "folder":
        return None
    path = member_path(archive.source_file, number, entry.name)
    if path is None or entry.kind == "file":
        return path
    name = (path.source_file if isinstance(path, Reject) else path)[len(archive.source_file) + 1 :]
    reason = RejectReason.LINK_IN_ARCHIVE if entry.kind == "link" else RejectReason.NOT_REGULAR_FILE
    return in_member(archive.source_file, number, name, reason)


def _broken(archive: SeedArchive, why: str, last: str) -> Reject:
    behind = f"; the last article read is {last[len(archive.source_file) + 1 :]}" if last else ""
    return reject(archive.source_file, RejectReason.ARCHIVE_DAMAGED, why + behind)


@contextmanager
def _opened(path: Path) -> Iterator[BinaryIO]:
    """The archive, not through a link. Raises OSError."""
    with os.fdopen(open_to_read(path), "rb") as file:
        yield file
