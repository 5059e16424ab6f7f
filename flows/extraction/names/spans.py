"""Describing one span of tokens for the model: its words, its neighbours, the article around it."""

from __future__ import annotations

from typing import NamedTuple

from flows.extraction.document import Document
from flows.extraction.names.candidates import Run
from flows.extraction.names.features import bare, main_class, word_class
from flows.extraction.names.lexicon import Lexicon

START, STOP = "<s>", "</s>"
_OPENERS = frozenset("\"”“„»«'‘’([-–—•*")
_WORDS_KEPT = 300_000
Pair = tuple[str, str]


class Word(NamedTuple):
    """What is known of a word by itself, computed once."""

    kind: str  # its class inside a name
    main: str  # the most telling letter of the class
    side: str  # its class beside a name
    core: str  # without an apostrophe genitive
    stem: str  # without a final s
    lower: str  # the core in lower case
    sorts: str  # what it is as a whole name
    capital: bool


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
        )
        if len(self) < _WORDS_KEPT:
            self[word] = found
        return found


def _side(word: str, lexicon: Lexicon) -> str:
    """A neighbour's class: what a span beside it most likely is."""
    if word.lower().endswith(lexicon.group_endings):
        return "group"
    if word[0].isupper():
        return "X"
    if word in lexicon.person_nouns or (len(word) > 5 and word.endswith(lexicon.person_endings)):
        return "person"
    if word in lexicon.joining_words or not word[0].isalpha() or len(word) < 4:
        return word
    if word in lexicon.nationalities:
        return "nation"
    return "x"


class Evidence(NamedTuple):
    """What the rest of the article tells of its words."""

    words: set[str]
    # Capitalised words that stand somewhere but at the start of a sentence, without genitive.
    inside: set[str]
    # Words that follow a first name or an initial.
    surnames: set[str]


def gather_evidence(doc: Document, runs: list[Run], known: Words) -> Evidence:
    """Collect what an article's other sentences tell of a capitalised word."""
    inside: set[str] = set()
    surnames: set[str] = set()
    words = doc.words
    for run in runs:
        first, last = run.first, run.last
        infos = [known[word] for word in words[first:last]]
        for at, info in enumerate(infos):
            if info.capital and (at or not at_start(doc, run)):
                inside.add(info.core)
            if info.kind[0] in "FfIg":
                for follower in infos[at + 1 : at + 3]:
                    if not follower.capital:
                        break
                    surnames.add(follower.core)
    return Evidence(set(words), inside, surnames)


def at_start(doc: Document, run: Run) -> bool:
    """Whether only opening marks stand between the sentence's beginning and the run, or a colon."""
    words = doc.words
    at = run.first
    while at > run.sentence_first:
        at -= 1
        if words[at] not in _OPENERS:
            return words[at] in (":", ".")
    return True


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
    start = first == run.first and at_start(doc, run)
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
    if after in _TELLING and last + 1 < run.sentence_last:
        whole += _behind(after, words[last + 1])
    if before == "(" and after == ")":
        whole.append("alone)")
    elif before in _QUOTES and after in _QUOTES:
        whole.append("quoted")
    return pairs, whole


def _single(info: Word, left: Word, right: Word, start: bool, evidence: Evidence) -> list[str]:
    kind, core = info.kind, info.core
    low = info.lower in evidence.words
    whole = [f"1={info.sorts}", f"1{kind}<{left.side}", f"1{kind}>{right.side}"]
    if start:
        seen = core in evidence.inside or info.stem in evidence.inside
        whole.append(f"start{kind}")
        whole.append(f"start:{'low' if low else 'new'}:{'seen' if seen else 'unseen'}")
    elif low:
        whole.append("low")
    if core in evidence.surnames or info.stem in evidence.surnames:
        whole.append("surname")
    return whole


def _several(
    span: list[str], left: Word, right: Word, start: bool, evidence: Evidence, known: Words
) -> list[str]:
    kinds = [known[word].kind for word in span]
    sorts = known.lexicon.sorts(" ".join(span))
    whole = [
        f"+={sorts}",
        f"len={len(span)}",
        f"pat={'-'.join(kinds[:5])}",
        f"ends={kinds[0]}-{kinds[-1]}",
        f"main={'-'.join([known[word].main for word in span[:5]])}",
        f"+<{left.side}",
        f"+>{right.side}",
    ]
    if sorts:
        whole.append(f"known{len(span)}")
    openings = known.lexicon.organization_openings.get(span[0].lower())
    if openings:
        lowers = tuple([word.lower() for word in span])
        if any(lowers[: len(opening)] == opening for opening in openings):
            whole.append("opens")
    if start:
        info = known[span[0]]
        low = "low" if info.lower in evidence.words else "new"
        whole.append(f"+start{info.kind}")
        whole.append(f"+start:{low}:{'seen' if info.core in evidence.inside else 'unseen'}")
    halved = span[0][-1] == "-"
    for inner in span[1:-1]:
        if inner[-1] == "-":
            halved = True
        elif halved:
            halved = False
        elif inner[0].islower() or inner == "&":
            whole.append(f"join={inner}")
    return whole


_QUOTES = frozenset('"”“„»«')
_TELLING = frozenset({"(", ","})


def _behind(mark: str, word: str) -> list[str]:
    """What the word behind a bracket or comma tells: an age, a party's letters."""
    if word.isdigit():
        return ["age)" if mark == "(" else "age,"]
    if mark == ",":
        return []
    return ["party)" if word.isupper() and len(word) < 4 else "text)"]
