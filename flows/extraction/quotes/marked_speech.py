"""Words between quote marks: whole utterances, stretches inside the reporter's sentence, neither.

An utterance stands for itself: a sentence, or the words beside a reporting clause. A partial
quote is swallowed by the reporter's sentence and needs a source there. The rest (titles, names,
mentioned words, scare quotes) is listed with the reason why it is no quote.
"""

from __future__ import annotations

from flows.extraction.danish import table
from flows.extraction.document import Document, Sentence
from flows.extraction.phrases import PhraseKind, read_phrase
from flows.extraction.quotes.cues import CLAUSE, LABEL, CueHit
from flows.extraction.quotes.dash_speech import apply_inquit, dash_drafts
from flows.extraction.quotes.drafts import Draft, Link
from flows.extraction.quotes.inquits import (
    Context,
    Inquit,
    inquit_at,
    inquit_before,
    sentence_end,
    sentence_subject,
    subject_first_inquit,
)
from flows.extraction.quotes.marks import Marked
from flows.extraction.quotes.sources import find_source
from flows.extraction.words import FINITES
from flows.records import NonQuote, QuoteKind

_MARKS = frozenset("\"”“„»«'’‘‚´`")
_ENDS = frozenset({".", "!", "?", "…", "..."})
_NAMING = {row["word"]: row["reason"] for row in table("naming_words")}


class _Stretch:
    """A marked stretch with its tokens and what stands around it in its sentences."""

    def __init__(self, doc: Document, mark: Marked, first: int, last: int) -> None:
        self.mark = mark
        tokens = range(first, last)
        inside = [t for t in tokens if mark.start <= doc.starts[t] < mark.end]
        self.first = inside[0] if inside else first
        self.last = inside[-1] + 1 if inside else first
        opening = self.first - 1
        self.opening = opening if opening >= first and doc.words[opening] in _MARKS else self.first
        behind = self.last
        while behind < last and doc.words[behind] in _MARKS and behind - self.last < 2:
            behind += 1
        self.behind = behind if mark.closed else self.last
        self.words = sum(1 for t in inside if doc.words[t][0].isalnum())
        self.capital = bool(inside) and doc.words[self.first][0].isupper()
        self.ended = bool(inside) and doc.words[self.last - 1] in _ENDS


def marked_drafts(
    context: Context, number: int, marks: list[Marked]
) -> tuple[list[Draft], list[NonQuote]]:
    """The drafts of a paragraph's quote marks in text order, and the marks that are no quotes."""
    doc = context.doc
    first, last = doc.paragraph_tokens[number]
    drafts: list[Draft] = []
    rejected: list[NonQuote] = []
    clause_of: Draft | None = None  # the direct quote whose reporting clause came last
    stretches = [_Stretch(doc, mark, first, last) for mark in marks if not mark.nested]
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
            if draft is not clause_of or not drafts or drafts[-1] is not draft:
                if draft not in drafts:
                    drafts.append(draft)
            if draft.kind is QuoteKind.DIRECT:
                clause_of = draft
        edge = stretch.behind
    return drafts, rejected


def _judge(
    context: Context,
    number: int,
    stretch: _Stretch,
    edge: int,
    last: int,
    before: Draft | None,
    stretches: list[_Stretch],
) -> tuple[Draft | list[Draft] | None, str]:
    """Decide what a stretch is: a draft (or several), or the reason why it is none."""
    doc = context.doc
    mark = stretch.mark
    sentence = doc.sentences[doc.sentence_of[stretch.opening]]
    lead_first = max(sentence.first, edge)
    lead = [t for t in range(lead_first, stretch.opening) if doc.words[t][0].isalnum()]
    inquit = _inquit_behind(context, stretch, last)
    if not mark.closed and not mark.continues and inquit is None:
        inner = dash_drafts(context, number, [], start=mark.start)
        if inner and inner[0].source is not None:
            for draft in inner:
                draft.dash = False
            return inner, ""
    segment = (mark.start, mark.end)
    if not lead:
        return _opening_stretch(context, number, stretch, inquit, last, before, sentence)
    # Words of the reporter's stand before it in its sentence.
    behind_lead = doc.words[stretch.opening - 1]
    if _is_nickname(doc, stretch, sentence):
        return None, "nickname"
    if before is not None and _lead_is_clause(before, lead_first, stretch.opening):
        before.segments.append(segment)  # "...", siger hun, "..."
        return before, ""
    if behind_lead == ":":
        return _after_colon(context, number, stretch, lead_first, inquit), ""
    reported = inquit_before(context, lead_first, stretch.opening)
    if behind_lead == "," and reported and reported.hit and stretch.capital and (
        reported.hit.takes("q") and stretch.opening - reported.hit.token <= 8
    ):
        return _direct(doc, number, stretch, Link.BEFORE, reported), ""
    if _stands_free(doc, stretch, last) and _cue_directly_before(context, stretch):
        if reported is not None:
            return _direct(doc, number, stretch, Link.BEFORE, reported), ""
    return _embedded(context, number, stretch, sentence, inquit, stretches)


def _direct(
    doc: Document, number: int, stretch: _Stretch, link: Link, inquit: Inquit | None
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


def _inquit_behind(context: Context, stretch: _Stretch, last: int) -> Inquit | None:
    """The reporting clause directly behind the closing mark: `", siger X`, `" X sagde`."""
    doc = context.doc
    at = stretch.behind
    if not stretch.mark.closed or at >= last:
        return None
    comma = doc.words[at] == "," or (
        stretch.last > stretch.first and doc.words[stretch.last - 1] in _ENDS | {","}
    )
    if doc.words[at] in {",", "-", "–"}:
        at += 1
    if at >= last:
        return None
    if doc.words[at].islower():
        return inquit_at(context, at, stretch.first, last) or (
            subject_first_inquit(context, at, last) if comma else None
        )
    return subject_first_inquit(context, at, last) if comma else None


def _lead_is_clause(before: Draft, first: int, opening: int) -> bool:
    """The words between two stretches are nothing but the first one's reporting clause."""
    if before.clause is None or before.kind is not QuoteKind.DIRECT:
        return False
    begins, ends = before.clause
    return begins - 1 <= first <= begins + 1 and ends >= opening - 2


def _opening_stretch(
    context: Context,
    number: int,
    stretch: _Stretch,
    inquit: Inquit | None,
    last: int,
    before: Draft | None,
    sentence: Sentence,
) -> tuple[Draft | None, str]:
    """A stretch that opens its sentence."""
    doc = context.doc
    if inquit is not None:
        return _direct(doc, number, stretch, Link.AFTER, inquit), ""
    if _stands_free(doc, stretch, last):
        if before is not None and before.clause is not None and before.clause[1] >= (
            sentence.first - 1
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
    return _embedded(context, number, stretch, sentence, None, [])


def _stands_free(doc: Document, stretch: _Stretch, last: int) -> bool:
    """Nothing of the reporter's follows the stretch in its sentence."""
    at = stretch.behind
    while at < last and doc.words[at] in _ENDS | {","}:
        at += 1
    if at >= last:
        return True
    return doc.sentence_of[at] != doc.sentence_of[max(stretch.last - 1, stretch.first)]


def _after_colon(
    context: Context, number: int, stretch: _Stretch, lead_first: int, inquit: Inquit | None
) -> Draft:
    doc = context.doc
    reported = inquit_before(context, lead_first, stretch.opening)
    if reported is None and inquit is not None:
        return _direct(doc, number, stretch, Link.AFTER, inquit)
    draft = _direct(doc, number, stretch, Link.BEFORE, reported)
    if reported is None:
        phrase = read_phrase(doc, context.cast, lead_first, stretch.opening)
        if phrase is not None and (phrase.actors or phrase.kind is PhraseKind.PRONOUN):
            draft.source, draft.token = phrase, phrase.first
    return draft


def _cue_directly_before(context: Context, stretch: _Stretch) -> bool:
    """`X sagde "..."`: the cue stands beside the mark."""
    at = stretch.opening - 1
    hit = context.by_token.get(at)
    return hit is not None and hit.takes("q") and stretch.capital and stretch.words >= 3


# --- inside the reporter's sentence -----------------------------------------------------------


def _embedded(
    context: Context,
    number: int,
    stretch: _Stretch,
    sentence: Sentence,
    inquit: Inquit | None,
    stretches: list[_Stretch],
) -> tuple[Draft | None, str]:
    doc = context.doc
    segment = (stretch.mark.start, stretch.mark.end)
    hit = _governing_cue(context, stretch, sentence)
    labelled = hit is not None and hit.takes(LABEL) and not hit.takes(CLAUSE)
    reason = None if labelled else _naming(context, stretch, sentence)
    if reason is None and not labelled and inquit is None and _only_names(doc, stretch):
        reason = "name"
    if reason is not None:
        return None, reason
    draft = Draft(QuoteKind.PARTIAL, [segment], number, Link.LABEL, stretch.opening)
    if inquit is not None and (hit is None or hit.finite > stretch.first):
        apply_inquit(doc, draft, inquit)
        draft.link = Link.AFTER
        return draft, ""
    according = _according(context, sentence, stretch.opening)
    if hit is not None and (according is None or according.first < hit.token):
        source = find_source(
            doc, context.cast, hit, sentence.first, sentence_end(doc, hit.token, sentence.last)
        )
        if source is not None:
            draft.hit = hit
            draft.cue = (doc.starts[hit.token], doc.ends[hit.token])
            draft.clause = (hit.finite, hit.token + 1)
            draft.link = Link.LABEL if labelled else Link.CLAUSE
            if source.phrase is not None:
                draft.source, draft.token = source.phrase, source.phrase.first
                return draft, ""
            subject = sentence_subject(context, sentence.first, hit.finite)
            if subject is not None:
                draft.source, draft.token = subject, subject.first
                return draft, ""
            draft.link = Link.ELIDED
            return draft, ""
        return None, "no source"
    if according is not None:
        apply_inquit(doc, draft, according)
        draft.link = Link.ACCORDING
        draft.cue = (doc.starts[according.first], doc.ends[according.first])
        return draft, ""
    if stretch.words >= 4 and not stretch.capital and _has_verb(doc, stretch):
        phrase = read_phrase(doc, context.cast, sentence.first, stretch.opening)
        if phrase is not None and (phrase.actors or phrase.noun or _pronoun(phrase.kind)):
            draft.source, draft.token = phrase, phrase.first
            draft.link = Link.NONE
            return draft, ""
    return None, "no source" if stretch.words > 2 else "scare quotes or name"


def _only_names(doc: Document, stretch: _Stretch) -> bool:
    """One word, or up to three that are all capitalised: too little to be somebody's words."""
    words = [doc.words[t] for t in range(stretch.first, stretch.last)]
    words = [word for word in words if word[0].isalnum()]
    return len(words) == 1 or (len(words) <= 3 and all(word[0].isupper() for word in words))


def _pronoun(kind: PhraseKind) -> bool:
    return kind is PhraseKind.PRONOUN


def _has_verb(doc: Document, stretch: _Stretch) -> bool:
    return any(doc.lowers[token] in FINITES for token in range(stretch.first, stretch.last))


def _governing_cue(context: Context, stretch: _Stretch, sentence: Sentence) -> CueHit | None:
    """The cue of the reporter's words that the stretch hangs on: the nearest before it first."""
    before = range(stretch.opening - 1, sentence.first - 1, -1)
    hits = [hit for token in before if (hit := context.by_token.get(token)) is not None]
    for hit in hits:
        if hit.takes(CLAUSE) or hit.takes(LABEL):
            return hit
    if hits:
        return hits[0]
    for token in range(stretch.behind, sentence.last):
        hit = context.by_token.get(token)
        if hit is not None and not _other_stretch(context, token):
            return hit
    return None


def _other_stretch(context: Context, token: int) -> bool:
    return context.doc.lowers[token] in {"lyder", "hedder"}


def _naming(context: Context, stretch: _Stretch, sentence: Sentence) -> str | None:
    """The reason why a stretch is a name or a word and no speech, from the words before it."""
    doc = context.doc
    before = doc.lowers[stretch.opening - 1] if stretch.opening > sentence.first else ""
    reason = _NAMING.get(before)
    if reason is not None:
        return reason
    further = doc.lowers[stretch.opening - 2] if stretch.opening - 2 >= sentence.first else ""
    if before in {"en", "et", "den", "det", "de", "som"} and _NAMING.get(further) is not None:
        return _NAMING[further]
    return None


def _is_nickname(doc: Document, stretch: _Stretch, sentence: Sentence) -> bool:
    """`Poul "Pilk" Andresen`: between the parts of a name."""
    return (
        stretch.words <= 3
        and stretch.behind < sentence.last
        and doc.words[stretch.opening - 1][0].isupper()
        and doc.words[stretch.behind][0].isupper()
    )


def _according(context: Context, sentence: Sentence, before: int) -> Inquit | None:
    """"ifølge X" in the sentence, before token `before` if it stands there."""
    doc = context.doc
    places = [*range(before - 1, sentence.first - 1, -1), *range(before, sentence.last)]
    for at in places:
        if doc.lowers[at] == "ifølge":
            phrase = read_phrase(doc, context.cast, at + 1, sentence.last)
            if phrase is not None and (phrase.actors or phrase.noun or _pronoun(phrase.kind)):
                return Inquit(at, phrase.after, None, phrase)
    return None
