"""The best reading of a run: which of its spans are names, and of what sort."""

from __future__ import annotations

from typing import Final

from flows.extraction.names.candidates import Run, spans_of
from flows.extraction.names.lexicon import Lexicon
from flows.extraction.names.model import Scores, highest
from flows.extraction.names.scoring import Scorer, Side
from flows.extraction.names.spans import Evidence
from flows.extraction.names.words import Info, Inside, Word

# Found by cross-validation: what is added to every name, against no name.
BIAS: Final = 0.2
# No person's name holds a Danish preposition or "og"; particles alone (von der) speak for one.
_NEVER: Final = -50.0
_PARTICLES: Final = 2.5
# A listed first name before words that are nothing else: Bo Lindskov, though there is a town Bo.
_FIRST_NAME: Final = 1.0
# Half a word that needs what ends like an authority: Midt- og Vestjyllands Politi.
_HALVES: Final = 3.0
# Less than any reading scores.
_NOTHING: Final = float("-inf")
_SMALL_PARTY: Final[Scores] = (0.0, 3.0, 0.0, 0.0, 0.0)

Reading = tuple[int, int, Scores]


def read_run(
    words: list[Word], run: Run, scorer: Scorer, evidence: Evidence, bias: float = BIAS
) -> list[Reading]:
    """The names of a run as (first, last, scores), by the best sum of scores over its tokens.

    `words` are those of the document.
    """
    first, last = run.first, run.last
    if last - first == 1:
        left, right = scorer.left(words, run, first), scorer.right(words, run, last)
        word = words[first].inside or scorer.inside(words[first])
        scores = scorer.single(word, left, right, run.at_start, evidence)
        return [(first, last, scores)] if highest(scores) + bias > scores[4] else []
    # The best sum for the tokens before each token, and the name that ends there in that reading.
    best = [0.0] + [_NOTHING] * (last - first)
    ending: list[Reading | None] = [None] * (last - first + 1)
    nothing = [0.0] * (last - first)
    reached = 0  # the tokens whose best reading is settled
    for reading in _scored_spans(words, run, scorer, evidence):
        begin, end, scores = reading[0] - first, reading[1] - first, reading[2]
        if begin > reached:
            _settle(best, ending, nothing, reached, begin)
            reached = begin
        if end - begin == 1:
            nothing[begin] = scores[4]
        sum_so_far = best[begin] + (highest(scores) + bias)
        if sum_so_far > best[end]:
            best[end], ending[end] = sum_so_far, reading
    _settle(best, ending, nothing, reached, last - first)
    names: list[Reading] = []
    at = last - first
    while at:
        chosen = ending[at]
        if chosen is None:
            at -= 1
        else:
            names.append(chosen)
            at = chosen[0] - first
    return names[::-1]


def _settle(
    best: list[float], ending: list[Reading | None], nothing: list[float], first: int, last: int
) -> None:
    """Let the tokens from `first` to `last` be no names where that is at least as good."""
    for at in range(first, last):
        without = best[at] + nothing[at]
        if without >= best[at + 1]:
            best[at + 1], ending[at + 1] = without, None


def _scored_spans(words: list[Word], run: Run, scorer: Scorer, evidence: Evidence) -> list[Reading]:
    """All spans of a run that may be names, by their beginning, with their scores."""
    begin, stop = run.first, run.last
    found: list[Reading] = []
    inside = [scorer.inside(word) for word in words[begin:stop]]
    rights: list[Side | None] = [None] * (stop - begin)
    phrases = dict(run.phrases)
    here = -1
    owner_end = -1  # the token behind a name that owns the one after it
    for first, last in spans_of(words, run, scorer.lexicon):
        opening = inside[first - begin]
        if first != here:
            here, left = first, scorer.left(words, run, first)
            start = first == begin and run.at_start
            if first == owner_end:
                left = _closed(left)
            owner_end = _owner_end(words, first, stop, phrases, inside[first - begin :], scorer)
        known = rights[last - begin - 1]
        if known is None:
            known = rights[last - begin - 1] = scorer.right(words, run, last)
        right = known if last != owner_end else _closed(known)
        if last - first == 1:
            found.append((first, last, scorer.single(opening, left, right, start, evidence)))
            continue
        within = inside[first - begin : last - begin]
        if first < owner_end < last and _names_person(within[owner_end - first :]):
            continue  # Danmarks Bo Holm, Radikale Venstres Jens Holm: two names
        span = words[first:last]
        scores = scorer.several(span, within, left, right, start, evidence)
        if phrases and phrases.get(first) == last and not span[0].capital:
            scores = _SMALL_PARTY  # de radikale: only parties are listed so
        elif phrases and _holds_phrase(phrases, first, last):
            scores = (_NEVER, scores[1], scores[2], scores[3], scores[4])
        else:
            scores = _corrected(span, opening.info, within[-1].info, scores, scorer.lexicon)
        found.append((first, last, scores))
    return found


def _closed(side: Side) -> Side:
    """A side of a span where no name can go on."""
    near, farther, beside, cuts, _ = side
    return near, farther, beside, cuts, False


def _corrected(
    span: list[Word], opening: Info, ending: Info, scores: Scores, lexicon: Lexicon
) -> Scores:
    """The scores of a span of several words, with what its make-up shows beyond the weights."""
    person, organization, location, misc, nothing = scores
    if opening.main in "Fg" and not ending.institutional:
        person += _FIRST_NAME
    if span[0].text[-1] == "-" and ending.main in "VWol":
        organization += _HALVES
    elif len(span) > 2:
        person += _inner([word.text for word in span[1:-1]], lexicon)
    return person, organization, location, misc, nothing


def _inner(words: list[str], lexicon: Lexicon) -> float:
    """What the words inside a span say of its being a person, beyond the model's weights."""
    lower = [word for word in words if word[0].islower()]
    if not lower:
        return 0.0
    if not lexicon.joining_words.isdisjoint(lower):
        return _NEVER
    return _PARTICLES if lexicon.particles.issuperset(lower) else 0.0


def _holds_phrase(phrases: dict[int, int], first: int, last: int) -> bool:
    """Whether a known name of several words (first token -> end) is a part of the span."""
    for at in range(first, last):
        end = phrases.get(at, last + 1)
        if end <= last and end - at < last - first:
            return True
    return False


def _owner_end(
    words: list[Word],
    first: int,
    stop: int,
    phrases: dict[int, int],
    inside: list[Inside],
    scorer: Scorer,
) -> int:
    """The token behind a known body or place in the genitive with another name behind it, or -1.

    Danmarks Bo Holm, Radikale Venstres Jens Holm; not Danmarks Nationalbank.
    """
    last = phrases.get(first, first + 1) if phrases else first + 1
    if last >= stop or words[last - 1].text[-1] != "s":
        return -1
    known, owner = scorer.lexicon.names, inside[0].info
    if last - first == 1:
        if not owner.sorts or owner.lower in known:
            return -1
    elif " ".join([word.lower for word in words[first:last]]) in known:
        return -1
    following = inside[last - first].info
    if not following.personal:
        return -1
    # A single unknown word can be anything: Københavns Fondbørs.
    several = last + 1 < stop and inside[last - first + 1].info.personal
    return last if several or following.first_name else -1


def _names_person(words: list[Inside]) -> bool:
    """Whether the words behind an owner begin with a first name, or can only be a person."""
    return words[0].info.first_name or all(word.info.personal for word in words)
