"""Whom a description means: the actor whose roles it repeats, or a source of its own.

"næstformanden" is the actor whose role holds "næstformand"; "den 21-årige" the actor of that age;
"selskabet" the company that the article is about. What fits nobody is a source without a name.
"""

from __future__ import annotations

import re
from functools import cache

from flows.extraction.danish import table
from flows.extraction.nouns import Noun, noun
from flows.extraction.phrases import Phrase, PhraseKind, skip_postmodifiers
from flows.extraction.speakers.pronouns import resolve_plural, salience
from flows.extraction.speakers.resolved import Resolved
from flows.extraction.speakers.scene import Entity, Scene, describe
from flows.extraction.words import DETERMINERS
from flows.records import ActorType

_AGE = re.compile(r"(\d{1,3})-årige?")
# Heads that fit anybody: they say no more than a pronoun does.
_GENERIC = {
    "mand": "m", "kvinde": "f", "dreng": "m", "pige": "f", "herre": "m", "dame": "f",
    "person": None, "pågældende": None, "stjerne": None, "hovedperson": None,
}  # fmt: skip


def resolve_description(scene: Scene, phrase: Phrase, token: int) -> Resolved:
    text, end = phrase_text(scene, phrase)
    bare = phrase.noun is not None and (
        phrase.noun.definite
        # "Sherif i Ohio siger": headlines leave the article out.
        or (not phrase.plural and scene.doc.lowers[phrase.first] not in DETERMINERS)
    )
    bare = bare or (phrase.noun is None and phrase.head == phrase.first)
    if phrase.kind is PhraseKind.DEFINITE or bare:
        same = _same_description(scene, phrase, token)
        if same is not None:
            return same
        matched = match_description(scene, phrase, token)
        if matched is not None:
            return matched
        if _is_number(scene, phrase):
            return resolve_plural(scene, token)
    person = phrase.noun is None or phrase.noun.kind not in {"group", "media"}
    gender = phrase.noun.gender if phrase.noun else None
    index = scene.described(text, person and not phrase.plural, gender, phrase.plural)
    describe(scene.entities[index], _words(scene, phrase.first, end))
    confidence = 0.95 if phrase.kind is PhraseKind.INDEFINITE else 0.9
    return Resolved(index, "description", confidence)


def _is_number(scene: Scene, phrase: Phrase) -> bool:
    return scene.doc.lowers[phrase.head] in {"to", "begge", "parret", "tre"}


def phrase_text(scene: Scene, phrase: Phrase) -> tuple[str, int]:
    """The phrase as written with its postmodifiers, and the token behind it."""
    doc = scene.doc
    end = max(phrase.last, phrase.first + 1)
    if phrase.kind is not PhraseKind.NAME:
        limit = doc.sentences[doc.sentence_of[phrase.first]].last
        end = max(end, skip_postmodifiers(doc, scene.names, phrase.last, limit))
        end = _with_place(scene, phrase, end, limit)
    return doc.text[doc.starts[phrase.first] : doc.ends[end - 1]], end


def _with_place(scene: Scene, phrase: Phrase, end: int, limit: int) -> int:
    """ "en kilde i ministeriet", "en lærer i Ribe": the place or body that a source belongs to."""
    doc = scene.doc
    if phrase.kind is not PhraseKind.INDEFINITE or end + 1 >= limit or doc.lowers[end] != "i":
        return end
    actor = scene.names.actor_at(end + 1)
    if actor is not None and not scene.entities[actor].is_person:
        return scene.names.mention_end(end + 1)
    body = noun(doc.lowers[end + 1])
    return end + 2 if body is not None and body.kind == "group" and body.definite else end


def _words(scene: Scene, first: int, last: int) -> str:
    return " ".join(scene.doc.lowers[first:last])


def _lemma(scene: Scene, phrase: Phrase) -> str:
    word = scene.doc.lowers[phrase.head]
    return phrase.noun.lemma if phrase.noun else _bare_definite(word)


def _bare_definite(word: str) -> str:
    for ending in ("en", "et"):
        if word.endswith(ending) and len(word) > 5:
            return word[: -len(ending)]
    return word


def _same_description(scene: Scene, phrase: Phrase, token: int) -> Resolved | None:
    """ "talsmanden" for "en talsmand for politiet", the described source mentioned last."""
    lemma = _lemma(scene, phrase)
    best: tuple[int, int] | None = None
    for index, entity in enumerate(scene.entities):
        if entity.actor is not None or entity.members:
            continue
        seen = entity.last_seen(token)
        if seen is not None and lemma in entity.heads and (best is None or seen > best[0]):
            best = (seen, index)
    matched = match_description(scene, phrase, token)
    if best is None:
        return None
    if matched is not None and matched.entity is not None:
        other = scene.entities[matched.entity].last_seen(token)
        if other is not None and other > best[0]:
            return matched
    return Resolved(best[1], "repeated description", 0.9)


def match_description(scene: Scene, phrase: Phrase, token: int) -> Resolved | None:
    """The actor whose roles, organisation, age or gender fit a definite description best."""
    scored = []
    for index, entity in enumerate(scene.entities):
        if entity.actor is None:
            continue
        points = _fit(scene, phrase, entity)
        if points <= 0:
            continue
        latest = entity.last_seen(token)
        if latest is None:
            # Named later only: a strong fit may still be meant ("ministeren" before the name).
            points -= 1.2
        else:
            here, there = scene.doc.sentence_of[token], scene.doc.sentence_of[latest]
            distance = scene.narrated[here] - scene.narrated[there]
            points -= 0.08 * min(distance, 10)
            if not entity.is_person and _was_just_subject(scene, entity, token):
                points += 0.5
            if not entity.is_person:
                points += 0.05 * min(len(entity.seen), 6)
            if points < 1.2 and entity.is_person:  # says no more than a pronoun does
                points += 0.2 * max(-4.0, salience(scene, index, token, None))
        scored.append((points, index))
    scored.sort(reverse=True)
    if not scored or scored[0][0] < 0.3:
        return None
    margin = scored[0][0] - (scored[1][0] if len(scored) > 1 else 0.0)
    rule = "role" if scored[0][0] >= 1.5 else "epithet"
    return Resolved(
        scored[0][1], rule, min(0.96, (0.88 if rule == "role" else 0.7) + 0.03 * margin)
    )


def _was_just_subject(scene: Scene, entity: Entity, token: int) -> bool:
    """Whether the entity was the subject of this sentence or the one before."""
    here = scene.doc.sentence_of[token]
    return any(0 <= here - scene.doc.sentence_of[at] <= 1 for at in entity.subject if at < token)


def _fit(scene: Scene, phrase: Phrase, entity: Entity) -> float:
    lemma = _lemma(scene, phrase)
    known = phrase.noun
    if entity.type is ActorType.ORGANIZATION:
        following = scene.doc.lowers[phrase.head + 1 : phrase.head + 2]
        if phrase.plural or following in (["af"], ["for"]):
            return 0.0  # "Foreningen af musikere" is a name of its own
        return _fit_organization(lemma, known, entity)
    if not entity.is_person or phrase.plural or (known and known.kind in {"group", "media"}):
        return 0.0
    if (
        known is not None
        and known.gender in {"m", "f"}
        and entity.gender not in {None, known.gender}
    ):
        return 0.0
    age = _AGE.search(_words(scene, phrase.first, phrase.last))
    if age is not None and entity.age is not None:
        return 3.0 if age.group(1) in entity.age else 0.0
    points = max((_head_fit(lemma, head) for head in entity.heads), default=0.0)
    if points == 0.0 and "-" in lemma:
        prefix, bare = lemma.rsplit("-", 1)
        known_prefix = prefix in entity.words or prefix + "s" in entity.words
        party = entity.party is not None and prefix in entity.party.lower()
        same_head = any(_head_fit(bare, head) for head in entity.heads)
        if known_prefix or party:
            points = 2.8 if same_head else 2.2 if bare in _GENERIC or not entity.heads else 1.0
        elif same_head:
            points = 1.4
    if points == 0.0 and entity.party is not None and _is_member(lemma, entity.party):
        points = 2.2
    if points == 0.0 and lemma in _GENERIC:
        points = 0.8 if _GENERIC[lemma] in {entity.gender, None} else 0.0
    if points == 0.0 and known is not None and known.kind == "demonym":
        points = 0.7
    if (
        points == 0.0
        and phrase.kind is PhraseKind.DEFINITE
        and entity.age is None
        and (age is not None and not entity.heads)
    ):
        points = 0.9  # "den 46-årige lærer" of a person of whom nothing is known yet
    if points > 0:
        points += _owner_fit(scene, phrase, entity)
        inner = set(scene.doc.lowers[phrase.first : phrase.head])
        points += 0.4 * len(inner & entity.words)
    return points


def _is_member(lemma: str, party: str) -> bool:
    """ "socialdemokraten", "venstremanden" for a person of that party (a name or a letter)."""
    names = {party.lower(), *_party_names().get(party, ())}
    stem = lemma.removesuffix("mand").removesuffix("kvinde").removesuffix("politiker").rstrip("-")
    return len(stem) > 3 and any(name.startswith(stem[:9]) for name in names)


@cache
def _party_names() -> dict[str, tuple[str, ...]]:
    """Party letters -> the parties they stand or stood for, lower case."""
    names: dict[str, tuple[str, ...]] = {}
    for row in table("party_letters"):
        names[row["letters"]] = (*names.get(row["letters"], ()), row["party"].lower())
    return names


def _owner_fit(scene: Scene, phrase: Phrase, entity: Entity) -> float:
    """ "Norges udenrigsminister" is not the foreign minister of another country."""
    for token in range(phrase.first, phrase.head):
        actor = scene.names.actor_at(token)
        if actor is None:
            continue
        owner = scene.entities[actor].name.lower().split()
        shared = any(word in entity.words or word + "s" in entity.words for word in owner)
        return 0.8 if shared else -1.5
    return 0.0


def _head_fit(lemma: str, head: str) -> float:
    if lemma == head:
        return 2.6
    if len(lemma) > 3 and head.endswith(lemma):
        return 2.2
    if len(head) > 3 and lemma.endswith(head):
        return 1.8
    return 0.0


# Which kinds of organisation (in the list of organisations) a general noun can stand for.
_GENERAL = {
    "parti": ("party",), "avis": ("media",), "medie": ("media",), "blad": ("media",),
    "klub": ("club",), "hold": ("club",), "bank": ("bank",), "universitet": ("university",),
    "selskab": ("company", "bank", None), "virksomhed": ("company", None),
    "koncern": ("company", "bank", None), "firma": ("company", None),
    "organisation": ("ngo", "union", "alliance", None), "forening": ("ngo", "union", None),
    "forbund": ("union", None), "ministerium": ("ministry",), "styrelse": ("agency",),
    "kommune": ("municipality",), "hospital": ("hospital",), "alliance": ("alliance",),
    "myndighed": ("agency",), "fagforening": ("union",), "museum": ("museum",),
}  # fmt: skip


def _fit_organization(lemma: str, known: Noun | None, entity: Entity) -> float:
    if known is not None and known.kind not in {"group", "media", "org", "collective"}:
        return 0.0
    last = entity.name.lower().split()[-1]
    if any(
        word == lemma or (len(lemma) > 2 and word.endswith((lemma, lemma + "et", lemma + "en")))
        for word in entity.words
    ):
        return 2.4
    head = noun(last)
    if head is not None and not head.plural and head.lemma.endswith(lemma):
        return 2.4
    kinds = _GENERAL.get(lemma)
    if kinds is not None and entity.organization_kind in kinds:
        return 1.6 if entity.organization_kind is not None else 1.0
    return 0.0
