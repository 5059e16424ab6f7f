"""Identifiers of actors: the same actor has the same one in every article of every run.

An id is a hash of the actor's type and of its name in a form that spelling does not touch, and of
nothing else. What an article says of a person besides (role, party, age) stays out on purpose:
most articles say only some of it, and what they say changes over the years. A minister who is
once named with and once without her party would be two actors, and one who changes party another
two, in every count; two people who share a full name are far rarer. Nor may an id ask other
articles, for then adding an article could change it. So namesakes share an id, except
where one article names both and tells them apart (`flows.extraction.actors.namesakes`), or where
a `[[split]]` in the corrections file gives each of them an id of its own, by evidence that stands
in the one article (see `flows.corrections`).
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import cache, lru_cache
from typing import Final

from flows.extraction.danish import table, word_list
from flows.records import ActorType

_MARKS: Final = re.compile(r"[\"'»«“”„’‘´().,]")
_POINT: Final = re.compile(r"\.(?=\w)")
_BLANKS: Final = re.compile(r"\s+")
ID_LENGTH: Final = 16

# Letters that Danish newspapers also write otherwise: Swedish and German ones as their own,
# and those of other alphabets that Unicode does not take apart.
_LETTERS: Final = str.maketrans(
    {"å": "aa", "ä": "æ", "ö": "ø", "œ": "ø", "ł": "l", "đ": "d", "ð": "d", "ı": "i"}
)
_FILES: Final = {ActorType.ORGANIZATION: "organizations", ActorType.LOCATION: "places"}
_PERSON: Final = ActorType.PERSON
_NONE: Final = "-"


@lru_cache(maxsize=100_000)
def canonical(name: str) -> str:
    """A name without what differs from one writing to the next: case, marks and blanks.

    Only for persons do initials keep their letters apart: `H.C. Andersen` and `H. C. Andersen`
    are one name.
    """
    name = unicodedata.normalize("NFC", name).casefold()
    if name.replace(" ", "").isalpha():  # no marks, nor other blanks: so are most names
        return " ".join(name.split())
    if "." in name:
        name = _POINT.sub(" ", name)
    name = _BLANKS.sub(" ", _MARKS.sub("", name).replace("-", " "))
    return name.strip()


def identity(name: str, type_: ActorType) -> str:
    """The form of a name that decides identity.

    Accents and other marks on letters make no difference (`Erdoğan`, `Erdogan`), nor do `aa` for
    `å` and Swedish letters. Organisations and places that the word lists know by several names
    have one (`DF`, `Dansk Folkeparti`), and a legal form (`A/S`) is no part of a name.
    """
    key = canonical(name)
    if type_ is _PERSON:
        return _plain_letters(key)
    known = _usual_names(type_)
    if key in known:
        seen = {key}
        while key in known and known[key] not in seen:
            key = known[key]
            seen.add(key)
    if " " in key:
        words = key.split()
        while len(words) > 1 and words[-1] in word_list("legal_forms"):
            words.pop()
        key = " ".join(words)
    return _plain_letters(key)


@lru_cache(maxsize=100_000)
def actor_id(name: str, type_: ActorType, label: str = "") -> str:
    """A stable id of 16 hex digits from an actor's type and name.

    `label` tells namesakes apart where their article or a user's corrections do.
    """
    whole = f"{type_}\n{identity(name, type_)}"
    if label:
        whole = f"{whole}\n{canonical(label)}"
    return hashlib.sha256(whole.encode()).hexdigest()[:ID_LENGTH]


def _plain_letters(key: str) -> str:
    if not key.isascii():
        key = key.replace("å", "aa")
    # Most names have no other letters than the Danish ones.
    if not key.replace("æ", "").replace("ø", "").isascii():
        apart = unicodedata.normalize("NFD", key.translate(_LETTERS))
        key = "".join([letter for letter in apart if not unicodedata.combining(letter)])
    return key.replace("aa", "å")


@cache
def _usual_names(type_: ActorType) -> dict[str, str]:
    """Canonical name -> canonical usual name, where the name means nothing else."""
    return {
        canonical(row["name"]): canonical(row["same_as"])
        for row in table(_FILES[type_])
        if row["same_as"] != _NONE and row["ambiguous"] != "y"
    }
