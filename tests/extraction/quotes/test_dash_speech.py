"""Speech behind a dash: where it begins, where its reporting clause takes over, what is no \
speech."""

from __future__ import annotations

import pytest

from tests.extraction.tables import Case, cases, found

DASHES = """
# hyphen
- Vi er klar, siger Mette Holm.
=> direct | Vi er klar | Mette Holm | siger

# en dash
– Vi er klar, siger Mette Holm.
=> direct | Vi er klar | Mette Holm | siger

# em dash
— Vi er klar, siger Mette Holm.
=> direct | Vi er klar | Mette Holm | siger

# minus sign used as a dash
− Vi er klar, siger Mette Holm.
=> direct | Vi er klar | Mette Holm | siger

# horizontal bar
― Vi er klar, siger Mette Holm.
=> direct | Vi er klar | Mette Holm | siger

# no blank behind the dash
-Vi er klar, siger Mette Holm.
=> direct | Vi er klar | Mette Holm | siger

# no-break space behind the dash
– Vi er klar, siger Mette Holm.
=> direct | Vi er klar | Mette Holm | siger

# blanks before the dash
  - Vi er klar, siger Mette Holm.
=> direct | Vi er klar | Mette Holm | siger

# not between clauses
Broen blev dyr – langt dyrere end ventet – og den er ikke færdig.

# not between numbers
Holmby vandt 3-1, og 2.000-3.000 tilskuere så kampen.

# not a minus sign at the start
-7 grader blev der målt i Holmby i nat, og det er en rekord.

# not a suspended hyphen
Klima- og energipolitikken er ændret, og det mærkes i Holmby.
"""


@pytest.mark.parametrize("case", cases(DASHES))
def test_dashes(case: Case) -> None:
    """Every dash that papers use opens speech; a dash between numbers or words does not."""
    assert found(case) == case.expected


CLAUSES = """
# narration behind the clause
- Nej, siger Mette Holm. Hun rejste i går.
=> direct | Nej | Mette Holm | siger

# new dash behind the clause
- Nej, siger Mette Holm. - Aldrig.
=> direct | Nej / Aldrig | Mette Holm | siger

# new en dash behind the clause
– Nej, siger Mette Holm. – Aldrig.
=> direct | Nej / Aldrig | Mette Holm | siger

# clause in the middle of a sentence
- Hvis vi venter, siger Mette Holm, så er det for sent.
=> direct | Hvis vi venter / så er det for sent | Mette Holm | siger

# clause in the middle, dash again
- Hvis vi venter, siger Mette Holm, - er det for sent.
=> direct | Hvis vi venter / er det for sent | Mette Holm | siger

# several sentences before the clause
- Det haster. Vi kan ikke vente. Broen er farlig, siger Mette Holm.
=> direct | Det haster. Vi kan ikke vente. Broen er farlig | Mette Holm | siger

# question mark before the clause
- Hvad skal vi gøre? spørger Mette Holm.
=> direct | Hvad skal vi gøre? | Mette Holm | spørger

# exclamation mark before the clause
- Kom nu! råber Mette Holm.
=> direct | Kom nu! | Mette Holm | råber

# dots before the clause
- Jeg ved ikke rigtig ... siger Mette Holm.
=> direct | Jeg ved ikke rigtig ... | Mette Holm | siger

# clause with title and function
- Vi er klar, siger borgmester Mette Holm fra Holmby.
=> direct | Vi er klar | Mette Holm | siger

# clause with apposition
- Vi er klar, siger Mette Holm, der er borgmester i Holmby.
=> direct | Vi er klar | Mette Holm | siger

# clause with function before the name between commas
- Vi er klar, siger kommunens borgmester, Mette Holm.
=> direct | Vi er klar | Mette Holm | siger

# clause with party letter
- Vi er klar, siger Mette Holm (S).
=> direct | Vi er klar | Mette Holm | siger

# clause with the listener
- Vi er klar, siger Mette Holm til Ritzau.
=> direct | Vi er klar | Mette Holm | siger

# clause with a subordinate clause
- Vi er klar, sagde Mette Holm, da hun ankom til Holmby.
=> direct | Vi er klar | Mette Holm | sagde

# perfect
- Vi er klar, har Mette Holm sagt.
=> direct | Vi er klar | Mette Holm | sagt

# perfect with the adverb
- Vi er klar, har Mette Holm tidligere sagt til Ritzau.
=> direct | Vi er klar | Mette Holm | sagt

# two cues, the second with an at-clause
- Vi er klar, siger Mette Holm og tilføjer, at broen åbner i maj.
=> direct | Vi er klar | Mette Holm | siger
=> indirect | broen åbner i maj | Mette Holm | tilføjer

# manner verb
- Vi er klar, smiler Mette Holm.
=> direct | Vi er klar | Mette Holm | smiler

# lyder det fra
- Vi er klar, lyder det fra Mette Holm.
=> direct | Vi er klar | Mette Holm | lyder

# som introduces the clause
- Vi er klar, som Mette Holm siger.
=> direct | Vi er klar | Mette Holm | siger

# no clause at all
- Det haster.
=> direct | Det haster | - | -

# nobody named
- Ned med broen, blev der råbt.
=> direct | Ned med broen | - | -

# reporter's question tag is no clause
- Det er for sent, ikke sandt, siger Mette Holm.
=> direct | Det er for sent, ikke sandt | Mette Holm | siger

# a saying verb inside the speech is no clause
- Når folk siger, at broen er grim, bliver jeg ked af det, siger Mette Holm.
=> direct | Når folk siger, at broen er grim, bliver jeg ked af det | Mette Holm | siger

# a clause inside the speech with another subject
- Broen er grim, siger min kone altid, men jeg kan lide den, siger Jens Bruun.
=> direct | Broen er grim, siger min kone altid, men jeg kan lide den | Jens Bruun | siger

# jeg siger inside the speech
- Broen er grim, siger jeg bare.
=> direct | Broen er grim, siger jeg bare | - | -

# dash inside the speech
- Broen – den nye – er grim, siger Jens Bruun.
=> direct | Broen – den nye – er grim | Jens Bruun | siger

# quote marks inside the speech
- Han råbte "pas på" og løb, siger Jens Bruun.
=> direct | Han råbte "pas på" og løb | Jens Bruun | siger

# editor's note inside the speech
- De (kommunen, red.) har ikke svaret, siger Jens Bruun.
=> direct | De (kommunen, red.) har ikke svaret | Jens Bruun | siger

# editor's note at the end of the speech
- De har ikke svaret mig (kommunen, red.), siger Jens Bruun.
=> direct | De har ikke svaret mig (kommunen, red.) | Jens Bruun | siger

# editor's note in square brackets
- De [kommunen, red.] har ikke svaret, siger Jens Bruun.
=> direct | De [kommunen, red.] har ikke svaret | Jens Bruun | siger
"""


@pytest.mark.parametrize("case", cases(CLAUSES))
def test_clauses(case: Case) -> None:
    """The reporting clause ends the words; behind it the reporter speaks again."""
    assert found(case) == case.expected


LISTS = """
# shopping list
Det skal kommunen bygge:
- ny bro
- nye veje
- to skoler

# items with verbs but no full stop
Ministeriet foreslår:
- højere afgift på benzin
- lavere skat på el
- gratis bus for børn

# times
Program for dagen i Holmby:
- 10.00: Åbning af broen
- 12.30: Frokost på torvet

# results
Søndagens resultater i rækken:
- Holmby - Næsby 2-1
- Vestby - Østby 0-0

# speech beside a list stays speech
Mette Holm er glad for broen.
- Vi er klar, siger hun.
=> direct | Vi er klar | Mette Holm | siger
"""


@pytest.mark.parametrize("case", cases(LISTS))
def test_lists(case: Case) -> None:
    """Dashes that open the items of a list open no speech."""
    assert found(case) == case.expected
