"""Whom a pronoun means: the person of its gender who was mentioned last and most prominently."""

from __future__ import annotations

from bisect import bisect_left
from typing import Final

from flows.extraction.speakers.resolved import Resolved
from flows.extraction.speakers.scene import Entity, Scene
from flows.extraction.words import word_class
from flows.records import ActorType

# What counts for an entity when a pronoun is read; set by search over annotated articles.
_PER_SENTENCE: Final = 0.9  # against, per sentence of the reporter's since its last mention
_PER_PARAGRAPH: Final = 0.3  # against, per paragraph since
_OTHER_PARAGRAPH: Final = 0.9  # against: its last mention is in another paragraph
_WAS_SUBJECT: Final = 1.2  # it was the subject of the sentence of its last mention
_LAST_SPEAKER: Final = 0.6  # it spoke last
_SAME_GENDER: Final = 1.0  # it is known to have the pronoun's gender
_PER_MENTION: Final = 0.075  # per mention
_PER_QUOTE: Final = 0.1  # per quote before
# As many sentences, paragraphs, mentions and quotes count at the most.
_MOST_SENTENCES: Final = 12
_MOST_PARAGRAPHS: Final = 8
_MOST_MENTIONS: Final = 5
_MOST_QUOTES: Final = 5
_OTHER_GENDER: Final = 3.0  # against: its first name suggests another gender
_DOUBTFUL: Final = 1.5  # against: a name that nothing shows to be a person's
_GENDER: Final = {
    **dict.fromkeys(word_class("masculine"), "m"),
    **dict.fromkeys(word_class("feminine"), "f"),
}


# How probable a person is: at the least, for each point ahead of the next one, at the most.
_LEAST: Final = 0.81
_FOR_EACH_POINT: Final = 0.06
_MOST: Final = 0.98
_ALONE: Final = 3.0  # points ahead of nobody
_PLURAL: Final = 0.75  # how probable a group or a pair is
_NOBODY: Final = 0.3  # what a pronoun that nobody fits is given
_PAIR_REACH: Final = 6  # sentences in which a pair is taken up by "de"


_LOWEST: Final = -1e9  # points of nobody


def resolve_pronoun(scene: Scene, word: str, token: int) -> Resolved:
    """The person that a pronoun at `token` means, by gender, recency and prominence."""
    if word in {"de", "begge"}:
        return resolve_plural(scene, token)
    gender = _GENDER.get(word)
    oblique = word in {"ham", "hende"}
    best, best_score, second_score = -1, _LOWEST, _LOWEST
    for index, entity in enumerate(scene.entities):
        if not entity.is_person or not entity.seen or entity.seen[0] >= token:
            continue
        if gender is not None and not _may_be(entity, gender):
            continue
        if oblique and _is_subject_here(scene, index, token):
            continue
        score = salience(scene, index, token, gender)
        if score >= best_score:  # of equals the one that came later
            best, best_score, second_score = index, score, best_score
        elif score > second_score:
            second_score = score
    if best < 0:
        return Resolved(None, "pronoun without candidate", _NOBODY)
    margin = best_score - second_score if second_score > _LOWEST else _ALONE
    meant = scene.entities[best]
    if gender is not None and not meant.shown and not meant.doubtful:
        meant.shown = meant.gender is None or meant.gender == gender
        meant.gender = gender
    return Resolved(best, "pronoun", min(_MOST, _LEAST + _FOR_EACH_POINT * margin))


_AHEAD: Final = 6  # paragraphs in which a pronoun's person may come behind it


def first_behind(scene: Scene, word: str, token: int) -> Resolved | None:
    """The first person of a pronoun's gender who is mentioned behind `token`."""
    gender = _GENDER.get(word)
    if gender is None:
        return None
    coming = [
        (entity.seen[0], index)
        for index, entity in enumerate(scene.entities)
        if entity.is_person and not entity.plural and entity.gender == gender
        if entity.seen and entity.seen[0] > token
    ]
    if not coming:
        return None
    at, index = min(coming)
    doc = scene.doc
    here, there = (doc.sentences[doc.sentence_of[place]].paragraph for place in (token, at))
    return Resolved(index, "pronoun", 0.6) if there - here <= _AHEAD else None


def _may_be(entity: Entity, gender: str) -> bool:
    """Whether a pronoun of a gender can mean somebody.

    The first name of a person who is mentioned again and again may be misread.
    """
    if entity.plural:
        return False
    fits = entity.gender is None or entity.gender == gender
    return fits or (not entity.shown and len(entity.seen) > 2)


def _is_subject_here(scene: Scene, index: int, token: int) -> bool:
    """Whether an entity is the subject of the clause: then "hende" is somebody else."""
    doc, sentence = scene.doc, scene.doc.sentence_of[token]
    return any(
        doc.sentence_of[at] == sentence and "," not in doc.words[at:token]
        for at in scene.entities[index].subject
    )


def salience(scene: Scene, index: int, token: int, gender: str | None) -> float:
    """How much an entity is in the reader's mind at `token`; below -50 if not mentioned yet."""
    entity = scene.entities[index]
    seen = entity.seen
    if not seen:
        return -100.0
    count = len(seen) if seen[-1] < token else bisect_left(seen, token)
    if not count:
        return -100.0
    doc = scene.doc
    latest = seen[count - 1]
    here, there = doc.sentence_of[token], doc.sentence_of[latest]
    score = -_PER_SENTENCE * min(scene.narrated[here] - scene.narrated[there], _MOST_SENTENCES)
    paragraphs = doc.sentences[here].paragraph - doc.sentences[there].paragraph
    if paragraphs:
        score -= _PER_PARAGRAPH * min(paragraphs, _MOST_PARAGRAPHS) + _OTHER_PARAGRAPH
    subject = entity.subject
    if subject:
        subjects = len(subject) if subject[-1] < token else bisect_left(subject, token)
        if subjects and doc.sentence_of[subject[subjects - 1]] == there:
            score += _WAS_SUBJECT
    if scene.last_speaker == index:
        score += _LAST_SPEAKER
    if gender is not None and entity.gender is not None:
        score += _SAME_GENDER if entity.gender == gender else -_OTHER_GENDER
    if entity.doubtful:
        score -= _DOUBTFUL
    score += _PER_MENTION * min(count, _MOST_MENTIONS)
    return score + _PER_QUOTE * min(entity.said, _MOST_QUOTES)


def resolve_plural(scene: Scene, token: int) -> Resolved:
    """ "de" as source: the latest group, or the latest pair of persons."""
    best: tuple[int, int] | None = None
    for index, entity in enumerate(scene.entities):
        group = entity.plural or entity.members
        if not group:
            continue
        seen = entity.last_seen(token)
        if seen is not None and (best is None or seen > best[0]):
            best = (seen, index)
    pair = latest_pair(scene, token)
    if pair is not None and (best is None or pair[0] > best[0]):
        return Resolved(joint_entity(scene, pair[1]), "plural pronoun", _PLURAL)
    if best is None:
        best = _latest_body(scene, token)
    if best is not None:
        return Resolved(best[1], "plural pronoun", _PLURAL)
    return Resolved(None, "pronoun without candidate", _NOBODY)


_NEAR: Final = 3  # sentences in which a body is taken up by "de"


def _latest_body(scene: Scene, token: int) -> tuple[int, int] | None:
    """The last subject before `token` that is an organisation or a described group."""
    here = scene.doc.sentence_of[token]
    best: tuple[int, int] | None = None
    for index, entity in enumerate(scene.entities):
        if entity.is_person or entity.type is ActorType.LOCATION:
            continue
        count = bisect_left(entity.subject, token)
        if not count or here - scene.doc.sentence_of[entity.subject[count - 1]] > _NEAR:
            continue
        if best is None or entity.subject[count - 1] > best[0]:
            best = entity.subject[count - 1], index
    return best


def latest_pair(scene: Scene, token: int) -> tuple[int, tuple[int, ...]] | None:
    """The last sentence before `token` with exactly two persons: its token and their indices."""
    doc = scene.doc
    by_sentence: dict[int, list[int]] = {}
    for index, entity in enumerate(scene.entities):
        if not entity.is_person or entity.actor is None:
            continue
        for at in reversed(entity.seen[: bisect_left(entity.seen, token)]):
            if doc.sentence_of[token] - doc.sentence_of[at] > _PAIR_REACH:
                break
            members = by_sentence.setdefault(doc.sentence_of[at], [])
            if index not in members:
                members.append(index)
    for sentence in sorted(by_sentence, reverse=True):
        if len(by_sentence[sentence]) == 2:
            first, second = by_sentence[sentence]
            at = max(a for a in scene.entities[second].seen if doc.sentence_of[a] == sentence)
            order = sorted((first, second), key=lambda i: scene.entities[i].seen[0])
            return at, tuple(order)
    return None


def joint_entity(scene: Scene, members: tuple[int, ...]) -> int:
    """The entity of several actors who speak together."""
    for index, entity in enumerate(scene.entities):
        if set(entity.members) == set(members):
            return index
    names = [scene.entities[member].name for member in members]
    text = ", ".join(names[:-1]) + " og " + names[-1]
    index = scene.described(text, is_person=False, gender=None, plural=True)
    scene.entities[index].members = members
    return index
