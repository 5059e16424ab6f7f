"""Finding the names of persons, organisations and places in Danish text."""

from __future__ import annotations

from flows.extraction.names.finding import Name, find_names

__all__ = ["Name", "find_names"]
