"""Which name, and which actor, stands at a token."""

from __future__ import annotations

from collections.abc import Sequence

from flows.extraction.actors import Cast, DraftActor
from flows.extraction.names import Name


class NameIndex:
    """Looks up the name mention that covers a token. Built once an article, read often."""

    def __init__(self, cast: Cast, names: Sequence[Name]) -> None:
        self.actors: list[DraftActor] = cast.actors
        self.cast = cast
        # By token, up to the last name.
        self._size = max([name.last for name in names], default=0)
        self._names: list[Name | None] = [None] * self._size
        self._actors: list[int | None] = [None] * self._size
        for name in names:
            for token in range(name.first, name.last):
                self._names[token] = name
                self._actors[token] = cast.actor_at(token)

    def actor_at(self, token: int) -> int | None:
        """Index of the actor whose name covers the token, None where there is none."""
        return self._actors[token] if 0 <= token < self._size else None

    def mention_start(self, token: int) -> int:
        """First token of the name that covers the token (the token itself where there is none)."""
        name = self._names[token] if 0 <= token < self._size else None
        return token if name is None else name.first

    def mention_end(self, token: int) -> int:
        """Token behind the name that covers the token."""
        name = self._names[token] if 0 <= token < self._size else None
        return token + 1 if name is None else name.last

    def is_genitive(self, token: int) -> bool:
        """Whether the name that covers the token stands in the genitive ("Natos")."""
        name = self._names[token] if 0 <= token < self._size else None
        return name is not None and name.genitive
