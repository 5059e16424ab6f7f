"""`citatbank watch` as a process: it follows the folder, waits for writers, and survives errors."""

from __future__ import annotations

import os
import time
from pathlib import Path

import duckdb

from tests.flow.prefect_server import prefect_environment
from tests.flow.runs import SMALL_ARTICLE
from tests.serving.processes import citatbank

SETTLE = 2.0
CORRECTIONS = '[[merge]]\nnames = ["Anna Testesen"]\ninto = "Anna Prøvesen"\n'


def article(number: int) -> str:
    return f"{SMALL_ARTICLE}\nSag {number}.\n"


def published(output: Path) -> set[str]:
    glob = str(output / "articles/**/*.parquet")
    with duckdb.connect() as connection:
        rows = connection.execute("SELECT source_file FROM read_parquet(?)", [glob]).fetchall()
    return {row[0] for row in rows}


def test_a_watched_folder_is_followed(tmp_path: Path) -> None:
    seeds, output = tmp_path / "seeds", tmp_path / "output"
    seeds.mkdir()
    (seeds / "a.txt").write_text(article(1), encoding="utf-8")
    with citatbank(
        "watch", "--seeds", seeds, "--output", output, "--settle", str(SETTLE),
        environment=prefect_environment(),
    ) as watch:  # fmt: skip
        watch.wait_for("1 new: 1 quote")

        # Half of an article is on disk for longer than the settle time; it is never published.
        with (seeds / "slow.txt").open("w", encoding="utf-8") as slow:
            for part in article(2).splitlines(keepends=True):
                slow.write(part)
                slow.flush()
                time.sleep(SETTLE / 4)
        finished = time.monotonic()
        watch.wait_for("1 new: 2 quotes")
        assert time.monotonic() - finished >= SETTLE * 0.9

        seeds.rename(tmp_path / "elsewhere")
        watch.wait_for("does not exist")
        (tmp_path / "elsewhere").rename(seeds)
        (seeds / "a.txt").unlink()
        watch.wait_for("1 removed: 1 quote")
        assert published(output) == {"slow.txt"}

        # The corrections are followed like the articles; a slip of the pen waits for its mending.
        (seeds / "corrections.toml").write_text("[[merge]]\n", encoding="utf-8")
        watch.wait_for("corrections.toml, line 1")
        (seeds / "corrections.toml").write_text(CORRECTIONS, encoding="utf-8")
        watch.wait_for("1 redone: 1 quote")

        assert watch.end() == 130
        watch.wait_for("interrupted; what is published stays as it is")
    assert not any("Traceback" in line for line in watch.said)


def test_a_run_leaves_files_alone_that_are_still_being_written(tmp_path: Path) -> None:
    """The same in the flow itself, for runs on a schedule."""
    from flows.reading.seed_files import SeedsFolderError
    from flows.run_options import RunOptions

    environment = prefect_environment()
    os.environ.update(environment)
    from prefect.settings import PREFECT_API_URL, temporary_settings

    from flows.dataset_flow import run_flow

    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "a.txt").write_text(article(1), encoding="utf-8")
    options = RunOptions(seeds=tmp_path / "seeds", output=tmp_path / "output", settle_seconds=600)
    with temporary_settings({PREFECT_API_URL: environment["PREFECT_API_URL"]}):
        try:
            run_flow(options, heartbeat=False)
        except SeedsFolderError as error:
            assert "still being written" in str(error)
        else:
            raise AssertionError("an unsettled file was published")
