"""Describing one span of tokens for the model: its words, its neighbours, the article around it."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from flows.extraction.document import Document
from flows.extraction.names.candidates import Run, is_capitalised
from flows.extraction.names.features import bare, word_class
from flows.extraction.names.lexicon import Lexicon

START, STOP = "<s>", "</s>"
_OPENERS = frozenset("\"”“„»«'‘’([-–—•*")
_AFTER_OPENING = frozenset({":", '"', "”", "“", "»", "«", "-", "–", "—", "„"})


class Evidence(NamedTuple):
    """What the rest of the article tells of its words."""

    words: frozenset[str]
    # Capitalised words that stand somewhere but at the start of a sentence, without genitive.
    inside: frozenset[str]
    # Words that follow a first name or an initial.
    surnames: frozenset[str]


class WordClasses(dict[str, str]):
    """Word -> its class inside a name, computed once a word."""

    def __init__(self, lexicon: Lexicon) -> None:
        super().__init__()
        self.lexicon = lexicon

    def __missing__(self, word: str) -> str:
        found = word_class(word, self.lexicon)
        if len(self) < 300_000:
            self[word] = found
        return found


def gather_evidence(doc: Document, runs: list[Run], classes: Callable[[str], str]) -> Evidence:
    """Collect what an article's other sentences tell of a capitalised word."""
    inside: set[str] = set()
    surnames: set[str] = set()
    words = doc.words
    for run in runs:
        start = run.first
        if at_start(doc, run, start):
            start += 1
        for at in range(start, run.last):
            word = words[at]
            if word[0].isupper():
                inside.add(bare(word))
        for at in range(run.first, run.last - 1):
            sort = classes(words[at])
            if sort[0] in "FfI" and words[at + 1][0].isupper():
                surnames.add(bare(words[at + 1]))
                if at + 2 < run.last and words[at + 2][0].isupper():
                    surnames.add(bare(words[at + 2]))
    return Evidence(frozenset(words), frozenset(inside), frozenset(surnames))


def at_start(doc: Document, run: Run, at: int) -> bool:
    """Whether only opening marks stand between the sentence's beginning and this token."""
    words = doc.words
    while at > run.sentence_first:
        at -= 1
        if words[at] not in _OPENERS:
            return words[at] == ":" or (words[at] == "." and at > run.sentence_first)
    return True


def span_features(
    doc: Document,
    run: Run,
    first: int,
    last: int,
    evidence: Evidence,
    classes: WordClasses,
) -> tuple[list[tuple[str, str]], list[str]]:
    """Features of the tokens `first` to `last`: (role, word) pairs, and features of the whole."""
    words = doc.words
    length = last - first
    word = words[first]
    end_word = words[last - 1]
    before = words[first - 1] if first > run.sentence_first else START
    after = words[last] if last < run.sentence_last else STOP
    pairs = [("p", before), ("n", after)]
    start = at_start(doc, run, first)
    if length == 1:
        pairs.append(("s", word))
        sorts = classes.lexicon.sorts(word)
        pattern = classes[word]
        whole = [
            f"1={sorts}",
            f"1{pattern}<{_side(before, classes)}",
            f"1{pattern}>{_side(after, classes)}",
        ]
        core = bare(word)
        stem = core[:-1] if core[-1] == "s" else core
        seen_lower = core.lower() in evidence.words
        if start:
            known = core in evidence.inside or stem in evidence.inside
            whole.append(
                f"start{pattern}" if sorts or len(pattern) > 1 or pattern not in "X" else "startX"
            )
            whole.append(f"start:{'low' if seen_lower else 'new'}:{'seen' if known else 'unseen'}")
        elif seen_lower:
            whole.append("low")
        if core in evidence.surnames or stem in evidence.surnames:
            whole.append("surname")
    else:
        pairs += [("f", word), ("l", end_word)]
        middle = words[first + 1 : last - 1]
        pairs += [("m", inner) for inner in middle]
        sorts = classes.lexicon.sorts(" ".join([*words[first : last - 1], end_word]))
        pattern = "-".join([classes[inner] for inner in words[first : min(last, first + 5)]])
        whole = [
            f"+={sorts}",
            f"len={length}",
            f"pat={pattern}",
            f"ends={classes[word]}-{classes[end_word]}",
            f"+<{_side(before, classes)}",
            f"+>{_side(after, classes)}",
        ]
        if sorts:
            whole.append(f"known{length}")
        if start:
            core = bare(word)
            known = core in evidence.inside
            low = core.lower() in evidence.words
            whole.append(f"+start{classes[word]}")
            whole.append(f"+start:{'low' if low else 'new'}:{'seen' if known else 'unseen'}")
        halved = False
        for inner in middle:
            if inner[-1] == "-":
                halved = True
            elif halved:
                halved = False
            elif inner[0].islower() or inner == "&":
                whole.append(f"join={inner}")
    if is_capitalised(before) and first > run.first:
        whole.append(f"cut<{length}")
    if is_capitalised(after) and last < run.last:
        whole.append(f"cut>{length}")
    if after == "(" and last + 1 < run.sentence_last:
        inner = words[last + 1]
        whole.append(
            "age)"
            if inner.isdigit()
            else "party)"
            if inner.isupper() and len(inner) < 4
            else "text)"
        )
    elif after == "," and last + 1 < run.sentence_last and words[last + 1].isdigit():
        whole.append("age,")
    elif before == "(" and after == ")":
        whole.append("alone)")
    if first - 1 > run.sentence_first:
        pairs.append(("q", words[first - 2]))
    if last + 1 < run.sentence_last:
        pairs.append(("o", words[last + 1]))
    return pairs, whole


def _side(word: str, classes: WordClasses) -> str:
    """A neighbour's class: what a span beside it most likely is."""
    if word[0].isupper():
        return "X"
    lexicon = classes.lexicon
    lower = word
    if lower in lexicon.person_nouns or (len(lower) > 5 and lower.endswith(lexicon.person_endings)):
        return "person"
    if lower in lexicon.joining_words or not lower[0].isalpha() or len(lower) < 4:
        return lower
    if lower in lexicon.nationalities:
        return "nation"
    return "x"
