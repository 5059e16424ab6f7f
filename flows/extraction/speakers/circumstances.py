"""The circumstances of a quote: the medium it was said to or through, and when it was said.

Both are read from the reporting clause that the quote hangs on and nothing else: what stands in
the reported words, in a relative clause about the speaker, or behind the next verb is left
alone. Values are as written, so `text[start:end] == value`; "avisen" and "interviewet" stay as
they are. Where a clause names several media the best named one counts ("en mail til TV Nord" is
TV Nord); where it names several times, the most exact one.

Quotes without a reporting clause of their own have no circumstances, except that speech which
goes on in the same paragraph keeps those of its beginning ("- Nej, siger Holm til TV Nord. -
Aldrig."), and that a sentence which says who reports it ("Det skriver Kystbladet") gives its
medium to the quotes in the sentence before it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from flows.extraction.danish import word_list
from flows.extraction.document import Document
from flows.extraction.name_index import NameIndex
from flows.extraction.phrases import PhraseKind, skip_postmodifiers
from flows.extraction.quotes.drafts import Draft, Link
from flows.extraction.speakers.clause_range import (
    BREAKS,
    NOT_SUBORDINATE,
    QUOTE_MARKS,
    Clause,
    clause_of,
)
from flows.extraction.speakers.media import (
    MEDIUM_OPENINGS,
    REPORTS,
    MediumPhrase,
    MediumRank,
    Place,
    comma_sense,
    names_medium,
    read_medium,
)
from flows.extraction.speakers.said_when import TIME_OPENINGS, TimePhrase, may_be_time, read_time
from flows.extraction.words import ADVERBS, CONJUNCTIONS, PRONOUNS, RELATIVES, SUBORDINATORS
from flows.records import Attribute, QuoteKind

_ACCORDING: Final = Link.ACCORDING
_AFTER: Final = Link.AFTER
_ANAPHOR: Final = Link.ANAPHOR
_PASSED_OVER: Final = ADVERBS | PRONOUNS
_CARRIER: Final = MediumRank.CARRIER
_BEHIND_COMMA: Final = Place(free=True, behind_mark=True)


def find_circumstances(doc: Document, names: NameIndex, drafts: Sequence[Draft]) -> None:
    """Give all quotes of an article their circumstances, each with its place in the text."""
    for draft in drafts:
        if draft.clause is not None and draft.link is not _ACCORDING:
            _read_clause(doc, names, draft)
    _share_in_paragraph(drafts)
    _reported_by_medium(doc, names, drafts)


def _share_in_paragraph(drafts: Sequence[Draft]) -> None:
    """Speech that goes on behind its reporting clause was said to the same medium."""
    for draft in drafts:
        earlier = draft.shares
        if earlier is None or draft.clause is not None or draft.kind is not QuoteKind.DIRECT:
            continue
        if earlier.paragraph == draft.paragraph:
            draft.medium, draft.said_when = earlier.medium, earlier.said_when


def _reported_by_medium(doc: Document, names: NameIndex, drafts: Sequence[Draft]) -> None:
    """`Holm mener, at det haster. Det skriver Kystbladet.`: the paper is Holm's medium."""
    for report in drafts:
        source = report.source
        if report.link is not _ANAPHOR or source is None:
            continue
        if not names_medium(doc, names, source.first, source.last):
            continue
        first = source.first if source.kind is PhraseKind.NAME else source.head
        start, end = doc.starts[first], doc.ends[source.last - 1]
        medium = Attribute(doc.text[start:end], start, end)
        span = report.segments[0][0], report.segments[-1][1]
        for draft in drafts:
            if draft is report or draft.clause is None or draft.medium is not None:
                continue
            if span[0] <= doc.starts[draft.clause[0]] < span[1]:
                draft.medium = medium


# --- one reporting clause ---------------------------------------------------------------------


def _read_clause(doc: Document, names: NameIndex, draft: Draft) -> None:
    if not _is_worth_reading(doc, draft):
        return
    clause = clause_of(doc, draft)
    medium: MediumPhrase | None = None
    time: TimePhrase | None = None
    for phrase in _fronted(doc, names, draft, clause) + _phrases(doc, names, clause):
        if isinstance(phrase, TimePhrase):
            if time is None or phrase.rank > time.rank:
                time = phrase
        elif medium is None or phrase.rank > medium.rank:
            medium = phrase
    if medium is None and draft.link is Link.CLAUSE:
        medium = _behind_words(doc, names, draft, clause)
    if medium is not None:
        draft.medium = _attribute(doc, medium.start, medium.end)
    if time is not None:
        draft.said_when = _attribute(doc, doc.starts[time.first], doc.ends[time.last - 1])


def _is_worth_reading(doc: Document, draft: Draft) -> bool:
    """Whether any word of the clause can open a circumstance; "siger han" has none."""
    assert draft.clause is not None
    first, last = draft.clause
    sentence = doc.sentences[doc.sentence_of[first]]
    if draft.link is not _AFTER and draft.link is not _ANAPHOR:
        first, last = sentence.first, sentence.last
    return not _OPENINGS.isdisjoint(doc.lowers[first:last])


# The lower-case words that a medium's or a time's phrase begins with, dates by the month.
_OPENINGS: Final = MEDIUM_OPENINGS | TIME_OPENINGS


def _behind_words(
    doc: Document, names: NameIndex, draft: Draft, clause: Clause
) -> MediumPhrase | None:
    """Who reports the whole sentence: "Holm mener, at planen holder, skriver Kystbladet"."""
    last = doc.sentences[doc.sentence_of[clause.verb]].last
    for at in range(clause.last, last - 1):
        if doc.starts[at] >= draft.segments[-1][1]:
            if doc.words[at] == "," and comma_sense(doc.lowers[at + 1]) == REPORTS:
                return read_medium(doc, names, at + 1, last, _BEHIND_COMMA)
            return None
    return None


def _attribute(doc: Document, start: int, end: int) -> Attribute:
    return Attribute(doc.text[start:end], start, end)


# --- reading through the clause ---------------------------------------------------------------


def _phrases(doc: Document, names: NameIndex, clause: Clause) -> list[MediumPhrase | TimePhrase]:
    """All media and times of the clause in text order."""
    found: list[MediumPhrase | TimePhrase] = []
    lowers = doc.lowers
    at, last = clause.first, clause.last
    skip_first, skip_last = clause.skip
    timed = True  # a time here belongs to the saying
    free, carrier = True, False  # what stands directly before; see `Place`
    parenthesis = False  # a comma has opened something about the source
    while at < last:
        word = lowers[at]
        if skip_first <= at < skip_last:
            at, free, carrier = skip_last, True, False
            continue
        if word in MEDIUM_OPENINGS:
            mark = at > clause.first and lowers[at - 1] in {",", ")"}
            anchored = not free and at == _behind_source(doc, names, clause)
            place = Place(free or mark, anchored, mark, carrier, at == clause.cue)
            medium = read_medium(doc, names, at, last, place)
            if medium is not None and not _describes_source(doc, names, clause, at, medium):
                found.append(medium)
                at, free, carrier = medium.after, True, medium.rank is _CARRIER
                continue
        if timed and may_be_time(word):
            time = read_time(doc, at, last, clause.first)
            if time is not None:
                found.append(time)
                at, free, carrier = time.last, True, carrier
                continue
        if word == ",":
            following = _behind_comma(doc, names, clause, at, parenthesis)
            if following is None:
                return found
            parenthesis, at, free, carrier = True, following, True, False
            continue
        if at > clause.verb and _ends_clause(doc, clause, at):
            return found
        known = at == clause.verb or at == clause.cue or word in _PASSED_OVER
        if word == "om" or (clause.label and not known and at > clause.verb):
            timed = False
        free, carrier = known, False
        at += 1
    return found


def _behind_source(doc: Document, names: NameIndex, clause: Clause) -> int:
    """The token behind what is said of the source: "talsmanden for politiet"."""
    behind = clause.skip[1]
    return skip_postmodifiers(doc, names, behind, max(clause.last, behind))


def _fronted(
    doc: Document, names: NameIndex, draft: Draft, clause: Clause
) -> list[MediumPhrase | TimePhrase]:
    """A phrase that opens the sentence and is cut off by a parenthesis.

    `I en pressemeddelelse, der kom mandag, skriver rådet, at ...`
    """
    at = doc.sentences[doc.sentence_of[clause.verb]].first
    while at < clause.first and doc.lowers[at] in CONJUNCTIONS:
        at += 1
    inverted = clause.skip[0] > clause.verb
    found: list[MediumPhrase | TimePhrase] = []
    behind = draft.link is Link.AFTER or draft.link is Link.ANAPHOR
    if at >= clause.first or not inverted or behind:
        return found
    medium = read_medium(doc, names, at, clause.first, Place(True))
    if medium is not None and doc.words[medium.after] == ",":
        found.append(medium)
    time = read_time(doc, at, clause.first, at)
    if time is not None and doc.words[time.last] == ",":
        found.append(time)
    return found


_ENDING: Final = BREAKS | QUOTE_MARKS | CONJUNCTIONS | (SUBORDINATORS - NOT_SUBORDINATE) | {"da"}


def _ends_clause(doc: Document, clause: Clause, at: int) -> bool:
    """Whether the word at token `at` opens something else than the saying."""
    word = doc.lowers[at]
    if at == clause.verb or at == clause.cue:
        return False
    return word in _ENDING or (word in RELATIVES and at > clause.verb + 1)


def _behind_comma(
    doc: Document, names: NameIndex, clause: Clause, comma: int, parenthesis: bool
) -> int | None:
    """Where to read on behind a comma, None where the clause is over.

    Reads on directly before "til TV Nord" and the like; otherwise the comma opens something
    about the source, and reading goes on behind the comma that closes it, if what follows there
    is a circumstance.
    """
    if comma < clause.verb:
        return comma + 1
    inner = "," in doc.words[slice(*clause.skip)]
    if _is_circumstance(doc, names, comma, clause.last, parenthesis or inner):
        return comma + 1
    following = doc.lowers[comma + 1] if comma + 1 < clause.last else ""
    if following in SUBORDINATORS and following not in RELATIVES:
        return None
    for close in range(comma + 2, clause.last):
        if doc.words[close] == "," and _is_circumstance(doc, names, close, clause.last, True):
            return close + 1
    return None


def _is_circumstance(doc: Document, names: NameIndex, comma: int, last: int, closes: bool) -> bool:
    at = comma + 1
    if at >= last:
        return False
    word = doc.lowers[at]
    if not closes and comma_sense(word) is None:
        return False
    if word in MEDIUM_OPENINGS and read_medium(doc, names, at, last, _BEHIND_COMMA):
        return True
    return closes and may_be_time(word) and read_time(doc, at, last, at) is not None


def _describes_source(
    doc: Document, names: NameIndex, clause: Clause, at: int, medium: MediumPhrase
) -> bool:
    """A news medium directly behind a description belongs to it: "redaktøren på TV Nord"."""
    if at != clause.skip[1] or clause.skip[0] == clause.skip[1]:
        return False
    if doc.lowers[at] not in {"i", "på", "hos", "ved"} or medium.rank is not MediumRank.NAME:
        return False
    return _is_media_worker(doc, clause.skip[1] - 1)


def _is_media_worker(doc: Document, head: int) -> bool:
    endings = tuple(word_list("media_workers"))
    return doc.words[head].islower() and doc.lowers[head].endswith(endings)
