"""People of one name are parted in entities where their articles contradict each other, and only
there; what was added can be taken away again."""

from __future__ import annotations

import random
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from dataset_building import article_name, build, published_bytes, write_articles

from flows.publishing import entities, leaves, verify
from flows.publishing.namesakes import Told, people

NAME = "Peter Prøvesen"
OLD = "Den 43-årige Peter Prøvesen vandt i går løbet i Køge."
YOUNG = "Den 18-årige Peter Prøvesen blev i går valgt til formand for klubben."
PLAIN = "Det er i orden, siger Peter Prøvesen, der bor i Køge."

# Articles of one name by month: texts, in what months.
Articles = Mapping[str, tuple[str, ...]]


@pytest.fixture(autouse=True)
def small_files(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(leaves, "LEAF_ARTICLES", 4)
    monkeypatch.setattr(entities, "BUCKET_ROWS", 12)


def write(seeds: Path, number: int, month: str, text: str) -> None:
    seeds.mkdir(parents=True, exist_ok=True)
    article = f"date {month} Nyt fra byen i dag.\n\n{text}\n"
    (seeds / article_name(number)).write_text(article, encoding="utf-8")


def run(root: Path, *articles: tuple[str, str]) -> list[dict[str, Any]]:
    """The rows of the name after a run over these articles (month, text)."""
    for number, (month, text) in enumerate(articles):
        write(root / "seeds", number, month, text)
    build(root / "seeds", root / "output")
    assert verify(root / "output") == []
    return found(root)


def found(root: Path) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = pq.read_table(root / "output" / "entities").to_pylist()
    return [row for row in rows if row["name"] == NAME]


def evidence(rows: list[dict[str, Any]]) -> set[str | None]:
    return {row["evidence"] for row in rows}


def test_two_people_of_one_name_have_two_rows(tmp_path: Path) -> None:
    old, young = sorted(
        run(tmp_path, ("2023-03", OLD), ("2024-05", YOUNG)), key=lambda row: row["first_month"]
    )
    assert (old["evidence"], young["evidence"]) == ("born about 1980", "born about 2006")
    assert old["actor_id"] == young["actor_id"]
    assert len({old["entity_id"], young["entity_id"], old["actor_id"]}) == 3
    assert (old["article_count"], old["last_month"]) == (1, "2023-03")
    assert [role["role"] for role in young["roles"]] == ["formand for klubben"]
    actors = pq.read_table(tmp_path / "output" / "actors").to_pylist()
    of = {row["source_month"]: row["article_id"] for row in articles(tmp_path)}
    assert (old["article_ids"], young["article_ids"]) == ([of["2023-03"]], [of["2024-05"]])
    assert {row["actor_id"] for row in actors if row["name"] == NAME} == {old["actor_id"]}


@pytest.mark.parametrize(
    "text",
    [
        "Den 8-årige Peter Prøvesen vandt i går løbet i Køge.",
        "- Jeg vandt, siger Peter Prøvesen, 18 år, i Køge.",
        "Peter Prøvesen (18) vandt i går løbet i Køge.",
    ],
)
def test_ages_are_told_in_several_ways(tmp_path: Path, text: str) -> None:
    assert len(run(tmp_path, ("2023-03", OLD), ("2024-05", text))) == 2


def articles(root: Path) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = pq.read_table(root / "output" / "articles").to_pylist()
    return rows


def test_articles_that_do_not_tell_who_is_meant_have_a_row_of_their_own(tmp_path: Path) -> None:
    rows = run(tmp_path, ("2023-03", OLD), ("2024-05", YOUNG), ("2024-06", PLAIN))
    assert evidence(rows) == {"born about 1980", "born about 2006", "not told"}
    (rest,) = (row for row in rows if row["evidence"] == "not told")
    assert rest["entity_id"] == rest["actor_id"]
    assert (rest["article_ids"], rest["article_count"], rest["quote_count"]) == (None, 1, 1)


def test_what_else_is_told_says_whose_an_article_is(tmp_path: Path) -> None:
    mayor = "Borgmester Peter Prøvesen (V) siger nej til broen."
    rows = run(
        tmp_path,
        ("2023-03", "Den 43-årige Peter Prøvesen (V) vandt valget."),
        ("2024-05", YOUNG),
        ("2024-06", mayor),
    )
    assert {row["evidence"]: row["article_count"] for row in rows} == {
        "born about 1980": 2,
        "born about 2006": 1,
    }


def party(letter: str) -> str:
    return f"Det er dyrt, siger Peter Prøvesen ({letter}) om broen i Køge."


@pytest.mark.parametrize(
    ("letters", "people"),
    [
        ("VSVS", 2),
        ("VSSV", 2),
        ("VVSS", 1),  # who changes party stays one
        ("VS", 1),
        ("VSV", 1),  # one article may be wrong, or old
        ("VVVV", 1),
    ],
)
def test_parties_part_where_they_take_turns(tmp_path: Path, letters: str, people: int) -> None:
    rows = run(tmp_path, *((f"2024-{at:02}", party(x)) for at, x in enumerate(letters, start=1)))
    assert len(rows) == people
    if people == 2:
        assert evidence(rows) == {"party Venstre", "party Socialdemokratiet"}
        assert sorted(row["parties"] for row in rows) == [["Socialdemokratiet"], ["Venstre"]]
    else:
        assert evidence(rows) == {None}
        assert rows[0]["article_ids"] is None
        assert len(rows[0]["parties"]) == len(set(letters))


@pytest.mark.parametrize(
    "texts",
    [
        {"2014-03": OLD, "2024-05": OLD.replace("43", "53")},
        {"2014-03": OLD, "2024-05": OLD},  # of the dead, and in old cases, the age stays
        {"2024-03": OLD, "2024-05": OLD.replace("43", "44")},
        {"2014-03": OLD, "2024-05": OLD.replace("43", "47")},
        {"2014-03": OLD, "2024-05": f"Den dengang 18-årige {NAME} løb fra det hele."},
        {"2014-03": OLD, "2024-05": PLAIN},
        {"2014-03": OLD, "2024-05": f"Mål: {NAME} (2) og {NAME} (3)."},
        {"2014-03": f"Cykelrytter {NAME} vandt.", "2024-05": f"Borgmester {NAME} tabte."},
        {"2014-03": f"Hr. {NAME} vandt.", "2024-05": f"Fru {NAME} tabte."},
    ],
)
def test_one_person_stays_one(tmp_path: Path, texts: Mapping[str, str]) -> None:
    (row,) = run(tmp_path, *texts.items())
    assert (row["evidence"], row["article_ids"], row["article_count"]) == (None, None, 2)
    assert row["entity_id"] == row["actor_id"]


def test_genders_that_are_both_told_often_part(tmp_path: Path) -> None:
    texts = [f"Hr. {NAME} vandt.", f"Fru {NAME} tabte."] * 2
    rows = run(tmp_path, *((f"2024-{at:02}", text) for at, text in enumerate(texts, start=1)))
    assert evidence(rows) == {"gender male", "gender female"}


def test_order_makes_no_difference_and_what_is_taken_away_leaves_no_trace(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    write_articles(one / "seeds", range(100, 112))
    texts = [("2023-03", OLD), ("2024-05", YOUNG), ("2024-06", PLAIN), ("2024-07", OLD)]
    for number, (month, text) in enumerate(texts):
        write(one / "seeds", number, month, text)
        build(one / "seeds", one / "output")
    write_articles(other / "seeds", range(100, 112))
    for number, (month, text) in reversed(list(enumerate(texts))):
        write(other / "seeds", number, month, text)
        build(other / "seeds", other / "output")
    assert published_bytes(one / "output") == published_bytes(other / "output")
    assert len(found(one)) == 3
    (one / "seeds" / article_name(1)).unlink()
    build(one / "seeds", one / "output")
    (row,) = found(one)
    assert (row["entity_id"], row["evidence"], row["article_count"]) == (row["actor_id"], None, 3)
    build(one / "seeds", tmp_path / "fresh")
    assert published_bytes(one / "output") == published_bytes(tmp_path / "fresh")
    assert verify(one / "output") == []


def test_any_history_gives_the_bytes_of_a_build_from_nothing(tmp_path: Path) -> None:
    chance = random.Random(5)
    texts = [OLD, YOUNG, PLAIN, party("V"), party("S"), f"Hr. {NAME} kom.", f"Fru {NAME} gik."]
    seeds = tmp_path / "seeds"
    write_articles(seeds, range(100, 104))
    seen: set[str | None] = set()
    for _ in range(6):
        for _ in range(4):
            number = chance.randrange(12)
            path = seeds / article_name(number)
            if path.exists() and chance.random() < 0.4:
                path.unlink()
            else:
                month = f"20{chance.randrange(20, 25)}-0{chance.randrange(1, 9)}"
                write(seeds, number, month, chance.choice(texts))
        build(seeds, tmp_path / "output", chance.randrange(1, 9), shuffled=chance)
        seen |= evidence(found(tmp_path))
    assert {None, "not told"} < seen
    build(seeds, tmp_path / "fresh")
    assert published_bytes(tmp_path / "output") == published_bytes(tmp_path / "fresh")
    assert verify(tmp_path / "output") == []


@pytest.mark.parametrize(
    "correction",
    [
        f"[[merge]]\nnames = ['{NAME}']\ninto = '{NAME}'",
        f"[[wikidata]]\nnames = ['{NAME}']\ntype = 'person'\nid = 'Q42'",
    ],
)
def test_what_the_user_says_is_one_is_not_parted(tmp_path: Path, correction: str) -> None:
    parted = run(tmp_path, ("2023-03", OLD), ("2024-05", YOUNG))
    (tmp_path / "seeds" / "corrections.toml").write_text(correction, encoding="utf-8")
    (row,) = run(tmp_path)
    assert (row["evidence"], row["article_count"]) == ("one by corrections", 2)
    build(tmp_path / "seeds", tmp_path / "fresh")
    assert published_bytes(tmp_path / "output") == published_bytes(tmp_path / "fresh")
    (tmp_path / "seeds" / "corrections.toml").unlink()
    assert run(tmp_path) == parted


def told(age: int | None = None, month: str = "2024-01", count: int = 1, **more: str) -> Told:
    return Told(age, more.get("party"), more.get("gender"), more.get("walk"), {month: count})


def test_ages_that_fall_apart_in_many_are_no_ages() -> None:
    minutes = [told(age) for age in (17, 34, 51, 68)]
    assert list(people(minutes)) == [""]
    assert len(people(minutes[:2])) == 2


def test_a_slip_among_many_articles_parts_nobody() -> None:
    assert list(people([told(43, count=30), told(18)])) == [""]
    assert len(people([told(43, count=10), told(18)])) == 2


def test_parties_beside_one_year_of_birth_are_of_one_person() -> None:
    pairs = [("2024-01", "A"), ("2024-02", "B"), ("2024-03", "A"), ("2024-04", "B")]
    with_age = [told(43, month, party=name) for month, name in pairs]
    assert list(people(with_age)) == [""]
    assert len(people([one._replace(age=None) for one in with_age])) == 2


def test_people_of_one_age_group_may_be_parted_further() -> None:
    old = [told(43, gender="male", count=2), told(43, gender="female", count=2)]
    assert set(people([*old, told(18, count=2)])) == {
        "born about 1981, gender male",
        "born about 1981, gender female",
        "born about 2006",
    }
