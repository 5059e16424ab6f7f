"""A spaCy pipeline of the user's own in the place of the model: small ones, built here.

All persons and places are invented.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl
import pytest
import spacy
from typer.testing import CliRunner

from flows.cli import app
from flows.extraction.article import extract_text
from flows.extraction.names import find_names
from flows.extraction.plugged import SETTING
from flows.publishing import fingerprint
from tests.extraction.names.test_finding import SENTENCES, document, names
from tests.extraction.tables import lay_out_by_hand
from tests.publishing.dataset_building import build, published_bytes

Pattern = dict[str, Any]

PATTERNS: list[Pattern] = [
    {"label": "PER", "pattern": "Tulle Vims"},
    {"label": "PERSON", "pattern": "Bo bob"},
    {"label": "ORG", "pattern": "Anders Mortensen"},  # a person's name to everybody else
    {"label": "GPE", "pattern": [{"TEXT": {"REGEX": "^Snapholms?$"}}]},
    {"label": "LOC", "pattern": "Vrængmose"},
    {"label": "MISC", "pattern": "Blinkeloven"},
    {"label": "DATE", "pattern": "Juledag"},
]
ARTICLE = [
    "Snapholms borgmester Tulle Vims vil lukke broen.",
    "- Den er for gammel, siger Vims til Anders Mortensen.",
    "Mette Lindager fra Aarhus er uenig.",
]
ACTORS = [
    ("Anders Mortensen", "organization"),
    ("Snapholm", "location"),
    ("Tulle Vims", "person"),
]


def saved(folder: Path, patterns: list[Pattern]) -> Path:
    """A pipeline that finds what these patterns say, in a folder."""
    nlp = spacy.blank("da")
    nlp.add_pipe("entity_ruler").add_patterns(patterns)  # type: ignore[attr-defined]
    nlp.to_disk(folder)
    return folder


@pytest.fixture
def plug(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[list[Pattern]], Path]:
    """Plugs in a pipeline with these patterns."""

    def plug_in(patterns: list[Pattern]) -> Path:
        folder = saved(tmp_path / f"pipeline-{len(list(tmp_path.iterdir()))}", patterns)
        monkeypatch.setenv(SETTING, str(folder))
        return folder

    return plug_in


def test_names_are_the_pipelines(plug: Callable[[list[Pattern]], Path]) -> None:
    text = (
        "Tulle Vims, Bo bob og Anders Mortensen ser Snapholms tårn og Vrængmose.\nTulle Vims går."
    )
    own = names(text)
    plug(PATTERNS)
    theirs = [
        ("Tulle Vims", "P"),
        ("Bo bob", "P"),
        ("Anders Mortensen", "O"),
        ("Snapholm", "L"),
        ("Vrængmose", "L"),
        ("Tulle Vims", "P"),
    ]
    assert names(text) == theirs != own
    doc = document(text)
    assert [text[name.start : name.end] for name in find_names(doc)][3] == "Snapholms"


@pytest.mark.parametrize("text", ["Blinkeloven gælder fra Juledag.", *SENTENCES])
def test_what_it_does_not_take_for_an_actor_is_none(
    text: str, plug: Callable[[list[Pattern]], Path]
) -> None:
    plug(PATTERNS)
    assert names(text) == []


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        # What the pipeline cuts off a name is taken in where it is a genitive or a full stop ...
        ("Vims", "Vims' hus og Vimss hat.", ["Vims'"]),
        ("TVX", "TVX's chef er gået.", ["TVX's"]),
        ("Tulle V", "Tulle V. er gået.", ["Tulle V."]),
        # ... and nothing else: a compound is no actor.
        ("TVX", "TVX-chefen er gået.", []),
        ("chefen", "TVX-chefen er gået.", []),
        # Marks around a name are left out.
        ('"Vims"', 'Han hedder "Vims".', ["Vims"]),
        ("(TVX) ,", "En kanal (TVX), der er ny.", ["TVX"]),
        (".", "Det var det.", []),
        # A name ends with its sentence.
        ("Vims. Tulle", "Så kom Vims. Tulle gik.", []),
    ],
)
def test_its_characters_become_tokens(
    pattern: str, text: str, found: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    nlp = spacy.blank("da")
    # Its tokens are letters and marks by themselves, which ours are not.
    nlp.tokenizer.infix_finditer = spacy.util.compile_infix_regex([r"['\-.()\"]"]).finditer
    nlp.tokenizer.rules = {}
    nlp.tokenizer.suffix_search = spacy.util.compile_suffix_regex([r"['\-.()\",]", "'s"]).search
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": "PER", "pattern": pattern}])  # type: ignore[attr-defined]
    nlp.to_disk(tmp_path / "pipeline")
    monkeypatch.setenv(SETTING, str(tmp_path / "pipeline"))
    assert [text[name.start : name.end] for name in find_names(document(text))] == found


def test_the_article_is_linked_as_ever(plug: Callable[[list[Pattern]], Path]) -> None:
    plug([*PATTERNS, {"label": "PER", "pattern": "Vims"}])
    text, paragraphs = lay_out_by_hand(ARTICLE)
    found = extract_text(text, paragraphs)
    assert sorted((actor.name, actor.type.value) for actor in found.actors) == ACTORS
    [quote] = found.quotes
    assert quote.speaker_name == "Tulle Vims"


def test_a_run_publishes_its_names_and_another_pipeline_redoes_them(
    plug: Callable[[list[Pattern]], Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seeds, output = tmp_path / "seeds", tmp_path / "output"
    seeds.mkdir()
    article = "date 2024-03 " + "\n\n".join(ARTICLE) + "\n\n/ritzau/\n"
    (seeds / "000_22208414b9dc37b4.txt").write_text(article, encoding="utf-8")
    shipped = fingerprint()

    first = plug([*PATTERNS, {"label": "PER", "pattern": "Vims"}])
    plugged = fingerprint()
    build(seeds, output, version=plugged)
    assert actors(output) == ACTORS
    articles = pl.read_parquet(output / "current" / "articles" / "**/*.parquet")
    assert articles["extractor_version"].to_list() == [plugged[:12]]

    # The same pipeline from another place changes nothing.
    published = published_bytes(output)
    monkeypatch.setenv(SETTING, str(shutil.copytree(first, tmp_path / "elsewhere")))
    assert fingerprint() == plugged
    build(seeds, output, version=fingerprint())
    assert published_bytes(output) == published

    plug([*PATTERNS, {"label": "PER", "pattern": "Mette Lindager"}])
    assert len({shipped, plugged, fingerprint()}) == 3
    build(seeds, output, version=fingerprint())
    assert ("Mette Lindager", "person") in actors(output)

    monkeypatch.delenv(SETTING)
    assert fingerprint() == shipped


def actors(output: Path) -> list[tuple[str, str]]:
    table = pl.read_parquet(output / "current" / "actors" / "**/*.parquet")
    return sorted(zip(table["name"], table["type"], strict=True))


def refused(named: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The line that a user reads who names this, from every command that extracts."""
    monkeypatch.setenv(SETTING, named)
    article = tmp_path / "seeds" / "article.txt"
    article.parent.mkdir()
    article.write_text("date 2024-03 Tulle Vims lukker broen i dag.\n", encoding="utf-8")
    places = ["--seeds", str(article.parent), "--output", str(tmp_path / "out")]
    results = [
        CliRunner().invoke(app, command, catch_exceptions=False)
        for command in (["explain", str(article)], ["run", *places], ["watch", *places])
    ]
    assert [result.exit_code for result in results] == [2, 2, 2]
    assert not (tmp_path / "out").exists()
    [line] = {result.stderr for result in results}
    assert line.count("\n") == 1 and not results[0].stdout
    return line


@pytest.mark.parametrize("named", ["no/such/folder", "no_such_package", "flows.extraction"])
def test_what_is_not_there_is_told(
    named: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert f"{named} is neither a folder nor an installed" in refused(named, tmp_path, monkeypatch)


def test_a_folder_that_holds_no_pipeline_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "cannot be used (" in refused(str(tmp_path), tmp_path, monkeypatch)


def test_a_pipeline_that_finds_no_names_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    nlp = spacy.blank("da")
    nlp.add_pipe("sentencizer")
    nlp.to_disk(tmp_path / "sentences")
    line = refused(str(tmp_path / "sentences"), tmp_path, monkeypatch)
    assert "finds no names: none of its components (sentencizer)" in line


def test_a_pipeline_that_was_never_trained_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    nlp = spacy.blank("da")
    nlp.add_pipe("ner").add_label("PER")  # type: ignore[attr-defined]
    nlp.to_disk(tmp_path / "untrained")
    line = refused(str(tmp_path / "untrained"), tmp_path, monkeypatch)
    assert "cannot be used (" in line


def test_without_spacy_the_way_to_it_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "spacy", None)
    line = refused(str(tmp_path / "pipeline"), tmp_path, monkeypatch)
    assert "spaCy is not installed" in line and "run make spacy in" in line


def test_spacy_is_not_imported_unless_it_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(SETTING, raising=False)
    program = (
        "import sys; from flows.publishing import fingerprint; "
        "from flows.extraction.article import extract_text; "
        "fingerprint(); extract_text('Vi.', ()); print('spacy' in sys.modules)"
    )
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert result.stdout == "False\n", result.stderr
