"""Views over a dataset in which several people bear one name: nothing is counted twice."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from asked_datasets import made_of, rows

from flows.analysis.session import open_session

NAME = "Peter Prøvesen"
ARTICLES = {
    "000_00000000000000b1.txt": "date 2024-03 Løbet i Køge.\n\n"
    "- Det gik godt, siger den 43-årige Peter Prøvesen til Mette Testesen.\n",
    "001_00000000000000b2.txt": "date 2024-04 Klubben i Køge.\n\n"
    "- Vi vandt, siger den 18-årige Peter Prøvesen.\n\n- Ja, siger Mette Testesen.\n",
    "002_00000000000000b3.txt": "date 2024-04 Byen.\n\n- Det regner, siger Peter Prøvesen.\n",
    "003_00000000000000b4.txt": "date 2024-04 Vejret.\n\n- Det blæser, siger Mette Testesen.\n",
}


@cache
def output() -> Path:
    return made_of(ARTICLES)


def asked(query: str) -> list[dict[str, Any]]:
    with open_session(output()) as session:
        result = session.query(query)
        return [dict(zip(result.columns, row, strict=True)) for row in result.rows]


def test_each_row_of_actors_is_one_entity() -> None:
    found = asked("FROM article_entities")
    actors = {(row["article_id"], row["actor_id"]) for row in rows(output(), "actors")}
    assert {(row["article_id"], row["actor_id"]) for row in found} == actors
    assert len(found) == len(actors)
    entities = {row["entity_id"]: row for row in rows(output(), "entities")}
    counts = dict.fromkeys(entities, 0)
    for row in found:
        assert entities[row["entity_id"]]["actor_id"] == row["actor_id"]
        counts[row["entity_id"]] += 1
    assert counts == {entity: row["article_count"] for entity, row in entities.items()}
    assert len([row for row in entities.values() if row["name"] == NAME]) == 3


def test_quotes_joined_with_entities_are_not_multiplied() -> None:
    query = (
        "SELECT quote_id, e.evidence FROM quotes AS q JOIN article_entities AS a "
        "ON (a.article_id, a.actor_id) = (q.article_id, q.speaker_actor_id) "
        "JOIN entities AS e USING (entity_id)"
    )
    found = asked(query)
    assert len(found) == len(rows(output(), "quotes")) == 5
    assert sorted(str(row["evidence"]) for row in found) == [
        "None",
        "None",
        "born about 1981",
        "born about 2006",
        "not told",
    ]


def test_speakers_of_one_name_are_counted_apart() -> None:
    found = [row for row in asked("FROM speakers_by_month") if row["name"] == NAME]
    assert sorted((row["month"], row["quotes"]) for row in found) == [
        ("2024-03", 1),
        ("2024-04", 1),
        ("2024-04", 1),
    ]
    assert len({row["entity_id"] for row in found}) == 3
    assert len({row["actor_id"] for row in found}) == 1


def test_pairs_are_of_the_people_that_are_meant() -> None:
    pairs = [row for row in asked("FROM co_mentions") if NAME in (row["name_a"], row["name_b"])]
    with_mette = [row for row in pairs if "Mette Testesen" in (row["name_a"], row["name_b"])]
    assert [row["articles"] for row in with_mette] == [1, 1]
    assert {row["first_month"] for row in with_mette} == {"2024-03", "2024-04"}
