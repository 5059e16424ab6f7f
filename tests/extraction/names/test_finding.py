"""Finding and typing names in single sentences; all persons are invented."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.extraction.document import Document, read_document
from flows.extraction.names import Name, find_names
from flows.records import Paragraph, ParagraphRole

SHORT = {"person": "P", "organization": "O", "location": "L"}


def document(text: str) -> Document:
    paragraphs = []
    at = 0
    for line in text.split("\n"):
        if line.strip():
            paragraphs.append(Paragraph(at, at + len(line), ParagraphRole.BODY))
        at += len(line) + 1
    return read_document(text, paragraphs)


def names(text: str) -> list[tuple[str, str]]:
    """(base form, type letter) of every name, in text order."""
    return [(name.base, SHORT[name.type.value]) for name in find_names(document(text))]


SENTENCES = {
    "Sundhedsminister Karla Vestergren (S) mødte Lars' bror i Aalborg.": [
        ("Karla Vestergren", "P"),
        ("Lars", "P"),
        ("Aalborg", "L"),
    ],
    "Annegret von der Lühe og Yahya al-Harazi talte i Bruxelles.": [
        ("Annegret von der Lühe", "P"),
        ("Yahya al-Harazi", "P"),
        ("Bruxelles", "L"),
    ],
    "Jens Bro-Larsen, 42, og 37-årige Aylin Yıldırım blev kåret i FC København.": [
        ("Jens Bro-Larsen", "P"),
        ("Aylin Yıldırım", "P"),
        ("FC København", "O"),
    ],
    "Anh Nguyen Van Minh og Thuy Tran åbnede en restaurant i Odense.": [
        ("Anh Nguyen Van Minh", "P"),
        ("Thuy Tran", "P"),
        ("Odense", "L"),
    ],
    'Formanden, Kaj "Tanken" Lindskov, bor i Randers.': [
        ('Kaj "Tanken" Lindskov', "P"),
        ("Randers", "L"),
    ],
    'Fiskeren hedder Đức "Store" Kjærholm-Bro.': [('Đức "Store" Kjærholm-Bro', "P")],
    'Avisen "Aftenen" Danmark rundt.': [("Danmark", "L")],
    "Det oplyser C.F. Brixtofte.": [("C.F. Brixtofte", "P")],
    "Đoàn ser ned i bordet.": [("Đoàn", "P")],
    "Socialdemokratiets Yrtan Lemkov roste Radikale Venstres Bảo Phạm.": [
        ("Socialdemokratiet", "O"),
        ("Yrtan Lemkov", "P"),
        ("Radikale Venstre", "O"),
        ("Bảo Phạm", "P"),
    ],
    "Formanden for Danmarks Nationalbank rejste til Frankrig.": [
        ("Danmarks Nationalbank", "O"),
        ("Frankrig", "L"),
    ],
    "Knoldbys forslag falder, og ingen savner Knoldbys forslag.": [("Knoldby", "P")] * 2,
    "Holmes kom hjem, for alle kender Holmes.": [("Holmes", "P")] * 2,
    "Viceministerpræsident Mazowieckis folk tav.": [("Mazowiecki", "P")],
    "Hr. Lindskov talte med fru Anna Kjærholm.": [("Lindskov", "P"), ("Anna Kjærholm", "P")],
}


@pytest.mark.parametrize(("text", "expected"), SENTENCES.items())
def test_names_of_a_sentence(text: str, expected: list[tuple[str, str]]) -> None:
    assert names(text) == expected


NO_NAMES = [
    "Nato-landene støtter ikke Ukraine-krigen.",
    "Hun drejede til venstre ved broen.",
    "- Ja. Men hvad så? Derfor gik de hjem.",
    "De danske læger og I andre kan nu sove roligt.",
    "Det regner, og solen skinner ikke.",
]


@pytest.mark.parametrize("text", NO_NAMES)
def test_no_names(text: str) -> None:
    assert names(text) == []


GENITIVES = {
    "Bo Lindskovs bror kom.": ("Bo Lindskov", True),
    "Bo Lindskov kom.": ("Bo Lindskov", False),
    "Det var Lars' bil.": ("Lars", True),
    "Det siger Mads til avisen.": ("Mads", False),
    "Her er Peter Marx' bog.": ("Peter Marx", True),
}


@pytest.mark.parametrize(("text", "expected"), GENITIVES.items())
def test_genitive_is_taken_off_but_a_names_own_s_is_not(
    text: str, expected: tuple[str, bool]
) -> None:
    assert [(name.base, name.genitive) for name in find_names(document(text))] == [expected]


def test_party_letters_behind_a_person_are_no_name_but_a_bracketed_name_is() -> None:
    assert names("Det siger Bo Lindskov (SF) fra Aalborg.") == [
        ("Bo Lindskov", "P"),
        ("Aalborg", "L"),
    ]
    assert ("Dansk Folkeparti", "O") in names("Bo Lindskov kommer (fra Dansk Folkeparti).")


def test_a_noun_that_opens_a_sentence_is_no_part_of_the_name_behind_it() -> None:
    assert names("Fisker Ida Kjærholm Riis er glad.")[0] == ("Ida Kjærholm Riis", "P")
    assert names("Den tidligere Cup-anfører Ida Kjærholm er glad.")[0][0] == "Ida Kjærholm"


def test_a_first_name_or_a_short_name_keeps_what_may_be_a_noun() -> None:
    assert names("Svend Ida Kjærholm er glad.")[0][0].startswith("Svend")
    assert names("Skipper Klement er glad.")[0][0] == "Skipper Klement"


def test_a_surname_is_its_bearer_and_a_place_stays_a_place() -> None:
    text = "Mogens Skagen er kaptajn. Skagen sejlede i går. Han bor i Skagen."
    assert names(text) == [
        ("Mogens Skagen", "P"),
        ("Skagen", "P"),
        ("Skagen", "L"),
    ]


WORDS = """Bo Lindskov Lindskovs Danmark Danmarks i og af Den den Nato Nato-landene A/S TV 2 ( ) , .
" - : & S (S) al-Assad d'Or X. USA USA's Lars' siger formand Midt- Retten Det Hvide Hus"""
PIECES = st.lists(st.sampled_from([*WORDS.split(), "\n"]), max_size=40)


def check(doc: Document, found: list[Name]) -> None:
    last = 0
    for name in found:
        assert last <= name.first < name.last <= len(doc.words)
        last = name.last
        assert doc.starts[name.first] == name.start
        assert doc.ends[name.last - 1] == name.end
        assert doc.sentence_of[name.first] == doc.sentence_of[name.last - 1]
        assert name.base.strip()
        assert doc.text[name.start : name.end].startswith(name.base)
        assert name.genitive == (len(name.base) < name.end - name.start)


@given(PIECES)
def test_names_of_any_words_are_ordered_disjoint_and_in_their_sentence(pieces: list[str]) -> None:
    doc = document(" ".join(pieces))
    check(doc, find_names(doc))


@given(st.text(max_size=200))
def test_names_of_any_text_are_ordered_disjoint_and_in_their_sentence(text: str) -> None:
    doc = document(text)
    check(doc, find_names(doc))


IN_CONTEXT = {
    "a known name keeps its small words": (
        "Det oplyser Læger uden Grænser.",
        [("Læger uden Grænser", "O")],
    ),
    "parties are written small": (
        "Det mener de radikale i Folketinget.",
        [("de radikale", "O"), ("Folketinget", "O")],
    ),
    "but the adjective is none": ("De radikale ændringer kom i går.", []),
    "a party and a direction": ("Venstre vil dreje til venstre.", [("Venstre", "O")]),
    "the noun before a name is no part of it": (
        "Rederiet Nordhavn Line svarer ikke.",
        [("Nordhavn Line", "O")],
    ),
    "half a pair": (
        "Det oplyser Børne- og Undervisningsministeriet.",
        [("Børne- og Undervisningsministeriet", "O")],
    ),
    "a club, and the town in which it plays": (
        "Viborg FF vandt i Viborg.",
        [("Viborg FF", "O"), ("Viborg", "L")],
    ),
    "a genitive before a person is another name": (
        "Det siger Danmarks Bo Lindskov.",
        [("Danmark", "L"), ("Bo Lindskov", "P")],
    ),
    "works and storms are no actors": (
        "Hun læste romanen Solgaarden, da orkanen Katrina kom.",
        [],
    ),
}


@pytest.mark.parametrize("case", IN_CONTEXT)
def test_context_decides(case: str) -> None:
    text, expected = IN_CONTEXT[case]
    assert names(text) == expected


@pytest.mark.parametrize("unit", ["TV 2 ", "van der Lühe ", 'Jens "Tanken" Holm, ', "Mona Lind "])
def test_time_grows_with_the_length_of_a_run_of_names(unit: str) -> None:
    def seconds(characters: int) -> float:
        doc = document(unit * (characters // len(unit)))
        begin = time.process_time()
        find_names(doc)
        return time.process_time() - begin

    short = min(seconds(3_000) for _ in range(3))
    assert seconds(24_000) < 25 * short  # eight times as long; quadratic would be 64 times
