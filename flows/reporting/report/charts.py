"""Where the bars of the charts stand. Across, in percent of the width, so that a chart fits every
screen and its words keep their size; down, in pixels."""

from __future__ import annotations

from dataclasses import dataclass, replace

from flows.reporting.report.figures import Period
from schemas.codes import QUOTE_KINDS

HEIGHT = 140
# More bars than this cannot be told apart on a phone.
_MOST_BARS = 96
_GAP = 0.2
_TICKS = 6
_STEPS = (1, 2, 5)


@dataclass(frozen=True, slots=True)
class Bar:
    """A rectangle. `x` and `width` in percent, `y` and `height` in pixels from the top."""

    x: float
    width: float
    y: float
    height: float
    series: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars, lines with their values (`y`, count), and marks below (`x` in percent, label)."""

    bars: list[Bar]
    lines: list[tuple[float, int]]
    ticks: list[tuple[float, str]]
    peak: tuple[str, int]


def chart_periods(periods: list[Period]) -> tuple[list[Period], bool]:
    """The periods to draw, without gaps where they are months; and whether earlier ones are cut.

    Months become years where there are too many of them.
    """
    dated = [period for period in periods if period.month[:4].isdecimal()]
    if not dated:
        return [], False
    months = _months_between(dated[0].month, dated[-1].month)
    if len(months) <= _MOST_BARS:
        by_month = {period.month: period for period in dated}
        return [by_month.get(month, Period(month, 0, {})) for month in months], False
    years: dict[str, Period] = {}
    for period in dated:
        year = period.month[:4]
        so_far = years.get(year, Period(year, 0, {}))
        kinds = {*so_far.quotes, *period.quotes}
        years[year] = replace(
            so_far,
            articles=so_far.articles + period.articles,
            quotes={
                kind: so_far.quotes.get(kind, 0) + period.quotes.get(kind, 0) for kind in kinds
            },
        )
    return list(years.values())[-_MOST_BARS:], len(years) > _MOST_BARS


def articles_chart(periods: list[Period]) -> Chart:
    """One bar for each period."""
    return _stacked([(period.month, {"articles": period.articles}) for period in periods])


def quotes_chart(periods: list[Period]) -> Chart:
    """One bar for each period, divided by kind of quote, direct quotes at the bottom."""
    ordered = [
        (period.month, {kind: period.quotes.get(kind, 0) for kind in QUOTE_KINDS})
        for period in periods
    ]
    return _stacked(ordered)


def bins_chart(counts: list[int]) -> Chart:
    """One bar for each step of confidence; labels are the steps' numbers."""
    chart = _stacked([(str(step), {"confidence": count}) for step, count in enumerate(counts)])
    width = 100 / len(counts)
    return replace(chart, ticks=[(width * step, f"{step * 10} %") for step in range(0, 10, 2)])


def _stacked(columns: list[tuple[str, dict[str, int]]]) -> Chart:
    sums = [(label, sum(parts.values())) for label, parts in columns]
    peak = max(sums, key=lambda column: column[1], default=("", 0))
    lines = _lines(peak[1])
    scale = HEIGHT / max(lines[-1], peak[1], 1)
    slot = 100 / max(len(columns), 1)
    bars = []
    for index, (label, parts) in enumerate(columns):
        bottom = float(HEIGHT)
        for series, count in parts.items():
            if count:
                height = count * scale
                bottom -= height
                x, width = slot * (index + _GAP / 2), slot * (1 - _GAP)
                bars.append(Bar(x, width, bottom, height, series, label, count))
    return Chart(bars, [(HEIGHT - line * scale, line) for line in lines], _ticks(columns), peak)


def _lines(most: int) -> list[int]:
    """Two to four round numbers up to just above the largest count."""
    if most <= 0:
        return [1]
    magnitude = 1
    while True:
        for step in _STEPS:
            if most <= 4 * step * magnitude:
                size = step * magnitude
                return [size * number for number in range(1, -(-most // size) + 1)]
        magnitude *= 10


def _ticks(columns: list[tuple[str, dict[str, int]]]) -> list[tuple[float, str]]:
    """Years where they begin; the first month of all where no year begins."""
    slot = 100 / max(len(columns), 1)
    starts = [
        (slot * index, label[:4])
        for index, (label, _) in enumerate(columns)
        if len(label) == 4 or label.endswith("-01")
    ]
    if not starts and columns:
        return [(0.0, columns[0][0])]
    # A label at the far right would be cut off.
    starts = [(x, label) for x, label in starts if x < 92]
    step = -(-len(starts) // _TICKS) or 1
    return starts[::step]


def _months_between(first: str, last: str) -> list[str]:
    begin, end = (int(month[:4]) * 12 + int(month[5:7]) - 1 for month in (first, last))
    return [f"{month // 12:04d}-{month % 12 + 1:02d}" for month in range(begin, end + 1)]
