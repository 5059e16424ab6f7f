"""Who is meant by a noun that is not the title given before, by an age, by a shared surname."""

from __future__ import annotations

import pytest

from tests.extraction.tables import Case, cases, found

FAMILIES = """
# researcher for a professor
Professor Karen Lind fra Aarhus Universitet har set på broen.
- Den er farlig, siger forskeren.
=> direct | Den er farlig | Karen Lind | siger

# no researcher for a mayor
Borgmester Karen Lind har set på broen.
- Den er farlig, siger forskeren.
=> direct | Den er farlig | forskeren | siger

# party leader
Jens Bruun, formand for Venstre, er imod broen.
- Den er for dyr, siger partilederen.
=> direct | Den er for dyr | Jens Bruun | siger

# the chairman of a club leads no party
Jens Bruun, formand for Holmby Boldklub, er imod broen.
- Den er for dyr, siger partilederen.
=> direct | Den er for dyr | partilederen | siger

# doctor for a consultant
Overlæge Karen Lind har set patienterne.
- De har det godt, siger lægen.
=> direct | De har det godt | Karen Lind | siger

# head of government
Premierminister Karen Lind vil bygge broen.
- Den bliver flot, siger regeringschefen.
=> direct | Den bliver flot | Karen Lind | siger

# a title given beats one that could stand for it
Professor Karen Lind og forsker Jens Bruun har set på broen.
- Den er farlig, siger forskeren.
=> direct | Den er farlig | Jens Bruun | siger
"""


@pytest.mark.parametrize("case", cases(FAMILIES))
def test_titles_that_stand_for_others(case: Case) -> None:
    """A more general noun takes up a title, where it can mean its bearer."""
    assert found(case) == case.expected


AGES = """
# a witness without a name
En 42-årig kvinde så det hele fra sit vindue.
- Det gik stærkt, siger kvinden.
- Jeg blev bange, siger hun.
- Jeg ringede til politiet, siger den 42-årige.
=> direct | Det gik stærkt | En 42-årig kvinde | siger
=> direct | Jeg blev bange | En 42-årig kvinde | siger
=> direct | Jeg ringede til politiet | En 42-årig kvinde | siger

# somebody of another age
En 42-årig kvinde så det hele fra sit vindue.
- Jeg ringede til politiet, siger den 37-årige.
=> direct | Jeg ringede til politiet | den 37-årige | siger

# an age and a noun that anybody may bear
Sangerinden Karen Lind har udgivet et album.
- Jeg er træt, siger den 31-årige prisvinder.
=> direct | Jeg er træt | Karen Lind | siger

# an age and another title
Advokat Jens Bruun forsvarer bankens ledelse.
- Jeg har intet gjort, siger den 49-årige direktør.
=> direct | Jeg har intet gjort | den 49-årige direktør | siger

# an age first given later
Skuespilleren Karen Lind er vendt hjem til Holmby.
- Her er smukt, siger den 47-årige.
=> direct | Her er smukt | Karen Lind | siger
"""


@pytest.mark.parametrize("case", cases(AGES))
def test_ages(case: Case) -> None:
    """An age means whom it was given for, named or not."""
    assert found(case) == case.expected


SURNAMES = """
# a relative who comes in by the way
Direktør Peter Holm har arvet fabrikken.
Den blev bygget af direktørens farfar, Jens Holm, i 1951.
- Vi fortsætter, siger Holm.
=> direct | Vi fortsætter | Peter Holm | siger

# the relative has the word
Direktør Peter Holm har arvet fabrikken.
- Jeg er stolt af ham, siger hans mor, Karen Holm.
- Han kan sit fag, siger Holm.
=> direct | Jeg er stolt af ham | Karen Holm | siger
=> direct | Han kan sit fag | Karen Holm | siger

# strangers of one surname
Direktør Peter Holm har købt fabrikken.
Tillidsmand Jens Holm er bekymret.
- Vi håber det bedste, siger Holm.
=> direct | Vi håber det bedste | Jens Holm | siger
"""


@pytest.mark.parametrize("case", cases(SURNAMES))
def test_shared_surnames(case: Case) -> None:
    """A bare surname means the person whom the article is about, not a relative named once."""
    assert found(case) == case.expected


NATIONS = """
# a ministry of another country
Udenrigsministeriet har talt med Pakistan.
Det pakistanske udenrigsministerium skriver, at flyet er landet. Ministeriet skriver også, at alle er om bord.
=> indirect | flyet er landet | Det pakistanske udenrigsministerium | skriver
=> indirect | alle er om bord | Det pakistanske udenrigsministerium | skriver

# the ministry at home
Udenrigsministeriet har talt med Pakistan.
Ministeriet skriver, at flyet er landet.
=> indirect | flyet er landet | Udenrigsministeriet | skriver

# a minister of another country
Den franske præsident, Paul Marin, mødte den russiske præsident, Ivan Petrov.
- Vi er enige, sagde den russiske præsident.
- Det er vi, sagde den franske præsident.
=> direct | Vi er enige | Ivan Petrov | sagde
=> direct | Det er vi | Paul Marin | sagde
"""  # noqa: E501


@pytest.mark.parametrize("case", cases(NATIONS))
def test_nations(case: Case) -> None:
    """An adjective of nation parts those who bear the same title."""
    assert found(case) == case.expected


PRONOUNS = """
# a person met as an object
Forsvarer Peter Holm ser hen mod familien til en 14-årig dreng, da han siger:
- Jeg har ondt af jer.
=> direct | Jeg har ondt af jer | Peter Holm | siger

# hende in another clause
Anklager Pia Lind krævede fire års fængsel, fordi der ifølge hende lå en plan bag.
=> indirect | lå en plan bag | Pia Lind | ifølge

# a pronoun before its person
Men hun gentager, at hun ikke ville skade nogen.
- Jeg er en fredelig kone, siger kvinden.
=> indirect | hun ikke ville skade nogen | kvinden | gentager
=> direct | Jeg er en fredelig kone | kvinden | siger

# somebody the words come from
"Den er dårlig," sagde Trine Lind.
Samme melding kom fra holdkammeraten Sara Bruun.
"Stemningen er i bund," sagde hun.
=> direct | Den er dårlig | Trine Lind | sagde
=> direct | Stemningen er i bund | Sara Bruun | sagde

# apposition with an adjective
Direktør Peter Holm bekræfter, at der er solgt ti både.
Agenten, polskfødte Jens Bruun, er knap så begejstret. Han kalder salget "en fejl".
=> indirect | der er solgt ti både | Peter Holm | bekræfter
=> partial | en fejl | Jens Bruun | kalder

# an object takes the word in its own paragraph
Formand Peter Holm siger, at broen er færdig.
Firmaet har sendt ingeniør Jens Bruun til Holmby. Han mener, at den er farlig.
=> indirect | broen er færdig | Peter Holm | siger
=> indirect | den er farlig | Jens Bruun | mener

# not the object of a sentence whose subject goes on
Borgmester Peter Holm mødte Jens Bruun ved broen. Han siger, at den er farlig.
=> indirect | den er farlig | Peter Holm | siger

# a predicate in apposition is nobody else
Karen Lind, en lærer fra Holmby, så det hele.
- Det gik stærkt, siger hun.
=> direct | Det gik stærkt | Karen Lind | siger

# nobody has a brother for a subject
Købmanden Jens Bruun mistede sin bror.
- Han var alt for mig.
=> direct | Han var alt for mig | Jens Bruun | -

# described, behind a verb in the past
I Genève opfordrede FN's mægler parterne til at holde fred.
- Jeg har papirer nok, sagde han til pressen.
=> direct | Jeg har papirer nok | FN's mægler | sagde
"""


@pytest.mark.parametrize("case", cases(PRONOUNS))
def test_pronouns_by_clause(case: Case) -> None:
    """A pronoun means the subject of the clause before it rather than who stands further off."""
    assert found(case) == case.expected
