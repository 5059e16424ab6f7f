"""All quotes of an article, before it is known who speaks."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import Final, NamedTuple

from flows.extraction.document import Document, Sentence
from flows.extraction.name_index import NameIndex
from flows.extraction.phrases import read_phrase
from flows.extraction.quotes.context import Context, read_context
from flows.extraction.quotes.dash_speech import apply_inquit, dash_drafts
from flows.extraction.quotes.drafts import Draft, Link
from flows.extraction.quotes.inquits import inquit_before
from flows.extraction.quotes.interviews import mark_questions
from flows.extraction.quotes.labels import labelled_turn, whole_paragraph
from flows.extraction.quotes.marked_speech import marked_drafts
from flows.extraction.quotes.marks import Marked, find_marked, speech_start
from flows.extraction.quotes.reported import anaphor_source, reported_drafts
from flows.extraction.traits import CAPITAL, WORD
from flows.extraction.words import word_class
from flows.records import NonQuote, ParagraphRole, QuoteKind, Span

_INDIRECT: Final = QuoteKind.INDIRECT
_PARTIAL: Final = QuoteKind.PARTIAL
_SUBHEADING: Final = ParagraphRole.SUBHEADING
_QUESTION: Final = ParagraphRole.QUESTION

# Words of somebody who speaks of himself: what stands behind a colon is speech.
_FIRST_PERSON: Final = word_class("first_person")


class FoundQuotes(NamedTuple):
    """Drafts in text order, and marked stretches that are no quotes."""

    drafts: list[Draft]
    non_quotes: list[NonQuote]
    context: Context


def find_quotes(doc: Document, names: NameIndex) -> FoundQuotes:
    """Find marked, partial, reported words and questions of an article."""
    context = read_context(doc, names)
    by_paragraph: dict[int, list[Marked]] = {}
    for mark in find_marked(doc):
        by_paragraph.setdefault(mark.paragraph, []).append(mark)
    drafts: list[Draft] = []
    rejected: list[NonQuote] = []
    for number, (first, last) in enumerate(doc.paragraph_tokens):
        if first == last:
            continue
        found, no_quotes = _speech_of(context, number, by_paragraph.get(number, []))
        drafts.extend(found)
        rejected.extend(no_quotes)
    drafts = [draft for draft in drafts if _tidy(doc, draft)]
    _link_colons(context, drafts)
    mark_questions(doc, drafts)
    if not drafts or drafts[0].paragraph > 0:
        drafts = _headline_speech(context) + drafts
    reported = _reported(context, drafts, rejected, by_paragraph)
    drafts.extend(draft for draft in reported if _tidy(doc, draft))
    drafts.sort(key=_place)
    return FoundQuotes(_first_of_each_place(drafts), rejected, context)


def _place(draft: Draft) -> int:
    """What drafts are sorted by: their start; what is reported comes behind what is marked."""
    return 2 * draft.segments[0][0] + (draft.kind is _INDIRECT)


def _first_of_each_place(drafts: list[Draft]) -> list[Draft]:
    """The drafts without those that begin where another does: words have one source.

    `Broen lukker, ifølge Vejdirektoratet. Det skriver politiet på X.` is the first one's report.
    """
    found: list[Draft] = []
    for draft in drafts:
        if not found or draft.start != found[-1].start:
            found.append(draft)
    return found


_LETTER_OR_DIGIT: Final = re.compile(r"[^\W_]")
_WRAPPERS: Final = {'"': '"', "”": "”", "“": "”", "»": "«", "«": "»", "'": "'", "„": "“"}


def _tidy(doc: Document, draft: Draft) -> bool:
    """Take blanks, commas and marks around the whole off the segments; say if words remain."""
    text, tidied = doc.text, []
    for segment in draft.segments:
        start, end = _trimmed(text, *segment)
        wrapped = draft.dash and end - start > 2 and _WRAPPERS.get(text[start]) == text[end - 1]
        if wrapped and text[start] not in text[start + 1 : end - 1]:
            start, end = _trimmed(text, start + 1, end - 1)
        if start < end and (text[start].isalnum() or _LETTER_OR_DIGIT.search(text, start, end)):
            tidied.append((start, end))
    draft.segments = tidied
    return bool(tidied)


def _trimmed(text: str, start: int, end: int) -> Span:
    """A span without blanks and commas at its ends."""
    while start < end and (text[start] == "," or text[start].isspace()):
        start += 1
    while end > start and (text[end - 1] == "," or text[end - 1].isspace()):
        end -= 1
    return start, end


def _link_colons(context: Context, drafts: list[Draft]) -> None:
    """`Holm siger:` at the end of a paragraph leads up to the speech of the next one."""
    doc = context.doc
    if not context.colons:
        return
    last_read: int | None = None
    by_paragraph = {draft.paragraph: draft for draft in reversed(drafts)}
    for number, (first, last) in enumerate(doc.paragraph_tokens):
        if first == last:
            continue
        draft = by_paragraph.get(number)
        if draft is not None and last_read is not None and draft.source is None:
            begin, end = doc.paragraph_tokens[last_read]
            sentence = doc.sentences[doc.sentence_of[end - 1]]
            starts_it = doc.starts[first] >= draft.start - 3
            if doc.words[end - 1] == ":" and starts_it and draft.link is Link.NONE:
                draft.link = Link.BEFORE
                inquit = inquit_before(context, max(begin, sentence.first), end)
                if inquit is not None and (inquit.source is not None or inquit.nobody):
                    apply_inquit(doc, draft, inquit)
        last_read = number


def _speech_of(
    context: Context, number: int, marks: list[Marked]
) -> tuple[list[Draft], list[NonQuote]]:
    doc = context.doc
    paragraph = doc.paragraphs[number]
    labelled = labelled_turn(context, number)
    if labelled is not None:
        return [labelled], []
    if paragraph.role is _QUESTION:
        return [whole_paragraph(doc, number, QuoteKind.QUESTION, paragraph.start)], []
    first = doc.paragraph_tokens[number][0]
    begin = None if doc.traits[first] & WORD else speech_start(doc, number)
    if begin is not None and not _is_list_item(doc, number):
        return dash_drafts(context, number, marks, begin), []
    drafts, rejected = marked_drafts(context, number, marks) if marks else ([], [])
    if not drafts:
        drafts = _dash_inside(context, number, marks)
    return drafts, rejected


def _is_list_item(doc: Document, number: int) -> bool:
    """A dash paragraph that is an item of a list: short, without verb, no end, beside others."""
    last = doc.paragraph_tokens[number][1]
    text_ends = doc.words[last - 1] in {".", "!", "?", "…", "...", '"', "”", ":"}
    if text_ends:
        return False
    neighbours = [n for n in (number - 1, number + 1) if 0 <= n < len(doc.paragraphs)]
    return any(
        speech_start(doc, n) is not None
        and doc.paragraph_tokens[n][0] < doc.paragraph_tokens[n][1]
        and doc.words[doc.paragraph_tokens[n][1] - 1] not in {".", "!", "?", '"', "”", ":"}
        for n in neighbours
    )


def _dash_inside(context: Context, number: int, marks: list[Marked]) -> list[Draft]:
    """Dash speech behind a colon inside a paragraph: `Holm siger: - Nej.`"""
    doc = context.doc
    first, last = doc.paragraph_tokens[number]
    for colon in context.colons_between(first, last - 2):
        token = colon + 1
        if doc.words[token] in {"-", "–", "—"}:
            if doc.ends[token] == doc.starts[token + 1]:
                continue
            drafts = dash_drafts(context, number, marks, doc.starts[token + 1])
            inquit = inquit_before(context, doc.sentences[doc.sentence_of[token]].first, token)
            if inquit is not None and drafts and drafts[0].source is None:
                drafts[0].link = Link.BEFORE
                apply_inquit(doc, drafts[0], inquit)
            return drafts
    return []


def _reported(
    context: Context,
    drafts: list[Draft],
    rejected: list[NonQuote],
    marks: dict[int, list[Marked]],
) -> list[Draft]:
    """Indirect quotes of all sentences that are the reporter's own."""
    doc = context.doc
    speech: list[Span] = []
    partial: list[Span] = []
    for draft in drafts:
        (partial if draft.kind is _PARTIAL else speech).extend(draft.segments)
    speech.sort()
    partial.sort()
    ahead = 0  # the first speech that begins behind the sentence
    found: list[Draft] = []
    previous: Sentence | None = None
    after_speech = False
    active = _active_sentences(context)
    subheadings = [paragraph.role is _SUBHEADING for paragraph in doc.paragraphs]
    for number, sentence in enumerate(doc.sentences):
        if subheadings[sentence.paragraph]:
            previous = None
            continue
        end = doc.ends[sentence.last - 1]
        while ahead < len(speech) and speech[ahead][0] < end:
            ahead += 1
        if ahead and speech[ahead - 1][1] > doc.starts[sentence.first]:
            if active[number]:
                found.extend(_beside_speech(context, sentence, speech, ahead, partial))
            previous = None
            after_speech = True
            continue
        if after_speech:
            _credit_speech(context, sentence, drafts)
        after_speech = False
        if not active[number]:
            previous = sentence
            continue
        here = reported_drafts(context, sentence, previous, partial)
        found.extend(here)
        # A sentence with a reporting clause of its own is not the next one's: "Det siger alle."
        previous = None if any(draft.link is Link.AFTER for draft in here) else sentence
    return found


def _active_sentences(context: Context) -> list[bool]:
    """Which sentences hold a cue or another word that reports; no other one reports anything."""
    sentence_of = context.doc.sentence_of
    active = [False] * len(context.doc.sentences)
    for places in (context.tokens, context.according, context.opinions):
        for token in places:
            active[sentence_of[token]] = True
    return active


def _beside_speech(
    context: Context, sentence: Sentence, speech: list[Span], behind_it: int, partial: list[Span]
) -> list[Draft]:
    """Reported clauses in the reporter's words beside speech: `"...", siger X og tilføjer, at`.

    `behind_it` is the position of the first speech that begins behind the sentence.
    """
    doc = context.doc
    first, last = sentence.first, sentence.last
    start = doc.starts[first]
    ahead = behind_it
    while ahead and speech[ahead - 1][1] > start:
        ahead -= 1
    begins, ends = speech[ahead][0], speech[behind_it - 1][1]
    found: list[Draft] = []
    cues = context.cues_between(first, last)
    if cues and doc.starts[cues[0]] < begins:
        before = bisect_right(doc.ends, begins, first, last)
        found += _reported_beside(context, Sentence(first, before, sentence.paragraph), partial)
    if cues and doc.starts[cues[-1]] >= ends:
        behind = bisect_left(doc.starts, ends, first, last)
        found += _reported_beside(context, Sentence(behind, last, sentence.paragraph), partial)
    return found


def _reported_beside(context: Context, rest: Sentence, partial: list[Span]) -> list[Draft]:
    if rest.last - rest.first <= 3 or not context.cues_between(rest.first, rest.last):
        return []
    return reported_drafts(context, rest, None, partial, clauses_only=True)


def _credit_speech(context: Context, sentence: Sentence, drafts: list[Draft]) -> None:
    """ "Det siger X til Y.", "Sådan lyder det fra X." behind speech names who spoke."""
    credited = anaphor_source(context, sentence)
    if credited is None:
        return
    hit, phrase = credited
    doc = context.doc
    place = bisect_left(drafts, doc.starts[sentence.first], key=lambda draft: draft.start)
    draft = drafts[place - 1] if place else None
    if draft is None or draft.kind is not QuoteKind.DIRECT or draft.source is not None:
        return
    draft.link, draft.source, draft.hit, draft.token = Link.ANAPHOR, phrase, hit, phrase.first
    draft.cue = (doc.starts[hit.token], doc.ends[hit.token])
    draft.clause = (sentence.first, sentence.last)


def _headline_speech(context: Context) -> list[Draft]:
    """`Minister: Vi gør, hvad vi kan` in a headline: speech without marks behind a colon."""
    doc = context.doc
    first, last = doc.paragraph_tokens[0] if doc.paragraph_tokens else (0, 0)
    if last - first < 5 or doc.words[last - 1] in {".", ":"}:
        return []
    for colon in range(first + 1, min(first + 8, last - 3)):
        if doc.words[colon] != ":":
            continue
        phrase = read_phrase(doc, context.cast, first, colon)
        if phrase is None or not (phrase.actors or phrase.noun):
            return []
        if not doc.traits[colon + 1] & CAPITAL:
            return []
        if not any(doc.lowers[t] in _FIRST_PERSON for t in range(colon + 1, last)):
            return []
        segment = (doc.starts[colon + 1], doc.ends[last - 1])
        return [
            Draft(QuoteKind.DIRECT, [segment], 0, Link.BEFORE, phrase.first, phrase,
                  clause=(first, colon))
        ]  # fmt: skip
    return []
