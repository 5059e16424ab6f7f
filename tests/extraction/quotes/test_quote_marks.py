"""Words between quote marks: every style, missing and misplaced marks, nesting, several \
paragraphs."""

from __future__ import annotations

import pytest

from tests.extraction.tables import Case, cases, found

STYLES = """
# straight, comma inside
"Vi er klar," siger Mette Holm.
=> direct | Vi er klar | Mette Holm | siger

# straight, comma outside
"Vi er klar", siger Mette Holm.
=> direct | Vi er klar | Mette Holm | siger

# curly, closing mark at both ends
”Vi er klar”, siger Mette Holm.
=> direct | Vi er klar | Mette Holm | siger

# curly, opening and closing
“Vi er klar”, siger Mette Holm.
=> direct | Vi er klar | Mette Holm | siger

# guillemets pointing inwards
»Vi er klar«, siger Mette Holm.
=> direct | Vi er klar | Mette Holm | siger

# guillemets pointing outwards
«Vi er klar», siger Mette Holm.
=> direct | Vi er klar | Mette Holm | siger

# low and high
„Vi er klar“, siger Mette Holm.
=> direct | Vi er klar | Mette Holm | siger

# low and closing
„Vi er klar”, siger Mette Holm.
=> direct | Vi er klar | Mette Holm | siger

# single straight
'Vi er klar', siger Mette Holm.
=> direct | Vi er klar | Mette Holm | siger

# single curly
‘Vi er klar’, siger Mette Holm.
=> direct | Vi er klar | Mette Holm | siger

# doubled single marks
''Vi er klar'', siger Mette Holm.
=> direct | Vi er klar | Mette Holm | siger

# mixed marks
"Vi er klar”, siger Mette Holm.
=> direct | Vi er klar | Mette Holm | siger

# full stop inside, no clause verb missing
"Vi er klar." Det siger Mette Holm.
=> direct | Vi er klar | Mette Holm | siger

# question mark inside
"Er vi klar?" spørger Mette Holm.
=> direct | Er vi klar? | Mette Holm | spørger

# question mark inside and a comma
"Er vi klar?", spørger Mette Holm.
=> direct | Er vi klar? | Mette Holm | spørger

# no comma at all
"Vi er klar" siger Mette Holm.
=> direct | Vi er klar | Mette Holm | siger

# full stop before the clause
"Vi er klar." siger Mette Holm.
=> direct | Vi er klar | Mette Holm | siger

# blanks inside the marks
" Vi er klar ", siger Mette Holm.
=> direct | Vi er klar | Mette Holm | siger

# dash and marks together
- "Vi er klar", siger Mette Holm.
=> direct | Vi er klar | Mette Holm | siger

# apostrophes are no marks
Jens' bil og USA's flag stod ved Mette Holm's hus.

# the plural apostrophe is no mark
Han samlede på lp'er og cd'er i 1990'erne, og det gjorde Lars' far også.
"""


@pytest.mark.parametrize("case", cases(STYLES))
def test_styles(case: Case) -> None:
    """Every style of mark holds speech; the comma may stand inside, outside or nowhere."""
    assert found(case) == case.expected


PLACES = """
# before, with a colon
Mette Holm siger: "Vi er klar."
=> direct | Vi er klar | Mette Holm | siger

# before, with a colon, inverted
Til Ritzau siger Mette Holm: "Vi er klar."
=> direct | Vi er klar | Mette Holm | siger

# before, without a colon
Mette Holm sagde "Vi er klar nu".
=> direct | Vi er klar nu | Mette Holm | sagde

# before, with a comma
Mette Holm siger, "Vi er klar nu."
=> direct | Vi er klar nu | Mette Holm | siger

# colon without a verb
Mette Holm: "Vi er klar."
=> direct | Vi er klar | Mette Holm | -

# colon behind a title and name
Borgmester Mette Holm (S): "Vi er klar."
=> direct | Vi er klar | Mette Holm | -

# after, inverted
"Vi er klar", sagde Mette Holm på mødet.
=> direct | Vi er klar | Mette Holm | sagde

# after, subject first
"Vi er klar," Mette Holm sagde.
=> direct | Vi er klar | Mette Holm | sagde

# between
"Hvis vi venter", siger Mette Holm, "er det for sent".
=> direct | Hvis vi venter / er det for sent | Mette Holm | siger

# between, new sentence
"Vi venter ikke", siger Mette Holm. "Det er for sent."
=> direct | Vi venter ikke / Det er for sent | Mette Holm | siger

# between, goes on with a colon
"Vi venter ikke", siger Mette Holm og fortsætter: "Det er for sent."
=> direct | Vi venter ikke / Det er for sent | Mette Holm | siger

# next sentence
"Vi kan ikke vente længere." Sådan siger Mette Holm.
=> direct | Vi kan ikke vente længere | Mette Holm | siger

# next sentence, det skriver
"Vi kan ikke vente længere." Det skriver Mette Holm på Facebook.
=> direct | Vi kan ikke vente længere | Mette Holm | skriver

# next sentence, lyder det
"Vi kan ikke vente længere." Sådan lyder det fra Mette Holm.
=> direct | Vi kan ikke vente længere | Mette Holm | lyder

# sentence before
Mette Holm er ikke i tvivl. "Vi kan ikke vente længere."
=> direct | Vi kan ikke vente længere | Mette Holm | -

# sentence before with a cue
Sådan svarer Mette Holm. "Vi kan ikke vente længere."
=> direct | Vi kan ikke vente længere | Mette Holm | -

# paragraph before
Mette Holm er ikke i tvivl:
"Vi kan ikke vente længere."
=> direct | Vi kan ikke vente længere | Mette Holm | -

# paragraph before with a cue and a colon
Mette Holm siger:
"Vi kan ikke vente længere."
=> direct | Vi kan ikke vente længere | Mette Holm | siger

# paragraph before with a cue, a colon and a dash
Mette Holm siger:
- Vi kan ikke vente længere.
=> direct | Vi kan ikke vente længere | Mette Holm | siger

# paragraph before that names what was said
Mette Holm har en klar besked til byen:
- Vi kan ikke vente længere.
=> direct | Vi kan ikke vente længere | Mette Holm | -

# next paragraph
"Vi kan ikke vente længere."
Det siger Mette Holm, der er borgmester.
=> direct | Vi kan ikke vente længere | Mette Holm | siger

# next paragraph, dash speech
- Vi kan ikke vente længere.
Sådan lyder det fra Mette Holm.
=> direct | Vi kan ikke vente længere | Mette Holm | lyder

# next paragraph, ordene
- Vi kan ikke vente længere.
Ordene kommer fra Mette Holm.
=> direct | Vi kan ikke vente længere | Mette Holm | -

# none
"Vi kan ikke vente længere."
=> direct | Vi kan ikke vente længere | - | -

# the clause belongs to the words behind its colon
Jens Bruun er vred. Mette Holm siger: "Vi er klar."
=> direct | Vi er klar | Mette Holm | siger

# narration in the next sentence is no clause
"Vi er klar", siger Mette Holm. Jens Bruun gik hjem.
=> direct | Vi er klar | Mette Holm | siger

# gesture behind the clause and new speech
"Den er grim", siger Mette Holm og peger på broen. "Meget grim."
=> direct | Den er grim / Meget grim | Mette Holm | siger

# quotes on both sides of narration
"Vi er klar", siger Mette Holm. Hun rejser i maj. "Broen er smuk."
=> direct | Vi er klar | Mette Holm | siger
=> direct | Broen er smuk | Mette Holm | -

# colon behind og spørger
Mette Holm ser på broen og spørger: "Er vi klar?"
=> direct | Er vi klar? | Mette Holm | spørger

# colon behind a noun of saying
Mette Holms svar er klart: "Vi er klar."
=> direct | Vi er klar | Mette Holm | -

# colon behind a letter
I et brev til kommunen skriver Mette Holm: "Vi er klar."
=> direct | Vi er klar | Mette Holm | skriver

# with the words
Mette Holm sluttede med ordene: "Vi er klar."
=> direct | Vi er klar | Mette Holm | sluttede

# colon behind a perfect
Mette Holm har tidligere sagt: "Vi er klar."
=> direct | Vi er klar | Mette Holm | sagt

# colon and small letter
Mette Holm siger det sådan: "vi er klar nu".
=> direct | vi er klar nu | Mette Holm | siger
"""


@pytest.mark.parametrize("case", cases(PLACES))
def test_places(case: Case) -> None:
    """The reporting clause may stand before, after, between, in the next sentence or nowhere."""
    assert found(case) == case.expected


DAMAGED = """
# never closed, clause behind
"Vi er klar, siger Mette Holm.
=> direct | Vi er klar | Mette Holm | siger

# never closed, clause behind a full stop
"Vi er klar. Broen er færdig, siger Mette Holm. Hun rejste i går.
=> direct | Vi er klar. Broen er færdig | Mette Holm | siger

# never closed, to the end of the paragraph
Mette Holm siger: "Vi er klar. Broen er færdig.
=> direct | Vi er klar. Broen er færdig | Mette Holm | siger

# never closed does not run into narration
Mette Holm siger: "Vi er klar.
Broen åbnede i går, og vejret var godt.
=> direct | Vi er klar | Mette Holm | siger

# never opened
Vi er klar", siger Mette Holm.
=> direct | Vi er klar | Mette Holm | siger

# closed twice
"Vi er klar"", siger Mette Holm.
=> direct | Vi er klar | Mette Holm | siger

# opened twice
""Vi er klar", siger Mette Holm.
=> direct | Vi er klar | Mette Holm | siger

# blank on the wrong side of the closing mark
"Vi er klar, "siger Mette Holm.
=> direct | Vi er klar | Mette Holm | siger

# blank on the wrong side of the opening mark
Mette Holm siger:" Vi er klar."
=> direct | Vi er klar | Mette Holm | siger

# no blank behind the colon
Mette Holm siger:"Vi er klar."
=> direct | Vi er klar | Mette Holm | siger

# two quotes in one paragraph
"Vi er klar", siger Mette Holm. "Det er vi ikke", siger Jens Bruun.
=> direct | Vi er klar | Mette Holm | siger
=> direct | Det er vi ikke | Jens Bruun | siger
"""


@pytest.mark.parametrize("case", cases(DAMAGED))
def test_damaged(case: Case) -> None:
    """Marks that are missing, doubled or misplaced cost no quote and swallow no narration."""
    assert found(case) == case.expected


NESTING = """
# single inside double
"Han sagde 'kom nu' og gik", siger Mette Holm.
=> direct | Han sagde 'kom nu' og gik | Mette Holm | siger

# double inside guillemets
»Han sagde "kom nu" og gik«, siger Mette Holm.
=> direct | Han sagde "kom nu" og gik | Mette Holm | siger

# same marks nested at the end
"Han sagde "kom nu"", siger Mette Holm.
=> direct | Han sagde "kom nu" | Mette Holm | siger

# title inside speech
"Jeg så 'Broen' i går", siger Mette Holm.
=> direct | Jeg så 'Broen' i går | Mette Holm | siger

# guillemets inside dash speech
- Jeg har læst »Broen«, siger Mette Holm.
=> direct | Jeg har læst »Broen« | Mette Holm | siger

# an editor's note
"De (kommunen, red.) svarer ikke", siger Mette Holm.
=> direct | De (kommunen, red.) svarer ikke | Mette Holm | siger

# an editor's note with its own speaker
"Det har hun (Karen Lind, red.) aldrig sagt", siger Jens Bruun.
=> direct | Det har hun (Karen Lind, red.) aldrig sagt | Jens Bruun | siger
"""


@pytest.mark.parametrize("case", cases(NESTING))
def test_nesting(case: Case) -> None:
    """A quote inside a quote belongs to the outer speaker's words."""
    assert found(case) == case.expected


PARAGRAPHS = """
# mark repeated at each paragraph
"Vi er klar, siger Mette Holm.
"Broen er færdig.
"Nu mangler kun festen."
=> direct | Vi er klar | Mette Holm | siger
=> direct | Broen er færdig | Mette Holm | -
=> direct | Nu mangler kun festen | Mette Holm | -

# mark not repeated
Mette Holm siger: "Vi er klar.
Broen er færdig.
Nu mangler kun festen."
=> direct | Vi er klar | Mette Holm | siger
=> direct | Broen er færdig | Mette Holm | -
=> direct | Nu mangler kun festen | Mette Holm | -

# opened at each, closed only at the last
Mette Holm siger: »Vi er klar.
»Broen er færdig.
»Nu mangler kun festen.«
=> direct | Vi er klar | Mette Holm | siger
=> direct | Broen er færdig | Mette Holm | -
=> direct | Nu mangler kun festen | Mette Holm | -

# clause in the last paragraph
"Vi er klar.
Broen er færdig", siger Mette Holm.
=> direct | Vi er klar | Mette Holm | -
=> direct | Broen er færdig | Mette Holm | siger

# narration between two closed quotes is nobody's
"Vi er klar", siger Mette Holm.
Broen er færdig.
"Nu mangler kun festen", siger Jens Bruun.
=> direct | Vi er klar | Mette Holm | siger
=> direct | Nu mangler kun festen | Jens Bruun | siger
"""


@pytest.mark.parametrize("case", cases(PARAGRAPHS))
def test_paragraphs(case: Case) -> None:
    """A quote that runs over paragraphs is one speaker's, with or without new marks."""
    assert found(case) == case.expected
