"""Ledger and caches of an output in its store, each under the hash of its bytes.

A run takes them along to whatever machine it runs on. They are caches: what is missing or damaged
is made again from the tables, at the cost of looking at every seed file once.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa

from flows.publishing.files import hash_file, remove_tree
from flows.publishing.ledger import Ledger
from flows.store.client import Store
from flows.store.errors import NoObjectError

OBJECTS = ".state/objects/"
_LEDGER, _HISTORY, _TALLIES = "ledger.db", "history.jsonl", "entities"
_DATABASES = (_LEDGER, "actors.db")
_NAMES = re.compile(r"ledger\.db|actors\.db|history\.jsonl|entities/[0-9a-f]{64}\.parquet")
_HASH = re.compile("[0-9a-f]{64}")
_NOTE = "stored.json"
_CODEC = "zstd"
_CHUNK = 1 << 20


class StoredState:
    """The state of an output in its store, and its copy in the local folder `folder`."""

    def __init__(self, store: Store, folder: Path) -> None:
        self._store = store
        self._folder = folder
        self._objects: dict[str, str] = {}  # by name: the hash of what the store has

    def bring(self, listing: str | None) -> None:
        """Make the local state that of a listing in the store, as far as it is there."""
        if listing is not None and self._read_note(listing):
            return
        self.forget()
        for name in (*_DATABASES, _HISTORY):
            for path in self._folder.glob(f"{name}*"):
                remove_tree(path)
        self._objects = self._read_listing(listing) if listing is not None else {}
        for name, digest in list(self._objects.items()):
            if not self._fetch(name, digest):
                del self._objects[name]
        if listing is not None:
            self.remember(listing)

    def bring_history(self, listing: str | None) -> None:
        """Bring the history of runs alone, for whoever reads."""
        objects = self._read_listing(listing) if listing is not None else {}
        if _HISTORY in objects:
            self._fetch(_HISTORY, objects[_HISTORY])

    def send(self, ledger: Ledger | None, tallies: Collection[str] = ()) -> str:
        """Put into the store what it does not have; returns the listing's hash.

        `tallies` are those that the manifest names. Without a ledger (which must not be within a
        transaction), only the history of runs is sent.
        """
        known = {*self._objects.values()}
        objects = {} if ledger is not None else dict(self._objects)
        for name, path, digest in self._files(ledger, tallies):
            if digest not in known:
                self._store.send(path, OBJECTS + digest, digest)
            objects[name] = digest
        self._objects = objects
        content = json.dumps(objects, sort_keys=True, indent=0).encode()
        listing = hashlib.sha256(content).hexdigest()
        self._store.write(OBJECTS + listing, content)
        return listing

    def forget(self) -> None:
        """The local state is about to be another than the store's."""
        (self._folder / _NOTE).unlink(missing_ok=True)

    def remember(self, listing: str) -> None:
        """The local state is that of this listing."""
        note = {"listing": listing, "objects": self._objects}
        draft = self._folder / f"{_NOTE}.new"
        draft.write_text(json.dumps(note), encoding="ascii")
        draft.replace(self._folder / _NOTE)

    def history_differs(self) -> bool:
        """Whether the history of runs is another than the store has."""
        path = self._folder / _HISTORY
        return path.is_file() and hash_file(path) != self._objects.get(_HISTORY)

    def is_listed(self, digest: str) -> bool:
        """Whether an object is part of the state."""
        return digest in self._objects.values()

    def _files(
        self, ledger: Ledger | None, tallies: Collection[str]
    ) -> Iterator[tuple[str, Path, str]]:
        """Names, files and hashes of what the state consists of, databases packed."""
        packed = self._folder / "sending.tmp"
        if ledger is not None:
            for name in _DATABASES:
                source = self._folder / name
                if name == _LEDGER:
                    source = self._folder / "snapshot.tmp"
                    source.unlink(missing_ok=True)
                    ledger.db.execute("VACUUM INTO ?", (str(source),))
                if source.is_file():
                    _pack(source, packed)
                    yield name, packed, hash_file(packed)
            for digest in tallies:
                name = f"{_TALLIES}/{digest}.parquet"
                if (path := self._folder / name).is_file():
                    yield name, path, digest
        if (history := self._folder / _HISTORY).is_file():
            yield _HISTORY, history, hash_file(history)
        for leftover in (packed, self._folder / "snapshot.tmp"):
            leftover.unlink(missing_ok=True)

    def _read_note(self, listing: str) -> bool:
        try:
            note = json.loads((self._folder / _NOTE).read_bytes())
            self._objects = _checked(note["objects"])
            return bool(note["listing"] == listing)
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            return False

    def _read_listing(self, listing: str) -> dict[str, str]:
        try:
            return _checked(json.loads(self._store.read(OBJECTS + listing).content))
        except (NoObjectError, ValueError, TypeError, RecursionError):
            return {}

    def _fetch(self, name: str, digest: str) -> bool:
        """Bring one file; False if the store has not got it as it was."""
        target = self._folder / name
        if name.startswith(_TALLIES) and target.is_file():
            return True  # checked by its name when it is used
        draft = self._folder / "fetched.tmp"
        try:
            self._store.fetch(OBJECTS + digest, draft)
        except NoObjectError:
            return False
        if hash_file(draft) != digest:
            return False
        target.parent.mkdir(exist_ok=True)
        if name in _DATABASES:
            _unpack(draft, target)
            draft.unlink()
        else:
            draft.replace(target)
        return True


def _checked(objects: Any) -> dict[str, str]:
    """What a listing says, as far as it makes sense: names from a store are data."""
    if not isinstance(objects, dict):
        raise TypeError("a listing is an object")
    return {
        name: digest
        for name, digest in objects.items()
        if _NAMES.fullmatch(name) and isinstance(digest, str) and _HASH.fullmatch(digest)
    }


def _pack(source: Path, target: Path) -> None:
    with source.open("rb") as plain, pa.output_stream(str(target), compression=_CODEC) as packed:
        while chunk := plain.read(_CHUNK):
            packed.write(chunk)


def _unpack(source: Path, target: Path) -> None:
    with pa.input_stream(str(source), compression=_CODEC) as packed, target.open("wb") as plain:
        while chunk := packed.read(_CHUNK):
            plain.write(chunk)
