"""What the model looks at: features of words, of their neighbours, and of whole spans.

Features are short strings. Those of a single word depend on nothing but the word, so that their
summed weights can be kept per word; only a handful are built anew for every span.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container
from functools import lru_cache
from typing import Final

from flows.extraction.names.lexicon import Lexicon

# "Rådet" and "Foreningen" are ordinary words; what is longer names one council, one union.
_LEAST_COMPOUND: Final = 11
_TELLING: Final = "FIgpcVWolSmGTNn"
# H.C., J.R.R.
_INITIALS: Final = re.compile(r"(?:[^\W\d_]\.)+")
# Letters of Danish words and of the loans among them; any other shows a foreign name.
_AT_HOME: Final = frozenset("abcdefghijklmnopqrstuvwxyzæøåéèêáàóôüöäíç-'’´.&")
_DANISH: Final = frozenset("æøå")
_UNDIVIDED: Final = str.maketrans({"ł": "l", "đ": "d", "ð": "d", "ı": "i", "þ": "th", "ß": "ss"})
_GENITIVES: Final = ("'s", "’s", "´s", "'", "’")
_GENITIVE_ENDS: Final = frozenset("s'’")


def bare(word: str) -> str:
    """The word without an apostrophe genitive, and all-caps words without an s (FNs -> FN)."""
    if word[-1] not in _GENITIVE_ENDS:
        return word
    for ending in _GENITIVES:
        if word.endswith(ending) and len(word) > len(ending) + 1:
            return word[: -len(ending)]
    if len(word) > 2 and word[-1] == "s" and word[-2].isupper() and word[:-1].isupper():
        return word[:-1]
    return word


@lru_cache(maxsize=50_000)
def folded(lower: str) -> str:
    """A lower-case word without the marks of letters that are not Danish: nguyễn -> nguyen."""
    if lower.isascii():
        return lower
    apart = [c if c in _DANISH else unicodedata.normalize("NFD", c)[0] for c in lower]
    return "".join(apart).translate(_UNDIVIDED)


def is_foreign(lower: str) -> bool:
    """Whether a lower-case word has letters that no Danish word has."""
    return not lower.isascii() and not _AT_HOME.issuperset(lower) and lower.isalpha()


def shape(word: str) -> str:
    """A coarse shape: Xx, XX, X., xX (al-Assad), Xx-Xx, with d for digits."""
    if len(word) == 2 and word[1] == ".":
        return "X."
    if len(word) > 1 and word[0].isupper() and word.isalpha() and word[1:].islower():
        return "Xx"
    out: list[str] = []
    for char in word:
        kind = "X" if char.isupper() else "x" if char.isalpha() else "d" if char.isdigit() else char
        if not out or out[-1] != kind:
            out.append(kind)
    return "".join(out[:6])


def word_class(word: str, lexicon: Lexicon) -> str:
    """The coarse class of a word inside a name, a few letters that tell what lists know of it."""
    if not word[0].isalpha():
        return "d" if word[0].isdigit() else word[0]
    lower = bare(word).lower()
    if word[0].islower():
        tail = lower.rpartition("-")[2]
        if tail and not word.islower() and tail != lower:
            return word_class(tail.capitalize(), lexicon)  # al-Harazi
        if lower in lexicon.particles:
            return "p"
        return "c" if lower in lexicon.joining_words else "x"
    if "." in word and _INITIALS.fullmatch(word):
        return "I"
    stem = lower[:-1] if lower.endswith("s") else lower
    flags = ""
    if _any_of(lexicon.first_names, lower, stem):
        flags += "g" if lower in lexicon.common_words else "F"
    if _any_of(lexicon.surnames, lower, stem):
        flags += "S"
    if not flags and "-" in lower:
        parts = lower.split("-")
        if parts[0] in lexicon.first_names:
            flags += "f"
        if parts[-1] in lexicon.surnames or parts[-1].removesuffix("s") in lexicon.surnames:
            flags += "s"
    sorts = lexicon.sorts(lower)
    if sorts:
        flags += sorts.lower()
    if lexicon.authority_endings.close(lower) and len(lower) > _LEAST_COMPOUND:
        flags += "V"
    elif lower in lexicon.organization_words or lexicon.organization_endings.close(lower):
        flags += "W"
    if lower in lexicon.place_words or lexicon.place_endings.close(lower):
        flags += "G"
    if lower in lexicon.person_nouns:
        flags += "T"
    elif not flags and lexicon.person_endings.close(lower):
        flags += "t"
    if lower in lexicon.nationalities:
        flags += "N"
    if lower in lexicon.not_names and not sorts:
        flags += "n"
    if flags:
        return flags
    if is_foreign(lower):
        return "Y"
    return "A" if word.isupper() and len(word) > 1 else "X"


def _any_of(names: Container[str], lower: str, stem: str) -> bool:
    """Whether names hold a word, or its stem, as written or without foreign marks."""
    if lower in names or stem in names:
        return True
    return not lower.isascii() and (folded(lower) in names or folded(stem) in names)


def main_class(kind: str) -> str:
    """The most telling letter of a word's class, for patterns that must not become too rare."""
    if len(kind) > 1:
        for letter in _TELLING:
            if letter in kind:
                return letter
    return kind[0]


def word_features(word: str, kind: str, lexicon: Lexicon) -> list[str]:
    """Features of one word of a span, without its role (first, last, single, inner).

    `kind` is its class.
    """
    core = bare(word)
    lower = core.lower()
    features = [f"w={lower}", f"c={kind}", f"h={shape(word)}"]
    if is_foreign(lower):
        features.append("foreign")
    if len(kind) > 1:
        features += [f"k={letter}" for letter in kind]
    if len(lower) > 3:
        features += [f"p3={lower[:3]}", f"s3={lower[-3:]}", f"s2={lower[-2:]}"]
        if len(lower) > 4:
            features.append(f"s4={lower[-4:]}")
        if len(lower) > 6:
            features.append(f"s5={lower[-5:]}")
    if len(lower) <= 4 and core.isupper():
        features.append(f"len={len(lower)}")
    if "-" in lower:
        head, _, tail = lower.rpartition("-")
        features += [f"head={head}", f"tail={tail}"]
        if core.rpartition("-")[2][:1].islower():
            features.append(f"compound:{lexicon.sorts(head)}")
    return features


def neighbour_features(word: str, kind: str, lexicon: Lexicon) -> list[str]:
    """Features of a word of class `kind` beside a span, as written."""
    lower = word.lower()
    features = [f"w={lower}"]
    first = word[0]
    if not first.isalpha():
        features.append("mark" if not first.isdigit() else f"number{len(word)}")
        return features
    if first.isupper():
        features.append(f"C={kind}")
    if lexicon.group_endings.close(lower):
        features.append("group")
    if first.isupper():
        return features
    if lower in lexicon.person_nouns:
        features.append("person")
    elif len(lower) > 5 and lexicon.person_endings.close(lower):
        features.append("personlike")
    if lower in lexicon.nationalities:
        features.append("nation")
    if len(lower) > 4:
        features += [f"s3={lower[-3:]}", f"s2={lower[-2:]}"]
        if len(lower) > 6:
            features.append(f"s5={lower[-5:]}")
    return features
