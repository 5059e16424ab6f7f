"""The data files of the reading step hold to their form, and an edit gone wrong shows."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.reading.word_data import WordDataError, debris_phrases, languages, rows, words

FILES = ("debris.tsv", "words.tsv", "languages.tsv")


@pytest.mark.parametrize("name", FILES)
def test_every_file_has_rows_and_no_stray_blanks(name: str) -> None:
    found = rows(name)
    assert len(found) > 5
    assert all(value == value.strip() for row in found for value in row)


def test_phrases_and_small_words_are_in_lower_case() -> None:
    phrases = [phrase for found in debris_phrases().values() for _, phrase in found]
    listed = [word for known in languages().values() for word in known]
    assert [text for text in (*phrases, *listed) if text != text.lower()] == []


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("form\tphrase\nline\tannonce\nline\tannonce\n", "line 3: .*there already"),
        ("form\tphrase\n# comment\nline\n", "line 3: expected two columns"),
        ("form\tphrase\nline\t \n", "line 2"),
        ("form\tphrase\nline\ta\tb\n", "line 2"),
    ],
)
def test_a_broken_row_is_told_with_its_line(tmp_path: Path, content: str, says: str) -> None:
    (tmp_path / "x.tsv").write_text(content, encoding="utf-8")
    with pytest.raises(WordDataError, match=says):
        rows("x.tsv", tmp_path)


def test_a_group_that_is_not_there_is_an_error() -> None:
    with pytest.raises(WordDataError, match="no group 'agencies'"):
        words("agencies")
