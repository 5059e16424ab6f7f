"""Find the seed files below a URL of a store: the rules of a folder, for objects.

What a folder has and a store has not: links, pipes, names that are no Unicode, and times that are
fine enough to tell two versions apart. The last is made up for by the store's tag of the bytes,
which stands in for the fractions of a second in `mtime_ns`.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from pathlib import Path

from flows.reading.archives.members import is_archive
from flows.reading.found import SeedArchive, SeedFile
from flows.reading.names import passed_over
from flows.reading.rejections import RejectReason, reject
from flows.reading.seed_files import Found, SeedsFolderError
from flows.store.client import Listed, Store
from flows.store.errors import StoreError
from flows.store.urls import StoreUrl


def find_stored_seeds(seeds: Path) -> Iterator[Found]:
    """All seed files and archives below `seeds`, and a `Reject` for what can be neither.

    Streaming, in the store's order, which is that of the keys; only keys in another Unicode form
    than NFC are kept to the end. Raises `SeedsFolderError` at once if the store cannot be listed.
    """
    try:
        store = Store(StoreUrl.of(seeds))
        store.is_there()
    except StoreError as error:
        raise SeedsFolderError(f"Seeds folder {error}") from None
    return _walk(store)


def _walk(store: Store) -> Iterator[Found]:
    odd: dict[str, list[Listed]] = {}
    archives: dict[str, bool] = {}
    for item in store.objects():
        name = item.key[len(store.url.prefix) :]
        if not name or _nobody_misses(name):
            continue
        plain = unicodedata.normalize("NFC", name)
        if _stands_below_an_archive(store, plain, archives):
            yield reject(plain, RejectReason.NAME_TAKEN)
        elif plain == name:
            yield _look_at(store, item, name)
        else:
            odd.setdefault(plain, []).append(item)
    for plain, items in odd.items():
        # What stands below an archive's name cannot be told from its members, and is known already.
        taken = store.has(plain) or plain in archives
        for item in items:
            if taken:
                yield reject(plain, RejectReason.NAME_TAKEN)
            else:
                yield _look_at(store, item, plain)
                taken = True


def _nobody_misses(name: str) -> bool:
    """Objects that stand for folders, and names that are passed over in folders, too."""
    if name.endswith("/"):
        return True
    parts = [part for part in name.split("/") if part not in ("", ".", "..")]
    return any(map(passed_over, parts))


def _stands_below_an_archive(store: Store, name: str, known: dict[str, bool]) -> bool:
    """Whether an object has a name that members of an archive may have, as no file can.

    `known` tells of each name of an archive that others stand below whether there is such an
    object, in NFC as names are here.
    """
    parts = name.split("/")
    for end, part in enumerate(parts[:-1], 1):
        if is_archive(part):
            archive = "/".join(parts[:end])
            if archive not in known:
                known[archive] = store.has(archive)
            if known[archive]:
                return True
    return False


def _look_at(store: Store, item: Listed, name: str) -> Found:
    path = store.url.object_path(item.key)
    if name.lower().endswith(".txt"):
        return SeedFile(path, name, item.size, item.version_ns)
    if is_archive(name):
        return SeedArchive(path, name, item.size, item.version_ns)
    return reject(name, RejectReason.NOT_TEXT_FILE)
