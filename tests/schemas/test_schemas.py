"""Each table is declared once; models, Arrow schemas, dictionary and records agree with it."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

import polars as pl
import pyarrow as pa
import pytest
from pandera.errors import SchemaError, SchemaErrors

from flows import records
from schemas import ARTICLE_TABLES, TABLES, codes
from schemas.arrow import arrow_schema
from schemas.columns import TYPE_TEXT, Column
from schemas.dictionary import data_dictionary, dictionary_rows
from schemas.models import brief_model, model

ARTICLE = "0123456789abcdef"
GOOD: dict[str, dict[str, Any]] = {
    "articles": {
        "article_id": ARTICLE,
        "source_file": "a.txt",
        "source_sha256": "a" * 64,
        "date_precision": "none",
        "text": "Ja.",
        "agencies": [],
        "language": "da",
        "paragraphs": [{"start": 0, "end": 3, "role": "lead"}],
        "reading_notes": [],
        "word_count": 1,
        "quote_count": 0,
        "actor_count": 0,
        "content_hash": "c",
        "extractor_version": "0" * 12,
    },
    "quotes": {
        "quote_id": f"{ARTICLE}-d0",
        "article_id": ARTICLE,
        "position": 1,
        "kind": "direct",
        "text": "Ja.",
        "start": 0,
        "end": 3,
        "segments": [{"start": 0, "end": 3}],
        "paragraph": 0,
        "turn_id": f"{ARTICLE}-t0",
        "joint_speaker_actor_ids": [],
        "attribution": "none",
        "confidence": 0.5,
    },
    "actors": {
        "actor_id": "person-x",
        "article_id": ARTICLE,
        "name": "X",
        "type": "person",
        "mention_count": 1,
        "mentions": [{"start": 0, "end": 1, "text": "J", "kind": "name"}],
        "aliases": [],
        "first_start": 0,
        "quote_count": 0,
    },
    "non_quotes": {"article_id": ARTICLE, "start": 0, "end": 1, "text": "J", "reason": "title"},
    "entities": {
        "entity_id": "person-x",
        "actor_id": "person-x",
        "name": "X",
        "type": "person",
        "aliases": [],
        "roles": [{"role": "y", "first_month": None, "last_month": None, "count": 1}],
        "parties": [],
        "article_count": 1,
        "quote_count": 0,
        "mention_count": 1,
    },
    "rejects": {"source_file": "a.txt", "stage": "reading", "reason": "empty", "detail": ""},
}


def frame(table: str, rows: list[dict[str, Any]]) -> pl.DataFrame:
    full = [{column.name: row.get(column.name) for column in TABLES[table].columns} for row in rows]
    loose = pa.schema([field.with_nullable(True) for field in arrow_schema(table)])
    found = pl.from_arrow(pa.Table.from_pylist(full, loose))
    assert isinstance(found, pl.DataFrame)
    return found


def broken_rules(table: str, rows: list[dict[str, Any]]) -> set[str]:
    broken: set[str] = set()
    try:
        model(table).validate(frame(table, rows), lazy=True)
    except SchemaErrors as error:
        broken = {
            f"{case['column']} {case['check']}"
            for case in error.failure_cases.iter_rows(named=True)
        }
    assert passes_brief_model(table, frame(table, rows)) == (not broken)
    return broken


def passes_brief_model(table: str, rows: pl.DataFrame) -> bool:
    try:
        brief_model(table).validate(rows)
    except SchemaError:
        return False
    return True


@pytest.mark.parametrize("table", TABLES)
def test_a_good_row_passes(table: str) -> None:
    assert broken_rules(table, [GOOD[table]]) == set()


@pytest.mark.parametrize("table", TABLES)
def test_no_rows_pass(table: str) -> None:
    assert broken_rules(table, []) == set()


def bad_values(column: Column) -> dict[str, Any]:
    """One value for each check of a column that breaks it: name of the check -> value."""
    found: dict[str, Any] = {} if column.nullable else {"not_nullable": None}
    if column.codes is not None:
        found[f"{column.name}_known"] = "nonsense"
    if column.pattern is not None:
        found[f"{column.name}_pattern"] = "@"
    elif column.type == "string" and column.codes is None and not column.blank:
        found[f"{column.name}_not_empty"] = ""
    if column.least is not None:
        found[f"{column.name}_least"] = int(column.least) - 1
    if column.most is not None:
        found[f"{column.name}_most"] = column.most + 1
    return found


BAD_VALUES = [
    (table.name, column.name, check, value)
    for table in TABLES.values()
    for column in table.columns
    for check, value in bad_values(column).items()
]


@pytest.mark.parametrize(("table", "column", "check", "value"), BAD_VALUES)
def test_each_check_of_a_column_refuses(table: str, column: str, check: str, value: Any) -> None:
    assert f"{column} {check}" in broken_rules(table, [{**GOOD[table], column: value}])


BROKEN_ROWS: dict[str, tuple[str, dict[str, Any]]] = {
    "month_fits_precision": ("articles", {"source_month": "2024-03"}),
    "date_fits_precision": ("articles", {"date_precision": "year"}),
    "start_before_end": ("quotes", {"start": 3}),
    "text_fits_length": ("quotes", {"text": "Jada."}),
    "ends_at_segments": ("quotes", {"segments": [{"start": 0, "end": 2}]}),
    "named_if_linked": ("quotes", {"speaker_actor_id": "person-x", "speaker_type": "person"}),
    "typed_if_linked": ("quotes", {"speaker_actor_id": "person-x", "speaker_name": "X"}),
    "speaker_mention_place": ("quotes", {"speaker_mention_start": 1}),
    "cue_place": ("quotes", {"cue_start": 3, "cue_end": 2}),
    "medium_place": ("quotes", {"medium_end": 2}),
    "said_when_place": ("quotes", {"said_when_start": 2, "said_when_end": 2}),
    "counts_mentions": ("actors", {"mention_count": 2}),
    "starts_at_first_mention": ("actors", {"first_start": 1}),
    "role_place": ("actors", {"role_start": 1}),
    "party_place": ("actors", {"party_end": 1}),
    "age_place": ("actors", {"age_start": 2, "age_end": 1}),
    "months_in_order": ("entities", {"first_month": "2024-02", "last_month": "2024-01"}),
    "parted_by_evidence": ("entities", {"entity_id": "person-y", "evidence": None}),
    "not_its_own_alias": ("entities", {"aliases": ["X"]}),
    "organization_place": ("actors", {"organization_start": 0}),
}


@pytest.mark.parametrize("rule", BROKEN_ROWS)
def test_each_rule_over_columns_refuses(rule: str) -> None:
    table, changes = BROKEN_ROWS[rule]
    broken = broken_rules(table, [{**GOOD[table], **changes}])
    assert any(rule in name for name in broken)


def test_every_rule_has_a_row_that_breaks_it() -> None:
    assert {rule.name for table in TABLES.values() for rule in table.rules} == set(BROKEN_ROWS)


@pytest.mark.parametrize("table", TABLES)
def test_rows_with_the_same_key_are_refused(table: str) -> None:
    assert broken_rules(table, [GOOD[table], GOOD[table]]) != set()


@pytest.mark.parametrize("table", TABLES)
def test_columns_missing_superfluous_or_in_disorder_are_refused(table: str) -> None:
    good = frame(table, [GOOD[table]])
    for wrong in (good.drop(good.columns[0]), good.with_columns(extra=1), good[good.columns[::-1]]):
        with pytest.raises(SchemaErrors):
            model(table).validate(wrong, lazy=True)
        assert not passes_brief_model(table, wrong)


@pytest.mark.parametrize("table", TABLES)
def test_arrow_schema_and_model_have_the_declared_columns(table: str) -> None:
    declared = TABLES[table].columns
    assert arrow_schema(table).names == [column.name for column in declared]
    assert list(model(table).columns) == [column.name for column in declared]
    for column in declared:
        field = arrow_schema(table).field(column.name)
        assert field.nullable == model(table).columns[column.name].nullable == column.nullable
        assert field.metadata[b"description"].decode() == column.meaning
        shown = str(field.type).replace(" not null", "").replace("element: ", "")
        assert shown.replace("[day]", "") == TYPE_TEXT[column.type]


def test_the_dictionary_has_every_column_and_rule_once() -> None:
    text = data_dictionary()
    assert [(entry.table, entry.column) for entry in dictionary_rows()] == [
        (table.name, column.name) for table in TABLES.values() for column in table.columns
    ]
    for table in TABLES.values():
        assert text.count(f"\n## {table.name}\n") == 1
        assert all(f"`{rule.name}`: {rule.meaning}" in text for rule in table.rules)


def test_every_meaning_is_told() -> None:
    assert all(len(entry.meaning) > 10 for entry in dictionary_rows())


@pytest.mark.parametrize(
    ("described", "enum"),
    [
        (codes.PARAGRAPH_ROLES, records.ParagraphRole),
        (codes.DATE_PRECISIONS, records.DatePrecision),
        (codes.QUOTE_KINDS, records.QuoteKind),
        (codes.ACTOR_TYPES, records.ActorType),
        (codes.MENTION_KINDS, records.MentionKind),
    ],
)
def test_codes_describe_the_values_of_the_records(
    described: Mapping[str, str], enum: type[StrEnum]
) -> None:
    assert list(described) == [member.value for member in enum]


def test_foreign_keys_and_orders_name_columns_that_exist() -> None:
    for table in TABLES.values():
        names = {column.name for column in table.columns}
        assert {*table.key, *table.order} <= names
        for key in table.foreign_keys:
            assert set(key.columns) <= names
            assert set(key.target) <= {column.name for column in TABLES[key.table].columns}
    assert all(table.column("article_id") for table in ARTICLE_TABLES)
