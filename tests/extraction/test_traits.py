"""What tokens can be: the classes of their words and the shape of their letters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.extraction import traits
from flows.extraction.document import read_document
from flows.records import Paragraph, ParagraphRole


def _traits_of(text: str) -> list[int]:
    return read_document(text, [Paragraph(0, len(text), ParagraphRole.BODY)]).traits


@pytest.mark.parametrize(
    ("word", "classes"),
    [
        ("i", traits.PREPOSITION | traits.STOP | traits.POSTMODIFIER),
        ("Og", traits.CONJUNCTION | traits.STOP | traits.REPORT_BREAK),
        ("siger", traits.CUE | traits.FINITE_CUE),
        ("hun", traits.NOMINATIVE | traits.SIGNAL | traits.SPECIAL),
        (":", traits.WATCHED | traits.CLAUSE_BREAK | traits.BLOCKER),
    ],
)
def test_a_word_is_in_its_classes_however_it_is_written(word: str, classes: int) -> None:
    (found,) = _traits_of(word)

    assert found & classes == classes


def test_a_word_of_no_class_has_only_the_shape_of_its_letters() -> None:
    assert _traits_of("bjergtop") == [traits.WORD | traits.SMALL]
    assert _traits_of("Bjergtop") == [traits.WORD | traits.CAPITAL]


@given(st.text(alphabet="aÅİßy1²-–.,:'\"» \n", max_size=60))
def test_the_shape_of_letters_is_that_of_the_word(text: str) -> None:
    doc = read_document(text, [Paragraph(0, len(text), ParagraphRole.BODY)])

    assert len(doc.traits) == len(doc.words)
    for word, trait in zip(doc.words, doc.traits, strict=True):
        assert bool(trait & traits.WORD) == word[0].isalnum()
        assert bool(trait & traits.CAPITAL) == word[0].isupper()
        assert bool(trait & traits.SMALL) == word.islower()
