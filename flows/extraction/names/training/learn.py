"""Learning the weights: a semi-Markov conditional random field of order zero over runs.

Every way to cut a run into names and single tokens that are none gets the sum of its parts'
scores; learning makes the annotated way probable (Sarawagi and Cohen, "Semi-Markov Conditional
Random Fields for Information Extraction", NIPS 2004), with L-BFGS and an L2 penalty.
"""

from __future__ import annotations

import collections
from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
from scipy import optimize, sparse
from scipy.special import logsumexp

from flows.extraction.names.candidates import find_runs, spans_of, telling_tokens
from flows.extraction.names.lexicon import Lexicon
from flows.extraction.names.model import LABELS, Scores, pair_features
from flows.extraction.names.phrases import known_phrases
from flows.extraction.names.spans import gather_evidence, span_features
from flows.extraction.names.training.augment import forgetful, renamed
from flows.extraction.names.training.corpus import Annotated
from flows.extraction.names.words import Words

NONE = len(LABELS) - 1


@dataclass
class Instances:
    """All spans of all runs, as rows."""

    features: list[list[str]] = field(default_factory=list)
    spans: list[tuple[int, int]] = field(default_factory=list)  # relative to the run
    runs: list[tuple[int, int, int]] = field(default_factory=list)  # first row, last row, length
    gold: list[int] = field(default_factory=list)  # label of each row in the annotated cut, or -1
    lost: int = 0


def training_set(corpus: list[Annotated], lexicon: Lexicon) -> Instances:
    """The corpus as it is, and once more with other names and half the lists (see augment)."""
    found = instances(corpus, lexicon)
    return instances(renamed(corpus), forgetful(lexicon), found, least_tokens=2)


def instances(
    corpus: Iterable[Annotated],
    lexicon: Lexicon,
    found: Instances | None = None,
    least_tokens: int = 1,
) -> Instances:
    """Describe all spans of all runs of a corpus, behind those already found."""
    found = found or Instances()
    known = Words(lexicon)
    for doc, names in corpus:
        words = known.of(doc)
        telling = telling_tokens(words)
        runs = find_runs(doc, words, telling, known_phrases(doc, words, telling))
        evidence = gather_evidence(doc, words, runs, known)
        inside: set[tuple[int, int]] = set()
        for run in runs:
            if run.last - run.first < least_tokens:
                continue
            mine = {
                span: label
                for span, label in names.items()
                if span[0] < run.last and span[1] > run.first
            }
            spans = spans_of(words, run, lexicon)
            inside.update(set(mine) & set(spans))
            if not set(mine) <= set(spans):
                continue  # no cut of this run gives the annotated names
            row = len(found.features)
            covered = {at for first, last in mine for at in range(first, last)}
            for first, last in spans:
                pairs, whole = span_features(doc, run, first, last, evidence, known)
                strings = [f for pair in pairs for f in pair_features(pair, lexicon)] + whole
                found.features.append(strings)
                found.spans.append((first - run.first, last - run.first))
                label = mine.get((first, last))
                if label is not None:
                    found.gold.append(LABELS.index(label))
                else:
                    plain = last - first == 1 and first not in covered
                    found.gold.append(NONE if plain else -1)
            found.runs.append((row, len(found.features), run.last - run.first))
        found.lost += len(set(names) - inside)
    return found


def train(data: Instances, penalty: float, least: int = 2) -> dict[str, Scores]:
    """Weights per feature; features of fewer than `least` spans are left out."""
    counts = collections.Counter(f for features in data.features for f in set(features))
    index = {f: i for i, f in enumerate(sorted(f for f, n in counts.items() if n >= least))}
    rows, columns = [], []
    for row, features in enumerate(data.features):
        for feature in set(features):
            column = index.get(feature)
            if column is not None:
                rows.append(row)
                columns.append(column)
    shape = (len(data.features), len(index))
    matrix = sparse.csr_matrix((np.ones(len(rows)), (rows, columns)), shape=shape)
    transposed = matrix.T.tocsr()
    gold = np.array(data.gold)
    gold_rows = np.nonzero(gold >= 0)[0]
    target = np.zeros((len(gold), len(LABELS)))
    target[gold_rows, gold[gold_rows]] = 1.0
    single = np.array([last - first == 1 for first, last in data.spans])
    alone = np.array([first for first, last, _ in data.runs if last - first == 1])
    groups = _group(data)

    def loss(flat: np.ndarray) -> tuple[float, np.ndarray]:
        weights = flat.reshape(len(index), len(LABELS))
        scores = matrix @ weights
        scores[~single, NONE] = -np.inf
        expected = np.zeros_like(scores)
        total = logsumexp(scores[alone], axis=1)
        expected[alone] = np.exp(scores[alone] - total[:, None])
        log_z = total.sum()
        span_scores = logsumexp(scores, axis=1)
        within = np.exp(scores - span_scores[:, None])
        for group, spans, length in groups:
            z, probabilities = _marginals(span_scores[group], spans, length)
            log_z += z.sum()
            expected[group] = within[group] * probabilities[:, :, None]
        value = log_z - scores[gold_rows, gold[gold_rows]].sum() + 0.5 * penalty * (flat @ flat)
        gradient = (transposed @ (expected - target)) + penalty * weights
        return value, gradient.ravel()

    start = np.zeros(len(index) * len(LABELS))
    result = optimize.minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 120})
    weights = result.x.reshape(len(index), len(LABELS))
    return {feature: _scores(weights[i]) for feature, i in index.items()}


def _scores(row: np.ndarray) -> Scores:
    person, organization, location, misc, nothing = (float(weight) for weight in row)
    return person, organization, location, misc, nothing


def _group(data: Instances) -> list[tuple[np.ndarray, list[tuple[int, int]], int]]:
    """Runs of several spans, grouped by their layout: (rows, spans, length)."""
    groups: dict[tuple[tuple[int, int], ...], list[int]] = collections.defaultdict(list)
    for first, last, length in data.runs:
        if last - first > 1:
            groups[(length, 0), *data.spans[first:last]].append(first)
    return [
        (np.array(firsts)[:, None] + np.arange(len(layout) - 1), list(layout[1:]), layout[0][0])
        for layout, firsts in groups.items()
    ]


def _marginals(
    scores: np.ndarray, spans: list[tuple[int, int]], length: int
) -> tuple[np.ndarray, np.ndarray]:
    """For runs of one layout (rows): log of the sum over all cuts, and each span's probability."""
    ending: list[list[tuple[int, int]]] = [[] for _ in range(length + 1)]
    singles = {begin for begin, end in spans if end - begin == 1}
    for column, (begin, end) in enumerate(spans):
        ending[end].append((begin, column))
    for at in range(length):
        if at not in singles:
            ending[at + 1].append((at, -1))  # a connector that is no name by itself
    padded = np.hstack([scores, np.zeros((len(scores), 1))])
    forward = np.full((length + 1, len(scores)), -np.inf)
    backward = np.full((length + 1, len(scores)), -np.inf)
    forward[0] = backward[length] = 0.0
    for end in range(1, length + 1):
        for begin, column in ending[end]:
            forward[end] = np.logaddexp(forward[end], forward[begin] + padded[:, column])
    for end in range(length, 0, -1):
        for begin, column in ending[end]:
            backward[begin] = np.logaddexp(backward[begin], padded[:, column] + backward[end])
    probabilities = np.empty_like(scores)
    for column, (begin, end) in enumerate(spans):
        probabilities[:, column] = np.exp(
            forward[begin] + scores[:, column] + backward[end] - forward[length]
        )
    return forward[length], probabilities
