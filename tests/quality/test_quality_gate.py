"""The gate on real tables: what it counts, what it keeps, and what it refuses."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from flows.batches import process_batch
from flows.publishing import DraftRefusedError, Published, open_output
from flows.quality import Bound, QualityGate, counting
from flows.quality.history import read_history, remember
from flows.quality.published import published_figures
from flows.quality.showing import quality_markdown, sparkline
from flows.reading import find_seed_files
from tests.publishing.dataset_building import VERSION, write_articles

NO_QUOTES_ALLOWED = Bound("quotes", "all", "fail", most=0)


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    """Seeds of two months and one without, and an output to come."""
    seeds = tmp_path / "seeds"
    write_articles(seeds, range(6), "2024-02")
    write_articles(seeds, range(6, 10), "2024-03")
    write_articles(seeds, range(10, 12), None)
    (seeds / "tom.txt").touch()
    return seeds, tmp_path / "output"


def run(
    folders: tuple[Path, Path], *bounds: Bound, enforced: bool = True
) -> tuple[Published, QualityGate]:
    seeds, output = folders
    gate = QualityGate(output, bounds, enforced)
    with open_output(output) as out:
        plan = out.plan(find_seed_files(seeds), VERSION)
        results = [process_batch(batch, plan.stage, n) for n, batch in enumerate(plan.batches(99))]
        return out.publish(plan, results, gate.check), gate


def test_figures_are_those_of_the_tables(folders: tuple[Path, Path]) -> None:
    run(folders)
    figures = published_figures(folders[1])
    asked = """
        SELECT month, count(DISTINCT articles.article_id), count(quote_id),
            count(quote_id) FILTER (speaker_name IS NULL)
        FROM read_parquet('{0}/articles/**/*.parquet') AS articles
        LEFT JOIN read_parquet('{0}/quotes/**/*.parquet') AS quotes USING (article_id, month)
        GROUP BY month
    """.format(str(folders[1]).replace("'", "''"))
    with duckdb.connect() as connection:
        rows = connection.execute(asked).fetchall()
    assert {month for month, *_ in rows} == set(figures) == {"2024-02", "2024-03", "unknown"}
    for month, articles, quotes, without_speaker in rows:
        found = figures[month]
        assert (found.articles, found.quotes) == (articles, quotes)
        assert found.without_speaker == without_speaker
        assert sum(found.attributions.values()) == quotes
    assert figures["unknown"].rejects == 1


def test_an_actor_is_new_in_the_first_month_that_has_it(folders: tuple[Path, Path]) -> None:
    run(folders)
    figures = published_figures(folders[1])
    query = f"""
        SELECT first, count(*) FROM (
            SELECT min(month) AS first FROM read_parquet('{folders[1]}/actors/**/*.parquet')
            GROUP BY actor_id
        ) GROUP BY first
    """
    with duckdb.connect() as connection:
        expected = dict(connection.execute(query).fetchall())
    assert {m: f.new_actors for m, f in figures.items() if f.new_actors} == expected
    assert figures["2024-03"].new_actors < figures["2024-03"].actors


def test_figures_of_a_grown_dataset_are_those_of_one_built_at_once(
    folders: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    seeds, output = folders
    run(folders)
    counted: list[int] = []
    count = counting._count
    monkeypatch.setattr(counting, "_count", lambda *a: counted.append(1) or count(*a))
    write_articles(seeds, range(20, 24), "2024-03")
    run(folders)
    assert len(counted) == 1, "only the month that changed is counted again"
    at_once = output.with_name("at once")
    run((seeds, at_once))
    assert published_figures(output) == published_figures(at_once)


@pytest.mark.parametrize("damage", [b"", b"no database" * 1000, None])
def test_a_lost_cache_of_actors_is_made_again(
    folders: tuple[Path, Path], damage: bytes | None
) -> None:
    seeds, output = folders
    run(folders)
    cache = output / ".state" / "actors.db"
    cache.unlink() if damage is None else cache.write_bytes(damage)
    write_articles(seeds, range(20, 21), "2024-04")
    run(folders)
    at_once = output.with_name("at once")
    run((seeds, at_once))
    assert published_figures(output) == published_figures(at_once)


def test_a_broken_bound_leaves_the_old_tables(folders: tuple[Path, Path]) -> None:
    first, _ = run(folders)
    write_articles(folders[0], range(20, 24), "2024-03")
    with pytest.raises(DraftRefusedError, match=r"quotes in all is .*, most 0.*--ungated"):
        run(folders, NO_QUOTES_ALLOWED)
    assert (folders[1] / "current").resolve().name == first.generation
    published, gate = run(folders, NO_QUOTES_ALLOWED, enforced=False)
    assert published.changed
    assert gate.verdict is not None and not gate.verdict.refused
    assert [breach.figure for breach in gate.verdict.breaches] == ["quotes"]


def test_history_keeps_runs_and_a_refusal_once(folders: tuple[Path, Path]) -> None:
    _, output = folders
    _, gate = run(folders)
    assert gate.verdict is not None
    remember(output, gate.verdict)
    write_articles(folders[0], range(20, 24), "2024-03")
    for _ in range(3):
        refusing = QualityGate(output, [NO_QUOTES_ALLOWED])
        with pytest.raises(DraftRefusedError), open_output(output) as out:
            plan = out.plan(find_seed_files(folders[0]), VERSION)
            results = [process_batch(b, plan.stage, n) for n, b in enumerate(plan.batches(99))]
            out.publish(plan, results, refusing.check)
        assert refusing.verdict is not None
        past = remember(output, refusing.verdict)
    assert [(entry.refused, entry.articles) for entry in past] == [(False, 12), (True, 16)]
    assert read_history(output) == past
    page = quality_markdown(refusing.verdict, past)
    assert "Refused, nothing was published" in page
    assert "- fail: quotes in all" in page
    assert "| articles | ▁█ |" in page
    assert "| 2024-03 | 8 |" in page


def test_a_damaged_history_is_begun_anew(folders: tuple[Path, Path]) -> None:
    _, gate = run(folders)
    (folders[1] / ".state" / "history.jsonl").write_text('{"at": 3\n', encoding="utf-8")
    assert read_history(folders[1]) == []
    assert gate.verdict is not None
    assert len(remember(folders[1], gate.verdict)) == 1


@pytest.mark.parametrize(
    ("values", "curve"),
    [([0, 1, None], "▁█·"), ([3, 3], "▅▅"), ([], ""), ([None], "·")],
)
def test_curves(values: list[float | None], curve: str) -> None:
    assert sparkline(values) == curve
