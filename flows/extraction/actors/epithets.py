"""Roles that the text gives a person behind the name: "Den 61-årige saxofonist", "Hun er ...".

Only where nobody else can be meant: no other person is named in the name's sentence, nor between
the name and the role, and nobody is quoted there.
"""

from __future__ import annotations

from typing import Final

from flows.extraction.actors.cast import Cast, DraftActor, NameMention
from flows.extraction.actors.grammar import is_age, kinds
from flows.extraction.actors.role_clauses import Range, noun_phrase_at, predicate
from flows.extraction.document import Document
from flows.extraction.names.lexicon import lexicon
from flows.extraction.nouns import noun
from flows.extraction.words import word_class

_MOST_NAMES: Final = 3
_FARTHEST_SENTENCE: Final = 1
_QUOTES: Final = frozenset("\"”“»«'’‘-–—")
# "den danske minister" may be anybody; these take up somebody who is known.
_TELLING: Final = word_class("known_epithet")
_PRONOUNS: Final = {"han": "m", "hun": "f"}
_NO_ROLES: Final = frozenset({"group", "media", "kinship"})


def later_role(doc: Document, cast: Cast, draft: DraftActor) -> Range | None:
    """The first role behind one of a person's first names that can be nobody else's."""
    for mention in draft.names[:_MOST_NAMES]:
        found = _behind(doc, cast, draft, mention)
        if found is not None:
            return found
    return None


def _behind(doc: Document, cast: Cast, draft: DraftActor, mention: NameMention) -> Range | None:
    here = doc.sentence_of[mention.first]
    first = doc.sentences[here].first
    if any(_is_other(cast, draft, at) for at in range(first, mention.first)):
        return None
    until = doc.sentences[min(here + _FARTHEST_SENTENCE, len(doc.sentences) - 1)].last
    for at in range(mention.last, until):
        lower = doc.lowers[at]
        if lower in _QUOTES or _is_other(cast, draft, at):
            return None
        if lower == "den":
            found = _epithet(doc, cast, draft, at)
        elif lower in _PRONOUNS and doc.sentences[doc.sentence_of[at]].first == at:
            found = _predicate_of_pronoun(doc, cast, draft, at)
        else:
            continue
        if found is not None:
            return found
    return None


def _is_other(cast: Cast, draft: DraftActor, at: int) -> bool:
    """Whether another person's name stands at a token."""
    index = cast.actor_at(at)
    return index is not None and cast.actors[index].is_person and cast.actors[index] is not draft


def _epithet(doc: Document, cast: Cast, draft: DraftActor, at: int) -> Range | None:
    """den 61-årige saxofonist; den tidligere minister."""
    if at + 2 >= len(doc.words):
        return None
    adjective = doc.lowers[at + 1]
    if not (is_age(adjective) or adjective in _TELLING) or _is_object(doc, cast, at):
        return None
    high = doc.sentences[doc.sentence_of[at]].last
    found = noun_phrase_at(doc, cast, at, high)
    if found is None or found[1] >= high:
        return None
    behind = found[1] + (doc.words[found[1]] == ",")
    if cast.actor_at(behind) is not None or "relative" in kinds(doc.lowers[behind]):
        return None  # the role of somebody who is named behind it, or told apart by a clause
    title = _head(doc, found)
    if title is None or title[1] or title[0] in _NO_ROLES or not _is_of(draft, title[2]):
        return None
    return found


def _is_object(doc: Document, cast: Cast, at: int) -> bool:
    """Whether the phrase at a token stands behind a preposition or a clause's subject."""
    low = doc.sentences[doc.sentence_of[at]].first
    if at > low and "preposition" in kinds(doc.lowers[at - 1]):
        return True
    for before in range(at - 1, low - 1, -1):
        if doc.words[before] == ",":
            return False
        if "nominative" in kinds(doc.lowers[before]):
            return True
        index = cast.actor_at(before)
        if index is not None and cast.actors[index].is_person:
            return True
    return False


def _head(doc: Document, found: Range) -> tuple[str, bool, str] | None:
    """Kind, whether it is plural, and gender of the noun that heads a phrase."""
    for at in range(found[0] + 1, found[1]):
        known = noun(doc.lowers[at])
        if known is not None and not known.adjectival:
            return known.kind, known.plural, known.gender
        if "preposition" in kinds(doc.lowers[at]):
            break
    return None


def _predicate_of_pronoun(doc: Document, cast: Cast, draft: DraftActor, at: int) -> Range | None:
    """Hun er formand for foreningen."""
    if not _is_of(draft, _PRONOUNS[doc.lowers[at]]):
        return None
    high = doc.sentences[doc.sentence_of[at]].last
    start, end = doc.starts[at], doc.ends[at]
    pronoun = NameMention(start, end, at, at + 1, doc.words[at], draft.names[0].kind)
    return predicate(doc, cast, pronoun, high)


def _is_of(draft: DraftActor, gender: str) -> bool:
    """Whether a word of a gender can mean the person, by what the first name suggests."""
    suggested = lexicon().first_names.get(draft.name.partition(" ")[0].lower(), "u")
    return gender == "n" or suggested in (gender, "u")
