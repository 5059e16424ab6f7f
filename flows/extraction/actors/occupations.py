"""What somebody does, where no noun says it: "Karla Winther, der ejer tankstationen i Riis"."""

from __future__ import annotations

from typing import Final

from flows.extraction.actors.cast import NameMention
from flows.extraction.actors.grammar import kinds
from flows.extraction.actors.role_clauses import Range, behind_adverbs, behind_age
from flows.extraction.danish import word_list
from flows.extraction.document import Document
from flows.extraction.words import word_class

_RELATIVES: Final = word_class("subject_relative")
_LONGEST: Final = 14
_ENDS: Final = frozenset(
    {",", ".", ";", ":", ")", "-", "–", "—", "!", "?", '"', "”", "»", "(", "men"}
)
# Behind these the verb says something else: leder efter, driver rundt, sælger ud, arbejder på at.
_OTHER_SENSE: Final = word_class("other_sense")


def occupation(doc: Document, mention: NameMention, high: int) -> Range | None:
    """The relative clause behind a name, if its verb tells an occupation."""
    at = mention.last
    if at + 3 >= high or doc.words[at] != ",":
        return None
    first = behind_age(doc, at + 1, high)
    if first + 2 >= high or doc.lowers[first] not in _RELATIVES:
        return None
    verb = behind_adverbs(doc, first + 1, high)
    if verb < high and doc.lowers[verb] == "har":
        verb = behind_adverbs(doc, verb + 1, high)
    if verb + 1 >= high or doc.lowers[verb] not in word_list("occupation_verbs"):
        return None
    if doc.lowers[verb + 1] in _OTHER_SENSE or doc.lowers[verb + 2 : verb + 3] == ["at"]:
        return None
    end = verb + 1
    while end < min(high, verb + _LONGEST) and not _ends(doc, end, high):
        end += 1
    return (first, end) if end > verb + 1 else None


def _ends(doc: Document, at: int, high: int) -> bool:
    """Whether the clause is over: a mark, a conjunction with another verb behind it."""
    if doc.words[at] in _ENDS:
        return True
    lower = doc.lowers[at]
    found = kinds(lower)
    if "finite" in found or ("subordinator" in found and "preposition" not in found):
        return True
    if lower != "og" or at + 1 >= high:
        return False
    behind = doc.lowers[at + 1]
    return "finite" in kinds(behind) or behind.endswith(("er", "ede", "te"))
