"""Where the bars of the report's charts stand."""

from __future__ import annotations

import pytest

from flows.reporting.report.charts import (
    HEIGHT,
    articles_chart,
    bins_chart,
    chart_periods,
    quotes_chart,
)
from flows.reporting.report.figures import Period


def test_months_without_articles_keep_their_place() -> None:
    periods, cut = chart_periods([Period("2023-11", 2, {"direct": 3}), Period("2024-02", 1, {})])
    assert [period.month for period in periods] == ["2023-11", "2023-12", "2024-01", "2024-02"]
    assert [period.articles for period in periods] == [2, 0, 0, 1]
    assert not cut


def test_many_months_become_years() -> None:
    periods, cut = chart_periods(
        [
            Period("1990-05", 1, {"direct": 2}),
            Period("1990-06", 2, {"direct": 1, "indirect": 4}),
            Period("2024-01", 5, {}),
        ]
    )
    assert periods == [
        Period("1990", 3, {"direct": 3, "indirect": 4}),
        Period("2024", 5, {}),
    ]
    assert not cut


def test_articles_without_a_month_are_not_drawn() -> None:
    periods, _ = chart_periods([Period("2024-01", 1, {}), Period("unknown", 9, {})])
    assert [period.month for period in periods] == ["2024-01"]
    assert chart_periods([Period("unknown", 9, {})]) == ([], False)


def test_bars_are_as_high_as_their_counts_and_stand_on_the_line() -> None:
    chart = articles_chart([Period("2024-01", 10, {}), Period("2024-02", 5, {})])
    first, second = chart.bars
    assert first.height == pytest.approx(2 * second.height)
    assert first.y + first.height == pytest.approx(HEIGHT)
    assert 0 <= first.x < first.x + first.width < second.x < second.x + second.width <= 100
    assert chart.peak == ("2024-01", 10)


def test_parts_of_a_bar_lie_on_each_other() -> None:
    chart = quotes_chart([Period("2024-01", 1, {"indirect": 2, "direct": 6})])
    direct, indirect = chart.bars
    assert (direct.series, indirect.series) == ("direct", "indirect")
    assert indirect.y + indirect.height == pytest.approx(direct.y)


@pytest.mark.parametrize("most", [0, 1, 3, 7, 99, 100, 12345, 600000])
def test_the_scale_has_few_round_numbers_and_reaches_the_top(most: int) -> None:
    chart = articles_chart([Period("2024-01", most, {})])
    counts = [count for _, count in chart.lines]
    assert 1 <= len(counts) <= 4
    assert counts[-1] >= most
    assert all(0 <= y <= HEIGHT for y, _ in chart.lines)


def test_confidence_is_drawn_in_ten_steps() -> None:
    chart = bins_chart([0, 0, 0, 0, 0, 0, 1, 2, 3, 40])
    assert [(bar.label, bar.count) for bar in chart.bars] == [
        ("6", 1),
        ("7", 2),
        ("8", 3),
        ("9", 40),
    ]
