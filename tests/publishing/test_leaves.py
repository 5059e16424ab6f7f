"""Leaves depend on the set of articles, and hold every article once."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.publishing.leaves import (
    LEAF_ARTICLES,
    LEAF_BYTES,
    CountPlaces,
    Leaf,
    article_place,
    leaf_named,
    month_base,
    month_leaves,
    month_of,
)


def counting(places: list[int], size: int) -> CountPlaces:
    def count(first: int, last: int, shift: int) -> list[tuple[int, int, int]]:
        found = Counter(place >> shift for place in places if first <= place <= last)
        return [(bucket, number, number * size) for bucket, number in sorted(found.items())]

    return count


def leaves_of(places: list[int], size: int = 2000) -> list[Leaf]:
    return [leaf for leaf, _ in month_leaves("2024-03", counting(places, size))]


@pytest.mark.parametrize("number", [1, 512, 513, 5000])
def test_every_article_is_in_one_leaf_and_no_leaf_is_too_large(number: int) -> None:
    places = [article_place(f"{i:016x}", "2024-03") for i in range(number)]
    leaves = leaves_of(places)
    counts = Counter(
        leaf for leaf in leaves for place in places if leaf.first <= place <= leaf.last
    )
    assert sum(counts.values()) == number
    assert all(0 < count <= LEAF_ARTICLES for count in counts.values())
    assert leaves == sorted(leaves, key=lambda leaf: leaf.first)


def test_long_articles_are_divided_by_their_bytes() -> None:
    places = [article_place(f"{i:016x}", "2024-03") for i in range(8)]
    assert len(leaves_of(places, LEAF_BYTES // 4)) > 1
    assert len(leaves_of(places[:1], LEAF_BYTES * 2)) == 1


def test_articles_of_one_place_stay_together() -> None:
    place = article_place("0" * 16, "2024-03")
    assert [leaf.bits for leaf in leaves_of([place] * (LEAF_ARTICLES + 1))] == [32]


@given(st.dates(min_value=date(1, 1, 1)).map(lambda day: day.strftime("%Y-%m").zfill(7)))
def test_a_place_tells_its_month(month: str) -> None:
    assert month_of(article_place("0123456789abcdef", month)) == month
    assert month_of(month_base(month)) == month


def test_articles_without_a_month_have_a_place_of_their_own() -> None:
    assert month_of(article_place("0123456789abcdef", None)) == "unknown"


@pytest.mark.parametrize("leaf", [Leaf("2024-03", 0, 0), Leaf("unknown", 5, 3)])
def test_a_leaf_is_known_by_its_name(leaf: Leaf) -> None:
    assert leaf_named(leaf.month, leaf.name) == leaf
