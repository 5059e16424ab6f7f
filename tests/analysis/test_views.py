"""Each view gives what a plain loop over the published rows gives."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from asked_datasets import CROWD, rows, small

from flows.analysis.session import open_session
from flows.analysis.states import resolve_state
from flows.analysis.views import computed_views
from flows.publishing import OutputError
from schemas import TABLES
from tests.flow.prefect_server import built

COMPUTED = {view.name: view for view in computed_views()}
MOST_PAIRED = 60


def asked(output: Path, name: str) -> list[dict[str, Any]]:
    """All rows of a computed view."""
    with open_session(output) as session:
        result = session.query(COMPUTED[name].query or "")
        return [dict(zip(result.columns, row, strict=True)) for row in result.rows]


@pytest.fixture(params=["sample seeds", "small"])
def output(request: pytest.FixtureRequest) -> Path:
    return built()[1] if request.param == "sample seeds" else small()


def spoken(output: Path) -> list[tuple[str, dict[str, Any]]]:
    """Each quote with each of its speakers in actors."""
    return [
        (speaker, quote)
        for quote in rows(output, "quotes")
        for speaker in sorted(
            {*quote["joint_speaker_actor_ids"], quote["speaker_actor_id"]} - {None}
        )
    ]


@pytest.mark.parametrize("table", TABLES)
def test_tables_are_there_with_all_rows_and_columns(table: str, output: Path) -> None:
    published = rows(output, table)
    with open_session(output) as session:
        result = session.query(f"FROM {table}")
        found = [dict(zip(result.columns, row, strict=True)) for row in result.rows]
    key = TABLES[table].key
    assert sorted(found, key=lambda row: [str(row[name]) for name in key]) == sorted(
        published, key=lambda row: [str(row[name]) for name in key]
    )


@pytest.mark.parametrize("name", COMPUTED)
def test_every_column_of_a_view_is_described(name: str) -> None:
    with open_session(small()) as session:
        result = session.query(COMPUTED[name].query or "")
        assert result.columns == list(COMPUTED[name].columns)
    assert COMPUTED[name].meaning.endswith((".", "`."))
    assert all(COMPUTED[name].columns.values())


def test_quotes_have_their_speaker_and_article(output: Path) -> None:
    actors = {(row["article_id"], row["actor_id"]): row for row in rows(output, "actors")}
    articles = {row["article_id"]: row for row in rows(output, "articles")}
    quotes = {row["quote_id"]: row for row in rows(output, "quotes")}
    joined = asked(output, "quotes_full")
    assert sorted(row["quote_id"] for row in joined) == sorted(quotes)
    for row in joined:
        quote = quotes[row["quote_id"]]
        speaker = actors.get((quote["article_id"], quote["speaker_actor_id"]), {})
        assert row["speaker_party"] == speaker.get("party")
        assert row["speaker_role"] == (quote["speaker_role"] or speaker.get("role"))
        assert row["lead"] == articles[quote["article_id"]]["lead"]
        assert row["text"] == quote["text"]


def test_quotes_without_a_speaker_stay_in(output: Path) -> None:
    open_ones = [row for row in rows(output, "quotes") if row["speaker_actor_id"] is None]
    joined = [row for row in asked(output, "quotes_full") if row["speaker_actor_id"] is None]
    assert len(joined) == len(open_ones)
    assert all(row["speaker_party"] is None for row in joined)


def test_speakers_are_counted_by_month(output: Path) -> None:
    expected: Counter[tuple[str, str, str]] = Counter()
    articles: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for speaker, quote in spoken(output):
        expected[quote["month"], speaker, quote["kind"]] += 1
        articles[quote["month"], speaker].add(quote["article_id"])
    found = asked(output, "speakers_by_month")
    names = {row["actor_id"]: row["name"] for row in rows(output, "entities")}
    assert {(row["month"], row["actor_id"]) for row in found} == articles.keys()
    for row in found:
        key = row["month"], row["actor_id"]
        assert row["name"] == names[row["actor_id"]]
        for kind in ("direct", "partial", "indirect"):
            assert row[kind] == expected[*key, kind]
        assert row["quotes"] == sum(n for (*at, _), n in expected.items() if tuple(at) == key)
        assert row["articles"] == len(articles[key])


def test_media_are_counted_with_who_is_quoted(output: Path) -> None:
    expected: defaultdict[tuple[str, str | None], list[dict[str, Any]]] = defaultdict(list)
    for quote in rows(output, "quotes"):
        if quote["medium"] is not None:
            expected[quote["medium"], quote["speaker_name"]].append(quote)
    assert expected
    found = asked(output, "media")
    counted: Counter[tuple[str, str | None]] = Counter()
    for row in found:
        counted[row["medium"], row["speaker_name"]] += row["quotes"]
    assert counted == Counter({key: len(quotes) for key, quotes in expected.items()})


def test_pairs_are_counted_once_and_in_order(output: Path) -> None:
    named: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows(output, "actors"):
        named[row["article_id"]].append(row)
    expected: Counter[tuple[str, str]] = Counter()
    for actors in named.values():
        actors.sort(key=lambda row: (-row["mention_count"], row["first_start"], row["actor_id"]))
        paired = sorted(row["actor_id"] for row in actors[:MOST_PAIRED])
        expected.update(combinations(paired, 2))
    found = asked(output, "co_mentions")
    assert {(row["actor_a"], row["actor_b"]): row["articles"] for row in found} == dict(expected)
    named_as = {row["actor_id"]: (row["name"], row["type"]) for row in rows(output, "entities")}
    for row in found:
        assert (row["name_a"], row["type_a"]) == named_as[row["actor_a"]]
        assert (row["name_b"], row["type_b"]) == named_as[row["actor_b"]]


def test_a_crowd_is_paired_in_part_only() -> None:
    [crowded] = [row for row in rows(small(), "articles") if row["actor_count"] > MOST_PAIRED]
    assert crowded["actor_count"] >= len(CROWD) - 5
    actors = {
        row["actor_id"]
        for row in rows(small(), "actors")
        if row["article_id"] == crowded["article_id"]
    }
    pairs = [row for row in asked(small(), "co_mentions") if row["actor_a"] in actors]
    assert MOST_PAIRED * (MOST_PAIRED - 1) // 2 <= len(pairs) < len(actors) * (len(actors) - 1) // 2


def test_shares_of_rules_add_up(output: Path) -> None:
    shares: defaultdict[tuple[str, str], float] = defaultdict(float)
    total = 0
    for row in asked(output, "attribution_by_month"):
        shares[row["month"], row["kind"]] += row["share"]
        total += row["quotes"]
        assert row["with_actor"] <= row["with_speaker"] <= row["quotes"]
    assert all(abs(share - 1) < 1e-9 for share in shares.values())
    assert total == len(rows(output, "quotes"))


def test_nothing_published_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="nothing is published"), open_session(tmp_path):
        pass


def test_an_older_state_is_named_with_the_remedy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("flows.analysis.states.SCHEMA_VERSION", 99)
    with pytest.raises(OutputError, match=r"older version .* citatbank run"):
        resolve_state(small())
