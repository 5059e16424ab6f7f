"""The scores of spans, put together quickly.

`spans.span_features` says what the model looks at, and learning uses it as it stands. Here the
same sums are built from parts that are kept: per word in its role, per pattern of word classes.
Added to them is what the lists know for certain of a whole name.
"""

from __future__ import annotations

import re
from typing import Final

from flows.extraction.names.candidates import Run
from flows.extraction.names.features import bare, neighbour_features, word_features
from flows.extraction.names.model import (
    LABELS,
    NO_WEIGHTS,
    Model,
    Scores,
    raised,
    summed,
    total,
    weights_of,
)
from flows.extraction.names.spans import (
    QUOTES,
    START,
    STOP,
    TELLING,
    Evidence,
    behind_features,
    join_features,
    opens_organization,
    pattern_features,
    start_feature,
)
from flows.extraction.names.words import Beside, Inside, Weights, Word, Words, side_class

_KEPT: Final = 200_000
# What the lists know for certain: added to the label of a name that means one thing only.
_CERTAIN: Final = 1.5
_CERTAIN_PHRASE: Final = 4.0
_AUTHORITY: Final = Weights(0.0, 2.0, 0.0, 0.0, 0.0)
_MARKS: Final = QUOTES | {"("}
_BESIDE: Final = re.compile(r"((?:1[^<>=]*|\+)[<>])(.+)")
_FALSE_TRUE: Final = (False, True)

# What stands on one side of a span: what the word there and the next one score, that word,
# whether the span ends inside a row of capitals, and whether a name could go on there.
Side = tuple[Weights, Weights, Beside, bool, bool]


class Scorer:
    """Scores spans by a model; what is known of words is kept between documents."""

    def __init__(self, model: Model) -> None:
        self.lexicon = model.lexicon
        self.words = Words(model.lexicon)
        self._model = model
        # Class of a span ("1F", "+") and mark of the side -> class of the word there -> scores.
        self._by_side: dict[str, dict[str, Weights]] = {}
        for feature, scores in model.weights.items():
            beside = _BESIDE.fullmatch(feature)
            if beside is not None:
                self._by_side.setdefault(beside.group(1), {})[beside.group(2)] = weights_of(scores)
        self._by_left, self._by_right = self._beside_class("+<"), self._beside_class("+>")
        self._patterns: dict[tuple[str, ...], Weights] = {}
        weigh = model.weight
        self._start = self.beside(self.words[START])
        self._stop = self.beside(self.words[STOP])
        self._unlisted = weigh("+=")
        self._low = weigh("low")
        self._surname = weigh("surname")
        self._cuts = [weigh(f) for f in ("cut<1", "cut>1", "cut<2", "cut>2")]
        starts = [start_feature(low, seen) for low in _FALSE_TRUE for seen in _FALSE_TRUE]
        self._starts = [weigh(feature) for feature in starts]
        self._starts_of_several = [weigh(f"+{feature}") for feature in starts]

    def beside(self, word: Word) -> Beside:
        """What a word scores beside a span."""
        found = word.beside
        if found is None:
            text, weigh = word.text, self._model.weights_in
            kind = self.words.info(word).kind if text[0].isupper() else ""
            near = weigh("pn", neighbour_features(text, kind, self.lexicon))
            far = weigh("qo", [f"w={text.lower()}"])
            side = side_class(text, self.lexicon)
            goes_on, encloses = word.capital, text in _MARKS
            found = word.beside = Beside(text, side, goes_on, encloses, near, far)
        return found

    def inside(self, word: Word) -> Inside:
        """What a word scores inside a span."""
        found = word.inside
        if found is None:
            info, weigh = self.words.info(word), self._model.weight
            kind, lower = info.kind, word.text.lower()
            weights = self._model.weights_in("sfml", word_features(word.text, kind, self.lexicon))
            weights[0] = total([weights[0], weigh(f"1={info.sorts}")])
            certain = [_AUTHORITY] if "V" in kind else []
            if info.sorts:
                certain.append(self._of_certain(lower, _CERTAIN))
            found = word.inside = Inside(
                info,
                weights,
                self._beside_class(f"1{kind}<"),
                self._beside_class(f"1{kind}>"),
                total(certain) if certain else None,
                lower in self.lexicon.phrases,
                lower in self.lexicon.organization_openings,
            )
        return found

    def left(self, words: list[Word], run: Run, first: int) -> Side:
        """What stands before a span that begins with token `first`."""
        if first <= run.sentence_first:
            return self._start.before, NO_WEIGHTS, self._start, False, False
        found = words[first - 1].beside or self.beside(words[first - 1])
        second = NO_WEIGHTS
        if first - 1 > run.sentence_first:
            farther = words[first - 2].beside or self.beside(words[first - 2])
            second = farther.second_before
        if first == run.first:
            return found.before, second, found, False, False
        return found.before, second, found, found.capital, found.goes_on

    def right(self, words: list[Word], run: Run, last: int) -> Side:
        """What stands behind a span that ends before token `last`."""
        if last >= run.sentence_last:
            return self._stop.behind, NO_WEIGHTS, self._stop, False, False
        found = words[last].beside or self.beside(words[last])
        second = NO_WEIGHTS
        if last + 1 < run.sentence_last:
            farther = words[last + 1].beside or self.beside(words[last + 1])
            second = farther.second_behind
            if found.text in TELLING:
                told = behind_features(found.text, farther.text)
                second = total([second, *[self._model.weight(feature) for feature in told]])
        if last == run.last:
            return found.behind, second, found, False, False
        return found.behind, second, found, found.capital, found.goes_on

    def single(self, word: Inside, left: Side, right: Side, start: bool, seen: Evidence) -> Scores:
        """The scores of a span of one word; `start`: it opens its sentence."""
        a, b, beside, left_cuts, left_goes_on = left
        c, d, following, right_cuts, right_goes_on = right
        e = word.by_left.get(beside.kind, NO_WEIGHTS)
        f = word.by_right.get(following.kind, NO_WEIGHTS)
        own, info = word.single, word.info
        low = info.lower in seen.words
        if start:
            inside = info.core in seen.inside or info.stem in seen.inside
            own = (word.starts or self._at_start(word))[2 * low + inside]
        scores = (
            own.person + (a.person + b.person + c.person) + (d.person + e.person + f.person),
            own.organization
            + (a.organization + b.organization + c.organization)
            + (d.organization + e.organization + f.organization),
            own.location
            + (a.location + b.location + c.location)
            + (d.location + e.location + f.location),
            own.misc + (a.misc + b.misc + c.misc) + (d.misc + e.misc + f.misc),
            own.nothing + (a.nothing + b.nothing + c.nothing) + (d.nothing + e.nothing + f.nothing),
        )
        more: list[Weights] = []
        if low and not start:
            more.append(self._low)
        if info.core in seen.surnames or info.stem in seen.surnames:
            more.append(self._surname)
        if left_cuts:
            more.append(self._cuts[0])
        if right_cuts:
            more.append(self._cuts[1])
        if beside.encloses:
            more.append(self._enclosed(beside.text, following.text))
        if word.certain is not None and not (left_goes_on or right_goes_on):
            more.append(word.certain)
        return raised(scores, more) if more else scores

    def several(
        self,
        words: list[Word],
        span: list[Inside],
        left: Side,
        right: Side,
        start: bool,
        seen: Evidence,
    ) -> Scores:
        """The scores of a span of several words, `words`."""
        before, farther, beside, left_cuts, left_goes_on = left
        behind, second, following, right_cuts, right_goes_on = right
        weigh, opening = self._model.weight, span[0]
        parts = [before, farther, behind, second, opening.first, span[-1].last]
        parts.append(self._of_pattern(span))
        by_left, by_right = self._by_left.get(beside.kind), self._by_right.get(following.kind)
        if by_left is not None:
            parts.append(by_left)
        if by_right is not None:
            parts.append(by_right)
        sorts = ""
        if opening.opens_name:
            whole = " ".join([word.lower for word in words])
            sorts = self.lexicon.sorts(whole)
            if not (left_goes_on or right_goes_on):
                parts.append(self._of_certain(whole, _CERTAIN_PHRASE))
        if sorts:
            parts.append(weigh(f"+={sorts}"))
            parts.append(weigh(f"known{len(span)}"))
        else:
            parts.append(self._unlisted)
        if opening.opens_body and opens_organization([w.lower for w in words], self.lexicon):
            parts.append(weigh("opens"))
        if start:
            info = opening.info
            low, inside = info.lower in seen.words, info.core in seen.inside
            parts.append(weigh(f"+start{info.kind}"))
            parts.append(self._starts_of_several[2 * low + inside])
        if left_cuts:
            parts.append(self._cuts[2])
        if right_cuts:
            parts.append(self._cuts[3])
        if beside.encloses:
            parts.append(self._enclosed(beside.text, following.text))
        if len(span) > 2:
            parts += [word.inner for word in span[1:-1]]
            parts += [weigh(feature) for feature in join_features([word.text for word in words])]
        return summed(parts)

    def _at_start(self, word: Inside) -> list[Weights]:
        """What a word scores as a name that opens its sentence."""
        own, opening = word.single, self._model.weight(f"start{word.info.kind}")
        word.starts = [total([own, opening, start]) for start in self._starts]
        return word.starts

    def _beside_class(self, beside: str) -> dict[str, Weights]:
        """Class of the word on one side of a span of this class -> scores."""
        return self._by_side.setdefault(beside, {})

    def _of_pattern(self, span: list[Inside]) -> Weights:
        kinds = tuple([word.info.kind for word in span])
        found = self._patterns.get(kinds)
        if found is None:
            found = total([self._model.weight(feature) for feature in pattern_features(kinds)])
            if len(self._patterns) < _KEPT:
                self._patterns[kinds] = found
        return found

    def _enclosed(self, before: str, after: str) -> Weights:
        if before == "(":
            return self._model.weight("alone)") if after == ")" else NO_WEIGHTS
        return self._model.weight("quoted") if after in QUOTES else NO_WEIGHTS

    def _of_certain(self, lower: str, raised: float) -> Weights:
        """The raise of the one label that a listed name can have; nothing where it has several."""
        certain = self.lexicon.certain
        if lower not in certain:
            if lower[-1] not in "s'’":
                return NO_WEIGHTS
            core = bare(lower)
            lower = lower[:-1] if core == lower else core
            if lower not in certain:
                return NO_WEIGHTS
        label = LABELS.index(self.lexicon.names[lower])
        person, organization, location, misc = [raised if at == label else 0.0 for at in range(4)]
        return Weights(person, organization, location, misc, 0.0)
