"""What the text shows of a person's gender, and what a first name hints at.

The text shows it by forms of address (hr., fru) and by nouns that tell (sangerinden, søn); the
hint comes from the list of first names, serves to resolve pronouns and is never published.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Final

from flows.extraction.actors.cast import DraftActor
from flows.extraction.actors.grammar import kinds
from flows.extraction.danish import table
from flows.extraction.document import Document
from flows.extraction.names.lexicon import lexicon

_TELLING: Final = {"m": "male", "f": "female"}


@cache
def _address_genders() -> dict[str, str]:
    return {row["honorific"]: row["gender"] for row in table("honorifics")}


def read_gender(doc: Document, draft: DraftActor) -> None:
    """Set a person's gender from the text, and the hint from the first name."""
    genders = lexicon().first_names
    first, _, rest = draft.name.partition(" ")
    hint = genders.get(first.lower()) or genders.get(first.partition("-")[0].lower())
    draft.gender_hint = _TELLING.get(hint or "") if rest or hint else None
    for mention in draft.names:
        before = doc.lowers[mention.first - 1] if mention.first else ""
        told = _TELLING.get(_address_genders().get(before, ""))
        if told:
            draft.honorific = draft.honorific or before
            draft.gender = told
            return
    for role in draft.roles:
        told = _TELLING.get(_gender_of_head(role.value))
        if told:
            draft.gender = told
            return


@lru_cache(maxsize=20_000)
def _gender_of_head(role: str) -> str:
    """The gender of the noun that heads a role: the last noun for a person before a preposition."""
    nouns = lexicon().person_nouns
    gender = ""
    for word in role.lower().split():
        word = word.strip(",.;:")
        if gender and "preposition" in kinds(word):
            break
        if word in nouns:
            gender = nouns[word][0]
    return gender
