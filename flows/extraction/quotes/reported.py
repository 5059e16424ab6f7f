"""Indirect speech: what a source says in the reporter's words.

Four forms: a clause under a cue (`X mener, at ...`), a sentence with a reporting clause behind or
inside it (`..., siger X.`), `Ifølge X ...`, and a sentence that the next one reports
(`... Det oplyser X.`).
"""

from __future__ import annotations

from dataclasses import replace

from flows.extraction.danish import word_list
from flows.extraction.document import Document, Sentence
from flows.extraction.nouns import noun
from flows.extraction.phrases import Phrase, PhraseKind, read_phrase, skip_postmodifiers
from flows.extraction.quotes.cues import ANAPHOR, BARE_CLAUSE, CLAUSE, UNMARKED, CueHit
from flows.extraction.quotes.drafts import Draft, Link
from flows.extraction.quotes.inquits import Context, Inquit, inquit_at, sentence_subject
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
)
from flows.records import QuoteKind, Span

_ENDS = frozenset({".", "!", "?", "…", "...", ":", ";"})
_CLAUSE_MARKERS = frozenset({"at", "om"})
_VAGUE = frozenset({"man", "nogle", "mange", "flere", "andre", "ingen", "alle", "enkelte"})
# Not reports of the sentence before: "Det afviser hun", "Det tvivler X på".
_DENIALS = frozenset({"afviser", "benægter", "dementerer", "tvivler", "betvivler", "anerkender"})


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
        found = _according_to(context, sentence)
        found = found or _anaphor(context, sentence, previous)
        found = found or _with_inquit(context, sentence)
    doc = context.doc
    drafts = [] if found is None else [found]
    drafts += _clauses(context, sentence, drafts)
    return [
        part
        for draft in drafts
        for part in (_parts(doc, draft) if _holds_marked(draft, taken) else [draft])
        if not _holds_marked(part, taken)
    ]


def _parts(doc: Document, draft: Draft) -> list[Draft]:
    """Coordinated clauses as drafts of their own: `at sagen er "...", og at landet ...`."""
    if draft.link is Link.AFTER:
        return [replace(draft, segments=[segment]) for segment in draft.segments]
    if draft.link not in {Link.CLAUSE, Link.ELIDED}:
        return [draft]
    start, end = draft.segments[0]
    tokens = [t for t in range(draft.clause[1] if draft.clause else 0, len(doc.words))
              if start <= doc.starts[t] < end]
    cuts = [t for t in tokens[2:-2] if doc.lowers[t] == "og" and doc.lowers[t + 1] == "at"]
    parts, first = [], tokens[0] if tokens else 0
    for cut in [*cuts, tokens[-1] + 1 if tokens else 0]:
        last = cut
        while last > first and doc.words[last - 1] in {",", "."}:
            last -= 1
        if last - first >= 2:
            parts.append(replace(draft, segments=[(doc.starts[first], doc.ends[last - 1])]))
        first = cut + 2
    for part in parts:
        part.shares = part.shares if draft.shares is not None else None
    return parts


def _holds_marked(draft: Draft, taken: list[Span]) -> bool:
    return any(
        start < segment_end and segment_start < end
        for segment_start, segment_end in draft.segments
        for start, end in taken
    )


def _draft(
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


# --- Ifølge X ---------------------------------------------------------------------------------


def _according_to(context: Context, sentence: Sentence) -> Draft | None:
    doc, cast = context.doc, context.cast
    for at in range(sentence.first, sentence.last):
        if doc.lowers[at] not in {"ifølge", "iflg."}:
            continue
        phrase = read_phrase(doc, cast, at + 1, sentence.last)
        if phrase is None or not _can_be_source(phrase):
            return None
        cue = (doc.starts[at], doc.ends[at])
        behind = _behind_source(context, phrase, sentence.last)
        clause = (at, behind)
        if at == sentence.first or _only_conjunction(doc, sentence.first, at):
            segments = [(behind, sentence.last)]
        elif behind >= sentence.last or doc.words[behind] in _ENDS:
            segments = [(sentence.first, at)]
        else:
            segments = [(behind, sentence.last)]
        return _draft(doc, sentence, segments, Link.ACCORDING, phrase, None, cue, clause)
    return None


def _only_conjunction(doc: Document, first: int, at: int) -> bool:
    return at - first == 1 and doc.lowers[first] in CONJUNCTIONS


def _can_be_source(phrase: Phrase) -> bool:
    """Persons, groups, names; "ifølge planen", "ifølge loven" have no source."""
    return phrase.kind is not PhraseKind.INDEFINITE or bool(phrase.noun) if (
        phrase.noun is None and not phrase.actors
    ) else True


def _behind_source(context: Context, phrase: Phrase, last: int) -> int:
    """The token behind a source with its postmodifiers, appositions and relative clauses."""
    doc = context.doc
    at = skip_postmodifiers(doc, context.cast, phrase.after, last, all_prepositions=True)
    while at < last and doc.words[at] == ",":
        close = _closing_comma(doc, at, last)
        if close is None:
            return at
        at = close + 1
    return at


def _closing_comma(doc: Document, comma: int, last: int) -> int | None:
    """The comma that ends a parenthesis opened at token `comma`, before a finite verb."""
    word = doc.lowers[comma + 1] if comma + 1 < last else ""
    if not (word in RELATIVES or _looks_nominal(doc, comma + 1)):
        return None
    for token in range(comma + 1, last - 1):
        if doc.words[token] == "," and _looks_finite(doc, token + 1):
            return token
    return None


def _looks_nominal(doc: Document, at: int) -> bool:
    word = doc.lowers[at]
    return word not in SUBORDINATORS and word not in FINITES and doc.words[at][0].isalpha()


def _looks_finite(doc: Document, at: int) -> bool:
    word = doc.lowers[at]
    return doc.words[at].islower() and (
        word in FINITES or (word.endswith(("er", "ede", "te")) and word not in ADVERBS)
    )


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
    return _draft(
        doc,
        previous,
        [(previous.first, previous.last)],
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


# --- ..., siger X. ----------------------------------------------------------------------------


def _with_inquit(context: Context, sentence: Sentence) -> Draft | None:
    doc = context.doc
    for at in range(sentence.first + 1, sentence.last):
        if doc.words[at - 1] != "," or not doc.words[at][0].islower():
            continue
        inquit = inquit_at(context, at, sentence.first, sentence.last, strict=True)
        if inquit is None or inquit.nobody:
            continue
        if inquit.hit is None or not inquit.hit.takes(UNMARKED):
            continue
        if not _is_statement(doc, sentence.first, at - 1):
            continue
        segments = [(sentence.first, at - 1)]
        if inquit.last < sentence.last and doc.words[inquit.last] == ",":
            segments.append((inquit.last + 1, _without_end(doc, sentence)))
        return _from_inquit(doc, sentence, segments, inquit)
    return None


def _from_inquit(
    doc: Document, sentence: Sentence, segments: list[tuple[int, int]], inquit: Inquit
) -> Draft | None:
    assert inquit.hit is not None
    verb = (doc.starts[inquit.hit.token], doc.ends[inquit.hit.token])
    clause = (inquit.first, inquit.last)
    return _draft(doc, sentence, segments, Link.AFTER, inquit.source, inquit.hit, verb, clause)


def _is_statement(doc: Document, first: int, last: int) -> bool:
    """Whether tokens `first` to `last` can be what somebody said: no mere opening of a sentence.

    "Da han kom hjem, sagde Holm farvel" has an opening subordinate clause only.
    """
    if last - first < 2:
        return False
    return doc.lowers[first] not in {"da", "mens", "idet", "inden", "efter"} or any(
        doc.words[token] == "," for token in range(first, last)
    )


def _without_end(doc: Document, sentence: Sentence) -> int:
    return sentence.last


# --- X mener, at ... --------------------------------------------------------------------------


def _clauses(context: Context, sentence: Sentence, before: list[Draft]) -> list[Draft]:
    """Clauses under cues: with "at", with a preposition and "at", or bare behind a comma."""
    doc = context.doc
    found: list[Draft] = []
    at = sentence.first
    earlier: Draft | None = before[-1] if before else None
    while at < sentence.last:
        hit = context.by_token.get(at)
        at += 1
        if hit is None:
            continue
        opening = _clause_opening(context, hit, sentence)
        if opening is None:
            continue
        source = find_source(doc, context.cast, hit, sentence.first, sentence.last)
        if source is None:
            continue
        phrase = source.phrase
        if phrase is not None and doc.lowers[phrase.head] in _VAGUE:
            continue
        if source.elided and earlier is None:
            earlier = _subject_of_sentence(context, sentence, hit)
            if earlier is None:
                continue
        end = _clause_end(context, opening, sentence.last)
        cue = (doc.starts[hit.token], doc.ends[hit.token])
        draft = _draft(
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
        at = max(at, end)
    return found


def _subject_of_sentence(context: Context, sentence: Sentence, hit: CueHit) -> Draft | None:
    """Stands in for the earlier clause whose subject an elided one shares."""
    phrase = sentence_subject(context, sentence.first, hit.finite)
    if phrase is None:
        return None
    return Draft(QuoteKind.INDIRECT, [], sentence.paragraph, Link.NONE, phrase.first, phrase)


_REACH = 16


def _clause_opening(context: Context, hit: CueHit, sentence: Sentence) -> int | None:
    """First token of the reported clause behind a cue, None where the cue governs none."""
    doc = context.doc
    lowers = doc.lowers
    at = hit.token + 1
    stop = min(sentence.last, at + _REACH)
    commas = 0
    while at < stop:
        word = lowers[at]
        if word == "at" and at + 1 < sentence.last:
            if not _governs(context, hit, at):
                return None
            return at + 1 if _finite_clause(doc, at + 1, sentence.last) else None
        if word == ",":
            if commas == 0 and _bare_clause(context, hit, at, sentence.last):
                return at + 1
            commas += 1
            following = lowers[at + 1] if at + 1 < stop else ""
            if following != "at" and not _inside_subject(context, at + 1):
                return None
        elif word in _ENDS or word in RELATIVES or word in {"men", "mens", "fordi"} or (at in context.by_finite and at != hit.finite):
            return None
        elif word in {"om", "hvor", "hvad", "hvordan", "hvorfor"} and at > hit.token + 1:
            if lowers[at - 1] == ",":
                return None
        at += 1
    return None


def _inside_subject(context: Context, at: int) -> bool:
    """A comma inside an inverted subject: "siger formanden, Bodil Holm, at ..."."""
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
        if _looks_finite(doc, token):
            return True
    return False


def _bare_clause(context: Context, hit: CueHit, comma: int, last: int) -> bool:
    """"Han sagde, han havde ...": a clause without "at", its subject directly behind the comma."""
    doc = context.doc
    if not hit.takes(BARE_CLAUSE) or comma + 2 >= last:
        return False
    at = comma + 1
    word = doc.lowers[at]
    expletive = word == "der" and doc.lowers[comma - 1] in ADVERBS | {doc.lowers[hit.token]}
    if not expletive and (
        word in SUBORDINATORS or word in RELATIVES or word in CONJUNCTIONS
    ):
        return False
    if not expletive and (
        word in PREPOSITIONS or word in ADVERBS or at in context.by_finite
    ):
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
    return behind < last and (
        _looks_finite(doc, behind) and doc.words[behind - 1] != ","
    )


def _clause_end(context: Context, opening: int, last: int) -> int:
    """The token behind a reported clause: the sentence's end, or where the reporter goes on."""
    doc = context.doc
    for token in range(opening + 2, last):
        word = doc.lowers[token]
        if word in _ENDS and token == last - 1:
            return token
        if word in {":", ";"}:
            return token
        if word in {"og", "men", "mens"} and _reporter_goes_on(context, token, last):
            return token
        if word == "," and token + 1 < last and token + 1 in context.by_finite:
            inquit = inquit_at(context, token + 1, opening, last, strict=True)
            if inquit is not None:
                return token
    return last


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
    if word == "men" or (word == "og" and doc.words[at - 1] == ","):
        return following == at + 1 and _looks_finite(doc, following)
    if word == "mens":
        phrase = read_phrase(doc, context.cast, following, last)
        return phrase is not None and phrase.after in context.by_finite
    if word == "og" and doc.lowers[following] == "at":
        return _new_clause(doc, at)
    return False


def _new_clause(doc: Document, at: int) -> bool:
    """", og at ..." behind a comma opens a second reported clause."""
    return doc.words[at - 1] == ","
