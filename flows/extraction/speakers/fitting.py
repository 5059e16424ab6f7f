"""How well a description without a name fits an actor: "ministeren", "den 21-årige"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Final

from flows.extraction.danish import table, word_list
from flows.extraction.keeping import keep
from flows.extraction.nouns import Noun
from flows.extraction.phrases import Phrase, PhraseKind
from flows.extraction.speakers.scene import Entity, Scene
from flows.extraction.words import word_class
from flows.records import ActorType

_ORGANIZATION: Final = ActorType.ORGANIZATION
_AGE: Final = re.compile(r"(\d{1,3})-årige?")
# Heads that fit anybody: they say no more than a pronoun does.
_ANY_MAN: Final = word_class("any_man")
_ANY_WOMAN: Final = word_class("any_woman")
_GENERIC: Final = _ANY_MAN | _ANY_WOMAN | word_class("anybody")


_BODIES: Final = frozenset({"group", "media", "org", "collective"})


class Description:
    """A phrase as it is compared with the actors, one after the other.

    `inner` are the words before the head, `owner` those of the name among them ("Norges"). A
    description can mean one person, a body, both or neither.
    """

    # No dataclass: compiled code makes plain ones faster.
    def __init__(
        self,
        lemma: str,
        noun: Noun | None,
        is_definite: bool,
        age: str | None,
        only_age: bool,
        is_epithet: bool,
        inner: set[str],
        nations: set[str],
        owner: list[str],
        for_person: bool,
        for_body: bool,
        body_endings: tuple[str, ...],
    ) -> None:
        self.lemma = lemma
        self.noun = noun
        self.is_definite = is_definite
        self.age = age
        self.only_age = only_age
        self.is_epithet = is_epithet
        self.inner = inner
        self.nations = nations
        self.owner = owner
        self.for_person = for_person
        self.for_body = for_body
        self.body_endings = body_endings  # what a body's name ends in, if it holds the noun


def lemma_of(scene: Scene, phrase: Phrase) -> str:
    """The lemma of a phrase's head, as far as it is known."""
    return phrase.noun.lemma if phrase.noun else _bare_definite(scene.doc.lowers[phrase.head])


def _bare_definite(word: str) -> str:
    for ending in ("en", "et"):
        if word.endswith(ending) and len(word) > 5:
            return word[: -len(ending)]
    return word


def age_of(scene: Scene, phrase: Phrase) -> str | None:
    """The age that a phrase gives: "den 42-årige" is 42."""
    for word in scene.doc.lowers[phrase.first : phrase.last]:
        age = _AGE.fullmatch(word)
        if age is not None:
            return age.group(1)
    return None


def read_description(scene: Scene, phrase: Phrase) -> Description:
    """What is compared of a phrase."""
    lowers, known, lemma = scene.doc.lowers, phrase.noun, lemma_of(scene, phrase)
    # "Foreningen af musikere" is a name of its own.
    names_itself = lowers[phrase.head + 1 : phrase.head + 2] in (["af"], ["for"])
    return Description(
        lemma,
        known,
        phrase.kind is PhraseKind.DEFINITE,
        age_of(scene, phrase),
        _AGE.fullmatch(lowers[phrase.head]) is not None,
        lemma.endswith(_epithets()),
        set(lowers[phrase.first : phrase.head]),
        _nations(lowers[phrase.first : phrase.head]),
        _owner(scene, phrase),
        not phrase.plural and (known is None or known.kind not in {"group", "media"}),
        not phrase.plural and not names_itself and (known is None or known.kind in _BODIES),
        (lemma, lemma + "et", lemma + "en") if len(lemma) > 2 else (),
    )


def _nations(words: Iterable[str]) -> set[str]:
    """The adjectives of nations among words, in all their forms: "franske", "fransk"."""
    known = _nationalities()
    nations: set[str] = set()
    for word in words:
        adjective = word.removesuffix("e")
        if adjective in known:
            nations.add(adjective)
            nations.add(adjective + "e")
    return nations


@cache
def _nationalities() -> frozenset[str]:
    return frozenset(row["adjective"].lower() for row in table("nationality_adjectives"))


def _is_foreign(description: Description, entity: Entity) -> bool:
    """Whether a description gives another nation than a person's roles do."""
    if not description.nations:
        return False
    nations = _nations(entity.words)
    return bool(nations) and nations.isdisjoint(description.nations)


@cache
def _epithets() -> tuple[str, ...]:
    return tuple(word_list("epithet_nouns"))


def _owner(scene: Scene, phrase: Phrase) -> list[str]:
    for token in range(phrase.first, phrase.head):
        actor = scene.names.actor_at(token)
        if actor is not None:
            return scene.entities[actor].name.lower().split()
    return []


def fit(description: Description, entity: Entity) -> float:
    """Points for an actor as what a description means; 0 or less if it cannot be."""
    if entity.type is _ORGANIZATION:
        if description.nations and description.nations.isdisjoint(entity.words):
            return 0.0  # "det franske udenrigsministerium" is not "Udenrigsministeriet"
        return _fit_body(description, entity) if description.for_body else 0.0
    if not entity.is_person or not description.for_person or _is_foreign(description, entity):
        return 0.0
    known, age = description.noun, description.age
    if (
        known is not None
        and known.gender in {"m", "f"}
        and entity.gender is not None
        and entity.gender != known.gender
    ):
        return 0.0
    if age is not None and entity.age is not None:
        return 3.0 if age in entity.age else 0.0
    points = _fit_role(description.lemma, entity)
    if points == 0.0 and known is not None and known.kind == "demonym":
        points = 0.7
    fits_any = description.only_age or description.is_epithet
    told = age is not None or description.is_epithet
    if points == 0.0 and description.is_definite and told and (fits_any or not entity.heads):
        # "den 46-årige lærer" of a person of whom nothing is known yet, "den 46-årige" and
        # "Grammy-vinderen" of any who has been named
        points = 0.4 if entity.doubtful else 0.9
    if points > 0:
        points += _fit_owner(description.owner, entity)
        points += 0.4 * len(description.inner & entity.words)
    return points


def _fit_role(lemma: str, entity: Entity) -> float:
    """Points for what is known of a person's roles, party and gender."""
    points = _best_head(lemma, entity)
    if points == 0.0 and "-" in lemma:
        prefix, bare = lemma.rsplit("-", 1)
        known_prefix = prefix in entity.words or prefix + "s" in entity.words
        party = entity.party is not None and prefix in entity.party.lower()
        same_head = _best_head(bare, entity) > 0
        if known_prefix or party:
            points = 2.8 if same_head else 2.2 if bare in _GENERIC or not entity.heads else 1.0
        elif same_head:
            points = 1.4
    if points == 0.0 and entity.party is not None and _is_member(lemma, entity.party):
        points = 2.2
    if points == 0.0 and lemma in _GENERIC:
        gender = "m" if lemma in _ANY_MAN else "f" if lemma in _ANY_WOMAN else entity.gender
        points = 0.8 if gender == entity.gender else 0.0
    return points


def _best_head(lemma: str, entity: Entity) -> float:
    if lemma in entity.heads:
        return 2.6
    best = 0.0
    for head in entity.heads:
        fits = _head_fit(lemma, head)
        if fits > best:
            best = fits
    return best or _fit_family(lemma, entity)


def _fit_family(lemma: str, entity: Entity) -> float:
    """ "forskeren" for a professor, "partilederen" for a party's formand."""
    family = _family_of(lemma)
    if family is None or (family.needs_party and not _has_party(entity)):
        return 0.0
    fits = any(head.endswith(family.titles) for head in entity.heads)
    return family.points if fits else 0.0


class _Family:
    """The titles that a noun can stand for."""

    def __init__(self, titles: tuple[str, ...], needs_party: bool, points: float = 1.6) -> None:
        self.titles = titles
        self.needs_party = needs_party
        self.points = points


# Lemmas that were asked for.
_KNOWN_FAMILIES: Final[dict[str, _Family | None]] = {}
_MOST_KNOWN: Final = 5_000
_NO_FAMILY: Final = _Family((), False)


def _family_of(lemma: str) -> _Family | None:
    """The titles that a noun can stand for; a compound stands for less: "kræftforskeren"."""
    found = _KNOWN_FAMILIES.get(lemma, _NO_FAMILY)
    if found is _NO_FAMILY:
        return keep(_KNOWN_FAMILIES, _MOST_KNOWN, lemma, _read_family(lemma))
    return found


def _read_family(lemma: str) -> _Family | None:
    whole = _families().get(lemma)
    if whole is not None:
        return whole
    for end in _family_ends():
        if lemma.endswith(end):
            part = _families()[end]
            return _Family(part.titles, part.needs_party, 1.2)
    return None


@cache
def _families() -> dict[str, _Family]:
    return {
        row["general"]: _Family(tuple(row["titles"].split()), row["needs"] == "party")
        for row in table("role_families")
    }


@cache
def _family_ends() -> tuple[str, ...]:
    return tuple(sorted((word for word in _families() if len(word) > 4), key=len, reverse=True))


def _has_party(entity: Entity) -> bool:
    """Whether a person belongs to a party, by letter or by a party's name in the role."""
    return entity.party is not None or not entity.words.isdisjoint(_party_words())


@cache
def _party_words() -> frozenset[str]:
    """The names of parties as they stand in roles, with their genitives."""
    names = [row["party"].lower() for row in table("party_letters") if " " not in row["party"]]
    return frozenset([*names, *[name + "s" for name in names], "parti", "partiet", "partiets"])


def _head_fit(lemma: str, head: str) -> float:
    if lemma == head:
        return 2.6
    if len(lemma) > 3 and head.endswith(lemma):
        return 2.2
    if len(head) > 3 and lemma.endswith(head):
        return 1.8
    return 0.0


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


def _fit_owner(owner: list[str], entity: Entity) -> float:
    """ "Norges udenrigsminister" is not the foreign minister of another country."""
    if not owner:
        return 0.0
    shared = any(word in entity.words or word + "s" in entity.words for word in owner)
    return 0.8 if shared else -1.5


# Which kinds of organisation (in the list of organisations) a general noun can stand for.
_GENERAL: Final = {
    row["noun"]: frozenset(None if kind == "other" else kind for kind in row["kinds"].split())
    for row in table("general_bodies")
}


def _fit_body(description: Description, entity: Entity) -> float:
    lemma, endings = description.lemma, description.body_endings
    if lemma in entity.words:
        return 2.4
    for word in entity.words:
        if word.endswith(endings):
            return 2.4
    head = entity.body
    if head is not None and not head.plural and head.lemma.endswith(lemma):
        return 2.4
    kinds = _GENERAL.get(lemma)
    if kinds is not None and entity.organization_kind in kinds:
        return 1.6 if entity.organization_kind is not None else 1.0
    return 0.0
