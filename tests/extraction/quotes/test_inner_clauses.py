"""Reporting clauses that stand in odd places: inside a clause, under another, beside a medium."""

from __future__ import annotations

import pytest

from tests.extraction.tables import Case, cases, found

INSIDE = """
# between verb and complement
Broen er, siger Mette Holm, alt for dyr.
=> indirect | Broen er / alt for dyr | Mette Holm | siger

# as X says
Broen er, som Mette Holm siger, alt for dyr.
=> indirect | Broen er / alt for dyr | Mette Holm | siger

# an apposition goes on about the source
Broen er lukket, siger Mette Holm, borgmester i Holmby.
=> indirect | Broen er lukket | Mette Holm | siger

# under a subordinate clause
Selv om Mette Holm mener, at broen er dyr, åbner den i maj.
=> indirect | broen er dyr | Mette Holm | mener

# a reason behind
Broen lukker, siger Mette Holm, fordi den er farlig.
=> indirect | Broen lukker / fordi den er farlig | Mette Holm | siger

# a dash and the reporter's comment
Mette Holm siger, at broen er lukket - og det er den.
=> indirect | broen er lukket | Mette Holm | siger

# two dashes are brackets
Mette Holm siger, at broen - og vejen - er lukket.
=> indirect | broen - og vejen - er lukket | Mette Holm | siger

# an infinitive of the reporter's
Mette Holm siger, at broen er dyr, uden at uddybe det.
=> indirect | broen er dyr | Mette Holm | siger

# hvis reports nothing
Hvis Mette Holm mener, at broen er dyr, åbner den ikke.

# a name and an age are no words
Holm, 44, benægter alle anklager.
"""


@pytest.mark.parametrize("case", cases(INSIDE))
def test_clauses_inside(case: Case) -> None:
    """A reporting clause may part the words that it reports."""
    assert found(case) == case.expected


MEDIA = """
# a medium passes on
Mette Holm siger, at broen er lukket, skriver Ritzau.
=> indirect | broen er lukket | Mette Holm | siger

# a medium alone speaks
Broen er lukket, skriver Ritzau.
=> indirect | Broen er lukket | Ritzau | skriver

# an anaphor with its medium
Broen er lukket. Det skriver Mette Holm på Twitter, ifølge Ritzau.
=> indirect | Broen er lukket | Mette Holm | skriver

# papers of a court
Vidnet Mette Holm forklarede ifølge retspapirer, at broen var lukket.
=> indirect | broen var lukket | Mette Holm | forklarede

# the one whose information it is
Ifølge Ekstra Bladets oplysninger er broen lukket.
=> indirect | er broen lukket | Ekstra Bladet | Ifølge

# calculations and plans say nothing
Ifølge beregningerne koster broen to millioner. Ifølge planen åbner den i maj.

# nothing but a time is left
Broen åbner igen. Det er ifølge Mette Holm fredag.
"""


@pytest.mark.parametrize("case", cases(MEDIA))
def test_media_and_papers(case: Case) -> None:
    """Who speaks is told apart from what carries the words."""
    assert found(case) == case.expected


FRAMES = """
# wish to say
Mette Holm vil gerne understrege, at broen er sikker.
=> indirect | broen er sikker | Mette Holm | understrege

# not willing to deny
Mette Holm vil ikke afvise, at broen bliver dyrere.
=> indirect | broen bliver dyrere | Mette Holm | afvise

# what somebody will say has not been said
Mette Holm vil fortælle, at broen er sikker.

# means to know
Mette Holm mener at vide, at broen er dyr.
=> indirect | broen er dyr | Mette Holm | mener

# means to build
Mette Holm mener at bygge broen i maj.

# refers to
Mette Holm henviser til, at broen er gammel.
=> indirect | broen er gammel | Mette Holm | henviser

# refers to a thing
Mette Holm henviser til planen.

# cited
Mette Holm blev citeret for at sige, at broen er lukket.
=> indirect | broen er lukket | Mette Holm | sige

# several
Flere eksperter vurderer, at broen er farlig.
=> indirect | broen er farlig | Flere eksperter | vurderer

# several of nobody
Flere vurderer, at broen er farlig.

# a time between verb and title
- Vi er klar, sagde i går borgmester Mette Holm.
=> direct | Vi er klar | Mette Holm | sagde

# both
- Vi er klar, siger både Mette Holm og Jens Bruun.
=> direct | Vi er klar | Mette Holm og Jens Bruun | siger

# glad and proud
- Vi er klar, siger en glad og stolt Mette Holm.
=> direct | Vi er klar | Mette Holm | siger

# a verb in no list behind a description
En talskvinde for Nordisk Brobyg beklager.
- Vi er kede af det, siger hun.
=> direct | Vi er kede af det | En talskvinde for Nordisk Brobyg | siger

# the subject of what follows is not the one inside the reported clause
Mette Holm erkender, at mørket gør det lettere at slippe væk, og tilføjer:
- Ring hellere en gang for meget.
=> indirect | mørket gør det lettere at slippe væk | Mette Holm | erkender
=> direct | Ring hellere en gang for meget | Mette Holm | tilføjer

# nor the agent of a passive
Mette Holm er blevet opfordret til det af venner og mener, at broen er dyr.
=> indirect | broen er dyr | Mette Holm | mener

# what is written without saying by whom
I et brev fra 1912 står der: "Broen er farlig."
I en erklæring på nettet hedder det, at "alle er kede af det".
=> direct | Broen er farlig | - | -
=> partial | alle er kede af det | - | hedder
"""


@pytest.mark.parametrize("case", cases(FRAMES))
def test_frames(case: Case) -> None:
    """Verbs with company between them and their clause or their source."""
    assert found(case) == case.expected


MARKS = """
# a mark never closed before another
"Vi er klar, siger Mette Holm. "Broen er færdig", siger Jens Bruun.
=> direct | Vi er klar | Mette Holm | siger
=> direct | Broen er færdig | Jens Bruun | siger

# a title behind its noun
"Det må De ikke spørge mig om," siger Mette Holm, hvis seneste roman, "Broen", kom i maj.
=> direct | Det må De ikke spørge mig om | Mette Holm | siger
=> no quote | Broen

# a title inside, the last mark behind a blank
"Nu skal jeg spille i "Broens børn", og det er fire måneder. Det skal nok gå. "
=> direct | Nu skal jeg spille i "Broens børn", og det er fire måneder. Det skal nok gå | - | -

# a headline's label
Borgmester: Broen er "en ren skandale"
Mette Holm er vred.
=> partial | en ren skandale | Borgmester | -

# no label
Om broen: Den er "en ren skandale"
=> no quote | en ren skandale

# inches
Skærmen måler 27" og koster 2.000 kroner, og der er 15" i den lille.
"""


@pytest.mark.parametrize("case", cases(MARKS))
def test_damaged_marks(case: Case) -> None:
    """Marks that are missing, and signs that are none."""
    assert found(case) == case.expected
