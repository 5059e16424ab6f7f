"""From a phrase to who it means: names, pronouns, descriptions.

Ordered from certain to uncertain: a name is its actor; a description is the actor whose roles it
repeats, else the one it can be an epithet of, else a source of its own; a pronoun is the person
of its gender who was mentioned last and most prominently. Every answer carries the rule that
gave it and how sure it is.
"""

from __future__ import annotations

from flows.extraction.phrases import Phrase, PhraseKind
from flows.extraction.speakers.descriptions import resolve_description
from flows.extraction.speakers.pronouns import joint_entity, resolve_pronoun
from flows.extraction.speakers.resolved import Resolved
from flows.extraction.speakers.scene import Scene


def resolve_phrase(scene: Scene, phrase: Phrase, token: int, subject: bool = True) -> Resolved:
    """Whom a phrase means at `token`. Notes the mention in the scene, as a subject's or not."""
    if phrase.kind is PhraseKind.NAME:
        answer = _named(scene, phrase)
    elif phrase.kind is PhraseKind.PRONOUN:
        answer = resolve_pronoun(scene, scene.doc.lowers[phrase.head], token)
    else:
        answer = resolve_description(scene, phrase, token)
    if answer.entity is not None:
        oblique = scene.doc.lowers[phrase.head] in {"ham", "hende"}
        scene.note(answer.entity, token, subject and not oblique)
        for member in scene.entities[answer.entity].members:
            scene.note(member, token)
    return answer


def _named(scene: Scene, phrase: Phrase) -> Resolved:
    """The actor of a name; a bare surname means the bearer whom the article is about.

    Relatives who come in by the way ("hans far, Jens Holm") go by their full or their first name.
    """
    if len(phrase.actors) == 1:
        named = phrase.actors[0]
        main = scene.relatives.get(named)
        if main is not None and named != scene.last_speaker and _is_one_word(scene, phrase.head):
            return Resolved(main, "name", 0.9)
        return Resolved(named, "name", 0.98)
    return Resolved(joint_entity(scene, phrase.actors), "joint names", 0.9)


def _is_one_word(scene: Scene, token: int) -> bool:
    return scene.names.mention_end(token) - scene.names.mention_start(token) == 1
