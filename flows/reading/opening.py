"""Opening what a listing told of: it may have been replaced since by a link or a pipe."""

from __future__ import annotations

import os
from pathlib import Path


def open_to_read(path: Path) -> int:
    """A descriptor to read a file from, which the caller closes.

    Never through a link, and never waiting for whoever writes into a pipe. Raises OSError, and
    ValueError for a path that no system call takes.
    """
    flags = os.O_RDONLY
    for name in ("O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC", "O_BINARY"):  # not on every system
        flags |= getattr(os, name, 0)
    return os.open(path, flags)
