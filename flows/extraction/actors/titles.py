"""Roles directly before a name: titles, descriptions, the title of several persons.

Each function gives the role's token range (end exclusive) or nothing; `low` is the first token
of the name's sentence.
"""

from __future__ import annotations

from typing import Final

from flows.extraction.actors.cast import Cast, NameMention
from flows.extraction.actors.grammar import (
    is_adjective,
    is_age,
    is_free_person_noun,
    is_genitive,
    is_person_noun,
    kinds,
    phrase_end,
    phrase_start,
)
from flows.extraction.actors.role_clauses import Range
from flows.extraction.actors.role_forms import (
    can_head,
    is_adjectival_noun,
    is_agentive,
    is_mere_adjective,
    may_be_person,
    takes_verb_behind,
    tells_relation_only,
)
from flows.extraction.document import Document
from flows.extraction.names.lexicon import lexicon
from flows.extraction.nouns import noun
from flows.extraction.words import word_class

_LISTING: Final = frozenset(",") | word_class("adding")
_LONGEST_LIST: Final = 4
_LONGEST_OFFICE: Final = 7
_PLURAL_OPENINGS: Final = word_class("several")
_QUOTES: Final = frozenset("\"”“»«'’‘")
# What stands behind a name that a title has opened the sentence with.
_BEHIND_TITLED: Final = frozenset(",(:") | word_class("behind_titled")


def title_before(doc: Document, cast: Cast, mention: NameMention, low: int) -> Range | None:
    """sundhedsminister Karla Winther; den svenske it-ekspert Anders Larsson."""
    head = mention.first - 1
    if head < low or cast.actor_at(head) is not None:
        return _title_with_place(doc, cast, mention, low)
    lower = doc.lowers[head]
    if not can_head(lower) or lower in lexicon().honorifics:
        return None
    start = phrase_start(doc, cast, head, low)
    if is_person_noun(lower):
        return _known_title(doc, cast, mention, start, low)
    if is_age(lower):
        return start, mention.first
    if is_free_person_noun(lower) and mention.last - mention.first > 1:
        return start, mention.first
    if doc.words[head][0].isupper():
        return (head, mention.first) if _opens_sentence(doc, mention, low) else None
    if start < head:
        # An unknown noun, but an article or a genitive shows that a noun phrase stands here.
        return (start, mention.first) if _is_phrase(doc, cast, start, head) else None
    # "sagde sherif Dale Holm": between a verb or preposition and a full name stands a title.
    full = mention.last - mention.first > 1
    if not (full and head > low and may_be_person(lower)) or _is_time(lower):
        return None
    awaited = _awaits_noun(doc, head - 1, low) and not takes_verb_behind(doc.lowers[head - 1])
    return (start, mention.first) if awaited else None


def _known_title(
    doc: Document, cast: Cast, mention: NameMention, start: int, low: int
) -> Range | None:
    """The phrase with a listed noun before the name, unless the noun is another word here."""
    head = mention.first - 1
    lower = doc.lowers[head]
    if lower in lexicon().homographs:
        if (start == head or doc.lowers[start] in _PLURAL_OPENINGS) and not _awaits_noun(
            doc, head - 1, low
        ):
            return None  # "Alle kender Holm"
        if head == low and not _is_subject(doc, mention):
            return None  # "Spiller Holm i morgen?"
        if lower.endswith("er") and start < head and is_person_noun(doc.lowers[head - 1]):
            return None  # "Den tidligere spiller afløser Holm"
    if is_mere_adjective(lower):
        return None
    title = noun(lower)
    if title is not None and title.plural and not title.adjectival:
        if start == head and tells_relation_only(title):
            return None  # "sammen med kollegerne Holm og Riis"
        if title.definite and not _is_listed(doc, cast, mention):
            return None  # "brødrene Holm"
    if start > low and doc.words[start - 1] in _QUOTES and _closes_quote(doc, mention):
        return None  # what somebody is called: "Dronning Karla"
    return start, mention.first


def _is_listed(doc: Document, cast: Cast, mention: NameMention) -> bool:
    """Whether another name, or at least brackets or "og", stands behind a name."""
    behind = doc.lowers[mention.last : mention.last + 1]
    if behind == [","]:
        return cast.actor_at(mention.last + 1) is not None
    return behind in (["("], ["og"], ["samt"])


def _closes_quote(doc: Document, mention: NameMention) -> bool:
    """Whether a quote mark stands behind a name; the tokens take an apostrophe for a genitive."""
    end = doc.ends[mention.last - 1]
    return not _QUOTES.isdisjoint(doc.text[end - 1 : end + 1])


def _is_phrase(doc: Document, cast: Cast, start: int, head: int) -> bool:
    """Whether an unknown noun heads a phrase with an article, or with a name as its owner."""
    owner = cast.mention_at(start)
    lowers = doc.lowers
    named = owner is not None and owner.genitive
    if named or is_genitive(lowers[start]):
        fits = may_be_person if named else is_agentive
        if not (fits(lowers[head]) or lowers[head].endswith("ede")):
            return False
        first = owner.last if owner is not None else start + 1
        return all(_qualifies(lowers[at]) for at in range(first, head))
    if not (may_be_person(lowers[head]) or is_adjectival_noun(lowers[head])):
        return False
    if lowers[head][-1] == "e" and not is_adjectival_noun(lowers[head]):
        return False  # "den frustrerede Holm"
    if lowers[start] == "det":
        return any(lowers[at] in lexicon().nationalities for at in range(start + 1, head))
    if lowers[start] != "den" or _is_time(lowers[head]):
        return False
    return head - start > 1 or is_agentive(lowers[head])


def _qualifies(lower: str) -> bool:
    return is_adjective(lower) or lower.endswith(("e", "t"))


def _opens_sentence(doc: Document, mention: NameMention, low: int) -> bool:
    """Skotøjshandler Karla Winther, Riis, har ...: known by its form, and by what follows."""
    head = mention.first - 1
    full = mention.last - mention.first > 1
    return full and head == low and is_agentive(doc.lowers[head]) and _is_subject(doc, mention)


def _is_subject(doc: Document, mention: NameMention) -> bool:
    """Whether a verb, or what can stand before one, follows a name that opens a sentence."""
    if mention.last >= len(doc.words):
        return False
    behind = doc.lowers[mention.last]
    return behind in _BEHIND_TITLED or "finite" in kinds(behind) or behind.endswith(_FINITE_ENDINGS)


_FINITE_ENDINGS: Final = ("er", "ede", "te")


def _awaits_noun(doc: Document, at: int, low: int) -> bool:
    """Whether a noun is bound to follow: after a verb, a preposition, a title with its comma."""
    if at < low:
        return True
    if doc.words[at] == ",":
        return at > low and is_person_noun(doc.lowers[at - 1])
    return bool(kinds(doc.lowers[at]) & {"finite", "preposition", "subordinator", "conjunction"})


def _is_time(lower: str) -> bool:
    return "time" in kinds(lower) or lower.endswith("dag")


def title_of_several(doc: Document, cast: Cast, mention: NameMention, low: int) -> Range | None:
    """de svenske ministre Åsa Berg, Per Lund og Ulf Ek: the title of a list holds for all."""
    at = mention.first
    for _ in range(_LONGEST_LIST):
        if at - 2 < low or doc.lowers[at - 1] not in _LISTING:
            return None
        at -= 2
        # "Åsa Berg fra Malmö samt Per Lund", "Åsa Berg (S) og": what stands between belongs to
        # the one before.
        if doc.words[at] == ")" and at - 3 >= low and doc.words[at - 2] == "(":
            at -= 3
        while at > low and (cast.actor_at(at) is None or not _names_person(cast, at)):
            if "preposition" not in kinds(doc.lowers[at]) and cast.actor_at(at) is None:
                return None
            at -= 1
        before = cast.mention_at(at)
        if before is None or not _names_person(cast, at):
            return None
        at = before.first
        title = lexicon().person_nouns.get(doc.lowers[at - 1]) if at > low else None
        if title is not None and not title[1]:
            known = noun(doc.lowers[at - 1])
            start = phrase_start(doc, cast, at - 1, low)
            alone = known is not None and start == at - 1 and tells_relation_only(known)
            return None if alone else (start, at)
    return None


def _names_person(cast: Cast, token: int) -> bool:
    index = cast.actor_at(token)
    return index is not None and cast.actors[index].is_person


def _title_with_place(doc: Document, cast: Cast, mention: NameMention, low: int) -> Range | None:
    """borgmester i Randers Rosa Lykke."""
    place = cast.mention_at(mention.first - 1) if mention.first > low else None
    if place is None or place.genitive or place.first - 2 < low:
        return None
    head = place.first - 2
    if "preposition" in kinds(doc.lowers[head + 1]) and is_person_noun(doc.lowers[head]):
        return phrase_start(doc, cast, head, low), mention.first
    return None


def title_with_office(doc: Document, cast: Cast, mention: NameMention, low: int) -> Range | None:
    """formand for teknik- og miljøudvalget Evald Riis; mor til to Nanna Elkjær."""
    if mention.last - mention.first < 2:
        return None
    for head in range(mention.first - 3, max(low, mention.first - 1 - _LONGEST_OFFICE) - 1, -1):
        if "preposition" not in kinds(doc.lowers[head + 1]):
            continue
        title = noun(doc.lowers[head])
        if title is None or title.definite or title.plural or cast.actor_at(head) is not None:
            return None
        counted = (
            doc.lowers[head + 1] == "til"
            and head + 3 == mention.first
            and "determiner" in kinds(doc.lowers[head + 2])
        )
        whole = counted or phrase_end(doc, head, mention.first) == mention.first
        return (phrase_start(doc, cast, head, low), mention.first) if whole else None
    return None
