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
from flows.extraction.nouns import noun
from flows.extraction.phrases import (
    Phrase,
    PhraseKind,
    read_phrase,
    skip_postmodifiers,
)
from flows.extraction.quotes.cues import CueHit
from flows.extraction.speakers.said_when import read_time
from flows.extraction.words import (
    ADVERBS,
    CONJUNCTIONS,
    DETERMINERS,
    FINITES,
    PREPOSITIONS,
    RELATIVES,
    SUBORDINATORS,
    TIMES,
    word_class,
)
from flows.records import ActorType


class Source:
    """A cue's subject. `phrase` is None when the sentence leaves it out (`elided`)."""

    def __init__(self, phrase: Phrase | None, inverted: bool, elided: bool = False) -> None:
        self.phrase = phrase
        self.inverted = inverted
        self.elided = elided


# Pronouns that are nobody in particular, and those of the text's own voice.
_NOBODY: Final = word_class("nobody")
_NO_SUBJECTS: Final = PREPOSITIONS | SUBORDINATORS | TIMES
_FILLERS: Final = (ADVERBS | TIMES) - {"der"}
# Words that open a time between a verb and its subject.
_OPENS_TIME: Final = word_class("time_opening")
_OPENING: Final = frozenset({'"', "”", "“", "»", "'", "„", "-", "–", "—"})


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
    while before >= first and doc.lowers[before] in _FILLERS:
        before -= 1
    if before >= first and doc.lowers[before] in RELATIVES and before > first:
        antecedent = _antecedent(doc, cast, before, first)
        return Source(antecedent, False) if antecedent else None
    left = _subject_before(doc, cast, before, first)
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
        while fra < last and doc.lowers[fra] in _FILLERS:
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
        if word in _FILLERS or word == "både":
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


def _subject_before(doc: Document, cast: NameIndex, before: int, first: int) -> Phrase | None:
    """The phrase that ends at token `before`, directly before the verb."""
    if before < first:
        return None
    word = doc.words[before]
    if doc.lowers[before] in {"han", "hun", "man", "jeg", "vi"}:
        return read_phrase(doc, cast, before, before + 1)
    if word in {",", ")", "–", "-"}:
        return _before_parenthesis(doc, cast, before, first)
    if not word[0].isalnum():
        return None
    start = _clause_start(doc, cast, before, first)
    if start > first + 1 and doc.lowers[start - 1] in RELATIVES:
        return _antecedent(doc, cast, start - 1, first)  # "bladet, der i går skrev"
    while start <= before and (doc.lowers[start] in CONJUNCTIONS or doc.words[start] in _OPENING):
        start += 1
    return _spanning(doc, cast, start, before + 1)


_BEFORE_SUBJECTS: Final = word_class("before_subject")
_SUBORDINATE: Final = SUBORDINATORS - PREPOSITIONS - {"hvis", "om", "at"}


def _spanning(doc: Document, cast: NameIndex, start: int, end: int) -> Phrase | None:
    """The phrase that begins at `start` and fills everything up to `end`."""
    while start < end and doc.lowers[start] in _BEFORE_SUBJECTS:
        if doc.lowers[start : start + 2] == ["selv", "om"]:
            break
        start += 1
    if doc.lowers[start : start + 2] == ["selv", "om"]:
        start += 2
    elif start < end and doc.lowers[start] in _SUBORDINATE:
        start += 1  # "Selv om Holm mener, at ...", "Da Holm sagde, at ..."
    if start >= end or doc.lowers[start] in _NO_SUBJECTS:
        return None
    first = doc.lowers[start]
    if first in ADVERBS and first not in DETERMINERS and first not in {"tidligere", "begge"}:
        return None
    phrase = read_phrase(doc, cast, start, end)
    if phrase is None:
        return None
    at = phrase.after
    reached = -1
    while at < end and at != reached:
        reached = at
        at = skip_postmodifiers(doc, cast, at, end, all_prepositions=True)
        while at < end and doc.lowers[at] in _FILLERS:
            at += 1
    if at < end and not _foreign_name(doc, at, end):
        return None
    return phrase if phrase.kind is PhraseKind.NAME else phrase.reaching(phrase.first, end)


def _foreign_name(doc: Document, first: int, last: int) -> bool:
    """The rest of a source that is a name in another language: "sider som Pundit of RedState"."""
    return all(
        doc.words[token][0].isupper() or doc.lowers[token] in {"of", "the", "and", "som", "de"}
        for token in range(first, last)
    )


def _clause_start(doc: Document, cast: NameIndex, before: int, first: int) -> int:
    """Walk left to the beginning of the clause that token `before` belongs to."""
    at = before
    while at > first:
        word = doc.lowers[at - 1]
        if word in {",", ";", ":", "–", "-", "—"} or doc.words[at - 1] in _OPENING:
            return at
        if word in {"at", "men", "mens", "fordi", "når", "hvis", "da"}:
            return at
        if word in RELATIVES and at >= first + 2 and doc.words[at - 2] == ",":
            return at  # but not in "sider som Statsbladet skriver"
        if word == "og" and doc.lowers[at - 2 if at >= 2 else 0] and _new_clause(doc, cast, at):
            return at
        at -= 1
    return at


def _new_clause(doc: Document, cast: NameIndex, at: int) -> bool:
    """Whether "og" before token `at` joins clauses: a finite verb stands before it."""
    start = doc.sentences[doc.sentence_of[at]].first
    return any(doc.lowers[token] in FINITES for token in range(start, at - 1))


def _before_parenthesis(doc: Document, cast: NameIndex, before: int, first: int) -> Phrase | None:
    """The phrase before a parenthesis between commas, brackets or dashes."""
    at = before
    if doc.words[at] == ")":
        while at > first and doc.words[at] != "(":
            at -= 1
        return _subject_before(doc, cast, at - 1, first)
    # Try the sentence's own beginning first: "Danmarks forsvarsminister, X, der ..., siger".
    start = _clause_start(doc, cast, first, first)
    while start < before and (doc.lowers[start] in CONJUNCTIONS or doc.words[start] in _OPENING):
        start += 1
    if doc.lowers[start] not in _NO_SUBJECTS:
        phrase = read_phrase(doc, cast, start, before)
        if phrase is not None:
            behind = skip_postmodifiers(doc, cast, phrase.after, before, all_prepositions=True)
            if behind == before or doc.words[behind] in {",", "-", "–"}:
                return phrase if phrase.actors else phrase.reaching(phrase.first, behind)
    at -= 1
    while at > first and doc.words[at] not in {",", "-", "–"}:
        at -= 1
    return _subject_before(doc, cast, at - 1, first) if at > first else None


def _antecedent(doc: Document, cast: NameIndex, relative: int, first: int) -> Phrase | None:
    """What a relative pronoun refers to: the phrase that ends before it."""
    before = relative - 1
    if doc.words[before] == ",":
        before -= 1
    if before < first:
        return None
    if doc.words[before] == ")":
        while before > first and doc.words[before] != "(":
            before -= 1
        before -= 1
    actor = cast.actor_at(before)
    if actor is not None and not cast.actors[actor].is_person:
        # "kommentatoren Bea Holm i Aftenavisen, som mener": the person, not the paper.
        holder = _holder(doc, cast, cast.mention_start(before), first)
        if holder is not None:
            return holder
    if actor is not None:
        start = cast.mention_start(before)
        return Phrase(start, before + 1, before, PhraseKind.NAME, (actor,), None, before + 1)
    for start in range(max(first, before - 6), before + 1):
        if start > first and doc.words[start - 1][0].isalnum() and not _may_begin(doc, start):
            continue
        phrase = read_phrase(doc, cast, start, before + 1)
        if phrase is not None and phrase.after == before + 1 and noun(doc.lowers[phrase.head]):
            return phrase
    return None


def _may_begin(doc: Document, at: int) -> bool:
    previous = doc.lowers[at - 1]
    return previous in PREPOSITIONS or previous in CONJUNCTIONS or previous in FINITES


def _holder(doc: Document, cast: NameIndex, start: int, first: int) -> Phrase | None:
    """The person named before a prepositional phrase that begins before token `start`."""
    preposition = start - 1
    while preposition > first and doc.lowers[preposition] not in PREPOSITIONS:
        preposition -= 1
        if start - preposition > 3:
            return None
    before = preposition - 1
    if before < first:
        return None
    actor = cast.actor_at(before)
    if actor is None or not cast.actors[actor].is_person:
        return None
    begin = cast.mention_start(before)
    return Phrase(begin, before + 1, before, PhraseKind.NAME, (actor,), None, before + 1)
