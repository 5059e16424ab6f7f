"""Find the seed files of a folder: streaming, in a stable order, without leaving the folder.

A seed file is a regular file whose name ends in `.txt` (in any case), in the folder or any folder
below it; an archive (`.zip`, `.tar`, `.tar.gz`, `.tar.zst`) stands for the seed files in it. What
`names.passed_over` knows is passed over without a word. Everything else becomes a `Reject`, so that
nothing a user put there goes missing silently.
"""

from __future__ import annotations

import os
import stat
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from flows.errors import UserError
from flows.reading.archives.members import is_archive
from flows.reading.found import SeedArchive, SeedFile
from flows.reading.names import passed_over
from flows.reading.rejections import RejectReason, reject
from flows.records import Reject
from flows.store import is_stored

Found = SeedFile | SeedArchive | Reject


class SeedsFolderError(UserError):
    """The seeds folder itself cannot be used; the message is one line for the user."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """An entry of a folder: its name in NFC (with a `/` if it is a folder) and as it is stored."""

    key: str
    name: str
    taken: bool = False  # the entry before it has the same name in NFC


def find_seed_files(seeds: Path) -> Iterator[Found]:
    """All seed files and archives below `seeds`, and a `Reject` for each entry that can be neither.

    Sorted by `source_file` (code points). Only the names of the folders on the way down are in
    memory at any time. Raises `SeedsFolderError` at once if the folder cannot be listed. A folder
    in a store is looked at by `stored_seeds`.
    """
    if is_stored(seeds):
        from flows.reading.stored_seeds import find_stored_seeds

        return find_stored_seeds(seeds)
    root = Path(os.path.realpath(seeds))
    try:
        entries = _listing(root)
    except FileNotFoundError:
        raise SeedsFolderError(f"Seeds folder {seeds} does not exist: create it.") from None
    except NotADirectoryError:
        raise SeedsFolderError(f"Seeds folder {seeds} is not a folder: name a folder.") from None
    except OSError as error:
        raise SeedsFolderError(
            f"Seeds folder {seeds} cannot be read ({error.strerror}): check its permissions."
        ) from None
    return _walk(root, entries)


def _walk(root: Path, entries: Iterator[str | _Entry]) -> Iterator[Found]:
    """Depth first, with a stack of its own: nesting may be deeper than Python's recursion."""
    stack = [(root, "", entries)]
    while stack:
        folder, prefix, entries = stack[-1]
        entry = next(entries, None)
        if entry is None:
            stack.pop()
            continue
        key, name = (
            (entry, entry.rstrip("/")) if isinstance(entry, str) else (entry.key, entry.name)
        )
        source_file = prefix + key.rstrip("/")
        problem = _name_problem(source_file, entry)
        if problem:
            yield problem
        elif key.endswith("/"):
            below = folder / name
            try:
                stack.append((below, prefix + key, _listing(below)))
            except OSError as error:
                yield _refused(source_file, error)
        else:
            yield _look_at(root, folder / name, source_file)


def _listing(folder: Path) -> Iterator[str | _Entry]:
    """A folder's entries in the order of the paths below it.

    Folders sort with their `/`, as the paths of their files do. Names that are NFC already, which
    is nearly all, stand as plain strings: a folder may have a million.
    """
    plain: list[str] = []
    odd: list[_Entry] = []
    with os.scandir(folder) as entries:
        for entry in entries:
            name = entry.name
            if passed_over(name):
                continue
            key = name if name.isascii() else unicodedata.normalize("NFC", name)
            slash = "/" if entry.is_dir(follow_symlinks=False) else ""
            if key == name:
                plain.append(key + slash)
            else:
                odd.append(_Entry(key + slash, name))
    plain.sort()
    if not odd:
        return iter(plain)
    return _merged(plain, odd)


def _merged(plain: list[str], odd: list[_Entry]) -> Iterator[str | _Entry]:
    """All entries in order. A file and a folder may not have one name either: an archive's members
    stand below its name."""
    names = {entry.rstrip("/") for entry in plain}
    known: list[str | _Entry] = [*plain]
    for entry in sorted(odd, key=lambda entry: (entry.key, entry.name)):
        name = entry.key.rstrip("/")
        known.append(replace(entry, taken=name in names))
        names.add(name)
    return iter(
        sorted(
            known,
            key=lambda entry: (entry, "") if isinstance(entry, str) else (entry.key, entry.name),
        )
    )


def _name_problem(source_file: str, entry: str | _Entry) -> Reject | None:
    if isinstance(entry, _Entry) and entry.taken:
        return reject(source_file, RejectReason.NAME_TAKEN)
    if source_file.isascii():
        return None
    try:
        source_file.encode()
    except UnicodeEncodeError:
        # The odd bytes as \udcXX, so that the name can stand in a table and be recognised.
        readable = source_file.encode(errors="backslashreplace").decode()
        return reject(readable, RejectReason.NAME_NOT_UNICODE)
    return None


def _look_at(root: Path, path: Path, source_file: str) -> Found:
    try:
        status = os.lstat(path)
    except OSError as error:
        return _refused(source_file, error)
    if stat.S_ISLNK(status.st_mode):
        return _link(root, path, source_file)
    if not stat.S_ISREG(status.st_mode):
        return reject(source_file, RejectReason.NOT_REGULAR_FILE)
    if source_file.lower().endswith(".txt"):
        return SeedFile(path, source_file, status.st_size, status.st_mtime_ns)
    if is_archive(source_file):
        return SeedArchive(path, source_file, status.st_size, status.st_mtime_ns)
    return reject(source_file, RejectReason.NOT_TEXT_FILE)


def _link(root: Path, path: Path, source_file: str) -> Reject:
    """Links are never followed: what one points to is outside, or has a name of its own inside."""
    try:
        target = Path(os.path.realpath(path, strict=True))
    except OSError:
        return reject(source_file, RejectReason.LINK_BROKEN)
    inside = target.is_relative_to(root)
    return reject(source_file, RejectReason.LINK_INSIDE if inside else RejectReason.LINK_OUTSIDE)


def _refused(source_file: str, error: OSError) -> Reject:
    if isinstance(error, FileNotFoundError):
        return reject(source_file, RejectReason.VANISHED)
    return reject(source_file, RejectReason.UNREADABLE, error.strerror or "")
