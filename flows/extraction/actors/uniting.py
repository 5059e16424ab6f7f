"""One id, one actor: what an article's findings look like when actors turn out to be the same.

Linking compares how names are written in the article; ids look past accents, legal forms and known
other names. Where two actors of an article get one id they become one here. A user's corrections
change and remove actors by the same way.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from flows.records import Actor, Findings, Quote


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
    united: list[Actor] = []
    place_of: dict[str, int] = {}
    places: list[int | None] = []
    for actor in actors:
        if actor is None:
            places.append(None)
            continue
        place = place_of.setdefault(actor.actor_id, len(united))
        if place == len(united):
            united.append(actor)
        else:
            united[place] = _joined(united[place], actor)
        places.append(place)
    quotes = tuple(_relinked(quote, findings.actors, united, places) for quote in findings.quotes)
    return Findings(quotes, tuple(united), findings.non_quotes)


def _joined(actor: Actor, other: Actor) -> Actor:
    mentions = {(mention.start, mention.end): mention for mention in other.mentions}
    mentions |= {(mention.start, mention.end): mention for mention in actor.mentions}
    names = dict.fromkeys((*actor.aliases, other.name, *other.aliases))
    names.pop(actor.name, None)
    return replace(
        actor,
        mentions=tuple(sorted(mentions.values())),
        aliases=tuple(names),
        role=actor.role or other.role,
        party=actor.party or other.party,
        age=actor.age or other.age,
        organization=actor.organization or other.organization,
        gender=actor.gender or other.gender,
    )


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
