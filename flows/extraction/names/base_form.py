"""A name's base form: without the genitive that Danish puts at the end of a name."""

from __future__ import annotations

from functools import cache
from typing import Final

from flows.extraction.danish import word_list
from flows.extraction.document import Document
from flows.extraction.names.features import bare
from flows.extraction.names.lexicon import Lexicon
from flows.extraction.names.spans import Evidence
from flows.extraction.words import word_class

_GENITIVE_ENDS: Final = frozenset("s'’´")
# Behind a genitive all the same: Ruslands og Ukraines præsidenter.
_JOINING: Final = word_class("joining_names")
# Endings of verbs; a noun that is owned seldom has them.
_VERBAL: Final = ("er", "ede", "te", "s")
# Endings in -s that belong to the name more often than not: Lars, Hellas, Paris, Schultz's.
_OWN_S: Final = ("ss", "us", "is", "as", "os", "ys", "es")


def base_form(
    doc: Document, first: int, last: int, evidence: Evidence, lexicon: Lexicon
) -> tuple[str, bool]:
    """The name in base form and whether it stood in the genitive."""
    text = doc.text[doc.starts[first] : doc.ends[last - 1]]
    word = doc.words[last - 1]
    if word[-1] not in _GENITIVE_ENDS:
        return text, False
    core = bare(word)
    if core != word:
        return text[: len(text) - (len(word) - len(core))], True
    if word[-1] != "s" or len(word) < 4 or not word[-2].isalpha():
        return text, False
    if _is_genitive(doc, first, last, word[:-1], evidence, lexicon):
        return text[:-1], True
    return text, False


def own_s(doc: Document, capitals: list[int]) -> set[str]:
    """Words in -s that stand before a verb or preposition: their s is no genitive's."""
    never = _not_owned()
    last = len(doc.words) - 1
    ending_in_s = [at for at in capitals if doc.words[at][-1] == "s"]
    return {doc.words[at] for at in ending_in_s if at < last and doc.lowers[at + 1] in never}


@cache
def _not_owned() -> frozenset[str]:
    return word_list("never_after_genitive") - _JOINING


def _is_genitive(
    doc: Document, first: int, last: int, stem: str, evidence: Evidence, lexicon: Lexicon
) -> bool:
    word = stem + "s"
    whole = " ".join([*doc.lowers[first : last - 1], word.lower()])
    short = whole[:-1]
    if whole in lexicon.names or (short in lexicon.names and word not in evidence.own_s):
        return whole not in lexicon.names
    if stem in evidence.words or (word in evidence.words and _sure(word.lower(), lexicon)):
        return stem in evidence.words
    lower = word.lower()
    if last - first > 1:
        if lower in lexicon.surnames or stem.lower() in lexicon.surnames:
            return lower not in lexicon.surnames
    elif _sure(lower, lexicon):
        return False
    if word in evidence.own_s:
        return False
    if last - first == 1 and _sure(stem.lower(), lexicon):
        return True
    after = doc.lowers[last] if last < len(doc.lowers) else "."
    if not after[0].isalpha() or after in word_list("never_after_genitive"):
        return False
    if not lower.endswith(_OWN_S) or lower.endswith(("ens", "ers")):
        return True
    # Lars', Marx': a name's own s is written with an apostrophe before what it owns.
    return doc.words[last].islower() and not after.endswith(_VERBAL)


def _sure(lower: str, lexicon: Lexicon) -> bool:
    return lower in lexicon.first_names or lower in lexicon.surnames or lower in lexicon.names
