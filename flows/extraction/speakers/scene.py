"""Who is on stage: all that can speak in an article, and when each was last mentioned."""

from __future__ import annotations

from bisect import bisect_left, insort
from functools import cache
from typing import Final

from flows.extraction.actors import DraftActor
from flows.extraction.danish import FOLDER, table
from flows.extraction.document import Document
from flows.extraction.keeping import keep
from flows.extraction.name_index import NameIndex
from flows.extraction.nouns import Noun, noun
from flows.records import ActorType, Span

_PERSON: Final = ActorType.PERSON
_ORGANIZATION: Final = ActorType.ORGANIZATION


class Entity:
    """Somebody who can speak: an actor of the article, or a source without a name.

    `actor` is the index in the cast, None for a described source. `heads` are the lemmas of the
    nouns that describe it. `seen` holds the tokens of its mentions in the reporter's words;
    `subject` those of them that are subjects. `inside` counts mentions within others' speech.
    """

    # No dataclass: every article makes many of these, and compiled code makes plain ones faster.
    def __init__(self, name: str, actor: int | None, type_: ActorType | None) -> None:
        self.name = name
        self.actor = actor
        self.type = type_
        self.gender: str | None = None
        self.plural = False
        self.heads: set[str] = set()
        self.words: set[str] = set()
        self.age: str | None = None
        self.party: str | None = None
        self.organization_kind: str | None = None
        self.body: Noun | None = None  # the last word of an organisation's name
        self.seen: list[int] = []
        self.subject: list[int] = []
        self.inside = 0
        self.said = 0
        self.members: tuple[int, ...] = ()  # entities that speak jointly as this one
        # A person by name, or a described source that is one person.
        self.is_person = type_ is _PERSON
        self.shown = False  # the text itself tells the gender, not only the first name
        self.doubtful = False  # called a person, but nothing in the text shows that it is one

    def last_seen(self, before: int) -> int | None:
        """The token of the last mention before token `before`, None if there is none."""
        seen = self.seen
        if not seen:
            return None
        if seen[-1] < before:  # as it is nearly always: the text is read on and on
            return seen[-1]
        place = bisect_left(seen, before)
        return seen[place - 1] if place else None


class Scene:
    """The entities of an article. The first ones are the cast's actors, with the same index.

    `speech` are the character spans of words of others, in text order.
    """

    def __init__(self, doc: Document, names: NameIndex, speech: list[Span]) -> None:
        self.doc = doc
        self.names = names
        self.entities = [_entity(index, actor) for index, actor in enumerate(names.actors)]
        self.last_speaker: int | None = None
        # Persons brought in as somebody's relative -> the one who goes by their common surname.
        self.relatives = _relatives(doc, names)
        # For every sentence the number of sentences of the reporter's before it.
        self.narrated = _narrated(doc, speech)

    def described(self, name: str, is_person: bool, gender: str | None, plural: bool) -> int:
        """Enter a source without a name; returns its index."""
        entity = Entity(name, None, ActorType.PERSON if is_person else None)
        entity.plural = plural
        if gender in {"m", "f"}:
            entity.gender, entity.shown = gender, True
        self.entities.append(entity)
        return len(self.entities) - 1

    def note(self, entity: int, token: int, subject: bool = False) -> None:
        """Record that an entity is mentioned in the reporter's words at `token`."""
        noted = self.entities[entity]
        _insert(noted.seen, token)
        if subject:
            _insert(noted.subject, token)


def _insert(tokens: list[int], token: int) -> None:
    """Insert a token into sorted ones; it nearly always is the last."""
    if tokens and tokens[-1] > token:
        insort(tokens, token)
    else:
        tokens.append(token)


def open_scene(doc: Document, names: NameIndex, speech: list[Span]) -> Scene:
    """A scene with the article's actors; mentions are noted as the resolver reads on."""
    return Scene(doc, names, sorted(speech))


_KINSHIP_REACH: Final = 6  # tokens between a word of kinship and the relative's name


def _relatives(doc: Document, names: NameIndex) -> dict[int, int]:
    """Relatives by name, each with the one other bearer of the surname who is none."""
    bearers: dict[str, list[int]] = {}
    several = False
    for index, actor in enumerate(names.actors):
        if actor.type is _PERSON and " " in actor.name:
            shared = bearers.setdefault(actor.name.rsplit(" ", 1)[1], [])
            shared.append(index)
            several = several or len(shared) > 1
    if not several:
        return {}
    relatives: dict[int, int] = {}
    for shared in bearers.values():
        if len(shared) == 1:
            continue
        kin = [index for index in shared if _is_relative(doc, names.actors[index])]
        others = [index for index in shared if index not in kin]
        if len(others) == 1:
            relatives.update(dict.fromkeys(kin, others[0]))
    return relatives


def _is_relative(doc: Document, actor: DraftActor) -> bool:
    """Whether a word of kinship leads up to a person's first mention: "hans far, Jens Holm"."""
    first = min(mention.first for mention in actor.names)
    begins = max(doc.sentences[doc.sentence_of[first]].first, first - _KINSHIP_REACH)
    known = [noun(word) for word in doc.lowers[begins:first]]
    return any(word is not None and word.kind == "kinship" for word in known)


def _narrated(doc: Document, speech: list[Span]) -> list[int]:
    """Counts the reporter's sentences; those that lie wholly inside speech count nothing."""
    counts: list[int] = []
    count, at = 0, 0
    starts, ends = doc.starts, doc.ends
    begins, stops = speech[0] if speech else _NEVER
    for sentence in doc.sentences:
        start, end = starts[sentence.first], ends[sentence.last - 1]
        while stops < start:
            at += 1
            begins, stops = speech[at] if at < len(speech) else _NEVER
        counts.append(count)
        if begins - 3 > start or end > stops + 3:
            count += 1
    return counts


_NEVER: Final = (10**15, 10**15)  # behind every text


def _entity(index: int, actor: DraftActor) -> Entity:
    entity = Entity(actor.name, index, actor.type)
    if entity.is_person:
        _describe_person(entity, actor)
    if actor.organization is not None:
        entity.words.update(actor.organization.value.lower().split())
    if actor.type is _ORGANIZATION:
        body = _body(actor.name)
        entity.organization_kind = body.organization_kind
        entity.body = body.last
        entity.words.update(body.words)
    return entity


class _Told:
    """What a name or a description tells by itself."""

    def __init__(
        self,
        words: list[str],
        heads: list[str],
        organization_kind: str | None = None,
        last: Noun | None = None,
    ) -> None:
        self.words = words
        self.heads = heads
        self.organization_kind = organization_kind
        self.last = last


# Names of bodies and descriptions that were read before.
_BODIES: Final[dict[str, _Told]] = {}
_DESCRIPTIONS: Final[dict[str, _Told]] = {}
_MOST_KEPT: Final = 20_000


def _body(name: str) -> _Told:
    """What the name of an organisation tells."""
    told = _BODIES.get(name)
    if told is None:
        lower = name.lower()
        words = lower.split()
        last = noun(words[-1]) if words else None
        told = _Told(words, [], _organization_kinds().get(lower), last)
        keep(_BODIES, _MOST_KEPT, name, told)
    return told


def _describe_person(entity: Entity, actor: DraftActor) -> None:
    """What the cast knows of a person: gender, age, party and roles."""
    hinted = _GENDERS.get(actor.gender or actor.gender_hint or "")
    entity.gender = hinted or _likely_gender(actor.name)
    entity.shown = actor.gender is not None
    if actor.age is not None:
        entity.age = actor.age.value
    if actor.party is not None:
        entity.party = actor.party.value
    for role in actor.roles or ([actor.role] if actor.role else []):
        describe(entity, role.value)
    known = entity.gender or entity.heads or entity.age or entity.party
    entity.doubtful = not known


def describe(entity: Entity, description: str) -> None:
    """Remember a description: its words, and the lemmas of the person nouns in it."""
    told = _DESCRIPTIONS.get(description)
    if told is None:
        told = keep(_DESCRIPTIONS, _MOST_KEPT, description, _read_description(description))
    entity.words.update(told.words)
    entity.heads.update(told.heads)


def _read_description(description: str) -> _Told:
    words = description.lower().replace(",", " ").split()
    heads: list[str] = []
    for word in words:
        known = noun(word)
        if known is not None:
            heads.append(known.lemma)
        elif len(word) > 3 or "-" in word:
            heads.append(word)
    return _Told(words, heads)


# What the cast says, in the letters of the lists.
_GENDERS: Final = {"male": "m", "female": "f", "m": "m", "f": "f"}


def _likely_gender(name: str) -> str | None:
    """What a first name suggests, for the choice between candidates only; never published."""
    gender = _first_names().get(name.split()[0].split("-")[0])
    return gender if gender in {"m", "f"} else None


@cache
def _first_names() -> dict[str, str]:
    return {row["name"]: row["gender"] for row in table("first_names")}


@cache
def _organization_kinds() -> dict[str, str]:
    if not (FOLDER / "organizations.tsv").exists():
        return {}
    return {row["name"].lower(): row["kind"] for row in table("organizations")}
