"""Train the shipped model: `python -m flows.extraction.names.training DATA_FOLDER`."""

from __future__ import annotations

import gzip
import io
import sys
from pathlib import Path

from flows.extraction.names.lexicon import LEARNT_FILE, lexicon
from flows.extraction.names.model import LABELS, MODEL_FILE, Scores
from flows.extraction.names.training.corpus import articles, ordinary_words, read_sentences
from flows.extraction.names.training.learn import train, training_set

PENALTY = 1.0
_COMMENT = """\
# Words that the training corpus writes with a small letter at least twice: a capital at the
# start of a sentence makes no name of them. Written by the training command (model_card.md)."""
# A weight below this moves no decision; leaving it out keeps the file small.
LEAST_WEIGHT = 0.02


def write_model(weights: dict[str, Scores], path: Path) -> int:
    """Write the model file, byte for byte the same for the same weights; returns its lines."""
    kept = {
        feature: values
        for feature, values in sorted(weights.items())
        if max(map(abs, values)) >= LEAST_WEIGHT
    }
    buffer = io.BytesIO()
    with gzip.GzipFile(fileobj=buffer, mode="wb", mtime=0) as packed:
        packed.write(("# feature\t" + "\t".join(LABELS) + "\n").encode())
        for feature, values in kept.items():
            line = "\t".join([feature, *(f"{value:.3g}" for value in values)])
            packed.write((line + "\n").encode())
    path.write_bytes(buffer.getvalue())
    return len(kept)


def main() -> None:
    """Train on train.tsv and dev.tsv of the folder given, write the model beside the code."""
    root = Path(sys.argv[1])
    sentences = [s for name in ("train.tsv", "dev.tsv") for s in read_sentences(root / name)]
    LEARNT_FILE.write_text(
        "\n".join([_COMMENT, *sorted(ordinary_words(sentences))]) + "\n", encoding="utf-8"
    )
    weights = train(training_set(list(articles(sentences)), lexicon()), PENALTY)
    print(f"{write_model(weights, MODEL_FILE)} features written to {MODEL_FILE.name}")


if __name__ == "__main__":
    main()
