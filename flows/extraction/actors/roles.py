"""What the text says of a person beside the name: role, party, age."""

from __future__ import annotations

from flows.extraction.actors.cast import Cast, DraftActor, NameMention
from flows.extraction.document import Document
from flows.extraction.names.lexicon import lexicon
from flows.records import Attribute


def describe_persons(doc: Document, cast: Cast) -> None:
    """Fill in the attributes of all persons of a cast."""
    for draft in cast:
        if draft.is_person:
            for mention in draft.names:
                _describe(doc, draft, mention)


def _describe(doc: Document, draft: DraftActor, mention: NameMention) -> None:
    words = doc.words
    sentence = doc.sentences[doc.sentence_of[mention.first]]
    before = mention.first - 1
    if before >= sentence.first and _is_person_noun(doc.lowers[before]):
        role = Attribute(words[before], doc.starts[before], doc.ends[before])
        draft.roles.append(role)
        draft.role = draft.role or role


def _is_person_noun(lower: str) -> bool:
    words = lexicon()
    return lower in words.person_nouns or (len(lower) > 5 and lower.endswith(words.person_endings))
