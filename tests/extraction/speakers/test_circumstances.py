"""The medium and the time of saying; all persons and most media are invented."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.extraction.article import extract_article, extract_text
from flows.reading import read_article
from flows.reading.seed_files import SeedFile
from flows.records import Attribute, Paragraph, ParagraphRole, Quote

Beside = tuple[str | None, str | None]  # medium, time of saying

ROOT = Path(__file__).parents[3]


def quotes(text: str) -> tuple[Quote, ...]:
    paragraphs, start = [], 0
    for part in text.split("\n\n"):
        paragraphs.append(Paragraph(start, start + len(part), ParagraphRole.BODY))
        start += len(part) + 2
    return extract_text(text, paragraphs).quotes


def beside(text: str) -> list[Beside]:
    """Medium and time of every quote, after a check that both stand where they claim to."""
    found = []
    for quote in quotes(text):
        for attribute in (quote.medium, quote.said_when):
            if attribute is not None:
                assert text[attribute.start : attribute.end] == attribute.value
        found.append((_value(quote.medium), _value(quote.said_when)))
    return found


def _value(attribute: Attribute | None) -> str | None:
    return None if attribute is None else attribute.value


# One quote each: text, medium, time.
BEHIND_THE_WORDS: list[tuple[str, str | None, str | None]] = [
    ("- Vi er klar, siger Bodil Ravn til TV Nord.", "TV Nord", None),
    ("- Vi er klar, siger Bodil Ravn lørdag til TV Nord.", "TV Nord", "lørdag"),
    ("- Vi er klar, siger Bodil Ravn til TV Nord lørdag aften.", "TV Nord", "lørdag aften"),
    ("- Vi er klar, siger formanden, Bodil Ravn, til TV Nord.", "TV Nord", None),
    ("- Vi er klar, siger Bodil Ravn, der er formand for klubben, til TV Nord.", "TV Nord", None),
    ("- Vi er klar, siger Bodil Ravn (S) til Kystposten.", "Kystposten", None),
    ("- Vi er klar, siger hun kort til avisen Havnebladet.", "Havnebladet", None),
    ("- Vi er klar, siger hun til det tyske magasin Der Nordstern.", "Der Nordstern", None),
    ("- Vi er klar, siger hun til avisen.", "avisen", None),
    ("- Vi er klar, siger hun til flere tyske medier.", "flere tyske medier", None),
    ("- Vi er klar, siger hun til journalister i Rom mandag.", "journalister", "mandag"),
    ("- Vi er klar, siger hun over for Kystposten.", "Kystposten", None),
    ("- Vi er klar, skriver hun på X.", "X", None),
    ("- Vi er klar, skriver hun på Truth Social natten til fredag.", "Truth Social",
     "natten til fredag"),
    ("- Vi er klar, skriver hun i et opslag på Facebook.", "Facebook", None),
    ("- Vi er klar, skriver hun på sin Instagram-profil.", "sin Instagram-profil", None),
    ("- Vi er klar, skriver klubben på sin hjemmeside.", "sin hjemmeside", None),
    ("- Vi er klar, skriver hun på det sociale medie X tirsdag.", "X", "tirsdag"),
    ("- Vi er klar, siger Bodil Ravn i en pressemeddelelse.", "en pressemeddelelse", None),
    ("- Vi er klar, siger hun i et skriftligt svar til Kystposten.", "Kystposten", None),
    ("- Vi er klar, skriver hun i en mail til medarbejderne.", "en mail", None),
    ("- Vi er klar, siger hun i et interview med TV Nord.", "TV Nord", None),
    ("- Vi er klar, siger hun i interviewet.", "interviewet", None),
    ("- Vi er klar, siger hun på et pressemøde onsdag eftermiddag.", "et pressemøde",
     "onsdag eftermiddag"),
    ("- Vi er klar, sagde hun under pressemødet.", "pressemødet", None),
    ("- Vi er klar, udtaler direktør Bodil Ravn i halvårsrapporten.", "halvårsrapporten", None),
    ("- Vi er klar, siger Bodil Ravn ifølge nyhedsbureauet Nordpress.", "Nordpress", None),
    ("- Vi er klar, siger Bodil Ravn ifølge avisen.", "avisen", None),
    ("- Vi er klar, hedder det i en pressemeddelelse fra Kystvagten.", "en pressemeddelelse",
     None),
    ("- Vi er klar, siger hun i P1 Morgen.", "P1 Morgen", None),
    ("- Vi er klar, siger Bodil Ravn i bogen \"Min kyst\".", "Min kyst", None),
    ("- Vi er klar, sagde hun i går.", None, "i går"),
    ("- Vi er klar, sagde hun i går aftes.", None, "i går aftes"),
    ("- Vi er klar, sagde hun mandag den 3. maj.", None, "mandag den 3. maj"),
    ("- Vi er klar, sagde hun den 15. februar 2019 til Kystposten.", "Kystposten",
     "den 15. februar 2019"),
    ("- Vi er klar, sagde hun tidligere på ugen.", None, "tidligere på ugen"),
    ("- Vi er klar, sagde hun tidligere onsdag.", None, "tidligere onsdag"),
    ("- Vi er klar, sagde hun torsdag i sidste uge.", None, "torsdag i sidste uge"),
    ("- Vi er klar, sagde hun i slutningen af august.", None, "i slutningen af august"),
    ("- Vi er klar, sagde hun for to uger siden.", None, "for to uger siden"),
    ("- Vi er klar, sagde hun i 1998.", None, "i 1998"),
    ("- Vi er klar, sagde hun i marts sidste år.", None, "i marts sidste år"),
    ("- Vi er klar, siger Bodil Ravn efter kampen.", None, "efter kampen"),
    ("- Vi er klar, siger Bodil Ravn kort efter 2-1-sejren over Viborg.", None,
     "kort efter 2-1-sejren"),
    ("- Vi er klar, siger hun forud for fredagens samråd.", None, "forud for fredagens samråd"),
    ("- Vi er klar, siger hun efter mødet mandag.", None, "mandag"),
    ("- Vi er klar, har hun tidligere sagt til Kystposten.", "Kystposten", "tidligere"),
    ("- Vi er klar, har Bodil Ravn fortalt TV Nord.", "TV Nord", None),
    ("- Vi er klar, siger hun fredag klokken 14.30.", None, "fredag klokken 14.30"),
    ("- Vi er klar, oplyste hun klokken fem onsdag morgen.", None, "klokken fem onsdag morgen"),
    ("- Vi er klar, sagde hun op til kampen.", None, "op til kampen"),
    ("- Vi er klar, siger hun til kystsport.dk.", "kystsport.dk", None),
    ("- Vi er klar, siger hun i TV 2-programmet Kystliv.", "Kystliv", None),
    ("- Vi er klar, skriver hun på beskedtjenesten Telegram.", "Telegram", None),
    ("- Vi er klar, siger talsmanden for politiet til Kystposten.", "Kystposten", None),
    ("- Vi er klar, siger journalist på TV Syd Bodil Ravn til TV Nord.", "TV Nord", None),
    ("- Vi er klar, siger Bodil Ravn, der skrev bogen, på Facebook.", "Facebook", None),
    ("- Vi er klar, siger Bodil Ravn lørdag, skriver avisen Havnebladet.", "Havnebladet",
     "lørdag"),
    ("- Vi er klar, skriver avisen i sin leder.", "sin leder", None),
]  # fmt: skip

BEFORE_THE_WORDS: list[tuple[str, str | None, str | None]] = [
    ("Bodil Ravn sagde i går til TV Nord, at planen holder.", "TV Nord", "i går"),
    ("Bodil Ravn siger for nylig til TV Nord, at planen holder.", "TV Nord", "for nylig"),
    ("Bodil Ravn sagde lørdag under et besøg i Kyiv, at planen holder.", None, "lørdag"),
    ("Samme aften skrev Bodil Ravn på X, at planen holder.", "X", "Samme aften"),
    ("I juni sidste år sagde Bodil Ravn, at planen holder.", None, "I juni sidste år"),
    ("Bodil Ravn har i et interview med TV Nord sagt, at planen holder.", "TV Nord", None),
    ("Mandag sagde Bodil Ravn, at planen holder.", None, "Mandag"),
    ("Tidligere på dagen sagde Bodil Ravn, at planen holder.", None, "Tidligere på dagen"),
    ("I en pressemeddelelse fredag skriver Bodil Ravn, at planen holder.",
     "en pressemeddelelse", "fredag"),
    ("I en pressemeddelelse, som kom i aftes, skriver Bodil Ravn, at planen holder.",
     "en pressemeddelelse", None),
    ("Til Kystposten fortæller Bodil Ravn, at planen holder.", "Kystposten", None),
    ("Over for TV Nord afviser Bodil Ravn, at planen holder.", "TV Nord", None),
    ("Under et pressemøde onsdag sagde Bodil Ravn, at planen holder.", "et pressemøde", "onsdag"),
    ("Kort efter klokken 17 skrev Bodil Ravn på X: \"Planen holder stik.\"", "X",
     "Kort efter klokken 17"),
    ("Planen holder. Det oplyser Bodil Ravn i en børsmeddelelse onsdag.", "en børsmeddelelse",
     "onsdag"),
    ("Planen holder. Det skriver Bodil Ravn på Facebook natten til lørdag.", "Facebook",
     "natten til lørdag"),
    ("Bodil Ravn kalder over for Kystposten planen \"en sejr for alle\".", "Kystposten", None),
    ("Bodil Ravn kaldte mandag planen \"en sejr for alle\".", None, "mandag"),
    ("I en mail til TV Nord kalder Bodil Ravn planen for \"en sejr for alle\".", "TV Nord", None),
    ("Til Kystposten siger Bodil Ravn:\n\n- Planen holder stik.", "Kystposten", None),
]  # fmt: skip

NOTHING_BESIDE = [
    "Bodil Ravn siger, at de rejste mandag.",
    "Bodil Ravn siger, at de talte med TV Nord i går.",
    "Bodil Ravn, der mandag blev formand, siger, at planen holder.",
    "- Vi er klar, siger Bodil Ravn, der i går talte med TV Nord.",
    "- Vi er klar, siger hun til Inge Dahl.",
    "- Vi er klar, siger hun til sine vælgere.",
    "- Vi er klar, siger hun i retten.",
    "- Vi er klar, siger hun i Bruxelles.",
    "- Vi er klar, siger Bodil Ravn om mødet mandag.",
    "- Vi er klar, siger redaktøren på TV Nord.",
    "- Vi er klar, siger hun på stationen.",
    "- Vi er klar, siger den tidligere minister.",
    "- Vi er klar, siger hun efter eget udsagn.",
    "- Vi er klar, siger direktør i Dansk Industri Bodil Ravn.",
    "- Vi er klar, siger Bodil Ravn til Rusland.",
    "- Vi er klar, siger Bodil Ravn med henvisning til Nato.",
    "- Vi er klar, siger USA's ambassadør til Nato, Bodil Ravn.",
    "- Vi er klar, siger Bodil Ravn, da hun mandag møder pressen i Rom.",
    "- Vi er klar, siger Bodil Ravn og peger på Facebook.",
    "- Vi er klar, siger Bodil Ravn, inden hun mandag rejser.",
    "Siden mandag har Bodil Ravn sagt, at planen holder.",
    "Bodil Ravn rejste mandag til Rom og siger, at planen holder.",
    'Bodil Ravn kaldte mødet mandag "en sejr for alle".',
    "Da hun mandag kom hjem, sagde Bodil Ravn, at planen holder.",
    "Efter at have talt med TV Nord mandag sagde Bodil Ravn, at planen holder.",
    "Talsmanden hos TV Nord siger, at planen holder.",
    "Planen holder. Det skriver TV Nord.",
    "Ifølge TV Nord holder planen.",
]


@pytest.mark.parametrize(("text", "medium", "said_when"), BEHIND_THE_WORDS + BEFORE_THE_WORDS)
def test_medium_and_time_of_the_reporting_clause(
    text: str, medium: str | None, said_when: str | None
) -> None:
    assert beside(text) == [(medium, said_when)]


@pytest.mark.parametrize("text", NOTHING_BESIDE)
def test_what_belongs_to_something_else(text: str) -> None:
    found = beside(text)
    assert found
    assert set(found) == {(None, None)}


def test_speech_that_goes_on_keeps_its_circumstances_in_the_paragraph_only() -> None:
    text = (
        "- Nej, siger Bodil Ravn fredag til TV Nord. Hun smiler. - Aldrig i livet."
        "\n\n- Det er slut."
    )
    assert beside(text) == [("TV Nord", "fredag"), ("TV Nord", "fredag"), (None, None)]


def test_a_second_report_has_its_own_circumstances() -> None:
    text = "Bodil Ravn sagde mandag, at planen holder, og tilføjede, at den er god."
    assert beside(text)[0] == (None, "mandag")
    assert beside(text)[-1] == (None, None)


def test_the_medium_that_reports_the_sentence_is_the_medium_of_the_quote_in_it() -> None:
    text = "Bodil Ravn mener, at planen holder. Det skriver TV Nord."
    by_speaker = {
        quote.speaker_name: (_value(quote.medium), _value(quote.said_when))
        for quote in quotes(text)
    }
    assert by_speaker == {"Bodil Ravn": ("TV Nord", None), "TV Nord": (None, None)}


def test_the_role_that_the_article_gives_the_speaker() -> None:
    first, second = quotes(
        "- Vi er klar, siger formand Bodil Ravn.\n\n- Det er slut, siger en mand fra byen."
    )
    assert first.speaker_role == "formand"
    assert second.speaker_role is None


def test_values_stand_where_they_claim_to_in_all_seeds() -> None:
    seeds = sorted((ROOT / "seeds").glob("*.txt"))
    media = times = 0
    for path in seeds:
        article = read_article(SeedFile(path, path.name, path.stat().st_size, 0))
        for quote in extract_article(article).quotes:
            for attribute in (quote.medium, quote.said_when):
                if attribute is not None:
                    assert article.text[attribute.start : attribute.end] == attribute.value
                    assert attribute.value == attribute.value.strip(" ,.:")
            media += quote.medium is not None
            times += quote.said_when is not None
    assert media >= len(seeds) // 2
    assert times >= len(seeds) // 4
