"""A new generation on its way into a store, and old ones out of it."""

from __future__ import annotations

from collections.abc import Collection
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from flows.publishing.files import fault_point, hash_file
from flows.publishing.generations import GENERATIONS
from flows.publishing.manifest import MANIFEST, Manifest, Part
from flows.publishing.stored.pointer import GENERATION
from flows.publishing.stored.state import OBJECTS, StoredState
from flows.store.client import Store
from flows.store.connection import MOST_REQUESTS
from flows.store.errors import NoObjectError
from schemas.datapackage import PACKAGE_FILE


def send_generation(
    store: Store, draft: Path, name: str, manifest: Manifest, old: tuple[str, Manifest] | None
) -> None:
    """Put a complete draft into the store under a name of its own, its manifest last.

    What `old`, a generation in the store, has as well is copied there.
    """
    same = {part.path: part.sha256 for part in old[1].parts} if old is not None else {}
    target = f"{GENERATIONS}/{name}"

    def send(part: Part) -> None:
        fault_point("part_sent")
        if old is not None and same.get(part.path) == part.sha256:
            try:
                store.copy(f"{GENERATIONS}/{old[0]}/{part.path}", f"{target}/{part.path}")
                return
            except NoObjectError:
                pass  # someone has removed it; it is here
        store.send(draft / part.path, f"{target}/{part.path}", part.sha256)

    with ThreadPoolExecutor(MOST_REQUESTS // 2) as pool:
        for _ in pool.map(send, manifest.parts):
            pass
    for last in (PACKAGE_FILE, MANIFEST):
        fault_point(f"before_{last}")
        store.send(draft / last, f"{target}/{last}", hash_file(draft / last))


def next_name(store: Store, current: str | None, run: str) -> str:
    """The name of the generation to come: its number, and the run, for two may try at once.

    Without a current one, whatever there is counts as earlier.
    """
    earlier = [current] if current else store.folders(f"{GENERATIONS}/")
    numbers = [_number(name) for name in earlier if GENERATION.fullmatch(name)]
    return f"{max(numbers, default=0) + 1:08d}-{run[:8]}"


def left_over(
    store: Store, current: str, kept: Collection[str], state: StoredState, listing: str | None
) -> list[str]:
    """Keys of generations that are not kept and of state that is not listed: old ones, and what
    runs that did not end have left.

    What has a higher number than the current one is none of them: it may be another run's work.
    """
    keys = [
        item.key
        for name in store.folders(f"{GENERATIONS}/")
        if GENERATION.fullmatch(name) and name not in kept and _number(name) <= _number(current)
        for item in store.objects(f"{GENERATIONS}/{name}/")
    ]
    start = len(store.url.key(OBJECTS))
    keys += [
        item.key
        for item in store.objects(OBJECTS)
        if item.key[start:] != listing and not state.is_listed(item.key[start:])
    ]
    return keys


def _number(name: str) -> int:
    return int(name.partition("-")[0])
