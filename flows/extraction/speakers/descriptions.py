"""Whom a description means: the actor whose roles it repeats, or a source of its own.

"næstformanden" is the actor whose role holds "næstformand"; "den 21-årige" the actor of that age;
"selskabet" the company that the article is about. What fits nobody is a source without a name.
"""

from __future__ import annotations

from typing import Final

from flows.extraction.nouns import noun
from flows.extraction.phrases import Phrase, PhraseKind, skip_postmodifiers
from flows.extraction.speakers.fitting import age_of, fit, lemma_of, read_description
from flows.extraction.speakers.pronouns import resolve_plural, salience
from flows.extraction.speakers.resolved import Resolved
from flows.extraction.speakers.scene import Entity, Scene, describe
from flows.extraction.words import DETERMINERS


def resolve_description(scene: Scene, phrase: Phrase, token: int) -> Resolved:
    text, end = phrase_text(scene, phrase)
    bare = phrase.noun is not None and (
        phrase.noun.definite
        # "Sherif i Ohio siger": headlines leave the article out.
        or (not phrase.plural and scene.doc.lowers[phrase.first] not in DETERMINERS)
    )
    bare = bare or (phrase.noun is None and phrase.head == phrase.first)
    if phrase.kind is PhraseKind.DEFINITE or bare:
        meant = _known(scene, phrase, token)
        if meant is not None:
            return meant
        if _is_number(scene, phrase):
            return resolve_plural(scene, token)
    person = phrase.noun is None or phrase.noun.kind not in {"group", "media"}
    gender = phrase.noun.gender if phrase.noun else None
    index = scene.described(text, person and not phrase.plural, gender, phrase.plural)
    describe(scene.entities[index], _words(scene, phrase.first, end))
    scene.entities[index].age = age_of(scene, phrase)
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


def _known(scene: Scene, phrase: Phrase, token: int) -> Resolved | None:
    """The described source that a definite description repeats, or the actor that it fits.

    "talsmanden" for "en talsmand for politiet": of both, the one that was mentioned last.
    """
    matched = match_description(scene, phrase, token)
    repeated = _last_described(scene, lemma_of(scene, phrase), age_of(scene, phrase), token)
    if repeated is None:
        return matched
    seen, index = repeated
    if matched is not None and matched.entity is not None:
        other = scene.entities[matched.entity].last_seen(token)
        if other is not None and other > seen:
            return matched
    return Resolved(index, "repeated description", 0.9)


def _last_described(
    scene: Scene, lemma: str, age: str | None, token: int
) -> tuple[int, int] | None:
    """The last mention before `token` of a source that is described so, and its entity."""
    best: tuple[int, int] | None = None
    for index, entity in enumerate(scene.entities):
        if entity.actor is not None or entity.members:
            continue
        if not _describes(lemma, entity) and not (age is not None and entity.age == age):
            continue
        seen = entity.last_seen(token)
        if seen is not None and (best is None or seen > best[0]):
            best = (seen, index)
    return best


def _describes(lemma: str, entity: Entity) -> bool:
    """Whether a noun, or the last part of one, describes a source: "ministeriet", "ministeren"."""
    if lemma in entity.heads:
        return True
    return len(lemma) > _SHORT and any(head.endswith(lemma) for head in entity.heads)


_SHORT: Final = 4  # letters of a last part that may be anything's: "mand" in "talsmand"


def match_description(scene: Scene, phrase: Phrase, token: int) -> Resolved | None:
    """The actor whose roles, organisation, age or gender fit a definite description best."""
    description = read_description(scene, phrase)
    if not description.for_person and not description.for_body:
        return None
    scored = []
    for index, entity in enumerate(scene.entities):
        if entity.actor is None:
            continue
        points = fit(description, entity)
        if points <= 0:
            continue
        latest = entity.last_seen(token)
        if latest is None:
            # Named later only: a strong fit may still be meant ("ministeren" before the name).
            points -= 1.6
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
