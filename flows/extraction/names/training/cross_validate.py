"""Cross-validation over consecutive blocks of the corpus, so that no article is on both sides."""

from __future__ import annotations

import collections
import dataclasses
import sys
from collections.abc import Iterator
from pathlib import Path

from flows.extraction.names.finding import names_by
from flows.extraction.names.lexicon import learnt_words, lexicon
from flows.extraction.names.model import Model
from flows.extraction.names.scoring import Scorer
from flows.extraction.names.training.corpus import (
    Annotated,
    Tagged,
    articles,
    ordinary_words,
    read_sentences,
)
from flows.extraction.names.training.learn import train, training_set

FOLDS = 4
BIASES = (0.0, 0.5, 1.0, 1.5)
Names = dict[tuple[int, int], str]


def predict(scorer: Scorer, annotated: Annotated, bias: float) -> Names:
    """The names found in one document, as the run-time finds them."""
    names = names_by(scorer, annotated.document, bias)
    return {(name.first, name.last): name.type.value[0].upper() for name in names}


Tally = collections.Counter[str]


def f1(tally: Tally) -> float:
    """Harmonic mean of precision and recall."""
    return 2 * tally["hit"] / max(1, tally["gold"] + tally["found"])


def count(tally: dict[str, Tally], gold: Names, found: Names) -> None:
    """Add one document: typed and untyped over the three types, and each type by itself."""
    for scored, kinds in (("typed", "POL"), ("untyped", "POL"), ("P", "P"), ("O", "O"), ("L", "L")):
        wanted = {span: kind for span, kind in gold.items() if kind in kinds}
        got = {span: kind for span, kind in found.items() if kind in kinds}
        hits = [s for s in wanted if s in got and (scored == "untyped" or got[s] == wanted[s])]
        tally[scored].update(hit=len(hits), gold=len(wanted), found=len(got))


def folds(*files: list[Tagged]) -> Iterator[tuple[list[Tagged], list[list[Tagged]]]]:
    """(training sentences, held-out sentences): all files keep the order of the articles."""
    for k in range(FOLDS):
        borders = [(len(f) * k // FOLDS, len(f) * (k + 1) // FOLDS) for f in files]
        learn_on = [s for f, (a, b) in zip(files, borders, strict=True) for s in f[:a] + f[b:]]
        yield learn_on, [f[a:b] for f, (a, b) in zip(files, borders, strict=True)]


def main() -> None:
    """`python -m flows.extraction.names.training.cross_validate DATA_FOLDER [PENALTIES]`."""
    root = Path(sys.argv[1])
    penalties = [float(value) for value in (sys.argv[2] if len(sys.argv) > 2 else "1").split(",")]
    files = read_sentences(root / "train.tsv"), read_sentences(root / "dev.tsv")
    everything = lexicon()
    for penalty in penalties:
        tallies: dict[float, dict[str, Tally]] = {
            bias: collections.defaultdict(collections.Counter) for bias in BIASES
        }
        for learn_on, held in folds(*files):
            unseen = everything.not_names - learnt_words()
            words = dataclasses.replace(everything, not_names=unseen | ordinary_words(learn_on))
            fitted = Model(train(training_set(list(articles(learn_on)), words), penalty), words)
            scorer = Scorer(fitted)
            for annotated in (a for part in held for a in articles(part)):
                for bias in BIASES:
                    count(tallies[bias], annotated.names, predict(scorer, annotated, bias))
        for bias in BIASES:
            line = "  ".join(f"{kind} {f1(tally):.3f}" for kind, tally in tallies[bias].items())
            print(f"penalty {penalty} bias {bias}: {line}", flush=True)


if __name__ == "__main__":
    main()
