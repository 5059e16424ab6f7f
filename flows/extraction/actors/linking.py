"""Linking the names of an article: which of them name the same actor."""

from __future__ import annotations

from flows.extraction.actors.bodies import link_bodies
from flows.extraction.actors.cast import NameMention
from flows.extraction.actors.groups import Group
from flows.extraction.actors.persons import link_persons
from flows.extraction.document import Document
from flows.extraction.names import Name
from flows.extraction.names.lexicon import Lexicon
from flows.records import ActorType, MentionKind


def link_names(doc: Document, names: list[Name], lexicon: Lexicon) -> list[Group]:
    """Group the names of a document into actors, in order of first appearance."""
    persons = [name for name in names if name.type is ActorType.PERSON]
    others = [name for name in names if name.type is not ActorType.PERSON]
    groups = link_persons(persons) + link_bodies(doc, others, lexicon)
    for group in groups:
        group.names.sort()
        group.name = _best_form(group)
    groups.sort(key=lambda group: group.names[0].first)
    return groups


def _best_form(group: Group) -> str:
    """The name as it is written in running text: not in capitals, if it also stands otherwise."""
    forms = [name.base for name in group.names if name.base.casefold() == group.name.casefold()]
    return next((form for form in forms if not form.isupper()), group.name)


def mention_of(name: Name, group: Group) -> NameMention:
    """The mention that a name is: the actor's own name, or another form of it."""
    kind = MentionKind.NAME if name.base == group.name else MentionKind.ALIAS
    return NameMention(name.start, name.end, name.first, name.last, name.base, kind, name.genitive)
