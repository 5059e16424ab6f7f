"""The best reading of a run: which of its spans are names, and of what sort."""

from __future__ import annotations

from flows.extraction.document import Document
from flows.extraction.names.candidates import Run, spans_of
from flows.extraction.names.model import Model, Scores
from flows.extraction.names.spans import Evidence, Words, span_features

# Found by cross-validation: what is added to every name, against no name.
BIAS = 0.5
# No person's name holds a Danish preposition or "og"; particles alone (von der) speak for one.
_NEVER = -50.0
_PARTICLES = 2.5


def read_run(
    doc: Document,
    run: Run,
    model: Model,
    evidence: Evidence,
    classes: Words,
    bias: float = BIAS,
) -> list[tuple[int, int, Scores]]:
    """The names of a run as (first, last, scores), by the best sum of scores over its tokens."""
    if run.last - run.first == 1:
        scores = model.score(*span_features(doc, run, run.first, run.last, evidence, classes))
        return [(run.first, run.last, scores)] if max(scores[:4]) + bias > scores[4] else []
    spans = spans_of(doc, run, model.lexicon)
    scored: dict[int, list[tuple[int, float, Scores]]] = {}
    nothing: dict[int, float] = {}
    for first, last in spans:
        scores = model.score(*span_features(doc, run, first, last, evidence, classes))
        if last - first == 1:
            nothing[first] = scores[4]
        elif any(a >= first and b <= last and b - a < last - first for a, b in run.phrases):
            scores = (_NEVER, *scores[1:])  # Radikale Venstres Jens Holm is two names
        elif last - first > 2:
            scores = (scores[0] + _inner(doc.words[first + 1 : last - 1], model), *scores[1:])
        scored.setdefault(last, []).append((first, max(scores[:4]) + bias, scores))
    best = {run.first: 0.0}
    back: dict[int, tuple[int, Scores | None]] = {}
    for at in range(run.first + 1, run.last + 1):
        top = best[at - 1] + nothing.get(at - 1, 0.0)
        choice: tuple[int, Scores | None] = (at - 1, None)
        for first, score, scores in scored.get(at, ()):
            total = best[first] + score
            if total > top:
                top, choice = total, (first, scores)
        best[at] = top
        back[at] = choice
    names: list[tuple[int, int, Scores]] = []
    at = run.last
    while at > run.first:
        first, chosen = back[at]
        if chosen is not None:
            names.append((first, at, chosen))
        at = first
    return names[::-1]


def _inner(words: list[str], model: Model) -> float:
    """What the words inside a span say of its being a person, beyond the model's weights."""
    lower = [word for word in words if word[0].islower()]
    if not lower:
        return 0.0
    if any(word in model.lexicon.joining_words for word in lower):
        return _NEVER
    return _PARTICLES if all(word in model.lexicon.particles for word in lower) else 0.0
