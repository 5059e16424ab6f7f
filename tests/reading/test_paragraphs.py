"""What each paragraph of an article is. All persons are invented."""

from __future__ import annotations

import pytest

from flows.reading import Layout, lay_out

LEAD = "Holmby får en ny bro til næste år. Det siger borgmester Mette Holm."
BODY = "Broen skal gå fra Holmby til Næsby og tage tre år at bygge."
SPEECH = "- Det bliver en stor dag for hele byen, siger Mette Holm."


def layout(*lines: str, separator: str = "\n\n") -> Layout:
    laid_out = lay_out(separator.join(lines))
    assert laid_out is not None
    return laid_out


def shown(*lines: str, separator: str = "\n\n") -> list[tuple[str, str]]:
    text = separator.join(lines)
    return [
        (p.role.value, text[p.start : p.end])
        for p in layout(*lines, separator=separator).paragraphs
    ]


def role_of(line: str, above: str = BODY, below: str = BODY) -> str:
    """The role of a line in the midst of an article."""
    roles = {text: role for role, text in shown(LEAD, above, line, below, SPEECH)}
    return roles[line]


def test_lead_and_body() -> None:
    laid_out = layout(LEAD, SPEECH, BODY)
    assert [p.role.value for p in laid_out.paragraphs] == ["lead", "body", "body"]
    assert (laid_out.title, laid_out.lead) == (None, LEAD)


@pytest.mark.parametrize("separator", ["\n", "\n\n", "\n \n", "\n\n\n\n", " \n\xa0\n\t"])
def test_lines_are_paragraphs_with_and_without_empty_lines_between(separator: str) -> None:
    assert [role for role, _ in shown(LEAD, SPEECH, BODY, separator=separator)] == [
        "lead",
        "body",
        "body",
    ]


def test_single_breaks_inside_a_block_part_paragraphs_too() -> None:
    text = f"{LEAD}\n\n{BODY}\n{SPEECH}\n\n{BODY}"
    laid_out = lay_out(text)
    assert laid_out is not None
    assert len(laid_out.paragraphs) == 4


def test_a_single_break_inside_a_sentence_parts_nothing() -> None:
    broken = (
        "Broen skal gå hele vejen fra Holmby og helt\nover til Næsby, siger Mette Holm.\n\n"
        "»Vi glæder os,« siger hun\nog smiler.\n\n"
        "Broen skal være:\nlang\nbred\n\n"
        "Vi følger broen i Holmby\nANNONCE\nog byen.\n\n/ritzau/"
    )
    assert [line for _, line in shown(broken)] == [
        "Broen skal gå hele vejen fra Holmby og helt\nover til Næsby, siger Mette Holm.",
        "»Vi glæder os,« siger hun\nog smiler.",
        "Broen skal være:",
        "lang",
        "bred",
        "Vi følger broen i Holmby",
        "ANNONCE",
        "og byen.",
        "/ritzau/",
    ]


def test_where_no_line_is_empty_each_is_a_paragraph() -> None:
    lines = ("Broen går fra Holmby og helt", "over til Næsby, siger Mette Holm.", BODY)
    assert [line for _, line in shown(*lines, separator="\n")] == list(lines)


def test_text_wrapped_at_a_fixed_width_is_joined() -> None:
    wrapped = (
        "Holmby får en ny bro til næste år. Det siger borgmester Mette Holm på et\n"
        "pressemøde tirsdag, hvor hun også fortæller om de mange penge, som byen\n"
        "skal bruge.\n"
        "- Det bliver en stor dag for hele byen, og jeg glæder mig til, at vi kan\n"
        "gå over broen sammen, siger hun.\n"
        "\n"
        "Broen skal gå fra Holmby til Næsby og tage tre år at bygge, og den bliver\n"
        "tre kilometer lang.\n"
        "/ritzau/"
    )
    laid_out = lay_out(wrapped)
    assert laid_out is not None
    assert [(p.role.value, wrapped[p.start : p.end][:6]) for p in laid_out.paragraphs] == [
        ("lead", "Holmby"),
        ("body", "- Det "),
        ("body", "Broen "),
        ("footer", "/ritza"),
    ]


def test_short_lines_that_end_sentences_are_not_joined() -> None:
    lines = ["Broen er lang og smuk og meget dyr for alle de mange i byen.", "Det er godt."] * 4
    assert len(shown(*lines, separator="\n")) == 8


@pytest.mark.parametrize(
    ("footer", "agencies"),
    [
        ("/ritzau/", ("ritzau",)),
        ("/ritzau/AFP", ("ritzau", "AFP")),
        ("/ritzau/FINANS", ("ritzau", "FINANS")),
        ("/ritzau/Reuters", ("ritzau", "Reuters")),
        ("/ritzau/dpa/", ("ritzau", "dpa")),
        ("/Ritzau/afp", ("ritzau", "AFP")),
        ("/ritzau/TT-NTB", ("ritzau", "TT", "NTB")),
        ("/ritzau/Holmby Nyt", ("ritzau", "Holmby Nyt")),
        ("/TT/", ("TT",)),
        ("/NTB/", ("NTB",)),
        ("/AP/", ("AP",)),
        ("(Ritzau)", ("ritzau",)),
        ("Ritzau", ("ritzau",)),
        ("ritzau/AFP", ("ritzau", "AFP")),
    ],
)
def test_footers(footer: str, agencies: tuple[str, ...]) -> None:
    laid_out = layout(LEAD, SPEECH, footer)
    assert laid_out.paragraphs[-1].role.value == "footer"
    assert laid_out.agencies == agencies


@pytest.mark.parametrize("footer", ["/ritzau/", "/ritzau/AFP", "/ritzau/Reuters/", "/AP/"])
@pytest.mark.parametrize("between", ["", " ", "  "])
def test_a_footer_glued_to_the_last_sentence_is_a_paragraph_of_its_own(
    footer: str, between: str
) -> None:
    assert shown(LEAD, SPEECH, BODY + between + footer)[-2:] == [("body", BODY), ("footer", footer)]


@pytest.mark.parametrize(
    "line",
    [
        "Det skriver Ritzau.",
        "Mette Holm siger til Ritzau, at broen kommer.",
        "Byrådet skal mødes mandag og/eller tirsdag",
        "Prisen er 10 kroner/AP",
        "Den nye vej går fra Holmby/Næsby",
    ],
)
def test_no_footers(line: str) -> None:
    assert "footer" not in [role for role, _ in shown(LEAD, SPEECH, line)]
    assert layout(LEAD, SPEECH, line).agencies == ()


@pytest.mark.parametrize(
    "line",
    [
        "ARTIKLEN FORTSÆTTER EFTER ANNONCE",
        "ARTIKLEN FORTSÆTTER EFTER ANNONCEN",
        "Artiklen fortsætter under billedet",
        "Artiklen fortsætter under videoen...",
        "Læs også: Her er byens dyreste broer",
        "LÆS OGSÅ: Her er byens dyreste broer",
        "Læs også Her er byens dyreste broer",
        "Læs også »Broen er for dyr«",
        "LÆS OGSÅ",
        "Se også: Her er byens dyreste broer",
        "Læs mere: Alt om broen",
        "Se video: Her falder broen",
        "Lyt til artiklen",
        "Hov, giv os lov at afspille artiklen. Den er klar, når du har sagt ja",
        "Annonce",
        "ANNONCE:",
        "Annoncørbetalt indhold",
        "Del artiklen",
        "Del",
        "Del på Facebook",
        "Kopier link",
        "Link kopieret!",
        "Allerede abonnent? Log ind",
        "Er du allerede abonnent? Log ind her.",
        "For abonnenter",
        "Tilmeld dig vores nyhedsbrev, og få de bedste historier hver morgen.",
        "Få nyhedsbrevet hver dag",
        "Vi bruger cookies for at forbedre din oplevelse.",
        "Bemærk: Artiklen er mere end 30 dage gammel",
        "Artiklen er mere end 30 dage gammel",
        "Mest læste",
        "Kommentarer",
        "Fold sammen",
        "Vis mere",
        "Læsetid: 4 min.",
        "Følg os på Facebook",
        "© Alle rettigheder forbeholdes",
        "12. apr. 2024 kl. 06.15",
        "31/01/2022 KL. 19:44",
        "17. september 2019 kl. 20:51",
        "Tirsdag 17. september 2019 kl. 20:51",
        "22. maj 2020 15.02",
        "Opdateret 19.12:",
        "Opdateret: 12. april 2024 kl. 06.15",
        "Publiceret 2022-11-23 kl 08:03",
        "Publiceret d. 3. maj 2021, opdateret kl. 12.10",
        "I dag kl. 14.30",
        "* * *",
        "-----",
        "https://eksempel.dk/artikel/123",
        "@mette_holm",
        "pic.twitter.com/abc123",
        "Great bridge! Can't wait to cross it. pic.twitter.com/abc123",
        "What a day for the town! — Kim Hill (@kimhill) March 3, 2024",
        "This is the best thing that has happened to the town in years, and they know it",
        "View this post on Instagram",
        "▼ ARTIKLEN FORTSÆTTER EFTER ANNONCEN ▼",
        "- Annonce -",
        "Læs også om broen til Næsby",
        "(LÆS OGSÅ artiklen »Broen til Næsby«)",
        "Læs også, hvad Mette Holm siger: Broen er for dyr",
        "Læs hele historien i Holmby Tidende.",
        "Lyt til artiklen 3:45",
        "06.15",
        "12/3 2024",
        "For 3 timer siden",
        "(Artiklen er opdateret kl. 14.22)",
        "Kim Hill (@kimhill) March 3, 2024",
        "Great news for the kids of our town, and I hope they like it! — Kim (@kim) May 3, 2024",
        "Thank you all for your support!",
        "Et opslag delt af Mette Holm (@metteholm)",
    ],
)
def test_debris(line: str) -> None:
    assert role_of(line) == "debris"


@pytest.mark.parametrize(
    "line",
    [
        "Læs også efter datoen på varen, siger forbrugerrådet.",
        "Se også på, hvad broen koster, lyder opfordringen fra Mette Holm.",
        "Annoncerne har kostet byen 300.000 kroner, siger Mette Holm.",
        "Annonceindtægterne falder, og det går ud over bladet.",
        "Del ikke billederne, lyder det fra politiet.",
        "Kommentarerne på Facebook er hårde, siger Mette Holm.",
        "Mest læste avis er stadig Holmby Tidende, siger redaktøren.",
        "Nyheder er der ingen af, siger Mette Holm.",
        "12. april 2024 var dagen, da broen faldt.",
        "Klokken 12.15 blev broen åbnet af Mette Holm.",
        "Opdateret viden er nødvendig, siger Mette Holm.",
        "- Annonce eller ej, siger Mette Holm og holder inde -",
        "Læs også om broen, siger Mette Holm.",
        "Lyt til historien, siger Mette Holm.",
        "06.15 gik den første bil over broen",
        "Broen faldt for 3 timer siden",
        "Kim Dal skrev på Twitter (@kimdal) i maj 2024",
        "Tillykke til @metteholm med den nye bro — Kim Dal (@kimdal) 27. juni 2019",
        '"This is the end of the road, and we are happy to be at the end of it," siger hun.',
        "- To be or not to be is the question of the day for the town.",
        "Holmby Council of the North is open to all, siger Mette Holm.",
        "Hun svarer med et enkelt ord.",
        "»Ja.«",
        "- ...",
        "?",
        "Den siger ikke noget om, at broen er",
        "Det her er til jer, der",
    ],
)
def test_no_debris(line: str) -> None:
    assert role_of(line) in {"body", "subheading"}


@pytest.mark.parametrize(
    "line",
    [
        "Foto: Kim Dal/Ritzau Scanpix",
        "FOTO: KIM DAL",
        "(Foto: Kim Dal)",
        "Foto af Kim Dal",
        "Foto Kim Dal",
        "Pr-foto: Holmby Kommune",
        "Arkivfoto",
        "Arkivfoto: Kim B. Dal",
        "ARKIVFOTO 2014 af broen i Holmby",
        "Modelfoto: Kim Dal",
        "Foto/video: Kim Dal",
        "Illustration: Kim Dal",
        "Video: Se broen falde her",
        "Broen i Holmby tirsdag. Foto: Kim Dal/Ritzau Scanpix",
        "Broen i Holmby. (Foto: Kim B. Dal).",
        "Mette Holm fik broen, hun ville have. (Arkivfoto)",
        "Mette Holm ved broen. (Arkivfoto). Kim Dal/Ritzau Scanpix",
        '"Det var stort," siger Mette Holm. Foto: Kim Dal',
        "Broen set fra luften. Kim Dal / Polfoto",
        "Google Maps / privatfoto",
    ],
)
def test_captions(line: str) -> None:
    assert role_of(line) == "caption"


@pytest.mark.parametrize(
    "line",
    [
        "Fotoet viser en bro, siger Mette Holm.",
        "Fotografen Kim Dal siger, at broen er smuk.",
        "Der var et billede, og på det stod: Broen er lukket.",
        "- Tag et foto: Det er gratis, siger Mette Holm.",
        "Hun viser os et foto fra 1985, og så siger hun: Det er ham.",
        "Billederne er købt hos Getty Images.",
        "Han har arbejdet for Ritzau Scanpix.",
        "Video er blevet populært, siger Mette Holm.",
        "- Se foto, siger hun. Foto: Kim Dal",
        f"{BODY} {BODY} {BODY} {BODY} {BODY}Foto: Kim Dal",
    ],
)
def test_no_captions(line: str) -> None:
    assert role_of(line) == "body"


@pytest.mark.parametrize(
    "line",
    [
        "Af Peter Holst-Lund",
        "AF PETER HOLST-LUND",
        "Af: Mette Holm, journalist",
        "Af Mette Holm og Kim Dal",
        "Af Kim B.",
        "Af Kim Dal, kim@holmby-tidende.dk",
        "Tekst: Kim Dal",
        "Tekst og foto: Kim Dal",
        "Skrevet af Kim Dal",
        "kim.dal@holmby-tidende.dk",
        "Kim Dal kim.dal@holmby-tidende.dk",
        "Af Mette von Holm, politisk korrespondent",
        "Af Mette Holm - Holmby Tidende",
        "Af ritzau",
        "Af redaktionen",
    ],
)
def test_bylines(line: str) -> None:
    assert role_of(line) in {"byline", "caption"}
    assert shown(line, LEAD, BODY)[0][0] in {"byline", "caption"}


def test_an_agency_in_the_byline_is_an_agency() -> None:
    laid_out = layout("Af Ritzau", LEAD, BODY)
    assert laid_out.paragraphs[0].role.value == "byline"
    assert laid_out.agencies == ("ritzau",)


@pytest.mark.parametrize(
    "line",
    [
        "Af de fire broer er to lukket.",
        "Af Holmbys 98 broer er to lukket, siger Mette Holm.",
        "Af med hatten",
        "Af redaktionens 40 ansatte er 12 kvinder",
        "Teksten er svær: Den er lang.",
        "Skriv til Mette Holm på mette@holmby.dk, hvis du har set noget i nat ved broen.",
    ],
)
def test_no_bylines(line: str) -> None:
    assert role_of(line) in {"body", "subheading"}


def test_a_name_beside_a_picture_is_a_caption() -> None:
    lines = shown(LEAD, "Artiklen fortsætter under billedet", "Kim de la Dal", "Foto: Bo Eg", BODY)
    assert [role for role, _ in lines] == ["lead", "debris", "caption", "caption", "body"]


def test_a_name_above_or_below_the_text_is_a_byline() -> None:
    lines = shown("Kim Dal", LEAD, BODY, "Bo-Erik Eg", "/ritzau/")
    assert [role for role, _ in lines] == ["byline", "lead", "body", "byline", "footer"]


def test_a_name_within_the_text_is_passed_over_only_where_nothing_is_lost() -> None:
    assert role_of("Mette Holm", above=SPEECH, below=BODY) == "caption"
    assert role_of("Bo-Erik Eg", above=SPEECH, below=BODY) == "subheading"
    assert role_of("Mette Holm", above=BODY, below=SPEECH) == "subheading"


@pytest.mark.parametrize(
    "line", ["Ny bro", "METTE HOLM", "Alle mod alle", "Mette", "Mette Holm 34"]
)
def test_other_short_lines_are_no_names(line: str) -> None:
    assert role_of(line) == "subheading"


@pytest.mark.parametrize(
    "line",
    [
        "Kommunen er splittet",
        "KOMMUNEN ER SPLITTET",
        "ER KOMMUNEN SPLITTET?",
        '"Ti minutter til at pakke"',
        "»Vi er klar«",
        "Fakta",
        "Sådan gør du",
        "5 råd til dig",
    ],
)
def test_subheadings(line: str) -> None:
    assert role_of(line) == "subheading"


@pytest.mark.parametrize(
    "line",
    [
        "- Vi er klar",
        "– Vi er klar",
        "- 11. august: Afgang",
        "Hun er klar.",
        "Hendes svar:",
        "Og så er der dem, som venter på broen, men som ikke har fået den endnu i år",
        "og det er godt",
        "Det er godt, mener borgmesteren,",
        "”Vi er klar.”",
        "Er det godt?",
    ],
)
def test_no_subheadings(line: str) -> None:
    assert role_of(line) == "body"


def test_items_of_a_list_are_no_subheadings() -> None:
    assert role_of("Holmby-Næsby", above="Disse veje er lukket:") == "body"


def test_a_last_sentence_that_is_cut_off_is_body() -> None:
    assert shown(LEAD, BODY, "Det bliver sv")[-1] == ("body", "Det bliver sv")
    assert shown(LEAD, BODY, "Det bliver sv", "/ritzau/")[-2] == ("body", "Det bliver sv")


@pytest.mark.parametrize(
    ("line", "below"),
    [
        ("Hvad er det første, du vil gøre?", "”Jeg vil gå over broen.”"),
        ("Hvem skal betale?", "- Det skal staten."),
        ("Nogle siger, at den er grim. Er du enig?", "»Nej.«"),
        ("Spørgsmål: Hvem skal betale?", "- Det skal staten."),
        ("Spørgsmål: Fortæl om broen.", "Svar: Den er lang."),
        ("Hvem skal betale?", "Svar: Det skal staten."),
        ("Spm. 2: Hvem skal betale?", "Det skal staten."),
    ],
)
def test_questions(line: str, below: str) -> None:
    assert role_of(line, below=below) == "question"


@pytest.mark.parametrize(
    ("line", "below"),
    [
        ("Hvem skal betale?", BODY),
        ("- Hvem skal betale?", "- Det skal staten."),
        ('"Hvem skal betale?"', "- Det skal staten."),
        ('Hvem skal betale for "broen"?', "- Det skal staten."),
        ("Broen er dyr. Borgerne undrer sig. Hvem skal betale?", SPEECH),
        ("Spørgsmål: Er den dyr? Svar: Ja, meget.", BODY),
        ("Spørgsmålet er, om broen kommer.", SPEECH),
    ],
)
def test_no_questions(line: str, below: str) -> None:
    assert role_of(line, below=below) == "body"


def test_debris_between_question_and_answer_does_not_hide_the_question() -> None:
    lines = shown(LEAD, "Hvem skal betale?", "ANNONCE", "- Det skal staten.")
    assert [role for role, _ in lines] == ["lead", "question", "debris", "body"]


def test_an_interview_may_open_with_a_question() -> None:
    laid_out = layout("Hvad vil du gøre, når broen står der?", "”Jeg vil gå over den.”", BODY)
    assert [p.role.value for p in laid_out.paragraphs] == ["question", "body", "body"]
    assert laid_out.lead is None


def test_debris_above_the_lead_does_not_hide_it() -> None:
    laid_out = layout("Nyheder", "Lyt til artiklen", "Af Kim Dal", "Foto: Bo Eg", LEAD, BODY)
    assert [p.role.value for p in laid_out.paragraphs] == [
        "debris",
        "debris",
        "byline",
        "caption",
        "lead",
        "body",
    ]
    assert laid_out.lead == LEAD


def test_the_name_of_a_section_is_a_subheading_within_the_text() -> None:
    assert role_of("Politik") == "subheading"


@pytest.mark.parametrize(
    "headline",
    [
        "Holmby får ny bro til 300 millioner kroner",
        "Borgmester: Broen er vores livline",
        '"Vi har ventet længe på den bro"',
        "HOLMBY FÅR NY BRO",
        "Hvem skal betale for broen?",
    ],
)
def test_a_headline_is_the_title_and_what_follows_the_lead(headline: str) -> None:
    laid_out = layout(headline, LEAD, BODY)
    assert (laid_out.title, laid_out.lead) == (headline, LEAD)
    assert [p.role.value for p in laid_out.paragraphs] == ["lead", "lead", "body"]


def test_a_headline_above_speech_is_lead_and_title() -> None:
    headline = "Holmby får ny bro"
    laid_out = layout(headline, SPEECH, BODY)
    assert (laid_out.title, laid_out.lead) == (headline, headline)
    assert [p.role.value for p in laid_out.paragraphs] == ["lead", "body", "body"]


@pytest.mark.parametrize(
    "first",
    [
        LEAD,
        SPEECH,
        "Det siger hun.",
        "Broen er dyr. Hvem skal betale",
        "og det er godt",
        "Hun siger:",
    ],
)
def test_a_lead_is_no_title(first: str) -> None:
    assert layout(first, BODY, SPEECH).title is None


def test_a_headline_alone_is_no_title() -> None:
    laid_out = layout("Holmby får ny bro")
    assert (laid_out.title, laid_out.lead) == (None, "Holmby får ny bro")


def test_a_page_of_debris_has_no_lead() -> None:
    laid_out = layout("Log ind", "Annonce", "/ritzau/")
    assert (laid_out.title, laid_out.lead) == (None, None)


def test_an_article_in_english_is_no_debris() -> None:
    first = "The town of Holmby is to have a new bridge, and they are happy with it."
    second = "It was the best thing that has happened to the town in years, they say."
    laid_out = lay_out(f"{first}\n{second}", language="en")
    assert laid_out is not None
    assert [p.role.value for p in laid_out.paragraphs] == ["lead", "body"]


def test_dashes_bullets_and_invisible_marks_around_a_line() -> None:
    text = f"\u200b{LEAD}\xad\n\u200b\n\ufeff{BODY}"
    laid_out = lay_out(text)
    assert laid_out is not None
    assert [text[p.start : p.end] for p in laid_out.paragraphs] == [LEAD, BODY]
