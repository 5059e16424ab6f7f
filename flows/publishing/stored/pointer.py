"""`LATEST`: the one object that says what is published."""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass, replace
from typing import Any

from flows.publishing.records import OutputBusyError, OutputError, newer_version
from flows.store.client import Store
from flows.store.errors import ConditionError, NoObjectError

POINTER = "LATEST"
# What generations are called: a number that grows, and the run that made it. Nothing else below
# `generations/` is ours.
GENERATION = re.compile(r"[0-9]{8}-[0-9a-f]{8}")
_LAYOUT_VERSION = 1
_TRIES = 3
_HASH = re.compile("[0-9a-f]{64}")


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

    def stands(self) -> bool:
        """Whether nobody has written the pointer since this process read or wrote it."""
        try:
            return self._store.read(POINTER).tag == self._tag
        except NoObjectError:
            return self._tag is None

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
        version = said["layout_version"]
        if not isinstance(version, int):
            raise ValueError(f"layout_version {version!r} is no number")
        if version <= _LAYOUT_VERSION:
            generation, state = said["generation"], said["state"]
            return Pointer(
                None if generation is None else _checked(generation, GENERATION),
                tuple(_checked(name, GENERATION) for name in said["earlier"]),
                None if state is None else _checked(state, _HASH),
                str(said["run"]),
            )
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise OutputError(
            f"Output {store.url}: its {POINTER} cannot be read ({error}): put back an earlier "
            f"version of it, or remove it, and run with --rebuild."
        ) from error
    raise newer_version(f"Output {store.url}")


def _checked(name: Any, form: re.Pattern[str]) -> str:
    """A name as it may stand in paths: what a store says is data."""
    if isinstance(name, str) and form.fullmatch(name):
        return name
    raise ValueError(f"{name!r:.60} is no name of ours")
