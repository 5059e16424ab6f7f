"""Where a cue's source stands: the subject of a verb of saying.

Danish main clauses put the finite verb second. So the subject stands directly before the verb
("Holm siger"), or, when something else opens the clause, directly behind it ("Over for Ritzau
siger Holm"; "..., siger Holm"). A source before the verb may carry appositions and relative
clauses between commas ("formanden, Bodil Holm (S), siger"); in a second verb it may be left out
("siger Holm og tilføjer").
"""

from __future__ import annotations

from typing import Final

from flows.extraction.document import Document
from flows.extraction.name_index import NameIndex
from flows.extraction.phrases import (
    Phrase,
    PhraseKind,
    read_phrase,
)
from flows.extraction.quotes.cues import CueHit
from flows.extraction.quotes.subjects_before import antecedent, subject_before
from flows.extraction.speakers.said_when import read_time
from flows.extraction.traits import FILLER, RELATIVE
from flows.extraction.words import CONJUNCTIONS, word_class
from flows.records import ActorType


class Source:
    """A cue's subject. `phrase` is None when the sentence leaves it out (`elided`)."""

    def __init__(self, phrase: Phrase | None, inverted: bool, elided: bool = False) -> None:
        self.phrase = phrase
        self.inverted = inverted
        self.elided = elided


# Pronouns that are nobody in particular, and those of the text's own voice.
_NOBODY: Final = word_class("nobody")
# Words that open a time between a verb and its subject.
_OPENS_TIME: Final = word_class("time_opening")


def find_source(
    doc: Document, cast: NameIndex, hit: CueHit, first: int, last: int
) -> Source | None:
    """The source of the cue `hit` within tokens `first` to `last` of its sentence.

    None where nobody in particular speaks ("det siges", "man siger", "der meldes") and where the
    speaker is the text's own "jeg" or "vi".
    """
    if hit.passive:
        agent = _agent(doc, cast, hit, first, last)
        return None if agent is None else Source(agent, False)
    verb = hit.finite
    before = verb - 1
    if before > first and doc.lowers[before] in {"og", "men", "eller"}:
        return Source(None, False, elided=True)
    while before >= first and doc.traits[before] & FILLER:
        before -= 1
    if before > first and doc.traits[before] & RELATIVE:
        meant = antecedent(doc, cast, before, first)
        return Source(meant, False) if meant else None
    left = subject_before(doc, cast, before, first)
    if left is not None and left.actors and _speaks(doc, left):
        return _accept(doc, left, False)  # a name there is the subject, whatever stands behind
    inverted = _subject_after(doc, cast, hit, last)
    if left is not None and (inverted is None or not _prefer_after(doc, cast, left, inverted)):
        return _accept(doc, left, False)
    if inverted is not None and (_speaks(doc, inverted) or hit.cues[0].sense != "label"):
        return _accept(doc, inverted, True)
    if before >= first and doc.lowers[before] in CONJUNCTIONS:
        return Source(None, False, elided=True)
    return None


def _agent(doc: Document, cast: NameIndex, hit: CueHit, first: int, last: int) -> Phrase | None:
    """The source of a passive: "blev af anmelderne kaldt", "blev sagt af Holm"."""
    for token in range(max(first, hit.finite - 6), min(last, hit.token + 12)):
        if doc.lowers[token] == "af":
            phrase = read_phrase(doc, cast, token + 1, last)
            if phrase is not None and (phrase.actors or phrase.noun is not None):
                return phrase
    return None


def _accept(doc: Document, phrase: Phrase, inverted: bool) -> Source | None:
    if phrase.kind is PhraseKind.PRONOUN and doc.lowers[phrase.head] in _NOBODY:
        return None
    return Source(phrase, inverted)


def _subject_after(doc: Document, cast: NameIndex, hit: CueHit, last: int) -> Phrase | None:
    """The phrase behind the finite verb: "siger Holm", "har Holm sagt", "lyder det fra Holm"."""
    limit = hit.token if hit.finite != hit.token else last
    at = _behind_fillers(doc, hit.finite + 1, limit)
    lyder = hit.cues[0].lemma in {"lyder", "kommer"}
    if at + 1 < limit and (
        doc.lowers[at] == "det" or (lyder and "fra" in doc.lowers[at + 1 : at + 4])
    ):
        fra = doc.lowers.index("fra", at) if lyder and "fra" in doc.lowers[at:last] else at + 1
        while fra < last and doc.traits[fra] & FILLER:
            fra += 1
        if fra < last and doc.lowers[fra] in {"fra", "hos"}:
            return read_phrase(doc, cast, fra + 1, last)
        if hit.cues[0].lemma in {"hedder", "lyder", "står"}:
            carrier = _carrier_source(doc, cast, fra, last)
            return carrier or _paper_before(doc, cast, hit.finite)
    if at >= limit:
        return None
    return read_phrase(doc, cast, at, limit)


def _behind_fillers(doc: Document, at: int, limit: int) -> int:
    """The first token behind adverbs and times: "sagde i går formanden", "siger både Holm og"."""
    while at < limit:
        word = doc.lowers[at]
        if doc.traits[at] & FILLER or word == "både":
            at += 1
        elif word in _OPENS_TIME:
            time = read_time(doc, at, limit, at)
            if time is None:
                return at
            at = max(time.last, at + 1)
        else:
            return at
    return at


def _carrier_source(doc: Document, cast: NameIndex, at: int, last: int) -> Phrase | None:
    """ "hedder det i en pressemeddelelse fra Kongehuset": the one whose words the carrier holds."""
    while at < last and doc.words[at] not in {".", ","}:
        if doc.lowers[at] in {"fra", "af"}:
            return read_phrase(doc, cast, at + 1, last)
        at += 1
    if at + 1 < last and doc.words[at] == "," and doc.lowers[at + 1] == "som":
        sender = read_phrase(doc, cast, at + 2, last)  # "i en mail, som kommunen har sendt"
        if sender is not None and (sender.actors or sender.noun):
            return sender
    return None


def _paper_before(doc: Document, cast: NameIndex, verb: int) -> Phrase | None:
    """ "I Kystbladet hed det ...": the medium speaks itself."""
    first = doc.sentences[doc.sentence_of[verb]].first
    for at in range(first, verb - 1):
        actor = cast.actor_at(at + 1)
        if doc.lowers[at] != "i" or actor is None:
            continue
        if cast.actors[actor].type is ActorType.ORGANIZATION:
            return read_phrase(doc, cast, at + 1, verb)
    return None


def _prefer_after(doc: Document, cast: NameIndex, left: Phrase, right: Phrase) -> bool:
    """Both sides of the verb hold a phrase: whether the one behind is the subject."""
    if _speaks(doc, left) and not (right.kind is PhraseKind.PRONOUN and left.actors == ()):
        return False
    return _speaks(doc, right)


def _speaks(doc: Document, phrase: Phrase) -> bool:
    """Whether the phrase is a person, a group or a nominative pronoun."""
    if phrase.kind is PhraseKind.NAME:
        return True
    if phrase.kind is PhraseKind.PRONOUN:
        return True
    return phrase.noun is not None
