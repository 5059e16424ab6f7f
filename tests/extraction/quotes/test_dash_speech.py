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

# dash behind a colon
Mette Holm siger: - Vi er klar.
=> direct | Vi er klar | Mette Holm | siger

# en dash behind a colon
Mette Holm siger: – Vi er klar.
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

# dash before the clause instead of a comma
- Det er for sent – siger Mette Holm.
=> direct | Det er for sent | Mette Holm | siger

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

# two cues
- Vi er klar, siger Mette Holm og tilføjer: - Det er broen også.
=> direct | Vi er klar / Det er broen også | Mette Holm | siger

# two cues, the second with an at-clause
- Vi er klar, siger Mette Holm og tilføjer, at broen åbner i maj.
=> direct | Vi er klar | Mette Holm | siger
=> indirect | broen åbner i maj | Mette Holm | tilføjer

# manner verb
- Vi er klar, smiler Mette Holm.
=> direct | Vi er klar | Mette Holm | smiler

# verb that is in no list
- Vi er klar, gnægger Mette Holm.
=> direct | Vi er klar | Mette Holm | gnægger

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

# another speaker behind the clause, in the same paragraph
- Ja, siger Mette Holm. - Nej, siger Jens Bruun.
=> direct | Ja | Mette Holm | siger
=> direct | Nej | Jens Bruun | siger

# three turns in one paragraph
- Ja, siger Mette Holm. - Nej, aldrig, siger Jens Bruun. - Jo, siger Mette Holm.
=> direct | Ja | Mette Holm | siger
=> direct | Nej, aldrig | Jens Bruun | siger
=> direct | Jo | Mette Holm | siger

# narration with another's report behind the clause
- Vi er klar, siger Mette Holm. Jens Bruun mener derimod, at broen er dyr.
=> direct | Vi er klar | Mette Holm | siger
=> indirect | broen er dyr | Jens Bruun | mener

# relative clause with a second cue
- Vi er klar, siger Mette Holm, som mener, at broen er smuk.
=> direct | Vi er klar | Mette Holm | siger
=> indirect | broen er smuk | Mette Holm | mener

# narration and new speech in the same paragraph
- Vi er klar, siger Mette Holm. Hun rejser i maj. - Broen er smuk.
=> direct | Vi er klar | Mette Holm | siger
=> direct | Broen er smuk | Mette Holm | -

# pronoun and gesture
- Den der er grim, siger Mette Holm og peger på broen.
=> direct | Den der er grim | Mette Holm | siger

# the clause names the medium with ifølge
- Vi er klar, siger Mette Holm ifølge Ritzau.
=> direct | Vi er klar | Mette Holm | siger

# the clause names the medium behind a comma
- Vi er klar, siger Mette Holm, skriver Ritzau.
=> direct | Vi er klar | Mette Holm | siger

# on a platform
- Vi er klar, skriver Mette Holm på X.
=> direct | Vi er klar | Mette Holm | skriver

# in a press release
- Vi er klar, udtaler Mette Holm i en pressemeddelelse.
=> direct | Vi er klar | Mette Holm | udtaler

# the press release alone
- Vi er klar, hedder det i en pressemeddelelse.
=> direct | Vi er klar | - | hedder

# the press release of somebody
- Vi er klar, hedder det i en pressemeddelelse fra Nationalbanken.
=> direct | Vi er klar | Nationalbanken | hedder

# over for the medium
- Vi er klar, understreger Mette Holm over for Ritzau.
=> direct | Vi er klar | Mette Holm | understreger

# age behind the name
- Vi er klar, siger Mette Holm, 42, fra Holmby.
=> direct | Vi er klar | Mette Holm | siger

# age before the name
- Vi er klar, siger 42-årige Mette Holm.
=> direct | Vi er klar | Mette Holm | siger

# workplace behind a comma
- Vi er klar, siger overlæge Karen Lind, Holmby Sygehus.
=> direct | Vi er klar | Karen Lind | siger

# one of a group
- Vi er klar, siger en af demonstranterne, Jens Bruun.
=> direct | Vi er klar | Jens Bruun | siger

# adverb between verb and name
- Vi er klar, siger så Mette Holm.
=> direct | Vi er klar | Mette Holm | siger

# clause with begrunder
- Vi har ikke råd, begrunder Mette Holm.
=> direct | Vi har ikke råd | Mette Holm | begrunder

# full stop inside the speech before a clause with a small letter
- Vi er klar. Så klar, som man kan være, siger Mette Holm.
=> direct | Vi er klar. Så klar, som man kan være | Mette Holm | siger

# an abbreviation inside the speech
- Det koster 2 mio. kr. om året, siger Mette Holm.
=> direct | Det koster 2 mio. kr. om året | Mette Holm | siger

# reported clause inside the speech
- Hun siger, at broen er dyr, siger Jens Bruun.
=> direct | Hun siger, at broen er dyr | Jens Bruun | siger

# mener vi inside the speech
- Broen er, mener vi, alt for dyr, siger Jens Bruun.
=> direct | Broen er, mener vi, alt for dyr | Jens Bruun | siger

# ifølge inside the speech
- Broen er ifølge kommunen alt for dyr, siger Jens Bruun.
=> direct | Broen er ifølge kommunen alt for dyr | Jens Bruun | siger
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
