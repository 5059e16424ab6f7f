"""Single objects of a store by their paths, read as files are: their errors are OSErrors.

A store answers after some ten milliseconds, in which a worker could have read a dozen articles. So
whoever is about to read many objects says so (`reading_ahead`), and they are asked for at once.
"""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
import time
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from pathlib import Path
from tempfile import TemporaryDirectory

from flows.store.cache import cache_folder
from flows.store.client import Store
from flows.store.errors import NoObjectError, RefusedObjectError
from flows.store.urls import StoreUrl, is_stored, read_key

_AHEAD = 24
# Copies that nobody has asked for in so long are removed.
_UNUSED_SECONDS = 7 * 24 * 3600
# Bytes of objects that were asked for and not read yet.
_BYTES_AHEAD = 32 * 1024 * 1024


def read_object(path: Path, most: int) -> bytes:
    """The bytes of an object, at most `most` of them.

    Raises FileNotFoundError, PermissionError where the store refuses this one object, and
    StoreError where it cannot be asked at all: that says nothing about the object.
    """
    ahead = _ahead.get()
    future = ahead.take(path) if ahead is not None else None
    return future.result() if future is not None else _read(path, most)


def hash_object(path: Path) -> str:
    """SHA-256 of an object's bytes, in hex; raises what `read_object` does."""
    bucket, key = read_key(path)
    with _file_errors(path):
        return Store(StoreUrl(bucket, "")).hash(key)


def at_hand(path: Path, size: int, version_ns: int) -> Path:
    """A local copy of an object as a listing told of it, with that version as its time.

    The copy is made once and stays while it is used, so that it can be read from any place, by
    any process of this machine. Raises what `read_object` does.
    """
    bucket, key = read_key(path)
    store = Store(StoreUrl(bucket, ""))
    folder = cache_folder("objects", bucket, store.endpoint)
    ending = "".join(char for char in key[-8:].lower() if char.isalnum() or char == ".")
    place = f"{key} {size} {version_ns}"
    local = folder / f"{hashlib.sha256(place.encode()).hexdigest()}-{ending}"
    folder.mkdir(parents=True, exist_ok=True)
    _drop_unused(folder)
    if not local.is_file():
        with TemporaryDirectory(dir=folder, prefix="fetching-") as drafts, _file_errors(path):
            draft = Path(drafts, "draft")
            if store.fetch(key, draft) != version_ns:
                raise FileNotFoundError(errno.ENOENT, "it has changed", str(path))
            draft.replace(local)
    os.utime(local, ns=(time.time_ns(), version_ns))
    return local


def _drop_unused(folder: Path) -> None:
    for each in folder.iterdir():
        with suppress(FileNotFoundError):
            if time.time() - each.stat().st_atime > _UNUSED_SECONDS:
                shutil.rmtree(each) if each.is_dir() else each.unlink()


@contextmanager
def reading_ahead(files: Iterable[tuple[Path, int]], most: int) -> Iterator[None]:
    """Read objects (path and size in bytes) that will be asked for in this order, before they are.

    Paths that are local are nobody's business here.
    """
    stored = [(path, size) for path, size in files if is_stored(path)]
    if not stored:
        yield
        return
    with ThreadPoolExecutor(_AHEAD) as pool:
        token = _ahead.set(_Ahead(stored, most, pool))
        try:
            yield
        finally:
            _ahead.reset(token)
            pool.shutdown(wait=False, cancel_futures=True)


class _Ahead:
    """Objects that are being read; as many as the bounds allow, in order."""

    def __init__(
        self, files: Iterable[tuple[Path, int]], most: int, pool: ThreadPoolExecutor
    ) -> None:
        self._waiting = deque(files)
        self._most = most
        self._pool = pool
        self._under_way: dict[Path, tuple[Future[bytes], int]] = {}
        self._bytes = 0
        self._fill()

    def take(self, path: Path) -> Future[bytes] | None:
        """The object's bytes, which are given once; None if it was not announced."""
        future, size = self._under_way.pop(path, (None, 0))
        self._bytes -= size
        self._fill()
        return future

    def _fill(self) -> None:
        while self._waiting and len(self._under_way) < 2 * _AHEAD:
            path, size = self._waiting[0]
            if self._under_way and self._bytes + size > _BYTES_AHEAD:
                return
            self._waiting.popleft()
            self._under_way[path] = self._pool.submit(_read, path, self._most), size
            self._bytes += size


_ahead: ContextVar[_Ahead | None] = ContextVar("ahead", default=None)


def _read(path: Path, most: int) -> bytes:
    bucket, key = read_key(path)
    with _file_errors(path):
        return Store(StoreUrl(bucket, "")).read(key, most).content


@contextmanager
def _file_errors(path: Path) -> Iterator[None]:
    try:
        yield
    except NoObjectError:
        raise FileNotFoundError(errno.ENOENT, "no such object", str(path)) from None
    except RefusedObjectError as error:
        raise PermissionError(errno.EACCES, error.reason, str(path)) from None
