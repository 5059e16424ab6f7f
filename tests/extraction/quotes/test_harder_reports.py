"""Indirect speech in longer sentences: where the reported clause ends, and what is the \
reporter's."""

from __future__ import annotations

import pytest

from tests.extraction.tables import Case, cases, found

ENDS = """
# relative clause at the end
Mette Holm siger, at kommunen har lukket broen, som er farlig.
=> indirect | kommunen har lukket broen, som er farlig | Mette Holm | siger

# fordi
Mette Holm siger, at broen er lukket, fordi den er farlig.
=> indirect | broen er lukket, fordi den er farlig | Mette Holm | siger

# enumeration
Mette Holm siger, at broen, skolen og vejen er lukket.
=> indirect | broen, skolen og vejen er lukket | Mette Holm | siger

# nested at
Mette Holm siger, at hun håber, at broen åbner i maj.
=> indirect | hun håber, at broen åbner i maj | Mette Holm | siger

# another's report inside
Mette Holm siger, at Jens Bruun mener, at broen er dyr.
=> indirect | Jens Bruun mener, at broen er dyr | Mette Holm | siger

# clause and infinitive
Mette Holm siger, at kommunen vil forsøge at åbne broen i maj.
=> indirect | kommunen vil forsøge at åbne broen i maj | Mette Holm | siger

# a bracket
Mette Holm siger, at broen (den nye) er lukket.
=> indirect | broen (den nye) er lukket | Mette Holm | siger

# numbers and abbreviations
Politiet oplyser, at ca. 2.000 mennesker, bl.a. børn, er evakueret.
=> indirect | ca. 2.000 mennesker, bl.a. børn, er evakueret | Politiet | oplyser

# date with a stop
Politiet oplyser, at broen lukker den 15. maj kl. 10.
=> indirect | broen lukker den 15. maj kl. 10 | Politiet | oplyser

# så at the end
Mette Holm siger, at broen lukkes, så den kan males.
=> indirect | broen lukkes, så den kan males | Mette Holm | siger

# hvilket is the reporter's or the source's
Mette Holm mener, at broen er smuk, selv om den er dyr.
=> indirect | broen er smuk, selv om den er dyr | Mette Holm | mener

# og with a new main clause of the reporter's
Mette Holm siger, at broen er dyr, og hun vil nu tale med Jens Bruun.
=> indirect | broen er dyr | Mette Holm | siger

# efter at
Mette Holm siger, at broen er dyr, efter at hun har set regningen.
=> indirect | broen er dyr, efter at hun har set regningen | Mette Holm | siger
"""


@pytest.mark.parametrize("case", cases(ENDS))
def test_ends(case: Case) -> None:
    """The reported clause goes as far as the source's words go."""
    assert found(case) == case.expected


FRAMES = """
# over for with inverted order
Over for TV 2 bekræfter politiet, at broen er lukket.
=> indirect | broen er lukket | politiet | bekræfter

# på spørgsmålet
På spørgsmålet om broen svarer Mette Holm, at den er smuk.
=> indirect | den er smuk | Mette Holm | svarer

# i et interview
I et interview med BBC sagde Mette Holm tirsdag, at broen var dyr.
=> indirect | broen var dyr | Mette Holm | sagde

# fortsætter med at sige
Mette Holm slutter med at sige, at broen er smuk.
=> indirect | broen er smuk | Mette Holm | sige

# må erkende
Mette Holm må erkende, at broen er dyr.
=> indirect | broen er dyr | Mette Holm | erkende

# kan fortælle
Vagtchef Jens Bruun kan fortælle, at broen er lukket.
=> indirect | broen er lukket | Jens Bruun | fortælle

# har tidligere udtalt
Mette Holm har tidligere udtalt, at broen er dyr.
=> indirect | broen er dyr | Mette Holm | udtalt

# giver udtryk for
Mette Holm giver udtryk for, at broen er dyr.
=> indirect | broen er dyr | Mette Holm | giver

# gav udtryk for
Mette Holm gav udtryk for, at broen var dyr.
=> indirect | broen var dyr | Mette Holm | gav

# gør det klart
Mette Holm gør det klart, at broen lukker.
=> indirect | broen lukker | Mette Holm | gør

# lader forstå
Mette Holm lader forstå, at broen lukker.
=> indirect | broen lukker | Mette Holm | lader

# er af den opfattelse
Mette Holm er af den opfattelse, at broen er dyr.
=> indirect | broen er dyr | Mette Holm | er

# konkluderer
Forskerne konkluderer, at broen er farlig.
=> indirect | broen er farlig | Forskerne | konkluderer

# oplyser til
Politiet oplyser til Ritzau, at broen er lukket.
=> indirect | broen er lukket | Politiet | oplyser

# meddeler
Hoffet meddeler, at prinsen er syg.
=> indirect | prinsen er syg | Hoffet | meddeler

# indrømmer
Svend Bruun indrømmer, at han stjal bilen.
=> indirect | han stjal bilen | Svend Bruun | indrømmer

# nægter
Svend Bruun nægter, at han stjal bilen.
=> indirect | han stjal bilen | Svend Bruun | nægter

# lover
Mette Holm lover, at broen åbner i maj.
=> indirect | broen åbner i maj | Mette Holm | lover

# advarer om with a clause
Mette Holm advarer om, at broen er farlig.
=> indirect | broen er farlig | Mette Holm | advarer

# minder om
Mette Holm minder om, at broen er gammel.
=> indirect | broen er gammel | Mette Holm | minder

# understreger med a particle
Mette Holm gør det klart over for Ritzau, at broen lukker.
=> indirect | broen lukker | Mette Holm | gør

# participle clause is none
Adspurgt om broen trak Mette Holm på skuldrene.

# skriver in a letter about something
Mette Holm skriver et brev om broen til kommunen.

# fortæller and a question word
Mette Holm fortæller, hvordan broen blev bygget.

# known that
Det er kendt, at Mette Holm elsker broer.

# not said by the one named
Det vides ikke, om Mette Holm har sagt, at broen er dyr.
"""


@pytest.mark.parametrize("case", cases(FRAMES))
def test_frames(case: Case) -> None:
    """Less usual frames of reporting."""
    assert found(case) == case.expected


SOURCES = """
# the source's organisation before
Hos Nordisk Brobyg siger direktør Jens Bruun, at broen er sikker.
=> indirect | broen er sikker | Jens Bruun | siger

# object before the subject
Til broens venner siger Mette Holm, at den lukker.
=> indirect | den lukker | Mette Holm | siger

# said to a person
Mette Holm siger til Jens Bruun, at broen lukker.
=> indirect | broen lukker | Mette Holm | siger

# description with a name inside
Mette Holms nabo siger, at broen larmer.
=> indirect | broen larmer | Mette Holms nabo | siger

# description with a genitive organisation
Brøndbys træner siger, at kampen var svær.
=> indirect | kampen var svær | Brøndbys træner | siger

# country's minister with name
Tysklands kansler, Karl Brahm, siger, at krigen skal stoppe.
=> indirect | krigen skal stoppe | Karl Brahm | siger

# country's minister without a comma
Den tyske kansler Karl Brahm siger, at krigen skal stoppe.
=> indirect | krigen skal stoppe | Karl Brahm | siger

# plural description
De ansatte siger, at broen er farlig.
=> indirect | broen er farlig | De ansatte | siger

# one of the experts
En af eksperterne, Karen Lind, vurderer, at broen er farlig.
=> indirect | broen er farlig | Karen Lind | vurderer

# both parties
Både Venstre og Enhedslisten mener, at broen er dyr.
=> indirect | broen er dyr | Venstre og Enhedslisten | mener

# an infinitive between subject and verb
Mette Holm, som har lovet at bygge broen, siger, at den bliver smuk.
=> indirect | den bliver smuk | Mette Holm | siger

# name in the genitive before a noun that says
Mette Holms parti siger, at broen er dyr.
=> indirect | broen er dyr | Mette Holms parti | siger

# said about somebody
Om sin mand siger Mette Holm, at han er sød.
=> indirect | han er sød | Mette Holm | siger

# han in the reported clause is another
Mette Holm har mødt Jens Bruun. Hun siger, at han er sød.
=> indirect | han er sød | Mette Holm | siger
"""


@pytest.mark.parametrize("case", cases(SOURCES))
def test_sources(case: Case) -> None:
    """Whose the report is where several names stand in the sentence."""
    assert found(case) == case.expected
