"""Noun phrases: who stands beside a verb of saying, from the first word to the last."""

from __future__ import annotations

import pytest

from flows.extraction.actors import build_cast
from flows.extraction.document import read_document
from flows.extraction.name_index import NameIndex
from flows.extraction.names import find_names
from flows.extraction.phrases import Phrase, PhraseKind, read_phrase
from flows.records import Paragraph, ParagraphRole


def phrase_at(marked: str) -> tuple[Phrase | None, str, list[str]]:
    """The phrase that begins where `|` stands in a text, its words, and the actors it names."""
    before, behind = marked.split("|")
    text = before + behind
    doc = read_document(text, [Paragraph(0, len(text), ParagraphRole.BODY)])
    names = find_names(doc)
    index = NameIndex(build_cast(doc, names), names)
    phrase = read_phrase(doc, index, doc.starts.index(len(before)), len(doc.words))
    if phrase is None:
        return None, "", []
    words = text[doc.starts[phrase.first] : doc.ends[phrase.last - 1]]
    return phrase, words, [index.actors[actor].name for actor in phrase.actors]


@pytest.mark.parametrize(
    ("text", "words", "names"),
    [
        ("Nej, siger |Mette Holm.", "Mette Holm", ["Mette Holm"]),
        ("Nej, siger |borgmester Mette Holm.", "borgmester Mette Holm", ["Mette Holm"]),
        ("Nej, siger |42-årige Mette Holm.", "42-årige Mette Holm", ["Mette Holm"]),
        (
            "Nej, siger |klima- og energiminister Mette Holm.",
            "klima- og energiminister Mette Holm",
            ["Mette Holm"],
        ),
        (
            "Nej, siger |kommunens borgmester, Mette Holm.",
            "kommunens borgmester, Mette Holm",
            ["Mette Holm"],
        ),
        ("Nej, siger |Mette Holm (S) til Ritzau.", "Mette Holm", ["Mette Holm"]),
        ("Nej, siger |Mette Holm og Jens Bruun.", "Mette Holm og Jens Bruun",
         ["Mette Holm", "Jens Bruun"]),
        ("Nej, siger |Mette Holm og peger på broen.", "Mette Holm", ["Mette Holm"]),
        ("Nej, siger |Mette Holm til Jens Bruun.", "Mette Holm", ["Mette Holm"]),
        ("Nej, skriver |Nationalbanken i en mail.", "Nationalbanken", ["Nationalbanken"]),
    ],
)  # fmt: skip
def test_a_phrase_with_a_name_means_the_named(text: str, words: str, names: list[str]) -> None:
    phrase, found, actors = phrase_at(text)
    assert phrase is not None
    assert (phrase.kind, found, actors) == (PhraseKind.NAME, words, names)


@pytest.mark.parametrize(
    ("text", "words", "kind"),
    [
        ("Nej, siger |politiet.", "politiet", PhraseKind.DEFINITE),
        ("Nej, siger |den tidligere minister.", "den tidligere minister", PhraseKind.DEFINITE),
        ("Nej, siger |hendes mor.", "hendes mor", PhraseKind.DEFINITE),
        ("Nej, siger |Mette Holms advokat.", "Mette Holms advokat", PhraseKind.DEFINITE),
        ("Nej, siger |den 42-årige.", "den 42-årige", PhraseKind.DEFINITE),
        ("Nej, siger |en talsmand.", "en talsmand", PhraseKind.INDEFINITE),
        ("Nej, siger |en unavngiven kilde.", "en unavngiven kilde", PhraseKind.INDEFINITE),
        ("Nej, siger |to vidner.", "to vidner", PhraseKind.INDEFINITE),
        ("Nej, siger |hun.", "hun", PhraseKind.PRONOUN),
        ("Nej, siger |han til Ritzau.", "han", PhraseKind.PRONOUN),
    ],
)
def test_a_phrase_without_a_name(text: str, words: str, kind: PhraseKind) -> None:
    phrase, found, actors = phrase_at(text)
    assert phrase is not None
    assert (phrase.kind, found, actors) == (kind, words, [])


@pytest.mark.parametrize(
    "text",
    [
        "Nej, siger |, og hun går.",
        "Hun siger |ikke noget.",
        "Hun siger |at det er dyrt.",
        "Hun siger |i dag nej.",
        "Hun siger |og smiler.",
        "Hun siger: |- Nej.",
    ],
)
def test_no_phrase_begins_with_what_cannot_stand_in_one(text: str) -> None:
    phrase, _, _ = phrase_at(text)
    assert phrase is None
