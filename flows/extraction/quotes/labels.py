"""Paragraphs that open with a label: `Spørgsmål: ...`, `Anklageren: Hvor var De?`"""

from __future__ import annotations

from typing import Final

from flows.extraction.document import Document
from flows.extraction.phrases import Phrase, read_phrase
from flows.extraction.quotes.context import Context
from flows.extraction.quotes.drafts import Draft, Link
from flows.extraction.quotes.reported_ends import looks_finite
from flows.extraction.traits import CAPITAL
from flows.records import QuoteKind

_LABELS: Final = {"spørgsmål": QuoteKind.QUESTION, "svar": QuoteKind.DIRECT}
_LONGEST_LABEL: Final = 8  # tokens of a name or a description that opens somebody's turn


def labelled_turn(context: Context, number: int) -> Draft | None:
    """The turn that a paragraph is, if it opens with a label or with its speaker."""
    first, _ = context.doc.paragraph_tokens[number]
    if not context.colons_between(first, first + _LONGEST_LABEL):
        return None
    return _labelled(context.doc, number) or _turn_of(context, number)


def _labelled(doc: Document, number: int) -> Draft | None:
    """ "Spørgsmål: ..." and "Svar: ..." paragraphs."""
    first, last = doc.paragraph_tokens[number]
    if last - first < 3 or doc.words[first + 1] != ":":
        return None
    kind = _LABELS.get(doc.lowers[first])
    if kind is None:
        return None
    return whole_paragraph(doc, number, kind, doc.starts[first + 2])


def _turn_of(context: Context, number: int) -> Draft | None:
    """ "Anklageren: Hvor var De?": a paragraph that opens with its speaker, as a record does."""
    doc = context.doc
    first, last = doc.paragraph_tokens[number]
    if number == 0 or last - first < 4 or doc.words[last - 1] not in {".", "!", "?", "…", "..."}:
        return None
    label = doc.words[first : min(first + _LONGEST_LABEL, last - 2)]
    if ":" not in label or not doc.traits[first] & CAPITAL:
        return None
    colon = first + label.index(":")
    if not doc.traits[colon + 1] & CAPITAL:
        return None
    utters = doc.words[last - 1] in {"!", "?"}
    if not utters and not any(looks_finite(doc, at) for at in range(colon + 1, last)):
        return None  # "Kilde: Kongehuset."
    phrase = read_phrase(doc, context.cast, first, colon)
    if (
        phrase is None
        or phrase.after != colon
        or phrase.plural
        or not _is_personal(context, phrase)
    ):
        return None
    draft = whole_paragraph(doc, number, QuoteKind.DIRECT, doc.starts[colon + 1])
    draft.link, draft.source, draft.token = Link.BEFORE, phrase, phrase.first
    draft.clause = (first, colon)
    return draft


def _is_personal(context: Context, phrase: Phrase) -> bool:
    if phrase.actors:
        return len(phrase.actors) == 1 and context.cast.actors[phrase.actors[0]].is_person
    return phrase.noun is not None and phrase.noun.kind not in {"group", "media"}


def whole_paragraph(doc: Document, number: int, kind: QuoteKind, start: int) -> Draft:
    """A paragraph as one quote from character `start` on, without a dash before it."""
    first, last = doc.paragraph_tokens[number]
    while start < doc.paragraphs[number].end and doc.text[start] in "-–— ":
        start += 1
    return Draft(kind, [(start, doc.ends[last - 1])], number, Link.NONE, first, dash=True)
