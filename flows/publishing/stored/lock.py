"""One run at a time on one output in a store.

The lock is an object that says who holds it, and is written only on the condition that it still is
as the writer read it. The holder rewrites it every few seconds; a lock without a sign of life for
longer, by the store's clock, is that of a dead run and is taken over. It keeps runs from working
for nothing. That none undoes what another has published does not rest on it, but on the pointer:
who takes over a lock rewrites the pointer first, and a holder that only slept finds it changed.
"""

from __future__ import annotations

import json
import os
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from flows.publishing.records import OutputBusyError, OutputError
from flows.store.client import Store
from flows.store.errors import ConditionError, NoObjectError, StoreError

_LOCK = ".state/lock"
BEAT_SECONDS = 10.0
# So long without a sign of life, and a run is dead.
DEAD_SECONDS = 60.0
_PAUSE_SECONDS = 1.0
# The tag of no object: a store's own are hashes.
_NO_TAG = '"none"'


@dataclass(slots=True)
class Held:
    """A lock that is held. `taken_over` tells that its last holder never gave it back."""

    run: str
    taken_over: bool
    lost: bool = False


@contextmanager
def store_lock(store: Store, owner: str, run: str, wait_seconds: float) -> Iterator[Held]:
    """Hold the store's lock; `owner` is a place where only one run can be at a time, so that a
    lock of the same owner is that of a dead run, and `run` this one.

    Raises OutputBusyError when another run still holds it after `wait_seconds`.
    """
    lock = _Lock(store, owner, run)
    held = lock.acquire(wait_seconds)
    stop = threading.Event()
    beats = threading.Thread(target=lock.beat, args=(held, stop), daemon=True)
    beats.start()
    try:
        yield held
    finally:
        stop.set()
        beats.join()
        if not held.lost:
            lock.release()


class _Lock:
    def __init__(self, store: Store, owner: str, run: str) -> None:
        self._store = store
        self._owner = owner
        self._run = run
        self._beats = 0
        self._tag: str | None = None

    def acquire(self, wait_seconds: float) -> Held:
        deadline = time.monotonic() + wait_seconds
        while True:
            holder, age = self._look()
            if holder is None or holder.get("owner") == self._owner or age > DEAD_SECONDS:
                if self._write(held=True):
                    self._refuse_without_conditions()
                    return Held(self._run, taken_over=holder is not None)
                if time.monotonic() < deadline:
                    continue
                holder, age = self._look()
            if time.monotonic() >= deadline:
                raise self._busy(holder or {}, age)
            time.sleep(min(_PAUSE_SECONDS, wait_seconds))

    def beat(self, held: Held, stop: threading.Event) -> None:
        """Give signs of life until told to stop."""
        while not stop.wait(BEAT_SECONDS):
            try:
                if not self._write(held=True):
                    held.lost = True
                    return
            except StoreError:
                continue  # it may be back for the next one, in good time

    def release(self) -> None:
        """Give the lock back; if that fails, it is known for dead in a while."""
        try:
            self._write(held=False)
        except StoreError:
            return

    def _look(self) -> tuple[dict[str, Any] | None, float]:
        """Who holds the lock, if anyone, and for how many seconds there was no sign of life."""
        try:
            found = self._store.read(_LOCK)
        except NoObjectError:
            self._tag = None
            return None, 0.0
        self._tag = found.tag
        try:
            said = json.loads(found.content)
            holder = said if isinstance(said, dict) and said["held"] else None
        except (ValueError, KeyError):
            holder = None
        return holder, found.age_seconds

    def _write(self, held: bool) -> bool:
        """Write the lock if it is as we know it; False if another has written it."""
        self._beats += 1
        content = {
            "held": held,
            "owner": self._owner,
            "run": self._run,
            "host": socket.gethostname(),
            "process": os.getpid(),
            "beat": self._beats,
        }
        encoded = json.dumps(content).encode()
        try:
            self._tag = self._store.write_if(_LOCK, encoded, self._tag)
        except ConditionError:
            # An answer may have got lost behind our own write.
            self._look()
            try:
                return self._store.read(_LOCK).content == encoded
            except NoObjectError:
                return False
        return True

    def _refuse_without_conditions(self) -> None:
        """Try what must fail, by either condition; a write that is done leaves nobody's lock."""
        for header, tag in (("If-None-Match", None), ("If-Match", _NO_TAG)):
            try:
                self._store.write_if(_LOCK, b"{}", tag)
            except ConditionError:
                continue
            raise OutputError(
                f"Output {self._store.url}: {self._store.endpoint} takes no heed of conditions on "
                f"writes ({header}), so two runs could undo each other's work: use a store that "
                "does."
            )

    def _busy(self, holder: dict[str, Any], age: float) -> OutputBusyError:
        return OutputBusyError(
            f"Output {self._store.url} is in use by another run (process "
            f"{holder.get('process', 'unknown')} on {holder.get('host', 'unknown')}, last sign of "
            f"life {age:.0f} seconds ago): try again when it has ended. One that was killed is "
            f"passed over after {DEAD_SECONDS:.0f} seconds."
        )
