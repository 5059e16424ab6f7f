"""The closing summary and the name of a run."""

from __future__ import annotations

import json
from dataclasses import replace

from flows.summary import RunSummary, run_name, summary_json, summary_lines, summary_table

SUMMARY = RunSummary(
    found=1205,
    new=1200,
    changed=3,
    unchanged=2,
    removed=1,
    redone=0,
    rejected=4,
    rejected_records=0,
    rows={"articles": 1201, "quotes": 9000, "actors": 12000, "rejects": 4},
    generation="00000007",
    published=True,
    seconds=12.34,
    step_seconds={"extract": 8.5},
)
NOTHING_NEW = replace(SUMMARY, new=0, changed=0, removed=0, unchanged=1205, published=False)


def test_the_closing_lines_say_it_all() -> None:
    files, table_rows, done = summary_lines(SUMMARY, "output")
    assert files == "Files   1,200 new, 3 changed, 2 unchanged, 1 removed, 4 rejected"
    assert table_rows.startswith("Rows    articles 1,201, quotes 9,000, actors 12,000")
    assert done == "Done    output: published, 12.3 seconds"


def test_a_user_who_waited_longer_than_the_run_is_told_how_long() -> None:
    longer = summary_lines(SUMMARY, "output", waited=19.96)[-1]
    assert longer == "Done    output: published, 12.3 seconds, 20.0 with Prefect's start"
    assert "start" not in summary_lines(SUMMARY, "output", waited=12.9)[-1]


def test_nothing_new_is_said_so() -> None:
    assert "nothing changed" in summary_lines(NOTHING_NEW, "output")[-1]
    assert run_name(NOTHING_NEW) == "nothing new in 1,205 files"


def test_records_held_back_and_redone_files_are_told() -> None:
    files = summary_lines(replace(SUMMARY, rejected_records=1, redone=2), "output")[0]
    assert "2 unchanged (2 redone)" in files
    assert files.endswith("4 rejected, 1 record held back")


def test_notes_come_first() -> None:
    assert summary_lines(replace(SUMMARY, notes=("rebuilt",)), "output")[0] == "rebuilt"


def test_a_run_is_named_after_its_counts() -> None:
    assert run_name(SUMMARY) == "1,200 new, 3 changed, 1 removed: 9,000 quotes"


def test_what_counts_as_rejected() -> None:
    assert SUMMARY.has_rejects
    assert replace(SUMMARY, rejected=0, rejected_records=1).has_rejects
    assert not replace(SUMMARY, rejected=0).has_rejects


def test_the_figures_are_the_same_in_every_form() -> None:
    table = {row["figure"]: row["value"] for row in summary_table(SUMMARY)}
    data = json.loads(summary_json(SUMMARY))
    assert table["rows in quotes"] == "9,000"
    assert data["rows"]["quotes"] == 9000
    assert table["seconds of work: extract"] == "8.50"
