"""Hidden characters: they cut no word in two, and every place stays true in the whole text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from flows.extraction.article import extract_text
from flows.extraction.hidden import Visible, has_hidden
from flows.records import Paragraph, ParagraphRole

PLAIN = "- Vi er klar, siger direktør Mette Holmgaard fra Skagen."
HIDDEN = "- Vi er klar, siger direk\u00adtør Met\u00adte Holm\u00adgaard\u200b fra Skagen."


def body(text: str) -> list[Paragraph]:
    return [Paragraph(0, len(text), ParagraphRole.BODY)]


def test_soft_hyphens_change_neither_speaker_nor_quote() -> None:
    plain, hidden = extract_text(PLAIN, body(PLAIN)), extract_text(HIDDEN, body(HIDDEN))
    assert [quote.speaker_name for quote in hidden.quotes] == ["Mette Holmgaard"]
    assert [quote.speaker_name for quote in plain.quotes] == ["Mette Holmgaard"]
    assert [actor.name for actor in hidden.actors] == [actor.name for actor in plain.actors]


def test_places_are_those_of_the_whole_text() -> None:
    quote = extract_text(HIDDEN, body(HIDDEN)).quotes[0]
    assert HIDDEN[slice(*quote.segments[0])] == "Vi er klar"
    assert quote.cue is not None and HIDDEN[slice(*quote.cue)] == "siger"
    assert quote.speaker_mention is not None
    assert HIDDEN[slice(*quote.speaker_mention)].endswith("Holm\u00adgaard")


def test_a_text_without_them_is_read_as_it_is() -> None:
    assert not has_hidden(PLAIN)
    assert has_hidden(HIDDEN)


@given(st.text(alphabet='aB -\u00ad\u200b"«»,.\n', max_size=60))
def test_visible_text_is_the_text_without_hidden_characters(text: str) -> None:
    visible = Visible(text, body(text))
    assert visible.text == text.replace("\u00ad", "").replace("\u200b", "")
    assert visible.paragraphs[0].end <= len(visible.text)
    for quote in extract_text(text, body(text)).quotes:
        for start, end in quote.segments:
            assert text[start:end].strip("\u00ad\u200b ")
