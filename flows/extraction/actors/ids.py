"""Identifiers of actors: the same actor has the same one in every article of every run."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache

from flows.records import ActorType

_MARKS = re.compile(r"[\"'»«“”„’‘´().,]")
_BLANKS = re.compile(r"\s+")
ID_LENGTH = 16


@lru_cache(maxsize=100_000)
def canonical(name: str) -> str:
    """The form of a name that decides identity: case, marks and blanks make no difference.

    Only for persons do initials keep their letters apart: `H.C. Andersen` and `H. C. Andersen`
    are one name.
    """
    name = unicodedata.normalize("NFC", name).casefold()
    name = re.sub(r"\.(?=\w)", " ", name)
    name = _BLANKS.sub(" ", _MARKS.sub("", name).replace("-", " "))
    return name.strip()


def actor_id(
    name: str, type_: ActorType, corrections: Mapping[tuple[str, ActorType], str] | None = None
) -> str:
    """A stable id of 16 hex digits from an actor's type and canonical name.

    It depends on nothing else, so that adding articles never changes it. `corrections` maps
    (canonical name, type) to another name of the same actor: a user's merged aliases.
    """
    key = canonical(name)
    if corrections:
        key = canonical(corrections.get((key, type_), key))
    digest = hashlib.sha256(f"{type_.value}\n{key}".encode())
    return digest.hexdigest()[:ID_LENGTH]
