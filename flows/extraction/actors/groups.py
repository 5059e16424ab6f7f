"""A group of names that are one actor."""

from __future__ import annotations

from flows.extraction.names import Name
from flows.records import ActorType


class Group:
    """Names of one actor: `words` are the canonical words of its fullest name, `name`.

    `label` tells it from a namesake in the same article; it is empty where there is none.
    """

    __slots__ = ("label", "name", "names", "type", "words")

    def __init__(self, type_: ActorType, name: str, words: list[str], label: str = "") -> None:
        self.type = type_
        self.name = name
        self.words = words
        self.names: list[Name] = []
        self.label = label
