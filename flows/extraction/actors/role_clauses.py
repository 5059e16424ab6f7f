"""Roles behind a name: appositions, brackets, relative clauses, predicates.

Each function gives the role's token range (end exclusive) or nothing.
"""

from __future__ import annotations

from typing import Final

from flows.extraction.actors.cast import Cast, NameMention
from flows.extraction.actors.grammar import (
    is_adjective,
    is_function_word,
    is_person_noun,
    is_verb,
    kinds,
    phrase_end,
)
from flows.extraction.actors.role_forms import tells_relation_only
from flows.extraction.danish import word_list
from flows.extraction.document import Document
from flows.extraction.names.lexicon import lexicon
from flows.extraction.nouns import noun
from flows.extraction.words import word_class

Range = tuple[int, int]
_COPULAS: Final = word_class("finite_copula")
_PERFECT: Final = word_class("finite_perfect")
# "Karla Winther er den, der ..."; "er min ven" is a speaker's view.
_NO_PREDICATES: Final = word_class("no_predicate")
_RELATIVES: Final = word_class("subject_relative")
_MOST_CIRCUMSTANCES: Final = 5


def phrase_after(doc: Document, cast: Cast, mention: NameMention, high: int) -> Range | None:
    """Jens Holm, formand for Danske Regioner, ...; Jens Holm (S), der er formand for ..."""
    at = mention.last
    if at < high and doc.words[at] == "(":
        close = next((k for k in range(at, min(high, at + 6)) if doc.words[k] == ")"), None)
        if close is None:
            return None
        inner = noun_phrase_at(doc, cast, at + 1, close)
        if inner is not None:
            return inner
        at = close + 1
    if at >= high or doc.words[at] != ",":
        return None
    at = behind_age(doc, at + 1, high)
    if at < high and doc.lowers[at] in _RELATIVES:
        at = behind_adverbs(doc, at + 1, high)
        behind = _behind_copula(doc, at, high) or _behind_post_verb(doc, cast, at, high)
        if behind is None:
            return None
        at = behind_adverbs(doc, _behind_joined_age(doc, behind, high), high)
    found = noun_phrase_at(doc, cast, at, high)
    if found is not None and found[1] < high and _is_named(cast, found[1]):
        return None  # "Karla Winther, direktør Bo Riis og ...": the next one's title
    return found


def behind_age(doc: Document, at: int, high: int) -> int:
    """The first token behind a bare age and its comma: Karla Winther, 42, ..."""
    if at + 1 < high and doc.words[at].isdigit() and doc.words[at + 1] == ",":
        return at + 2
    return at


def _behind_joined_age(doc: Document, at: int, high: int) -> int:
    """The token behind "13 og", "33 år og": der er 13 og formand for klassen."""
    if at < high and doc.words[at][0].isdigit():
        behind = at + 2 if doc.lowers[at + 1 : at + 2] == ["år"] else at + 1
        if doc.lowers[behind : behind + 1] == ["og"] and behind + 1 < high:
            return behind + 1
    return at


def _is_named(cast: Cast, token: int) -> bool:
    """Whether a person's name begins here."""
    mention, actor = cast.mention_at(token), cast.actor_at(token)
    return (
        mention is not None
        and actor is not None
        and mention.first == token
        and cast.actors[actor].is_person
    )


def behind_adverbs(doc: Document, at: int, high: int) -> int:
    """The first token from here on that is no adverb and no time (nu, i går)."""
    while at < high:
        found = kinds(doc.lowers[at])
        timed = at + 1 < high and "time" in kinds(doc.lowers[at + 1])
        if not (found & {"adverb", "time"} or ("preposition" in found and timed)):
            break
        at += 1
    return at


def _behind_copula(doc: Document, at: int, high: int) -> int | None:
    """The token behind er, har været, blev udnævnt til; None where nothing of the kind stands."""
    if at >= high:
        return None
    if doc.lowers[at] in _PERFECT:
        been = _behind_circumstances(doc, at + 1, high)
        return been + 1 if been < high and doc.lowers[been] == "været" else None
    if doc.lowers[at] not in _COPULAS:
        return None
    if doc.lowers[at + 1 : at + 2] == ["blevet"]:
        return at + 2
    appointed = behind_adverbs(doc, at + 1, high)
    if doc.lowers[appointed : appointed + 1] and (
        doc.lowers[appointed] in word_list("appointing_participles")
        and doc.lowers[appointed + 1 : appointed + 2] in (["til"], ["som"])
    ):
        return appointed + 2
    return at + 1


def _behind_circumstances(doc: Document, at: int, high: int) -> int:
    """The first token behind adverbs and times: har [siden 2019] været, stopper [i dag] som."""
    for _ in range(_MOST_CIRCUMSTANCES):
        if at >= high:
            break
        found = kinds(doc.lowers[at])
        timed = found & {"adverb", "time", "preposition", "determiner"}
        if not (timed or doc.words[at].isdigit()):
            break
        at += 1
    return at


def _behind_post_verb(doc: Document, cast: Cast, at: int, high: int) -> int | None:
    """The token behind "stopper som", "har siden 2019 arbejdet som"; None where it is not so."""
    if at < high and doc.lowers[at] in _PERFECT:
        at = _behind_circumstances(doc, at + 1, high)
    if at + 1 >= high or doc.lowers[at] not in word_list("post_verbs"):
        return None
    at = _behind_circumstances(doc, at + 1, high)
    return at + 1 if at + 1 < high and doc.lowers[at] == "som" else None


def post(doc: Document, cast: Cast, mention: NameMention, high: int) -> Range | None:
    """Jens Holm stopper som formand for foreningen."""
    behind = _behind_post_verb(doc, cast, _behind_own_age(doc, mention.last, high), high)
    return None if behind is None else noun_phrase_at(doc, cast, behind, high)


def _behind_own_age(doc: Document, at: int, high: int) -> int:
    """The token behind "på ni", "på 71 år"."""
    if at + 1 < high and doc.lowers[at] == "på":
        number = doc.lowers[at + 1]
        if number.isdigit() or "determiner" in kinds(number):
            return at + 3 if doc.lowers[at + 2 : at + 3] == ["år"] else at + 2
    return at


def inverted_predicate(doc: Document, cast: Cast, mention: NameMention, low: int) -> Range | None:
    """Ny formand for foreningen er Jens Holm."""
    verb = mention.first - 1
    if verb <= low or doc.lowers[verb] not in _COPULAS or mention.last - mention.first < 2:
        return None
    opening = doc.lowers[low]
    owner = cast.mention_at(low)
    if not (is_person_noun(opening) or is_adjective(opening) or (owner and owner.genitive)):
        return None
    found = noun_phrase_at(doc, cast, low, verb)
    return found if found is not None and found[1] == verb else None


def predicate(doc: Document, cast: Cast, mention: NameMention, high: int) -> Range | None:
    """Jens Holm er formand for foreningen."""
    at, words = mention.last, doc.words
    first = mention.first
    if first and words[first - 1] == "," and at < len(words) and words[at] == ",":
        at += 1  # Hans far, Jens Holm, var møller
    else:
        at = _behind_own_age(doc, at, high)
    behind = _behind_copula(doc, at, high)
    if behind is None or behind >= high:
        return None
    at = behind
    if kinds(doc.lowers[at]) & {"adverb"} and at + 1 < high:
        at += 1
    found = noun_phrase_at(doc, cast, at, high)
    if found is None or doc.lowers[found[0]] in _NO_PREDICATES:
        return None
    title = noun(doc.lowers[found[1] - 1])
    if title is not None and found[1] - found[0] == 1 and tells_relation_only(title):
        return None  # "Karla Winther og Ida Riis er veninder"
    return found


def noun_phrase_at(doc: Document, cast: Cast, at: int, high: int) -> Range | None:
    """The noun phrase about a person that begins here, if one does."""
    head = at
    limit = min(high, at + 7)
    bare = at + 2 < high and doc.lowers[at] in word_list("bare_occupations")
    if bare and "preposition" in kinds(doc.lowers[at + 1]):
        return at, phrase_end(doc, at, high)
    while head < limit:
        lower = doc.lowers[head]
        covered = cast.mention_at(head)
        if covered is not None:
            if not covered.genitive:
                return None
            head = covered.last
            continue
        if is_person_noun(lower) and not _is_other_word(doc, head, high):
            if head + 1 < limit and _is_title_of(lower, doc.lowers[head + 1]):
                head += 1
                continue
            return at, phrase_end(doc, head, high)
        if is_verb(lower) or not lower[0].isalnum():
            return None
        if is_function_word(lower) and not kinds(lower) & {"determiner", "possessive"}:
            if lower not in lexicon().modifiers and not (lower == "af" and head == at + 1):
                return None
        elif head > at + 3 and not is_adjective(lower):
            return None
        head += 1
    return None


def _is_other_word(doc: Document, at: int, high: int) -> bool:
    """Whether a noun that is another word as well is that: "et helt pænt hus"."""
    if doc.lowers[at] not in lexicon().homographs or at + 1 >= high:
        return False
    following = doc.lowers[at + 1]
    return following.isalpha() and doc.words[at + 1].islower() and not kinds(following)


def _is_title_of(lower: str, following: str) -> bool:
    """formand minister: both are nouns; in "den 61-årige pianist spiller" the second is a verb."""
    if not is_person_noun(following):
        return False
    first = noun(lower)
    verb = following in lexicon().homographs
    return not verb or (first is not None and first.adjectival)
