"""Who may be two people: what is a contradiction, what is none, and how the command says it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from flows.batches import process_batch
from flows.cli import app
from flows.publishing import open_output
from flows.publishing.walks_of_life import walk_of_life
from flows.reading import find_seed_files
from flows.reporting.namesakes import Said, contradictions

VERSION = "f" * 64
ARTICLES = {
    "2019-03": "- Det går godt, siger cykelrytter Peter Elmkvist, 24, efter løbet i Aarhus.",
    "2024-03": "- Det går skidt, siger borgmester Peter Elmkvist, 61, i Aarhus.",
    "2024-04": "- Det går, siger borgmester Ida Tofteng (S).\n\n- Ja, siger Ida Tofteng igen.",
}


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("namesakes")
    (root / "seeds").mkdir()
    for month, text in ARTICLES.items():
        article = f"date {month} Nyt fra byen i dag.\n\n{text}\n"
        (root / "seeds" / f"{month}.txt").write_text(article, encoding="utf-8")
    with open_output(root / "output") as out:
        plan = out.plan(find_seed_files(root / "seeds"), VERSION)
        [batch] = plan.batches(10)
        out.publish(plan, [process_batch(batch, plan.stage, 0)])
    return root / "output"


def said(**columns: str | None) -> Said:
    empty = dict.fromkeys(Said._fields)
    return Said(**{**empty, "article_id": "a", **columns})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("one", "other", "column"),
    [
        ({"party": "Venstre"}, {"party": "Enhedslisten"}, "party"),
        ({"gender": "f"}, {"gender": "m"}, "gender"),
        ({"age": "24", "month": "2019-03"}, {"age": "61-årige", "month": "2024-03"}, "age"),
        ({"role": "cykelrytter"}, {"role": "borgmester i Aarhus"}, "role"),
    ],
)
def test_what_does_not_go_together(one: dict[str, str], other: dict[str, str], column: str) -> None:
    [found] = contradictions([said(**one), said(**other)])
    assert found.column == column
    assert len(found.readings) == 2


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"party": "Venstre"}, {"party": "Venstre"}),
        ({"party": "Venstre"}, {}),
        ({"age": "24", "month": "2019-03"}, {"age": "29", "month": "2024-06"}),
        ({"age": "24"}, {"age": "61"}),  # without a month an age tells no year
        ({"role": "borgmester"}, {"role": "tidligere minister"}),
        ({"role": "borgmester"}, {"role": "formand for foreningen"}),
    ],
)
def test_what_goes_together(one: dict[str, str], other: dict[str, str]) -> None:
    assert list(contradictions([said(**one), said(**other)])) == []


@pytest.mark.parametrize(
    ("role", "walk"),
    [
        ("konservativ borgmester i Aarhus", "politics"),
        ("forsvarsspiller", "sport"),
        ("formand for præsterne", None),
        ("formand", None),
        ("", None),
        (None, None),
    ],
)
def test_a_walk_of_life_is_told_by_the_head_of_a_role(role: str | None, walk: str | None) -> None:
    assert walk_of_life(role) == walk


def test_namesakes_are_listed_with_what_speaks_for_them(output: Path) -> None:
    result = CliRunner().invoke(app, ["entities", "--namesakes", "--output", str(output)])
    assert result.exit_code == 0
    assert result.stdout.startswith("Peter Elmkvist\n")
    assert "born about 1963" in result.stdout and "born about 1995" in result.stdout
    assert "sport in" in result.stdout and "politics in" in result.stdout
    assert "parted: born about 1963 (1 article); born about 1995 (1 article)" in result.stdout
    assert "[[split]]" in result.stdout and "[[merge]]" in result.stdout
    assert "Ida Tofteng" not in result.stdout
    shown = CliRunner().invoke(app, ["entities", "--namesakes", "--json", "--output", str(output)])
    [namesake] = json.loads(shown.stdout)
    assert (namesake["name"], namesake["article_count"]) == ("Peter Elmkvist", 2)
    assert [found["column"] for found in namesake["contradictions"]] == ["age", "role"]


def test_entities_are_found_by_any_of_their_names(output: Path) -> None:
    result = CliRunner().invoke(app, ["entities", "TOFTENG", "--output", str(output)])
    assert result.exit_code == 0
    assert result.stdout.splitlines()[0] == "Ida Tofteng (person)"
    assert "1 article, 2 quotes, 2024-04" in result.stdout
    assert "roles: borgmester" in result.stdout
    assert "Elmkvist" not in result.stdout
    nobody = CliRunner().invoke(app, ["entities", "Skovlyst", "--output", str(output)])
    assert (nobody.exit_code, nobody.stdout) == (0, "Nobody of that name.\n")


def test_entities_as_json_are_the_tables_rows(output: Path) -> None:
    result = CliRunner().invoke(
        app, ["entities", "Peter", "--json", "--limit", "1", "--output", str(output)]
    )
    [row] = json.loads(result.stdout)
    assert (row["name"], row["article_count"]) == ("Peter Elmkvist", 1)
    assert row["evidence"].startswith("born about ")
    [role] = row["roles"]
    assert (role["role"], row["first_month"]) in {
        ("cykelrytter", "2019-03"),
        ("borgmester", "2024-03"),
    }


def test_entities_say_what_tells_namesakes_apart(output: Path) -> None:
    result = CliRunner().invoke(app, ["entities", "Elmkvist", "--output", str(output)])
    lines = result.stdout.splitlines()
    assert lines.count("Peter Elmkvist (person)") == 2
    assert sum("told apart: born about 1963 (actor_id " in line for line in lines) == 1
    assert sum("told apart: born about 1995 (actor_id " in line for line in lines) == 1
