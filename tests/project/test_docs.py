"""README and guides: each snippet and command runs, each example holds, each file named exists."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest
from typer.main import get_command
from typer.testing import CliRunner

from flows.cli import app
from flows.corrections.reading import parse
from flows.extraction.article import extract_text
from schemas import TABLES
from schemas.dictionary import data_dictionary
from tests.extraction.tables import lay_out_by_hand
from tests.flow.prefect_server import ROOT, SEEDS, built
from tests.project.documents import (
    DOCUMENTS,
    ON_STORES,
    anchors,
    blocks,
    commands,
    links,
    table_rows,
    text_of,
)

HOW_IT_DECIDES = "flows/extraction/HOW_IT_DECIDES.md"
# These go on until they are told to end, or need a Prefect server; tests/serving and tests/cli
# run them.
LASTING = ("run", "server", "serve", "watch")


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a built `output` in it, as after `make run`, to work in."""
    (tmp_path / "output").symlink_to(built()[1], target_is_directory=True)
    (tmp_path / "seeds").symlink_to(SEEDS, target_is_directory=True)
    (tmp_path / "flows").symlink_to(ROOT / "flows", target_is_directory=True)
    shutil.copy(ROOT / "flows/quality/bounds.toml", tmp_path / "my-bounds.toml")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("snippet", blocks("python"))
def test_python_snippets_run(snippet: str, project: Path) -> None:
    result = subprocess.run(
        [sys.executable, "-c", snippet], cwd=project, capture_output=True, text=True
    )
    assert result.returncode == 0, result.stderr


@pytest.mark.parametrize("query", blocks("sql"))
def test_queries_find_something(query: str, project: Path) -> None:
    with duckdb.connect() as connection:
        assert len(connection.execute(query).fetchall()) == 10


@pytest.mark.parametrize("snippet", blocks("toml"))
def test_corrections_can_be_followed(snippet: str) -> None:
    corrections = parse(snippet.encode(), "CORRECTING.md")
    assert {"Q42", "Q25319"} <= set(corrections.wikidata.values())
    for kind in ("merge", "split", "retype", "remove"):
        assert f"[[{kind}]]" in snippet


@pytest.mark.parametrize("words", commands("citatbank"), ids=" ".join)
def test_commands_do_what_they_say(words: list[str], project: Path) -> None:
    """Those that end by themselves are run; of the others, words and options are read."""
    if words[1].startswith("-"):
        known = {option for parameter in get_command(app).params for option in parameter.opts}
        assert set(words[1:]) <= known
    elif words[1] in LASTING:
        command = get_command(app).commands[words[1]]  # type: ignore[attr-defined]
        command.make_context(words[1], words[2:])
    else:
        typed = "FROM media LIMIT 3;\n" if words[1] == "shell" else None
        result = CliRunner().invoke(app, words[1:], input=typed)
        assert result.exit_code == 0, result.stderr
        assert result.stdout


@pytest.mark.parametrize("words", commands("make"), ids=" ".join)
def test_make_targets_exist(words: list[str]) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert re.search(rf"^{words[1]}:.*## ", makefile, re.MULTILINE)


def test_every_command_is_in_the_documents() -> None:
    used = {words[1] for words in commands("citatbank")}
    said = "".join(map(text_of, DOCUMENTS))
    for command in get_command(app).commands:  # type: ignore[attr-defined]
        assert command in used or f"`citatbank {command}" in said


def test_every_table_is_in_the_readme() -> None:
    assert all(f"| `{table}` |" in text_of("README.md") for table in TABLES)


def test_the_data_dictionary_is_that_of_the_schemas() -> None:
    """Written by `citatbank schema > schemas/DICTIONARY.md`."""
    assert text_of("schemas/DICTIONARY.md") == data_dictionary()


@pytest.mark.parametrize("document", [*DOCUMENTS, *ON_STORES])
def test_every_file_that_is_linked_or_named_exists(document: str) -> None:
    assert [str(path) for path in links(document) if not path.exists()] == []


@pytest.mark.parametrize("document", [*DOCUMENTS, *ON_STORES])
def test_every_place_in_a_document_that_is_linked_exists(document: str) -> None:
    beside = (ROOT / document).parent
    for name, place in re.findall(r"\]\(([^)#:]*)#([^)]+)\)", text_of(document)):
        target = (beside / name).resolve().relative_to(ROOT).as_posix() if name else document
        assert place in anchors(target)


def test_there_are_snippets_for_all_three_libraries() -> None:
    python = "\n".join(blocks("python", "README.md"))
    assert "import pandas" in python and "import polars" in python
    assert "read_parquet" in "\n".join(blocks("sql", "README.md"))
    assert blocks("toml")


def findings_of(example: str) -> list[tuple[str, str, str, str]]:
    """What is found in an example: kind or reason, words, rule, speaker."""
    text, paragraphs = lay_out_by_hand(example.split(" ¶ "))
    found = extract_text(text, paragraphs)
    return [
        (
            quote.kind.value,
            " / ".join(text[start:end] for start, end in quote.segments),
            quote.attribution,
            quote.speaker_name or "–",
        )
        for quote in found.quotes
    ] + [(reason, text[start:end], "", "") for start, end, reason in found.non_quotes]


@pytest.mark.parametrize("row", table_rows(HOW_IT_DECIDES, "kind"), ids=lambda row: row[1])
def test_examples_of_kinds_hold(row: list[str]) -> None:
    kind, example, words = row
    assert (kind, words) in [found[:2] for found in findings_of(example)]


@pytest.mark.parametrize("row", table_rows(HOW_IT_DECIDES, "reason"), ids=lambda row: row[1])
def test_examples_of_what_is_no_quote_hold(row: list[str]) -> None:
    reason, example, words = row
    assert [found[:2] for found in findings_of(example)] == [(reason, words)]


@pytest.mark.parametrize("row", table_rows(HOW_IT_DECIDES, "rule"), ids=lambda row: row[1])
def test_examples_of_rules_hold(row: list[str]) -> None:
    rule, example, words, speaker = row
    assert (words, rule, speaker) in [found[1:] for found in findings_of(example)]


def test_a_verb_is_added_as_told(tmp_path: Path) -> None:
    """In a copy of the project: the line that the guide gives makes a quote of what was none."""
    for folder in ("flows", "schemas"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    article = tmp_path / "article.txt"
    article.write_text("date 2024-03 Mette Lindager gungrer, at det haster.\n", encoding="utf-8")
    cues = tmp_path / "flows/extraction/danish/cues.tsv"
    [line] = blocks("tsv", HOW_IT_DECIDES)

    def explained() -> list[str]:
        result = subprocess.run(
            [sys.executable, "-m", "flows.cli", "explain", str(article), "--json"],
            cwd=tmp_path, capture_output=True, text=True, check=True,
        )  # fmt: skip
        return [quote["text"] for quote in json.loads(result.stdout)["quotes"]]

    assert explained() == []
    with cues.open("a", encoding="utf-8") as file:
        file.write(line)
    assert explained() == ["det haster"]
