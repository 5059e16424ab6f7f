"""Corrections as records. They are looked up by the id that an actor has without them, which is
known from its name and type alone; so what a correction touches can be found in the tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from flows.errors import WrongUseError
from flows.records import ActorType

DEFAULT_NAME = "corrections.toml"


class CorrectionsError(WrongUseError):
    """The corrections file cannot be followed; the message is one line for the user."""


@dataclass(frozen=True, slots=True)
class Split:
    """One of the actors that share a name, and what in an article shows that it is this one.

    Every condition that is given has to hold; of several values in one, any. `first` and `last`
    are months (`YYYY-MM`, both included); `roles` are parts of the role as written, in lower case;
    `parties` are the parties' names or letters, in lower case.
    """

    actor_id: str
    articles: frozenset[str] = frozenset()
    first: str | None = None
    last: str | None = None
    roles: tuple[str, ...] = ()
    parties: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Target:
    """What an actor is merged into: its id and, where the user gives one, its name."""

    actor_id: str
    name: str | None


@dataclass(slots=True)
class Rule:
    """All that is to be done with one actor: removal, or another type; then a split or merger."""

    removed: bool = False
    type: ActorType | None = None
    splits: list[Split] = field(default_factory=list)
    merged: Target | None = None


@dataclass(frozen=True, slots=True)
class Corrections:
    """A whole corrections file.

    `rules` are keyed by the id that an actor has without corrections; `wikidata` maps ids as they
    are published to Wikidata ids. `digest` tells one set of corrections from another, whatever
    its comments and layout; it is empty for none. `source` is the file's content. `judged` are ids
    that the user has said to be one actor, by merging names into it or splitting it off.
    """

    digest: str = ""
    source: bytes = b""
    rules: Mapping[str, Rule] = field(default_factory=dict)
    wikidata: Mapping[str, str] = field(default_factory=dict)
    judged: frozenset[str] = frozenset()


NO_CORRECTIONS = Corrections()
