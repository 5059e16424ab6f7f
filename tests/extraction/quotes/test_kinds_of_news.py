"""Sentences as translations and printed newspapers have them."""

from __future__ import annotations

import pytest

from tests.extraction.tables import Case, cases, found

TRANSLATED = """
# told the medium, at
Mette Holm fortalte BBC, at broen var lukket.
=> indirect | broen var lukket | Mette Holm | fortalte

# told the medium, colon
Mette Holm fortalte BBC: "Vi er klar."
=> direct | Vi er klar | Mette Holm | fortalte

# told journalists
"Vi er klar," fortalte Mette Holm journalister i Holmby.
=> direct | Vi er klar | Mette Holm | fortalte

# in a statement, new sentence
"Vi er klar," sagde Mette Holm i en erklæring. "Broen er smuk."
=> direct | Vi er klar / Broen er smuk | Mette Holm | sagde

# added
"Vi er klar," sagde Mette Holm. "Broen er smuk," tilføjede hun.
=> direct | Vi er klar | Mette Holm | sagde
=> direct | Broen er smuk | Mette Holm | tilføjede

# who is director
"Vi er klar," sagde Mette Holm, som er direktør for Nordisk Brobyg.
=> direct | Vi er klar | Mette Holm | sagde

# subject first, with the rank
Borgmester Mette Holm sagde i en erklæring: "Vi er klar."
=> direct | Vi er klar | Mette Holm | sagde

# tweeted
"Vi er klar," tweetede Mette Holm.
=> direct | Vi er klar | Mette Holm | tweetede

# according to a spokesman
Broen er lukket, ifølge en talsmand for Nordisk Brobyg.
=> indirect | Broen er lukket | en talsmand for Nordisk Brobyg | ifølge

# mr
Hr. Bruun sagde, at broen var lukket.
=> indirect | broen var lukket | Bruun | sagde

# one sentence quote then who
"Broen," sagde Mette Holm, "er smuk."
=> direct | Broen / er smuk | Mette Holm | sagde

# he said he
Jens Bruun sagde, at han var glad for broen.
=> indirect | han var glad for broen | Jens Bruun | sagde

# ended the quote with narration in the sentence
"Vi er klar," sagde Mette Holm og pegede på broen.
=> direct | Vi er klar | Mette Holm | sagde

# the quote is object in a subordinate clause
Da hun blev spurgt om broen, sagde Mette Holm: "Vi er klar."
=> direct | Vi er klar | Mette Holm | sagde

# spokesman for an organisation said
En talsmand for Nordisk Brobyg sagde: "Vi er klar."
=> direct | Vi er klar | En talsmand for Nordisk Brobyg | sagde

# spokesman with a name and office
Talsmand for Nordisk Brobyg Jens Bruun sagde: "Vi er klar."
=> direct | Vi er klar | Jens Bruun | sagde

# two paragraphs, subject first in the second
Jens Bruun, der ejer butikken, så det hele.
"Det gik stærkt," sagde han. "Vi var bange."
"Ingen kom til skade," tilføjede Bruun.
=> direct | Det gik stærkt / Vi var bange | Jens Bruun | sagde
=> direct | Ingen kom til skade | Jens Bruun | tilføjede

# reported at-clause in the passive present
Det menes, at broen er lukket.

# said to be
Broen siges at være lukket.

# partial in the middle of narration
Mette Holm sagde, at broen var "ekstremt farlig" om vinteren.
=> partial | ekstremt farlig | Mette Holm | sagde

# partial with a verb and its subject outside
Mette Holm sagde, at hun "aldrig havde set noget lignende".
=> partial | aldrig havde set noget lignende | Mette Holm | sagde

# partial with an adverbial behind the mark
Mette Holm beskrev broen som "ekstremt farlig" i et interview med BBC.
=> partial | ekstremt farlig | Mette Holm | beskrev
"""


@pytest.mark.parametrize("case", cases(TRANSLATED))
def test_translated(case: Case) -> None:
    """Sentences as translations from English have them."""
    assert found(case) == case.expected


NEWSPAPERS = """
# director of a firm
- Vi er klar, siger adm. direktør Jens Bruun, Nordisk Brobyg A/S.
=> direct | Vi er klar | Jens Bruun | siger

# former minister
- Vi er klar, siger fhv. minister Jens Bruun.
=> direct | Vi er klar | Jens Bruun | siger

# and goes on
- Vi er klar, siger Jens Bruun og fortsætter: - Broen er smuk.
=> direct | Vi er klar / Broen er smuk | Jens Bruun | siger

# and goes on in the next paragraph
- Vi er klar, siger Jens Bruun og fortsætter:
- Broen er smuk.
=> direct | Vi er klar | Jens Bruun | siger
=> direct | Broen er smuk | Jens Bruun | fortsætter

# speech resumed after a clause with a colon
Og Jens Bruun tilføjer: - Broen er smuk.
=> direct | Broen er smuk | Jens Bruun | tilføjer

# the clause opens the next paragraph
- Broen er smuk.
Det mener Jens Bruun, der har set den.
=> direct | Broen er smuk | Jens Bruun | mener

# initials
- Vi er klar, siger J. C. Bruun.
=> direct | Vi er klar | J. C. Bruun | siger

# fru
Fru Karen Lind bor ved broen.
- Den larmer, siger fru Lind.
=> direct | Den larmer | Karen Lind | siger

# old aa in names
- Vi er klar, siger Aage Kjærgaard.
=> direct | Vi er klar | Aage Kjærgaard | siger

# a police chief without first name
- Vi er klar, siger politimester Bruun.
=> direct | Vi er klar | Bruun | siger

# letter to the reader's own words
Vi mener, at broen er smuk.

# narrator's judgement with dash inside
Broen er smuk - og den er dyr, siger Jens Bruun.
=> indirect | Broen er smuk - og den er dyr | Jens Bruun | siger

# smiling
- Vi er klar, siger Mette Holm smilende.
=> direct | Vi er klar | Mette Holm | siger

# vi spørger
Vi spørger Mette Holm, om broen er smuk.

# asked whether, answers
Mette Holm svarer ja til, at broen er smuk.
"""


@pytest.mark.parametrize("case", cases(NEWSPAPERS))
def test_newspapers(case: Case) -> None:
    """Sentences as printed papers have them: forms of address, firms, old spelling."""
    assert found(case) == case.expected
