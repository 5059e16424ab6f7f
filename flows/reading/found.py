"""What a look into the seeds folder finds: files, archives, and the members of archives."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Member:
    """Where a member stands in its archive.

    `number` counts the archive's entries from 1. `offset` is the byte at which the entry begins
    (`.zip`: its header, `.tar`: its content; -1: nowhere any more), `stored` how many bytes it
    takes there, `method` and `crc` are the zip's. A member of a compressed tar has no place to come
    back to: it carries its `content`. Size and time of the archive, as those of a `SeedFile`, tell
    whether it is still the same.
    """

    number: int
    archive_size: int
    archive_mtime_ns: int
    offset: int = -1
    stored: int = 0
    method: int = 0
    crc: int | None = None
    content: bytes | None = None


@dataclass(frozen=True, slots=True)
class SeedFile:
    """A seed file as it was found.

    `source_file` is its path below the seeds folder, with `/`, in Unicode NFC; `path` opens it.
    `size` is in bytes, `mtime_ns` in nanoseconds since the epoch. For a `member` of an archive,
    `path` opens the archive, and there is no time: what is in an archive is known by its bytes.
    """

    path: Path
    source_file: str
    size: int
    mtime_ns: int
    member: Member | None = None


@dataclass(frozen=True, slots=True)
class SeedArchive:
    """An archive of articles in the seeds folder; its fields are those of a `SeedFile`."""

    path: Path
    source_file: str
    size: int
    mtime_ns: int
