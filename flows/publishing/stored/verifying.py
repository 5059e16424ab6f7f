"""Check an output in a store: its pointer, and all objects of the published generation."""

from __future__ import annotations

from pathlib import Path

from flows.publishing.generations import GENERATIONS
from flows.publishing.records import Problem, nothing_published
from flows.publishing.stored.copies import store_errors, whole_copy
from flows.publishing.stored.pointer import POINTER, StoredPointer
from flows.publishing.verification import verify
from flows.store.client import Store
from flows.store.urls import StoreUrl


def verify_stored(output: Path) -> list[Problem]:
    """Everything that is wrong with what is published below a URL; empty if nothing is.

    Every object of the generation comes down, into a folder that is removed at the end. Raises
    OutputError if there is nothing to look at.
    """
    with store_errors():
        store = Store(StoreUrl.of(output))
        store.is_there()
        generation = StoredPointer(store).load().generation
        there = store.folders(f"{GENERATIONS}/")
        if generation is None and not there:
            raise nothing_published(str(store.url))
        if generation not in there:
            return [Problem("link_broken", POINTER, "does not lead to a published state")]
        assert generation is not None  # it is among those that are there
        with whole_copy(store, generation) as (copy, odd):
            unlisted = [Problem("file_unlisted", name, "is not in the manifest") for name in odd]
            return unlisted + verify(copy)
