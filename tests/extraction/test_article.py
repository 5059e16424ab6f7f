"""A whole article from its seed file's bytes: all quotes, turns, answers and carriers together."""

from __future__ import annotations

from flows.extraction.article import extract_article
from flows.reading import article_from_bytes
from flows.records import Article, QuoteKind
from tests.extraction.tables import render

SEED = """date 2023-05
Holmby lukker sin bro

Den nye bro i Holmby lukker mandag. Det oplyser Holmby Kommune i en pressemeddelelse.

Ifølge kommunen er der fundet revner i broen, som åbnede for to år siden.

- Vi tør ikke tage chancen, siger borgmester Mette Holm (S) til Lokalradioen.

Hun afviser, at byggeriet har været sjusket.

- Firmaet har gjort det godt. Det er vejret, der er problemet, siger borgmesteren og tilføjer:

- Vi åbner, så snart vi kan.

Jens Bruun, der er formand for Holmby Handel, er bekymret.

- Halvdelen af vores kunder kommer over broen.

- Det bliver en katastrofe for butikkerne, siger han.

Spørgsmål: Hvad skal butikkerne leve af?

Svar: Det ved jeg ikke.

Firmaet bag broen, Nordisk Brobyg, kalder revnerne "helt normale".

Filmen "En lang vinter" blev optaget ved broen i 2022.

/ritzau/
"""


def the_article() -> Article:
    article = article_from_bytes("bro.txt", SEED.encode())
    assert isinstance(article, Article)
    return article


def test_every_quote_of_an_article_has_its_speaker() -> None:
    article = the_article()
    assert render(article.text, extract_article(article)) == [
        "indirect | Den nye bro i Holmby lukker mandag | Holmby Kommune | oplyser",
        "indirect | er der fundet revner i broen, som åbnede for to år siden"
        " | Holmby Kommune | Ifølge",
        "direct | Vi tør ikke tage chancen | Mette Holm | siger",
        "indirect | byggeriet har været sjusket | Mette Holm | afviser",
        "direct | Firmaet har gjort det godt. Det er vejret, der er problemet | Mette Holm | siger",
        "direct | Vi åbner, så snart vi kan | Mette Holm | tilføjer",
        "direct | Halvdelen af vores kunder kommer over broen | Jens Bruun | -",
        "direct | Det bliver en katastrofe for butikkerne | Jens Bruun | siger",
        "question | Hvad skal butikkerne leve af? | - | -",
        "direct | Det ved jeg ikke | Jens Bruun | -",
        "partial | helt normale | Nordisk Brobyg | kalder",
        "no quote | En lang vinter",
    ]


def test_an_answer_points_at_its_question() -> None:
    quotes = extract_article(the_article()).quotes
    asked = [at for at, quote in enumerate(quotes) if quote.kind is QuoteKind.QUESTION]
    answers = [quote.answers for quote in quotes if quote.answers is not None]
    assert answers == asked


def test_a_turn_lasts_until_another_speaks() -> None:
    quotes = extract_article(the_article()).quotes
    turns: dict[str | None, set[int]] = {}
    for quote in quotes:
        if quote.kind is QuoteKind.DIRECT and quote.answers is None:
            turns.setdefault(quote.speaker_name, set()).add(quote.turn)
    assert {name: len(numbers) for name, numbers in turns.items()} == {
        "Mette Holm": 1,
        "Jens Bruun": 1,
    }


def test_speakers_are_actors_of_the_article() -> None:
    findings = extract_article(the_article())
    speakers = {findings.actors[q.speaker].name for q in findings.quotes if q.speaker is not None}
    assert speakers == {"Holmby Kommune", "Mette Holm", "Jens Bruun", "Nordisk Brobyg"}


def test_an_article_without_words_of_others_has_no_quotes() -> None:
    seed = "date 2023-05\nBroen i Holmby er lukket, og den åbner først til foråret.\n"
    article = article_from_bytes("bro.txt", seed.encode())
    assert isinstance(article, Article)
    assert extract_article(article).quotes == ()
