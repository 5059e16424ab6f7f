"""Tokens and sentences: what stays together, where a sentence ends, what is not read."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.extraction.document import Document, read_document
from flows.records import Paragraph, ParagraphRole


def read(text: str, role: ParagraphRole = ParagraphRole.BODY) -> Document:
    return read_document(text, [Paragraph(0, len(text), role)])


def sentences(text: str) -> list[str]:
    doc = read(text)
    return [doc.text[doc.starts[s.first] : doc.ends[s.last - 1]] for s in doc.sentences]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Broen er dyr.", ["Broen", "er", "dyr", "."]),
        ("Bro-Lund og Anne-Mette", ["Bro-Lund", "og", "Anne-Mette"]),
        ("klima- og energiminister", ["klima-", "og", "energiminister"]),
        ("den 42-årige", ["den", "42-årige"]),
        ("USA's B&W", ["USA's", "B&W"]),
        ("Lars' bil", ["Lars'", "bil"]),
        ("7,4 og 10.20 og 1.000.000", ["7,4", "og", "10.20", "og", "1.000.000"]),
        ("vandt 2-1", ["vandt", "2", "-", "1"]),
        ("2 kr. og m.fl. i dag", ["2", "kr.", "og", "m.fl.", "i", "dag"]),
        ("H. Bruun", ["H.", "Bruun"]),
        ('"Nej," siger', ['"', "Nej", ",", '"', "siger"]),
        ("- Nej", ["-", "Nej"]),
        ("-Nej", ["-", "Nej"]),
        ("Nej ... måske…", ["Nej", "...", "måske", "…"]),
        ("25 % & 3 €", ["25", "%", "&", "3", "€"]),
        ("", []),
        ("   ", []),
    ],
)
def test_tokens(text: str, words: list[str]) -> None:
    assert read(text).words == words


@pytest.mark.parametrize(
    "text",
    [
        "Broen er dyr.| Den åbner i maj.",
        "Er broen dyr?| Ja, det er den!| Meget.",
        "Den koster 2 mio. kr. om året.| Det er dyrt.",
        "Den koster 2 mio. kr.| Det er dyrt.",
        "Bl.a. broen er dyr.",
        "Den åbner den 15. maj i Holmby.",
        "Han spiller i 2. division.",
        "Det skete i 2022.| Han var der.",
        "H. Bruun og K. Lind kom.",
        '"Er den dyr?" spørger hun.',
        '"Den er dyr."| Hun gik.',
        "- Nej, siger hun.| - Aldrig.",
        "Nej ...| Måske.",
        "Klokken er 10.20 nu.",
        "Han sagde nej (det gjorde alle).| Så gik han.",
        "Holmby.dk er nede.",
    ],
)
def test_sentences(text: str) -> None:
    assert sentences(text.replace("|", "")) == text.split("| ")


def test_a_sentence_never_runs_over_a_paragraph() -> None:
    text = "Broen er dyr\nog smuk."
    doc = read_document(
        text,
        [
            Paragraph(0, 12, ParagraphRole.BODY),
            Paragraph(13, len(text), ParagraphRole.BODY),
        ],
    )
    assert [sentence.paragraph for sentence in doc.sentences] == [0, 1]
    assert doc.paragraph_tokens == [(0, 3), (3, 6)]


@pytest.mark.parametrize(
    ("role", "is_read"),
    [
        (ParagraphRole.LEAD, True),
        (ParagraphRole.BODY, True),
        (ParagraphRole.QUESTION, True),
        (ParagraphRole.SUBHEADING, True),
        (ParagraphRole.CAPTION, False),
        (ParagraphRole.BYLINE, False),
        (ParagraphRole.DEBRIS, False),
        (ParagraphRole.FOOTER, False),
    ],
)
def test_only_the_story_is_read(role: ParagraphRole, is_read: bool) -> None:
    doc = read("Broen er dyr.", role)
    assert bool(doc.words) is is_read
    assert len(doc.paragraph_tokens) == 1


@settings(max_examples=300, deadline=None)
@given(
    st.text(alphabet=st.sampled_from("abÅé 0123.,-–'’\"»?!()&/_\u00a0\u0301…:\t²ß"), max_size=60)
)
def test_tokens_cover_all_but_blanks_and_sentences_cover_all_tokens(text: str) -> None:
    doc = read(text)
    covered = set()
    for start, end, word, lower in zip(doc.starts, doc.ends, doc.words, doc.lowers, strict=True):
        assert text[start:end] == word
        assert word.lower() == lower
        covered.update(range(start, end))
    assert covered == {at for at, character in enumerate(text) if not character.isspace()}
    spans = zip(doc.starts, doc.ends, strict=True)
    assert all(end <= start for (_, end), (start, _) in pairwise(spans))
    tokens = [t for sentence in doc.sentences for t in range(sentence.first, sentence.last)]
    assert tokens == list(range(len(doc.words)))
    for number, sentence in enumerate(doc.sentences):
        assert set(doc.sentence_of[sentence.first : sentence.last]) == {number}
