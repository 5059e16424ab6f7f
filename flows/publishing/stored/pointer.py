"""`LATEST`: the one object that says what is published."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from typing import Any

from flows.publishing.records import OutputBusyError, OutputError
from flows.store.client import Store
from flows.store.errors import ConditionError, NoObjectError

POINTER = "LATEST"
_LAYOUT_VERSION = 1
_TRIES = 3


@dataclass(frozen=True, slots=True)
class Pointer:
    """What `LATEST` says. `generation` is a folder below `generations/`, None before the first;
    `earlier` are those before it that are kept for whoever still reads them, the newest first.

    `state` is the hash of the listing of state objects that goes with it. `run` marks who wrote
    it, so that a pointer that says the same is another object after a change of hands.
    """

    generation: str | None = None
    earlier: tuple[str, ...] = ()
    state: str | None = None
    run: str = ""

    def encode(self) -> bytes:
        """The pointer as JSON."""
        content = {"layout_version": _LAYOUT_VERSION, **asdict(self)}
        return (json.dumps(content, sort_keys=True) + "\n").encode()


class StoredPointer:
    """`LATEST` as this process knows it."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._tag: str | None = None
        self.now = Pointer()

    def load(self) -> Pointer:
        """Read the pointer. Raises OutputError if it cannot be understood, StoreError."""
        try:
            found = self._store.read(POINTER)
        except NoObjectError:
            self._tag, self.now = None, Pointer()
            return self.now
        self._tag, self.now = found.tag, _decode(self._store, found.content)
        return self.now

    def swap(self, **changes: Any) -> None:
        """Write the pointer with some changes, unless another has written it since it was read.

        Raises OutputBusyError then. An answer that got lost is no other's work.
        """
        wanted = replace(self.now, **changes)
        for _ in range(_TRIES):
            try:
                self._tag = self._store.write_if(POINTER, wanted.encode(), self._tag)
            except ConditionError:
                known = self._tag
                if self.load() == wanted:
                    return
                if self._tag != known:
                    break
            else:
                self.now = wanted
                return
        raise OutputBusyError(
            f"Output {self._store.url}: another run has published or taken over meanwhile. What "
            "it published stands, nothing of this run was: run again."
        )


def _decode(store: Store, content: bytes) -> Pointer:
    try:
        said = json.loads(content)
        version = int(said["layout_version"])
        if version <= _LAYOUT_VERSION:
            generation, state = said["generation"], said["state"]
            return Pointer(
                None if generation is None else str(generation),
                tuple(str(name) for name in said["earlier"]),
                None if state is None else str(state),
                str(said["run"]),
            )
    except (ValueError, KeyError, TypeError) as error:
        raise OutputError(
            f"Output {store.url}: its {POINTER} cannot be read ({error}): put back an earlier "
            f"version of it, or remove it, and run with --rebuild."
        ) from error
    raise OutputError(
        f"Output {store.url} was written by a newer version: update the program or name another "
        "output."
    )
