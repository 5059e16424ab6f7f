"""Words behind a colon without marks, and the turns of a record."""

from __future__ import annotations

import pytest

from tests.extraction.tables import Case, cases, found

COLONS = """
# a whole sentence
Mette Holm siger: Broen er for dyr, og vi har ikke råd.
=> indirect | Broen er for dyr, og vi har ikke råd | Mette Holm | siger

# an announcement of other things
Mette Holm har tre krav: Broen skal males, vejen skal lukkes, og skolen skal åbne.

# no sentence
Mette Holm nævner tre byer: Holmby, Lindby og Bruunsby.

# behind a reporting clause
Broen er lukket, skrev Kystbladet i går: Den er for farlig.
=> indirect | Broen er lukket / Den er for farlig | Kystbladet | skrev

# behind the narrator's own words
Sagen er klar: Broen er for dyr, siger Mette Holm.
=> indirect | Broen er for dyr | Mette Holm | siger

# another clause reports before the marks
Holm nægter, at de to kender hinanden: "Vi hedder det samme."
Jens Holm er fisker.
=> indirect | de to kender hinanden | Jens Holm | nægter
=> direct | Vi hedder det samme | Jens Holm | -

# a contrast before the marks
Fiskernes forening opfordrede ikke til strejke, men Jens Bruun lagde ikke skjul på sin glæde: "Det var på tide."
=> direct | Det var på tide | Jens Bruun | -
"""  # noqa: E501


@pytest.mark.parametrize("case", cases(COLONS))
def test_colons(case: Case) -> None:
    """A cue that leads up to a colon reports the sentence behind it."""
    assert found(case) == case.expected


TURNS = """
# a court's record
Retten fortsatte i går.
Anklageren: Hvor var De mandag aften?
Tiltalte: Jeg var hjemme. Det har jeg sagt.
=> direct | Hvor var De mandag aften? | Anklageren | -
=> direct | Jeg var hjemme. Det har jeg sagt | Tiltalte | -

# names
Avisen har spurgt to forbipasserende.
Mette Holm: Jeg er glad for broen.
Jens Bruun: Den er alt for dyr.
=> direct | Jeg er glad for broen | Mette Holm | -
=> direct | Den er alt for dyr | Jens Bruun | -

# credits and lists
Bestyrelsen er valgt.
Formand: Jens Bruun.
Kilde: Kommunen.
Borgmester Mette Holm: 268 stemmer.
"""


@pytest.mark.parametrize("case", cases(TURNS))
def test_turns_of_a_record(case: Case) -> None:
    """A name or description before a colon opens that person's turn."""
    assert found(case) == case.expected


DIALOGUE = """
# question and answer
Mette Holm møder Jens Bruun ved broen.
- Er du klar? spørger hun.
- Ja, det er jeg.
=> direct | Er du klar? | Mette Holm | spørger
=> direct | Ja, det er jeg | Jens Bruun | -

# by turns
Mette Holm og Jens Bruun står ved broen.
- Er du klar? spørger Mette Holm.
- Ja, svarer Jens Bruun.
- Skal vi gå?
- Ja, det skal vi.
=> direct | Er du klar? | Mette Holm | spørger
=> direct | Ja | Jens Bruun | svarer
=> direct | Skal vi gå? | Mette Holm | -
=> direct | Ja, det skal vi | Jens Bruun | -

# an interview with dashes
Skuespilleren Peter Holm er aktuel i et stykke om en bro.
- Hvorfor sagde du ja til rollen?
- Det var et godt hold.
- Hvad kunne du bedst lide ved stykket?
- Broen. Den er smuk.
=> question | Hvorfor sagde du ja til rollen? | - | -
=> direct | Det var et godt hold | Peter Holm | -
=> question | Hvad kunne du bedst lide ved stykket? | - | -
=> direct | Broen. Den er smuk | Peter Holm | -

# no interview
Borgmester Peter Holm er vred.
- Hvad bilder de sig ind?
- Det er vores bro.
- Hvem skal betale for den?
- Det skal vi alle, siger han.
=> direct | Hvad bilder de sig ind? | Peter Holm | -
=> direct | Det er vores bro | Peter Holm | -
=> direct | Hvem skal betale for den? | Peter Holm | -
=> direct | Det skal vi alle | Peter Holm | siger

# a speaker's own question
Mette Holm mødte Jens Bruun i går.
- Hvorfor skal vi vente? siger Mette Holm.
- Vi er klar nu.
=> direct | Hvorfor skal vi vente? | Mette Holm | siger
=> direct | Vi er klar nu | Mette Holm | -
"""


@pytest.mark.parametrize("case", cases(DIALOGUE))
def test_dialogue(case: Case) -> None:
    """Who is asked answers; a rhetorical question has no answer by another."""
    assert found(case) == case.expected
