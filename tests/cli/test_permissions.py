"""`citatbank run` where the system refuses: what can be read is published, the rest is named."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from tests.flow.prefect_server import ROOT, prefect_environment
from tests.flow.runs import SMALL_ARTICLE

# Permissions bind everybody but root, unless root lets go of its privilege to pass them over.
AS_ANYBODY = (
    []
    if os.geteuid()
    else ["setpriv", "--bounding-set=-dac_override,-dac_read_search", "--inh-caps=-all"]
)

COMMAND = [sys.executable, "-m", "flows.cli", "run"]


@pytest.fixture
def seeds(tmp_path: Path) -> Iterator[Path]:
    """A good article beside a file and a folder that nobody may open."""
    folder = tmp_path / "seeds"
    for name in ("god.txt", "lukket.txt", "låst/inde.txt"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(SMALL_ARTICLE, encoding="utf-8")
    (folder / "lukket.txt").chmod(0)
    (folder / "låst").chmod(0)
    yield folder
    folder.chmod(0o700)
    (folder / "låst").chmod(0o700)


def run(seeds: Path, output: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*AS_ANYBODY, *COMMAND, "--seeds", str(seeds), "--output", str(output)],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={**os.environ, **prefect_environment(), "PYTHONPATH": str(ROOT)},
        stdin=subprocess.DEVNULL,
        timeout=120,
    )


def test_unreadable_files_and_folders_are_rejected_and_taken_once_they_open(
    seeds: Path, tmp_path: Path
) -> None:
    output = tmp_path / "out"
    result = run(seeds, output)
    assert result.returncode == 0, result.stderr
    rejects = pq.read_table(output / "rejects").to_pylist()
    assert {reject["source_file"]: reject["reason"] for reject in rejects} == {
        "lukket.txt": "unreadable",
        "låst": "unreadable",
    }
    assert pq.read_table(output / "articles")["source_file"].to_pylist() == ["god.txt"]

    (seeds / "lukket.txt").chmod(0o600)
    (seeds / "lukket.txt").write_text(SMALL_ARTICLE + "\n\nDet sner.", encoding="utf-8")
    (seeds / "låst").chmod(0o700)
    assert run(seeds, output).returncode == 0
    assert sorted(pq.read_table(output / "articles")["source_file"].to_pylist()) == [
        "god.txt",
        "lukket.txt",
        "låst/inde.txt",
    ]
    assert pq.read_table(output / "rejects").num_rows == 0


def test_an_unreadable_seeds_folder_fails_in_one_line_and_keeps_what_was_published(
    seeds: Path, tmp_path: Path
) -> None:
    output = tmp_path / "out"
    assert run(seeds, output).returncode == 0
    seeds.chmod(0)
    result = run(seeds, output)
    assert result.returncode == 2
    assert result.stderr == (
        f"citatbank: seeds folder {seeds} may not be read; check its permissions\n"
    )
    assert pq.read_table(output / "articles").num_rows == 1


def test_an_output_that_may_not_be_written_fails_in_one_line(seeds: Path, tmp_path: Path) -> None:
    output = tmp_path / "out"
    output.mkdir(mode=0o500)
    result = run(seeds, output)
    assert result.returncode == 1
    assert result.stderr.count("\n") == 1
    assert f"{output}/.state may not be written: check its permissions" in result.stderr
    assert list(output.iterdir()) == []
