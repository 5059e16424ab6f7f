"""The worked examples answer the question they ask: checked against plain loops over the rows."""

from __future__ import annotations

import json
import math
import re
import subprocess
import sys
from collections import Counter, defaultdict
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from asked_datasets import rows, small
from typer.testing import CliRunner

from flows.analysis import session
from flows.cli import app
from tests.flow.prefect_server import ROOT, built

EXAMPLES = Path(session.__file__).parent / "examples"
QUERIES = sorted(EXAMPLES.glob("*.sql"))
SCRIPTS = sorted(EXAMPLES.glob("*.py"))
MARKED = ("direct", "partial")


@pytest.fixture(params=["sample seeds", "small"])
def output(request: pytest.FixtureRequest) -> Path:
    return built()[1] if request.param == "sample seeds" else small()


def asked(name: str, output: Path) -> list[dict[str, Any]]:
    """The answer to an example in SQL, by the command that its README names."""
    file = str(EXAMPLES / f"{name}.sql")
    words = ["sql", "--output", str(output), "--json", "--file", file]
    result = CliRunner().invoke(app, words)
    assert result.exit_code == 0, result.stderr
    found: list[dict[str, Any]] = json.loads(result.stdout)
    return found


def computed(name: str, output: Path) -> list[dict[str, Any]]:
    """The answer of an example in Python, as rows."""
    frame = import_module(f"flows.analysis.examples.{name}").answer(output)
    found = frame.to_dicts() if hasattr(frame, "to_dicts") else frame.to_dict("records")
    return [dict(row) for row in found]


def speakers(output: Path) -> dict[tuple[str, str], dict[str, Any]]:
    """Actors by article and id."""
    return {(row["article_id"], row["actor_id"]): row for row in rows(output, "actors")}


def people_quoted(output: Path) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """Each quote of a person with the person."""
    known = speakers(output)
    pairs = [
        (quote, known.get((quote["article_id"], quote["speaker_actor_id"]), {"type": None}))
        for quote in rows(output, "quotes")
    ]
    return [(quote, actor) for quote, actor in pairs if actor["type"] == "person"]


def test_every_example_begins_with_its_question() -> None:
    files = [*QUERIES, *SCRIPTS, *EXAMPLES.glob("*.R")]
    assert len(files) >= 14
    for file in files:
        first = file.read_text(encoding="utf-8").splitlines()[0]
        assert re.match(r'(-- |"""|# )[A-Z].*\?', first), file.name


@pytest.mark.parametrize("file", QUERIES, ids=lambda file: file.stem)
def test_every_query_finds_something_in_the_sample_seeds(file: Path) -> None:
    assert asked(file.stem, built()[1])


@pytest.mark.parametrize("file", SCRIPTS, ids=lambda file: file.stem)
def test_every_script_runs_as_it_says(file: Path) -> None:
    result = subprocess.run(
        [sys.executable, file, built()[1]], capture_output=True, text=True, cwd=ROOT
    )
    assert result.returncode == 0, result.stderr
    assert len(result.stdout.splitlines()) > 2


@pytest.mark.parametrize("file", SCRIPTS, ids=lambda file: file.stem)
def test_a_script_without_an_output_fails(file: Path, tmp_path: Path) -> None:
    result = subprocess.run([sys.executable, file], capture_output=True, cwd=tmp_path)
    assert result.returncode != 0


def test_most_quoted(output: Path) -> None:
    expected = Counter(
        (quote["speaker_actor_id"], quote["speaker_name"])
        for quote, _ in people_quoted(output)
        if quote["kind"] in MARKED
    )
    found = asked("most_quoted", output)
    assert [row["quotes"] for row in found] == sorted(expected.values(), reverse=True)[:20]
    names = Counter({name: count for (_, name), count in expected.items()})
    assert all(names[row["speaker_name"]] >= row["quotes"] for row in found)


def test_parties_by_month(output: Path) -> None:
    known = speakers(output)
    expected: Counter[tuple[str, str]] = Counter()
    for quote in rows(output, "quotes"):
        party = known.get((quote["article_id"], quote["speaker_actor_id"]), {}).get("party")
        if party is not None:
            expected[quote["month"], party] += 1
    found = {
        (row["month"], row["party"]): row["quotes"] for row in asked("parties_by_month", output)
    }
    assert found == dict(expected)


def test_open_speakers(output: Path) -> None:
    kinds = defaultdict(list)
    for quote in rows(output, "quotes"):
        kinds[quote["kind"]].append(quote)
    found = {row["kind"]: row for row in asked("open_speakers", output)}
    assert found.keys() == kinds.keys()
    for kind, quotes in kinds.items():
        share = sum(quote["speaker_name"] is None for quote in quotes) / len(quotes)
        assert math.isclose(found[kind]["share_open"], share, abs_tol=0.001)
        assert found[kind]["quotes"] == len(quotes)


def test_quotes_to_check(output: Path) -> None:
    expected = sorted(
        quote["confidence"] for quote in rows(output, "quotes") if quote["speaker_name"] is not None
    )
    found = asked("quotes_to_check", output)
    assert [row["confidence"] for row in found] == expected[:20]


def test_media_of_speakers(output: Path) -> None:
    expected: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for quote, _ in people_quoted(output):
        if quote["medium"] is not None:
            expected[quote["speaker_actor_id"], quote["speaker_name"]].add(quote["medium"])
    found = asked("media_of_speakers", output)
    assert sorted(row["which"] for row in found) == sorted(
        ", ".join(sorted(media)) for media in expected.values()
    )


def test_named_together(output: Path) -> None:
    entities = {row["actor_id"]: row for row in rows(output, "entities")}
    named: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
    for row in rows(output, "actors"):
        entity = entities[row["actor_id"]]
        named[row["article_id"]].add((entity["type"], entity["name"]))
    for row in asked("named_together", output):
        pair = {("person", row["person"]), ("organization", row["organization"])}
        assert sum(pair <= found for found in named.values()) >= row["articles"] > 0


def test_roles_over_time(output: Path) -> None:
    expected = sorted(
        (entity["name"], held["role"], held["first_month"] or "", held["last_month"] or "")
        for entity in rows(output, "entities")
        if entity["type"] == "person"
        for held in entity["roles"]
    )
    found = sorted(
        (row["name"], row["role"], row["first_month"] or "", row["last_month"] or "")
        for row in asked("roles_over_time", output)
    )
    assert found == expected


def test_questions_and_answers(output: Path) -> None:
    texts = {row["quote_id"]: row["text"] for row in rows(output, "quotes")}
    expected = sorted(
        (texts[row["answers_quote_id"]], row["text"])
        for row in rows(output, "quotes")
        if row["answers_quote_id"] is not None
    )
    found = asked("questions_and_answers", output)
    assert sorted((row["question"], row["answer"]) for row in found) == expected


def test_quote_in_context(output: Path) -> None:
    articles = {row["article_id"]: row["text"] for row in rows(output, "articles")}
    quotes = {row["quote_id"]: row for row in rows(output, "quotes")}
    found = asked("quote_in_context", output)
    assert len(found) == min(50, len(quotes))
    for row in found:
        quote = quotes[row["quote_id"]]
        text, start, end = articles[quote["article_id"]], quote["start"], quote["end"]
        assert row["before"] == text[max(start - 40, 0) : start]
        assert row["quoted"] == text[start:end]
        assert row["after"] == text[end : end + 40]


def test_search_words(output: Path) -> None:
    words = re.compile(r"(?i)\b(penge|pengene|millioner|kroner|milliarder)\b")
    expected = sorted(row["text"] for row in rows(output, "quotes") if words.search(row["text"]))
    assert sorted(row["text"] for row in asked("search_words", output)) == expected


def test_quotes_per_month_with_polars(output: Path) -> None:
    expected = Counter((row["month"], row["kind"]) for row in rows(output, "quotes"))
    found = computed("quotes_per_month_polars", output)
    assert [row["month"] for row in found] == sorted({month for month, _ in expected})
    for row in found:
        month = row.pop("month")
        assert row == {kind: expected[month, kind] for kind in row}
    assert sum(sum(row.values()) for row in found) == expected.total()


def test_paragraph_roles_with_polars(output: Path) -> None:
    expected: Counter[str] = Counter()
    for article in rows(output, "articles"):
        for paragraph in article["paragraphs"]:
            expected[paragraph["role"]] += paragraph["end"] - paragraph["start"]
    found = computed("paragraph_roles_polars", output)
    assert {row["role"]: row["characters"] for row in found} == dict(expected)


def test_gender_of_speakers_with_pandas(output: Path) -> None:
    expected = Counter(actor["gender"] or "unknown" for _, actor in people_quoted(output))
    found = computed("gender_of_speakers_pandas", output)
    assert {row["gender"]: row["quotes"] for row in found} == dict(expected)
    assert math.isclose(sum(row["share"] for row in found), 1)


def test_forms_of_names_with_pandas(output: Path) -> None:
    expected = Counter(
        (row["name"], mention["text"], mention["kind"])
        for row in rows(output, "actors")
        if row["type"] == "person"
        for mention in row["mentions"]
    )
    found = computed("forms_of_names_pandas", output)
    assert {(row["name"], row["form"], row["kind"]): row["mentions"] for row in found} == expected


def test_the_r_script_names_columns_that_exist() -> None:
    """R itself is not run here: its words are held against the tables instead."""
    text = (EXAMPLES / "speakers_arrow.R").read_text(encoding="utf-8")
    known = {name for table in ("quotes", "actors") for name in rows(small(), table)[0]}
    used = set(re.findall(r"\b(?:article_id|\w+_actor_id|actor_id|kind|type|name|role)\b", text))
    assert {"speaker_actor_id", "article_id", "kind", "role"} <= used <= known
    for opening, closing in ("()", "[]", "{}"):
        assert text.count(opening) == text.count(closing)
