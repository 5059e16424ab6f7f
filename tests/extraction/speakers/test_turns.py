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

# quote marks run over two paragraphs
"Vi er klar," siger Mette Holm.
"Nu mangler kun festen."
=> direct | Vi er klar | Mette Holm | siger
=> direct | Nu mangler kun festen | Mette Holm | -

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

# narration between marks in one paragraph
"Vi er klar", siger Mette Holm. Hun ser på broen. "Den er smuk."
=> direct | Vi er klar | Mette Holm | siger
=> direct | Den er smuk | Mette Holm | -

# speech before anybody is named
- Nu er det nok.
Sådan siger Mette Holm, der bor ved broen i Holmby.
- Den larmer dag og nat, siger hun.
=> direct | Nu er det nok | Mette Holm | siger
=> direct | Den larmer dag og nat | Mette Holm | siger

# the run's later clause has a pronoun of the other gender
Mette Holm og Jens Bruun bor ved broen.
- Den larmer.
- Meget, siger han.
=> direct | Den larmer | Jens Bruun | -
=> direct | Meget | Jens Bruun | siger

# a run behind a sentence that names two, the subject speaks
Mette Holm er vred på Jens Bruun.
- Han har løjet.
=> direct | Han har løjet | Mette Holm | -

# run behind an anaphor
Broen lukker. Det oplyser Mette Holm.
- Den er farlig.
=> indirect | Broen lukker | Mette Holm | oplyser
=> direct | Den er farlig | Mette Holm | -

# run behind ifølge
Ifølge Mette Holm lukker broen.
- Den er farlig.
=> indirect | lukker broen | Mette Holm | Ifølge
=> direct | Den er farlig | Mette Holm | -

# a colon paragraph introduces another than the last speaker
- Vi er klar, siger Mette Holm.
Men Jens Bruun er uenig:
- Det er vi ikke.
=> direct | Vi er klar | Mette Holm | siger
=> direct | Det er vi ikke | Jens Bruun | -

# two runs of two persons
Mette Holm er glad.
- Broen er smuk.
- Og billig.
Jens Bruun er sur.
- Broen er grim.
- Og dyr.
=> direct | Broen er smuk | Mette Holm | -
=> direct | Og billig | Mette Holm | -
=> direct | Broen er grim | Jens Bruun | -
=> direct | Og dyr | Jens Bruun | -

# a caption between does not break the run
- Vi er klar, siger Mette Holm.
(caption) Jens Bruun ved broen. Foto: Ritzau
- Broen er smuk.
=> direct | Vi er klar | Mette Holm | siger
=> direct | Broen er smuk | Mette Holm | -

# an organisation mentioned between does not take over
- Vi er klar, siger Mette Holm.
Nordisk Brobyg har brugt to år på broen.
- Den er smuk.
=> direct | Vi er klar | Mette Holm | siger
=> direct | Den er smuk | Mette Holm | -
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
