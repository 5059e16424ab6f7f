"""The best reading of a run: which of its spans are names, and of what sort."""

from __future__ import annotations

from flows.extraction.document import Document
from flows.extraction.names.candidates import Run, is_capitalised, spans_of
from flows.extraction.names.lexicon import Lexicon
from flows.extraction.names.model import Scores
from flows.extraction.names.scoring import Scorer, Side
from flows.extraction.names.spans import Evidence, Word

# Found by cross-validation: what is added to every name, against no name.
BIAS = 0.2
# No person's name holds a Danish preposition or "og"; particles alone (von der) speak for one.
_NEVER = -50.0
_PARTICLES = 2.5
# A listed first name before words that are nothing else: Bo Lindskov, though there is a town Bo.
_FIRST_NAME = 1.0
# Half a word that needs what ends like an authority: Midt- og Vestjyllands Politi.
_HALVES = 3.0
_SMALL_PARTY: Scores = (0.0, 3.0, 0.0, 0.0, 0.0)

Reading = tuple[int, int, Scores]


def read_run(
    doc: Document, run: Run, scorer: Scorer, evidence: Evidence, bias: float = BIAS
) -> list[Reading]:
    """The names of a run as (first, last, scores), by the best sum of scores over its tokens."""
    first, last = run.first, run.last
    if last - first == 1:
        left, right = scorer.left(doc, run, first), scorer.right(doc, run, last)
        scores = scorer.single(scorer.inside(doc.words[first]), left, right, run.at_start, evidence)
        return [(first, last, scores)] if max(scores[:4]) + bias > scores[4] else []
    return _best_cut(run, _scored_spans(doc, run, scorer, evidence), bias)


def _scored_spans(doc: Document, run: Run, scorer: Scorer, evidence: Evidence) -> list[Reading]:
    """All spans of a run that may be names, by their beginning, with their scores."""
    words, begin = doc.words, run.first
    inside = [scorer.inside(word) for word in words[begin : run.last]]
    lefts: dict[int, Side] = {}
    rights: dict[int, Side] = {}
    readings: list[Reading] = []
    for first, last in spans_of(doc, run, scorer.lexicon):
        left = lefts.get(first)
        if left is None:
            left = lefts[first] = scorer.left(doc, run, first)
        right = rights.get(last)
        if right is None:
            right = rights[last] = scorer.right(doc, run, last)
        start = first == begin and run.at_start
        if last - first == 1:
            scores = scorer.single(inside[first - begin], left, right, start, evidence)
        else:
            within = inside[first - begin : last - begin]
            if _owns_person(within[0].info, within[1].info, scorer.lexicon):
                continue
            scores = scorer.several(doc, first, within, left, right, start, evidence)
            if run.phrases and (first, last) in run.phrases and not is_capitalised(words[first]):
                scores = _SMALL_PARTY  # de radikale: only parties are listed so
            elif run.phrases and _holds_phrase(run, first, last):
                scores = (_NEVER, *scores[1:])  # Radikale Venstres Jens Holm is two names
            else:
                scores = _corrected(
                    words[first:last], within[0].info, within[-1].info, scores, scorer.lexicon
                )
        readings.append((first, last, scores))
    return readings


def _corrected(
    span: list[str], opening: Word, ending: Word, scores: Scores, lexicon: Lexicon
) -> Scores:
    """The scores of a span of several words, with what its make-up shows beyond the weights."""
    person, organization, location, misc, nothing = scores
    if opening.main in "Fg" and not ending.institutional:
        person += _FIRST_NAME
    if span[0][-1] == "-" and ending.main in "VWol":
        organization += _HALVES
    elif len(span) > 2:
        person += _inner(span[1:-1], lexicon)
    return person, organization, location, misc, nothing


def _best_cut(run: Run, readings: list[Reading], bias: float) -> list[Reading]:
    """The readings that stand side by side with the best sum of scores."""
    first = run.first
    ending: list[list[Reading]] = [[] for _ in range(run.last - first)]
    nothing = [0.0] * (run.last - first)
    for reading in readings:
        begin, last, scores = reading
        ending[last - 1 - first].append(reading)
        if last - begin == 1:
            nothing[begin - first] = scores[4]
    best = [0.0]
    back: list[Reading | None] = []
    for at, closing in enumerate(ending):
        top = best[at] + nothing[at]
        choice: Reading | None = None
        for reading in closing:
            scores = reading[2]
            reached = best[reading[0] - first] + (max(scores[:4]) + bias)
            if reached > top:
                top, choice = reached, reading
        best.append(top)
        back.append(choice)
    names: list[Reading] = []
    at = len(back)
    while at:
        chosen = back[at - 1]
        if chosen is None:
            at -= 1
        else:
            names.append(chosen)
            at = chosen[0] - first
    return names[::-1]


def _inner(words: list[str], lexicon: Lexicon) -> float:
    """What the words inside a span say of its being a person, beyond the model's weights."""
    lower = [word for word in words if word[0].islower()]
    if not lower:
        return 0.0
    if any(word in lexicon.joining_words for word in lower):
        return _NEVER
    return _PARTICLES if all(word in lexicon.particles for word in lower) else 0.0


def _holds_phrase(run: Run, first: int, last: int) -> bool:
    """Whether a known name of several words is a part of the span."""
    return any(a >= first and b <= last and b - a < last - first for a, b in run.phrases)


def _owns_person(owner: Word, following: Word, lexicon: Lexicon) -> bool:
    """Danmarks Bo Holm: whether a known place or body in the genitive precedes a first name."""
    return (
        bool(owner.sorts)
        and owner.genitive
        and following.capital
        and following.main in "FIg"
        and owner.lower not in lexicon.names
        and not following.sorts.strip("L")
    )
