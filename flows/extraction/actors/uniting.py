"""One id, one actor: what an article's findings look like when actors turn out to be the same.

Linking compares how names are written in the article; ids look past accents, legal forms and known
other names. Where two actors of an article get one id they become one here. A user's corrections
change and remove actors by the same way.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from flows.records import Actor, Findings, Quote

_Value = TypeVar("_Value")


def unite(findings: Findings, actors: Sequence[Actor | None] | None = None) -> Findings:
    """The findings with one actor per id, and quotes that refer to those.

    `actors` stand in the places of `findings.actors`; None for one that is no actor after all,
    whose quotes keep the name that they have, without a link. Of several actors with one id the
    first gives the name, and each attribute that it has.
    """
    unchanged = actors is None
    actors = findings.actors if actors is None else actors
    if unchanged and len({actor.actor_id for actor in findings.actors}) == len(findings.actors):
        return findings
    of_id: dict[str, list[Actor]] = {}
    for actor in actors:
        if actor is not None:
            of_id.setdefault(actor.actor_id, []).append(actor)
    united = [_joined(same) for same in of_id.values()]
    place_of = {actor.actor_id: place for place, actor in enumerate(united)}
    places = [None if actor is None else place_of[actor.actor_id] for actor in actors]
    quotes = tuple(_relinked(quote, findings.actors, united, places) for quote in findings.quotes)
    return Findings(quotes, tuple(united), findings.non_quotes)


def _joined(same: Sequence[Actor]) -> Actor:
    """One actor of those with one id. What they have in common is the first one's."""
    first, *others = same
    if not others:
        return first
    mentions = {mention[:2]: mention for actor in reversed(same) for mention in actor.mentions}
    names = dict.fromkeys((*first.aliases, *(n for o in others for n in (o.name, *o.aliases))))
    names.pop(first.name, None)
    return replace(
        first,
        mentions=tuple(sorted(mentions.values())),
        aliases=tuple(names),
        role=_first_known(actor.role for actor in same),
        party=_first_known(actor.party for actor in same),
        age=_first_known(actor.age for actor in same),
        organization=_first_known(actor.organization for actor in same),
        gender=_first_known(actor.gender for actor in same),
    )


def _first_known(values: Iterable[_Value | None]) -> _Value | None:
    return next(filter(None, values), None)


def _relinked(
    quote: Quote, before: Sequence[Actor], after: Sequence[Actor], places: Sequence[int | None]
) -> Quote:
    """The quote with the new numbers of its speakers, and the new name if it bore the old one."""
    if quote.speaker is None and not quote.joint_speakers:
        return quote
    speaker, name = quote.speaker, quote.speaker_name
    if speaker is not None:
        old_name = before[speaker].name
        speaker = places[speaker]
        if name in (None, old_name):
            name = old_name if speaker is None else after[speaker].name
    found = (places[joint] for joint in quote.joint_speakers)
    joint = tuple(dict.fromkeys(place for place in found if place is not None))
    return replace(quote, speaker=speaker, speaker_name=name, joint_speakers=joint)
