"""An article's findings with the corrections made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from flows.corrections.rules import Corrections, Rule, Split
from flows.extraction.actors.ids import actor_id
from flows.extraction.actors.uniting import unite
from flows.records import Actor, ActorType, Article, Findings


def apply_corrections(
    article: Article, findings: Findings, corrections: Corrections
) -> tuple[Findings, bool]:
    """The corrected findings, and whether anything was corrected. Pure.

    Removal and type come first, then a split whose conditions hold, else a merger. Actors that
    have one id afterwards are one.
    """
    rules = corrections.rules
    if not rules or not any(_known_by(actor, rules) in rules for actor in findings.actors):
        return findings, False
    corrected = [_corrected(article, actor, corrections) for actor in findings.actors]
    if all(new is old for new, old in zip(corrected, findings.actors, strict=True)):
        return findings, False
    return unite(findings, corrected), True


def id_of_name(name: str, type_: ActorType) -> str:
    """The id that a name alone gives, by which corrections know all who bear it."""
    return actor_id(name, type_)


def _known_by(actor: Actor, rules: Mapping[str, Rule]) -> str:
    """The id that corrections know an actor by: its own, else that of its name, which is another
    one for namesakes that their article tells apart."""
    if actor.actor_id in rules or actor.type is not ActorType.PERSON:
        return actor.actor_id
    return id_of_name(actor.name, actor.type)


def _corrected(article: Article, actor: Actor, corrections: Corrections) -> Actor | None:
    rule = corrections.rules.get(_known_by(actor, corrections.rules))
    if rule is not None and rule.removed:
        return None
    if rule is not None and rule.type is not None:
        actor = _retyped(actor, rule.type)
        rule = corrections.rules.get(_known_by(actor, corrections.rules))
    if rule is None or rule.removed or rule.type is not None:
        return actor
    return _told_apart(article, actor, rule)


def _retyped(actor: Actor, type_: ActorType) -> Actor:
    """Only persons have a role, a party, an age and the like."""
    changed = replace(actor, actor_id=actor_id(actor.name, type_), type=type_)
    if type_ is ActorType.PERSON:
        return changed
    return replace(changed, role=None, party=None, age=None, organization=None, gender=None)


def _told_apart(article: Article, actor: Actor, rule: Rule) -> Actor:
    for split in rule.splits:
        if _holds(article, actor, split):
            return replace(actor, actor_id=split.actor_id)
    if rule.merged is None:
        return actor
    name = rule.merged.name or actor.name
    if (rule.merged.actor_id, name) == (actor.actor_id, actor.name):
        return actor
    forms = dict.fromkeys((actor.name, *actor.aliases))
    forms.pop(name, None)
    return replace(actor, actor_id=rule.merged.actor_id, name=name, aliases=tuple(forms))


def _holds(article: Article, actor: Actor, split: Split) -> bool:
    month = article.source_month
    if split.articles and article.article_id not in split.articles:
        return False
    if split.first is not None and (month is None or month < split.first):
        return False
    if split.last is not None and (month is None or month > split.last):
        return False
    role = "" if actor.role is None else actor.role.value.casefold()
    if split.roles and not any(word in role for word in split.roles):
        return False
    party = "" if actor.party is None else actor.party.value.casefold()
    return not split.parties or party in split.parties
