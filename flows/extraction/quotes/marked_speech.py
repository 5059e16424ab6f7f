"""Words between quote marks: whole utterances, stretches inside the reporter's sentence, neither.

An utterance stands for itself: a sentence, or the words beside a reporting clause. A partial
quote is swallowed by the reporter's sentence and needs a source there. The rest (titles, names,
mentioned words, scare quotes) is listed with the reason why it is no quote.
"""

from __future__ import annotations

from typing import Final

from flows.extraction.document import Document, Sentence
from flows.extraction.phrases import Phrase, PhraseKind, read_phrase
from flows.extraction.quotes.context import Context
from flows.extraction.quotes.dash_speech import apply_inquit, dash_drafts
from flows.extraction.quotes.drafts import Draft, Link
from flows.extraction.quotes.inquits import Inquit, inquit_at, inquit_before, subject_first_inquit
from flows.extraction.quotes.marks import Marked
from flows.extraction.quotes.partial import is_nickname, names_something, partial_draft
from flows.extraction.quotes.signs import ENDS
from flows.extraction.quotes.sources import find_source
from flows.extraction.quotes.stretches import Stretch
from flows.extraction.traits import SMALL, WORD
from flows.extraction.words import PREPOSITIONS
from flows.records import NonQuote, QuoteKind

_CLOSING: Final = ENDS | {","}


def marked_drafts(
    context: Context, number: int, marks: list[Marked]
) -> tuple[list[Draft], list[NonQuote]]:
    """The drafts of a paragraph's quote marks in text order, and the marks that are no quotes."""
    doc = context.doc
    first, last = doc.paragraph_tokens[number]
    drafts: list[Draft] = []
    rejected: list[NonQuote] = []
    clause_of: Draft | None = None  # the direct quote whose reporting clause came last
    stretches = [Stretch(doc, mark, first, last) for mark in marks if not mark.nested]
    edge = first  # token behind the stretch before
    for stretch in stretches:
        if not stretch.words:
            continue
        draft, reason = _judge(context, number, stretch, edge, last, clause_of, stretches)
        if draft is None:
            mark = stretch.mark
            rejected.append(NonQuote(mark.start, mark.end, reason))
        elif isinstance(draft, list):
            drafts.extend(draft)
            clause_of = draft[-1] if draft else clause_of
        else:
            if draft is not clause_of:  # else the words go on with a quote that is there already
                drafts.append(draft)
            if draft.kind is QuoteKind.DIRECT:
                clause_of = draft
        edge = stretch.behind
    return drafts, rejected


def _judge(
    context: Context,
    number: int,
    stretch: Stretch,
    edge: int,
    last: int,
    before: Draft | None,
    stretches: list[Stretch],
) -> tuple[Draft | list[Draft] | None, str]:
    """Decide what a stretch is: a draft (or several), or the reason why it is none."""
    doc = context.doc
    mark = stretch.mark
    sentence = doc.sentences[doc.sentence_of[stretch.opening]]
    lead_first = max(sentence.first, edge)
    lead = [t for t in range(lead_first, stretch.opening) if doc.traits[t] & WORD]
    inquit = _inquit_behind(context, stretch, last)
    if not mark.closed and not mark.continues and inquit is None:
        final = not stretches or stretch is stretches[-1]
        inner = dash_drafts(context, number, [], mark.start, None if final else mark.end)
        if inner and inner[0].clause is not None:
            for draft in inner:
                draft.dash = False
            return inner, ""
    segment = (mark.start, mark.end)
    if not lead:
        return _opening_stretch(context, number, stretch, inquit, last, before, sentence)
    # Words of the reporter's stand before it in its sentence.
    behind_lead = doc.words[stretch.opening - 1]
    if is_nickname(doc, stretch, sentence):
        return None, "nickname"
    title = stretch.capital and stretch.words <= 2 and not stretch.ended
    governed = title or doc.lowers[stretch.opening - 1] in PREPOSITIONS
    goes_on = before is not None and _lead_is_clause(before, lead_first, stretch.opening)
    if behind_lead == ":" and _another_speaks(context, lead_first, stretch.opening):
        goes_on = False
    if before is not None and not governed and goes_on:
        before.segments.append(segment)  # "...", siger hun, "..."
        return before, ""
    if behind_lead == ":":
        return _after_colon(context, number, stretch, lead_first, inquit), ""
    reported = inquit_before(context, lead_first, stretch.opening)
    if (
        behind_lead == ","
        and not names_something(doc, stretch.opening - 2)
        and reported
        and reported.hit
        and stretch.capital
        and (reported.hit.takes("q") and stretch.opening - reported.hit.token <= 8)
    ):
        return _direct(doc, number, stretch, Link.BEFORE, reported), ""
    free = _stands_free(doc, stretch, last) and _cue_directly_before(context, stretch)
    if free and reported is not None:
        return _direct(doc, number, stretch, Link.BEFORE, reported), ""
    return partial_draft(context, number, stretch, sentence, inquit, stretches)


def _direct(
    doc: Document, number: int, stretch: Stretch, link: Link, inquit: Inquit | None
) -> Draft:
    draft = Draft(
        QuoteKind.DIRECT,
        [(stretch.mark.start, stretch.mark.end)],
        number,
        link,
        stretch.opening,
    )
    if inquit is not None:
        apply_inquit(doc, draft, inquit)
    return draft


def _inquit_behind(context: Context, stretch: Stretch, last: int) -> Inquit | None:
    """The reporting clause directly behind the closing mark: `", siger X`, `" X sagde`."""
    doc = context.doc
    at = stretch.behind
    if not stretch.mark.closed or at >= last:
        return None
    comma = doc.words[at] == "," or (
        stretch.last > stretch.first and doc.words[stretch.last - 1] in _CLOSING
    )
    if doc.words[at] in {",", "-", "–"}:
        at += 1
    if at >= last:
        return None
    if doc.traits[at] & SMALL:
        return inquit_at(context, at, stretch.first, last) or (
            subject_first_inquit(context, at, last) if comma else None
        )
    # `..." Holm sagde` behind a full stop opens a sentence of its own.
    new_sentence = doc.sentence_of[at] != doc.sentence_of[stretch.last - 1]
    return subject_first_inquit(context, at, last) if comma and not new_sentence else None


def _lead_is_clause(before: Draft, first: int, opening: int) -> bool:
    """The words between two stretches are nothing but the first one's reporting clause."""
    if before.clause is None or before.kind is not QuoteKind.DIRECT:
        return False
    begins, ends = before.clause
    return begins - 1 <= first <= begins + 1 and ends >= opening - 2


def _another_speaks(context: Context, first: int, opening: int) -> bool:
    """`"...", siger hun, mens Holm svarer: "..."`: a clause of contrast with a cue of its own."""
    contrasts = [at for at in range(first, opening) if context.doc.lowers[at] in {"mens", "men"}]
    return bool(contrasts) and bool(context.cues_between(contrasts[-1], opening))


def _opening_stretch(
    context: Context,
    number: int,
    stretch: Stretch,
    inquit: Inquit | None,
    last: int,
    before: Draft | None,
    sentence: Sentence,
) -> tuple[Draft | None, str]:
    """A stretch that opens its sentence."""
    doc = context.doc
    if inquit is not None:
        return _direct(doc, number, stretch, Link.AFTER, inquit), ""
    if doc.words[stretch.behind : stretch.behind + 1] == [":"] and sentence.first <= stretch.first:
        return _direct(doc, number, stretch, Link.NONE, None), ""  # a headline: "...": rest
    if _stands_free(doc, stretch, last):
        if (
            before is not None
            and before.clause is not None
            and before.clause[1] >= (sentence.first - 1)
        ):
            before.segments.append((stretch.mark.start, stretch.mark.end))
            return before, ""
        if stretch.mark.continues:
            return _direct(doc, number, stretch, Link.ELIDED, None), ""
        return _direct(doc, number, stretch, Link.NONE, None), ""
    if doc.words[stretch.last - 1] == "," and stretch.words >= 2:
        return _direct(doc, number, stretch, Link.NONE, None), ""
    if stretch.words >= 4 and (stretch.ended or not stretch.mark.closed):
        return _direct(doc, number, stretch, Link.NONE, None), ""
    return partial_draft(context, number, stretch, sentence, None, [])


def _stands_free(doc: Document, stretch: Stretch, last: int) -> bool:
    """Nothing of the reporter's follows the stretch in its sentence."""
    at = stretch.behind
    while at < last and doc.words[at] in _CLOSING:
        at += 1
    if at >= last:
        return True
    return doc.sentence_of[at] != doc.sentence_of[max(stretch.last - 1, stretch.first)]


def _after_colon(
    context: Context, number: int, stretch: Stretch, lead_first: int, inquit: Inquit | None
) -> Draft:
    doc = context.doc
    reported = inquit_before(context, lead_first, stretch.opening)
    if reported is None and inquit is not None:
        return _direct(doc, number, stretch, Link.AFTER, inquit)
    draft = _direct(doc, number, stretch, Link.BEFORE, reported)
    if reported is None:
        phrase = (
            _last_person(context, lead_first, stretch.opening)
            or _source_of_clause(context, lead_first, stretch.opening)
            or read_phrase(doc, context.cast, lead_first, stretch.opening)
        )
        if phrase is not None and (phrase.actors or phrase.kind is PhraseKind.PRONOUN):
            draft.source, draft.token = phrase, phrase.first
    return draft


def _source_of_clause(context: Context, first: int, last: int) -> Phrase | None:
    """Who reports something else before the colon: `Holm nægter, at de kender hinanden: "Nej."`"""
    for token in context.cues_between(first, last):
        source = find_source(context.doc, context.cast, context.by_token[token], first, last)
        if source is not None and source.phrase is not None and source.phrase.actors:
            return source.phrase
    return None


def _cue_directly_before(context: Context, stretch: Stretch) -> bool:
    """`X sagde "..."`: the cue stands beside the mark."""
    at = stretch.opening - 1
    hit = context.by_token.get(at)
    return hit is not None and hit.takes("q") and stretch.capital and stretch.words >= 3


def _last_person(context: Context, first: int, last: int) -> Phrase | None:
    """The last person named in tokens `first` to `last`, who is no owner ("Holms svar:")."""
    names = context.cast
    for token in range(last - 1, first - 1, -1):
        actor = names.actor_at(token)
        if actor is None or not names.actors[actor].is_person or names.is_genitive(token):
            continue
        start, end = names.mention_start(token), names.mention_end(token)
        return Phrase(start, end, end - 1, PhraseKind.NAME, (actor,), None, end)
    return None
