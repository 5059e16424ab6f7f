"""`citatbank export`: what other programs read is what was published."""

from __future__ import annotations

import csv
import datetime
import json
from pathlib import Path
from typing import Any

import duckdb
import pytest
from asked_datasets import rows, small, state_bytes
from sheets import quoted_cells, read_workbook
from typer.testing import CliRunner, Result

from flows.analysis.exports import ExportError, export
from flows.analysis.formats import ExportFormat
from flows.analysis.session import open_session
from flows.analysis.values import FORMULA_STARTS
from flows.analysis.workbook_export import CELL_CHARACTERS, write_workbook
from flows.cli import app
from schemas import TABLES
from tests.flow.prefect_server import built

DEFAULT = list(TABLES)


@pytest.fixture(params=["sample seeds", "small"])
def output(request: pytest.FixtureRequest) -> Path:
    return built()[1] if request.param == "sample seeds" else small()


def plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime.date) else value


def sorted_rows(found: list[dict[str, Any]], table: str) -> list[dict[str, Any]]:
    key = TABLES[table].key
    return sorted(found, key=lambda row: [str(row[name]) for name in key])


def published(output: Path, table: str) -> list[dict[str, Any]]:
    found = [{name: plain(value) for name, value in row.items()} for row in rows(output, table)]
    return sorted_rows(found, table)


def read_csv(path: Path) -> list[dict[str, str]]:
    csv.field_size_limit(2**30)
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_json_lines_hold_every_value_exactly(output: Path, tmp_path: Path) -> None:
    done = export(output, ExportFormat.JSONL, tmp_path / "out")
    assert list(done.rows) == DEFAULT and done.notes == []
    for table in TABLES:
        text = (tmp_path / "out" / f"{table}.jsonl").read_text(encoding="utf-8")
        found = [json.loads(line) for line in text.split("\n") if line]
        assert sorted_rows(found, table) == published(output, table)
        assert done.rows[table] == len(found)


@pytest.mark.parametrize("exact", [True, False])
def test_csv_holds_every_value_but_for_guards(output: Path, exact: bool, tmp_path: Path) -> None:
    export(output, ExportFormat.CSV, tmp_path / "out", exact=exact)
    for table in TABLES:
        found = sorted_rows(read_csv(tmp_path / "out" / f"{table}.csv"), table)
        expected = published(output, table)
        assert len(found) == len(expected)
        for got, row in zip(found, expected, strict=True):
            for name, value in row.items():
                if isinstance(value, list):
                    assert json.loads(got[name]) == value
                elif isinstance(value, str) and value[:1] and value[0] in FORMULA_STARTS:
                    assert got[name] == (value if exact else f"'{value}")
                else:
                    assert got[name] == ("" if value is None else str(value))


def test_guarded_cells_are_reported(tmp_path: Path) -> None:
    done = export(small(), ExportFormat.CSV, tmp_path / "out", ["articles", "rejects"])
    assert list(done.rows) == ["articles", "rejects"]
    [note] = done.notes
    assert note.startswith("articles: 2 cells begin like a formula")
    cells = [cell for row in read_csv(tmp_path / "out/articles.csv") for cell in row.values()]
    assert not any(cell[:1] and cell[0] in FORMULA_STARTS for cell in cells)
    assert export(small(), ExportFormat.CSV, tmp_path / "exact", exact=True).notes == []


def test_a_workbook_holds_the_same_texts_and_no_formula(output: Path, tmp_path: Path) -> None:
    export(output, ExportFormat.XLSX, tmp_path / "out.xlsx")
    sheets = read_workbook(tmp_path / "out.xlsx")
    assert list(sheets) == ["about", *DEFAULT]
    assert ["quotes", "quote_id", TABLES["quotes"].column("quote_id").meaning] in sheets["about"]
    header, *found = sheets["quotes"]
    expected = {row["quote_id"]: row for row in rows(output, "quotes")}
    assert len(found) == len(expected)
    for cells in found:
        row = expected[cells[0]]
        for name, cell in zip(header, cells, strict=False):
            value = row[name]
            if isinstance(value, list):
                assert json.loads(cell) == value
            elif isinstance(value, float):
                assert float(cell) == value
            else:
                assert cell == ("" if value is None else str(value))


def test_cells_that_begin_like_formulas_are_marked_as_text(tmp_path: Path) -> None:
    export(small(), ExportFormat.XLSX, tmp_path / "out.xlsx", ["articles"])
    marked = quoted_cells(tmp_path / "out.xlsx", 2)
    assert any(text.startswith("=SUM(A1:A9)") for text in marked)
    assert "2024-03" not in marked


def test_a_long_table_goes_on_in_the_next_sheet(tmp_path: Path) -> None:
    with open_session(small()) as session:
        [quotes] = [view for view in session.views if view.name == "quotes"]
        counts, notes = write_workbook(session, [quotes], tmp_path / "out.xlsx", sheet_rows=30)
    sheets = read_workbook(tmp_path / "out.xlsx")
    number = -(-counts["quotes"] // 30)
    assert number > 1
    names = ["quotes", *(f"quotes {at}" for at in range(2, number + 1))]
    assert list(sheets) == ["about", *names]
    assert len({tuple(sheets[name][0]) for name in names}) == 1
    ids = [row[0] for name in names for row in sheets[name][1:]]
    assert sorted(ids) == sorted(row["quote_id"] for row in rows(small(), "quotes"))
    assert f"spread over {number} sheets" in notes[0]


def test_a_text_too_long_for_a_cell_is_cut_and_said_so(tmp_path: Path) -> None:
    done = export(small(), ExportFormat.XLSX, tmp_path / "out.xlsx", ["articles"])
    header, *found = read_workbook(tmp_path / "out.xlsx")["articles"]
    longest = max(len(row[header.index("text")]) for row in found)
    assert longest == CELL_CHARACTERS
    assert max(len(row["text"]) for row in rows(small(), "articles")) > longest
    assert any("1 texts are cut" in note for note in done.notes)


def test_one_duckdb_file_answers_like_the_dataset(output: Path, tmp_path: Path) -> None:
    export(output, ExportFormat.DUCKDB, tmp_path / "out.duckdb")
    with (
        duckdb.connect(str(tmp_path / "out.duckdb"), read_only=True) as file,
        open_session(output) as session,
    ):
        for view in session.views:
            result = session.query(f"FROM {view.name}")
            copied = file.execute(f"FROM {view.name}")
            assert [column[0] for column in copied.description or []] == result.columns
            assert sorted(map(repr, copied.fetchall())) == sorted(map(repr, result.rows))
        comments = file.execute("SELECT comment FROM duckdb_columns() WHERE NOT internal")
        assert all(comment for (comment,) in comments.fetchall())
    assert [path.name for path in tmp_path.iterdir()] == ["out.duckdb"]


def test_chosen_views_become_tables_of_their_own(tmp_path: Path) -> None:
    done = export(small(), ExportFormat.DUCKDB, tmp_path / "out.duckdb", ["quotes_full"])
    with duckdb.connect(str(tmp_path / "out.duckdb"), read_only=True) as file:
        assert file.execute("SHOW TABLES").fetchall() == [("quotes_full",)]
        assert done.rows == {"quotes_full": len(rows(small(), "quotes"))}


@pytest.mark.parametrize("form", ExportFormat)
def test_what_is_there_is_replaced_only_under_force(form: ExportFormat, tmp_path: Path) -> None:
    target = tmp_path / form.default_target
    export(small(), form, target, ["media"])
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    with pytest.raises(ExportError, match="--force"):
        export(small(), form, target, ["quotes"])
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before
    assert list(export(small(), form, target, ["quotes"], force=True).rows) == ["quotes"]


@pytest.mark.parametrize("form", ExportFormat)
def test_a_failed_export_leaves_nothing(
    form: ExportFormat, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = state_bytes(small())
    with pytest.raises(ExportError, match="there is no table quots; there are articles, quotes"):
        export(small(), form, tmp_path / "out", ["quots"])
    assert list(tmp_path.iterdir()) == []
    assert state_bytes(small()) == before


def command(*arguments: str | Path) -> Result:
    words = ["export", "--output", str(small()), *map(str, arguments)]
    return CliRunner().invoke(app, words)


def test_the_command_says_what_it_wrote(tmp_path: Path) -> None:
    target = tmp_path / "mine"
    result = command("--format", "jsonl", "--to", target, "--table", "quotes", "--table", "media")
    assert result.exit_code == 0, result.stderr
    quotes = len(rows(small(), "quotes"))
    assert result.stdout.startswith(f"{target}: quotes {quotes:,}, media ")
    assert sorted(path.name for path in target.iterdir()) == ["media.jsonl", "quotes.jsonl"]
    again = command("--format", "jsonl", "--to", target, "--force", "--json", "--table", "quotes")
    assert json.loads(again.stdout) == {
        "path": str(target),
        "rows": {"quotes": quotes},
        "notes": [],
    }


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["--format", "xml"], 2, "xml"),
        ([], 2, "--format"),
        (["--format", "csv", "--table", "quots"], 2, "there is no table quots"),
        (["--format", "xlsx", "--to", "folder"], 2, "folder is a folder; name a file"),
        (["--format", "csv", "--to", "file"], 2, "file is not a folder"),
        (["--format", "duckdb", "--to", "file"], 2, "file exists; --force replaces it"),
        (["--format", "csv", "--to", "file/below"], 1, "nothing was exported"),
        (["--format", "csv", "--output", "folder"], 1, "nothing is published"),
    ],
)
def test_what_cannot_be_is_one_line(
    arguments: list[str], code: int, message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_text("mine")
    result = command(*arguments)
    assert result.exit_code == code
    assert message in result.stderr
    assert "Traceback" not in result.stderr
    assert (tmp_path / "file").read_text() == "mine"
