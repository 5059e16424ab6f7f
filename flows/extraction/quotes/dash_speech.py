"""Speech behind a dash: `- Nej, siger Holm. - Aldrig.`

The dash opens speech that runs to its reporting clause. Behind the clause the reporter speaks
again, until a new dash opens, or a comma takes the speech up again.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import Final

from flows.extraction.document import Document
from flows.extraction.quotes.clause_ends import sentence_end
from flows.extraction.quotes.context import Context
from flows.extraction.quotes.drafts import Draft, Link
from flows.extraction.quotes.inquits import Inquit, inquit_at
from flows.extraction.quotes.marks import Marked
from flows.extraction.quotes.signs import ENDS, SPEECH_DASHES
from flows.records import QuoteKind, Span

_ENDS: Final = ENDS | {":"}
_AROUND: Final = SPEECH_DASHES | {","}


def dash_drafts(
    context: Context, number: int, marked: list[Marked], start: int, end: int | None = None
) -> list[Draft]:
    """The drafts of the speech behind a dash of paragraph `number`.

    `marked` are the paragraph's quote marks: words inside them are speech within the speech.
    `start` is the character at which the speech begins, `end` the one before which it has to end
    (the paragraph's end if not given).
    """
    doc = context.doc
    first, last = doc.paragraph_tokens[number]
    if end is not None:
        last = bisect_left(doc.starts, end, first, last)
    at = bisect_left(doc.starts, start, first, last)
    inner = [(mark.start, mark.end) for mark in marked if mark.opened and mark.closed]
    runs: list[tuple[list[Span], list[Inquit]]] = []
    segments: list[Span] = []
    inquits: list[Inquit] = []
    opened = at
    after_dash = False
    while at < last:
        inquit = _inquit_here(context, at, opened, first, last, inner)
        if inquit is None:
            at = context.next_opener(at, last)
            continue
        if inquits and after_dash:  # "- Nej, siger A. - Jo, siger B.": each has a clause of its own
            runs.append((segments, inquits))
            segments, inquits = [], []
        _add_segment(doc, segments, opened, at)
        inquits.append(inquit)
        at, goes_on = _behind(context, inquit, last)
        opened = at
        after_dash = doc.words[at - 1] in SPEECH_DASHES
        if goes_on is None:
            break
        if goes_on is False:  # the reporter spoke in between: a new utterance
            runs.append((segments, inquits))
            segments, inquits = [], []
    else:
        unknown = None if inquits else _unknown_clause(context, opened, last)
        _add_segment(doc, segments, opened, unknown.first if unknown else last)
        if unknown is not None:
            inquits.append(unknown)
    runs.append((segments, inquits))
    return _drafts(context, number, runs)


def _inquit_here(
    context: Context, at: int, opened: int, first: int, last: int, inner: list[Span]
) -> Inquit | None:
    """A reporting clause that begins at token `at`, behind a comma, an end mark or a quote."""
    doc = context.doc
    if at <= opened or not doc.words[at][0].islower():
        return None
    before = doc.words[at - 1]
    if not (before == "," or before in _ENDS or before in SPEECH_DASHES or before in "\"”»'"):
        return None
    if inner:
        if any(start <= doc.starts[at] < end for start, end in inner):
            return None
        if _belongs_to_inner(doc, at, inner):
            return None
    return inquit_at(context, at, first, last, strict=True)


def _unknown_clause(context: Context, opened: int, last: int) -> Inquit | None:
    """`- Vi er klar, gnægger Mette Holm.`: a verb in no list, and a person who ends the words."""
    doc = context.doc
    for comma in range(last - 1, max(opened, last - 8), -1):
        if doc.words[comma] != "," or comma + 2 >= last:
            continue
        inquit = inquit_at(context, comma + 1, opened, last)
        if inquit is None or inquit.hit is not None or inquit.source is None:
            return None
        named = inquit.source.actors and inquit.source.after >= last - 1
        return inquit if named else None
    return None


def _belongs_to_inner(doc: Document, at: int, inner: list[Span]) -> bool:
    """`"Nej, jeg går hjem", svarede han`: a clause behind words that open their own sentence.

    Words that a cue of their own introduced (`hun sagde: "..."`) leave the clause to the speaker.
    """
    closing = at - 1 if doc.words[at - 1] != "," else at - 2
    for start, end in inner:
        # The mark is a token of its own, or the apostrophe at the end of the last word.
        if closing >= 0 and min(abs(doc.starts[closing] - end), abs(doc.ends[closing] - end)) <= 1:
            opening = bisect_left(doc.starts, start)
            before = doc.words[opening - 2] if opening >= 2 else "."
            return before != ":" and before in _ENDS
    return False


def _add_segment(doc: Document, segments: list[Span], opened: int, stop: int) -> None:
    """Add the words from token `opened` to `stop`, without comma and speech dash around them."""
    while opened < stop and doc.words[opened] in _AROUND:
        opened += 1
    while stop > opened and doc.words[stop - 1] in _AROUND:
        stop -= 1
    if stop > opened:
        segments.append((doc.starts[opened], doc.ends[stop - 1]))


def _behind(context: Context, inquit: Inquit, last: int) -> tuple[int, bool | None]:
    """Where speech goes on behind a reporting clause.

    Returns the token and True if it goes on at once, False if the reporter spoke in between,
    None if it does not go on.
    """
    doc = context.doc
    at = inquit.last
    if at + 1 < last and doc.words[at] == ":" and doc.words[at + 1] in SPEECH_DASHES:
        return at + 2, True
    if at < last and doc.words[at] in _AROUND:
        return at + 1, True
    if at < last and doc.sentence_of[at] == doc.sentence_of[at - 1]:
        return at, None
    at_once = True
    while at < last:
        if doc.words[at] in SPEECH_DASHES and _opens_sentence(doc, at):
            return at + 1, at_once
        at_once = False
        at = sentence_end(doc, at, last)
    return last, None


def _opens_sentence(doc: Document, at: int) -> bool:
    return doc.sentences[doc.sentence_of[at]].first == at


def _drafts(
    context: Context, number: int, runs: list[tuple[list[Span], list[Inquit]]]
) -> list[Draft]:
    doc = context.doc
    drafts: list[Draft] = []
    for segments, inquits in runs:
        if not segments:
            continue
        inquit = inquits[0] if inquits else None
        draft = Draft(
            QuoteKind.DIRECT,
            segments,
            number,
            Link.AFTER if inquit else Link.NONE,
            inquit.first if inquit else doc.paragraph_tokens[number][0],
            dash=True,
        )
        if inquit is not None:
            apply_inquit(doc, draft, inquit)
        elif drafts:
            draft.shares = drafts[-1]
            draft.link = Link.ELIDED
        drafts.append(draft)
    return drafts


def apply_inquit(doc: Document, draft: Draft, inquit: Inquit) -> None:
    """Write a reporting clause into a draft."""
    draft.source = inquit.source
    draft.nobody = inquit.nobody
    draft.hit = inquit.hit
    draft.clause = (inquit.first, inquit.last)
    draft.token = inquit.source.first if inquit.source else inquit.first
    verb = inquit.hit.token if inquit.hit else inquit.first
    if not inquit.nobody:
        draft.cue = (doc.starts[verb], doc.ends[verb])
