"""Nouns for what carries words: "avisen", "en pressemeddelelse", "interviewet"."""

from __future__ import annotations

from functools import cache, lru_cache

from flows.extraction.danish import table, word_list
from flows.extraction.speakers.media_names import platforms


class MediaNoun:
    """A noun for a carrier of words: its lemma and its kind."""

    def __init__(self, lemma: str, kind: str) -> None:
        self.lemma = lemma
        self.kind = kind


@cache
def _media_nouns() -> dict[str, MediaNoun]:
    nouns: dict[str, MediaNoun] = {}
    for row in table("media_words"):
        for column in ("noun", "definite", "plural", "plural_definite"):
            if row[column] != "-":
                nouns.setdefault(row[column].lower(), MediaNoun(row["noun"], row["kind"]))
    for word in word_list("press_words"):
        nouns.setdefault(word, MediaNoun(word, "press"))
    return nouns


@cache
def _tails() -> dict[str, MediaNoun]:
    lemmas = word_list("media_word_tails")
    return {form: noun for form, noun in _media_nouns().items() if noun.lemma in lemmas}


@lru_cache(maxsize=20_000)
def media_noun(word: str) -> MediaNoun | None:
    """What is known of a lower-case word as a noun for a carrier of words, None if nothing."""
    known = _media_nouns().get(word)
    if known is not None:
        return known
    first, hyphen, last = word.rpartition("-")
    if hyphen and last in _media_nouns():
        return _media_nouns()[last]
    if hyphen and any(first == platform.lower() for platform in platforms()):
        return MediaNoun(word, "medium")  # "Facebook-profil"
    for cut in range(2, len(word) - 3):
        if word[cut:] in _tails():
            return _tails()[word[cut:]]
    return None
