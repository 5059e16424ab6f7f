"""No space left: one line, what is published stands, and the next run catches up."""

from __future__ import annotations

from pathlib import Path

import pytest
from dataset_building import build, leftovers, published_bytes, write_articles
from run_in_process import new_queue, start_limited_run

from flows.publishing import verify


@pytest.mark.parametrize("largest_file", [1_000, 40_000])
def test_a_write_that_fails_leaves_the_published_state(tmp_path: Path, largest_file: int) -> None:
    seeds, output = tmp_path / "seeds", tmp_path / "output"
    write_articles(seeds, range(4))
    build(seeds, output)
    before = published_bytes(output)
    write_articles(seeds, range(4, 90), "2023-11")
    said = new_queue()
    start_limited_run(seeds, output, largest_file, said)
    message = said.get(timeout=5)
    assert "\n" not in message
    assert "What was published stands" in message
    assert published_bytes(output) == before
    assert verify(output) == []
    build(seeds, output)
    build(seeds, tmp_path / "fresh")
    assert published_bytes(output) == published_bytes(tmp_path / "fresh")
    assert leftovers(output) == []
