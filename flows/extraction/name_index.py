"""Which name, and which actor, stands at a token."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from flows.extraction.actors import Cast, DraftActor
from flows.extraction.names import Name


class NameIndex:
    """Looks up the name mention that covers a token. Built once an article, read often."""

    def __init__(self, cast: Cast, names: Iterable[Name]) -> None:
        self.actors: list[DraftActor] = cast.actors
        self.cast = cast
        self._names: dict[int, Name] = {}
        actors: dict[int, int] = {}
        for name in names:
            for token in range(name.first, name.last):
                self._names[token] = name
                actor = cast.actor_at(token)
                if actor is not None:
                    actors[token] = actor
        # Index of the actor whose name covers a token, None where there is none.
        self.actor_at: Callable[[int], int | None] = actors.get

    def mention_start(self, token: int) -> int:
        """First token of the name that covers the token (the token itself where there is none)."""
        name = self._names.get(token)
        return token if name is None else name.first

    def mention_end(self, token: int) -> int:
        """Token behind the name that covers the token."""
        name = self._names.get(token)
        return token + 1 if name is None else name.last

    def is_genitive(self, token: int) -> bool:
        """Whether the name that covers the token stands in the genitive ("Natos")."""
        name = self._names.get(token)
        return name is not None and name.genitive
