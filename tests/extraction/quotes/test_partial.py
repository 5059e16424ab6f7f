"""Partial quotes, and marked words that are no quote: told apart by whether somebody says \
them."""

from __future__ import annotations

import pytest

from tests.extraction.tables import Case, cases, found

PARTIAL = """
# object of kalder
Mette Holm kalder planen "en ren skandale".
=> partial | en ren skandale | Mette Holm | kalder

# object of kaldte, inverted
I går kaldte Mette Holm planen "en ren skandale".
=> partial | en ren skandale | Mette Holm | kaldte

# behind at
Mette Holm siger, at "broen er helt færdig".
=> partial | broen er helt færdig | Mette Holm | siger

# inside an at-clause
Mette Holm siger, at broen er "en ren skandale" for byen.
=> partial | en ren skandale | Mette Holm | siger

# predicate with ifølge
Ifølge Mette Holm er broen "en ren skandale".
=> partial | en ren skandale | Mette Holm | Ifølge

# ifølge behind
Broen er "en ren skandale" ifølge Mette Holm.
=> partial | en ren skandale | Mette Holm | ifølge

# clause behind
Broen er "en ren skandale", siger Mette Holm.
=> partial | en ren skandale | Mette Holm | siger

# beskriver som
Mette Holm beskriver broen som "en ren skandale".
=> partial | en ren skandale | Mette Holm | beskriver

# betegner som
Mette Holm betegner forløbet som "dybt beklageligt".
=> partial | dybt beklageligt | Mette Holm | betegner

# omtaler som
Mette Holm omtaler forløbet som "dybt beklageligt".
=> partial | dybt beklageligt | Mette Holm | omtaler

# taler om
Mette Holm taler om "en ren skandale" i byrådet.
=> partial | en ren skandale | Mette Holm | taler

# passive with af
Broen blev af Mette Holm kaldt "en ren skandale".
=> partial | en ren skandale | Mette Holm | kaldt

# perfect
Mette Holm har kaldt broen "en ren skandale".
=> partial | en ren skandale | Mette Holm | kaldt

# two stretches in one sentence
Mette Holm kalder broen "en ren skandale" og planen "dybt beklagelig".
=> partial | en ren skandale | Mette Holm | kalder
=> partial | dybt beklagelig | Mette Holm | kalder

# elided subject
Mette Holm afviser planen og kalder den "en ren skandale".
=> partial | en ren skandale | Mette Holm | kalder

# relative clause
Planen mødes af kritik fra Mette Holm, der kalder den "en ren skandale".
=> partial | en ren skandale | Mette Holm | kalder

# guillemets
Mette Holm kalder planen »en ren skandale«.
=> partial | en ren skandale | Mette Holm | kalder

# single marks
Mette Holm kalder planen 'en ren skandale'.
=> partial | en ren skandale | Mette Holm | kalder

# an organisation
Nationalbanken kalder væksten "overraskende stærk".
=> partial | overraskende stærk | Nationalbanken | kalder

# an unnamed source
En talsmand for politiet kalder sagen "meget alvorlig".
=> partial | meget alvorlig | En talsmand for politiet | kalder

# longer clause under at
Mette Holm skriver, at kommunen "ikke har råd til at vente".
=> partial | ikke har råd til at vente | Mette Holm | skriver

# behind fordi
Mette Holm siger nej til planen, fordi den er "en ren skandale".
=> partial | en ren skandale | Mette Holm | siger

# advarer om
Mette Holm advarer om "alvorlige følger" for byen.
=> partial | alvorlige følger | Mette Holm | advarer

# kræver
Mette Holm kræver "klare svar" af ministeren.
=> partial | klare svar | Mette Holm | kræver

# inside an ifølge sentence, behind the source
Broen er ifølge Mette Holm "en ren skandale".
=> partial | en ren skandale | Mette Holm | ifølge

# inside a clause behind
Forløbet var "helt uacceptabelt", lyder det fra Mette Holm.
=> partial | helt uacceptabelt | Mette Holm | lyder

# in a letter
I et brev skriver Mette Holm, at hun er "dybt rystet".
=> partial | dybt rystet | Mette Holm | skriver

# resolved pronoun
Mette Holm er vred. Hun kalder broen "en ren skandale".
=> partial | en ren skandale | Mette Holm | kalder

# two sources in one sentence
Mette Holm kalder broen "en ren skandale", mens Jens Bruun taler om "et kunstværk".
=> partial | en ren skandale | Mette Holm | kalder
=> partial | et kunstværk | Jens Bruun | taler

# one word said by somebody
Mette Holm kalder broen "smuk".
=> partial | smuk | Mette Holm | kalder

# with two clauses
Mette Holm siger, at "vi er klar", og at broen er smuk.
=> partial | vi er klar | Mette Holm | siger
=> indirect | broen er smuk | Mette Holm | siger
"""


@pytest.mark.parametrize("case", cases(PARTIAL))
def test_partial(case: Case) -> None:
    """A marked stretch that the reporter's sentence swallows, with its source."""
    assert found(case) == case.expected


NO_QUOTE = """
# title of a book
Hans nye roman "Broen over åen" udkommer i maj.
=> no quote | Broen over åen

# title of a film
Filmen "En lang vinter" havde premiere i Holmby.
=> no quote | En lang vinter

# title of a song in guillemets
Bandet sluttede med sangen »Hjem til dig«.
=> no quote | Hjem til dig

# title with an author's verb
Karen Lind har skrevet bogen "Broen over åen".
=> no quote | Broen over åen

# title beside a cue verb
Karen Lind fortæller om sin nye roman "Broen over åen".
=> no quote | Broen over åen

# title as subject
"Broen over åen" er Karen Linds tredje roman.
=> no quote | Broen over åen

# programme
Det fortæller Karen Lind i programmet "Aftenens gæst".
=> no quote | Aftenens gæst

# ship
Skibet "Mette Maria" sejlede fra Holmby i går.
=> no quote | Mette Maria

# ship with a type
Fragtskibet "Baltic Star" gik på grund ved Holmby.
=> no quote | Baltic Star

# nickname
Svend "Mursten" Bruun blev dømt i går.
=> no quote | Mursten

# nickname behind kaldet
Svend Bruun, kaldet "Murstenen", blev dømt i går.
=> no quote | Murstenen

# mentioned word
Ordet "demokrati" kommer fra græsk.
=> no quote | demokrati

# the term
Begrebet "grøn vækst" er nyt i Holmby.
=> no quote | grøn vækst

# scare quotes
De såkaldte "venner" forsvandt hurtigt igen.
=> no quote | venner

# scare quotes without a source
Den "nye" bro er allerede rusten.
=> no quote | nye

# scare quotes, two words
Byens "grønne oase" er nu en parkeringsplads.
=> no quote | grønne oase

# operation
Operationen "Stille Nat" begyndte i går.
=> no quote | Stille Nat

# sign
På skiltet stod der "Adgang forbudt".
=> no quote | Adgang forbudt

# sense of an expression
Udtrykket "at slå sig løs" betyder at feste.
=> no quote | at slå sig løs

# title inside a reported clause
Mette Holm siger, at filmen "En lang vinter" er god.
=> indirect | filmen "En lang vinter" er god | Mette Holm | siger
=> no quote | En lang vinter

# title beside speech
"Vi er glade for filmen", siger Mette Holm om "En lang vinter".
=> direct | Vi er glade for filmen | Mette Holm | siger
=> no quote | En lang vinter

# company by its brand
Butikken "Hos Karen" på torvet lukker.
=> no quote | Hos Karen

# word man says
Man siger ofte "det går nok" i Holmby.
=> no quote | det går nok

# party list
Borgerlisten "Fælles Holmby" fik tre mandater.
=> no quote | Fælles Holmby

# hashtag campaign
Kampagnen "Stop broen nu" har fået 2.000 medlemmer.
=> no quote | Stop broen nu

# prize
Karen Lind fik prisen "Årets bro".
=> no quote | Årets bro

# article headline
Artiklen "Derfor er broen dyr" blev delt 500 gange.
=> no quote | Derfor er broen dyr

# dog
Hunden "Bella" blev fundet i åen.
=> no quote | Bella

# nickname in the middle with guillemets
Svend »Mursten« Bruun blev dømt i går.
=> no quote | Mursten

# title with a comma
I romanen "Broen" fra 1997 skildrer Karen Lind byen.
=> no quote | Broen

# title inside speech by dash is left alone
- Jeg elsker sangen "Hjem til dig", siger Mette Holm.
=> direct | Jeg elsker sangen "Hjem til dig" | Mette Holm | siger
"""


@pytest.mark.parametrize("case", cases(NO_QUOTE))
def test_no_quote(case: Case) -> None:
    """Names, titles and mentioned words are listed as no quote; so are scare quotes."""
    assert found(case) == case.expected
