"""From names to the cast of an article, and from the cast to records."""

from __future__ import annotations

from flows.extraction.actors.attributes import organization_in, title_role
from flows.extraction.actors.cast import Cast, DraftActor
from flows.extraction.actors.gender import read_gender
from flows.extraction.actors.ids import actor_id
from flows.extraction.actors.linking import link_names, mention_of
from flows.extraction.actors.namesakes import part_namesakes
from flows.extraction.actors.roles import describe_persons
from flows.extraction.document import Document
from flows.extraction.names import Name
from flows.records import Actor, Mention


def build_cast(doc: Document, names: list[Name]) -> Cast:
    """Link the names of a document into its cast; persons get role, party and age."""
    cast = Cast()
    for group in part_namesakes(doc, link_names(doc, names)):
        mentions = [mention_of(name, group) for name in group.names]
        cast.add(DraftActor(group.name, group.type, mentions, group.label))
    describe_persons(doc, cast)
    for draft in cast.actors:
        if draft.is_person:
            read_gender(doc, draft)
    return cast


def finish(cast: Cast, text: str) -> tuple[Actor, ...]:
    """The actors as records, in the order of the cast; mentions in text order, each place once.

    Who has no role beside the name has the one that the article calls him or her by elsewhere in
    its `text`, where that mention was resolved ("siger den 46-årige dansklærer").
    """
    for draft in cast.actors:
        if draft.is_person and draft.role is None and draft.others:
            draft.role = title_role(draft, text)
            if draft.role is not None:
                draft.organization = organization_in(cast, draft.role)
    return tuple([_record(draft) for draft in cast.actors])


def _record(draft: DraftActor) -> Actor:
    mentions = [Mention(m.start, m.end, m.kind) for m in draft.names]
    if draft.others:
        named = {(mention.start, mention.end) for mention in mentions}
        others = {(m.start, m.end): Mention(m.start, m.end, m.kind) for m in draft.others}
        mentions += [mention for place, mention in others.items() if place not in named]
    if len(mentions) > 1:
        mentions.sort()
    # By position: there are many of them, and names cost a third of the time more.
    return Actor(
        actor_id(draft.name, draft.type, draft.label),
        draft.name,
        draft.type,
        tuple(mentions),
        draft.aliases,
        draft.role,
        draft.party,
        draft.age,
        draft.organization,
        draft.gender,
    )
