"""Files that are about to be read, asked for before they are.

A disk that has to look for each file answers after a millisecond or so, one after the other; asked
for many at a time it is dozens of times as fast. Worth most where a corpus is larger than memory;
what is in memory already needs no asking, and a few files tell.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path

from flows.reading.opening import open_to_read

# Beyond that a disk does not get faster.
_AT_ONCE = 16
# Handing over each file by itself would cost more than asking for it.
_HANDED_OVER = 8
# Files that are tried, and the seconds within which memory answers and hardly any disk does.
_TRIED = 4
_FROM_MEMORY = 5e-5


@contextmanager
def asking_ahead(paths: Sequence[Path]) -> Iterator[None]:
    """Have the system fetch these local files, in this order, while what is inside goes on.

    Nothing comes of a file that cannot be opened: whoever reads it finds out. Systems that cannot
    be asked are not.
    """
    if not hasattr(os, "posix_fadvise") or _all_in_memory(paths[:: max(1, len(paths) // _TRIED)]):
        yield
        return
    pool = ThreadPoolExecutor(_AT_ONCE)
    try:
        for first in range(0, len(paths), _HANDED_OVER):
            pool.submit(_ask, paths[first : first + _HANDED_OVER])
        yield
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _all_in_memory(paths: Sequence[Path]) -> bool:
    """Whether the first byte of each file comes at once."""
    return all(_seconds(path) < _FROM_MEMORY for path in paths)


def _seconds(path: Path) -> float:
    """The time that the first byte of a file takes; that of a file that cannot be read is short."""
    started = time.perf_counter()
    with suppress(OSError, ValueError):
        descriptor = open_to_read(path)
        try:
            os.pread(descriptor, 1, 0)
        finally:
            os.close(descriptor)
    return time.perf_counter() - started


def _ask(paths: Sequence[Path]) -> None:
    for path in paths:
        with suppress(OSError, ValueError):
            descriptor = open_to_read(path)
            try:
                os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_WILLNEED)
            finally:
                os.close(descriptor)
