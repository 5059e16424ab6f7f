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
    found: list[pa.Check] = []
    if column.codes is not None:
        found.append(pa.Check.isin(list(column.codes), error=f"{column.name}_known"))
    if column.pattern is not None:
        found.append(
            pa.Check.str_matches(f"^(?:{column.pattern})$", error=f"{column.name}_pattern")
        )
    elif column.type == "string" and not column.blank and column.codes is None:
        found.append(pa.Check.str_length(min_value=1, error=f"{column.name}_not_empty"))
    if column.least is not None:
        found.append(pa.Check.ge(column.least, error=f"{column.name}_least"))
    if column.most is not None:
        found.append(pa.Check.le(column.most, error=f"{column.name}_most"))
    return found


def _row_check(rule: RowRule) -> pa.Check:
    def holds(data: pa.PolarsData) -> pl.LazyFrame:
        return data.lazyframe.select(rule.holds(pl))

    return pa.Check(holds, name=rule.name, error=rule.name)
