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
from flows.extraction.quotes.inquits import inquit_at, sentence_subject
from flows.extraction.quotes.sources import find_source
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

_ENDS: Final = frozenset({".", "!", "?", "…", "...", ":", ";"})
_QUESTION_WORDS: Final = word_class("question_word")
_SENTENCE_ADVERBS: Final = word_class("sentence_adverb")
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
# Words that tell whether a clause opens behind a cue.
_TELLING: Final = _ENDS | RELATIVES | _CONTRASTS | _QUESTION_WORDS | {"at", ","}


def _clause_opening(context: Context, hit: CueHit, sentence: Sentence) -> int | None:
    """First token of the reported clause behind a cue, None where the cue governs none."""
    doc = context.doc
    lowers = doc.lowers
    at = hit.token + 1
    stop = min(sentence.last, at + _REACH)
    commas = 0
    while at < stop:
        word = lowers[at]
        if word not in _TELLING and (at not in context.by_finite or at == hit.finite):
            at += 1
            continue
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
            word in _ENDS
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
    if not word.endswith("e") or doc.words[at][0].isupper():
        return True
    if word in DETERMINERS or word in POSSESSIVES or word in NOMINATIVES:
        return True
    if at + 1 < last and doc.lowers[at + 1] in {"sig", "mig", "os", "jer", "dig"}:
        return False
    # "at styrke landets forsvar" or "at nye regler skal gælde": a finite verb must follow soon.
    if doc.words[at].islower() and noun(word) is not None:
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


def reported_end(context: Context, opening: int, last: int) -> int:
    """The token behind a reported clause: the sentence's end, or where the reporter goes on."""
    doc = context.doc
    for token in range(opening + 2, last):
        word = doc.lowers[token]
        if word in _ENDS and token == last - 1:
            return token
        if word in {":", ";"} or (word == "hvorefter" and doc.words[token - 1] == ","):
            return token
        if word in {"og", "men", "mens"} and _reporter_goes_on(context, token, last):
            return token
        if word in _DASHES and _adds_clause(context, token, opening, last):
            return token  # "at broen er lukket - og det er den."
        if word == "uden" and doc.words[token - 1] == "," and _at_follows(doc, token):
            return token - 1  # ", uden at uddybe det"
        if word == "," and token + 1 < last and token + 1 in context.by_finite:
            inquit = inquit_at(context, token + 1, opening, last, strict=True)
            if inquit is not None:
                return token
    return last


_DASHES: Final = frozenset({"-", "–", "—"})


def _adds_clause(context: Context, dash: int, opening: int, last: int) -> bool:
    """Whether the only dash of tokens `opening` to `last` adds a main clause: "- og det er den"."""
    doc = context.doc
    if dash + 2 >= last or any(
        doc.words[at] in _DASHES for at in range(opening, last) if at != dash
    ):
        return False
    if doc.ends[dash - 1] == doc.starts[dash] or doc.ends[dash] == doc.starts[dash + 1]:
        return False  # between numbers, or a hyphen
    subject = dash + 2 if doc.lowers[dash + 1] in {"og", "men"} else dash + 1
    if doc.lowers[subject] in {"det", "den", "der"}:
        return subject + 1 < last and looks_finite(doc, subject + 1)
    phrase = read_phrase(doc, context.cast, subject, last)
    return phrase is not None and phrase.after < last and looks_finite(doc, phrase.after)


def _at_follows(doc: Document, token: int) -> bool:
    return doc.lowers[token + 1 : token + 2] == ["at"]


def _relative_end(doc: Document, opening: int, end: int) -> int:
    """`Holm, der siger, at broen er smuk, er glad`: the main verb ends the relative clause."""
    for token in range(opening + 2, end - 1):
        if doc.words[token] == "," and doc.lowers[token + 1] in FINITES:
            return token
    return end


def opens_subordinate(doc: Document, first: int, at: int) -> bool:
    """Whether token `at` stands in a subordinate clause that opens its sentence at `first`."""
    while first < at and (not doc.words[first][0].isalnum() or doc.lowers[first] in CONJUNCTIONS):
        first += 1
    opening = doc.lowers[first]
    if opening not in SUBORDINATORS and doc.lowers[first : first + 2] != ["selv", "om"]:
        return False
    return "," not in doc.words[first:at]


def before_main_verb(doc: Document, opening: int, end: int) -> int:
    """The comma at which the main clause behind a subordinate one begins with its verb."""
    for token in range(opening + 2, end - 1):
        if doc.words[token] == "," and looks_finite(doc, token + 1):
            return token
    return end


def _reporter_goes_on(context: Context, at: int, last: int) -> bool:
    """A coordinated clause that is the reporter's: "og understreger, at", "men ønsker ikke"."""
    doc = context.doc
    following = at + 1
    while following < last and doc.lowers[following] in ADVERBS:
        following += 1
    if following >= last:
        return False
    word = doc.lowers[at]
    hit = context.by_finite.get(following)
    if hit is not None and (hit.takes(CLAUSE) or hit.takes("l")):
        return True
    if word == "men" and doc.lowers[at + 1] == "så":
        return True
    if word in {"men", "og"} and doc.words[at - 1] == "," and _is_main_clause(doc, at + 1, last):
        return True
    if word in {"mens", "men", "og"} and (word == "mens" or doc.words[at - 1] == ","):
        phrase = read_phrase(doc, context.cast, following, last)
        later = None if phrase is None else context.by_finite.get(phrase.after)
        if later is not None and (later.takes(CLAUSE) or later.takes("l")):
            return True
    if word == "men" or (word == "og" and doc.words[at - 1] == ","):
        return following == at + 1 and looks_finite(doc, following)
    if word == "og" and doc.lowers[following] == "at":
        return _new_clause(doc, at)
    return False


def _is_main_clause(doc: Document, at: int, last: int) -> bool:
    """Subject, verb, adverb in this order, "hun har dog": what a reported clause never has."""
    if at + 2 >= last or doc.lowers[at] not in {"han", "hun"}:
        return False
    return doc.lowers[at + 1] in FINITES and doc.lowers[at + 2] in _SENTENCE_ADVERBS


def _new_clause(doc: Document, at: int) -> bool:
    """ ", og at ..." behind a comma opens a second reported clause."""
    return doc.words[at - 1] == ","


def looks_finite(doc: Document, at: int) -> bool:
    word = doc.lowers[at]
    if word.endswith("er") and at and doc.lowers[at - 1].endswith("e") and word not in FINITES:
        return False  # "de første møder": a plural behind its adjective
    if word in DETERMINERS or (word.endswith(("te", "ede")) and doc.lowers[at - 1].endswith("s")):
        return False  # "første", "landets samlede": adjectives
    return doc.words[at].islower() and (
        word in FINITES or (word.endswith(("er", "ede", "te")) and word not in ADVERBS)
    )


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
