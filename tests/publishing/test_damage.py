"""verify names what was done to a dataset."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from dataset_building import build, write_articles

from flows.publishing import OutputError, verify
from flows.publishing.manifest import read_manifest


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("sound")
    write_articles(root / "seeds", range(4), "2024-03")
    write_articles(root / "seeds", range(4, 8), "2023-11")
    (root / "seeds" / "tom.txt").write_bytes(b"")
    build(root / "seeds", root / "output")
    return root / "output"


@pytest.fixture
def output(sound: Path, tmp_path: Path) -> Path:
    shutil.copytree(sound, tmp_path / "output", symlinks=True)
    return tmp_path / "output"


def part_of(output: Path, table: str, month: str = "2024-03") -> Path:
    folder = output / "current" / table
    whole = table in ("entities", "rejects")
    return next((folder if whole else folder / f"month={month}").glob("*.parquet"))


def rewrite(output: Path, table: str, change: Callable[[pa.Table], pa.Table]) -> None:
    """Change a part's rows and make the manifest agree, as a faulty writer would."""
    path = part_of(output, table)
    pq.write_table(change(pq.read_table(path, partitioning=None)), path)
    agree(output)


def agree(output: Path) -> None:
    """Make the manifest say of each file what the file is."""
    import hashlib

    path = output / "current" / "manifest.json"
    content = json.loads(path.read_text("utf-8"))
    for part in content["parts"]:
        file = output / "current" / part["path"]
        part["sha256"] = hashlib.sha256(file.read_bytes()).hexdigest()
        part["rows"] = pq.read_metadata(file).num_rows
    path.write_text(json.dumps(content), encoding="utf-8")


def set_value(column: str, row: int, value: Any) -> Callable[[pa.Table], pa.Table]:
    def change(table: pa.Table) -> pa.Table:
        at = table.schema.get_field_index(column)
        values = table[column].to_pylist()
        values[row] = value
        return table.set_column(at, table.schema.field(at), pa.array(values, table.schema[at].type))

    return change


def without(column: str) -> Callable[[pa.Table], pa.Table]:
    return lambda table: table.drop_columns([column])


def flip_bytes(output: Path) -> None:
    path = part_of(output, "quotes")
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 0xFF
    path.write_bytes(bytes(content))


def truncate(output: Path) -> None:
    os.truncate(part_of(output, "actors"), 20)


def move_part(output: Path) -> None:
    """Put the articles of one month into another."""
    for table in ("articles", "quotes", "actors", "non_quotes"):
        source, target = part_of(output, table), part_of(output, table, "2023-11")
        shutil.copyfile(source, target)
    agree(output)


def lose_manifest_part(output: Path) -> None:
    path = output / "current" / "manifest.json"
    content = json.loads(path.read_text("utf-8"))
    content["parts"] = [
        part for part in content["parts"] if not part["path"].startswith("actors/month=2024-03")
    ]
    path.write_text(json.dumps(content), encoding="utf-8")


def point_nowhere(output: Path) -> None:
    (output / "current").unlink()
    (output / "current").symlink_to("generations/00009999")


DAMAGES: dict[str, tuple[Callable[[Path], Any], str]] = {
    "a byte flipped": (flip_bytes, "file_changed"),
    "a file cut off": (truncate, "file_changed"),
    "a file deleted": (lambda o: part_of(o, "articles").unlink(), "file_missing"),
    "a file too many": (
        lambda o: shutil.copyfile(
            part_of(o, "quotes"), part_of(o, "quotes").with_name("x.parquet")
        ),
        "file_unlisted",
    ),
    "no manifest": (lambda o: (o / "current/manifest.json").unlink(), "manifest_unreadable"),
    "garbage for a manifest": (
        lambda o: (o / "current/manifest.json").write_text("[]"),
        "manifest_unreadable",
    ),
    "a part lost from the manifest": (lose_manifest_part, "part_missing"),
    "a link to nowhere": (point_nowhere, "link_broken"),
    "a table's link gone": (lambda o: (o / "quotes").unlink(), "table_link_broken"),
    "a column gone": (lambda o: rewrite(o, "quotes", without("cue")), "schema_differs"),
    "a month's articles in another": (move_part, "article_misplaced"),
    "articles twice": (move_part, "article_id_unique"),
    "a quote row gone": (
        lambda o: rewrite(o, "quotes", lambda table: table.slice(1)),
        "quote_count_differs",
    ),
    "an actor row gone": (
        lambda o: rewrite(o, "actors", lambda table: table.slice(1)),
        "actor_count_differs",
    ),
    "quotes without their article": (
        lambda o: rewrite(o, "articles", lambda table: table.slice(1)),
        "article_id_resolves",
    ),
    "a speaker that is no actor": (
        lambda o: rewrite(o, "quotes", set_value("speaker_actor_id", 0, "nobody")),
        "speaker_actor_id_resolves",
    ),
    "other words than the text's": (
        lambda o: rewrite(o, "quotes", set_value("text", 0, "Det har ingen sagt")),
        "text_as_in_article",
    ),
    "a kind that does not exist": (
        lambda o: rewrite(o, "quotes", set_value("kind", 0, "rumour")),
        "kind_known",
    ),
    "a confidence above one": (
        lambda o: rewrite(o, "quotes", set_value("confidence", 0, 1.5)),
        "confidence_most",
    ),
    "a quote twice": (
        lambda o: rewrite(o, "quotes", lambda t: pa.concat_tables([t, t.slice(0, 1)])),
        "quote_id_unique",
    ),
    "a mention elsewhere": (
        lambda o: rewrite(
            o,
            "actors",
            set_value("mentions", 0, [{"start": 0, "end": 3, "text": "xyz", "kind": "name"}]),
        ),
        "mentions_as_in_text",
    ),
    "an entity row gone": (
        lambda o: rewrite(o, "entities", lambda table: table.slice(1)),
        "actor_id_resolves",
    ),
    "an entity of nobody": (
        lambda o: rewrite(o, "entities", set_value("entity_id", 0, "0" * 16)),
        "entity_without_actors",
    ),
    "an entity twice": (
        lambda o: rewrite(o, "entities", lambda t: pa.concat_tables([t, t.slice(0, 1)])),
        "entity_id_unique",
    ),
    "an entity parted by nothing": (
        lambda o: rewrite(o, "entities", set_value("evidence", 0, "gender male")),
        "evidence_differs",
    ),
    "an entity counted wrongly": (
        lambda o: rewrite(o, "entities", set_value("article_count", 0, 99)),
        "article_count_differs",
    ),
    "an entity under another name": (
        lambda o: rewrite(o, "entities", set_value("name", 0, "En anden")),
        "name_differs",
    ),
    "a role that nobody wrote": (
        lambda o: rewrite(
            o,
            "entities",
            set_value(
                "roles",
                0,
                [{"role": "rytter", "first_month": None, "last_month": None, "count": 1}],
            ),
        ),
        "roles_differs",
    ),
    "a month later than the last": (
        lambda o: rewrite(o, "entities", set_value("first_month", 0, "2024-04")),
        "months_in_order",
    ),
    "no entities": (
        lambda o: rewrite(o, "entities", lambda table: table.slice(0, 0)),
        "actor_id_resolves",
    ),
    "a reject without a reason": (
        lambda o: (
            pq.write_table(
                set_value("reason", 0, "")(pq.read_table(part_of(o, "rejects"), partitioning=None)),
                part_of(o, "rejects"),
            ),
            agree(o),
        ),
        "reason_not_empty",
    ),
}


def test_a_sound_dataset_has_no_problems(sound: Path) -> None:
    assert verify(sound) == []
    assert read_manifest(sound / "current").rows()["articles"] == 8


@pytest.mark.parametrize("damage", DAMAGES)
def test_each_damage_is_named(damage: str, output: Path) -> None:
    inflict, expected = DAMAGES[damage]
    inflict(output)
    assert expected in {problem.code for problem in verify(output)}


def test_where_nothing_is_published_there_is_nothing_to_verify(tmp_path: Path) -> None:
    for output in (tmp_path, tmp_path / "missing"):
        with pytest.raises(OutputError, match="nothing is published"):
            verify(output)
