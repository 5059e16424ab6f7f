"""One entry of a corrections file: its values, each checked when it is asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from flows.corrections.rules import Target
from flows.extraction.actors.ids import ID_LENGTH, actor_id
from flows.records import ActorType

ID = re.compile(rf"[0-9a-f]{{{ID_LENGTH}}}")
_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")
_WIKIDATA = re.compile(r"Q[1-9]\d*")
_TYPES = ", ".join(type_.value for type_ in ActorType)


class EntryError(Exception):
    """What is wrong with an entry, and what to do."""


class Entry:
    """An entry whose values are taken one by one; `finish` complains of those nobody asked for."""

    def __init__(self, kind: str, item: object) -> None:
        if not isinstance(item, dict):
            raise EntryError(f"is no entry; write [[{kind}]] on a line, its values below it.")
        self._kind = kind
        self._left: dict[str, Any] = dict(item)
        self._names: dict[str, str] = {}

    def finish(self) -> None:
        """Raise EntryError if the entry has values that its kind does not know."""
        for key in self._left:
            raise EntryError(f"{key} is not known in [[{self._kind}]]; correct or delete it.")

    def text(self, key: str, example: str) -> str:
        """A text that has to be there."""
        value = self._left.pop(key, None)
        if value is None:
            raise EntryError(f"{key} is missing; give {example}.")
        return _checked(key, value)

    def texts(self, key: str, needed: bool = True) -> list[str]:
        """A list of texts; one text stands for a list of one."""
        value = self._left.pop(key, None)
        if value is None and not needed:
            return []
        if isinstance(value, str):
            value = [value]
        if not isinstance(value, list) or not value:
            raise EntryError(f'{key} has to be a list of texts, such as {key} = ["...", "..."].')
        return [_checked(key, item) for item in value]

    def type(self, default: str | None) -> ActorType:
        """The entry's one type."""
        value = self._left.pop("type", default)
        if value is None:
            raise EntryError(f"type is missing; give one of {_TYPES}.")
        return _type("type", value)

    def types(self, key: str = "type") -> tuple[ActorType, ...]:
        """The type that a correction is limited to; all if it is not."""
        value = self._left.pop(key, None)
        return tuple(ActorType) if value is None else (_type(key, value),)

    def month(self, key: str) -> str | None:
        """A month, `YYYY-MM`."""
        value = self._left.pop(key, None)
        if value is not None and not (isinstance(value, str) and _MONTH.fullmatch(value)):
            raise EntryError(f'{key} has to be a month in quotes, such as {key} = "2024-03".')
        return value

    def wikidata(self) -> str | None:
        """A Wikidata id: under `id` in an entry of its own, under `wikidata` in the others."""
        key = "id" if self._kind == "wikidata" else "wikidata"
        value = self._left.pop(key, None)
        if value is not None and not (isinstance(value, str) and _WIKIDATA.fullmatch(value)):
            raise EntryError(f'{key} has to be a Wikidata id, such as {key} = "Q42".')
        return value

    def article_ids(self) -> list[str]:
        """Articles, by their ids."""
        found = self.texts("articles", needed=False)
        for article in found:
            if not ID.fullmatch(article):
                raise EntryError(
                    f"{article} in articles is no article id; copy it from the column article_id "
                    f"({ID_LENGTH} digits and letters a to f)."
                )
        return found

    def actors(self, types: Sequence[ActorType]) -> Iterator[tuple[str, ActorType]]:
        """The ids of the actors that `names` means, each with the type it stands for.

        An id among the names is taken as it is.
        """
        for name in self.texts("names"):
            for type_ in types:
                found = name if ID.fullmatch(name) else actor_id(name, type_)
                self._names[found] = name
                yield found, type_

    def name_of(self, actor: str) -> str:
        """The name by which the entry means an actor."""
        return self._names[actor]

    def target(self, into: str, type_: ActorType) -> Target:
        """What `into` means for an actor of that type."""
        return Target(into, None) if ID.fullmatch(into) else Target(actor_id(into, type_), into)


def _checked(key: str, value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise EntryError(f'{key} has to be a text in quotes, such as {key} = "...".')
    if not value.isprintable():
        raise EntryError(f"{key} holds a line break or control character; delete it.")
    return " ".join(value.split())


def _type(key: str, value: object) -> ActorType:
    try:
        return ActorType(str(value))
    except ValueError:
        raise EntryError(f"{key} {value!r} is not known; give one of {_TYPES}.") from None
