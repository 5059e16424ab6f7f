"""What the text says of a person beside the name: role, party, age, organisation.

Every place where a role can stand is one function, from the most to the least certain; each
gives the role's token range or nothing. The role is published as it is written.
"""

from __future__ import annotations

from typing import Final

from flows.extraction.actors.attributes import organization_in, read_age, read_party
from flows.extraction.actors.cast import Cast, DraftActor, NameMention
from flows.extraction.actors.epithets import later_role
from flows.extraction.actors.grammar import (
    is_age,
    is_genitive,
    is_person_noun,
    kinds,
    phrase_start,
)
from flows.extraction.actors.occupations import occupation
from flows.extraction.actors.role_clauses import (
    Range,
    inverted_predicate,
    phrase_after,
    post,
    predicate,
)
from flows.extraction.actors.role_forms import may_be_person
from flows.extraction.actors.titles import title_before, title_of_several, title_with_office
from flows.extraction.document import Document
from flows.extraction.names.lexicon import lexicon
from flows.extraction.nouns import noun
from flows.extraction.words import word_class
from flows.records import Attribute

_FARTHEST: Final = 14
_CLOSING: Final = frozenset({",", ".", ";", ")", ":", "-", "–", "—", "!", "?", '"', "”", "»", "("})
_NAMED: Final = word_class("naming_verb")


def describe_persons(doc: Document, cast: Cast) -> None:
    """Fill in the attributes of all persons of a cast."""
    for draft in cast.actors:
        if not draft.is_person:
            continue
        for mention in draft.names:
            _role(doc, cast, draft, mention)
            read_party(doc, draft, mention)
            read_age(doc, draft, mention)
        if not draft.roles:
            _add(doc, draft, later_role(doc, cast, draft) or _first_occupation(doc, draft))
        draft.role = _best_role(draft.roles)
        if draft.organization is None and draft.role is not None:
            draft.organization = organization_in(cast, draft.role)


def _role(doc: Document, cast: Cast, draft: DraftActor, mention: NameMention) -> None:
    sentence = doc.sentences[doc.sentence_of[mention.first]]
    low, high = sentence.first, sentence.last
    title = (
        title_before(doc, cast, mention, low)
        or title_with_office(doc, cast, mention, low)
        or title_of_several(doc, cast, mention, low)
    )
    phrase = _phrase_before_comma(doc, cast, mention, title, low, high)
    _add(doc, draft, _joined(doc, title, phrase))
    _add(doc, draft, phrase_after(doc, cast, mention, high))
    _add(doc, draft, predicate(doc, cast, mention, high))
    if not draft.roles:
        _add(
            doc,
            draft,
            post(doc, cast, mention, high) or inverted_predicate(doc, cast, mention, low),
        )


def _add(doc: Document, draft: DraftActor, found: Range | None) -> None:
    """Note a role of a person, once."""
    if found is not None:
        start, end = doc.starts[found[0]], doc.ends[found[1] - 1]
        role = Attribute(doc.text[start:end], start, end)
        if role not in draft.roles:
            draft.roles.append(role)


def _first_occupation(doc: Document, draft: DraftActor) -> Range | None:
    """What a clause behind one of the names says that the person does."""
    for mention in draft.names:
        high = doc.sentences[doc.sentence_of[mention.first]].last
        found = occupation(doc, mention, high)
        if found is not None:
            return found
    return None


def _joined(doc: Document, title: Range | None, phrase: Range | None) -> Range | None:
    """Klimarådets formand, professor Agnete Lund: one role as written; a mere age adds nothing."""
    if title is None or phrase is None:
        return title or phrase
    only_age = title[1] - title[0] == 1 and is_age(doc.lowers[title[0]])
    return phrase if only_age else (phrase[0], title[1])


def _best_role(roles: list[Attribute]) -> Attribute | None:
    """The first role that says more than an age; the first one if none does."""
    for role in roles:
        if not is_age(role.value.lower().removeprefix("den ")):
            return role
    return roles[0] if roles else None


def _beginning(doc: Document, mention: NameMention, low: int) -> int:
    """The first token of a name with its form of address or its people (dr. Winther, svenske X)."""
    first = mention.first
    native = first - 2 > low and doc.lowers[first - 1] in lexicon().nationalities
    if native and doc.words[first - 2] == ",":
        return first - 1
    while first > low and doc.lowers[first - 1] in lexicon().honorifics:
        first -= 1
    return first


def _phrase_before_comma(
    doc: Document, cast: Cast, mention: NameMention, title: Range | None, low: int, high: int
) -> Range | None:
    """Natos generalsekretær, X, ...; formanden for skolebestyrelsen, X, ..."""
    comma = (title[0] if title else _beginning(doc, mention, low)) - 1
    if comma == low - 1 and comma > 0 and doc.words[comma] == ",":
        low = doc.sentences[doc.sentence_of[comma]].first  # the line breaks behind the comma
    elif doc.lowers[comma] in _NAMED and comma - 2 > low and doc.words[comma - 2] == ",":
        comma -= 2  # "Avleren, der hedder X, ..."
    if comma <= low or doc.words[comma] != ",":
        return None
    if mention.last < high and not _may_close(doc, mention.last):
        title_ends = noun(doc.lowers[comma - 1])
        if not (mention.genitive and title_ends is not None and title_ends.definite):
            return None
    lowest = max(low, comma - _FARTHEST)
    at = comma - 1
    if cast.actor_at(at) is None and doc.words[at].islower():
        start = phrase_start(doc, cast, at, lowest)
        if start < at and _belongs_to_somebody(doc, cast, start):
            if is_person_noun(doc.lowers[at]):
                return start, comma
            if mention.last - mention.first > 1 and may_be_person(doc.lowers[at]):
                return start, comma
    found: Range | None = None
    while at >= lowest:
        lower = doc.lowers[at]
        if not (lower[0].isalnum() or lower == "&") or kinds(lower) & {
            "finite",
            "subordinator",
            "relative",
            "conjunction",
        }:
            break
        heads = cast.actor_at(at) is None and is_person_noun(lower) and not _is_verb(doc, at, low)
        if heads and (at + 1 == comma or "preposition" in kinds(doc.lowers[at + 1])):
            found = phrase_start(doc, cast, at, lowest), comma
        at -= 1
    if found and found[0] > low and doc.words[found[0] - 1] == "," and found[1] - found[0] == 1:
        return None  # one word between two commas: "..., formand, Holm, ..."
    return found


def _belongs_to_somebody(doc: Document, cast: Cast, start: int) -> bool:
    """Whether a phrase opens with its owner: klubbens, Holms, hans."""
    owner = cast.mention_at(start)
    if owner is not None:
        return owner.genitive
    return "possessive" in kinds(doc.lowers[start]) or is_genitive(doc.lowers[start])


def _is_verb(doc: Document, at: int, low: int) -> bool:
    """Whether a noun that is a verb as well is that: "der til daglig spiller i Lille"."""
    if doc.lowers[at] not in lexicon().homographs or at <= low:
        return False
    return not kinds(doc.lowers[at - 1]) and not doc.lowers[at - 1].endswith(("e", "s"))


def _may_close(doc: Document, at: int) -> bool:
    """Whether an apposition can end before this token: a mark, a conjunction or a preposition."""
    return doc.words[at] in _CLOSING or bool(kinds(doc.lowers[at]) & {"conjunction", "preposition"})
