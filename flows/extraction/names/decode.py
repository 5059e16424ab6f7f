"""The best reading of a run: which of its spans are names, and of what sort."""

from __future__ import annotations

from flows.extraction.document import Document
from flows.extraction.names.candidates import Run, is_capitalised, spans_of
from flows.extraction.names.features import bare
from flows.extraction.names.model import LABELS, Model, Scores
from flows.extraction.names.spans import Evidence, Words, span_features

# Found by cross-validation: what is added to every name, against no name.
BIAS = 0.2
# No person's name holds a Danish preposition or "og"; particles alone (von der) speak for one.
_NEVER = -50.0
_PARTICLES = 2.5
# What the lists know for certain: added to the label of a name that means one thing only.
_CERTAIN = 1.5
_AUTHORITY = 2.0
# A listed first name before words that are nothing else: Bo Lindskov, though there is a town Bo.
_FIRST_NAME = 1.0
# Half a word that needs what ends like an authority: Midt- og Vestjyllands Politi.
_HALVES = 3.0
_SMALL_PARTY: Scores = (0.0, 3.0, 0.0, 0.0, 0.0)
_CERTAIN_PHRASE = 4.0


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
        scores = _with_knowledge(doc, run.first, run.last, scores, model, classes)
        return [(run.first, run.last, scores)] if max(scores[:4]) + bias > scores[4] else []
    spans = spans_of(doc, run, model.lexicon)
    scored: dict[int, list[tuple[int, float, Scores]]] = {}
    nothing: dict[int, float] = {}
    for first, last in spans:
        if last - first > 1 and _owns_person(doc, first, classes):
            continue
        scores = model.score(*span_features(doc, run, first, last, evidence, classes))
        if last - first > 1 and _opens_with_first_name(doc, first, last, classes):
            scores = (scores[0] + _FIRST_NAME, *scores[1:])
        if not _has_neighbour(doc, run, first, last):
            scores = _with_knowledge(doc, first, last, scores, model, classes)
        if last - first == 1:
            nothing[first] = scores[4]
        elif (first, last) in run.phrases and not is_capitalised(doc.words[first]):
            scores = _SMALL_PARTY  # de radikale: only parties are listed so
        elif run.phrases and _holds_phrase(run, first, last):
            scores = (_NEVER, *scores[1:])  # Radikale Venstres Jens Holm is two names
        elif doc.words[first][-1] == "-" and classes[doc.words[last - 1]].main in "VWol":
            scores = (scores[0], scores[1] + _HALVES, *scores[2:])
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


def _opens_with_first_name(doc: Document, first: int, last: int, classes: Words) -> bool:
    if classes[doc.words[first]].main not in "Fg":
        return False
    return not any(mark in classes[doc.words[last - 1]].kind for mark in "WVolm")


def _holds_phrase(run: Run, first: int, last: int) -> bool:
    """Whether a known name of several words is a part of the span."""
    return any(a >= first and b <= last and b - a < last - first for a, b in run.phrases)


def _owns_person(doc: Document, first: int, classes: Words) -> bool:
    """Danmarks Bo Holm: whether a known place or body in the genitive precedes a first name."""
    word = doc.words[first]
    info = classes[word]
    if not info.sorts or word[-1] != "s" or info.core.lower() in classes.lexicon.names:
        return False
    following = classes[doc.words[first + 1]]
    return following.capital and following.main in "FIg" and not following.sorts.strip("L")


def _has_neighbour(doc: Document, run: Run, first: int, last: int) -> bool:
    """Whether a capital stands right beside the span: Des Moines may go on to be a Register."""
    words = doc.words
    return (last < run.last and is_capitalised(words[last])) or (
        first > run.first and is_capitalised(words[first - 1])
    )


def _with_knowledge(
    doc: Document, first: int, last: int, scores: Scores, model: Model, classes: Words
) -> Scores:
    """Scores with the lists' certain knowledge of a whole name, whatever stands around it."""
    lexicon = model.lexicon
    single = last - first == 1
    if single:
        info = classes[doc.words[first]]
        if "V" in info.kind:
            scores = (scores[0], scores[1] + _AUTHORITY, *scores[2:])
        if not info.sorts:
            return scores
        lower = doc.lowers[first]
    else:
        lower = " ".join(doc.lowers[first:last])
    if lower not in lexicon.certain:
        if lower[-1] not in "s'’":
            return scores
        core = bare(lower)
        lower = lower[:-1] if core == lower else core
        if lower not in lexicon.certain:
            return scores
    label = LABELS.index(lexicon.names[lower])
    raised = list(scores)
    raised[label] += _CERTAIN if single else _CERTAIN_PHRASE
    return raised[0], raised[1], raised[2], raised[3], raised[4]
