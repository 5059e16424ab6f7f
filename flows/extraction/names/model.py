"""The trained model: weights per feature, and how they score a span.

The weights are learnt by `flows.extraction.names.training` and shipped as `model.tsv.gz`:
feature, then one weight per label, tab separated. The model card stands beside it.
"""

from __future__ import annotations

import gzip
from functools import cache
from pathlib import Path

from flows.extraction.names.features import neighbour_features, word_features
from flows.extraction.names.lexicon import Lexicon, lexicon

LABELS = ("P", "O", "L", "M", "-")
Scores = tuple[float, float, float, float, float]
# Words beside the span (p, n next to it, q, o one farther), single, first, last and inner words.
ROLES = "pnqosflm"
NOTHING: Scores = (0.0, 0.0, 0.0, 0.0, 0.0)
MODEL_FILE = Path(__file__).parent / "model.tsv.gz"
_CACHE_LIMIT = 200_000


class RoleScores(dict[str, Scores]):
    """Word -> summed weights of its features in one role (first, last, beside the span ...)."""

    def __init__(self, role: str, weights: dict[str, Scores], words: Lexicon) -> None:
        super().__init__()
        self.role, self.weights, self.words = role, weights, words

    def __missing__(self, word: str) -> Scores:
        found = NOTHING
        for feature in pair_features((self.role, word), self.words):
            scores = self.weights.get(feature)
            if scores is not None:
                found = _add(found, scores)
        if len(self) < _CACHE_LIMIT:
            self[word] = found
        return found


class Model:
    """Sums the weights of features; sums of single words are kept."""

    def __init__(self, weights: dict[str, Scores], words: Lexicon) -> None:
        self.weights = weights
        self.lexicon = words
        self._roles = {role: RoleScores(role, weights, words) for role in ROLES}

    def score(self, pairs: list[tuple[str, str]], whole: list[str]) -> Scores:
        """The scores of a span, one per label."""
        roles, weights = self._roles, self.weights
        parts = [roles[role][word] for role, word in pairs]
        parts += [weights[feature] for feature in whole if feature in weights]
        person = organization = location = misc = nothing = 0.0
        for a, b, c, d, e in parts:
            person += a
            organization += b
            location += c
            misc += d
            nothing += e
        return person, organization, location, misc, nothing


def pair_features(pair: tuple[str, str], words: Lexicon) -> list[str]:
    """The features of a word in its role, as strings of the model file."""
    role, word = pair
    if role in "pn":
        return [f"{role}:{feature}" for feature in neighbour_features(word, words)]
    if role in "qo":
        return [f"{role}:w={word.lower()}"]
    return [f"{role}:{feature}" for feature in word_features(word, words)]


def _add(left: Scores, right: Scores) -> Scores:
    return (
        left[0] + right[0],
        left[1] + right[1],
        left[2] + right[2],
        left[3] + right[3],
        left[4] + right[4],
    )


@cache
def model() -> Model:
    """The shipped model, loaded on first use."""
    weights: dict[str, Scores] = {}
    with gzip.open(MODEL_FILE, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("#"):
                continue
            feature, *values = line.rstrip("\n").split("\t")
            person, organization, location, misc, nothing = map(float, values)
            weights[feature] = (person, organization, location, misc, nothing)
    return Model(weights, lexicon())
