"""`citatbank explain`: an article with its quotes, speakers, and the rule behind each."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from rich.console import Console
from typer.testing import CliRunner

from flows.cli import app
from flows.commands.explain_text import print_explanation
from flows.commands.explained import explained
from flows.records import (
    Actor,
    ActorType,
    Article,
    Attribute,
    DatePrecision,
    Findings,
    Mention,
    MentionKind,
    NonQuote,
    Paragraph,
    ParagraphRole,
    Quote,
    QuoteKind,
    Span,
)

LEAD = "Byen får en ny bro."
BODY = "- Den bliver flot, siger borgmester Anna Testesen til TV Test. - Og lang."
SCARE = 'Den kaldes "slangen".'
TEXT = f"{LEAD}\n{BODY}\n{SCARE}"


def place(words: str) -> Span:
    start = TEXT.index(words)
    return start, start + len(words)


ARTICLE = Article(
    article_id="00000000000000aa",
    source_file="000_00000000000000aa.txt",
    source_sha256="0" * 64,
    source_month="2024-03",
    source_date=None,
    date_precision=DatePrecision.MONTH,
    title=None,
    lead=LEAD,
    text=TEXT,
    agencies=("ritzau",),
    language="da",
    paragraphs=(
        Paragraph(*place(LEAD), ParagraphRole.LEAD),
        Paragraph(*place(BODY), ParagraphRole.BODY),
        Paragraph(*place(SCARE), ParagraphRole.BODY),
    ),
    word_count=20,
    content_hash="0" * 64,
)
FINDINGS = Findings(
    quotes=(
        Quote(
            kind=QuoteKind.DIRECT,
            segments=(place("Den bliver flot"), place("Og lang.")),
            paragraph=1,
            turn=0,
            speaker_name="Anna Testesen",
            speaker=0,
            attribution="subject_after_cue",
            confidence=0.97,
            speaker_mention=place("borgmester Anna Testesen"),
            speaker_role="borgmester",
            cue=place("siger"),
            medium=Attribute("TV Test", *place("TV Test")),
        ),
        Quote(
            kind=QuoteKind.QUESTION,
            segments=(place("Byen får en ny bro"),),
            paragraph=0,
            turn=1,
            speaker_name=None,
            speaker=None,
            attribution="none",
            confidence=0.0,
        ),
    ),
    actors=(
        Actor(
            actor_id="p-anna-testesen",
            name="Anna Testesen",
            type=ActorType.PERSON,
            mentions=(Mention(*place("Anna Testesen"), MentionKind.NAME),),
            role=Attribute("borgmester", *place("borgmester")),
        ),
    ),
    non_quotes=(NonQuote(*place("slangen"), "mentioned word"),),
)


def shown(article: Article = ARTICLE, findings: Findings = FINDINGS) -> str:
    page = io.StringIO()
    print_explanation(Console(file=page, width=120), article, findings)
    return page.getvalue()


def test_quotes_are_marked_in_the_running_text() -> None:
    text = shown()
    assert "- [1: Den bliver flot :1], siger borgmester Anna Testesen til TV Test." in text
    assert "[1: Og lang. :1]" in text
    assert "[2: Byen får en ny bro :2]." in text


def test_each_decision_is_accounted_for() -> None:
    text = shown()
    for fact in (
        "direct    Den bliver flot Og lang.",
        "Anna Testesen (person) as borgmester from “borgmester Anna Testesen”",
        "cue       “siger”",
        "subject_after_cue, confidence 0.97",
        "medium    TV Test",
        "speaker   left open",
        "slangen  (mentioned word, ",
    ):
        assert fact in text, fact


def test_actors_stand_in_a_table_with_their_counts() -> None:
    row = next(line for line in shown().split("\n") if line.startswith("Anna Testesen"))
    assert row.split() == ["Anna", "Testesen", "person", "borgmester", "1", "1"]


def test_an_article_without_findings_still_shows_its_text() -> None:
    text = shown(findings=Findings((), (), ()))
    assert LEAD in text
    assert "Quotes: 0" in text and "Actors: 0" in text


def test_as_data_every_place_gives_its_words() -> None:
    data = explained(ARTICLE, FINDINGS)
    quote = data["quotes"][0]
    assert [TEXT[part["start"] : part["end"]] for part in quote["segments"]] == [
        "Den bliver flot",
        "Og lang.",
    ]
    assert quote["speaker_actor_id"] == "p-anna-testesen"
    assert quote["cue"]["text"] == "siger"
    assert data["quotes"][1]["speaker_mention"] is None
    assert data["not_quotes"][0]["text"] == "slangen"


def test_a_real_file_is_explained(tmp_path: Path) -> None:
    file = tmp_path / "artikel med æøå.txt"
    file.write_text(f"date 2024-03 {LEAD}\n\n{BODY}\n", encoding="utf-8")
    result = CliRunner().invoke(app, ["explain", str(file)])
    assert result.exit_code == 0
    assert "artikel med æøå.txt" in result.stdout
    assert "Quotes:" in result.stdout


def test_json_is_json(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(f"date 2024-03 {LEAD}\n\n{BODY}\n", encoding="utf-8")
    result = CliRunner().invoke(app, ["explain", str(file), "--json"])
    assert json.loads(result.stdout)["source_month"] == "2024-03"


@pytest.mark.parametrize(
    ("name", "content", "code", "message"),
    [
        ("gone.txt", None, 2, "does not exist"),
        ("empty.txt", b"", 1, "cannot become an article: empty"),
        ("junk.txt", bytes(range(256)) * 40, 1, "cannot become an article: binary"),
    ],
)
def test_a_file_that_is_no_article_is_one_line(
    tmp_path: Path, name: str, content: bytes | None, code: int, message: str
) -> None:
    file = tmp_path / name
    if content is not None:
        file.write_bytes(content)
    result = CliRunner().invoke(app, ["explain", str(file)])
    assert result.exit_code == code
    assert message in result.stderr
    assert result.stderr.count("\n") == 1


def test_control_characters_do_not_reach_the_terminal(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("date 2024-03 Byen \x1b[31mfår\x1b[0m bro.\n", encoding="utf-8")
    result = CliRunner().invoke(app, ["explain", str(file)])
    assert "\x1b" not in result.stdout
