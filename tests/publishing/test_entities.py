"""Entities: right, the same whatever came before, and written only where something changed."""

from __future__ import annotations

import random
import shutil
from collections import Counter
from pathlib import Path
from typing import Any

import polars as pl
import pyarrow.parquet as pq
import pytest
from dataset_building import (
    VERSION,
    article_name,
    article_text,
    build,
    file_times,
    published_bytes,
    write_articles,
)

from flows.extraction.actors.ids import actor_id
from flows.publishing import counting, entities, leaves, open_output, verify
from flows.publishing.ledger import Ledger
from flows.publishing.rows_of_entities import entities_of
from flows.publishing.tallies import tally
from flows.reading import find_seed_files
from flows.records import ActorType

ARTICLES = 30


@pytest.fixture(autouse=True)
def small_files(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(leaves, "LEAF_ARTICLES", 4)
    monkeypatch.setattr(entities, "BUCKET_ROWS", 12)


@pytest.fixture(scope="module")
def start(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Seeds and what one run makes of them, with small files."""
    root = tmp_path_factory.mktemp("start")
    patch = pytest.MonkeyPatch()
    patch.setattr(leaves, "LEAF_ARTICLES", 4)
    patch.setattr(entities, "BUCKET_ROWS", 12)
    write_articles(root / "seeds", range(ARTICLES // 2), "2024-03")
    write_articles(root / "seeds", range(ARTICLES // 2, ARTICLES), "2023-11")
    build(root / "seeds", root / "output")
    patch.undo()
    return root


@pytest.fixture
def root(start: Path, tmp_path: Path) -> Path:
    shutil.copytree(start, tmp_path / "root", symlinks=True)
    return tmp_path / "root"


def correct(root: Path, corrections: str) -> None:
    (root / "seeds" / "corrections.toml").write_text(corrections, encoding="utf-8")


def rows(root: Path, table: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = pq.read_table(root / "output" / table).to_pylist()
    return found


def entity(root: Path, name: str) -> dict[str, Any]:
    return next(row for row in rows(root, "entities") if row["name"] == name)


def a_person(root: Path) -> str:
    """The person in most articles."""
    counts = Counter(row["name"] for row in rows(root, "actors") if row["type"] == "person")
    return max(counts, key=lambda name: (counts[name], name))


def same_as_from_nothing(root: Path, tmp_path: Path) -> bool:
    build(root / "seeds", tmp_path / "fresh")
    return published_bytes(root / "output") == published_bytes(tmp_path / "fresh")


def test_each_actor_has_one_row_with_its_counts(start: Path) -> None:
    actors, found = rows(start, "actors"), rows(start, "entities")
    assert len({row["actor_id"] for row in found}) == len(found)
    assert {row["actor_id"] for row in actors} == {row["actor_id"] for row in found}
    for row in found:
        own = [actor for actor in actors if actor["actor_id"] == row["actor_id"]]
        months = [actor["month"] for actor in own]
        assert row["article_count"] == len(own)
        assert row["quote_count"] == sum(actor["quote_count"] for actor in own)
        assert row["mention_count"] == sum(actor["mention_count"] for actor in own)
        assert (row["first_month"], row["last_month"]) == (min(months), max(months))
        forms = {form for actor in own for form in (actor["name"], *actor["aliases"])}
        assert {row["name"], *row["aliases"]} == forms
        roles = Counter(_small(actor["role"]) for actor in own if actor["role"])
        assert {_small(role["role"]): role["count"] for role in row["roles"]} == roles
    assert verify(start / "output") == []


def _small(role: str) -> str:
    return role[0].lower() + role[1:]


def test_roles_have_their_months(start: Path) -> None:
    person = a_person(start)
    found = [row for row in rows(start, "actors") if row["name"] == person and row["role"]]
    [role] = entity(start, person)["roles"]
    months = [row["month"] for row in found]
    assert role == {
        "role": "borgmester",
        "first_month": min(months),
        "last_month": max(months),
        "count": len(found),
    }


def test_a_capital_that_opens_a_sentence_makes_no_other_role() -> None:
    said = ["Formand", "formand", "Natos chef", "formand"]
    actors = pl.DataFrame(
        {
            "actor_id": ["a"] * 4,
            "name": ["Bo Lindskov"] * 4,
            "type": ["person"] * 4,
            "aliases": [[""]] * 4,
            "role": said,
            "article_id": list("abcd"),
            "party": [None] * 4,
            "age": [None] * 4,
            "gender": [None] * 4,
            "quote_count": [0] * 4,
            "mention_count": [1] * 4,
            "month": ["2026-01"] * 4,
            "sign": [1] * 4,
        },
        schema_overrides=dict.fromkeys(("party", "age", "gender"), pl.String),
    )
    (row,) = entities_of(tally(actors), {}).to_dicts()
    assert [(role["role"], role["count"]) for role in row["roles"]] == [
        ("formand", 3),
        ("Natos chef", 1),
    ]


def test_months_that_are_not_known_are_null(tmp_path: Path) -> None:
    write_articles(tmp_path / "seeds", range(1), None)
    build(tmp_path / "seeds", tmp_path / "output")
    assert {(row["first_month"], row["last_month"]) for row in rows(tmp_path, "entities")} == {
        (None, None)
    }


def test_the_usual_name_is_the_one_of_most_articles(tmp_path: Path) -> None:
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    for number, name in enumerate(["André Elmkvist", "Andre Elmkvist", "Andre Elmkvist"]):
        text = f"date 2024-03 Et møde.\n\n- Ja, siger borgmester {name}.\n"
        (seeds / article_name(number)).write_text(text, encoding="utf-8")
    build(seeds, tmp_path / "output")
    assert entity(tmp_path, "Andre Elmkvist")["aliases"] == ["André Elmkvist"]
    assert entity(tmp_path, "Andre Elmkvist")["article_count"] == 3


def test_one_new_article_rewrites_only_the_buckets_of_its_actors(root: Path) -> None:
    before = file_times(root / "output" / "generations" / "00000001" / "entities")
    inodes = {
        path.name: path.stat().st_ino for path in (root / "output/entities").resolve().iterdir()
    }
    (root / "seeds" / article_name(77)).write_text(article_text(77, "2024-03"), encoding="utf-8")
    build(root / "seeds", root / "output")
    files = list((root / "output/entities").resolve().iterdir())
    assert len(files) == len(before) >= 8
    fresh = [path for path in files if path.name not in inodes]
    assert 0 < len(fresh) <= 4
    assert all(path.stat().st_ino == inodes[path.name] for path in files if path not in fresh)


def test_what_does_not_fit_into_memory_is_counted_the_same(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(counting, "ROWS_AT_ONCE", 20)
    monkeypatch.setattr(counting, "RANGE_ROWS", 12)
    assert len(counting.bucket_ranges(sum(1 for _ in rows(root, "actors")), 4)) >= 4
    assert same_as_from_nothing(root, tmp_path)
    assert verify(root / "output") == []


@pytest.mark.parametrize("loss", ["all", "one", "garbage"])
def test_lost_tallies_are_counted_anew(root: Path, tmp_path: Path, loss: str) -> None:
    kept = sorted((root / "output/.state/entities").iterdir())
    assert len(kept) >= 8
    for path in kept if loss == "all" else kept[:1]:
        path.unlink()
    if loss == "garbage":
        kept[0].write_bytes(b"PAR1")
    (root / "seeds" / article_name(3)).unlink()
    build(root / "seeds", root / "output")
    assert same_as_from_nothing(root, tmp_path)


def test_tallies_of_old_states_are_dropped(root: Path) -> None:
    for number in range(60, 63):
        text = article_text(number, "2024-03")
        (root / "seeds" / article_name(number)).write_text(text, encoding="utf-8")
        build(root / "seeds", root / "output")
    tables = list((root / "output/entities").resolve().iterdir())
    assert len(list((root / "output/.state/entities").iterdir())) == len(tables)


def corrections_of(person: str, other: str) -> list[str]:
    return [
        f"[[merge]]\nnames = ['{other}']\ninto = '{person}'\nwikidata = 'Q7'",
        f"[[remove]]\nnames = ['{person}']",
        f"[[split]]\nname = '{person}'\nas = 'anden'\nuntil = '2023-12'",
        f"[[retype]]\nnames = ['{other}']\ntype = 'organization'",
        f"[[wikidata]]\nnames = ['{other}', 'Aarhus']\nid = 'Q25319'",
        "",
    ]


@pytest.mark.parametrize("history", range(2))
def test_corrections_give_the_bytes_of_a_build_from_nothing(
    history: int, root: Path, tmp_path: Path
) -> None:
    chance = random.Random(history)
    people = sorted({row["name"] for row in rows(root, "actors") if row["type"] == "person"})
    for number in range(5):
        person, other = chance.sample(people, 2)
        correct(root, chance.choice(corrections_of(person, other)))
        if chance.random() < 0.5:
            (root / "seeds" / article_name(100 + number)).write_text(article_text(number), "utf-8")
        if chance.random() < 0.3:
            (root / "output/.state/ledger.db").unlink()
        build(root / "seeds", root / "output", chance.randrange(1, 40), shuffled=chance)
    assert same_as_from_nothing(root, tmp_path)
    assert verify(root / "output") == []


def test_corrections_taken_back_leave_no_trace(root: Path) -> None:
    before = published_bytes(root / "output")
    person = a_person(root)
    for correction in corrections_of(person, "Byrådet"):
        correct(root, correction)
        build(root / "seeds", root / "output")
    (root / "seeds/corrections.toml").unlink()
    build(root / "seeds", root / "output")
    assert published_bytes(root / "output") == before


def test_only_articles_that_corrections_concern_are_redone(root: Path) -> None:
    person = a_person(root)
    count = entity(root, person)["article_count"]
    correct(root, f"[[remove]]\nnames = ['{person}']")
    assert planned(root) == (count, "the corrections changed")
    build(root / "seeds", root / "output")
    assert planned(root) == (0, None)
    correct(root, f"# the same\n[[remove]]\nnames = [ '{person}' ]")
    assert planned(root) == (0, None)
    correct(root, "")
    assert planned(root) == (count, "the corrections changed")


def planned(root: Path) -> tuple[int, str | None]:
    from flows.corrections.reading import read_corrections

    with open_output(root / "output") as out:
        corrections = read_corrections(root / "seeds")
        plan = out.plan(find_seed_files(root / "seeds"), VERSION, corrections=corrections)
        return plan.redone, plan.reason


def test_wikidata_ids_need_no_article_to_be_redone(root: Path) -> None:
    person = a_person(root)
    correct(root, f"[[wikidata]]\nnames = ['{person}']\nid = 'Q42'")
    assert planned(root) == (0, None)
    build(root / "seeds", root / "output")
    assert entity(root, person)["wikidata_id"] == "Q42"
    assert [row["name"] for row in rows(root, "entities") if row["wikidata_id"]] == [person]
    correct(root, "")
    build(root / "seeds", root / "output")
    assert entity(root, person)["wikidata_id"] is None


def test_split_namesakes_are_two_entities(root: Path) -> None:
    person = a_person(root)
    whole = entity(root, person)
    assert (whole["first_month"], whole["last_month"]) == ("2023-11", "2024-03")
    correct(root, f"[[split]]\nname = '{person}'\nas = 'den første'\nuntil = '2023-12'")
    build(root / "seeds", root / "output")
    found = {row["actor_id"]: row for row in rows(root, "entities") if row["name"] == person}
    first = found.pop(actor_id(person, ActorType.PERSON, "den første"))
    [second] = found.values()
    assert second["actor_id"] == whole["actor_id"]
    assert (first["last_month"], second["first_month"]) == ("2023-11", "2024-03")
    assert first["article_count"] + second["article_count"] == whole["article_count"]


def test_corrections_reach_namesakes_that_an_article_tells_apart(
    root: Path, tmp_path: Path
) -> None:
    text = "date 2024-03 Nyt.\n\nLars Testesen (V) og Lars Testesen (S) er uenige.\n"
    (root / "seeds" / article_name(90)).write_text(text, encoding="utf-8")
    build(root / "seeds", root / "output")
    assert [row["name"] for row in rows(root, "entities")].count("Lars Testesen") == 2
    correct(root, "[[merge]]\nnames = ['Lars Testesen']\ninto = 'Lars Testesen'")
    assert planned(root) == (1, "the corrections changed")
    build(root / "seeds", root / "output")
    assert entity(root, "Lars Testesen")["actor_id"] == actor_id("Lars Testesen", ActorType.PERSON)
    assert [row["name"] for row in rows(root, "entities")].count("Lars Testesen") == 1
    assert same_as_from_nothing(root, tmp_path)


def test_a_corrections_file_is_no_rejected_seed(root: Path) -> None:
    correct(root, "")
    build(root / "seeds", root / "output")
    assert rows(root, "rejects") == []


def test_the_ledger_knows_what_corrections_changed(root: Path) -> None:
    person = a_person(root)
    correct(root, f"[[remove]]\nnames = ['{person}']")
    count = entity(root, person)["article_count"]
    build(root / "seeds", root / "output")
    ledger = Ledger(root / "output/.state/ledger.db")
    assert ledger.db.execute("SELECT sum(corrected) FROM files").fetchone()[0] == count
    ledger.close()
