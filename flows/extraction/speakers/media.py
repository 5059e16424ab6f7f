"""To or through whom words are said: "til TV Nord", "på X", "i en pressemeddelelse".

A medium is a news medium, a platform, a text or an occasion that carries words. A place is
none ("i retten", "på Christiansborg"), and neither is somebody who is only spoken to
("til sine vælgere"). What may stand behind which preposition is in `danish/medium_frames.tsv`.
"""

from __future__ import annotations

from enum import IntEnum
from functools import lru_cache
from typing import Final

from flows.extraction.danish import table, word_list
from flows.extraction.document import Document
from flows.extraction.name_index import NameIndex
from flows.extraction.quotes.cue_forms import cue_forms
from flows.extraction.speakers.media_names import (
    bare_name,
    is_known_place,
    kind_of,
    listed_kind,
    platforms,
)
from flows.extraction.speakers.media_nouns import media_noun
from flows.extraction.traits import CAPITAL
from flows.extraction.words import CORE_STOPS, DETERMINERS, POSSESSIVES
from flows.records import ActorType


class MediumRank(IntEnum):
    """What names the medium best; of several in a clause the highest counts, then the first."""

    CARRIER = 1  # "en mail", "et pressemøde"
    MEDIUM = 2  # "avisen", "tyske medier"
    NAME = 3  # "TV Nord", "X"


class MediumPhrase:
    """A medium: its value is characters `start` to `end`; token `after` is the first behind it."""

    def __init__(self, start: int, end: int, after: int, rank: MediumRank) -> None:
        self.start = start
        self.end = end
        self.after = after
        self.rank = rank


class _Frame:
    def __init__(
        self, place: str, kinds: frozenset[str], never: frozenset[str], comma: str
    ) -> None:
        self.place = place
        self.kinds = kinds
        self.never = never
        self.comma = comma


class Place:
    """What stands before a possible medium.

    `free`: nothing that a phrase "til ..." could hang on. `anchored`: what is said of the source
    ("talsmanden for politiet"). `behind_mark`: a comma or bracket. `behind_carrier`: an
    interview, a mail. `at_cue`: it begins with the cue itself.
    """

    def __init__(
        self,
        free: bool,
        anchored: bool = False,
        behind_mark: bool = False,
        behind_carrier: bool = False,
        at_cue: bool = False,
    ) -> None:
        self.free = free
        self.anchored = anchored
        self.behind_mark = behind_mark
        self.behind_carrier = behind_carrier
        self.at_cue = at_cue


_MARKS: Final = frozenset("\"”“»«'")
_LONGEST: Final = 4  # words of the longest name in the lists


def read_medium(
    doc: Document, names: NameIndex, at: int, end: int, place: Place
) -> MediumPhrase | None:
    """The medium whose preposition stands at token `at`, read up to token `end` (exclusive)."""
    word = doc.lowers[at]
    frame, behind = None, at + 2
    if at + 1 < end and word in _FIRST_OF_TWO:
        frame = _FRAMES.get(f"{word} {doc.lowers[at + 1]}")
    if frame is None:
        frame, behind = _FRAMES.get(word), at + 1
    if frame is None or behind >= end:
        return None
    if frame.place != "any" and not getattr(place, frame.place):
        return None
    if at and "open" in frame.kinds and doc.lowers[at - 1] in _TIL_GOVERNORS:
        return None
    named = _named(doc, names, behind, end, frame)
    if named is not None:
        return named
    noun = _noun_phrase(doc, names, behind, end, frame)
    if noun is not None:
        occasion_or_person = frame.kinds & {"open"} and noun.rank is MediumRank.CARRIER
        return None if occasion_or_person and not place.free else noun
    if "open" in frame.kinds and (place.free or place.anchored or place.behind_carrier):
        return _unknown_name(doc, names, behind, end)
    return None


REPORTS: Final = "reports"


def comma_sense(word: str) -> str | None:
    """What a word opens behind a comma: `told` (", til TV Nord"), `reports` (", skriver TV Nord").

    None where it opens neither, or only what the comma before it allows.
    """
    return _COMMA_SENSES.get(word)


def names_medium(doc: Document, names: NameIndex, first: int, last: int) -> bool:
    """Whether the phrase of tokens `first` to `last` (exclusive) is a news medium."""
    actor = names.actor_at(last - 1)
    if actor is not None:
        return kind_of(names.actors[actor].name) == "media"
    noun = media_noun(doc.lowers[last - 1])
    return noun is not None and noun.kind == "medium"


_FRAMES: Final[dict[str, _Frame]] = {
    row["opening"]: _Frame(
        row["place"],
        frozenset(row["kinds"].split()),
        frozenset(row["never"].split()),
        row["comma"],
    )
    for row in table("medium_frames")
}
# The lower-case words that a medium's phrase can begin with (a quick first look).
MEDIUM_OPENINGS: Final = frozenset([opening.split()[0] for opening in _FRAMES])
_FIRST_OF_TWO: Final = frozenset([opening.split()[0] for opening in _FRAMES if " " in opening])
_COMMA_SENSES: Final = {
    opening.split()[0]: frame.comma for opening, frame in _FRAMES.items() if frame.comma != "-"
}
_TIL_GOVERNORS: Final = word_list("til_governors")


# --- by name ----------------------------------------------------------------------------------


def _named(
    doc: Document, names: NameIndex, at: int, end: int, frame: _Frame
) -> MediumPhrase | None:
    """A known medium or platform that stands at token `at`."""
    if not doc.traits[at] & CAPITAL and not doc.words[at][0].isdigit():
        return _website(doc, at, frame)
    stop = None
    for last in range(min(at + _LONGEST, end), at, -1):
        kind, listed = _lists_of(doc.text[doc.starts[at] : doc.ends[last - 1]])
        platform = kind is not None and ("platform" in frame.kinds or kind != "social")
        if platform or (listed and "name" in frame.kinds):
            stop = last
            break
    if names.actor_at(at) is not None and "name" in frame.kinds:
        mentioned = min(names.mention_end(at), end)
        name = doc.text[doc.starts[at] : doc.ends[mentioned - 1]]
        if mentioned > (stop or at) and (stop is not None or kind_of(name) == "media"):
            stop = mentioned  # "Ritzau Finans" begins with a known name
    if stop is None:
        return None
    name = doc.text[doc.starts[at] : doc.ends[stop - 1]]
    if platforms().get(bare_name(name)) != "social":
        stop = max(stop, _capitals_end(doc, names, at, end))  # "TV 2 Østjylland"
    if _goes_on(doc, names, stop, end):
        return None
    name = doc.text[doc.starts[at] : doc.ends[stop - 1]]
    cut = len(name) - len(bare_name(name)) if bare_name(name) in platforms() else 0
    return MediumPhrase(doc.starts[at], doc.ends[stop - 1] - cut, stop, MediumRank.NAME)


@lru_cache(maxsize=20_000)
def _lists_of(name: str) -> tuple[str | None, bool]:
    """The kind of platform that a name is listed as, and whether it is listed as a news medium."""
    return platforms().get(bare_name(name)), listed_kind(name) == "media"


def _website(doc: Document, at: int, frame: _Frame) -> MediumPhrase | None:
    """A site that goes by its address: "bold.dk"."""
    _, dot, ending = doc.lowers[at].rpartition(".")
    if not dot or ending not in word_list("web_endings") or "name" not in frame.kinds:
        return None
    return MediumPhrase(doc.starts[at], doc.ends[at], at + 1, MediumRank.NAME)


def _goes_on(doc: Document, names: NameIndex, stop: int, end: int) -> bool:
    """A medium that only describes: "redaktør på TV Nord Bo Lindskov", "TV Nords vært"."""
    if _owns(doc, names, stop, end):
        return True
    if stop >= end:
        return False
    if _is_halved(doc, stop, end):
        return True
    actor = names.actor_at(stop)
    return actor is not None and names.actors[actor].is_person


def _owns(doc: Document, names: NameIndex, stop: int, end: int) -> bool:
    """Whether the name before token `stop` is a genitive with what it owns behind it.

    "Kystens" in "til Kystens vagtchef"; a name in -s by itself ("til Reuters, at ...") is none.
    """
    if not names.is_genitive(stop - 1) or stop >= end:
        return False
    following = doc.lowers[stop]
    return following[0].isalnum() and following not in CORE_STOPS and following not in cue_forms()


def _unknown_name(doc: Document, names: NameIndex, at: int, end: int) -> MediumPhrase | None:
    """A name behind "til" that is no person, no place and no other organisation."""
    actor = names.actor_at(at)
    if actor is not None:
        stop = min(names.mention_end(at), end)
        if names.actors[actor].is_person or _owns(doc, names, stop, end):
            return None
    else:
        stop = at
    stop = max(stop, _capitals_end(doc, names, at, end))
    if stop == at:
        return None
    name = doc.text[doc.starts[at] : doc.ends[stop - 1]]
    if kind_of(name) not in {None, "media"} or _goes_on(doc, names, stop, end):
        return None
    place = actor is not None and names.actors[actor].type is ActorType.LOCATION
    if place and is_known_place(name):
        return None
    if name in platforms() or (stop < end and doc.traits[stop] & CAPITAL):
        return None
    return MediumPhrase(doc.starts[at], doc.ends[stop - 1], stop, MediumRank.NAME)


def _capitals_end(doc: Document, names: NameIndex, at: int, end: int) -> int:
    """Behind the run of capitalised words, numbers between or behind them, at token `at`."""
    if not doc.traits[at] & CAPITAL:
        return at
    while at < end:
        actor = names.actor_at(at)
        if actor is not None and names.actors[actor].is_person:
            return at
        if not doc.traits[at] & CAPITAL and not doc.words[at].isdigit():
            return at
        at += 1
    return at


# --- by noun ----------------------------------------------------------------------------------


def _noun_phrase(
    doc: Document, names: NameIndex, at: int, end: int, frame: _Frame
) -> MediumPhrase | None:
    """As in "en pressemeddelelse", "det tyske magasin Nordspiegel", "partiets hjemmeside"."""
    head = at
    while True:
        if head >= min(at + 8, end):
            return None
        word = doc.lowers[head]
        if not word[0].isalnum():
            return None
        if head > at and "platform" in frame.kinds and bare_name(doc.words[head]) in platforms():
            return _named(doc, names, head, end, frame)  # "beskedtjenesten Telegram"
        noun = media_noun(word)
        if noun is not None and not _is_halved(doc, head + 1, end):
            break
        inside = word in DETERMINERS or word in POSSESSIVES
        if word in CORE_STOPS and not inside:
            return None
        head += 1
    if noun.kind not in frame.kinds or noun.lemma in frame.never:
        return None
    title = _title(doc, names, head + 1, end, noun.kind == "medium")
    if title is not None:
        return title
    rank = MediumRank.MEDIUM if noun.kind in {"medium", "press"} else MediumRank.CARRIER
    return MediumPhrase(doc.starts[at], doc.ends[head], head + 1, rank)


def _is_halved(doc: Document, at: int, end: int) -> bool:
    """Whether token `at` goes on with the compound before it: "TV 2-programmet"."""
    return at < end and doc.words[at][0].isdigit() and "-" in doc.words[at]


def _title(
    doc: Document, names: NameIndex, at: int, end: int, is_medium: bool
) -> MediumPhrase | None:
    """The name that a carrier is given: 'avisen Kystbladet', 'bogen "Min kyst"'."""
    if at >= end:
        return None
    if doc.words[at] in _MARKS:
        for close in range(at + 2, min(at + 10, end)):
            if doc.words[close] in _MARKS:
                return MediumPhrase(
                    doc.starts[at + 1], doc.ends[close - 1], close + 1, MediumRank.NAME
                )
        return None
    if not is_medium or not doc.traits[at] & CAPITAL:
        return None
    stop = at
    while stop < end and (doc.traits[stop] & CAPITAL or doc.words[stop].isdigit()):
        stop = max(stop + 1, min(names.mention_end(stop), end))
    name = doc.text[doc.starts[at] : doc.ends[stop - 1]]
    cut = len(name) - len(bare_name(name))
    return MediumPhrase(doc.starts[at], doc.ends[stop - 1] - cut, stop, MediumRank.NAME)
