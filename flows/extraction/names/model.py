"""The trained model: weights per feature, and how they score a span.

The weights are learnt by `flows.extraction.names.training` and shipped as `model.tsv.gz`:
feature, then one weight per label, tab separated. The model card stands beside it.
"""

from __future__ import annotations

import gzip
from functools import cache
from pathlib import Path
from typing import Final

from flows.extraction.names.features import neighbour_features, word_class, word_features
from flows.extraction.names.lexicon import Lexicon, lexicon
from flows.extraction.names.words import Weights

LABELS: Final = ("P", "O", "L", "M", "-")
Scores = tuple[float, float, float, float, float]
NO_WEIGHTS: Final = Weights(0.0, 0.0, 0.0, 0.0, 0.0)
MODEL_FILE: Final = Path(__file__).parent / "model.tsv.gz"
_DECIMALS: Final = 6


class Model:
    """Weights of features, one per label."""

    def __init__(self, weights: dict[str, Scores], words: Lexicon) -> None:
        self.weights = weights
        self.lexicon = words
        # Features of words, without the role; other features have longer openings.
        self._of_words = frozenset(feature[2:] for feature in weights if feature[1:2] == ":")
        self._found: dict[str, Weights] = {}
        self._in_roles: dict[str, dict[str, list[Weights]]] = {}

    def weight(self, feature: str) -> Weights:
        """The weights of a feature; an unknown one weighs nothing."""
        found = self._found.get(feature)
        if found is None:
            scores = self.weights.get(feature)
            if scores is None:
                return NO_WEIGHTS
            found = self._found[feature] = weights_of(scores)
        return found

    def weights_in(self, roles: str, features: list[str]) -> list[Weights]:
        """The summed weights of a word's features in each of several roles (`pair_features`)."""
        known = self._in_roles.get(roles)
        if known is None:
            known = self._in_roles[roles] = {}
        found: list[list[Weights]] = []
        for feature in features:
            weights = known.get(feature)
            if weights is None:
                if feature not in self._of_words:
                    continue
                weights = [self.weight(f"{role}:{feature}") for role in roles]
                known[feature] = weights
            found.append(weights)
        if not found:
            return [NO_WEIGHTS] * len(roles)
        sums: list[Weights] = []
        for at in range(len(roles)):
            person = organization = location = misc = nothing = 0.0
            for weights in found:
                part = weights[at]
                person += part.person
                organization += part.organization
                location += part.location
                misc += part.misc
                nothing += part.nothing
            sums.append(Weights(person, organization, location, misc, nothing))
        return sums


def weights_of(scores: Scores) -> Weights:
    """The weights of a feature, to so many decimals as tell anything."""
    person, organization, location, misc, nothing = [round(score, _DECIMALS) for score in scores]
    return Weights(person, organization, location, misc, nothing)


def total(parts: list[Weights]) -> Weights:
    """The weights of several features together."""
    person, organization, location, misc, nothing = summed(parts)
    return Weights(person, organization, location, misc, nothing)


def summed(parts: list[Weights]) -> Scores:
    """The sum of weights, label by label."""
    return raised((0.0, 0.0, 0.0, 0.0, 0.0), parts)


def raised(scores: Scores, parts: list[Weights]) -> Scores:
    """The scores with the weights of more features."""
    person, organization, location, misc, nothing = scores
    for part in parts:
        person += part.person
        organization += part.organization
        location += part.location
        misc += part.misc
        nothing += part.nothing
    return person, organization, location, misc, nothing


def highest(scores: Scores) -> float:
    """The highest score for a name."""
    highest, organization, location, misc, _ = scores
    if organization > highest:
        highest = organization
    if location > highest:
        highest = location
    return misc if misc > highest else highest


def likeliest(scores: Scores) -> int:
    """The place of the label that scores highest, the first of several; a name it must be."""
    person, organization, location, misc, _ = scores
    if person >= organization and person >= location and person >= misc:
        return 0
    if organization >= location and organization >= misc:
        return 1
    return 2 if location >= misc else 3


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
