"""Runs of speech: whose words stand without a reporting clause."""

from __future__ import annotations

import pytest

from tests.extraction.tables import Case, cases, found

RUNS = """
# name first
- Vi er klar, siger Mette Holm.
- Broen er færdig.
- Nu mangler kun festen.
=> direct | Vi er klar | Mette Holm | siger
=> direct | Broen er færdig | Mette Holm | -
=> direct | Nu mangler kun festen | Mette Holm | -

# name in the middle
- Broen er færdig.
- Vi er klar, siger Mette Holm.
- Nu mangler kun festen.
=> direct | Broen er færdig | Mette Holm | -
=> direct | Vi er klar | Mette Holm | siger
=> direct | Nu mangler kun festen | Mette Holm | -

# name at the end
- Broen er færdig.
- Nu mangler kun festen.
- Vi er klar, siger Mette Holm.
=> direct | Broen er færdig | Mette Holm | -
=> direct | Nu mangler kun festen | Mette Holm | -
=> direct | Vi er klar | Mette Holm | siger

# pronoun in the run
Mette Holm er borgmester i Holmby.
- Broen er færdig.
- Nu mangler kun festen, siger hun.
=> direct | Broen er færdig | Mette Holm | -
=> direct | Nu mangler kun festen | Mette Holm | siger

# new speaker takes over
- Vi er klar, siger Mette Holm.
- Broen er færdig.
- Den er for dyr, siger Jens Bruun.
- Og grim.
=> direct | Vi er klar | Mette Holm | siger
=> direct | Broen er færdig | Mette Holm | -
=> direct | Den er for dyr | Jens Bruun | siger
=> direct | Og grim | Jens Bruun | -

# narration introduces another
- Vi er klar, siger Mette Holm.
Jens Bruun er derimod ikke tilfreds med broen.
- Den er for dyr.
=> direct | Vi er klar | Mette Holm | siger
=> direct | Den er for dyr | Jens Bruun | -

# narration without persons keeps the speaker
- Vi er klar, siger Mette Holm.
Broen har været ti år undervejs.
- Nu mangler kun festen.
=> direct | Vi er klar | Mette Holm | siger
=> direct | Nu mangler kun festen | Mette Holm | -

# narration with the speaker by name
- Vi er klar, siger Mette Holm.
Jens Bruun har kritiseret broen, men Mette Holm er rolig.
- Nu mangler kun festen.
=> direct | Vi er klar | Mette Holm | siger
=> direct | Nu mangler kun festen | Mette Holm | -

# indirect speech before the run
Mette Holm siger, at broen er færdig.
- Nu mangler kun festen.
=> indirect | broen er færdig | Mette Holm | siger
=> direct | Nu mangler kun festen | Mette Holm | -

# indirect speech behind the run
- Nu mangler kun festen.
Mette Holm siger, at broen er færdig.
=> direct | Nu mangler kun festen | Mette Holm | -
=> indirect | broen er færdig | Mette Holm | siger

# marks behind a clause in one paragraph
Mette Holm er glad. "Vi er klar", siger hun. "Nu mangler kun festen." Broen åbner i maj.
=> direct | Vi er klar / Nu mangler kun festen | Mette Holm | siger

# subheading does not break the run's speaker
- Vi er klar, siger Mette Holm.
(subheading) Broen er færdig
- Nu mangler kun festen.
=> direct | Vi er klar | Mette Holm | siger
=> direct | Nu mangler kun festen | Mette Holm | -

# nobody to speak
Broen åbner i maj.
- Nu mangler kun festen.
=> direct | Nu mangler kun festen | - | -
"""


@pytest.mark.parametrize("case", cases(RUNS))
def test_runs(case: Case) -> None:
    """A run is one speaker's, wherever in it the name stands, until narration breaks it."""
    assert found(case) == case.expected


DIALOGUE = """
# each with a clause
- Er du klar? spørger Mette Holm.
- Ja, svarer Jens Bruun.
- Så går vi, siger Mette Holm.
=> direct | Er du klar? | Mette Holm | spørger
=> direct | Ja | Jens Bruun | svarer
=> direct | Så går vi | Mette Holm | siger

# a question to oneself is no change of speaker
- Hvad skal vi gøre? spørger Mette Holm.
- Vi skal bygge en bro, siger hun.
=> direct | Hvad skal vi gøre? | Mette Holm | spørger
=> direct | Vi skal bygge en bro | Mette Holm | siger
"""


@pytest.mark.parametrize("case", cases(DIALOGUE))
def test_dialogue(case: Case) -> None:
    """Two persons talk: the words go back and forth."""
    assert found(case) == case.expected
