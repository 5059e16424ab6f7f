"""A group of names that are one actor."""

from __future__ import annotations

from dataclasses import dataclass, field

from flows.extraction.names import Name
from flows.records import ActorType


@dataclass(slots=True)
class Group:
    """Names of one actor: `words` are the canonical words of its fullest name, `name`.

    `label` tells it from a namesake in the same article; it is empty where there is none.
    """

    type: ActorType
    name: str
    words: list[str]
    names: list[Name] = field(default_factory=list)
    label: str = ""
