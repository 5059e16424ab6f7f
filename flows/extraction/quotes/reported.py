"""Indirect speech: what a source says in the reporter's words.

Four forms: a clause under a cue (`X mener, at ...`), a sentence with a reporting clause behind or
inside it (`..., siger X.`), `Ifølge X ...`, and a sentence that the next one reports
(`... Det oplyser X.`).
"""

from __future__ import annotations

from bisect import bisect_left
from typing import Final

from flows.extraction.document import Document, Sentence
from flows.extraction.phrases import Phrase, PhraseKind, names_person
from flows.extraction.quotes.according import according_to, in_the_opinion_of
from flows.extraction.quotes.context import Context
from flows.extraction.quotes.cues import ANAPHOR, UNMARKED, CueHit
from flows.extraction.quotes.drafts import Draft, Link
from flows.extraction.quotes.inquits import Inquit, inquit_at, inquit_before
from flows.extraction.quotes.reported_clauses import indirect_draft, reported_clauses
from flows.extraction.quotes.reported_ends import looks_finite
from flows.extraction.quotes.signs import MARKS
from flows.extraction.quotes.sources import find_source
from flows.extraction.speakers.media import names_medium
from flows.extraction.traits import CAPITAL
from flows.extraction.words import (
    FINITES,
    TIMES,
    word_class,
)
from flows.records import Span

# Not reports of the sentence before: "Det afviser hun", "Det tvivler X på".
_DENIALS: Final = word_class("denial")


def reported_drafts(
    context: Context,
    sentence: Sentence,
    previous: Sentence | None,
    taken: list[Span],
    clauses_only: bool = False,
) -> list[Draft]:
    """The indirect quotes of one sentence of the reporter's.

    `previous` is the sentence before it, if it is the reporter's too. `taken` are the character
    spans of marked words: a reported clause that holds some is a partial quote's, not ours.
    """
    found = None
    if not clauses_only:
        found = according_to(context, sentence)
        found = found or in_the_opinion_of(context, sentence)
        found = found or _anaphor(context, sentence, previous)
        found = found or _with_inquit(context, sentence)
        found = found or _behind_colon(context, sentence)
    drafts = [] if found is None else [found]
    drafts += reported_clauses(context, sentence, drafts)
    if not taken:
        return drafts
    return [
        part
        for draft in drafts
        for part in (_parts(context, draft) if _holds_marked(draft, taken) else [draft])
        if not _holds_marked(part, taken)
    ]


def _parts(context: Context, draft: Draft) -> list[Draft]:
    """Coordinated clauses as drafts of their own: `at sagen er "...", og at landet ...`."""
    doc = context.doc
    if draft.link is Link.AFTER:
        return [draft.part(segment) for segment in draft.segments]
    if draft.link is not Link.CLAUSE and draft.link is not Link.ELIDED:
        return [draft]
    start, end = draft.segments[0]
    tokens = list(range(bisect_left(doc.starts, start), bisect_left(doc.starts, end)))
    trailing = _before_trailing_marks(doc, tokens)
    if trailing:
        tokens = tokens[:trailing]
    main = _before_marked_clause(context, tokens)
    if main:
        tokens = tokens[:main]
    cuts = [t for t in tokens[2:-2] if doc.lowers[t] in {"og", "men"} and doc.lowers[t + 1] == "at"]
    parts, first = [], tokens[0] if tokens else 0
    for cut in [*cuts, tokens[-1] + 1 if tokens else 0]:
        last = cut
        while last > first and doc.words[last - 1] in {",", "."}:
            last -= 1
        if last - first >= 2:
            parts.append(draft.part((doc.starts[first], doc.ends[last - 1])))
        first = cut + 2
    for part in parts:
        part.shares = part.shares if draft.shares is not None else None
    return parts


def _holds_marked(draft: Draft, taken: list[Span]) -> bool:
    """Whether a draft overlaps with marked words, which are in text order."""
    for start, end in draft.segments:
        behind = bisect_left(taken, (end,))
        if behind and taken[behind - 1][1] > start:
            return True
    return False


# --- ... Det oplyser X. -----------------------------------------------------------------------


def _anaphor(context: Context, sentence: Sentence, previous: Sentence | None) -> Draft | None:
    doc = context.doc
    if previous is None:
        return None
    credited = anaphor_source(context, sentence)
    if credited is None:
        return None
    hit, phrase = credited
    verb = (doc.starts[hit.token], doc.ends[hit.token])
    return indirect_draft(
        doc,
        previous,
        [(_behind_dateline(doc, previous), previous.last)],
        Link.ANAPHOR,
        phrase,
        hit,
        verb,
        (sentence.first, sentence.last),
    )


def anaphor_source(context: Context, sentence: Sentence) -> tuple[CueHit, Phrase] | None:
    """Cue and source of a sentence such as "Det oplyser X." or "Sådan lyder det fra X."."""
    doc = context.doc
    first = sentence.first
    if doc.lowers[first] not in {"det", "dette", "sådan", "således"}:
        return None
    hit = context.by_finite.get(first + 1)
    if hit is None or not hit.takes(ANAPHOR) or hit.cues[0].lemma in _DENIALS:
        return None
    source = find_source(doc, context.cast, hit, first + 1, sentence.last)
    if source is None or source.phrase is None or not source.inverted:
        return None
    phrase = source.phrase
    if not phrase.actors and phrase.noun is None and phrase.kind is not PhraseKind.PRONOUN:
        return None
    behind = phrase.after
    while behind < sentence.last and doc.lowers[behind] in TIMES:
        behind += 1
    if behind < sentence.last and doc.lowers[behind] in {"ikke", "intet", "aldrig"}:
        return None
    return hit, phrase


# --- X siger: ... ---------------------------------------------------------------------------

_NEAR: Final = 4  # tokens between a reporting clause and its colon: "siger Holm i dag:"
_OPENERS: Final = frozenset("\"”“„»«'‘’-–—")


def _behind_colon(context: Context, sentence: Sentence) -> Draft | None:
    """ "Holm siger: Broen er for dyr.": a whole sentence without marks behind a colon."""
    doc = context.doc
    for colon in context.colons_between(sentence.first + 2, sentence.last - 3):
        if not doc.traits[colon + 1] & CAPITAL or doc.words[colon + 1] in _OPENERS:
            return None
        inquit = inquit_before(context, sentence.first, colon)
        if inquit is None or inquit.hit is None or inquit.source is None:
            return None
        near = colon - max(inquit.hit.token, inquit.source.after - 1) <= _NEAR
        if not near or not any(looks_finite(doc, at) for at in range(colon + 1, sentence.last)):
            return None
        verb = (doc.starts[inquit.hit.token], doc.ends[inquit.hit.token])
        return indirect_draft(
            doc,
            sentence,
            [(colon + 1, sentence.last)],
            Link.BEFORE,
            inquit.source,
            inquit.hit,
            verb,
            (sentence.first, colon),
        )
    return None


# --- ..., siger X. ----------------------------------------------------------------------------


def _with_inquit(context: Context, sentence: Sentence) -> Draft | None:
    doc = context.doc
    if doc.words[sentence.last - 1] == ":":
        return None  # what is said follows
    for at in context.openers_between(sentence.first + 1, sentence.last):
        if doc.words[at - 1] != "," or not doc.words[at][0].islower():
            continue
        inquit = inquit_at(context, at, sentence.first, sentence.last, strict=True)
        if inquit is None or inquit.nobody:
            continue
        if inquit.hit is None or not inquit.hit.takes(UNMARKED):
            continue
        if not _is_statement(context, sentence.first, at - 1):
            continue
        if _passes_on(context, inquit, sentence.first, at - 1):
            continue
        segments = [(_behind_dateline(doc, sentence), at - 1)]
        resumed = inquit.last
        if doc.lowers[at - 2] in FINITES and inquit.source is not None:
            resumed = max(inquit.source.after, inquit.hit.token + 1)  # "Broen er, siger Holm, ..."
        if resumed < sentence.last and doc.words[resumed] == ",":
            segments.append((resumed + 1, sentence.last))
        elif ":" in doc.words[at : sentence.last - 3]:
            colon = doc.words.index(":", at)  # "..., skrev bladet i går: Den er lukket."
            if doc.traits[colon + 1] & CAPITAL and doc.words[colon + 1] not in _OPENERS:
                segments.append((colon + 1, sentence.last))
        return _from_inquit(doc, sentence, segments, inquit)
    return None


def _passes_on(context: Context, inquit: Inquit, first: int, last: int) -> bool:
    """`Holm siger, at broen er lukket, skriver Ritzau`: a medium that passes on what Holm says."""
    doc, source = context.doc, inquit.source
    if source is None or not names_medium(doc, context.cast, source.first, source.last):
        return False
    return any(
        doc.lowers[token] == "at" and doc.words[token - 1] == ","
        for token in range(first + 2, last)
    ) and bool(context.cues_between(first, last))


def _behind_dateline(doc: Document, sentence: Sentence) -> int:
    """The token behind "KØBENHAVN:" or "Sagen er klar:" at a sentence's beginning."""
    for at in range(sentence.first + 1, min(sentence.first + 8, sentence.last - 2)):
        if doc.words[at] == ":":
            place = doc.text[doc.starts[sentence.first] : doc.ends[at - 1]]
            opens = place.isupper() or (at > sentence.first + 1 and doc.traits[at + 1] & CAPITAL)
            return at + 1 if opens else sentence.first
    return sentence.first


def _from_inquit(
    doc: Document, sentence: Sentence, segments: list[tuple[int, int]], inquit: Inquit
) -> Draft | None:
    assert inquit.hit is not None
    verb = (doc.starts[inquit.hit.token], doc.ends[inquit.hit.token])
    clause = (inquit.first, inquit.last)
    return indirect_draft(
        doc, sentence, segments, Link.AFTER, inquit.source, inquit.hit, verb, clause
    )


def _is_statement(context: Context, first: int, last: int) -> bool:
    """Whether tokens `first` to `last` can be what somebody said: no mere opening of a sentence.

    "Da han kom hjem, sagde Holm farvel" has an opening subordinate clause only, "Holm, 44,
    benægter" a name and an age.
    """
    doc, names = context.doc, context.cast
    if last - first < 2:
        return False
    if names_person(doc, names, first) and names.mention_end(first) >= last - 2:
        return False
    return doc.lowers[first] not in {"da", "mens", "idet", "inden", "efter"} or any(
        doc.words[token] == "," for token in range(first, last)
    )


def _before_trailing_marks(doc: Document, tokens: list[int]) -> int:
    """How many tokens stand before a marked tail: `at risikoen er lille, "men ikke nul"`."""
    for position, token in enumerate(tokens):
        if position > 2 and doc.words[token] in MARKS and doc.words[token - 1] == ",":
            rest = tokens[position + 1 :]
            closing = [t for t in rest if doc.words[t] in MARKS]
            if len(closing) == 1 and closing[0] >= tokens[-1] - 1:
                return position
    return 0


def _before_marked_clause(context: Context, tokens: list[int]) -> int:
    """How many tokens stand before the last clause, which holds marks: `A, og de vil "..."`."""
    doc = context.doc
    marks = [position for position, token in enumerate(tokens) if doc.words[token] in MARKS]
    if not marks:
        return 0
    for position in range(marks[0] - 1, 3, -1):
        joined = doc.lowers[tokens[position]] in {"og", "men"}
        if joined and tokens[position] + 1 in context.by_finite:
            return position  # "... og tordner imod "farlige løgne""
        if joined and doc.words[tokens[position] - 1] == ",":
            return position - 1 if doc.lowers[tokens[position] + 1] != "at" else 0
    return 0
