"""Linking the names of an article: which of them name the same actor."""

from __future__ import annotations

from typing import Final

from flows.extraction.actors.bodies import link_bodies
from flows.extraction.actors.cast import NameMention
from flows.extraction.actors.groups import Group
from flows.extraction.actors.persons import link_persons
from flows.extraction.document import Document
from flows.extraction.names import Name
from flows.records import ActorType, MentionKind

_PERSON: Final = ActorType.PERSON
_NAME: Final = MentionKind.NAME
_ALIAS: Final = MentionKind.ALIAS


def link_names(doc: Document, names: list[Name]) -> list[Group]:
    """Group the names of a document into actors, in order of first appearance."""
    persons = [name for name in names if name.type is _PERSON]
    others = [name for name in names if name.type is not _PERSON]
    groups = link_persons(persons) + link_bodies(doc, others)
    for group in groups:
        if len(group.names) > 1:
            group.names.sort()
            group.name = _best_form(group)
    groups.sort(key=lambda group: group.names[0].first)
    return groups


def _best_form(group: Group) -> str:
    """The name as it is written in running text: not in capitals, if it also stands otherwise."""
    folded = group.name.casefold()
    forms = [name.base for name in group.names if name.base.casefold() == folded]
    return next((form for form in forms if not form.isupper()), group.name)


def mention_of(name: Name, group: Group) -> NameMention:
    """The mention that a name is: the actor's own name, or another form of it."""
    kind = _NAME if name.base == group.name else _ALIAS
    return NameMention(name.start, name.end, name.first, name.last, name.base, kind, name.genitive)
