"""State that was lost or damaged is made again, or refused in one line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from dataset_building import VERSION, build, file_times, published_bytes, write_articles

from flows.publishing import OutputError, open_output
from flows.reading import find_seed_files


@pytest.fixture
def dataset(tmp_path: Path) -> tuple[Path, Path]:
    seeds, output = tmp_path / "seeds", tmp_path / "output"
    write_articles(seeds, range(8))
    (seeds / "tom.txt").write_bytes(b"")
    build(seeds, output)
    return seeds, output


def break_ledger(output: Path, how: str) -> None:
    ledger = output / ".state" / "ledger.db"
    if how == "deleted":
        ledger.unlink()
    elif how == "emptied":
        ledger.write_bytes(b"")
    elif how == "overwritten":
        ledger.write_bytes(b"no database " * 1000)
    else:
        content = bytearray(ledger.read_bytes())
        content[4096:] = bytes(len(content) - 4096)
        ledger.write_bytes(bytes(content))


@pytest.mark.parametrize("how", ["deleted", "emptied", "overwritten", "zeroed"])
def test_a_lost_ledger_is_made_again_without_extraction(
    dataset: tuple[Path, Path], how: str
) -> None:
    seeds, output = dataset
    before = published_bytes(output)
    break_ledger(output, how)
    with open_output(output) as out:
        plan = out.plan(find_seed_files(seeds), VERSION)
        assert (plan.unchanged, plan.new, plan.changed) == (8, 1, 0)  # the reject is read again
    build(seeds, output)
    assert published_bytes(output) == before
    with open_output(output) as out:
        assert out.plan(find_seed_files(seeds), VERSION).to_process == 0


def test_a_ledger_of_another_state_is_not_believed(
    dataset: tuple[Path, Path], tmp_path: Path
) -> None:
    seeds, output = dataset
    old = (output / ".state" / "ledger.db").read_bytes()
    write_articles(seeds, range(8, 12))
    build(seeds, output)
    (output / ".state" / "ledger.db").write_bytes(old)
    write_articles(seeds, range(12, 14))
    build(seeds, output)
    build(seeds, tmp_path / "fresh")
    assert published_bytes(output) == published_bytes(tmp_path / "fresh")


def test_a_damaged_manifest_leads_to_a_rebuild(dataset: tuple[Path, Path]) -> None:
    seeds, output = dataset
    before = published_bytes(output)
    (output / "current" / "manifest.json").write_text("{", encoding="utf-8")
    with open_output(output) as out:
        plan = out.plan(find_seed_files(seeds), VERSION)
        assert plan.to_process == 9
        assert out.notes == ["The published manifest was damaged; everything is built anew."]
    build(seeds, output)
    assert published_bytes(output) == before


def test_a_damaged_part_is_not_carried_into_a_new_state(dataset: tuple[Path, Path]) -> None:
    seeds, output = dataset
    part = next((output / "quotes").rglob("*.parquet"))
    part.write_bytes(part.read_bytes()[:-100] + bytes(100))
    write_articles(seeds, range(8, 9))
    with pytest.raises(OutputError, match=r"damaged or incomplete .*--rebuild"):
        build(seeds, output)
    assert build(seeds, output, rebuild=True).rows["articles"] == 9


def set_schema_version(output: Path, version: int) -> None:
    path = output / "current" / "manifest.json"
    content = json.loads(path.read_text("utf-8"))
    content["schema_version"] = version
    path.write_text(json.dumps(content), encoding="utf-8")


def test_an_older_output_is_rebuilt_with_a_note(dataset: tuple[Path, Path]) -> None:
    seeds, output = dataset
    set_schema_version(output, 0)
    with open_output(output) as out:
        assert out.plan(find_seed_files(seeds), VERSION).to_process == 9
        assert "older version (0" in out.notes[0]
    assert build(seeds, output).changed


def test_a_newer_output_is_refused_untouched(dataset: tuple[Path, Path]) -> None:
    seeds, output = dataset
    set_schema_version(output, 99)
    (output / "generations" / "draft.tmp").mkdir()
    before = file_times(output)
    with pytest.raises(OutputError, match="newer version"):
        build(seeds, output)
    assert file_times(output) == before


def test_an_output_that_cannot_be_a_folder_is_one_line(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("not a folder")
    for output in (file, file / "below", Path("/proc/citatbank")):
        with pytest.raises(OutputError) as caught, open_output(output):
            pass
        assert "\n" not in str(caught.value)


def test_a_folder_in_the_place_of_a_table_is_left_alone(
    dataset: tuple[Path, Path],
) -> None:
    seeds, output = dataset
    (output / "quotes").unlink()
    (output / "quotes").mkdir()
    (output / "quotes" / "mine.txt").write_text("keep")
    with pytest.raises(OutputError, match="move it out of the way"):
        build(seeds, output)
    assert (output / "quotes" / "mine.txt").read_text() == "keep"
