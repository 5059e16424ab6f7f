"""Which files are archives, and which of their members are articles, by name."""

from __future__ import annotations

import unicodedata

from flows.reading.names import passed_over
from flows.reading.rejections import RejectReason, reject
from flows.records import Reject

_ARCHIVES = (".zip", ".tar", ".tar.gz", ".tgz", ".tar.zst", ".tzst")
# What holds files inside a file, whether we could read it elsewhere or not.
_NESTED = (*_ARCHIVES, ".gz", ".bz2", ".xz", ".zst", ".7z", ".rar")
# Characters; the longest path that systems take.
_LONGEST_NAME = 4096


def is_archive(name: str) -> bool:
    """Whether a file of this name is read as an archive."""
    return name.lower().endswith(_ARCHIVES)


def member_path(archive: str, number: int, raw: bytes | str) -> str | Reject | None:
    """The `source_file` of an archive's member; None if members of this name are passed over.

    Names are data: `/etc/x.txt` and `../x.txt` are names like others, and lead nowhere.
    """
    try:
        name = raw if isinstance(raw, str) else raw.decode()
        name.encode()
    except UnicodeError:
        name = raw.decode(errors="backslashreplace") if isinstance(raw, bytes) else repr(raw)
        return in_member(archive, number, name, RejectReason.NAME_NOT_UNICODE)
    name = unicodedata.normalize("NFC", name)
    while name.startswith("./"):
        name = name[2:]
    if len(name) > _LONGEST_NAME or "\x00" in name:
        return in_member(archive, number, name[:200], RejectReason.NAME_NOT_USABLE)
    parts = [part for part in name.split("/") if part not in ("", ".", "..")]
    if not parts or any(passed_over(part) or part == "__MACOSX" for part in parts):
        return None
    lower = name.lower()
    if lower.endswith(_NESTED):
        return in_member(archive, number, name, RejectReason.NESTED_ARCHIVE)
    if not lower.endswith(".txt"):
        return in_member(archive, number, name, RejectReason.NOT_TEXT_FILE)
    return f"{archive}/{name}"


def in_member(
    archive: str, number: int, name: str, reason: RejectReason, found: str = ""
) -> Reject:
    """A reject of a member, with its place in the archive."""
    place = f"entry {number} of the archive"
    return reject(f"{archive}/{name}", reason, f"{place}: {found}" if found else place)
