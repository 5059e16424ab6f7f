"""Partial quotes: marked stretches that the reporter's own sentence swallows.

They need a source: a cue in the sentence, a reporting clause behind, "ifølge X", or a subject that
speaks. What has none, or stands behind a word that announces a name, is no quote.
"""

from __future__ import annotations

from typing import Final

from flows.extraction.danish import table
from flows.extraction.document import Document, Sentence
from flows.extraction.phrases import Phrase, PhraseKind, read_phrase
from flows.extraction.quotes.clause_ends import sentence_end
from flows.extraction.quotes.context import Context
from flows.extraction.quotes.cues import CLAUSE, LABEL, CueHit
from flows.extraction.quotes.dash_speech import apply_inquit
from flows.extraction.quotes.drafts import Draft, Link
from flows.extraction.quotes.inquits import Inquit, inquit_at, sentence_subject
from flows.extraction.quotes.sources import find_source
from flows.extraction.quotes.stretches import Stretch
from flows.extraction.words import FINITES, word_class
from flows.records import QuoteKind

_NAMING: Final = {row["word"]: row["reason"] for row in table("naming_words")}


def partial_draft(
    context: Context,
    number: int,
    stretch: Stretch,
    sentence: Sentence,
    inquit: Inquit | None,
    stretches: list[Stretch],
) -> tuple[Draft | None, str]:
    doc = context.doc
    segment = (stretch.mark.start, stretch.mark.end)
    hit = _governing_cue(context, stretch, sentence)
    labelled = hit is not None and hit.takes(LABEL) and not hit.takes(CLAUSE)
    with_words = _with_the_words(context, number, stretch, sentence)
    if with_words is not None:
        return with_words, ""
    reason = None if labelled else _naming(context, stretch, sentence)
    asserted = hit is not None and hit.takes(CLAUSE) and not stretch.capital
    if (
        reason is None
        and not labelled
        and not asserted
        and (inquit is None and _only_names(doc, stretch))
    ):
        reason = "name"
    if reason is None and not labelled and inquit is None and _is_title(context, stretch):
        reason = "title"
    if reason is not None:
        return None, reason
    draft = Draft(QuoteKind.PARTIAL, [segment], number, Link.LABEL, stretch.opening)
    if inquit is not None and (hit is None or hit.finite > stretch.first):
        apply_inquit(doc, draft, inquit)
        draft.link = Link.AFTER
        return draft, ""
    later = _later_inquit(context, stretch, sentence) if not _reported(hit, stretch) else None
    if later is not None:
        apply_inquit(doc, draft, later)
        draft.link = Link.AFTER
        return draft, ""
    according = _according(context, sentence, stretch.opening)
    if hit is not None and (labelled or according is None or according.first < hit.token):
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
        if hit.cues[0].lemma in _WRITTEN:
            draft.nobody, draft.link, draft.hit = True, Link.CLAUSE, hit
            draft.cue = (doc.starts[hit.token], doc.ends[hit.token])
            draft.clause = (hit.finite, hit.token + 1)
            return draft, ""  # "I rapporten hedder det, at ..."
        return None, "no source"
    if according is not None:
        apply_inquit(doc, draft, according)
        draft.link = Link.ACCORDING
        draft.cue = (doc.starts[according.first], doc.ends[according.first])
        return draft, ""
    label = _headline_label(context, number, sentence, stretch)
    if label is not None:
        draft.source, draft.token, draft.link = label, label.first, Link.BEFORE
        return draft, ""
    if stretch.words >= 4 and not stretch.capital and _has_verb(doc, stretch):
        phrase = read_phrase(doc, context.cast, sentence.first, stretch.opening)
        if phrase is not None and (phrase.actors or phrase.noun or _pronoun(phrase.kind)):
            draft.source, draft.token = phrase, phrase.first
            draft.link = Link.NONE
            return draft, ""
    return None, "no source" if stretch.words > 2 else "scare quotes or name"


# Verbs of what is written somewhere; whose words these are, the sentence need not say.
_WRITTEN: Final = word_class("written")


def _only_names(doc: Document, stretch: Stretch) -> bool:
    """One word, or up to three that are all capitalised: too little to be somebody's words."""
    words = [doc.words[t] for t in range(stretch.first, stretch.last)]
    words = [word for word in words if word[0].isalnum()]
    return len(words) == 1 or (len(words) <= 3 and all(word[0].isupper() for word in words))


def _is_title(context: Context, stretch: Stretch) -> bool:
    """A few words in the sentence's middle with a capital that is no name's: a work's title."""
    named = context.cast.actor_at(stretch.first) is not None
    return stretch.capital and not stretch.ended and not named and stretch.words <= 4


def _with_the_words(
    context: Context, number: int, stretch: Stretch, sentence: Sentence
) -> Draft | None:
    """`Med ordene "nu er det nok" forlod Holm mødet`: the subject behind the verb says them."""
    doc, at = context.doc, stretch.opening
    if at - 2 < sentence.first or doc.lowers[at - 2 : at] != ["med", "ordene"]:
        return None
    phrase = None
    if at - 2 == sentence.first and stretch.behind + 1 < sentence.last:
        phrase = read_phrase(doc, context.cast, stretch.behind + 1, sentence.last)
    phrase = phrase or sentence_subject(context, sentence.first, at - 2)
    if phrase is None or not (phrase.actors or phrase.noun or _pronoun(phrase.kind)):
        return None
    segment = (stretch.mark.start, stretch.mark.end)
    cue = (doc.starts[at - 1], doc.ends[at - 1])
    return Draft(QuoteKind.PARTIAL, [segment], number, Link.LABEL, phrase.first, phrase, cue=cue)


def _reported(hit: CueHit | None, stretch: Stretch) -> bool:
    """Whether a cue with a clause or a label stands before the stretch: then it is the one."""
    if hit is None or hit.finite > stretch.first:
        return False
    return hit.takes(CLAUSE) or hit.takes(LABEL)


def _later_inquit(context: Context, stretch: Stretch, sentence: Sentence) -> Inquit | None:
    """The reporting clause at the end of the sentence: `En "ballon" er sprunget, siger Holm.`"""
    doc = context.doc
    for at in context.openers_between(
        stretch.behind + 1, min(sentence.last, stretch.behind + _REACH)
    ):
        if doc.words[at - 1] == "," and doc.words[at][0].islower():
            inquit = inquit_at(context, at, sentence.first, sentence.last, strict=True)
            if inquit is not None and inquit.source is not None:
                return inquit
    return None


def _pronoun(kind: PhraseKind) -> bool:
    return kind is PhraseKind.PRONOUN


def _headline_label(
    context: Context, number: int, sentence: Sentence, stretch: Stretch
) -> Phrase | None:
    """Who speaks in a headline such as `Minister: Aftalen er "en skandale"`."""
    doc = context.doc
    opening = doc.words[sentence.first : min(sentence.first + 8, stretch.opening)]
    if number > 1 or ":" not in opening or stretch.words < 2:
        return None
    colon = sentence.first + opening.index(":")
    phrase = read_phrase(doc, context.cast, sentence.first, colon)
    if phrase is None or not (phrase.actors or phrase.noun):
        return None
    return phrase


def _has_verb(doc: Document, stretch: Stretch) -> bool:
    return any(doc.lowers[token] in FINITES for token in range(stretch.first, stretch.last))


def _governing_cue(context: Context, stretch: Stretch, sentence: Sentence) -> CueHit | None:
    """The cue of the reporter's words that the stretch hangs on: the nearest before it first."""
    reach = max(sentence.first, stretch.opening - _REACH)
    before = reversed(context.cues_between(reach, stretch.opening))
    hits = [context.by_token[token] for token in before]
    for position, hit in enumerate(hits):
        if hit.takes(CLAUSE) or hit.takes(LABEL):
            return _outer_report(context, hit, hits[position + 1 :]) or hit
    if hits:
        return hits[0]
    behind = min(sentence.last, stretch.behind + _REACH)
    for token in context.cues_between(stretch.behind, behind):
        if not _other_stretch(context, token):
            return context.by_token[token]
    return None


_REACH: Final = 80  # tokens in which a marked stretch looks for its cue


def _outer_report(context: Context, inner: CueHit, earlier: list[CueHit]) -> CueHit | None:
    """`X sagde, at Y venter "handling"`: the words are X's, who reports what Y expects."""
    if inner.cues[0].sense != "judge":
        return None
    for hit in earlier:
        between = context.doc.lowers[hit.token : inner.finite]
        if hit.takes(CLAUSE) and hit.cues[0].sense in {"say", "write"} and "at" in between:
            return hit
    return None


def _other_stretch(context: Context, token: int) -> bool:
    return context.doc.lowers[token] in {"lyder", "hedder"}


def _naming(context: Context, stretch: Stretch, sentence: Sentence) -> str | None:
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


def names_something(doc: Document, at: int) -> bool:
    """Whether the word at a token announces a name or a title: "hendes roman, "Holmby", ..."."""
    return at >= 0 and doc.lowers[at] in _NAMING


def is_nickname(doc: Document, stretch: Stretch, sentence: Sentence) -> bool:
    """`Poul "Pilk" Andresen`: between the parts of a name."""
    return (
        stretch.words <= 3
        and stretch.behind < sentence.last
        and doc.words[stretch.opening - 1][0].isupper()
        and doc.words[stretch.behind][0].isupper()
    )


def _according(context: Context, sentence: Sentence, before: int) -> Inquit | None:
    """ "ifølge X" in the sentence, before token `before` if it stands there."""
    doc = context.doc
    ahead = range(before - 1, max(sentence.first, before - _REACH) - 1, -1)
    places = [*ahead, *range(before, min(sentence.last, before + _REACH))]
    for at in places:
        if doc.lowers[at] == "ifølge":
            phrase = read_phrase(doc, context.cast, at + 1, sentence.last)
            if phrase is not None and (phrase.actors or phrase.noun or _pronoun(phrase.kind)):
                return Inquit(at, phrase.after, None, phrase)
    return None
