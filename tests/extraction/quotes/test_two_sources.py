"""Sentences that name two who could have spoken: who says it, and the medium that passed it on."""

from __future__ import annotations

import pytest

from tests.extraction.tables import Case, cases, found

MEDIUM_BESIDE_SPEAKER = """
# ifølge the medium, before the clause
Mette Holm siger ifølge Ritzau, at broen er lukket.
=> indirect | broen er lukket | Mette Holm | siger

# ifølge the medium, before the cue
Ifølge Ritzau siger Mette Holm, at broen er dyr.
=> indirect | broen er dyr | Mette Holm | siger

# ifølge the medium, behind the speaker
Broen er dyr, siger Mette Holm ifølge Ritzau.
=> indirect | Broen er dyr | Mette Holm | siger

# ifølge the medium, in a sentence of its own
Broen er for dyr. Det siger Mette Holm ifølge Ritzau.
=> indirect | Broen er for dyr | Mette Holm | siger
"""

MEDIUM_AS_SPEAKER = """
# only the medium tells it
Ifølge Ritzau er broen for dyr.
=> indirect | er broen for dyr | Ritzau | Ifølge

# what a country has done is told by the medium
Ifølge Ritzau har Sverige anerkendt den nye regering i nabolandet.
=> indirect | har Sverige anerkendt den nye regering i nabolandet | Ritzau | Ifølge
"""

TWO_SPEAKERS = """
# another answers in a clause of contrast
"Vi er klar", siger Mette Holm, mens Jens Bruun siger: "Den er dyr."
=> direct | Vi er klar | Mette Holm | siger
=> direct | Den er dyr | Jens Bruun | siger

# the same one goes on
"Vi er klar", siger Mette Holm og tilføjer: "Den er dyr."
=> direct | Vi er klar / Den er dyr | Mette Holm | siger
"""

ONE_SOURCE_EACH = """
# a sentence with a source of its own is not the next one's report
Broen er den farligste i landet, ifølge Lokale Vejes Forbund.

Det skriver Østjyllands Politi på X.
=> indirect | Broen er den farligste i landet | Lokale Vejes Forbund | ifølge

# a sentence without one is
Broen er lukket natten over.

Det skriver Østjyllands Politi på X.
=> indirect | Broen er lukket natten over | Østjyllands Politi | skriver
"""


@pytest.mark.parametrize("case", cases(MEDIUM_BESIDE_SPEAKER))
def test_medium_beside_a_speaker_is_not_the_speaker(case: Case) -> None:
    assert found(case) == case.expected


@pytest.mark.parametrize("case", cases(MEDIUM_AS_SPEAKER))
def test_medium_that_stands_alone_is_the_speaker(case: Case) -> None:
    assert found(case) == case.expected


@pytest.mark.parametrize("case", cases(TWO_SPEAKERS))
def test_two_stretches_of_one_sentence(case: Case) -> None:
    assert found(case) == case.expected


@pytest.mark.parametrize("case", cases(ONE_SOURCE_EACH))
def test_words_have_one_source(case: Case) -> None:
    assert found(case) == case.expected
