"""An output in a store, held by this process: planned on a copy, published by the pointer."""

from __future__ import annotations

import socket
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from flows.publishing.files import fault_point, output_errors
from flows.publishing.generations import GENERATIONS_KEPT, Folders
from flows.publishing.locking import folder_lock
from flows.publishing.manifest import Manifest
from flows.publishing.output import Output, open_folder
from flows.publishing.records import DraftRefusedError, OutputBusyError, OutputError
from flows.publishing.stored.copies import bring_generation, store_errors, work_folders
from flows.publishing.stored.lock import Held, store_lock
from flows.publishing.stored.pointer import StoredPointer
from flows.publishing.stored.sending import left_over, next_name, send_generation
from flows.publishing.stored.state import StoredState
from flows.store.client import Store
from flows.store.urls import StoreUrl


@contextmanager
def open_stored_output(output: Path, wait_seconds: float = 0.0) -> Iterator[Output]:
    """Take the lock of an output in a store and bring the local copy up to its state.

    Raises what `open_output` does.
    """
    with store_errors():
        store = Store(StoreUrl.of(output))
        folders = work_folders(store)
        with (
            output_errors(folders.root),
            _copy_lock(folders, store, wait_seconds) as owner,
            store_lock(store, owner, uuid.uuid4().hex, wait_seconds) as held,
        ):
            pointer, state = StoredPointer(store), StoredState(store, folders.state)
            pointer.load()
            if held.taken_over:
                pointer.swap(run=held.run)
            bring_generation(store, pointer.now.generation, folders)
            state.bring(pointer.now.state)
            home = _Home(store, pointer, state, held)
            if held.taken_over:
                home.sweep()
            try:
                with open_folder(folders, make=lambda each: StoredOutput(each, home)) as out:
                    yield out
            except DraftRefusedError:
                home.send_history()
                raise
            home.send_history()


@contextmanager
def _copy_lock(folders: Folders, store: Store, wait_seconds: float) -> Iterator[str]:
    """Hold the local copy; yields what this copy is called among all that there are."""
    parent = folders.root.parent
    folders.state.mkdir(parents=True, exist_ok=True)
    try:
        with folder_lock(folders.state / "copy.lock", wait_seconds):
            name = parent / "owner"
            if not name.is_file():
                name.write_text(uuid.uuid4().hex, encoding="ascii")
            yield f"{socket.gethostname()} {name.read_text(encoding='ascii')}"
    except OutputBusyError as error:
        raise OutputBusyError(
            str(error).replace(f"folder {folders.root}", str(store.url))
        ) from error


class _Home:
    """The store's side of an output under lock."""

    def __init__(
        self, store: Store, pointer: StoredPointer, state: StoredState, held: Held
    ) -> None:
        self.store = store
        self.pointer = pointer
        self.state = state
        self.held = held

    def swap(self, name: str, listing: str) -> None:
        """Publish a generation that is complete in the store, or the same with other state."""
        now = self.pointer.now
        earlier = now.earlier
        if now.generation is not None and now.generation != name:
            earlier = (now.generation, *earlier)[: GENERATIONS_KEPT - 1]
        if self.held.lost:
            raise OutputError(
                f"Output {self.store.url}: the store could not be reached for so long that "
                "another run has taken over. What is published stands: run again."
            )
        fault_point("before_pointer")
        self.pointer.swap(generation=name, earlier=earlier, state=listing, run=self.held.run)
        fault_point("after_pointer")

    def sweep(self) -> None:
        """Remove what is no longer, or never was, published.

        Another run may have taken over since the pointer was written. It writes the pointer before
        anything else, so while that stands, nothing that was listed before is the other's.
        """
        now = self.pointer.now
        if now.generation is None:
            return
        kept = (now.generation, *now.earlier)
        keys = left_over(self.store, now.generation, kept, self.state, now.state)
        if keys and not self.held.lost and self.pointer.stands():
            self.store.remove(keys)

    def send_history(self) -> None:
        """Put the history of runs into the store, if a run has added to it.

        What a run published stands though another has taken over since; its line is left out then.
        """
        if not self.held.lost and self.state.history_differs():
            listing = self.state.send(None)
            with suppress(OutputBusyError):
                self.pointer.swap(state=listing, run=self.held.run)
                self.state.remember(listing)


class StoredOutput(Output):
    """An output in a store; `root` is the local copy, which is published last."""

    def __init__(self, folders: Folders, home: _Home) -> None:
        super().__init__(folders)
        self._home = home
        self._known = self._ledger.stamps()

    def _make_current(self, old: Manifest | None, manifest: Manifest, changed: bool) -> None:
        home, now = self._home, self._home.pointer.now
        # A rebuild mends what was damaged in the store, though it be the same.
        changed = changed or self._redone_whole
        name = str(now.generation)
        if changed:
            name = next_name(home.store, now.generation, home.held.run)
            mended = old is None or now.generation is None or self._redone_whole
            same = None if mended or old is None else (str(now.generation), old)
            send_generation(home.store, self._folders.draft, name, manifest, same)
        elif self._ledger.stamps() == self._known:
            super()._make_current(old, manifest, changed)
            return
        # From here on the local state runs ahead of the store's; if it ends here, it counts for
        # nothing, and the next run takes the store's.
        home.state.forget()
        self._ledger.commit(name)
        fault_point("before_state")
        listing = home.state.send(self._ledger, manifest.tallies)
        home.swap(name, listing)
        if changed:
            self._folders.show(name)
        home.state.remember(listing)
        home.sweep()
