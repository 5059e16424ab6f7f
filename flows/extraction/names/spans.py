"""Describing one span of tokens for the model: its words, its neighbours, the article around it."""

from __future__ import annotations

from collections.abc import Sequence, Set
from typing import Final

from flows.extraction.document import Document
from flows.extraction.names.candidates import Run
from flows.extraction.names.features import main_class
from flows.extraction.names.lexicon import Lexicon
from flows.extraction.names.words import Info, Word, Words, side_class

START: Final = "<s>"
STOP: Final = "</s>"
QUOTES: Final = frozenset('"”“„»«')
# Marks whose next word tells something of the name before them.
TELLING: Final = frozenset({"(", ","})
Pair = tuple[str, str]


class Evidence:
    """What the rest of the article tells of its words."""

    def __init__(
        self, words: set[str], inside: set[str], surnames: set[str], own_s: Set[str]
    ) -> None:
        self.words = words
        # Capitalised words that stand somewhere but at the start of a sentence, without genitive.
        self.inside = inside
        # Words that follow a first name or an initial.
        self.surnames = surnames
        # Words in -s whose s is no genitive's.
        self.own_s = own_s


def gather_evidence(
    doc: Document,
    words: list[Word],
    runs: list[Run],
    known: Words,
    own_s: Set[str] = frozenset(),
) -> Evidence:
    """Collect what an article's other sentences tell of a capitalised word.

    `own_s` are words in -s that are known to stand in base form.
    """
    inside: set[str] = set()
    surnames: set[str] = set()
    for run in runs:
        if run.last - run.first == 1:
            if not run.at_start:
                info = known.info(words[run.first])
                if info.capital:
                    inside.add(info.core)
            continue
        following = 0  # so many words behind a first name may be surnames
        for at in range(run.first, run.last):
            info = known.info(words[at])
            if not info.capital:
                following = 0
            else:
                if at > run.first or not run.at_start:
                    inside.add(info.core)
                if following:
                    surnames.add(info.core)
                    following -= 1
            if info.before_surnames:
                following = 2
    return Evidence(set(doc.words), inside, surnames, own_s)


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
    info = known.info(known[words[first]])
    start = first == run.first and run.at_start
    if last - first == 1:
        pairs.append(("s", words[first]))
        whole = _single(info, before, after, start, evidence, known.lexicon)
    else:
        pairs += [("f", words[first]), ("l", words[last - 1])]
        pairs += [("m", inner) for inner in words[first + 1 : last - 1]]
        whole = _several(words[first:last], before, after, start, evidence, known)
    if before[0].isupper() and first > run.first:
        whole.append("cut<1" if last - first == 1 else "cut<2")
    if after[0].isupper() and last < run.last:
        whole.append("cut>1" if last - first == 1 else "cut>2")
    if after in TELLING and last + 1 < run.sentence_last:
        whole += behind_features(after, words[last + 1])
    if before == "(" and after == ")":
        whole.append("alone)")
    elif before in QUOTES and after in QUOTES:
        whole.append("quoted")
    return pairs, whole


def _single(
    info: Info, before: str, after: str, start: bool, evidence: Evidence, lexicon: Lexicon
) -> list[str]:
    kind, core = info.kind, info.core
    low = info.lower in evidence.words
    whole = [
        f"1={info.sorts}",
        f"1{kind}<{side_class(before, lexicon)}",
        f"1{kind}>{side_class(after, lexicon)}",
    ]
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
    span: list[str], before: str, after: str, start: bool, evidence: Evidence, known: Words
) -> list[str]:
    infos = [known.info(known[word]) for word in span]
    sorts = known.lexicon.sorts(" ".join(span))
    whole = [
        f"+={sorts}",
        *pattern_features([info.kind for info in infos]),
        f"+<{side_class(before, known.lexicon)}",
        f"+>{side_class(after, known.lexicon)}",
    ]
    if sorts:
        whole.append(f"known{len(span)}")
    if opens_organization([word.lower() for word in span], known.lexicon):
        whole.append("opens")
    if start:
        info = infos[0]
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
