"""Why a file cannot become an article: every reason once, with what the user can do about it."""

from __future__ import annotations

from enum import StrEnum

from flows.records import Reject

STAGE = "reading"

# Bytes; the longest newspaper feature is a hundredth of it.
LARGEST_FILE = 20 * 1024 * 1024


class RejectReason(StrEnum):
    """Machine-readable reasons; `Reject.reason` holds one of these values."""

    EMPTY = "empty"  # no text behind the date header, or none at all
    BINARY = "binary"  # bytes that are no text in any encoding we read
    TOO_LARGE = "too_large"  # more bytes than an article can have
    TOO_MANY_PARAGRAPHS = "too_many_paragraphs"  # more lines than an article can have
    UNREADABLE = "unreadable"  # the system refuses to open or list it
    VANISHED = "vanished"  # listed, but gone when it was to be read
    LINK_OUTSIDE = "link_outside"  # symbolic link to something outside the seeds folder
    LINK_INSIDE = "link_inside"  # symbolic link to something that is read under its own name
    LINK_BROKEN = "link_broken"  # symbolic link to nothing
    NOT_TEXT_FILE = "not_text_file"  # a kind of file other than .txt and archives
    NOT_REGULAR_FILE = "not_regular_file"  # a pipe, socket or device, or no longer a file
    NAME_NOT_UNICODE = "name_not_unicode"  # the name's bytes are no UTF-8
    NAME_TAKEN = "name_taken"  # another file has the same name, differently encoded
    NAME_NOT_USABLE = "name_not_usable"  # a member's name is too long, or holds a NUL
    NAME_REPEATED = "name_repeated"  # a later member of the archive has the same name
    ARCHIVE_DAMAGED = "archive_damaged"  # no archive, or none from some place on
    MEMBER_DAMAGED = "member_damaged"  # a member whose bytes or checksum are wrong
    ENCRYPTED = "encrypted"  # a member that only a password opens
    METHOD_UNKNOWN = "method_unknown"  # a member compressed in a way we do not read
    NESTED_ARCHIVE = "nested_archive"  # an archive inside an archive
    LINK_IN_ARCHIVE = "link_in_archive"  # a member that only points to another file


_ADVICE = {
    RejectReason.EMPTY: "The file holds no text. Fill it or delete it.",
    RejectReason.BINARY: "The bytes are not text. Save the article as plain UTF-8 text.",
    RejectReason.TOO_LARGE: "The file is too large for one article. Split it, one article a file.",
    RejectReason.TOO_MANY_PARAGRAPHS: (
        "The file has too many lines for one article. Split it, one article a file."
    ),
    RejectReason.UNREADABLE: "It cannot be opened. Check its permissions and the disk.",
    RejectReason.VANISHED: "It was deleted or renamed during the run. Run again.",
    RejectReason.LINK_OUTSIDE: (
        "It is a symbolic link that leaves the seeds folder, and such links are not followed. "
        "Copy the file into the folder."
    ),
    RejectReason.LINK_INSIDE: (
        "It is a symbolic link to something in the seeds folder, which is read under its own "
        "name. Delete the link."
    ),
    RejectReason.LINK_BROKEN: "It is a symbolic link to nothing. Mend or delete it.",
    RejectReason.NOT_TEXT_FILE: (
        "Only .txt files and archives of them (.zip, .tar, .tar.gz, .tar.zst) are read. Save the "
        "article as .txt, or remove it."
    ),
    RejectReason.NOT_REGULAR_FILE: "It is not an ordinary file. Remove it from the seeds folder.",
    RejectReason.NAME_NOT_UNICODE: "The file name is not valid UTF-8. Rename it.",
    RejectReason.NAME_TAKEN: (
        "Another entry of the folder has the same name in another Unicode form. Rename one."
    ),
    RejectReason.NAME_NOT_USABLE: "No file can have this name. Pack the archive anew.",
    RejectReason.NAME_REPEATED: (
        "A later member of the archive has the same name and is read in its place, as in unpacking."
    ),
    RejectReason.ARCHIVE_DAMAGED: (
        "The archive cannot be read from some place on; what stands before it was read. "
        "Copy or pack it anew."
    ),
    RejectReason.MEMBER_DAMAGED: "It is damaged in the archive. Copy or pack the archive anew.",
    RejectReason.ENCRYPTED: "Only a password opens it. Pack the archive without one.",
    RejectReason.METHOD_UNKNOWN: (
        "It is compressed in a way that is not read. Pack the archive with deflate."
    ),
    RejectReason.NESTED_ARCHIVE: (
        "Archives inside archives are not read. Put it into the seeds folder itself."
    ),
    RejectReason.LINK_IN_ARCHIVE: (
        "It is a link, and holds no text of its own. Pack the archive with the files themselves."
    ),
}


def reject(source_file: str, reason: RejectReason, found: str = "") -> Reject:
    """A `Reject` whose detail says what was found (where there is more to say) and what to do."""
    advice = _ADVICE[reason]
    return Reject(source_file, STAGE, reason.value, f"{advice} ({found})" if found else advice)
