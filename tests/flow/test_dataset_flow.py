"""The real flow on real files: what it builds, and that it only ever does what is needed."""

from __future__ import annotations

import inspect
import shutil
from pathlib import Path

import duckdb
import pyarrow.parquet as pq
import pytest

from flows.reading.seed_files import SeedsFolderError
from flows.run_options import RunOptions
from flows.workers import WorkerLostError
from tests.flow.prefect_server import built
from tests.flow.runs import SMALL_ARTICLE, hashes, published_files, run

SAMPLES = 28


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    """A folder with five of the sample articles."""
    folder = tmp_path / "seeds"
    folder.mkdir()
    for path in sorted(built()[0].glob("*.txt"))[:5]:
        shutil.copy(path, folder)
    return folder


@pytest.fixture
def output(tmp_path: Path) -> Path:
    return tmp_path / "output"


def test_every_sample_becomes_an_article_with_quotes_and_actors() -> None:
    seeds, output = built()
    found = {path.name for path in seeds.glob("*.txt")}
    assert len(found) == SAMPLES
    articles = rows(output, "SELECT source_file, quote_count, actor_count FROM articles")
    assert {file for file, _, _ in articles} == found
    assert sum(quotes for _, quotes, _ in articles) > 5 * SAMPLES
    assert all(actors > 0 for _, _, actors in articles)


def test_the_tables_fit_together() -> None:
    _, output = built()
    broken = """
        SELECT quote_id FROM quotes JOIN articles USING (article_id)
        WHERE len(segments) = 1 AND quotes.text != articles.text[quotes.start + 1:quotes.end]
        UNION ALL
        SELECT quote_id FROM quotes ANTI JOIN actors
        ON quotes.article_id = actors.article_id AND speaker_actor_id = actor_id
        WHERE speaker_actor_id IS NOT NULL
    """
    assert rows(output, broken) == []
    speakers = rows(output, "SELECT count(speaker_actor_id) FROM quotes")
    assert speakers[0][0] > SAMPLES


def test_a_second_run_touches_nothing(seeds: Path, output: Path) -> None:
    first = run(seeds, output)
    before = published_files(output)
    second = run(seeds, output)
    assert (first.new, first.published) == (5, True)
    assert (second.new, second.unchanged, second.published) == (0, 5, False)
    assert second.step_seconds.keys() == {"plan", "publish"}
    assert second.generation == first.generation
    assert published_files(output) == before


def test_added_changed_and_deleted_files_are_followed(seeds: Path, output: Path) -> None:
    run(seeds, output)
    first, second, *_ = sorted(seeds.glob("*.txt"))
    first.unlink()
    second.write_text(
        second.read_text(encoding="utf-8") + "\n- Og mere, siger Anna Testesen.\n", encoding="utf-8"
    )
    (seeds / "ny artikel.txt").write_text(SMALL_ARTICLE, encoding="utf-8")
    summary = run(seeds, output)
    assert (summary.new, summary.changed, summary.unchanged, summary.removed) == (1, 1, 3, 1)
    from_nothing = output.with_name("from nothing")
    run(seeds, from_nothing)
    assert hashes(output) == hashes(from_nothing)


def test_batches_and_workers_do_not_show_in_the_tables(output: Path) -> None:
    seeds, at_once = built()
    summary = run(seeds, output, batch_size=5, workers=2)
    assert summary.new == SAMPLES
    assert hashes(output) == hashes(at_once)


def test_a_rebuild_does_everything_again_and_changes_nothing(seeds: Path, output: Path) -> None:
    run(seeds, output)
    before = hashes(output)
    summary = run(seeds, output, rebuild=True)
    assert (summary.unchanged, summary.redone) == (5, 5)
    assert hashes(output) == before


def test_bad_files_are_listed_and_the_others_go_on(seeds: Path, output: Path) -> None:
    (seeds / "tom.txt").write_bytes(b"")
    (seeds / "støj.txt").write_bytes(bytes(range(256)) * 100)
    (seeds / "billede.jpg").write_bytes(b"\xff\xd8\xff")
    (seeds / "ud af mappen.txt").symlink_to(seeds.parent / "elsewhere.txt")
    summary = run(seeds, output)
    assert (summary.rejected, summary.rows["articles"]) == (4, 5)
    assert rows(output, "SELECT source_file, reason FROM rejects ORDER BY ALL") == [
        ("billede.jpg", "not_text_file"),
        ("støj.txt", "binary"),
        ("tom.txt", "empty"),
        ("ud af mappen.txt", "link_broken"),
    ]


def test_an_emptied_seeds_folder_does_not_empty_the_tables(seeds: Path, output: Path) -> None:
    run(seeds, output)
    before = published_files(output)
    for path in seeds.glob("*.txt"):
        path.unlink()
    with pytest.raises(SeedsFolderError, match="holds no articles"):
        run(seeds, output)
    assert published_files(output) == before


def test_a_missing_seeds_folder_leaves_the_tables_alone(seeds: Path, output: Path) -> None:
    run(seeds, output)
    before = published_files(output)
    with pytest.raises(SeedsFolderError, match="does not exist"):
        run(seeds.with_name("gone"), output)
    assert published_files(output) == before


def test_batches_of_dead_workers_are_done_again(
    seeds: Path, output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for path in sorted(seeds.glob("*.txt"))[3:]:
        path.unlink()
    # Every worker process dies over its second batch; three batches lose two at most.
    monkeypatch.setenv("CITATBANK_FAULT", "batch_extracted:2")
    summary = run(seeds, output, batch_size=1, workers=2)
    assert (summary.new, summary.rejected, summary.rows["articles"]) == (3, 0, 3)


def test_a_batch_that_kills_every_worker_fails_the_run(
    seeds: Path, output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CITATBANK_FAULT", "batch_extracted")
    with pytest.raises(WorkerLostError, match="ended unexpectedly"):
        run(seeds, output, workers=2)
    assert not (output / "articles").exists()


def test_what_can_be_said_of_a_run_are_the_parameters_of_the_flow() -> None:
    built()  # Prefect is told where its server is before it is imported
    from flows.dataset_flow import citatbank

    parameters = inspect.signature(citatbank.fn).parameters
    defaults = {name: parameter.default for name, parameter in parameters.items()}
    assert defaults == vars(RunOptions())


def test_columns_carry_their_meaning_into_the_files() -> None:
    _, output = built()
    path = next((output / "quotes").rglob("*.parquet"))
    metadata = pq.read_schema(path).field("speaker_name").metadata
    assert b"who speaks" in b" ".join(metadata.values())


def rows(output: Path, query: str) -> list[tuple[object, ...]]:
    """Run SQL over the published tables."""
    with duckdb.connect() as connection:
        for table in ("articles", "quotes", "actors", "rejects"):
            glob = str(output / table / "**/*.parquet").replace("'", "''")
            connection.execute(f"CREATE VIEW {table} AS FROM read_parquet('{glob}')")
        return connection.execute(query).fetchall()
