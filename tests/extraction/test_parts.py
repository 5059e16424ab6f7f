"""Texts of the length of a book: read part by part, with true places, one actor once."""

from __future__ import annotations

from flows.extraction.article import extract_text
from flows.extraction.parts import LONGEST
from flows.reading import article_from_bytes
from flows.records import Article, Findings, Paragraph, ParagraphRole

ARTICLE = (
    "Borgmester Mette Holmgaard vil bygge en bro.\n\n"
    "- Den bliver flot, siger hun til TV Test.\n\n"
    "Formand Jens Bruunsgaard er imod. Han mener, at broen er for dyr.\n\n"
)


def read(text: str) -> tuple[Article, Findings]:
    article = article_from_bytes("book.txt", text.encode())
    assert isinstance(article, Article)
    return article, extract_text(article.text, article.paragraphs)


def test_every_part_is_read() -> None:
    times = LONGEST // len(ARTICLE) * 3
    article, findings = read(ARTICLE * times)
    direct = [quote for quote in findings.quotes if quote.kind == "direct"]
    assert len(direct) == times
    assert all(article.text[slice(*q.segments[0])] == "Den bliver flot" for q in direct)
    assert {quote.speaker_name for quote in direct} == {"Mette Holmgaard"}


def test_an_actor_of_several_parts_is_one_actor() -> None:
    article, findings = read(ARTICLE * (LONGEST // len(ARTICLE) * 3))
    mayors = [actor for actor in findings.actors if actor.name == "Mette Holmgaard"]
    assert len(mayors) == 1
    names = [m for m in mayors[0].mentions if m.kind == "name"]
    assert all(article.text[m.start : m.end] == "Mette Holmgaard" for m in names)
    assert len(names) == article.text.count("Mette Holmgaard")


def test_an_actor_goes_by_one_name_in_all_parts() -> None:
    times = LONGEST // 60 + 1
    early, late = (
        f"Broen er dyr, oplyser {name} tirsdag.\n\n" * times
        for name in ("Socialistisk Folkeparti", "SF")
    )
    _article, findings = read(early + late)
    parties = [actor for actor in findings.actors if actor.name == "Socialistisk Folkeparti"]
    assert [actor.aliases for actor in parties] == [("SF",)]
    assert {quote.speaker_name for quote in findings.quotes} == {"Socialistisk Folkeparti"}
    assert {quote.speaker for quote in findings.quotes} == {findings.actors.index(parties[0])}


def test_quotes_lie_in_their_paragraphs() -> None:
    article, findings = read(ARTICLE * (LONGEST // len(ARTICLE) * 2))
    for quote in findings.quotes:
        paragraph = article.paragraphs[quote.paragraph]
        assert all(paragraph.start <= a < b <= paragraph.end for a, b in quote.segments)
    turns = [quote.turn for quote in findings.quotes]
    assert turns == sorted(turns)


def test_a_paragraph_without_end_is_cut_between_sentences() -> None:
    text = 'Holm siger: "Vi er klar, alle sammen." ' * (LONGEST // 16)
    findings = extract_text(text, [Paragraph(0, len(text), ParagraphRole.BODY)])
    assert len(findings.quotes) > LONGEST // 20
    assert {text[slice(*q.segments[0])] for q in findings.quotes} == {"Vi er klar, alle sammen."}
