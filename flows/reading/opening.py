"""Opening what a listing told of: it may have been replaced since by a link or a pipe."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

_FLAGS: Final = (
    os.O_RDONLY
    # Not on every system.
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)


def open_to_read(path: Path) -> int:
    """A descriptor to read a file from, which the caller closes.

    Never through a link, and never waiting for whoever writes into a pipe. Raises OSError, and
    ValueError for a path that no system call takes.
    """
    return os.open(path, _FLAGS)
