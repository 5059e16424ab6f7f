"""Time grows with the length of a text, not with its square, whatever the text is made of."""

from __future__ import annotations

import gc
from time import process_time

import pytest

from flows.extraction.article import extract_text
from tests.extraction.tables import lay_out_by_hand

SMALL, FACTOR = 6_000, 5
# Five times the text may take five times as long; a square law would take twenty-five times.
ALLOWED = 12.0
# Below this many seconds of processor time the measurement says nothing.
MEASURABLE = 0.01

# What a text of any length repeats; `\n` parts paragraphs.
UNITS = {
    "quote marks": '"',
    "quote marks and words": 'ord " ',
    "single marks": "'ord ",
    "marks never closed": "»ord ",
    "marked words": '"ord" ',
    "marked paragraphs": '"Vi er klar"\n',
    "marks never closed in paragraphs": '"Vi er klar\n',
    "dashes": "- ",
    "dashes without blanks": "-",
    "dashes inside": "Ja - nej - ja. ",
    "speech paragraphs": "- Nej, det er for sent.\n",
    "speech with a pronoun": "- Nej, siger hun.\n",
    "speech behind colons": "Manden siger: - Nej. ",
    "questions and answers": "Spørgsmål: Er I klar?\nSvar: Ja, det er vi.\n",
    "cues": "siger ",
    "cues and commas": "siger, ",
    "cues and clauses": "siger, at ",
    "cues without end": "hun siger, at ",
    "participles": "har sagt ",
    "sources": "ifølge ",
    "sources without name": "Ifølge politiet, ",
    "reports": "Broen er dyr. Det siger politiet. ",
    "labels": 'Manden kalder det "en ren skandale". ',
    "one sentence": "broen er dyr og ",
    "one word": "a",
    "one hyphenated word": "a-",
    "one abbreviation": "a.",
    "commas": ", ",
    "brackets": "(",
    "ages": "den 42-årige ",
    "pronouns": "han hun de ",
    "blanks": " \u00a0",
}


def seconds(text: str) -> float:
    """Processor time of one run."""
    whole, paragraphs = lay_out_by_hand([line for line in text.split("\n") if line.strip()])
    gc.collect()
    start = process_time()
    extract_text(whole, paragraphs)
    return process_time() - start


def growth(small: str, large: str) -> float:
    """How many times as long the large text takes; measured again where it seems too much."""
    least_small = least_large = float("inf")
    for _ in range(3):
        least_small = min(least_small, seconds(small))
        least_large = min(least_large, seconds(large))
        if least_large / max(least_small, MEASURABLE) < ALLOWED:
            break
    return least_large / max(least_small, MEASURABLE)


@pytest.fixture(scope="module", autouse=True)
def word_lists_read() -> None:
    """Word lists are read at their first use, which is no part of a text's time."""
    seconds("- Nej, siger Mette Holm (S).")


@pytest.mark.parametrize("unit", UNITS.values(), ids=UNITS.keys())
def test_repetition_takes_linear_time(unit: str) -> None:
    small = "." + unit * (SMALL // len(unit)) + "."
    large = "." + unit * (SMALL * FACTOR // len(unit)) + "."
    assert growth(small, large) < ALLOWED
