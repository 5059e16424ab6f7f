"""Figures, breaches and trend for people: Markdown for Prefect's pages."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from flows.quality.figures import Figures, total
from flows.quality.gate import Verdict
from flows.quality.history import PastRun

_MONTHS_SHOWN = 12
_RUNS_SHOWN = 10
_RULES_SHOWN = 8
_STEPS = "▁▂▃▄▅▆▇█"


def quality_markdown(verdict: Verdict, past: Sequence[PastRun]) -> str:
    """A page: what is out of bounds, the months, the rules, and the trend of the last runs."""
    return "\n".join(
        [
            *_breach_lines(verdict),
            "",
            "## Trend over the last runs",
            "",
            *_trend_lines(past),
            "",
            "## Figures by month",
            "",
            *month_lines(verdict.months),
            "",
            "## Rules that found the speakers",
            "",
            *rule_lines(verdict.months),
        ]
    )


def _breach_lines(verdict: Verdict) -> list[str]:
    if not verdict.breaches:
        return ["All figures are within their bounds."]
    said = "Refused, nothing was published" if verdict.refused else "Published with warnings"
    return [
        f"**{said}.** Outside their bounds:",
        "",
        *(f"- {breach.on_breach}: {breach}" for breach in verdict.breaches),
    ]


def month_lines(months: Mapping[str, Figures]) -> list[str]:
    """A table of the latest months, and of all."""
    header = (
        "month", "articles", "quotes/article", "no speaker", "rejected", "languages",
        "actors", "new actors",
    )  # fmt: skip
    return _table(
        header,
        [
            (
                name,
                f"{figures.articles:,}",
                _number(figures.value("quotes_per_article")),
                percent(figures.value("share_without_speaker")),
                f"{figures.rejects:,}",
                _mix(figures),
                f"{figures.actors:,}",
                f"{figures.new_actors:,}",
            )
            for name, figures in _latest(months)
        ],
    )


def rule_lines(months: Mapping[str, Figures]) -> list[str]:
    """A table of what share of the quotes each rule found the speaker of, in the latest months and
    in all; the rules used most, and the rest of them together."""
    counts = total(months.values()).attributions
    rules = sorted(counts, key=lambda rule: (-counts[rule], rule))[:_RULES_SHOWN]
    rest = len(counts) - len(rules)

    def shares(figures: Figures) -> list[str]:
        found = [figures.value(f"attribution:{rule}") for rule in rules]
        if not rest:
            return [percent(share) for share in found]
        others = None if None in found else 1 - sum(share or 0 for share in found)
        return [percent(share) for share in (*found, others)]

    more = [f"{rest} more"] if rest else []
    header = ("month", *(rule.replace("_", " ") for rule in rules), *more)
    return _table(header, [(name, *shares(figures)) for name, figures in _latest(months)])


def _latest(months: Mapping[str, Figures]) -> list[tuple[str, Figures]]:
    """The latest months, and the sum of all under its name."""
    shown = sorted(months)[-_MONTHS_SHOWN:]
    everything = "all" if len(shown) == len(months) else f"all {len(months)}"
    return [*((month, months[month]) for month in shown), (everything, total(months.values()))]


def _mix(figures: Figures) -> str:
    """The languages of the articles, the most frequent first: `da 96.0%, en 4.0%`."""
    languages = sorted(figures.languages, key=lambda name: (-figures.languages[name], name))
    return ", ".join(f"{name} {percent(figures.value(f'language:{name}'))}" for name in languages)


def _trend_lines(past: Sequence[PastRun]) -> list[str]:
    shown = past[-_RUNS_SHOWN:]
    if not shown:
        return ["No run yet."]
    measures: list[tuple[str, Callable[[PastRun], float | None]]] = [
        ("articles", lambda run: run.articles),
        ("quotes per article", lambda run: run.quotes_per_article),
        ("without speaker", lambda run: run.share_without_speaker),
        ("rejected of the run's files", lambda run: run.share_rejected),
    ]
    curves = [(name, sparkline([value(run) for run in shown])) for name, value in measures]
    rows = [
        (
            run.at.replace("T", " ").removesuffix("Z"),
            _outcome(run),
            f"{run.articles:,}",
            _number(run.quotes_per_article),
            percent(run.share_without_speaker),
            percent(run.share_rejected),
        )
        for run in reversed(shown)
    ]
    return [
        *_table(("figure", "last run" if len(shown) == 1 else f"last {len(shown)} runs"), curves),
        "",
        *_table(
            ("run (UTC)", "gate", "articles", "quotes/article", "no speaker", "rejected"),
            rows,
        ),
    ]


def _outcome(run: PastRun) -> str:
    if run.refused:
        return "refused"
    return {0: "passed", 1: "1 warning"}.get(run.breaches, f"{run.breaches} warnings")


def sparkline(values: Sequence[float | None]) -> str:
    """A curve of block characters, from the lowest to the highest value; `·` for none."""
    known = [value for value in values if value is not None]
    low, high = min(known, default=0.0), max(known, default=0.0)

    def step(value: float) -> str:
        share = (value - low) / (high - low) if high > low else 0.5
        return _STEPS[round(share * (len(_STEPS) - 1))]

    return "".join("·" if value is None else step(value) for value in values)


def percent(share: float | None) -> str:
    """A share as people read it."""
    return "–" if share is None else f"{share:.1%}"


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"


def _table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    rule = ["---", *("---:" for _ in header[1:])]
    return [f"| {' | '.join(row)} |" for row in (header, rule, *rows)]
