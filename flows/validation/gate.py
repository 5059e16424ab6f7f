"""The gate every table passes: the Pandera models, then the rules between tables.

Works on Arrow tables, whether just built or read back from Parquet. What fails is named by row
number and rule; nothing is dropped here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from operator import getitem
from typing import NamedTuple

import polars as pl
import pyarrow as pa
from pandera.errors import SchemaError, SchemaErrors

from schemas import TABLES
from schemas.columns import ForeignKey
from schemas.models import brief_model, model


class Failure(NamedTuple):
    """A row of a table that breaks a rule; row -1 where the table as a whole does."""

    table: str
    row: int
    rule: str
    value: str


def check_tables(tables: Mapping[str, pa.Table]) -> list[Failure]:
    """All failures in tables that belong together, by table and row."""
    frames = {name: _frame(table) for name, table in tables.items()}
    texts = _texts(frames)
    failures: list[Failure] = []
    for name, frame in frames.items():
        failures += _model_failures(name, frame)
        for key in TABLES[name].foreign_keys:
            # Tables over the whole dataset do not exist yet when articles are checked.
            if key.table in frames:
                failures += _unresolved(name, key, frame, frames[key.table])
        failures += _misplaced(name, frame, texts)
    return sorted(set(failures))


def _frame(table: pa.Table) -> pl.DataFrame:
    frame = pl.from_arrow(table)
    assert isinstance(frame, pl.DataFrame)  # a table never becomes a Series
    return frame


def _model_failures(name: str, frame: pl.DataFrame) -> Iterator[Failure]:
    try:
        brief_model(name).validate(frame)
        return
    except SchemaError:
        pass  # rows that break a rule are named by the model that asks one thing after the other
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


def _texts(frames: Mapping[str, pl.DataFrame]) -> dict[str, str]:
    """The text of each article, by its id."""
    if "articles" not in frames:
        return {}
    articles = frames["articles"]
    return dict(zip(articles["article_id"].to_list(), articles["text"].to_list(), strict=True))


def _misplaced(name: str, frame: pl.DataFrame, texts: Mapping[str, str]) -> Iterator[Failure]:
    """Rows whose places do not lie in the article's text, or whose words are not found there."""
    if "article_id" not in frame.columns or frame.is_empty():
        return
    owners = [texts.get(owner, "") for owner in frame["article_id"].to_list()]
    lengths = pl.Series(list(map(len, owners)), dtype=pl.Int64)
    for span in TABLES[name].spans:
        rule = f"{span.text}_as_in_text" if span.text else f"{span.start}_in_text"
        starts, ends = frame[span.start], frame[span.end]
        words = frame[span.text].to_list() if span.text else None
        for row in _not_found(owners, lengths, starts, ends, words):
            yield Failure(name, row, rule, f"{starts[row]}-{ends[row]}")
    if name in _MEMBERS:
        yield from _misplaced_members(name, frame, owners, lengths)


def _not_found(
    texts: Sequence[str],
    lengths: pl.Series,
    starts: pl.Series,
    ends: pl.Series,
    words: list[str | None] | None,
) -> Iterator[int]:
    """Positions whose place is not in the text, or does not hold the words, if they are given."""
    if starts.null_count() < len(starts):
        outside = ~((starts >= 0) & (starts < ends) & (ends <= lengths))
        yield from outside.arg_true()
    if words is not None:
        yield from _differing(_cut(texts, starts, ends), words)


def _cut(texts: Sequence[str], starts: pl.Series, ends: pl.Series) -> Sequence[str | None]:
    """What stands in each place of each text; None for no place."""
    if not starts.null_count() and not ends.null_count():
        return list(map(getitem, texts, map(slice, starts.to_list(), ends.to_list())))
    return [
        None if start is None else text[start:end]
        for text, start, end in zip(texts, starts.to_list(), ends.to_list(), strict=True)
    ]


def _differing(found: Sequence[str | None], words: Sequence[str | None]) -> Iterator[int]:
    if found != words:  # one comparison for all: nearly always nothing differs
        pairs = zip(found, words, strict=True)
        yield from (row for row, (there, said) in enumerate(pairs) if there != said)


_MEMBERS = {"articles": "paragraphs", "actors": "mentions", "quotes": "segments"}


def _misplaced_members(
    name: str, frame: pl.DataFrame, owners: Sequence[str], lengths: pl.Series
) -> Iterator[Failure]:
    """Paragraphs, mentions and segments: as one flat table, for there are dozens to an article."""
    column = _MEMBERS[name]
    flat = frame.select(pl.col(column)).with_row_index("row").explode(column).drop_nulls()
    rows = flat["row"].to_list()
    members = flat[column].struct
    starts, ends = members.field("start"), members.field("end")
    words = members.field("text").to_list() if column == "mentions" else None
    texts = [owners[row] for row in rows]
    for at in _not_found(texts, lengths.gather(flat["row"]), starts, ends, words):
        yield Failure(name, rows[at], f"{column}_as_in_text", f"{starts[at]}-{ends[at]}")
    if column == "mentions":
        return
    back = (starts < ends.shift(1)) & (flat["row"] == flat["row"].shift(1))
    for at in back.fill_null(False).arg_true():
        yield Failure(name, rows[at], f"{column}_ordered", f"{starts[at]}-{ends[at]}")
    if column == "segments":
        yield from _misquoted(frame, _cut(texts, starts, ends))


def _misquoted(frame: pl.DataFrame, pieces: Sequence[str | None]) -> Iterator[Failure]:
    """Quotes whose text is not their segments, joined by one blank; `pieces` are the segments of
    all quotes."""
    found: list[str | None] = []
    at = 0
    for count in frame["segments"].list.len().fill_null(0).to_list():
        if count == 1:
            found.append(pieces[at])
        else:
            found.append(" ".join([piece or "" for piece in pieces[at : at + count]]))
        at += count
    quoted = frame["text"].to_list()
    for row in _differing(found, quoted):
        yield Failure("quotes", row, "text_as_in_article", str(quoted[row])[:80])
