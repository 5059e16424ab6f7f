"""What the text says of a person beside the role: party, age, organisation."""

from __future__ import annotations

from flows.extraction.actors.cast import Cast, DraftActor, NameMention
from flows.extraction.actors.grammar import AGE, is_adjective, is_person_noun
from flows.extraction.document import Document
from flows.extraction.names.lexicon import lexicon
from flows.extraction.nouns import noun
from flows.records import ActorType, Attribute, MentionKind

# Kinds of nouns that say what a person does; "manden" and "faderen" are no roles.
_ROLES = frozenset({"office", "occupation", "rank", "royal", "sport"})


def read_party(doc: Document, draft: DraftActor, mention: NameMention) -> None:
    """Jens Holm (S): a party's letters in brackets behind the name."""
    at = mention.last
    if draft.party is None and at + 2 < len(doc.words) and doc.words[at] == "(":
        letters = doc.words[at + 1].rstrip(".")
        if doc.words[at + 2] == ")" and letters in lexicon().parties:
            start, end = doc.starts[at + 1], doc.ends[at + 1]
            draft.party = Attribute(lexicon().parties[letters], start, end)


def read_age(doc: Document, draft: DraftActor, mention: NameMention) -> None:
    """42-årige Jens Holm; Jens Holm, 42, ...; Jens Holm (42); Jens Holm på 42 år."""
    if draft.age is not None:
        return
    words, lowers = doc.words, doc.lowers
    first, last = mention.first, mention.last
    for at in range(first - 1, max(-1, first - 4), -1):
        matched = AGE.fullmatch(lowers[at])
        if matched:
            start = doc.starts[at]
            draft.age = Attribute(matched.group(1), start, start + len(matched.group(1)))
            return
        if not (is_person_noun(lowers[at]) or is_adjective(lowers[at])):
            break
    if last + 2 >= len(words) or words[last] not in (",", "("):
        return
    number = words[last + 1]
    if number.isdigit() and len(number) < 4 and words[last + 2] in (",", ")", "."):
        draft.age = Attribute(number, doc.starts[last + 1], doc.ends[last + 1])


def organization_in(cast: Cast, role: Attribute) -> Attribute | None:
    """The organisation that a role names: Natos generalsekretær, formand for Danske Regioner."""
    for draft in cast:
        if draft.type is ActorType.ORGANIZATION:
            for mention in draft.names:
                if role.start <= mention.start and mention.end <= role.end:
                    return Attribute(draft.name, mention.start, mention.end)
    return None


def title_role(draft: DraftActor, text: str) -> Attribute | None:
    """What a person without a role is called in the article's first title for them, if any."""
    for start, end, kind in sorted(draft.others):
        if kind is not MentionKind.TITLE:
            continue
        found = [noun(word) for word in text[start:end].lower().split()]
        if any(known is not None and known.kind in _ROLES and not known.plural for known in found):
            return Attribute(text[start:end], start, end)
    return None
