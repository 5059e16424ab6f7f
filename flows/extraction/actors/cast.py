"""The cast of an article: its named persons, organisations and places, while they are put together.

Drafts are mutable on purpose: linking, roles and coreference each add what they find, and
`finish` turns the drafts into records.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from flows.records import ActorType, Attribute, MentionKind

_PERSON: Final = ActorType.PERSON
_ORGANIZATION: Final = ActorType.ORGANIZATION


class NameMention:
    """A place where a name of the actor stands: characters, tokens (end exclusive), base form."""

    __slots__ = ("base", "end", "first", "genitive", "kind", "last", "start")

    def __init__(
        self,
        start: int,
        end: int,
        first: int,
        last: int,
        base: str,
        kind: MentionKind,
        genitive: bool = False,
    ) -> None:
        self.start = start
        self.end = end
        self.first = first
        self.last = last
        self.base = base
        self.kind = kind
        self.genitive = genitive


class OtherMention(NamedTuple):
    """A place where the actor is mentioned by title or pronoun: characters, end exclusive."""

    start: int
    end: int
    kind: MentionKind


class DraftActor:
    """One actor as far as it is known. `gender_hint` comes from a name list: never published;
    `label` tells namesakes of one article apart."""

    __slots__ = (
        "age", "gender", "gender_hint", "honorific", "is_person", "label", "name", "names",
        "organization", "others", "party", "role", "roles", "type",
    )  # fmt: skip

    def __init__(
        self, name: str, type_: ActorType, names: list[NameMention], label: str = ""
    ) -> None:
        self.name = name
        self.type = type_
        self.is_person = type_ is _PERSON
        self.names = names
        self.label = label
        self.others: list[OtherMention] = []
        self.role: Attribute | None = None
        self.roles: list[Attribute] = []
        self.party: Attribute | None = None
        self.age: Attribute | None = None
        self.organization: Attribute | None = None
        self.honorific: str | None = None
        self.gender: str | None = None
        self.gender_hint: str | None = None

    @property
    def aliases(self) -> tuple[str, ...]:
        """The other base forms of the name in the article, in order of appearance."""
        names = self.names
        if len(names) == 1:
            base = names[0].base
            return () if base == self.name else (base,)
        forms = dict.fromkeys([mention.base for mention in names])
        forms.pop(self.name, None)
        return tuple(forms)


class Cast:
    """All actors of an article, in order of first appearance; an actor's index is its position."""

    __slots__ = ("_by_token", "_mention_by_token", "actors", "organizations")

    def __init__(self) -> None:
        self.actors: list[DraftActor] = []
        self.organizations: list[DraftActor] = []
        self._by_token: dict[int, int] = {}
        self._mention_by_token: dict[int, NameMention] = {}

    def __iter__(self) -> Iterator[DraftActor]:
        return iter(self.actors)

    def __len__(self) -> int:
        return len(self.actors)

    def actor_at(self, token: int) -> int | None:
        """The index of the actor whose name covers a token."""
        return self._by_token.get(token)

    def mention_at(self, token: int) -> NameMention | None:
        """The name mention that covers a token."""
        return self._mention_by_token.get(token)

    def add(self, draft: DraftActor) -> int:
        """Add an actor with its name mentions; returns its index."""
        index = len(self.actors)
        self.actors.append(draft)
        if draft.type is _ORGANIZATION:
            self.organizations.append(draft)
        for mention in draft.names:
            for token in range(mention.first, mention.last):
                self._by_token[token] = index
                self._mention_by_token[token] = mention
        return index

    def add_mention(self, index: int, start: int, end: int, kind: MentionKind) -> None:
        """Record a mention without a name (title, pronoun) of an actor."""
        self.actors[index].others.append(OtherMention(start, end, kind))
