"""Reported clauses: `X mener, at ...`, `X sagde, han havde ...`, `... og tilføjer, at ...`."""

from __future__ import annotations

from typing import Final

from flows.extraction.danish import word_list
from flows.extraction.document import Document, Sentence
from flows.extraction.nouns import noun
from flows.extraction.phrases import Phrase, read_phrase, skip_postmodifiers
from flows.extraction.quotes.context import Context
from flows.extraction.quotes.cues import BARE_CLAUSE, CLAUSE, CueHit
from flows.extraction.quotes.drafts import Draft, Link
from flows.extraction.quotes.inquits import sentence_subject
from flows.extraction.quotes.reported_ends import (
    before_main_verb,
    looks_finite,
    opens_subordinate,
    reported_end,
)
from flows.extraction.quotes.signs import CLAUSE_ENDS
from flows.extraction.quotes.sources import find_source
from flows.extraction.traits import CAPITAL, SMALL, TELLING
from flows.extraction.words import (
    ADVERBS,
    CONJUNCTIONS,
    DETERMINERS,
    FINITES,
    NOMINATIVES,
    POSSESSIVES,
    PREPOSITIONS,
    RELATIVES,
    SUBORDINATORS,
    TIMES,
    word_class,
)
from flows.records import QuoteKind, Span

_QUESTION_WORDS: Final = word_class("question_word")
_VAGUE: Final = word_class("vague_subject")


def reported_clauses(context: Context, sentence: Sentence, before: list[Draft]) -> list[Draft]:
    """Clauses under cues: with "at", with a preposition and "at", or bare behind a comma."""
    doc = context.doc
    found: list[Draft] = []
    behind = sentence.first
    earlier: Draft | None = before[-1] if before else None
    for at in context.cues_between(sentence.first, sentence.last):
        if at < behind:
            continue
        hit = context.by_token[at]
        opening = _clause_opening(context, hit, sentence)
        if opening is None:
            continue
        source = find_source(doc, context.cast, hit, sentence.first, sentence.last)
        if source is None:
            continue
        phrase = source.phrase
        if phrase is not None and not _reports(doc, phrase):
            continue
        if source.elided and earlier is None:
            earlier = _subject_of_sentence(context, sentence, hit)
            if earlier is None:
                continue
        end = reported_end(context, opening, sentence.last)
        if hit.finite and doc.lowers[hit.finite - 1] in RELATIVES:
            end = _relative_end(doc, opening, end)
        elif opens_subordinate(doc, sentence.first, hit.finite):
            end = before_main_verb(doc, opening, end)
        cue = (doc.starts[hit.token], doc.ends[hit.token])
        draft = indirect_draft(
            doc, sentence, [(opening, end)], Link.CLAUSE, phrase, hit, cue, (hit.finite, opening)
        )
        if draft is None:
            continue
        if source.elided:
            draft.shares, draft.link = earlier, Link.ELIDED
            if earlier is not None and not earlier.segments:
                draft.shares, draft.source = None, earlier.source
        earlier = draft
        found.append(draft)
        behind = max(at + 1, end)
    return found


def _reports(doc: Document, phrase: Phrase) -> bool:
    """Whether a source really says something: not "loven", "nogle", nor "hvis Holm siger"."""
    word = doc.lowers[phrase.head]
    if word in _VAGUE or (not phrase.actors and word in word_list("not_sources")):
        return False
    return not (phrase.first and doc.lowers[phrase.first - 1] == "hvis")


def _subject_of_sentence(context: Context, sentence: Sentence, hit: CueHit) -> Draft | None:
    """Stands in for the earlier clause whose subject an elided one shares."""
    phrase = sentence_subject(context, sentence.first, hit.finite)
    if phrase is None:
        return None
    return Draft(QuoteKind.INDIRECT, [], sentence.paragraph, Link.NONE, phrase.first, phrase)


_REACH: Final = 16
_CONTRASTS: Final = word_class("contrast")


def _clause_opening(context: Context, hit: CueHit, sentence: Sentence) -> int | None:
    """First token of the reported clause behind a cue, None where the cue governs none."""
    doc = context.doc
    lowers, traits = doc.lowers, doc.traits
    at = hit.token + 1
    stop = min(sentence.last, at + _REACH)
    commas = 0
    while at < stop:
        if not traits[at] & TELLING and (at == hit.finite or at not in context.by_finite):
            at += 1
            continue
        word = lowers[at]
        if word == "at" and lowers[at + 1 : at + 2] == ["vide"]:
            pass  # "mener at vide, at ..."
        elif word == "at" and at + 1 < sentence.last:
            if not _governs(context, hit, at):
                return None
            opening = at + 2 if lowers[at + 1] == "at" else at + 1  # "mener, at at": a misprint
            return opening if _finite_clause(doc, opening, sentence.last) else None
        elif word == ",":
            if commas == 0 and _bare_clause(context, hit, at, sentence.last):
                return at + 1
            commas += 1
            following = lowers[at + 1] if at + 1 < stop else ""
            if following != "at" and not _inside_subject(context, at + 1):
                return None
        elif (
            word in CLAUSE_ENDS
            or word in RELATIVES
            or word in _CONTRASTS
            or (at in context.by_finite and at != hit.finite)
        ) or (word in _QUESTION_WORDS and lowers[at - 1] == ","):
            return None
        at += 1
    return None


def _inside_subject(context: Context, at: int) -> bool:
    """A comma inside an inverted subject: "siger formanden, Bodil Holm, at ..."."""
    if at >= len(context.doc.lowers):
        return False
    return context.cast.actor_at(at) is not None or context.doc.lowers[at] in TIMES


def _governs(context: Context, hit: CueHit, at: int) -> bool:
    """Whether the cue takes the at-clause that opens at token `at`."""
    doc = context.doc
    before = doc.lowers[at - 1]
    if before == ",":
        before = doc.lowers[at - 2]
    between = {doc.lowers[token] for token in range(hit.token + 1, at)}
    for cue in hit.cues:
        if CLAUSE not in cue.frames:
            continue
        if cue.particle is not None and cue.particle not in between:
            continue
        if before in PREPOSITIONS and before not in ADVERBS:
            if before in cue.prepositions:
                return True
            continue
        if cue.prepositions and "-" not in cue.prepositions and before not in cue.prepositions:
            continue
        return True
    return False


def _finite_clause(doc: Document, at: int, last: int) -> bool:
    """Whether "at" opens a clause and not an infinitive."""
    word = doc.lowers[at]
    if word in word_list("infinitives"):
        return False
    if not word.endswith("e") or doc.traits[at] & CAPITAL:
        return True
    if word in DETERMINERS or word in POSSESSIVES or word in NOMINATIVES:
        return True
    if at + 1 < last and doc.lowers[at + 1] in {"sig", "mig", "os", "jer", "dig"}:
        return False
    # "at styrke landets forsvar" or "at nye regler skal gælde": a finite verb must follow soon.
    if doc.traits[at] & SMALL and noun(word) is not None:
        return True
    for token in range(at + 1, min(at + 12, last)):
        if doc.lowers[token - 1] in DETERMINERS or doc.lowers[token - 1] in POSSESSIVES:
            continue
        if doc.lowers[token] in {",", ".", "og", "at", "som", "der", ":"}:
            return False
        if looks_finite(doc, token):
            return True
    return False


def _bare_clause(context: Context, hit: CueHit, comma: int, last: int) -> bool:
    """ "Han sagde, han havde ...": a clause without "at", its subject directly behind the comma."""
    doc = context.doc
    if not hit.takes(BARE_CLAUSE) or comma + 2 >= last:
        return False
    at = comma + 1
    word = doc.lowers[at]
    if doc.lowers[comma - 1] in DETERMINERS or doc.lowers[comma - 1] in {"alting", "hvad"}:
        return False  # "det, han blev spurgt om": a relative clause
    expletive = word == "der" and (
        doc.lowers[comma - 1] in ADVERBS or doc.lowers[comma - 1] == doc.lowers[hit.token]
    )
    if not expletive and (word in SUBORDINATORS or word in RELATIVES or word in CONJUNCTIONS):
        return False
    if not expletive and (word in PREPOSITIONS or word in ADVERBS or at in context.by_finite):
        return False
    phrase = read_phrase(doc, context.cast, at, last)
    if word in {"det", "den", "der", "dette"}:
        behind = at + 1
    elif phrase is not None:
        behind = skip_postmodifiers(doc, context.cast, phrase.after, last, all_prepositions=True)
    else:
        return False
    while behind < last and doc.lowers[behind] in ADVERBS:
        behind += 1
    return behind < last and (looks_finite(doc, behind) and doc.words[behind - 1] != ",")


def _relative_end(doc: Document, opening: int, end: int) -> int:
    """`Holm, der siger, at broen er smuk, er glad`: the main verb ends the relative clause."""
    for token in range(opening + 2, end - 1):
        if doc.words[token] == "," and doc.lowers[token + 1] in FINITES:
            return token
    return end


def indirect_draft(
    doc: Document,
    sentence: Sentence,
    segments: list[tuple[int, int]],
    link: Link,
    phrase: Phrase | None,
    hit: CueHit | None,
    cue: Span,
    clause: tuple[int, int],
) -> Draft | None:
    """A draft from token ranges; blank and marginal ones are dropped."""
    spans = []
    for first, last in segments:
        while first < last and doc.words[first] in {",", "-", "–", "—", ":"}:
            first += 1
        while last > first and doc.words[last - 1] in {",", "-", "–", "—"}:
            last -= 1
        if last - first >= 2:
            spans.append((doc.starts[first], doc.ends[last - 1]))
    if not spans:
        return None
    token = phrase.first if phrase is not None else clause[0]
    return Draft(
        QuoteKind.INDIRECT, spans, sentence.paragraph, link, token, phrase, hit, cue, clause=clause
    )
