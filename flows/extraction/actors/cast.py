"""The cast of an article: its named persons, organisations and places, while they are put together.

Drafts are mutable on purpose: linking, roles and coreference each add what they find, and
`finish` turns the drafts into records.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from flows.records import ActorType, Attribute, MentionKind


class NameMention(NamedTuple):
    """A place where a name of the actor stands: characters, tokens (end exclusive), base form."""

    start: int
    end: int
    first: int
    last: int
    base: str
    kind: MentionKind
    genitive: bool = False


class OtherMention(NamedTuple):
    """A place where the actor is mentioned by title or pronoun: characters, end exclusive."""

    start: int
    end: int
    kind: MentionKind


@dataclass(slots=True)
class DraftActor:
    """One actor as far as it is known. `gender_hint` comes from a name list: never published;
    `label` tells namesakes of one article apart."""

    name: str
    type: ActorType
    names: list[NameMention] = field(default_factory=list)
    others: list[OtherMention] = field(default_factory=list)
    role: Attribute | None = None
    roles: list[Attribute] = field(default_factory=list)
    party: Attribute | None = None
    age: Attribute | None = None
    organization: Attribute | None = None
    honorific: str | None = None
    gender: str | None = None
    gender_hint: str | None = None
    label: str = ""

    @property
    def is_person(self) -> bool:
        return self.type is ActorType.PERSON

    @property
    def aliases(self) -> tuple[str, ...]:
        """The other base forms of the name in the article, in order of appearance."""
        forms = dict.fromkeys([mention.base for mention in self.names])
        forms.pop(self.name, None)
        return tuple(forms)


@dataclass(slots=True)
class Cast:
    """All actors of an article, in order of first appearance; an actor's index is its position."""

    actors: list[DraftActor] = field(default_factory=list)
    _by_token: dict[int, int] = field(default_factory=dict)
    _mention_by_token: dict[int, NameMention] = field(default_factory=dict)

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
        for mention in draft.names:
            for token in range(mention.first, mention.last):
                self._by_token[token] = index
                self._mention_by_token[token] = mention
        return index

    def add_mention(self, index: int, start: int, end: int, kind: MentionKind) -> None:
        """Record a mention without a name (title, pronoun) of an actor."""
        self.actors[index].others.append(OtherMention(start, end, kind))
