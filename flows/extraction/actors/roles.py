"""What the text says of a person beside the name: role, party, age, organisation.

Every place where a role can stand is one function, from the most to the least certain; each
gives the role's token range or nothing. The role is published as it is written.
"""

from __future__ import annotations

from flows.extraction.actors.attributes import organization_in, read_age, read_party
from flows.extraction.actors.cast import Cast, DraftActor, NameMention
from flows.extraction.actors.grammar import (
    AGE,
    is_free_person_noun,
    is_function_word,
    is_person_noun,
    kinds,
    phrase_end,
    phrase_start,
)
from flows.extraction.actors.role_clauses import Range, phrase_after, predicate
from flows.extraction.document import Document
from flows.extraction.names.lexicon import lexicon
from flows.extraction.nouns import noun
from flows.records import Attribute

_FARTHEST = 14
_CLOSING = frozenset({",", ".", ";", ")", ":", "-", "–", "—", "!", "?", '"', "”", "»", "("})
_LISTING = frozenset({",", "og", "samt"})
_LONGEST_LIST = 4
_LONGEST_OFFICE = 7
_PLURAL_OPENINGS = frozenset({"alle", "begge", "flere", "mange", "nogle"})


def describe_persons(doc: Document, cast: Cast) -> None:
    """Fill in the attributes of all persons of a cast."""
    for draft in cast:
        if not draft.is_person:
            continue
        for mention in draft.names:
            _role(doc, cast, draft, mention)
            read_party(doc, draft, mention)
            read_age(doc, draft, mention)
        draft.role = _best_role(draft.roles)
        if draft.organization is None and draft.role is not None:
            draft.organization = organization_in(cast, draft.role)


def _role(doc: Document, cast: Cast, draft: DraftActor, mention: NameMention) -> None:
    sentence = doc.sentences[doc.sentence_of[mention.first]]
    low, high = sentence.first, sentence.last
    title = (
        _title_before(doc, cast, mention, low)
        or _title_with_office(doc, cast, mention, low)
        or _of_several(doc, cast, mention, low)
    )
    for found in (
        _joined(doc, title, _phrase_before_comma(doc, cast, mention, title, low, high)),
        phrase_after(doc, cast, mention, high),
        predicate(doc, cast, mention, high),
    ):
        if found is not None:
            start, end = doc.starts[found[0]], doc.ends[found[1] - 1]
            role = Attribute(doc.text[start:end], start, end)
            if role not in draft.roles:
                draft.roles.append(role)


def _joined(doc: Document, title: Range | None, phrase: Range | None) -> Range | None:
    """Klimarådets formand, professor Agnete Lund: one role as written; a mere age adds nothing."""
    if title is None or phrase is None:
        return title or phrase
    only_age = title[1] - title[0] == 1 and AGE.fullmatch(doc.lowers[title[0]])
    return phrase if only_age else (phrase[0], title[1])


def _best_role(roles: list[Attribute]) -> Attribute | None:
    """The first role that says more than an age; the first one if none does."""
    for role in roles:
        if not AGE.fullmatch(role.value.removeprefix("den ").removeprefix("Den ")):
            return role
    return roles[0] if roles else None


def _beginning(doc: Document, mention: NameMention, low: int) -> int:
    """The first token of a name with its form of address (Dr. Helen Marchetti)."""
    first = mention.first
    while first > low and doc.lowers[first - 1] in lexicon().honorifics:
        first -= 1
    return first


def _title_before(doc: Document, cast: Cast, mention: NameMention, low: int) -> Range | None:
    """sundhedsminister Karla Winther; den svenske it-ekspert Anders Larsson."""
    head = mention.first - 1
    if head < low or cast.actor_at(head) is not None:
        return _title_with_place(doc, cast, mention, low)
    lower = doc.lowers[head]
    if lower in lexicon().honorifics:
        return None
    start = phrase_start(doc, cast, head, low)
    homograph = lower in lexicon().homographs and (
        start == head or doc.lowers[start] in _PLURAL_OPENINGS  # "Alle kender Holm"
    )
    if is_person_noun(lower) and not (homograph and not _awaits_noun(doc, head - 1, low)):
        return start, mention.first
    if AGE.fullmatch(lower):
        return start, mention.first
    if is_free_person_noun(lower) and mention.last - mention.first > 1:
        return start, mention.first
    if is_function_word(lower) or not lower[0].isalpha() or doc.words[head][0].isupper():
        return None
    if start < head:
        # An unknown noun, but an article or a genitive shows that a noun phrase stands here.
        owner = cast.mention_at(start)
        named = owner is not None and owner.genitive
        if named or (doc.lowers[start] in ("den", "det") and not lower.endswith("dag")):
            return start, mention.first
        return None
    # "sagde sherif Dale Holm": between a verb or preposition and a full name stands a title.
    full = mention.last - mention.first > 1
    if full and head > low and not _is_time(lower) and _awaits_noun(doc, head - 1, low):
        return start, mention.first
    return None


def _awaits_noun(doc: Document, at: int, low: int) -> bool:
    """Whether a noun is bound to follow: after a verb, a preposition, a title with its comma."""
    if at < low:
        return True
    if doc.words[at] == ",":
        return at > low and is_person_noun(doc.lowers[at - 1])
    return bool(kinds(doc.lowers[at]) & {"finite", "preposition", "subordinator", "conjunction"})


def _is_time(lower: str) -> bool:
    return "time" in kinds(lower) or lower.endswith("dag")


def _of_several(doc: Document, cast: Cast, mention: NameMention, low: int) -> Range | None:
    """de svenske ministre Åsa Berg, Per Lund og Ulf Ek: the title of a list holds for all."""
    at = mention.first
    for _ in range(_LONGEST_LIST):
        if at - 2 < low or doc.lowers[at - 1] not in _LISTING:
            return None
        at -= 2
        # "Åsa Berg fra Malmö samt Per Lund": what stands between belongs to the one before.
        while at > low and (cast.actor_at(at) is None or not _names_person(cast, at)):
            if "preposition" not in kinds(doc.lowers[at]) and cast.actor_at(at) is None:
                return None
            at -= 1
        before = cast.mention_at(at)
        if before is None or not _names_person(cast, at):
            return None
        at = before.first
        noun = lexicon().person_nouns.get(doc.lowers[at - 1]) if at > low else None
        if noun is not None and not noun[1]:
            return phrase_start(doc, cast, at - 1, low), at
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


def _title_with_office(doc: Document, cast: Cast, mention: NameMention, low: int) -> Range | None:
    """formand for teknik- og miljøudvalget Evald Riis; mor til to Nanna Elkjær."""
    if mention.last - mention.first < 2:
        return None
    for head in range(mention.first - 3, max(low, mention.first - 1 - _LONGEST_OFFICE) - 1, -1):
        if "preposition" not in kinds(doc.lowers[head + 1]):
            continue
        title = noun(doc.lowers[head])
        if title is None or title.definite or title.plural or cast.actor_at(head) is not None:
            return None
        whole = phrase_end(doc, head, mention.first) == mention.first
        return (phrase_start(doc, cast, head, low), mention.first) if whole else None
    return None


def _phrase_before_comma(
    doc: Document, cast: Cast, mention: NameMention, title: Range | None, low: int, high: int
) -> Range | None:
    """Natos generalsekretær, X, ...; formanden for skolebestyrelsen, X, ..."""
    comma = (title[0] if title else _beginning(doc, mention, low)) - 1
    if comma <= low or doc.words[comma] != ",":
        return None
    if mention.last < high and not _may_close(doc, mention.last):
        return None
    lowest = max(low, comma - _FARTHEST)
    at = comma - 1
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
        heads = cast.actor_at(at) is None and is_person_noun(lower)
        if heads and (at + 1 == comma or "preposition" in kinds(doc.lowers[at + 1])):
            found = phrase_start(doc, cast, at, lowest), comma
        at -= 1
    if found and found[0] > low and doc.words[found[0] - 1] == "," and found[1] - found[0] == 1:
        return None  # one word between two commas: "..., formand, Holm, ..."
    return found


def _may_close(doc: Document, at: int) -> bool:
    """Whether an apposition can end before this token: a mark, a conjunction or a preposition."""
    return doc.words[at] in _CLOSING or bool(kinds(doc.lowers[at]) & {"conjunction", "preposition"})
