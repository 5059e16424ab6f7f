"""To or through whom words are said: "til TV Nord", "på X", "i en pressemeddelelse".

A medium is a news medium, a platform, a text or an occasion that carries words. A place is
none ("i retten", "på Christiansborg"), and neither is somebody who is only spoken to
("til sine vælgere"). What may stand behind which preposition is in `danish/medium_frames.tsv`.
"""

from __future__ import annotations

from enum import IntEnum
from functools import cache, lru_cache
from typing import NamedTuple

from flows.extraction.danish import FOLDER, table, word_list
from flows.extraction.document import Document
from flows.extraction.name_index import NameIndex
from flows.extraction.words import CORE_STOPS, DETERMINERS, POSSESSIVES
from flows.records import ActorType


class MediumRank(IntEnum):
    """What names the medium best; of several in a clause the highest counts, then the first."""

    CARRIER = 1  # "en mail", "et pressemøde"
    MEDIUM = 2  # "avisen", "tyske medier"
    NAME = 3  # "TV Nord", "X"


class MediumPhrase(NamedTuple):
    """A medium: its value is characters `start` to `end`; token `after` is the first behind it."""

    start: int
    end: int
    after: int
    rank: MediumRank


class _Frame(NamedTuple):
    place: str
    kinds: frozenset[str]
    never: frozenset[str]


class Place(NamedTuple):
    """What stands before a possible medium.

    `free`: nothing that an own phrase "til ..." could hang on. `behind_mark`: a comma or bracket.
    `behind_carrier`: an interview, a mail. `at_cue`: it begins with the cue itself.
    """

    free: bool
    behind_mark: bool = False
    behind_carrier: bool = False
    at_cue: bool = False


_MARKS = frozenset("\"”“»«'")
_LONGEST = 4  # words of the longest name in the lists


def read_medium(
    doc: Document, names: NameIndex, at: int, end: int, place: Place
) -> MediumPhrase | None:
    """The medium whose preposition stands at token `at`, read up to token `end` (exclusive)."""
    frames = _frames()
    frame, behind = None, at + 2
    if at + 1 < end:
        frame = frames.get(f"{doc.lowers[at]} {doc.lowers[at + 1]}")
    if frame is None:
        frame, behind = frames.get(doc.lowers[at]), at + 1
    if frame is None or behind >= end:
        return None
    if frame.place != "any" and not getattr(place, frame.place):
        return None
    named = _named(doc, names, behind, end, frame)
    if named is not None:
        return named
    noun = _noun_phrase(doc, names, behind, end, frame)
    if noun is not None:
        occasion_or_person = frame.kinds & {"open"} and noun.rank is MediumRank.CARRIER
        return None if occasion_or_person and not place.free else noun
    if "open" in frame.kinds and (place.free or place.behind_carrier):
        return _unknown_name(doc, names, behind, end)
    return None


def may_open_medium(word: str) -> bool:
    """Whether a medium's phrase can begin with the lower-case word (a quick first look)."""
    return word in _first_words()


def names_medium(doc: Document, names: NameIndex, first: int, last: int) -> bool:
    """Whether the phrase of tokens `first` to `last` (exclusive) is a news medium."""
    actor = names.actor_at(last - 1)
    if actor is not None:
        return _kind_of(names.actors[actor].name) == "media"
    noun = media_noun(doc.lowers[last - 1])
    return noun is not None and noun.kind == "medium"


@cache
def _frames() -> dict[str, _Frame]:
    return {
        row["opening"]: _Frame(
            row["place"], frozenset(row["kinds"].split()), frozenset(row["never"].split())
        )
        for row in table("medium_frames")
    }


@cache
def _first_words() -> frozenset[str]:
    return frozenset(opening.split()[0] for opening in _frames())


# --- by name ----------------------------------------------------------------------------------


@cache
def _platforms() -> dict[str, str]:
    return {row["name"]: row["kind"] for row in table("platforms")}


@cache
def _organization_kinds() -> dict[str, str]:
    if not (FOLDER / "organizations.tsv").exists():
        return {}
    return {row["name"].lower(): row["kind"] for row in table("organizations")}


@cache
def _kind_words() -> dict[str, str]:
    return {
        row["word"]: row["kind"] for row in table("organization_words") if row["form"] == "word"
    }


@cache
def _kind_endings() -> dict[str, str]:
    rows = (row for row in table("organization_words") if row["form"] == "suffix")
    return {row["word"]: row["kind"] for row in rows}


@lru_cache(maxsize=20_000)
def _kind_of(name: str) -> str | None:
    """The kind of organisation that a name tells by itself, None where it tells nothing."""
    known = _organization_kinds().get(name.lower())
    if known is not None:
        return known
    parts = [part for word in name.split() for part in (word, *word.split("-"))]
    kinds = {_kind_words()[part] for part in parts if part in _kind_words()}
    if "media" in kinds:
        return "media"
    last, endings = parts[-1], _kind_endings()
    kinds.update(endings[last[cut:]] for cut in range(len(last)) if last[cut:] in endings)
    if "media" in kinds:
        return "media"
    return min(kinds) if kinds else None


def _named(
    doc: Document, names: NameIndex, at: int, end: int, frame: _Frame
) -> MediumPhrase | None:
    """A known medium or platform that stands at token `at`."""
    if not doc.words[at][0].isupper() and not doc.words[at][0].isdigit():
        return _website(doc, at, frame)
    stop = None
    for last in range(min(at + _LONGEST, end), at, -1):
        name = doc.text[doc.starts[at] : doc.ends[last - 1]]
        kind = _platforms().get(_bare(name))
        platform = kind is not None and ("platform" in frame.kinds or kind != "social")
        listed = "name" in frame.kinds and _organization_kinds().get(name.lower()) == "media"
        if platform or listed:
            stop = last
            break
    if names.actor_at(at) is not None and "name" in frame.kinds:
        mentioned = min(names.mention_end(at), end)
        name = doc.text[doc.starts[at] : doc.ends[mentioned - 1]]
        if mentioned > (stop or at) and (stop is not None or _kind_of(name) == "media"):
            stop = mentioned  # "Ritzau Finans" begins with a known name
    if stop is None:
        return None
    name = doc.text[doc.starts[at] : doc.ends[stop - 1]]
    if _platforms().get(_bare(name)) != "social":
        stop = max(stop, _capitals_end(doc, names, at, end))  # "TV 2 Østjylland"
    if _goes_on(doc, names, stop, end):
        return None
    name = doc.text[doc.starts[at] : doc.ends[stop - 1]]
    cut = len(name) - len(_bare(name)) if _bare(name) in _platforms() else 0
    return MediumPhrase(doc.starts[at], doc.ends[stop - 1] - cut, stop, MediumRank.NAME)


def _website(doc: Document, at: int, frame: _Frame) -> MediumPhrase | None:
    """ "bold.dk": a site goes by its address."""
    _, dot, ending = doc.lowers[at].rpartition(".")
    if not dot or ending not in word_list("web_endings") or "name" not in frame.kinds:
        return None
    return MediumPhrase(doc.starts[at], doc.ends[at], at + 1, MediumRank.NAME)


def _bare(name: str) -> str:
    """ "X." is the platform and the sentence's full stop."""
    return name[:-1] if len(name) == 2 and name[-1] == "." else name


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
    return doc.words[stop][0].isalnum() and doc.lowers[stop] not in CORE_STOPS


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
    if _kind_of(name) not in {None, "media"} or _goes_on(doc, names, stop, end):
        return None
    place = actor is not None and names.actors[actor].type is ActorType.LOCATION
    if place and _is_known_place(name):
        return None
    if name in _platforms() or (stop < end and doc.words[stop][0].isupper()):
        return None
    return MediumPhrase(doc.starts[at], doc.ends[stop - 1], stop, MediumRank.NAME)


@cache
def _countries() -> frozenset[str]:
    return frozenset(row["country"] for row in table("nationality_adjectives"))


@cache
def _place_endings() -> tuple[str, ...]:
    rows = (row for row in table("place_words") if row["form"] == "suffix")
    return tuple(row["word"] for row in rows if len(row["word"]) > 3)


def _is_known_place(name: str) -> bool:
    """Papers bear names of places that the name finder takes for such; countries are none."""
    return name in _countries() or name.endswith(_place_endings())


def _capitals_end(doc: Document, names: NameIndex, at: int, end: int) -> int:
    """Behind the run of capitalised words, numbers between or behind them, at token `at`."""
    if not doc.words[at][0].isupper():
        return at
    while at < end:
        actor = names.actor_at(at)
        if actor is not None and names.actors[actor].is_person:
            return at
        if not doc.words[at][0].isupper() and not doc.words[at].isdigit():
            return at
        at += 1
    return at


# --- by noun ----------------------------------------------------------------------------------


class _MediaNoun(NamedTuple):
    lemma: str
    kind: str


@cache
def _media_nouns() -> dict[str, _MediaNoun]:
    nouns: dict[str, _MediaNoun] = {}
    for row in table("media_words"):
        for column in ("noun", "definite", "plural", "plural_definite"):
            if row[column] != "-":
                nouns.setdefault(row[column].lower(), _MediaNoun(row["noun"], row["kind"]))
    for word in word_list("press_words"):
        nouns.setdefault(word, _MediaNoun(word, "press"))
    return nouns


@cache
def _tails() -> dict[str, _MediaNoun]:
    lemmas = word_list("media_word_tails")
    return {form: noun for form, noun in _media_nouns().items() if noun.lemma in lemmas}


@lru_cache(maxsize=20_000)
def media_noun(word: str) -> _MediaNoun | None:
    """What is known of a lower-case word as a noun for a carrier of words, None if nothing."""
    known = _media_nouns().get(word)
    if known is not None:
        return known
    first, hyphen, last = word.rpartition("-")
    if hyphen and last in _media_nouns():
        return _media_nouns()[last]
    if hyphen and any(first == platform.lower() for platform in _platforms()):
        return _MediaNoun(word, "medium")  # "Facebook-profil"
    for cut in range(2, len(word) - 3):
        if word[cut:] in _tails():
            return _tails()[word[cut:]]
    return None


def _noun_phrase(
    doc: Document, names: NameIndex, at: int, end: int, frame: _Frame
) -> MediumPhrase | None:
    """ "en pressemeddelelse", "det tyske magasin Nordspiegel", "partiets hjemmeside"."""
    head = at
    while True:
        if head >= min(at + 8, end):
            return None
        word = doc.lowers[head]
        if not word[0].isalnum():
            return None
        if head > at and "platform" in frame.kinds and _bare(doc.words[head]) in _platforms():
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
    """ "TV 2-programmet": the word before token `at` is the first half of a compound."""
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
    if not is_medium or not doc.words[at][0].isupper():
        return None
    stop = at
    while stop < end and (doc.words[stop][0].isupper() or doc.words[stop].isdigit()):
        stop = max(stop + 1, min(names.mention_end(stop), end))
    name = doc.text[doc.starts[at] : doc.ends[stop - 1]]
    cut = len(name) - len(_bare(name))
    return MediumPhrase(doc.starts[at], doc.ends[stop - 1] - cut, stop, MediumRank.NAME)
