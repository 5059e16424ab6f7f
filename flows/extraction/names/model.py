"""The trained model: weights per feature, and how they score a span.

The weights are learnt by `flows.extraction.names.training` and shipped as `model.tsv.gz`:
feature, then one weight per label, tab separated. The model card stands beside it.
"""

from __future__ import annotations

import gzip
import struct
from functools import cache
from pathlib import Path
from typing import Final

from flows.extraction.names.features import neighbour_features, word_class, word_features
from flows.extraction.names.lexicon import Lexicon, lexicon

LABELS: Final = ("P", "O", "L", "M", "-")
Scores = tuple[float, float, float, float, float]
MODEL_FILE: Final = Path(__file__).parent / "model.tsv.gz"
# Packed scores: five fields of 32 bits, the first label's the lowest, in millionths.
_FIELD: Final = 32
_PARTS: Final = 1_000_000
_MIDDLE: Final = 1 << (_FIELD - 1)
_ALL_MIDDLES: Final = sum(_MIDDLE << (_FIELD * at) for at in range(len(LABELS)))
_BYTES: Final = len(LABELS) * _FIELD // 8
_UNPACKER: Final = struct.Struct("<5I")


class Model:
    """Weights of features, one per label."""

    def __init__(self, weights: dict[str, Scores], words: Lexicon) -> None:
        self.weights = weights
        self.lexicon = words
        # Features of words, without the role; other features have longer openings.
        self._of_words = frozenset(feature[2:] for feature in weights if feature[1:2] == ":")
        self._packed: dict[str, int] = {}
        self._in_roles: dict[str, dict[str, list[int]]] = {}

    def weight(self, features: list[str]) -> int:
        """The packed sum of the weights of features; an unknown one weighs nothing."""
        total = 0
        for feature in features:
            packed = self._packed.get(feature)
            if packed is None:
                scores = self.weights.get(feature)
                if scores is None:
                    continue
                packed = self._packed[feature] = pack(scores)
            total += packed
        return total

    def weights_in(self, roles: str, features: list[str]) -> list[int]:
        """As `weight`, for a word's features in each of several roles (see `pair_features`)."""
        known = self._in_roles.setdefault(roles, {})
        found = [[0] * len(roles)]
        for feature in features:
            if feature in self._of_words:
                weights = known.get(feature)
                if weights is None:
                    weights = [self.weight([f"{role}:{feature}"]) for role in roles]
                    known[feature] = weights
                found.append(weights)
        return list(map(sum, zip(*found, strict=True)))


def highest(scores: Scores) -> float:
    """The highest score for a name."""
    person, organization, location, misc, _ = scores
    return max(max(person, organization), max(location, misc))


def likeliest(scores: Scores) -> int:
    """The place of the label that scores highest, the first of several; a name it must be."""
    person, organization, location, misc, _ = scores
    if person >= organization and person >= location and person >= misc:
        return 0
    if organization >= location and organization >= misc:
        return 1
    return 2 if location >= misc else 3


def pack(scores: Scores) -> int:
    """Scores as one number, in millionths: sums of such numbers hold the sums of the scores.

    Adding one number for five is quicker, and it is read from one place in memory for five.
    """
    packed = 0
    for score in reversed(scores):
        packed = (packed << _FIELD) + round(score * _PARTS)
    return packed


def unpack(packed: int) -> Scores:
    """The scores in a sum of packed ones; each is exact to some millionths, and below 2,000."""
    fields = (packed + _ALL_MIDDLES).to_bytes(_BYTES, "little")
    person, organization, location, misc, nothing = _UNPACKER.unpack(fields)
    return (
        (person - _MIDDLE) / _PARTS,
        (organization - _MIDDLE) / _PARTS,
        (location - _MIDDLE) / _PARTS,
        (misc - _MIDDLE) / _PARTS,
        (nothing - _MIDDLE) / _PARTS,
    )


def pair_features(pair: tuple[str, str], words: Lexicon) -> list[str]:
    """The features of a word in its role, as strings of the model file.

    Roles: beside the span (p, n next to it, q, o one farther), single, first, last, inner (m).
    """
    role, word = pair
    if role in "qo":
        return [f"{role}:w={word.lower()}"]
    describe = neighbour_features if role in "pn" else word_features
    return [f"{role}:{feature}" for feature in describe(word, word_class(word, words), words)]


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
