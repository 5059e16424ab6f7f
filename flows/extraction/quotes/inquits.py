"""Reporting clauses beside speech: "..., siger X til Y, da ..." and what goes on behind them."""

from __future__ import annotations

from typing import Final

from flows.extraction.document import Document
from flows.extraction.phrases import Phrase, PhraseKind, read_phrase
from flows.extraction.quotes.clause_ends import clause_end, sentence_end
from flows.extraction.quotes.context import Context
from flows.extraction.quotes.cue_forms import cue_forms
from flows.extraction.quotes.cues import INQUIT, CueHit
from flows.extraction.quotes.signs import ENDS
from flows.extraction.quotes.sources import find_source
from flows.extraction.traits import SMALL, WORD
from flows.extraction.words import (
    ADVERBS,
    FINITES,
    SUBORDINATORS,
    TIMES,
    word_class,
)


class Inquit:
    """A reporting clause: tokens `first` to `last` (exclusive), its cue and its source.

    `source` is None with `nobody` set where the clause names no source ("blev der råbt").
    """

    def __init__(
        self,
        first: int,
        last: int,
        hit: CueHit | None,
        source: Phrase | None,
        nobody: bool = False,
    ) -> None:
        self.first = first
        self.last = last
        self.hit = hit
        self.source = source
        self.nobody = nobody


_FILLERS: Final = ADVERBS | TIMES
_THIRD: Final = word_class("third_person")


def is_shout(doc: Document, at: int) -> bool:
    """ "råbes der", "siges der": a passive in -s that names no source."""
    word = doc.lowers[at]
    if at + 1 >= len(doc.lowers) or doc.lowers[at + 1] != "der" or not word.endswith("s"):
        return False
    form = cue_forms().get(word[:-1])
    return form is not None and bool(form.infinitive)


def _stands_written(doc: Document, at: int) -> bool:
    """ "står der i et brev": what is written, without saying by whom."""
    if doc.lowers[at] not in {"står", "stod"} or doc.lowers[at + 1 : at + 2] != ["der"]:
        return False
    sentence = doc.sentences[doc.sentence_of[at]]
    return "fra" not in doc.lowers[at : sentence.last]


def inquit_at(
    context: Context, at: int, first: int, last: int, strict: bool = False
) -> Inquit | None:
    """The reporting clause that begins at token `at`, its verb first ("siger Holm ...").

    `first` and `last` bound the tokens that belong to the paragraph. With `strict` the clause
    must not go on with an at-clause ("siger min kone, at ..." inside somebody's speech).
    """
    doc = context.doc
    if at >= last:
        return None
    if doc.lowers[at] in {"som", "sådan", "således"} and at + 1 < last:
        if doc.lowers[at + 1] == "som":
            return None  # "sådan som avisen har skrevet" belongs to what is said
        direct = _subject_first(context, at + 1, last) if doc.lowers[at] == "som" else None
        return direct or inquit_at(context, at + 1, first, last, strict)
    nobody = _passive_at(context, at, last)
    if nobody is not None:
        return nobody
    hit = context.by_finite.get(at)
    if hit is None or not hit.takes(INQUIT):
        return None if strict else _unknown_verb(context, at, last)
    source = find_source(doc, context.cast, hit, at, sentence_end(doc, at, last))
    if hit.cues[0].lemma in _SOUNDS and (
        source is None or _is_thing(source.phrase) or not _names_origin(doc, at, last)
    ):
        return Inquit(at, clause_end(context, at + 1, last), hit, None)
    if source is None or source.phrase is None:
        return None
    if strict and doc.lowers[source.phrase.first] in _OWN:
        return None  # "siger min mand altid": inside somebody's own words
    end = clause_end(context, max(source.phrase.after, hit.token + 1), last)
    if strict and _goes_on_with_clause(doc, source.phrase.after, end, last):
        return None
    return Inquit(at, end, hit, source.phrase)


_OWN: Final = word_class("first_person_possessive")
_SOUNDS: Final = word_class("sounding")


def _names_origin(doc: Document, at: int, last: int) -> bool:
    """ "lyder det fra Holm": whose words they are stands behind a preposition."""
    end = sentence_end(doc, at, last)
    here = range(at, min(end, at + 12))
    return any(doc.lowers[token] in {"fra", "hos", "af", "som"} for token in here)


def _is_thing(phrase: Phrase | None) -> bool:
    """ "lyder rådet", "lød svaret": what stands beside the verb is the message, not its source."""
    return phrase is None or (
        phrase.noun is None and not phrase.actors and phrase.kind is not PhraseKind.PRONOUN
    )


def inquit_before(context: Context, first: int, last: int) -> Inquit | None:
    """The reporting clause in tokens `first` to `last` that leads up to the words behind it.

    "Holm siger:", "Dog siger Anders Larsson:", "siger han og tilføjer:". The last cue with a
    source counts.
    """
    if "der" in context.doc.lowers[first:last]:
        for at in range(first, last - 1):
            if _stands_written(context.doc, at):
                return Inquit(at, last, None, None, nobody=True)  # "I et brev står der:"
    for token in reversed(context.cues_between(first, last)):
        hit = context.by_token[token]
        if not (hit.takes(INQUIT) or hit.takes("l")):
            continue
        if _contrast_between(context.doc, token, last):
            return None  # "partiet opfordrede ikke til boykot, men Holm var glad: ..."
        source = find_source(context.doc, context.cast, hit, first, last)
        if hit.cues[0].lemma in _SOUNDS and not _names_origin(context.doc, hit.finite, last):
            return Inquit(hit.finite, last, hit, None)  # "lyder svaret:"
        if source is None:
            continue
        phrase = source.phrase
        if source.elided:
            start = context.doc.sentences[context.doc.sentence_of[hit.finite]].first
            phrase = sentence_subject(context, start, hit.finite)
        return Inquit(hit.finite, last, hit, phrase)
    return None


def _contrast_between(doc: Document, first: int, last: int) -> bool:
    """Whether a clause of contrast begins behind token `first`: the words behind are another's."""
    return any(
        doc.lowers[token] in {"men", "mens"} and doc.words[token - 1] == ","
        for token in range(first + 1, last)
    )


def sentence_subject(context: Context, first: int, last: int) -> Phrase | None:
    """The subject that a later verb of the sentence shares: of an earlier cue, or its beginning.

    Looks at tokens `first` to `last` (exclusive), the later verb.
    """
    doc = context.doc
    cues = context.cues_between(first, last)
    for position, token in reversed(list(enumerate(cues))):
        hit = context.by_token[token]
        if hit.passive:
            continue  # "er opfordret af venner og mener": the friends are not its subject
        if position and "at" in doc.lowers[cues[0] : hit.finite]:
            continue  # "erkender, at mørket gør det let, og tilføjer"
        source = find_source(doc, context.cast, hit, first, last)
        if source is not None and source.phrase is not None:
            return source.phrase
    at = first
    while at < last and (not doc.traits[at] & WORD or doc.lowers[at] in {"og", "men"}):
        at += 1
    phrase = read_phrase(doc, context.cast, at, last)
    if phrase is None:
        for token in range(at, last):
            if doc.lowers[token] in FINITES or doc.lowers[token].endswith(("ede", "te")):
                phrase = read_phrase(doc, context.cast, token + 1, last)
                break
    if phrase is None:
        return None
    personal = phrase.actors or phrase.noun or phrase.kind is PhraseKind.PRONOUN
    return phrase if personal else None


def _passive_at(context: Context, at: int, last: int) -> Inquit | None:
    """ "blev der sagt", "bliver der råbt": words without a source."""
    doc = context.doc
    if at + 1 >= len(doc.lowers) or doc.lowers[at + 1] != "der":
        return None
    if is_shout(doc, at) or _stands_written(doc, at):
        return Inquit(at, clause_end(context, at + 2, last), None, None, nobody=True)
    if doc.lowers[at] not in {"blev", "bliver"} or at + 2 >= last:
        return None
    if doc.lowers[at + 2] in cue_forms():
        return Inquit(at, clause_end(context, at + 3, last), None, None, nobody=True)
    return None


def _unknown_verb(context: Context, at: int, last: int) -> Inquit | None:
    """A verb that is in no list, in the place of one: `"...", gnægger Holm`."""
    doc = context.doc
    word = doc.lowers[at]
    if not doc.traits[at] & SMALL or not word.endswith(("er", "ede", "te", "de")):
        return None
    if word in FINITES or word in ADVERBS or word in SUBORDINATORS or at + 1 >= last:
        return None
    phrase = read_phrase(doc, context.cast, at + 1, sentence_end(doc, at, last))
    if phrase is None:
        return None
    pronoun = phrase.kind is PhraseKind.PRONOUN and doc.lowers[phrase.head] in _THIRD
    if not pronoun and phrase.kind is not PhraseKind.NAME:
        return None
    return Inquit(at, clause_end(context, phrase.after, last), None, phrase)


def _subject_first(context: Context, at: int, last: int) -> Inquit | None:
    """ "Holm sagde" behind the words, subject before verb, as translations have it."""
    doc = context.doc
    phrase = read_phrase(doc, context.cast, at, last)
    if phrase is None or phrase.after >= last:
        return None
    hit = context.by_finite.get(phrase.after)
    if hit is None or not hit.takes(INQUIT):
        return None
    if phrase.kind is PhraseKind.PRONOUN and doc.lowers[phrase.head] not in _THIRD:
        return None
    return Inquit(at, clause_end(context, hit.token + 1, last), hit, phrase)


def subject_first_inquit(context: Context, at: int, last: int) -> Inquit | None:
    """As `inquit_at`, for a clause whose subject comes first; it must end where it stops."""
    inquit = _subject_first(context, at, last)
    if inquit is None or inquit.hit is None:
        return None
    doc = context.doc
    behind = inquit.hit.token + 1
    while behind < last and doc.lowers[behind] in _FILLERS:
        behind += 1
    ends = behind >= last or doc.words[behind] in ENDS or doc.words[behind] in {",", ":"}
    prepositional = behind < last and doc.lowers[behind] in {"til", "i", "på", "under", "om"}
    return inquit if ends or prepositional else None


def _goes_on_with_clause(doc: Document, at: int, end: int, last: int) -> bool:
    """An at-clause behind the source: the clause reports something else than what stands before."""
    while at < end and doc.words[at] != ",":
        if doc.lowers[at] == "og":
            return False  # "siger hun og understreger, at": a second report, not this one's object
        if doc.lowers[at] == "at" and doc.lowers[at - 1] not in {"til", "for", "ved"}:
            return True
        at += 1
    return at + 1 < last and doc.lowers[at + 1] in {"at", "om"}
