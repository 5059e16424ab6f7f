"""The scores of spans, put together quickly.

`spans.span_features` says what the model looks at, and learning uses it as it stands. Here the
same sums are built from parts that are kept: per word in its role, per pattern of word classes.
Added to them is what the lists know for certain of a whole name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from flows.extraction.document import Document
from flows.extraction.names.candidates import Run, is_capitalised
from flows.extraction.names.features import bare, neighbour_features, word_features
from flows.extraction.names.model import LABELS, Model, Scores, pack, unpack
from flows.extraction.names.spans import (
    QUOTES,
    START,
    STOP,
    TELLING,
    Evidence,
    Word,
    Words,
    behind_features,
    join_features,
    opens_organization,
    pattern_features,
    start_feature,
)

_KEPT: Final = 200_000
# What the lists know for certain: added to the label of a name that means one thing only.
_CERTAIN: Final = 1.5
_CERTAIN_PHRASE: Final = 4.0
_AUTHORITY: Final = 2.0
_MARKS: Final = QUOTES | {"("}
_BESIDE: Final = re.compile(r"((?:1[^<>=]*|\+)[<>])(.+)")

# What stands on one side of a span: its packed scores, the word there and its class, whether the
# span ends inside a row of capitals, and whether a name could go on there.
Side = tuple[int, str, str, bool, bool]


@dataclass(slots=True)
class Beside:
    """What a word scores beside a span: all scores are packed."""

    before: int
    second_before: int  # one token farther from the span
    behind: int
    second_behind: int
    kind: str  # its class there
    capital: bool
    goes_on: bool  # whether a name can begin or end with it


@dataclass(slots=True)
class Inside:
    """What a word scores inside a span, or as all of it."""

    info: Word
    single: int
    first: int
    inner: int
    last: int
    by_left: dict[str, int]  # class of the word before a single one -> scores
    by_right: dict[str, int]
    at_start: int
    certain: int  # what the lists know of the word, whatever stands around it
    opens_name: bool  # whether a listed name of several words begins with it
    opens_body: bool  # whether the name of an organisation can begin with it


class Scorer:
    """Scores spans by a model; what is known of words is kept between documents."""

    def __init__(self, model: Model) -> None:
        self.lexicon = model.lexicon
        self.words = Words(model.lexicon)
        self._model = model
        # Class of a span ("1F", "+") and mark of the side -> class of the word there -> scores.
        self._by_side: dict[str, dict[str, Scores]] = {}
        for feature, scores in model.weights.items():
            beside = _BESIDE.fullmatch(feature)
            if beside is not None:
                self._by_side.setdefault(beside.group(1), {})[beside.group(2)] = scores
        self._packed_by_side: dict[str, dict[str, int]] = {}
        self._by_left, self._by_right = self._beside_class("+<"), self._beside_class("+>")
        self._beside: dict[str, Beside] = {}
        self._inside: dict[str, Inside] = {}
        self._patterns: dict[tuple[str, ...], int] = {}
        self._features: dict[str, int] = {}
        self._unlisted = model.weight(["+="])

    def beside(self, word: str) -> Beside:
        """What a word scores beside a span."""
        found = self._beside.get(word)
        if found is None:
            weigh, known = self._model.weights_in, self.words[word]
            features = neighbour_features(word, known.kind, self.lexicon)
            before, behind = weigh("pn", features)
            second_before, second_behind = weigh("qo", [f"w={word.lower()}"])
            found = Beside(
                before,
                second_before,
                behind,
                second_behind,
                known.side,
                known.capital,
                is_capitalised(word),
            )
            if len(self._beside) < _KEPT:
                self._beside[word] = found
        return found

    def inside(self, word: str) -> Inside:
        """What a word scores inside a span."""
        found = self._inside.get(word)
        if found is None:
            weigh, info = self._model.weight, self.words[word]
            features = word_features(word, info.kind, self.lexicon)
            single, first, inner, last = self._model.weights_in("sfml", features)
            certain = pack((0.0, _AUTHORITY, 0.0, 0.0, 0.0)) if "V" in info.kind else 0
            if info.sorts:
                certain += self._of_certain(word.lower(), _CERTAIN)
            found = Inside(
                info,
                single + weigh([f"1={info.sorts}"]),
                first,
                inner,
                last,
                self._beside_class(f"1{info.kind}<"),
                self._beside_class(f"1{info.kind}>"),
                weigh([f"start{info.kind}"]),
                certain,
                word.lower() in self.lexicon.phrases,
                word.lower() in self.lexicon.organization_openings,
            )
            if len(self._inside) < _KEPT:
                self._inside[word] = found
        return found

    def left(self, doc: Document, run: Run, first: int) -> Side:
        """What stands before a span that begins with token `first`."""
        if first <= run.sentence_first:
            return self.beside(START).before, START, START, False, False
        word = doc.words[first - 1]
        found = self.beside(word)
        scores = found.before
        if first - 1 > run.sentence_first:
            scores += self.beside(doc.words[first - 2]).second_before
        within = first > run.first
        return scores, word, found.kind, within and found.capital, within and found.goes_on

    def right(self, doc: Document, run: Run, last: int) -> Side:
        """What stands behind a span that ends before token `last`."""
        if last >= run.sentence_last:
            return self.beside(STOP).behind, STOP, STOP, False, False
        word = doc.words[last]
        found = self.beside(word)
        scores = found.behind
        if last + 1 < run.sentence_last:
            following = doc.words[last + 1]
            scores += self.beside(following).second_behind
            if word in TELLING:
                scores += sum(map(self._weight, behind_features(word, following)))
        within = last < run.last
        return scores, word, found.kind, within and found.capital, within and found.goes_on

    def single(self, word: Inside, left: Side, right: Side, start: bool, seen: Evidence) -> Scores:
        """The scores of a span of one word; `start`: it opens its sentence."""
        info, by_left, by_right = word.info, word.by_left, word.by_right
        before, left_word, left_kind, left_cuts, left_goes_on = left
        behind, right_word, right_kind, right_cuts, right_goes_on = right
        scores = word.single + before + behind
        if left_kind in by_left:
            scores += by_left[left_kind]
        if right_kind in by_right:
            scores += by_right[right_kind]
        if start:
            inside = info.core in seen.inside or info.stem in seen.inside
            scores += word.at_start + self._weight(start_feature(info.lower in seen.words, inside))
        elif info.lower in seen.words:
            scores += self._weight("low")
        if info.core in seen.surnames or info.stem in seen.surnames:
            scores += self._weight("surname")
        if left_cuts:
            scores += self._weight("cut<1")
        if right_cuts:
            scores += self._weight("cut>1")
        if left_word in _MARKS:
            scores += self._enclosed(left_word, right_word)
        if not (left_goes_on or right_goes_on):
            scores += word.certain
        return unpack(scores)

    def several(
        self,
        doc: Document,
        first: int,
        span: list[Inside],
        left: Side,
        right: Side,
        start: bool,
        seen: Evidence,
    ) -> Scores:
        """The scores of a span of several words, the first of them token `first`."""
        weigh, last = self._weight, first + len(span)
        before, left_word, left_kind, left_cuts, left_goes_on = left
        behind, right_word, right_kind, right_cuts, right_goes_on = right
        kinds = tuple([word.info.kind for word in span])
        pattern = self._patterns.get(kinds)
        scores = before + behind + span[0].first + span[-1].last
        scores += self._of_pattern(kinds) if pattern is None else pattern
        scores += self._by_left.get(left_kind, 0) + self._by_right.get(right_kind, 0)
        sorts = ""
        if span[0].opens_name:
            whole = " ".join(doc.lowers[first:last])
            sorts = self.lexicon.sorts(whole)
            if not (left_goes_on or right_goes_on):
                scores += self._of_certain(whole, _CERTAIN_PHRASE)
        scores += weigh(f"+={sorts}") if sorts else self._unlisted
        if sorts:
            scores += weigh(f"known{len(span)}")
        if span[0].opens_body and opens_organization(doc.lowers[first:last], self.lexicon):
            scores += weigh("opens")
        if start:
            info = span[0].info
            low, inside = info.lower in seen.words, info.core in seen.inside
            scores += weigh(f"+start{info.kind}") + weigh(f"+{start_feature(low, inside)}")
        if left_cuts:
            scores += weigh("cut<2")
        if right_cuts:
            scores += weigh("cut>2")
        if left_word in _MARKS:
            scores += self._enclosed(left_word, right_word)
        if len(span) > 2:
            scores += sum([word.inner for word in span[1:-1]])
            scores += sum(map(weigh, join_features(doc.words[first:last])))
        return unpack(scores)

    def _beside_class(self, beside: str) -> dict[str, int]:
        """Class of the word on one side of a span of this class -> scores."""
        found = self._packed_by_side.get(beside)
        if found is None:
            sides = self._by_side.get(beside, {})
            found = {side: pack(scores) for side, scores in sides.items()}
            self._packed_by_side[beside] = found
        return found

    def _weight(self, feature: str) -> int:
        """The packed weights of one feature of a span."""
        found = self._features.get(feature)
        if found is None:
            found = self._model.weight([feature])
            if found:
                self._features[feature] = found
        return found

    def _of_pattern(self, kinds: tuple[str, ...]) -> int:
        found = self._model.weight(pattern_features(kinds))
        if len(self._patterns) < _KEPT:
            self._patterns[kinds] = found
        return found

    def _enclosed(self, before: str, after: str) -> int:
        if before == "(":
            return self._weight("alone)") if after == ")" else 0
        return self._weight("quoted") if after in QUOTES else 0

    def _of_certain(self, lower: str, raised: float) -> int:
        """The raise of the one label that a listed name can have; nothing where it has several."""
        certain = self.lexicon.certain
        if lower not in certain:
            if lower[-1] not in "s'’":
                return 0
            core = bare(lower)
            lower = lower[:-1] if core == lower else core
            if lower not in certain:
                return 0
        label = LABELS.index(self.lexicon.names[lower])
        person, organization, location, misc = [raised if at == label else 0.0 for at in range(4)]
        return pack((person, organization, location, misc, 0.0))
