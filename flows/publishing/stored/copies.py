"""What is published in a store as a local folder: an output like any other, to work on or to read.

Copies stand in the cache of the user (see `flows.store.cache`), one to work on and one to read, so
that neither is in the way of the other. Both keep what they have: only files that no generation
here has come down.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from flows.publishing.files import (
    hash_file,
    output_errors,
    point_link,
    remove_tree,
    share_file,
    sync_folder,
)
from flows.publishing.generations import CURRENT, GENERATIONS, Folders, refuse_newer
from flows.publishing.locking import folder_lock
from flows.publishing.manifest import MANIFEST, ManifestError, Part, read_manifest
from flows.publishing.records import OutputError, nothing_published
from flows.publishing.stored.pointer import StoredPointer
from flows.publishing.stored.state import StoredState
from flows.store.cache import cache_folder
from flows.store.client import Store
from flows.store.connection import MOST_REQUESTS
from flows.store.errors import NoObjectError, StoreError
from flows.store.urls import StoreUrl
from schemas.datapackage import PACKAGE_FILE

_WAIT_FOR_COPY_SECONDS = 3600.0


def copies_folder(store: Store) -> Path:
    """Where the copies of an output stand."""
    return cache_folder("outputs", store.url.bucket, f"{store.endpoint} {store.url}")


def work_folders(store: Store) -> Folders:
    """The copy that runs work on."""
    return Folders(copies_folder(store) / "work")


def readable_output(output: Path) -> Path:
    """A local copy of what a store publishes now, for whoever reads tables. Raises OutputError."""
    with store_errors():
        store = Store(StoreUrl.of(output))
        folders = Folders(copies_folder(store) / "read")
        with output_errors(folders.root):
            folders.state.mkdir(parents=True, exist_ok=True)
            with folder_lock(folders.state / "lock", _WAIT_FOR_COPY_SECONDS):
                _bring_published(store, folders)
                folders.drop_old()
    return folders.root


def _bring_published(store: Store, folders: Folders) -> None:
    pointer = StoredPointer(store)
    missed = None
    while (found := pointer.load()).generation is not None:
        try:
            bring_generation(store, found.generation, folders, [work_folders(store)], whole=True)
        except _DamagedError as error:
            if found.generation == missed:
                raise OutputError(
                    f"{store.url} is damaged ({error}): citatbank verify tells more, citatbank run "
                    "--rebuild mends it"
                ) from error
            missed = found.generation  # or so many have been published that it is gone: look again
        else:
            StoredState(store, folders.state).bring_history(found.state)
            return
    store.is_there()
    raise nothing_published(str(store.url))


@contextmanager
def whole_copy(store: Store, generation: str) -> Iterator[tuple[Path, list[str]]]:
    """A fresh copy of all objects of a generation, listed in its manifest or not, and the names of
    those that no file can have; to verify."""
    folder = copies_folder(store)
    with output_errors(folder):
        folder.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=folder, prefix="verify-") as name:
            folders = Folders(Path(name))
            target = folders.generations / generation
            target.mkdir(parents=True)
            below = f"{GENERATIONS}/{generation}/"
            odd: list[str] = []

            def wanted() -> Iterator[str]:
                for item in store.objects(below):
                    found = item.key[len(store.url.key(below)) :]
                    if all(part not in ("", ".", "..") for part in found.split("/")):
                        yield found
                    else:
                        odd.append(found)

            _fetch(store, below, wanted(), target)
            _point(folders, generation)
            yield folders.root, odd


class _DamagedError(Exception):
    """Not all that the manifest lists is in the store as it was; the message names a file."""


def bring_generation(
    store: Store,
    generation: str | None,
    folders: Folders,
    others: Iterable[Folders] = (),
    whole: bool = False,
) -> None:
    """Make a copy show a generation, or none. Files that this or other copies have are linked.

    What is missing or damaged in the store is so in the copy; `whole` raises _DamagedError.
    """
    folders.generations.mkdir(parents=True, exist_ok=True)
    if generation is None:
        remove_tree(folders.root / CURRENT)
        return
    if not (folders.generations / generation).is_dir():
        _fill(store, generation, folders, others, whole)
    if folders.current() != generation:
        _point(folders, generation)


def _point(folders: Folders, generation: str) -> None:
    folders.link_tables()
    point_link(folders.root / CURRENT, f"{GENERATIONS}/{generation}")


def _fill(
    store: Store, generation: str, folders: Folders, others: Iterable[Folders], whole: bool
) -> None:
    draft = folders.generations / f"{generation}.tmp"
    remove_tree(draft)
    draft.mkdir()
    below = f"{GENERATIONS}/{generation}/"
    _fetch(store, below, [MANIFEST, PACKAGE_FILE], draft)
    known = [
        path
        for each in (folders, *others)
        if each.generations.is_dir()
        for path in sorted(each.generations.iterdir(), reverse=True)
    ]
    refuse_newer(draft, f"Output {store.url}")
    try:
        parts = read_manifest(draft).parts
    except ManifestError as error:
        if whole:
            raise _DamagedError(MANIFEST) from error
        parts = []  # whoever works on the copy finds the manifest damaged, as in a folder
    missing = [part for part in parts if not _linked(draft, part, known)]
    _fetch(store, below, (part.path for part in missing), draft)
    if whole:
        for part in missing:
            if not _is_right(draft / part.path, part):
                raise _DamagedError(part.path)
    draft.rename(folders.generations / generation)
    sync_folder(folders.generations)


def _linked(draft: Path, part: Part, known: Iterable[Path]) -> bool:
    """Take a file over from a generation that is here."""
    for generation in known:
        if generation != draft and _is_right(generation / part.path, part):
            (draft / part.path).parent.mkdir(parents=True, exist_ok=True)
            share_file(generation / part.path, draft / part.path)
            return True
    return False


def _is_right(path: Path, part: Part) -> bool:
    return path.is_file() and hash_file(path) == part.sha256


def _fetch(store: Store, below: str, names: Iterable[str], target: Path) -> None:
    """Bring objects into a folder; what is missing in the store is missing there, too."""

    def fetch(name: str) -> None:
        path = target / name
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            store.fetch(below + name, path)
        except NoObjectError:
            path.unlink(missing_ok=True)

    with ThreadPoolExecutor(MOST_REQUESTS // 2) as pool:
        for _ in pool.map(fetch, names):
            pass


@contextmanager
def store_errors() -> Iterator[None]:
    """What a store cannot do, as an OutputError."""
    try:
        yield
    except StoreError as error:
        raise OutputError(str(error)) from error
