"""Danish noun phrases about persons: where they begin, what heads them, where they end."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Final

from flows.extraction.actors.cast import Cast
from flows.extraction.danish import table, word_list
from flows.extraction.document import Document
from flows.extraction.names.lexicon import lexicon
from flows.extraction.nouns import noun
from flows.extraction.words import word_class

AGE: Final = re.compile(r"(\d{1,3})-årig[e]?")
_AGE_IN_LETTERS: Final = re.compile(
    r"(?:et|to|tre|fire|fem|seks|syv|otte|ni|ti|elleve|tolv|\w{2,4}ten|nitten)årige?"
)
_LOWER_GENITIVE: Final = re.compile(r"[^\W\d_]{3,}(?:ens|ets|erens|nes|rnes|ets|ions|skabs|iums)")
_ADJECTIVE: Final = re.compile(
    r"[^\W\d_-]*(?:ende|iske|ske|sk|ige|lige|lig|ig|ede|erede|able|elle|ale|ære|ive|ative|nye?|isk)"
    r"|\d+-årige?|[^\W\d]+-?[^\W\d]*årige?"
)
_MAX_MODIFIERS: Final = 6
_COPULAS: Final = word_class("finite_copula")
_ARTICLES: Final = word_class("article")
_ONE: Final = word_class("one")


@cache
def _classes() -> dict[str, frozenset[str]]:
    classes: dict[str, set[str]] = {}
    for row in table("function_words"):
        classes.setdefault(row["word"], set()).add(row["class"])
    for row in table("cues"):
        for form in row["forms"].split():
            classes.setdefault(form, set()).add("finite")
    return {word: frozenset(found) for word, found in classes.items()}


_NONE: Final[frozenset[str]] = frozenset()


def kinds(lower: str) -> frozenset[str]:
    """The closed classes a word belongs to (preposition, finite, determiner ...)."""
    return _classes().get(lower, _NONE)


def is_verb(lower: str) -> bool:
    """A frequent finite verb or a verb of saying."""
    return "finite" in kinds(lower)


def is_function_word(lower: str) -> bool:
    """A word of a closed class: never the head of a phrase."""
    return bool(kinds(lower))


@lru_cache(maxsize=100_000)
def is_person_noun(lower: str) -> bool:
    """A noun for a person: a listed one, or a compound that ends in one (sundhedsordfører)."""
    words = lexicon()
    if lower in words.person_nouns:
        return True
    if "-" in lower and lower.rpartition("-")[2] in words.person_nouns:
        return True
    return len(lower) > 5 and words.person_endings.close(lower) and not kinds(lower)


def is_free_person_noun(lower: str) -> bool:
    """A word with an ending that makes nouns for persons; trust it only beside a name."""
    return lower.endswith(_free_endings()) and len(lower) > 5 and not kinds(lower)


@cache
def _free_endings() -> tuple[str, ...]:
    return tuple(sorted(word_list("person_noun_endings")))


@lru_cache(maxsize=100_000)
def is_adjective(lower: str) -> bool:
    """A word that looks like an adjective before a noun, or is a listed modifier of titles."""
    if lower in lexicon().modifiers or lower in lexicon().nationalities:
        return True
    return bool(_ADJECTIVE.fullmatch(lower)) and not is_function_word(lower)


def is_age(lower: str) -> bool:
    """42-årige, syvårige."""
    return "årig" in lower and (
        AGE.fullmatch(lower) is not None or _AGE_IN_LETTERS.fullmatch(lower) is not None
    )


def phrase_start(doc: Document, cast: Cast, head: int, lowest: int) -> int:
    """The first token of the noun phrase with this head; adjectives, genitives, determiner."""
    lowers, words = doc.lowers, doc.words
    at = head
    if "-" in words[head] and words[head][0].isupper() and head > lowest + 1:
        at -= words[head - 1][0].isupper() and cast.actor_at(head - 1) is None  # Ryder Cup-anfører
    for _ in range(_MAX_MODIFIERS):
        before = at - 1
        if before < lowest:
            break
        lower = lowers[before]
        actor = cast.actor_at(before)
        if actor is not None:
            mention = cast.mention_at(before)
            if mention is None or not mention.genitive or mention.first < lowest:
                break
            at = mention.first
            if lowers[at - 1] in ("den", "det", "de") and at - 1 >= lowest:
                at -= 1
            break
        found = kinds(lower)
        if "possessive" in found:
            at = before
            break
        if "determiner" in found:
            if lower in ("andre", "andet") and before and lowers[before - 1] in ("blandt", "bl.a."):
                break  # "blandt andre direktør Holm"
            if lower == "det" and before > lowest and lowers[before - 1] in _COPULAS:
                break  # "Nu er det lillesøster Holm"
            at = before
            if before > lowest and lowers[before - 1] in _ARTICLES:
                at = before - 1  # "en anden analytiker", "den første formand"
            break
        if lower == "og":
            joined = _coordinated(doc, before, lowest)
            if joined is None:
                break
            at = joined
            continue
        if _is_verb_before(doc, cast, before, head):
            break
        if (
            words[before][0].isalnum()
            and not found
            and (
                is_adjective(lower)
                or is_person_noun(lower)
                or is_genitive(lower)
                or _follows_opening(doc, cast, before, lowest)
            )
        ):
            at = before
            continue
        if lower in lexicon().modifiers:
            at = before
            continue
        break
    if at - 2 >= lowest and lowers[at - 1] == "af" and lowers[at - 2] in _ONE:
        return at - 2  # "en af de ledende politikere", "en af stifterne"
    return at


def _is_verb_before(doc: Document, cast: Cast, at: int, head: int) -> bool:
    """Whether a word that looks like a part of the phrase is a verb: at genkende sangeren."""
    lower = doc.lowers[at]
    if at and takes_infinitive(doc.lowers[at - 1]):
        known = lower in lexicon().modifiers or lower in lexicon().nationalities
        return lower.endswith(("e", "es")) and not known
    if lower in word_list("infinitives"):
        return True
    if lower.endswith("ede") and lower not in lexicon().modifiers and not _is_opened(doc, cast, at):
        return True  # "I Riis kastede præsident Holm sig ud i ..."
    if at + 1 != head or not lower.endswith("er"):
        return False
    # "spiller helten Holm", "hjælper senator Holm"
    title = noun(doc.lowers[head])
    return lower in lexicon().homographs or (
        is_person_noun(lower) and title is not None and title.definite and not title.adjectival
    )


def _is_opened(doc: Document, cast: Cast, at: int) -> bool:
    """Whether an article, an owner or an adjective stands before a definite adjective."""
    if not at:
        return False
    owner = cast.mention_at(at - 1)
    if owner is not None:
        return owner.genitive
    before = doc.lowers[at - 1]
    return (
        bool(kinds(before) & {"determiner", "possessive"})
        or is_genitive(before)
        or is_adjective(before)
    )


def takes_infinitive(lower: str) -> bool:
    """A modal verb, or the "at" of an infinitive."""
    return lower == "at" or lower in word_list("modal_verbs")


def is_genitive(lower: str) -> bool:
    """A noun in the genitive: gruppens, gruppes, ministeriets, ministeriums."""
    if _LOWER_GENITIVE.fullmatch(lower):
        return True
    return len(lower) > 4 and lower[-1] == "s" and noun(lower[:-1]) is not None


def _follows_opening(doc: Document, cast: Cast, at: int, lowest: int) -> bool:
    """Whether an article, or a name in the genitive, shows an unknown word to be an adjective."""
    if at - 1 < lowest or not doc.words[at].islower():
        return False
    owner = cast.mention_at(at - 1)
    if owner is not None:
        return owner.genitive
    before = doc.lowers[at - 1]
    return bool(kinds(before) & {"determiner", "possessive"}) or is_genitive(before)


def _coordinated(doc: Document, conjunction: int, lowest: int) -> int | None:
    """Where the first of two titles or half compounds begins: klima- og energiminister."""
    before = conjunction - 1
    if before < lowest:
        return None
    word = doc.words[before]
    if word == "-" and before > lowest and doc.ends[before - 1] == doc.starts[before]:
        return before - 1
    return before if word.endswith("-") or is_person_noun(doc.lowers[before]) else None


def phrase_end(doc: Document, head: int, highest: int) -> int:
    """The end (exclusive) of the phrase with this head: its prepositional phrases belong to it."""
    lowers, words = doc.lowers, doc.words
    at = head + 1
    if at < highest and lowers[at] == "og" and at + 1 < highest and is_person_noun(lowers[at + 1]):
        at += 2
    while at < highest and "preposition" in kinds(lowers[at]):
        inner = at + 1
        while inner < highest and _continues(doc, inner, highest):
            inner += 1
        if inner == at + 1 or "time" in kinds(lowers[at + 1]):
            break
        at = inner
    while at > head + 1 and (is_function_word(lowers[at - 1]) and not words[at - 1][0].isupper()):
        at -= 1
    return at


def _continues(doc: Document, at: int, highest: int) -> bool:
    lower, word = doc.lowers[at], doc.words[at]
    if not (word[0].isalnum() or word == "&"):
        return False
    found = kinds(lower)
    if "finite" in found or "subordinator" in found or "relative" in found:
        return False
    if "preposition" in found or ("nominative" in found and "determiner" not in found):
        return False
    if "conjunction" in found:
        following = at + 1
        return (
            lower == "og"
            and following < highest
            and doc.words[following][0].isalpha()
            and not kinds(doc.lowers[following]) - {"determiner"}
        )
    return True
