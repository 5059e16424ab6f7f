"""Pandera models (native polars backend) of the tables, made from their declarations."""

from __future__ import annotations

from functools import cache
from typing import Any

import pandera.polars as pa
import polars as pl

from schemas import TABLES
from schemas.columns import Column, RowRule

_SPAN = {"start": pl.Int32, "end": pl.Int32}
_DTYPES: dict[str, Any] = {
    "string": pl.String,
    "integer": pl.Int32,
    "number": pl.Float64,
    "date": pl.Date,
    "strings": pl.List(pl.String),
    "spans": pl.List(pl.Struct(_SPAN)),
    "paragraphs": pl.List(pl.Struct({**_SPAN, "role": pl.String})),
    "mentions": pl.List(pl.Struct({**_SPAN, "text": pl.String, "kind": pl.String})),
    "roles": pl.List(
        pl.Struct(
            {
                "role": pl.String,
                "first_month": pl.String,
                "last_month": pl.String,
                "count": pl.Int32,
            }
        )
    ),
}


@cache
def model(table: str) -> pa.DataFrameSchema:
    """The Pandera model of a table: types, order of columns, nulls, checks, rules, key.

    Validate DataFrames with `lazy=True`; a LazyFrame would have its types checked only. Each
    check's `error` is the name of the rule, as it stands in `rejects.reason`.
    """
    declared = TABLES[table]
    return pa.DataFrameSchema(
        {column.name: _column(column) for column in declared.columns},
        checks=[_row_check(rule) for rule in declared.rules],
        unique=list(declared.key) if len(declared.key) > 1 else None,
        strict=True,
        ordered=True,
        name=declared.name,
        title=declared.name,
        description=declared.meaning,
    )


def _column(column: Column) -> pa.Column:
    return pa.Column(
        _DTYPES[column.type],
        checks=_checks(column),
        nullable=column.nullable,
        unique=column.unique,
        description=column.meaning,
    )


def _checks(column: Column) -> list[pa.Check]:
    return [_native_check(name, holds) for name, holds in _conditions(column).items()]


def _row_check(rule: RowRule) -> pa.Check:
    return _native_check(rule.name, rule.holds(pl))


def _native_check(name: str, holds: pl.Expr) -> pa.Check:
    def check(data: pa.PolarsData) -> pl.LazyFrame:
        return data.lazyframe.select(holds)

    return pa.Check(check, name=name, error=name)


def _conditions(column: Column) -> dict[str, pl.Expr]:
    """What each value of a column must fulfil, by the name of the rule; null fulfils all."""
    found: dict[str, pl.Expr] = {}
    value = pl.col(column.name)
    if column.codes is not None:
        found[f"{column.name}_known"] = value.is_in(list(column.codes))
    if column.pattern is not None:
        found[f"{column.name}_pattern"] = value.str.contains(f"^(?:{column.pattern})$")
    elif column.type == "string" and not column.blank and column.codes is None:
        found[f"{column.name}_not_empty"] = value.str.len_bytes() >= 1
    if column.least is not None:
        found[f"{column.name}_least"] = value >= column.least
    if column.most is not None:
        found[f"{column.name}_most"] = value <= column.most
    return found


@cache
def brief_model(table: str) -> pa.DataFrameSchema:
    """Holds exactly where `model` does, but names nothing: its time does not go with the columns.

    `model` asks each column one question after the other, which for some hundred rows takes longer
    than to find them; here all questions about a table are one.
    """
    declared = TABLES[table]
    types = pl.Schema({column.name: _DTYPES[column.type] for column in declared.columns})
    conditions = [rule.holds(pl) for rule in declared.rules]
    for column in declared.columns:
        conditions += _conditions(column).values()
    asked = [
        *(condition.all() for condition in conditions),
        *map(_complete, (column for column in declared.columns if not column.nullable)),
        *(
            pl.col(column.name).n_unique() == pl.len()
            for column in declared.columns
            if column.unique
        ),
    ]
    if len(declared.key) > 1:
        asked.append(pl.struct(declared.key).n_unique() == pl.len())

    def holds(data: pa.PolarsData) -> bool:
        if data.lazyframe.collect_schema() != types:
            return False
        return bool(data.lazyframe.select(pl.all_horizontal(asked)).collect().item())

    return pa.DataFrameSchema(
        checks=[pa.Check(holds, name=declared.name, error=f"{declared.name}_valid")],
        name=declared.name,
    )


def _complete(column: Column) -> pl.Expr:
    """Whether a column has a value in each row; one that is no number counts as none."""
    value = pl.col(column.name)
    complete = value.null_count() == 0
    return complete & ~value.is_nan().any() if column.type == "number" else complete
