"""Indirect speech: the frames in which a source's words stand unmarked, and what only looks \
so."""

from __future__ import annotations

import pytest

from tests.extraction.tables import Case, cases, found

AT_CLAUSES = """
# present
Mette Holm mener, at broen er for dyr.
=> indirect | broen er for dyr | Mette Holm | mener

# no comma
Mette Holm mener at broen er for dyr.
=> indirect | broen er for dyr | Mette Holm | mener

# past
Mette Holm sagde, at broen var for dyr.
=> indirect | broen var for dyr | Mette Holm | sagde

# perfect
Mette Holm har sagt, at broen er for dyr.
=> indirect | broen er for dyr | Mette Holm | sagt

# pluperfect
Mette Holm havde fortalt, at broen var for dyr.
=> indirect | broen var for dyr | Mette Holm | fortalt

# perfect, inverted
Tidligere har Mette Holm sagt, at broen er for dyr.
=> indirect | broen er for dyr | Mette Holm | sagt

# modal
Politiet kan oplyse, at manden er anholdt.
=> indirect | manden er anholdt | Politiet | oplyse

# passive with af
Det blev sagt af Mette Holm, at broen er for dyr.
=> indirect | broen er for dyr | Mette Holm | sagt

# inverted behind an adverbial
I en mail skriver Mette Holm, at broen er for dyr.
=> indirect | broen er for dyr | Mette Holm | skriver

# over for
Over for Ritzau siger Mette Holm, at broen er for dyr.
=> indirect | broen er for dyr | Mette Holm | siger

# listener
Mette Holm siger til Ritzau, at broen er for dyr.
=> indirect | broen er for dyr | Mette Holm | siger

# time behind the cue
Mette Holm sagde tirsdag aften, at broen er for dyr.
=> indirect | broen er for dyr | Mette Holm | sagde

# sentence adverbial
Mette Holm siger dog også, at broen er for dyr.
=> indirect | broen er for dyr | Mette Holm | siger

# apposition before the cue
Borgmesteren, Mette Holm (S), siger, at broen er for dyr.
=> indirect | broen er for dyr | Mette Holm | siger

# relative clause before the cue
Mette Holm, der er borgmester i Holmby, siger, at broen er for dyr.
=> indirect | broen er for dyr | Mette Holm | siger

# apposition behind the cue
Det er for sent, siger kommunens borgmester, Mette Holm.
=> indirect | Det er for sent | Mette Holm | siger

# peger på
Mette Holm peger på, at broen er for dyr.
=> indirect | broen er for dyr | Mette Holm | peger

# gør opmærksom på
Mette Holm gør opmærksom på, at broen er for dyr.
=> indirect | broen er for dyr | Mette Holm | gør

# slår fast
Mette Holm slår fast, at broen er for dyr.
=> indirect | broen er for dyr | Mette Holm | slår

# lægger vægt på
Mette Holm lægger vægt på, at broen bliver billig.
=> indirect | broen bliver billig | Mette Holm | lægger

# frygter
Mette Holm frygter, at broen bliver for dyr.
=> indirect | broen bliver for dyr | Mette Holm | frygter

# erkender
Mette Holm erkender, at broen er for dyr.
=> indirect | broen er for dyr | Mette Holm | erkender

# afviser
Mette Holm afviser, at broen er for dyr.
=> indirect | broen er for dyr | Mette Holm | afviser

# vurderer
Nationalbanken vurderer, at væksten aftager.
=> indirect | væksten aftager | Nationalbanken | vurderer

# anklager for
Mette Holm beskylder Jens Bruun for, at broen blev for dyr.
=> indirect | broen blev for dyr | Mette Holm | beskylder

# without at
Mette Holm mener, broen er for dyr.
=> indirect | broen er for dyr | Mette Holm | mener

# without at, pronoun
Mette Holm siger, hun er klar.
=> indirect | hun er klar | Mette Holm | siger

# elided subject
Mette Holm afviser kritikken og siger, at broen er billig.
=> indirect | broen er billig | Mette Holm | siger

# relative clause as cue
Kritikken kommer fra Mette Holm, som mener, at broen er for dyr.
=> indirect | broen er for dyr | Mette Holm | mener

# relative clause with der
Det glæder Mette Holm, der siger, at broen er billig.
=> indirect | broen er billig | Mette Holm | siger

# clause with an inner subordinate clause
Mette Holm siger, at broen, der åbnede i går, er for dyr.
=> indirect | broen, der åbnede i går, er for dyr | Mette Holm | siger

# long clause with hvis
Mette Holm siger, at broen bliver lukket, hvis det blæser.
=> indirect | broen bliver lukket, hvis det blæser | Mette Holm | siger

# negated judgement
Mette Holm mener ikke, at broen er for dyr.
=> indirect | broen er for dyr | Mette Holm | mener

# tror
Mette Holm tror, at broen åbner i maj.
=> indirect | broen åbner i maj | Mette Holm | tror

# håber
Mette Holm håber, at broen åbner i maj.
=> indirect | broen åbner i maj | Mette Holm | håber

# regner med
Mette Holm regner med, at broen åbner i maj.
=> indirect | broen åbner i maj | Mette Holm | regner

# også before the name
Også Mette Holm mener, at broen er for dyr.
=> indirect | broen er for dyr | Mette Holm | mener

# selv behind the name
Mette Holm selv siger, at broen er for dyr.
=> indirect | broen er for dyr | Mette Holm | siger

# conjunction before
Men Mette Holm siger, at broen er for dyr.
=> indirect | broen er for dyr | Mette Holm | siger

# press release
I en pressemeddelelse skriver politiet, at to mænd er anholdt.
=> indirect | to mænd er anholdt | politiet | skriver

# press release behind the cue
Politiet oplyser i en pressemeddelelse, at to mænd er anholdt.
=> indirect | to mænd er anholdt | Politiet | oplyser

# a country
Rusland hævder, at broen er ødelagt.
=> indirect | broen er ødelagt | Rusland | hævder

# a party
Venstre mener, at broen er for dyr.
=> indirect | broen er for dyr | Venstre | mener

# behind efter at
Broen blev lukket, efter at politiet havde oplyst, at den var farlig.
=> indirect | den var farlig | politiet | oplyst

# time and place between cue and clause
Mette Holm sagde på et pressemøde i Holmby tirsdag, at broen er dyr.
=> indirect | broen er dyr | Mette Holm | sagde

# name after a long title
Formanden for byens største broforening, Mette Holm, oplyser, at broen er dyr.
=> indirect | broen er dyr | Mette Holm | oplyser

# a question that is reported stays out
Mette Holm spørger, hvornår broen åbner.

# det er en fejl, at
Det er en fejl, at broen er dyr, mener Mette Holm.
=> indirect | Det er en fejl, at broen er dyr | Mette Holm | mener

# at-clause with infinitive inside
Mette Holm siger, at det er vigtigt at bygge broen i år.
=> indirect | det er vigtigt at bygge broen i år | Mette Holm | siger

# adverb opens the clause
Mette Holm siger, at nu er broen færdig.
=> indirect | nu er broen færdig | Mette Holm | siger

# number opens the clause
Politiet oplyser, at 42 personer er kommet til skade.
=> indirect | 42 personer er kommet til skade | Politiet | oplyser

# noun in -e opens the clause
Politiet oplyser, at ofrene endnu ikke er fundet.
=> indirect | ofrene endnu ikke er fundet | Politiet | oplyser

# adjective in -e opens the clause
Mette Holm siger, at danske veje er dårlige.
=> indirect | danske veje er dårlige | Mette Holm | siger

# name opens the clause
Mette Holm siger, at Arne Toft er klar.
=> indirect | Arne Toft er klar | Mette Holm | siger

# alle opens the clause
Mette Holm siger, at alle skoler lukker i morgen.
=> indirect | alle skoler lukker i morgen | Mette Holm | siger

# an at-clause without a comma that looks like an infinitive
Mette Holm siger at hele byen glæder sig.
=> indirect | hele byen glæder sig | Mette Holm | siger

# over for, again
Holmby Kommune bekræfter over for Ritzau, at broen er lukket.
=> indirect | broen er lukket | Holmby Kommune | bekræfter
"""


@pytest.mark.parametrize("case", cases(AT_CLAUSES))
def test_at_clauses(case: Case) -> None:
    """A finite clause under a cue, whatever its tense, order or adverbials."""
    assert found(case) == case.expected


COORDINATION = """
# og at
Mette Holm siger, at broen er dyr, og at byen er fattig.
=> indirect | broen er dyr, og at byen er fattig | Mette Holm | siger

# og joins verb phrases of the reported clause
Mette Holm siger, at broen er dyr og står tom.
=> indirect | broen er dyr og står tom | Mette Holm | siger

# og with a second cue
Mette Holm siger, at broen er dyr, og tilføjer, at byen er fattig.
=> indirect | broen er dyr | Mette Holm | siger
=> indirect | byen er fattig | Mette Holm | tilføjer

# og with a second cue, no comma
Mette Holm siger, at broen er dyr og understreger, at byen er fattig.
=> indirect | broen er dyr | Mette Holm | siger
=> indirect | byen er fattig | Mette Holm | understreger

# mens with another source
Mette Holm mener, at broen er dyr, mens Jens Bruun siger, at den er billig.
=> indirect | broen er dyr | Mette Holm | mener
=> indirect | den er billig | Jens Bruun | siger

# mens inside the reported clause
Mette Holm siger, at broen er dyr, mens færgen er billig.
=> indirect | broen er dyr, mens færgen er billig | Mette Holm | siger

# men with the reporter's verb
Mette Holm siger, at broen er dyr, men ønsker ikke at sige mere.
=> indirect | broen er dyr | Mette Holm | siger

# men inside the reported clause
Mette Holm siger, at broen er dyr, men at den er smuk.
=> indirect | broen er dyr, men at den er smuk | Mette Holm | siger

# two sources and their clauses
Mette Holm mener, at broen er dyr. Det er Jens Bruun uenig i.
=> indirect | broen er dyr | Mette Holm | mener

# reporter's sentence behind
Mette Holm siger, at broen er dyr. Den åbnede i går.
=> indirect | broen er dyr | Mette Holm | siger
"""


@pytest.mark.parametrize("case", cases(COORDINATION))
def test_coordination(case: Case) -> None:
    """Coordinated clauses stay with their speaker; the reporter's contrast does not."""
    assert found(case) == case.expected


CLAUSE_BEHIND = """
# behind
Broen er for dyr, siger Mette Holm.
=> indirect | Broen er for dyr | Mette Holm | siger

# behind, past
Broen var for dyr, sagde Mette Holm tirsdag.
=> indirect | Broen var for dyr | Mette Holm | sagde

# behind, an authority
To mænd er anholdt i Holmby, oplyser politiet.
=> indirect | To mænd er anholdt i Holmby | politiet | oplyser

# behind, a medium as source
To mænd er anholdt i Holmby, skriver Ritzau.
=> indirect | To mænd er anholdt i Holmby | Ritzau | skriver

# behind, lyder det
Broen er for dyr, lyder det fra Mette Holm.
=> indirect | Broen er for dyr | Mette Holm | lyder

# inside, behind a subordinate clause
Hvis broen åbner i maj, siger Mette Holm, bliver byen glad.
=> indirect | Hvis broen åbner i maj / bliver byen glad | Mette Holm | siger

# perfect behind
Broen er for dyr, har Mette Holm sagt.
=> indirect | Broen er for dyr | Mette Holm | sagt

# opening clause before a main clause with a cue is none
Da Mette Holm kom hjem, sagde hun farvel.

# the cue has its own object
Efter mødet fortalte Mette Holm sin historie.

# behind, relative clause
Broen er dyr, siger Mette Holm, der er borgmester i Holmby.
=> indirect | Broen er dyr | Mette Holm | siger

# behind, long title
Broen er dyr, siger formanden for byens broforening, Mette Holm.
=> indirect | Broen er dyr | Mette Holm | siger

# behind, in the first person
Vi er klar, siger Mette Holm.
=> indirect | Vi er klar | Mette Holm | siger

# behind with an inner comma
Broen, der åbnede i maj, er dyr, siger Mette Holm.
=> indirect | Broen, der åbnede i maj, er dyr | Mette Holm | siger

# behind with hvis
Broen lukker, hvis det blæser, oplyser politiet.
=> indirect | Broen lukker, hvis det blæser | politiet | oplyser

# behind, only the last sentence
Vejret var godt. Broen er for dyr, siger Mette Holm.
=> indirect | Broen er for dyr | Mette Holm | siger
"""


@pytest.mark.parametrize("case", cases(CLAUSE_BEHIND))
def test_clause_behind(case: Case) -> None:
    """A sentence with its reporting clause behind or inside it."""
    assert found(case) == case.expected


ACCORDING_TO = """
# first
Ifølge Mette Holm er broen for dyr.
=> indirect | er broen for dyr | Mette Holm | Ifølge

# last
Broen er for dyr ifølge Mette Holm.
=> indirect | Broen er for dyr | Mette Holm | ifølge

# last behind a comma
Broen er for dyr, ifølge Mette Holm.
=> indirect | Broen er for dyr | Mette Holm | ifølge

# organisation
Ifølge Nationalbanken stiger priserne næste år.
=> indirect | stiger priserne næste år | Nationalbanken | Ifølge

# authority
Ifølge politiet er manden 42 år.
=> indirect | er manden 42 år | politiet | Ifølge

# with an apposition
Ifølge borgmester Mette Holm, der har set planen, er broen for dyr.
=> indirect | er broen for dyr | Mette Holm | Ifølge

# unnamed source
Ifølge en kilde i ministeriet er planen klar.
=> indirect | er planen klar | en kilde i ministeriet | Ifølge

# a law is no source
Ifølge loven er det forbudt at fiske i åen.

# a plan is no source
Ifølge planen åbner broen i maj.

# the agreement is no source
Ifølge aftalen betaler kommunen halvdelen.

# genitive
Ifølge Mette Holms advokat er broen for dyr.
=> indirect | er broen for dyr | Mette Holms advokat | Ifølge

# the medium
Ifølge Ritzau er to mænd anholdt.
=> indirect | er to mænd anholdt | Ritzau | Ifølge

# men before
Men ifølge Mette Holm er broen for dyr.
=> indirect | er broen for dyr | Mette Holm | ifølge

# statistics are no source
Ifølge tal fra kommunen koster broen to millioner.

# an office of statistics
Ifølge Danmarks Statistik steg priserne i maj.
=> indirect | steg priserne i maj | Danmarks Statistik | Ifølge
"""


@pytest.mark.parametrize("case", cases(ACCORDING_TO))
def test_according_to(case: Case) -> None:
    """Ifølge X at the beginning, inside or at the end of a sentence."""
    assert found(case) == case.expected


NEXT_SENTENCE = """
# det siger
Broen er for dyr. Det siger Mette Holm.
=> indirect | Broen er for dyr | Mette Holm | siger

# det oplyser
To mænd er anholdt. Det oplyser politiet i en pressemeddelelse.
=> indirect | To mænd er anholdt | politiet | oplyser

# det skriver
To mænd er anholdt. Det skriver Ritzau.
=> indirect | To mænd er anholdt | Ritzau | skriver

# det fortæller, with a title
Broen er for dyr. Det fortæller borgmester Mette Holm (S) til Ritzau.
=> indirect | Broen er for dyr | Mette Holm | fortæller

# perfect
Broen er for dyr. Det har Mette Holm sagt til Ritzau.
=> indirect | Broen er for dyr | Mette Holm | sagt

# viser
Hver fjerde dansker cykler på arbejde. Det viser en undersøgelse fra Nationalbanken.

# det fremgår
Hver fjerde dansker cykler på arbejde. Det fremgår af en rapport.

# det sker
Broen er for dyr. Det sker, efter at Mette Holm har set planen.

# det afviser
Broen er for dyr. Det afviser Mette Holm.

# det tror ... ikke
Broen er for dyr. Det mener Mette Holm ikke.

# only the sentence before
Vejret var godt. Broen er for dyr. Det siger Mette Holm.
=> indirect | Broen er for dyr | Mette Holm | siger

# in the next paragraph
Broen er for dyr.
Det siger Mette Holm til Ritzau.
=> indirect | Broen er for dyr | Mette Holm | siger

# det oplyser a long title
To mænd er anholdt. Det oplyser vagtchef Jens Bruun fra Fyns Politi.
=> indirect | To mænd er anholdt | Jens Bruun | oplyser

# sådan lyder
Broen er for dyr. Sådan lyder det fra Mette Holm.
=> indirect | Broen er for dyr | Mette Holm | lyder

# det bekræfter
Broen er lukket. Det bekræfter Holmby Kommune over for Ritzau.
=> indirect | Broen er lukket | Holmby Kommune | bekræfter

# det erkender
Broen er lukket. Det erkender Mette Holm.
=> indirect | Broen er lukket | Mette Holm | erkender

# det kan politiet oplyse
Broen er lukket. Det kan politiet oplyse.
=> indirect | Broen er lukket | politiet | oplyse

# det skriver with a platform
Broen er lukket. Det skriver Mette Holm på X.
=> indirect | Broen er lukket | Mette Holm | skriver

# behind speech it credits the speech
- Broen er lukket. Det er trist.
Det siger Mette Holm til Ritzau.
=> direct | Broen er lukket. Det er trist | Mette Holm | siger
"""


@pytest.mark.parametrize("case", cases(NEXT_SENTENCE))
def test_next_sentence(case: Case) -> None:
    """A sentence that the next one credits to its source."""
    assert found(case) == case.expected


NOTHING_REPORTED = """
# infinitive under opfordrer
Mette Holm opfordrer kommunen til at bygge broen.

# infinitive under lover
Mette Holm lover at bygge broen i maj.

# infinitive under overvejer
Mette Holm overvejer at stille op igen.

# infinitive with a preposition
Mette Holm advarer mod at købe broen.

# infinitive ending in er
Mette Holm siger nej til at reparere broen.

# noun object
Mette Holm advarer om krig.

# noun object of kræver
Mette Holm kræver svar af ministeren.

# noun object of afviser
Mette Holm afviser kritikken fra Jens Bruun.

# man
Man siger, at broen er for dyr.

# nogle
Nogle mener, at broen er for dyr.

# mange
Mange siger, at broen er for dyr.

# det siges
Det siges, at broen er for dyr.

# det hedder sig
Det hedder sig, at broen er for dyr.

# det forlyder
Det forlyder, at broen er for dyr.

# angiveligt
Broen er angiveligt alt for dyr.

# ventes
Broen ventes at koste to millioner.

# skulle
Broen skulle efter sigende være for dyr.

# the verb as a noun
Mette Holms forklaring om, at broen var dyr, kom sent.

# at behind a non-cue verb
Mette Holm sørgede for, at broen blev malet.

# at behind so
Broen er så dyr, at byen må låne penge.

# for at
Mette Holm rejste til Holmby, for at broen kunne åbne.

# question that is not answered
Mette Holm ved ikke, hvornår broen åbner.

# future cue
Mette Holm ville ikke svare på spørgsmålet.

# imperative
Husk at sige det til Mette Holm.

# the law says nothing
Loven siger, at broer skal males hvert år.

# without source, passive
Det blev sagt, at broen var for dyr.

# jeg inside the reporter's text
Jeg tror, at broen bliver dyr.

# wish clause of a condition
Hvis Mette Holm siger, at broen er dyr, lukker den.

# the subject of an infinitive
Det er svært for Mette Holm at sige, at broen er dyr.

# viser
Tallene viser, at broen er dyr.

# betyder
Det betyder, at broen åbner i maj.

# opdager
Mette Holm opdagede, at broen var lukket.

# det er klart at
Det er klart, at broen er dyr.

# resultat
Aftalen går ud på, at broen åbner i maj.

# rygter
Ifølge rygter er broen dyr.

# opfordrer without clause
Mette Holm siger ja til broen.

# taler med
Mette Holm talte med Jens Bruun om broen.

# fortælle om
Mette Holm fortæller om sin barndom i Holmby.

# svarer til
Det svarer til, at hver dansker betaler to kroner.

# tilføjer an amount
Broen tilføjer byen ny skønhed, og det mærkes.
"""


@pytest.mark.parametrize("case", cases(NOTHING_REPORTED))
def test_nothing_reported(case: Case) -> None:
    """Infinitives, nouns, nobody's words and hearsay are no quotes."""
    assert found(case) == case.expected
