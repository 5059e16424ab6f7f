"""The quick scores of spans are the sums of the model's weights that learning is about."""

from __future__ import annotations

import pytest

from flows.extraction.document import read_document
from flows.extraction.names.candidates import find_runs, spans_of, telling_tokens
from flows.extraction.names.decode import read_run
from flows.extraction.names.model import model, pair_features, summed, weights_of
from flows.extraction.names.phrases import known_phrases
from flows.extraction.names.scoring import Scorer
from flows.extraction.names.spans import gather_evidence, span_features
from flows.records import Paragraph, ParagraphRole

TEXT = (
    "Den russiske minister Ulla Kjærholm (S), 42, mødte folk fra Midt- og Vestjyllands Politi. "
    'Hun kaldte mødet i Brovst Kultur- og Idrætscenter "Aften". Ålborgs Bo Lindskov, '
    "DFDS Seaways (Torvet) og Annegret von der Lühe-Madsen fra Rådet for Større Sikkerhed kom. "
    "Kjærholm og Lindskov siger nej til Det Hvide Hus."
)


def test_quick_scores_are_the_weights_of_the_features() -> None:
    doc = read_document(TEXT, [Paragraph(0, len(TEXT), ParagraphRole.BODY)])
    fitted = model()
    scorer = Scorer(fitted)
    words = scorer.words.of(doc)
    telling = telling_tokens(words)
    runs = find_runs(doc, words, telling, known_phrases(doc, words, telling))
    seen = gather_evidence(doc, words, runs, scorer.words)
    compared = 0
    for run in runs:
        for first, last in spans_of(words, run, fitted.lexicon):
            pairs, whole = span_features(doc, run, first, last, seen, scorer.words)
            strings = [f for pair in pairs for f in pair_features(pair, fitted.lexicon)] + whole
            span = [scorer.inside(word) for word in words[first:last]]
            # What the lists know for certain comes on top of the weights: none of it here.
            for word in span:
                word.certain = None
            left, right = scorer.left(words, run, first), scorer.right(words, run, last)
            start = run.at_start and first == run.first
            if len(span) == 1:
                quick = scorer.single(span[0], left, right, start, seen)
            elif " ".join(doc.lowers[first:last]) in fitted.lexicon.certain:
                continue
            else:
                quick = scorer.several(words[first:last], span, left, right, start, seen)
            assert quick == pytest.approx(
                summed([fitted.weight(string) for string in strings]), abs=1e-5
            )
            compared += 1
    assert compared > 30


def test_weights_are_added_label_by_label() -> None:
    first = weights_of((1.5, -2.25, 0.0, -0.000001, 40.0))
    second = weights_of((-3.0, 2.0, -50.0, 0.5, -41.0))
    assert summed([first, second]) == pytest.approx((-1.5, -0.25, -50.0, 0.499999, -1.0))


def test_a_run_without_a_likely_name_is_read_as_none() -> None:
    text = "Haven ligger øde hen."
    doc = read_document(text, [Paragraph(0, len(text), ParagraphRole.BODY)])
    scorer = Scorer(model())
    words = scorer.words.of(doc)
    runs = find_runs(doc, words, telling_tokens(words), {})
    seen = gather_evidence(doc, words, runs, scorer.words)
    assert [read_run(words, run, scorer, seen) for run in runs] == [[]]
