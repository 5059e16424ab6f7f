"""The figures of the overview: counted over the whole dataset, from the columns they need."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from flows.reporting.report.published import PublishedTables, collected
from flows.reporting.report.speakers import Medium, Speaker, media, speakers

# Longer lists say nothing more on a page; the tables hold all of it.
_LONGEST_LIST = 12
_CONFIDENCE_BINS = 10


@dataclass(frozen=True, slots=True)
class Period:
    """One month (`YYYY-MM`, or `unknown`): articles collected in it, their quotes by kind."""

    month: str
    articles: int
    quotes: dict[str, int]

    @property
    def quote_count(self) -> int:
        """Quotes of all kinds."""
        return sum(self.quotes.values())


@dataclass(frozen=True, slots=True)
class Count:
    """How many quotes (or stretches) have a value."""

    value: str
    count: int


@dataclass(frozen=True, slots=True)
class Rule:
    """How often a rule found the speaker, and the mean of what it is trusted (0 to 1)."""

    name: str
    count: int
    confidence: float


@dataclass(frozen=True, slots=True)
class Figures:
    """Everything the overview shows. Lists are sorted, largest first; months by time."""

    totals: dict[str, int]
    periods: list[Period]
    kinds: list[Count]
    sources: list[Count]
    speakers: list[Speaker]
    parties: list[Count]
    roles: list[Count]
    media: list[Medium]
    rules: list[Rule]
    confidence: list[int]
    cues: list[Count]
    reasons: list[Count]


def figures(tables: PublishedTables) -> Figures:
    """Count everything that the overview shows."""
    quotes = tables.scan("quotes")
    actors = tables.scan("actors")
    periods = _periods(tables)
    kinds = _counts(quotes, pl.col("kind"))
    found, speaker_count = speakers(actors)
    rules = _rules(quotes)
    spoken = actors.filter(pl.col("quote_count") > 0)
    non_quotes = _counts(tables.scan("non_quotes"), pl.col("reason"))
    quote_count = sum(kind.count for kind in kinds)
    return Figures(
        totals={
            "articles": sum(period.articles for period in periods),
            "quotes": quote_count,
            "actors": _one(actors.select(pl.col("actor_id").n_unique())),
            "speakers": speaker_count,
            "with_speaker": _one(quotes.select(pl.col("speaker_name").count())),
            "media_quotes": _one(quotes.select(pl.col("medium").count())),
            "non_quotes": sum(reason.count for reason in non_quotes),
            "rejects": _one(tables.scan("rejects").select(pl.len())),
        },
        periods=periods,
        kinds=kinds,
        sources=_counts(quotes, _source()),
        speakers=found,
        parties=_weighted(spoken, pl.col("party"))[:_LONGEST_LIST],
        roles=_weighted(spoken, _without_capital("role"))[:_LONGEST_LIST],
        media=media(quotes),
        rules=rules,
        confidence=_confidence(quotes),
        cues=_counts(quotes, _without_capital("cue"))[:_LONGEST_LIST],
        reasons=non_quotes,
    )


def _periods(tables: PublishedTables) -> list[Period]:
    month = pl.col("month").fill_null("unknown")
    articles = collected(tables.scan("articles").group_by(month).agg(pl.len())).sort("month")
    quotes = collected(tables.scan("quotes").group_by(month, "kind").agg(pl.len()))
    by_month: dict[str, dict[str, int]] = {}
    for name, kind, count in quotes.sort("month", "kind").iter_rows():
        by_month.setdefault(name, {})[kind] = count
    return [Period(name, count, by_month.get(name, {})) for name, count in articles.iter_rows()]


def _source() -> pl.Expr:
    """Who a quote is from: the type of actor, a source without a name, nobody, or the asker."""
    return (
        pl.when(pl.col("kind") == "question")
        .then(pl.lit("question"))
        .when(pl.col("speaker_type").is_not_null())
        .then(pl.col("speaker_type"))
        .when(pl.col("speaker_name").is_not_null())
        .then(pl.lit("unnamed"))
        .otherwise(pl.lit("open"))
        .alias("source")
    )


def _without_capital(column: str) -> pl.Expr:
    """Values as within a sentence: "Ifølge" as "ifølge"; "GOG-træner" stays."""
    value = pl.col(column)
    begins_sentence = value.str.contains(r"^\p{Lu}\p{Ll}+(\P{L}|$)")
    lowered = value.str.slice(0, 1).str.to_lowercase() + value.str.slice(1)
    return pl.when(begins_sentence).then(lowered).otherwise(value)


def _rules(quotes: pl.LazyFrame) -> list[Rule]:
    counted = collected(
        quotes.group_by("attribution").agg(
            pl.len().alias("count"), pl.col("confidence").mean().round(3)
        )
    ).sort("count", "attribution", descending=[True, False])
    return [Rule(*row) for row in counted.iter_rows()]


def _confidence(quotes: pl.LazyFrame) -> list[int]:
    """Quotes by confidence, in ten steps of 0.1; 1.0 belongs to the last."""
    step = (pl.col("confidence") * _CONFIDENCE_BINS).floor().clip(0, _CONFIDENCE_BINS - 1)
    counted = collected(quotes.group_by(step.cast(pl.Int32).alias("step")).agg(pl.len()))
    by_step = dict(counted.iter_rows())
    return [by_step.get(step, 0) for step in range(_CONFIDENCE_BINS)]


def _counts(frame: pl.LazyFrame, value: pl.Expr) -> list[Count]:
    return _sorted_counts(frame, value, pl.len())


def _weighted(actors: pl.LazyFrame, value: pl.Expr) -> list[Count]:
    return _sorted_counts(actors, value, pl.col("quote_count").cast(pl.Int64).sum())


def _sorted_counts(frame: pl.LazyFrame, value: pl.Expr, weight: pl.Expr) -> list[Count]:
    named = frame.with_columns(value=value).filter(pl.col("value").is_not_null())
    counted = collected(named.group_by("value").agg(weight.alias("count")))
    ordered = counted.sort("count", "value", descending=[True, False])
    return [Count(*row) for row in ordered.iter_rows()]


def _one(frame: pl.LazyFrame) -> int:
    return int(collected(frame).item() or 0)
