"""Published outputs made without a run: many articles, or articles of any odd text."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from schemas import TABLES
from schemas.arrow import arrow_schema

Rows = dict[str, list[dict[str, Any]]]

_NAMES = ("Astrid Elmkvist", "Bertil Bakkedal", "Cecilie Ravnsborg", "Ditlev Tofteng")
_PARTIES = ("Venstre", "Socialdemokratiet", None)
_FILLING = "Byrådet mødes igen i næste uge for at tale om planen og om, hvad den vil koste. " * 14


def empty_row(table: str) -> dict[str, Any]:
    """A row with nothing in it that its table allows to be empty."""
    blank = {"string": "", "integer": 0, "number": 0.0}
    return {
        column.name: None if column.nullable else blank.get(column.type, [])
        for column in TABLES[table].columns
    }


def article_rows(number: int, said: str = "Nu må vi vise, hvad vi vil") -> Rows:
    """One article with one quote by one actor; everything else about it depends on the number."""
    name, article_id = _NAMES[number % len(_NAMES)], f"{number:016x}"
    text = f"{said}, siger {name}.\n{_FILLING[: 200 + number % 900]}"
    cue, speaker = len(said) + 2, len(said) + 8
    place = {"start": 0, "end": len(said)}
    mention = {"start": speaker, "end": speaker + len(name), "text": name, "kind": "name"}
    first_end = text.index("\n")
    actor_id = f"{number % len(_NAMES):016x}"
    return {
        "articles": [
            empty_row("articles")
            | {
                "article_id": article_id,
                "source_file": f"{article_id}.txt",
                "source_month": "2024-03",
                "source_date": date(2024, 3, 1),
                "date_precision": "month",
                "text": text,
                "language": "da",
                "word_count": len(text.split()),
                "quote_count": 1,
                "actor_count": 1,
                "paragraphs": [
                    {"start": 0, "end": first_end, "role": "lead"},
                    {"start": first_end + 1, "end": len(text), "role": "body"},
                ],
            }
        ],
        "quotes": [
            empty_row("quotes")
            | {
                "quote_id": f"{article_id}-d0",
                "article_id": article_id,
                "position": 1,
                "kind": "direct",
                "text": said,
                **place,
                "segments": [place],
                "turn_id": f"{article_id}-t1",
                "speaker_name": name,
                "speaker_actor_id": actor_id,
                "speaker_type": "person",
                "speaker_mention": name,
                "speaker_mention_start": mention["start"],
                "speaker_mention_end": mention["end"],
                "cue": "siger",
                "cue_start": cue,
                "cue_end": cue + 5,
                "attribution": "name",
                "confidence": 0.97,
            }
        ],
        "actors": [
            empty_row("actors")
            | {
                "actor_id": actor_id,
                "article_id": article_id,
                "name": name,
                "type": "person",
                "party": _PARTIES[number % len(_PARTIES)],
                "mention_count": 1,
                "mentions": [mention],
                "first_start": speaker,
                "quote_count": 1,
            }
        ],
        "non_quotes": [],
    }


def published(output: Path, months: Mapping[str, Mapping[str, pa.Table]]) -> Path:
    """Tables by month, laid out as a run publishes them; returns `output`."""
    generation = output / "generations" / "00000001"
    for month, tables in months.items():
        for name, table in tables.items():
            folder = generation / name / f"month={month}"
            folder.mkdir(parents=True)
            pq.write_table(table, folder / "part-all-0.parquet")
    (generation / "rejects").mkdir(parents=True)
    (output / "current").symlink_to("generations/00000001", target_is_directory=True)
    return output


def table_of(name: str, rows: list[dict[str, Any]]) -> pa.Table:
    """Rows with their published schema."""
    return pa.Table.from_pylist(rows, schema=arrow_schema(name))


def many_articles(output: Path, months: int, per_month: int) -> Path:
    """`months * per_month` articles. Every month has the same, under ids of its own."""
    rows: Rows = {"articles": [], "quotes": [], "actors": [], "non_quotes": []}
    for number in range(per_month):
        for name, found in article_rows(number).items():
            rows[name].extend(found)
    first = {name: table_of(name, found) for name, found in rows.items()}
    return published(
        output,
        {
            month: {name: _renumbered(table, index, month) for name, table in first.items()}
            for index, month in enumerate(
                f"{2000 + number // 12}-{number % 12 + 1:02d}" for number in range(months)
            )
        },
    )


def _renumbered(table: pa.Table, index: int, month: str) -> pa.Table:
    """The same rows under other article ids and in another month."""
    for name in ("article_id", "quote_id", "turn_id", "source_file"):
        if name in table.column_names:
            place = table.column_names.index(name)
            rest = pc.utf8_slice_codeunits(table[name], 4)
            ids = pc.binary_join_element_wise(f"{index + 1:04x}", rest, "")
            table = table.set_column(place, table.schema.field(name), ids)
    if "source_month" in table.column_names:
        year, number = map(int, month.split("-"))
        for name, value in (("source_month", month), ("source_date", date(year, number, 1))):
            place = table.column_names.index(name)
            field = table.schema.field(name)
            column = pa.array([value] * table.num_rows, field.type)
            table = table.set_column(place, field, column)
    return table
