"""The gate every table passes: the Pandera models, then the rules between tables.

Works on Arrow tables, whether just built or read back from Parquet. What fails is named by row
number and rule; nothing is dropped here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

import polars as pl
import pyarrow as pa
from pandera.errors import SchemaErrors

from schemas import TABLES
from schemas.columns import ForeignKey
from schemas.models import model


class Failure(NamedTuple):
    """A row of a table that breaks a rule; row -1 where the table as a whole does."""

    table: str
    row: int
    rule: str
    value: str


def check_tables(tables: Mapping[str, pa.Table]) -> list[Failure]:
    """All failures in tables that belong together, by table and row."""
    frames = {name: _frame(table) for name, table in tables.items()}
    failures: list[Failure] = []
    for name, frame in frames.items():
        failures += _model_failures(name, frame)
        for key in TABLES[name].foreign_keys:
            failures += _unresolved(name, key, frame, frames[key.table])
        failures += _misplaced(name, tables)
    return sorted(set(failures))


def _frame(table: pa.Table) -> pl.DataFrame:
    frame = pl.from_arrow(table)
    assert isinstance(frame, pl.DataFrame)  # a table never becomes a Series
    return frame


def _model_failures(name: str, frame: pl.DataFrame) -> Iterator[Failure]:
    try:
        model(name).validate(frame, lazy=True)
    except SchemaErrors as error:
        for case in error.failure_cases.iter_rows(named=True):
            row = case["index"]
            yield Failure(
                name, -1 if row is None else row, _rule(case), str(case["failure_case"])[:80]
            )


def _rule(case: Mapping[str, object]) -> str:
    """The rule's name: ours where the check carries one, else column and kind of fault."""
    check, column = str(case["check"]), str(case["column"])
    if check == "not_nullable":
        return f"{column}_not_null"
    if check == "field_uniqueness":
        return f"{column}_unique"
    if check.startswith("dtype("):
        return f"{column}_type"
    if check.startswith("multiple_fields_uniqueness") or "unique" in check:
        return "key_unique"
    return check


def _unresolved(
    name: str, key: ForeignKey, frame: pl.DataFrame, target: pl.DataFrame
) -> Iterator[Failure]:
    """Rows whose foreign key is set and points to nothing."""
    last = key.columns[-1]
    rows = frame.select(*key.columns).with_row_index("row")
    if isinstance(rows.schema[last], pl.List):
        rows = rows.explode(last)
    rows = rows.drop_nulls()
    lost = rows.join(
        target.select(*key.target),
        left_on=list(key.columns),
        right_on=list(key.target),
        how="anti",
    )
    for row, *_, value in lost.iter_rows():
        yield Failure(name, row, f"{last}_resolves", str(value))


def _misplaced(name: str, tables: Mapping[str, pa.Table]) -> Iterator[Failure]:
    """Rows whose places do not lie in the article's text, or whose words are not found there."""
    table = tables[name]
    if name == "rejects" or not table.num_rows:
        return
    articles = tables["articles"]
    texts = dict(zip(articles["article_id"].to_pylist(), articles["text"].to_pylist(), strict=True))
    owners = [texts.get(owner, "") for owner in table["article_id"].to_pylist()]
    for span in TABLES[name].spans:
        words = table[span.text].to_pylist() if span.text else [None] * len(owners)
        starts, ends = table[span.start].to_pylist(), table[span.end].to_pylist()
        places = zip(owners, words, starts, ends, strict=True)
        for row, (text, word, start, end) in enumerate(places):
            if start is not None and not _found(text, word, start, end):
                rule = f"{span.text}_as_in_text" if span.text else f"{span.start}_in_text"
                yield Failure(name, row, rule, f"{start}-{end}")
    yield from _misplaced_members(name, table, owners)
    if name == "quotes":
        yield from _misquoted(table, owners)


def _found(text: str, word: str | None, start: int, end: int) -> bool:
    if word is None:
        return 0 <= start < end <= len(text)
    return text[start:end] == word


_MEMBERS = {"articles": "paragraphs", "actors": "mentions", "quotes": "segments"}


def _misplaced_members(name: str, table: pa.Table, owners: list[str]) -> Iterator[Failure]:
    """Paragraphs, mentions and segments: flat, because there are dozens to an article."""
    column = _MEMBERS.get(name)
    if column is None:
        return
    members = table[column].combine_chunks()
    rows = members.value_parent_indices().to_pylist()
    flat = members.flatten()
    starts, ends = flat.field("start").to_pylist(), flat.field("end").to_pylist()
    words = flat.field("text").to_pylist() if column == "mentions" else [None] * len(rows)
    last_row, reached = -1, 0
    for row, word, start, end in zip(rows, words, starts, ends, strict=True):
        if not _found(owners[row], word, start, end):
            yield Failure(name, row, f"{column}_as_in_text", f"{start}-{end}")
        if row == last_row and start < reached and column != "mentions":
            yield Failure(name, row, f"{column}_ordered", f"{start}-{end}")
        last_row, reached = row, end


def _misquoted(table: pa.Table, owners: list[str]) -> Iterator[Failure]:
    """Quotes whose text is not their segments, joined by one blank."""
    segments = table["segments"].combine_chunks()
    flat = segments.flatten()
    starts, ends = flat.field("start").to_pylist(), flat.field("end").to_pylist()
    offsets = segments.offsets.to_pylist()
    first = offsets[0]
    for row, quoted in enumerate(table["text"].to_pylist()):
        text = owners[row]
        pieces = range(offsets[row] - first, offsets[row + 1] - first)
        if quoted != " ".join([text[starts[at] : ends[at]] for at in pieces]):
            yield Failure("quotes", row, "text_as_in_article", quoted[:80])
