"""Figures against bounds: which break them, where, and which are not judged."""

from __future__ import annotations

from dataclasses import replace

import pytest

from flows.quality import Bound
from flows.quality.figures import Figures, RunFigures, decode, total
from flows.quality.judging import judge

MARCH = Figures(
    articles=100,
    quotes=400,
    without_speaker=40,
    actors=300,
    new_actors=30,
    rejects=25,
    attributions={"name": 300, "pronoun": 100},
    languages={"da": 95, "sv": 5},
)


def told(bound: Bound, now: Figures, before: Figures | None = None) -> list[str]:
    published = {} if before is None else {"2024-03": before}
    return [
        str(breach) for breach in judge([bound], {"2024-03": now}, published, ["2024-03"], None)
    ]


@pytest.mark.parametrize(
    ("measure", "value"),
    [
        ("articles", 100),
        ("quotes_per_article", 4),
        ("share_without_speaker", 0.1),
        ("share_rejected", 0.2),
        ("share_new_actors", 0.1),
        ("attribution:pronoun", 0.25),
        ("attribution:guess", 0),
        ("language:sv", 0.05),
    ],
)
def test_measures(measure: str, value: float) -> None:
    assert MARCH.value(measure) == value


def test_a_share_of_nothing_is_no_figure_and_breaks_nothing() -> None:
    assert Figures().value("share_without_speaker") is None
    assert told(Bound("share_without_speaker", "month", "fail", least=0.5), Figures(1)) == []


@pytest.mark.parametrize(
    ("bound", "message"),
    [
        (
            Bound("quotes_per_article", "month", "fail", least=4.5),
            "quotes_per_article in 2024-03 is 4, least 4.5",
        ),
        (
            Bound("language:da", "all", "warn", most=0.9),
            "language:da in all is 0.95, most 0.9",
        ),
        (
            Bound("attribution:*", "month", "warn", most=0.5),
            "attribution:name in 2024-03 is 0.75, most 0.5",
        ),
    ],
)
def test_what_is_outside_a_bound_is_told(bound: Bound, message: str) -> None:
    assert told(bound, MARCH) == [message]


def test_what_lies_on_a_bound_is_inside() -> None:
    assert told(Bound("quotes_per_article", "month", "fail", least=4, most=4), MARCH) == []


def test_shares_rise_and_fall_by_points_and_counts_relatively() -> None:
    worse = replace(MARCH, without_speaker=100, articles=60)
    rise = Bound("share_without_speaker", "month", "warn", most_rise=0.1)
    assert told(rise, worse, MARCH) == [
        "share_without_speaker in 2024-03 is 0.25 after 0.1, most rise 0.1"
    ]
    fall = Bound("articles", "all", "fail", most_fall=0.3)
    assert told(fall, worse, MARCH) == ["articles in all is 60 after 100, most fall 0.3"]
    assert told(replace(fall, most_fall=0.5), worse, MARCH) == []
    assert told(rise, worse) == [], "without a state before there is no change"


def test_few_articles_are_not_judged() -> None:
    bound = Bound("quotes_per_article", "month", "fail", least=10, smallest=101)
    assert told(bound, MARCH) == []
    assert len(told(replace(bound, smallest=100), MARCH)) == 1


def test_many_articles_that_became_few_are_judged() -> None:
    bound = Bound("articles", "all", "fail", most_fall=0.5, smallest=50)
    assert len(told(bound, Figures(articles=2), MARCH)) == 1


def test_only_months_that_a_run_changes_are_judged() -> None:
    bound = Bound("quotes_per_article", "month", "fail", least=10)
    months = {"2024-02": MARCH, "2024-03": MARCH}
    [breach] = judge([bound], months, months, ["2024-02"], None)
    assert breach.place == "2024-02"


def test_a_run_is_judged_by_its_own_files() -> None:
    bound = Bound("share_rejected", "run", "warn", most=0.2, smallest=20)
    assert judge([bound], {}, {}, [], RunFigures(files=20, rejects=4)) == []
    [breach] = judge([bound], {}, {}, [], RunFigures(files=20, rejects=5))
    assert str(breach) == "share_rejected in this run is 0.25, most 0.2"
    assert judge([bound], {}, {}, [], RunFigures(files=19, rejects=19)) == []


def test_what_fails_comes_first() -> None:
    bounds = [
        Bound("articles", "all", "warn", most=1),
        Bound("quotes", "all", "fail", most=1),
    ]
    breaches = judge(bounds, {"2024-03": MARCH}, {}, [], None)
    assert [breach.on_breach for breach in breaches] == ["fail", "warn"]


def test_a_total_counts_an_actor_once() -> None:
    both = total([MARCH, replace(MARCH, actors=300, new_actors=5)])
    assert (both.articles, both.actors, both.attributions["name"]) == (200, 35, 600)


def test_figures_come_back_from_json() -> None:
    assert decode(MARCH.encode()) == MARCH
