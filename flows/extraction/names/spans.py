"""Describing one span of tokens for the model: its words, its neighbours, the article around it."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass
from typing import Final

from flows.extraction.document import Document
from flows.extraction.names.candidates import Run
from flows.extraction.names.features import bare, main_class, word_class
from flows.extraction.names.lexicon import Lexicon

START: Final = "<s>"
STOP: Final = "</s>"
QUOTES: Final = frozenset('"”“„»«')
# Marks whose next word tells something of the name before them.
TELLING: Final = frozenset({"(", ","})
_WORDS_KEPT: Final = 300_000
# Classes of words that are part of a body's or place's name.
_INSTITUTIONAL: Final = frozenset("WVolm")
Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Word:
    """What is known of a word by itself, computed once."""

    kind: str  # its class inside a name
    main: str  # the most telling letter of the class
    side: str  # its class beside a name
    core: str  # without an apostrophe genitive
    stem: str  # without a final s
    lower: str  # the core in lower case
    sorts: str  # what it is as a whole name
    capital: bool
    genitive: bool  # whether it ends in -s
    institutional: bool  # whether a list or an ending makes it part of a body's or place's name


class Words(dict[str, Word]):
    """Word -> what is known of it."""

    def __init__(self, lexicon: Lexicon) -> None:
        super().__init__()
        self.lexicon = lexicon

    def __missing__(self, word: str) -> Word:
        core, kind = bare(word), word_class(word, self.lexicon)
        found = Word(
            kind,
            main_class(kind),
            _side(word, self.lexicon),
            core,
            core[:-1] if core[-1] == "s" and len(core) > 1 else core,
            core.lower(),
            self.lexicon.sorts(word),
            word[0].isupper(),
            word[-1] == "s",
            not _INSTITUTIONAL.isdisjoint(kind),
        )
        if len(self) < _WORDS_KEPT:
            self[word] = found
        return found


def _side(word: str, lexicon: Lexicon) -> str:
    """A neighbour's class: what a span beside it most likely is."""
    if lexicon.group_endings.close(word.lower()):
        return "group"
    if word[0].isupper():
        return "X"
    if word in lexicon.person_nouns or (len(word) > 5 and lexicon.person_endings.close(word)):
        return "person"
    if word in lexicon.joining_words or not word[0].isalpha() or len(word) < 4:
        return word
    if word in lexicon.nationalities:
        return "nation"
    return "x"


@dataclass(slots=True)
class Evidence:
    """What the rest of the article tells of its words."""

    words: set[str]
    # Capitalised words that stand somewhere but at the start of a sentence, without genitive.
    inside: set[str]
    # Words that follow a first name or an initial.
    surnames: set[str]
    # Words in -s whose s is no genitive's.
    own_s: Set[str]


def gather_evidence(
    doc: Document, runs: list[Run], known: Words, own_s: Set[str] = frozenset()
) -> Evidence:
    """Collect what an article's other sentences tell of a capitalised word.

    `own_s` are words in -s that are known to stand in base form.
    """
    inside: set[str] = set()
    surnames: set[str] = set()
    words = doc.words
    for run in runs:
        if run.last - run.first == 1:
            info = known[words[run.first]]
            if info.capital and not run.at_start:
                inside.add(info.core)
            continue
        infos = [known[word] for word in words[run.first : run.last]]
        for at, info in enumerate(infos):
            if info.capital and (at or not run.at_start):
                inside.add(info.core)
            if info.kind[0] in "FfIg":
                for follower in infos[at + 1 : at + 3]:
                    if not follower.capital:
                        break
                    surnames.add(follower.core)
    return Evidence(set(words), inside, surnames, own_s)


def span_features(
    doc: Document, run: Run, first: int, last: int, evidence: Evidence, known: Words
) -> tuple[list[Pair], list[str]]:
    """Features of the tokens `first` to `last`: (role, word) pairs, and features of the whole."""
    words = doc.words
    before = words[first - 1] if first > run.sentence_first else START
    after = words[last] if last < run.sentence_last else STOP
    pairs = [("p", before), ("n", after)]
    if first - 1 > run.sentence_first:
        pairs.append(("q", words[first - 2]))
    if last + 1 < run.sentence_last:
        pairs.append(("o", words[last + 1]))
    info = known[words[first]]
    left, right = known[before], known[after]
    start = first == run.first and run.at_start
    if last - first == 1:
        pairs.append(("s", words[first]))
        whole = _single(info, left, right, start, evidence)
    else:
        pairs += [("f", words[first]), ("l", words[last - 1])]
        pairs += [("m", inner) for inner in words[first + 1 : last - 1]]
        whole = _several(words[first:last], left, right, start, evidence, known)
    if left.capital and first > run.first:
        whole.append("cut<1" if last - first == 1 else "cut<2")
    if right.capital and last < run.last:
        whole.append("cut>1" if last - first == 1 else "cut>2")
    if after in TELLING and last + 1 < run.sentence_last:
        whole += behind_features(after, words[last + 1])
    if before == "(" and after == ")":
        whole.append("alone)")
    elif before in QUOTES and after in QUOTES:
        whole.append("quoted")
    return pairs, whole


def _single(info: Word, left: Word, right: Word, start: bool, evidence: Evidence) -> list[str]:
    kind, core = info.kind, info.core
    low = info.lower in evidence.words
    whole = [f"1={info.sorts}", f"1{kind}<{left.side}", f"1{kind}>{right.side}"]
    if start:
        seen = core in evidence.inside or info.stem in evidence.inside
        whole += [f"start{kind}", start_feature(low, seen)]
    elif low:
        whole.append("low")
    if core in evidence.surnames or info.stem in evidence.surnames:
        whole.append("surname")
    return whole


def start_feature(low: bool, seen: bool) -> str:
    """At the start of a sentence: is the word written small elsewhere, does it stand elsewhere."""
    return f"start:{'low' if low else 'new'}:{'seen' if seen else 'unseen'}"


def _several(
    span: list[str], left: Word, right: Word, start: bool, evidence: Evidence, known: Words
) -> list[str]:
    sorts = known.lexicon.sorts(" ".join(span))
    whole = [
        f"+={sorts}",
        *pattern_features([known[word].kind for word in span]),
        f"+<{left.side}",
        f"+>{right.side}",
    ]
    if sorts:
        whole.append(f"known{len(span)}")
    if opens_organization([word.lower() for word in span], known.lexicon):
        whole.append("opens")
    if start:
        info = known[span[0]]
        low = info.lower in evidence.words
        whole += [f"+start{info.kind}", f"+{start_feature(low, info.core in evidence.inside)}"]
    return whole + join_features(span)


def pattern_features(kinds: Sequence[str]) -> list[str]:
    """What the classes of a span's words tell, in their order."""
    return [
        f"len={len(kinds)}",
        f"pat={'-'.join(kinds[:5])}",
        f"ends={kinds[0]}-{kinds[-1]}",
        f"main={'-'.join([main_class(kind) for kind in kinds[:5]])}",
    ]


def opens_organization(lowers: list[str], lexicon: Lexicon) -> bool:
    """Whether the words begin as organisations' names do: retten i ..., rådet for ..."""
    openings = lexicon.organization_openings.get(lowers[0])
    if openings is None:
        return False
    return any(tuple(lowers[: len(opening)]) == opening for opening in openings)


def join_features(span: list[str]) -> list[str]:
    """The small words and marks inside a span; "Midt- og Vestjyllands" joins halves of one word."""
    found: list[str] = []
    halved = span[0][-1] == "-"
    for inner in span[1:-1]:
        if inner[-1] == "-":
            halved = True
        elif halved:
            halved = False
        elif inner[0].islower() or inner == "&":
            found.append(f"join={inner}")
    return found


def behind_features(mark: str, word: str) -> list[str]:
    """What the word behind a bracket or comma tells: an age, a party's letters."""
    if word.isdigit():
        return ["age)" if mark == "(" else "age,"]
    if mark == ",":
        return []
    return ["party)" if word.isupper() and len(word) < 4 else "text)"]
