"""Who speaks: from what stands beside the verb to the person the article means."""

from __future__ import annotations

import pytest

from tests.extraction.tables import Case, cases, found

NAMES = """
# surname
Mette Holm er borgmester i Holmby.
- Vi er klar, siger Holm.
=> direct | Vi er klar | Mette Holm | siger

# surname before the full name
Holm er glad for broen.
- Vi er klar, siger Mette Holm.
- Broen er færdig, siger Holm.
=> direct | Vi er klar | Mette Holm | siger
=> direct | Broen er færdig | Mette Holm | siger

# first name
Mette Holm løb maraton i Holmby.
- Det var hårdt, siger Mette.
=> direct | Det var hårdt | Mette Holm | siger

# two surnames
Mette Holm mødte Jens Bruun i Holmby.
- Vi er klar, siger Bruun.
- Det er vi, siger Holm.
=> direct | Vi er klar | Jens Bruun | siger
=> direct | Det er vi | Mette Holm | siger

# same surname, told apart by first name
Mette Holm og Karen Holm er søstre.
- Vi er klar, siger Mette Holm.
- Det er vi, siger Karen Holm.
=> direct | Vi er klar | Mette Holm | siger
=> direct | Det er vi | Karen Holm | siger

# middle name
Mette Kjær Holm er borgmester i Holmby.
- Vi er klar, siger Mette Kjær Holm.
=> direct | Vi er klar | Mette Kjær Holm | siger

# genitive is not the speaker
Mette Holms mand er glad for broen.
- Vi er klar, siger Jens Bruun.
=> direct | Vi er klar | Jens Bruun | siger

# organisation
Nationalbanken har sænket renten.
- Det er nødvendigt, skriver Nationalbanken.
=> direct | Det er nødvendigt | Nationalbanken | skriver
"""


@pytest.mark.parametrize("case", cases(NAMES))
def test_names(case: Case) -> None:
    """A surname or a first name means the one who was named in full."""
    assert found(case) == case.expected


PRONOUNS = """
# hun
Mette Holm er borgmester i Holmby.
- Vi er klar, siger hun.
=> direct | Vi er klar | Mette Holm | siger

# han
Jens Bruun er borgmester i Holmby.
- Vi er klar, siger han.
=> direct | Vi er klar | Jens Bruun | siger

# gender tells two apart: hun
Mette Holm mødte Jens Bruun ved broen.
- Vi er klar, siger hun.
=> direct | Vi er klar | Mette Holm | siger

# gender tells two apart: han
Mette Holm mødte Jens Bruun ved broen.
- Vi er klar, siger han.
=> direct | Vi er klar | Jens Bruun | siger

# subject before object
Mette Holm mødte Karen Lind ved broen.
- Vi er klar, siger hun.
=> direct | Vi er klar | Mette Holm | siger

# the one who was speaking
Mette Holm mødte Karen Lind ved broen.
- Vi er klar, siger Karen Lind.
- Broen er færdig, siger hun.
=> direct | Vi er klar | Karen Lind | siger
=> direct | Broen er færdig | Karen Lind | siger

# a person named inside the speech is not meant
- Vi venter på Karen Lind, siger Mette Holm.
- Broen er færdig, siger hun.
=> direct | Vi venter på Karen Lind | Mette Holm | siger
=> direct | Broen er færdig | Mette Holm | siger

# a man in between
Mette Holm er borgmester. Jens Bruun er kæmner.
- Vi er klar, siger hun.
=> direct | Vi er klar | Mette Holm | siger

# kinship gives the gender
Sofies mor venter ved skolen.
- Vi er klar, siger hun.
=> direct | Vi er klar | Sofies mor | siger

# hun inside an at-clause sentence
Mette Holm er borgmester. Hun siger, at broen er dyr.
=> indirect | broen er dyr | Mette Holm | siger

# de means the two
Mette Holm og Jens Bruun bor ved broen.
- Vi er klar, siger de.
=> direct | Vi er klar | Mette Holm og Jens Bruun | siger

# no candidate of that gender
Jens Bruun er borgmester i Holmby.
- Vi er klar, siger hun.
=> direct | Vi er klar | - | siger
"""


@pytest.mark.parametrize("case", cases(PRONOUNS))
def test_pronouns(case: Case) -> None:
    """Han and hun mean the person of that gender on stage."""
    assert found(case) == case.expected


TITLES = """
# title
Borgmester Mette Holm er glad for broen.
- Vi er klar, siger borgmesteren.
=> direct | Vi er klar | Mette Holm | siger

# title in an apposition
Mette Holm, der er borgmester i Holmby, er glad.
- Vi er klar, siger borgmesteren.
=> direct | Vi er klar | Mette Holm | siger

# compound title
Forskningschef Mette Holm er glad for broen.
- Vi er klar, siger forskningschefen.
=> direct | Vi er klar | Mette Holm | siger

# head of a compound
Klimaminister Mette Holm er glad for broen.
- Vi er klar, siger ministeren.
=> direct | Vi er klar | Mette Holm | siger

# formand for
Mette Holm, formand for Nordisk Broforening, er glad.
- Vi er klar, siger formanden.
=> direct | Vi er klar | Mette Holm | siger

# two titles, two persons
Borgmester Mette Holm mødte minister Jens Bruun.
- Vi er klar, siger ministeren.
- Det er vi, siger borgmesteren.
=> direct | Vi er klar | Jens Bruun | siger
=> direct | Det er vi | Mette Holm | siger

# organisation's head by its name
Mette Holm er generalsekretær i Nato.
- Vi er klar, siger Nato-chefen.
=> direct | Vi er klar | Mette Holm | siger

# age
Mette Holm på 42 år vandt løbet.
- Det var hårdt, siger den 42-årige.
=> direct | Det var hårdt | Mette Holm | siger

# age in an apposition
42-årige Mette Holm vandt løbet.
- Det var hårdt, siger den 42-årige løber.
=> direct | Det var hårdt | Mette Holm | siger

# age tells two apart
42-årige Mette Holm slog 23-årige Karen Lind.
- Det var hårdt, siger den 23-årige.
=> direct | Det var hårdt | Karen Lind | siger

# nationality
Den norske skiløber Karen Lind vandt i går.
- Det var hårdt, siger nordmanden.
=> direct | Det var hårdt | Karen Lind | siger

# club and function
Jens Bruun er træner i Brøndby.
- Vi var gode, siger Brøndby-træneren.
=> direct | Vi var gode | Jens Bruun | siger

# position in a team
Lars Toft er forsvarer i Brøndby.
- Vi var gode, siger forsvareren.
=> direct | Vi var gode | Lars Toft | siger

# party man
Jens Bruun (V) er imod broen.
- Den er for dyr, siger venstremanden.
=> direct | Den er for dyr | Jens Bruun | siger

# socialdemokraten
Mette Holm (S) er glad for broen.
- Vi er klar, siger socialdemokraten.
=> direct | Vi er klar | Mette Holm | siger

# a title that fits nobody is a source of its own
Mette Holm er glad for broen.
- Der er et problem, siger vagtchefen.
=> direct | Der er et problem | vagtchefen | siger

# another person's title
Borgmester Mette Holm er glad for broen.
- Den er for dyr, siger oppositionslederen.
=> direct | Den er for dyr | oppositionslederen | siger

# kin
Mette Holm er død. Hendes far, Jens Bruun, er knust.
- Hun var elsket, siger faren.
=> direct | Hun var elsket | Jens Bruun | siger

# kin without a name
Mette Holm blev dræbt i Holmby.
- Hun var elsket, siger hendes mor.
=> direct | Hun var elsket | hendes mor | siger

# the woman
Karen Lind blev overfaldet i Holmby.
- Jeg var bange, siger kvinden.
=> direct | Jeg var bange | Karen Lind | siger
"""


@pytest.mark.parametrize("case", cases(TITLES))
def test_titles(case: Case) -> None:
    """Titles, functions and epithets mean the person they were given to."""
    assert found(case) == case.expected


ORGANISATIONS = """
# company by its kind
Nordisk Brobyg har fået en ordre.
- Vi er glade, skriver selskabet.
=> direct | Vi er glade | Nordisk Brobyg | skriver

# ministry
Klimaministeriet har svaret.
- Sagen undersøges, skriver ministeriet.
=> direct | Sagen undersøges | Klimaministeriet | skriver

# short form in brackets
Dansk Broforening (DBF) er imod planen.
- Den er for dyr, skriver DBF.
=> direct | Den er for dyr | Dansk Broforening | skriver

# a medium that speaks itself
Ritzau har fået svar fra kommunen.
To mænd er anholdt, skriver Ritzau.
=> indirect | To mænd er anholdt | Ritzau | skriver

# the medium that carried the words is not the speaker
- Vi er klar, siger Mette Holm til CNN.
=> direct | Vi er klar | Mette Holm | siger

# the medium that the words were told to, before the verb
Til CNN siger Mette Holm, at broen er dyr.
=> indirect | broen er dyr | Mette Holm | siger

# the speaker's organisation is not the speaker
- Vi er klar, siger Mette Holm fra Nationalbanken.
=> direct | Vi er klar | Mette Holm | siger

# the police with a district
- Vi har anholdt to, skriver Fyns Politi på X.
=> direct | Vi har anholdt to | Fyns Politi | skriver
"""


@pytest.mark.parametrize("case", cases(ORGANISATIONS))
def test_organisations(case: Case) -> None:
    """Organisations speak under their name, its short form, or what they are."""
    assert found(case) == case.expected


UNNAMED = """
# talsmand for
- Vi ved intet, siger en talsmand for politiet.
=> direct | Vi ved intet | en talsmand for politiet | siger

# kilde i
- Vi ved intet, siger en kilde i ministeriet til Ritzau.
=> direct | Vi ved intet | en kilde i ministeriet | siger

# source with fra
- Vi ved intet, siger en embedsmand fra Nato.
=> direct | Vi ved intet | en embedsmand fra Nato | siger

# two witnesses
- Det gik stærkt, siger to vidner.
=> direct | Det gik stærkt | to vidner | siger

# the police
- Vi leder efter flere, siger politiet.
=> direct | Vi leder efter flere | politiet | siger

# the listener does not belong to it
- Vi ved intet, siger en talsmand til CNN.
=> direct | Vi ved intet | en talsmand | siger

# an organisation's spokesman with a name is the person
- Vi ved intet, siger politiets talsmand, Jens Bruun.
=> direct | Vi ved intet | Jens Bruun | siger
"""


@pytest.mark.parametrize("case", cases(UNNAMED))
def test_unnamed(case: Case) -> None:
    """Sources without a name are called by their description and what they belong to."""
    assert found(case) == case.expected


JOINT = """
# two names
- Vi er klar, siger Mette Holm og Jens Bruun.
=> direct | Vi er klar | Mette Holm og Jens Bruun | siger

# two names before the verb
Mette Holm og Jens Bruun siger, at broen er dyr.
=> indirect | broen er dyr | Mette Holm og Jens Bruun | siger

# three names
- Vi er klar, skriver Mette Holm, Karen Lind og Jens Bruun.
=> direct | Vi er klar | Mette Holm, Karen Lind og Jens Bruun | skriver

# couple
Mette Holm og Jens Bruun bor ved broen.
- Vi er klar, siger parret.
=> direct | Vi er klar | Mette Holm og Jens Bruun | siger

# one of two speaks
Mette Holm og Jens Bruun bor ved broen.
- Vi er klar, siger Jens Bruun.
=> direct | Vi er klar | Jens Bruun | siger

# with somebody else
- Vi er klar, siger Mette Holm sammen med Jens Bruun.
=> direct | Vi er klar | Mette Holm | siger

# the second name does something else
- Vi er klar, siger Mette Holm, og Jens Bruun nikker.
=> direct | Vi er klar | Mette Holm | siger
"""


@pytest.mark.parametrize("case", cases(JOINT))
def test_joint(case: Case) -> None:
    """Several who speak together."""
    assert found(case) == case.expected


STRUCTURE = """
# relative clause
Broen får ros af Mette Holm, som siger, at den er smuk.
=> indirect | den er smuk | Mette Holm | siger

# relative clause, the other noun is nearer
Borgmester Mette Holm i Holmby, der siger, at broen er smuk, er glad.
=> indirect | broen er smuk | Mette Holm | siger

# apposition behind a title
Foreningens formand, Mette Holm, siger, at broen er smuk.
=> indirect | broen er smuk | Mette Holm | siger

# genitive and title without comma
Foreningens formand Mette Holm siger, at broen er smuk.
=> indirect | broen er smuk | Mette Holm | siger

# title with af
Formanden for foreningen Mette Holm siger, at broen er smuk.
=> indirect | broen er smuk | Mette Holm | siger

# possessive description
Hendes advokat, Jens Bruun, siger, at hun er uskyldig.
=> indirect | hun er uskyldig | Jens Bruun | siger

# subject far from its verb
Mette Holm var i går i Holmby og sagde her, at broen er smuk.
=> indirect | broen er smuk | Mette Holm | sagde

# the person spoken of is not the speaker
Jens Bruun siger om Mette Holm, at hun er dygtig.
=> indirect | hun er dygtig | Jens Bruun | siger

# inverted with an object before the subject
Om Mette Holm siger Jens Bruun, at hun er dygtig.
=> indirect | hun er dygtig | Jens Bruun | siger

# the person spoken to is not the speaker
Jens Bruun fortalte Mette Holm, at broen var dyr.
=> indirect | broen var dyr | Jens Bruun | fortalte
"""


@pytest.mark.parametrize("case", cases(STRUCTURE))
def test_structure(case: Case) -> None:
    """The source stands in a relative clause, an apposition or a genitive phrase."""
    assert found(case) == case.expected


NEWS = """
# police chief, then han
En mand er fundet død i Holmby. Det oplyser vagtchef Jens Bruun fra Fyns Politi.
- Vi ved ikke, hvad der er sket, siger han.
=> indirect | En mand er fundet død i Holmby | Jens Bruun | oplyser
=> direct | Vi ved ikke, hvad der er sket | Jens Bruun | siger

# the victim between
Vagtchef Jens Bruun fra Fyns Politi står ved åen. Her blev en 42-årig mand fundet.
- Vi ved ikke, hvad der er sket, siger vagtchefen.
=> direct | Vi ved ikke, hvad der er sket | Jens Bruun | siger

# the lawyer of somebody
Svend Bruun nægter sig skyldig. Hans advokat, Karen Lind, vil have ham frifundet.
- Han har intet gjort, siger hun.
- Der er ingen beviser, siger advokaten.
=> direct | Han har intet gjort | Karen Lind | siger
=> direct | Der er ingen beviser | Karen Lind | siger

# genitive owner beside the title
Svend Bruuns advokat, Karen Lind, vil have ham frifundet.
- Han har intet gjort, siger Lind.
=> direct | Han har intet gjort | Karen Lind | siger

# party spokesman
Venstres ordfører, Jens Bruun, er imod broen.
- Den er for dyr, siger ordføreren.
- Vi stemmer nej, siger han.
=> direct | Den er for dyr | Jens Bruun | siger
=> direct | Vi stemmer nej | Jens Bruun | siger

# two ministers
Klimaminister Mette Holm og skatteminister Karen Lind er uenige.
- Broen er grøn, siger klimaministeren.
- Broen er dyr, siger skatteministeren.
=> direct | Broen er grøn | Mette Holm | siger
=> direct | Broen er dyr | Karen Lind | siger

# venstreformanden
Jens Bruun, formand for Venstre, er imod broen.
- Den er for dyr, siger Venstre-formanden.
=> direct | Den er for dyr | Jens Bruun | siger

# goalkeeper
Målmand Lars Toft reddede to straffespark.
- Jeg havde held, siger målmanden.
=> direct | Jeg havde held | Lars Toft | siger

# the opponent's player in between
Lars Toft scorede to mål, da Holmby slog Næsby og Ole Kjær med 2-1.
- Vi var bedst, siger Toft.
- Det var fortjent, siger han.
=> direct | Vi var bedst | Lars Toft | siger
=> direct | Det var fortjent | Lars Toft | siger

# trainer after player
Lars Toft scorede to mål for Holmby. Træner Ole Kjær var tilfreds.
- Han er fantastisk, siger træneren.
=> direct | Han er fantastisk | Ole Kjær | siger

# dansker
Golfspilleren Karen Lind vandt i Spanien.
- Jeg er lykkelig, siger danskeren.
=> direct | Jeg er lykkelig | Karen Lind | siger

# den tidligere
Den tidligere minister Jens Bruun stiller op igen.
- Jeg er klar, siger eksministeren.
=> direct | Jeg er klar | Jens Bruun | siger

# name with a particle
Karl von Brahm er direktør i Nordisk Brobyg.
- Vi er klar, siger von Brahm.
- Vi glæder os, siger direktøren.
=> direct | Vi er klar | Karl von Brahm | siger
=> direct | Vi glæder os | Karl von Brahm | siger

# double first name
Anne-Mette Friis Holm er direktør i Nordisk Brobyg.
- Vi er klar, siger Friis Holm.
- Vi glæder os, siger hun.
=> direct | Vi er klar | Anne-Mette Friis Holm | siger
=> direct | Vi glæder os | Anne-Mette Friis Holm | siger

# foreign name
Dmitrij Karpenko er talsmand for Kreml.
- Vi er klar, siger Karpenko ifølge Reuters.
- Vi venter, siger talsmanden.
=> direct | Vi er klar | Dmitrij Karpenko | siger
=> direct | Vi venter | Dmitrij Karpenko | siger

# the capital for the government
Moskva hævder, at broen er lukket.
=> indirect | broen er lukket | Moskva | hævder

# FN's generalsekretær
FN's generalsekretær, Mette Holm, er bekymret.
- Det haster, siger generalsekretæren.
- Det haster, siger FN-chefen.
=> direct | Det haster | Mette Holm | siger
=> direct | Det haster | Mette Holm | siger

# woman described, then named
En 42-årig kvinde så det hele. Karen Lind sad på en bænk ved åen.
- Det gik stærkt, siger hun.
=> direct | Det gik stærkt | Karen Lind | siger

# han after two paragraphs of another
Jens Bruun er borgmester i Holmby.
- Vi er klar, siger han.
Ole Kjær er borgmester i Næsby.
- Det er vi ikke, siger han.
=> direct | Vi er klar | Jens Bruun | siger
=> direct | Det er vi ikke | Ole Kjær | siger

# back to the first by name
Jens Bruun er borgmester i Holmby.
- Vi er klar, siger han.
Ole Kjær er borgmester i Næsby.
- Det er vi ikke, siger han.
- Det er trist, siger Bruun.
- Meget trist, siger han.
=> direct | Vi er klar | Jens Bruun | siger
=> direct | Det er vi ikke | Ole Kjær | siger
=> direct | Det er trist | Jens Bruun | siger
=> direct | Meget trist | Jens Bruun | siger

# praise of another inside narration
Jens Bruun roser Ole Kjær for indsatsen.
- Han har gjort det godt, siger Bruun.
- Jeg er stolt, siger han.
=> direct | Han har gjort det godt | Jens Bruun | siger
=> direct | Jeg er stolt | Jens Bruun | siger

# object pronoun and subject pronoun
Jens Bruun mødte Mette Holm i går. Hun ville tale om broen.
- Vi er klar, siger hun til ham.
=> direct | Vi er klar | Mette Holm | siger

# criticism by another
Mette Holm får kritik af Karen Lind for broen.
- Den er for dyr, siger Lind.
- Det er den ikke, siger Holm.
=> direct | Den er for dyr | Karen Lind | siger
=> direct | Det er den ikke | Mette Holm | siger

# company and its director
Nordisk Brobyg fyrer 20. Det oplyser direktør Jens Bruun.
- Det er trist, siger han.
Selskabet venter flere fyringer, oplyser selskabet.
=> indirect | Nordisk Brobyg fyrer 20 | Jens Bruun | oplyser
=> direct | Det er trist | Jens Bruun | siger
=> indirect | Selskabet venter flere fyringer | Nordisk Brobyg | oplyser

# agency by its compound
Sundhedsstyrelsen har ændret reglerne.
Det er nødvendigt, skriver styrelsen.
=> indirect | Det er nødvendigt | Sundhedsstyrelsen | skriver

# municipality
Holmby Kommune har lukket broen.
Den er farlig, oplyser kommunen.
=> indirect | Den er farlig | Holmby Kommune | oplyser

# club
Brøndby IF har fyret sin træner.
Det var nødvendigt, skriver klubben.
=> indirect | Det var nødvendigt | Brøndby IF | skriver

# party
Enhedslisten vil lukke broen.
Den er farlig, mener partiet.
=> indirect | Den er farlig | Enhedslisten | mener

# bank
Nordbanken hæver renten.
Det er nødvendigt, skriver banken.
=> indirect | Det er nødvendigt | Nordbanken | skriver

# the police with a district taken up
Fyns Politi har anholdt to mænd.
De nægter sig skyldige, oplyser politiet.
=> indirect | De nægter sig skyldige | Fyns Politi | oplyser

# hospital
Holmby Sygehus lukker en afdeling.
Der mangler læger, oplyser sygehuset.
=> indirect | Der mangler læger | Holmby Sygehus | oplyser
"""


@pytest.mark.parametrize("case", cases(NEWS))
def test_news(case: Case) -> None:
    """Longer stretches as news has them: titles, returns and bystanders together."""
    assert found(case) == case.expected
