"""What the text says of a person beside the role: party, age, organisation."""

from __future__ import annotations

from typing import Final

from flows.extraction.actors.cast import Cast, DraftActor, NameMention
from flows.extraction.actors.grammar import AGE, is_adjective, is_person_noun
from flows.extraction.danish import word_list
from flows.extraction.document import Document
from flows.extraction.names.lexicon import lexicon
from flows.extraction.nouns import noun
from flows.records import Attribute, MentionKind

_TITLE: Final = MentionKind.TITLE
# Kinds of nouns that say what a person does; "manden" and "faderen" are no roles.
_ROLES: Final = frozenset({"office", "occupation", "rank", "royal", "sport"})

# A smaller number in brackets behind a name is that of goals, points or a place.
_LEAST_IN_BRACKETS = 14


def read_party(doc: Document, draft: DraftActor, mention: NameMention) -> None:
    """Give a person the party that stands behind a mention, if it is the first."""
    if draft.party is None:
        draft.party = party_behind(doc, mention.last)


def party_behind(doc: Document, last: int) -> Attribute | None:
    """Jens Holm (S): a party's letters in brackets behind a name that ends before token `last`."""
    if last + 2 < len(doc.words) and doc.words[last] == "(":
        letters = doc.words[last + 1].rstrip(".")
        if doc.words[last + 2] == ")" and letters in lexicon().parties:
            return Attribute(lexicon().parties[letters], doc.starts[last + 1], doc.ends[last + 1])
    return None


def read_age(doc: Document, draft: DraftActor, mention: NameMention) -> None:
    """Give a person the age that stands at a mention, if it is the first."""
    if draft.age is None:
        draft.age = age_beside(doc, mention.first, mention.last)


def age_beside(doc: Document, first: int, last: int) -> Attribute | None:
    """42-årige Jens Holm; Jens Holm, 42, ...; Jens Holm (42 år): the age at a name, given in tokens
    (end exclusive). Not "dengang 18-årige Jens Holm", who is older now."""
    words, lowers = doc.words, doc.lowers
    for at in range(first - 1, max(-1, first - 4), -1):
        matched = AGE.fullmatch(lowers[at]) if lowers[at][0].isdigit() else None
        if matched:
            if at and lowers[at - 1] in word_list("former_words"):
                return None
            start = doc.starts[at]
            return Attribute(matched.group(1), start, start + len(matched.group(1)))
        if not (is_person_noun(lowers[at]) or is_adjective(lowers[at])):
            break
    if last + 2 >= len(words) or words[last] not in (",", "("):
        return None
    number = words[last + 1]
    behind = words[last + 2 : last + 4]
    if behind[0] == "år":
        del behind[0]
    elif words[last] == "(" and number.isdecimal() and int(number) < _LEAST_IN_BRACKETS:
        return None
    if number.isdecimal() and len(number) < 4 and behind and behind[0] in (",", ")", "."):
        return Attribute(number, doc.starts[last + 1], doc.ends[last + 1])
    return None


def organization_in(cast: Cast, role: Attribute) -> Attribute | None:
    """The organisation that a role names: Natos generalsekretær, formand for Danske Regioner."""
    start, end = role.start, role.end
    for draft in cast.organizations:
        for mention in draft.names:
            if start <= mention.start and mention.end <= end:
                return Attribute(draft.name, mention.start, mention.end)
    return None


def title_role(draft: DraftActor, text: str) -> Attribute | None:
    """What a person without a role is called in the article's first title for them, if any."""
    for start, end, kind in sorted(draft.others):
        if kind is not _TITLE:
            continue
        words = text[start:end].lower().split()
        # "den 27-årige kvinde" says something, "kvinden" does not.
        aged = len(words) == 3 and words[0] == "den" and AGE.fullmatch(words[1])
        kinds = _ROLES | {"person"} if aged else _ROLES
        found = [noun(word) for word in words]
        if any(known is not None and known.kind in kinds and not known.plural for known in found):
            return Attribute(text[start:end], start, end)
    return None
