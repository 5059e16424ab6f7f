"""The few file operations that publishing rests on, and the points where tests kill it.

All access to the output folder's files goes through here, so that another store can take the
folder's place.
"""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
import signal
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flows.publishing.records import OutputError
from flows.store import is_stored

# The folder in an output that holds the ledger, the lock and staged work.
STATE = ".state"
_passed: Counter[str] = Counter()


def fault_point(name: str) -> None:
    """Die here, as by power cut, if CITATBANK_FAULT says so: `name`, or `name:3` for the third
    time it is passed. Does nothing otherwise."""
    wanted = os.environ.get("CITATBANK_FAULT")
    if not wanted:
        return
    wanted_name, _, wanted_pass = wanted.partition(":")
    if wanted_name == name:
        _passed[name] += 1
        if _passed[name] == int(wanted_pass or 1):
            os.kill(os.getpid(), signal.SIGKILL)


@contextmanager
def output_errors(root: Path) -> Iterator[None]:
    """Turn what the system says of an output folder into one line for the user.

    `root` is the folder, or one that holds staged work below it.
    """
    root = next((folder.parent for folder in (root, *root.parents) if folder.name == STATE), root)
    try:
        yield
    except OutputError:
        raise
    except sqlite3.Error as error:
        raise OutputError(
            f"Output folder {root}: its ledger cannot be used ({error}). What was published "
            "stands; see that there is space and that the folder may be written, and run again."
        ) from error
    except OSError as error:
        raise OutputError(f"Output folder {root}: {_explain(error)}") from error


def _explain(error: OSError) -> str:
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return "no space left. What was published stands; free space and run again."
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return f"{error.filename or 'it'} may not be written: check its permissions."
    if error.errno in (errno.ENOTDIR, errno.EEXIST):
        return f"{error.filename or 'it'} is not a folder: name another output folder."
    return f"{error.strerror or error} ({error.filename or 'no file named'})."


def hash_file(path: Path) -> str:
    """SHA-256 of a file's bytes, or those of an object in a store, in hex. Raises OSError."""
    if is_stored(path):
        from flows.store.objects import hash_object

        return hash_object(path)
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def write_durable(path: Path, content: bytes) -> None:
    """Write a new file and wait until it is on disk."""
    with path.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def sync_file(path: Path) -> None:
    """Wait until a file's bytes are on disk."""
    with path.open("rb") as file:
        os.fsync(file.fileno())


def sync_folder(path: Path) -> None:
    """Wait until a folder's entries are on disk."""
    descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def share_file(source: Path, target: Path) -> None:
    """Make `target` the same file as `source`, or a copy where the file system has no links."""
    try:
        os.link(source, target)
    except OSError as error:
        if error.errno not in (errno.EPERM, errno.ENOTSUP, errno.EMLINK, errno.EXDEV):
            raise
        write_durable(target, source.read_bytes())


def point_link(link: Path, target: str) -> None:
    """Make a symbolic link point to `target`, at once for whoever looks."""
    fresh = link.with_name(f".{link.name}.new")
    fresh.unlink(missing_ok=True)
    fresh.symlink_to(target)
    fresh.replace(link)


def remove_tree(path: Path) -> None:
    """Remove a folder and all in it, if it is there; a link is removed, not followed."""
    if path.is_symlink() or path.is_file():
        path.unlink()
    elif path.exists():
        shutil.rmtree(path)
