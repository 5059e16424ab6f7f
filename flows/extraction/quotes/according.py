"""`Ifølge X ...` and `Efter Xs mening ...`: indirect speech whose source stands in a phrase."""

from __future__ import annotations

from typing import Final

from flows.extraction.danish import word_list
from flows.extraction.document import Document, Sentence
from flows.extraction.phrases import Phrase, PhraseKind, read_phrase, skip_postmodifiers
from flows.extraction.quotes.context import Context
from flows.extraction.quotes.cues import ANAPHOR, CLAUSE
from flows.extraction.quotes.drafts import Draft, Link
from flows.extraction.quotes.reported_clauses import indirect_draft
from flows.extraction.quotes.reported_ends import (
    before_main_verb,
    looks_finite,
    opens_subordinate,
    reported_end,
)
from flows.extraction.quotes.signs import CLAUSE_ENDS
from flows.extraction.quotes.sources import find_source
from flows.extraction.speakers.media import names_medium
from flows.extraction.words import FINITES, RELATIVES, SUBORDINATORS

_FEWEST: Final = 3  # tokens behind "ifølge X" inside a sentence that can be somebody's words


def according_to(context: Context, sentence: Sentence) -> Draft | None:
    """The words behind "ifølge X"; those before it where X comes last in the sentence."""
    doc, cast = context.doc, context.cast
    for at in context.according_between(sentence.first, sentence.last):
        phrase = _oblique(doc, at + 1) or read_phrase(doc, cast, at + 1, sentence.last)
        phrase = _owner_of_words(context, at + 1, sentence.last) or phrase
        if phrase is None or not _can_be_source(doc, phrase):
            return None
        if names_medium(doc, cast, phrase.first, phrase.last) and _tells_who_spoke(
            context, sentence, phrase
        ):
            return None  # "siger X ifølge Ritzau": the medium is where X said it
        if _reports_behind(context, sentence, at, phrase):
            return None  # "forklarede ifølge retspapirer, at ..."
        cue = (doc.starts[at], doc.ends[at])
        behind = _behind_source(context, phrase, sentence.last)
        clause = (at, behind)
        if at > sentence.first and (behind >= sentence.last or doc.words[behind] in CLAUSE_ENDS):
            segments = [(sentence.first, at)]
        else:
            end = reported_end(context, behind, sentence.last)
            if opens_subordinate(doc, sentence.first, at):
                end = before_main_verb(doc, behind, end)
            if at - sentence.first > 1 and end - behind < _FEWEST:
                return None  # "det er ifølge Holm fredag": no clause is left
            segments = [(behind, end)]
        return indirect_draft(doc, sentence, segments, Link.ACCORDING, phrase, None, cue, clause)
    return None


def _reports_behind(context: Context, sentence: Sentence, at: int, phrase: Phrase) -> bool:
    """Whether "ifølge X" at a token stands between a cue and the clause that the cue reports."""
    if context.doc.lowers[phrase.after : phrase.after + 2] != [",", "at"]:
        return False
    return any(
        context.by_token[token].takes(CLAUSE)
        for token in context.cues_between(max(sentence.first, at - _NEAR), at)
    )


def _owner_of_words(context: Context, at: int, last: int) -> Phrase | None:
    """ "ifølge Kystbladets egne oplysninger": the one whose words they are."""
    doc, names = context.doc, context.cast
    actor = names.actor_at(at)
    if actor is None or not names.is_genitive(at):
        return None
    behind = names.mention_end(at)
    noun_at = behind + 1 if doc.lowers[behind : behind + 1] == ["egne"] else behind
    if noun_at >= last or doc.lowers[noun_at] not in word_list("opinion_words"):
        return None
    return Phrase(at, behind, behind - 1, PhraseKind.NAME, (actor,), None, noun_at + 1)


def _tells_who_spoke(context: Context, sentence: Sentence, according: Phrase) -> bool:
    """Whether the cue beside "ifølge X" has a source of its own."""
    doc = context.doc
    for token in context.cues_between(sentence.first, sentence.last):
        hit = context.by_token[token]
        found = find_source(doc, context.cast, hit, sentence.first, sentence.last)
        source = None if found is None else found.phrase
        if source is None or source.first == according.first:
            continue
        anaphor = hit.finite == sentence.first + 1 and hit.takes(ANAPHOR)
        if anaphor and doc.lowers[sentence.first] == "det":
            return True  # "Det skriver ministeren på Twitter, ifølge Ritzau."
        before = according.first - 2
        while before > source.first and doc.words[before] == ",":
            before -= 1
        if before + 1 in {source.last, source.after, token + 1}:
            return True
        clause = "at" in doc.lowers[source.after : source.after + _NEAR]
        if hit.finite == according.after and clause:
            return True
    return False


_NEAR: Final = 4  # tokens between a source and the "at" of what it says: ", i dag, at"


def in_the_opinion_of(context: Context, sentence: Sentence) -> Draft | None:
    """ "Efter Holms mening haster det": the owner of the opinion is the source."""
    doc = context.doc
    at = sentence.first
    if doc.lowers[at] != "efter":
        return None
    for noun_at in range(at + 2, min(at + 8, sentence.last - 2)):
        if doc.lowers[noun_at] not in word_list("opinion_words"):
            continue
        owner = _owner(context, at + 1, noun_at)
        if owner is None:
            return None
        cue = (doc.starts[noun_at], doc.ends[noun_at])
        last = reported_end(context, noun_at + 1, sentence.last)
        clause = (at, noun_at + 1)
        return indirect_draft(
            doc, sentence, [(noun_at + 1, last)], Link.ACCORDING, owner, None, cue, clause
        )
    return None


def _owner(context: Context, first: int, last: int) -> Phrase | None:
    """Tokens `first` to `last` as the owner of what follows: "Holms", "hans"."""
    doc, names = context.doc, context.cast
    pronoun = _POSSESSIVE_PRONOUNS.get(doc.lowers[first])
    if pronoun is not None:
        return Phrase(first, first + 1, first, PhraseKind.PRONOUN, (), None, first + 1)
    actor = names.actor_at(last - 1)
    if actor is None:
        return read_phrase(doc, names, first, last)
    start = names.mention_start(last - 1)
    return Phrase(start, last, last - 1, PhraseKind.NAME, (actor,), None, last)


_POSSESSIVE_PRONOUNS: Final = {"hans": "han", "hendes": "hun"}


def _oblique(doc: Document, at: int) -> Phrase | None:
    """ "ifølge ham": the pronoun at token `at`."""
    if at < len(doc.lowers) and doc.lowers[at] in {"ham", "hende", "dem"}:
        return Phrase(at, at + 1, at, PhraseKind.PRONOUN, (), None, at + 1)
    return None


def _can_be_source(doc: Document, phrase: Phrase) -> bool:
    """Persons, groups, names, reports; "ifølge planen", "ifølge loven" have no source."""
    return bool(phrase.actors) or doc.lowers[phrase.head] not in word_list("not_sources")


def _behind_source(context: Context, phrase: Phrase, last: int) -> int:
    """The token behind a source with its postmodifiers, appositions and relative clauses."""
    doc = context.doc
    named = phrase.kind is PhraseKind.NAME and bool(phrase.actors)
    at = phrase.after
    beside = doc.lowers[at : at + 1]
    belongs = beside in (["fra"], ["hos"]) or (
        beside in (["i"], ["på"]) and context.cast.actor_at(at + 1) is not None
    )
    if not named or belongs:
        at = skip_postmodifiers(doc, context.cast, at, last, all_prepositions=True)
    while at < last and doc.words[at] == ",":
        close = _closing_comma(doc, at, last)
        if close is None:
            return at
        at = close + 1
    return at


def _closing_comma(doc: Document, comma: int, last: int) -> int | None:
    """The comma that ends a parenthesis opened at token `comma`, before a finite verb."""
    word = doc.lowers[comma + 1] if comma + 1 < last else ""
    if not (word in RELATIVES or _looks_nominal(doc, comma + 1)):
        return None
    for token in range(comma + 1, last - 1):
        if doc.words[token] == "," and looks_finite(doc, token + 1):
            return token
    return None


def _looks_nominal(doc: Document, at: int) -> bool:
    if at >= len(doc.lowers):
        return False
    word = doc.lowers[at]
    return word not in SUBORDINATORS and word not in FINITES and doc.words[at][0].isalpha()
