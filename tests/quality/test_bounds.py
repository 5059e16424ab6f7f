"""Bounds: what a file may say, and what is told about one that says something else."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.quality import Bound, BoundsError, read_bounds

GOOD = """
[[bound]]
figure = "attribution:*"
of = "all"
most_rise = 0.15
from = 200
on_breach = "warn"
"""


def bounds_of(folder: Path, text: str | bytes) -> tuple[Bound, ...]:
    path = folder / "bounds.toml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_bounds(path)


def test_the_bounds_of_the_project_are_good() -> None:
    bounds = read_bounds(None)
    assert {bound.on_breach for bound in bounds} == {"fail", "warn"}
    # A few files tell nothing; the samples are published whatever they are.
    assert all(bound.smallest >= 20 for bound in bounds)


def test_a_bound_is_what_the_file_says(tmp_path: Path) -> None:
    assert bounds_of(tmp_path, GOOD) == (
        Bound("attribution:*", "all", "warn", most_rise=0.15, smallest=200),
    )


def test_a_file_without_bounds_binds_nothing(tmp_path: Path) -> None:
    assert bounds_of(tmp_path, "# nothing\n") == ()


@pytest.mark.parametrize(
    ("good", "bad", "told"),
    [
        ('"attribution:*"', '"quotes_per_artcle"', "bound 1: figure is 'quotes_per_artcle'"),
        ('"attribution:*"', '"attribution:"', "known are"),
        ('"attribution:*"', '"weather:*"', "known are"),
        ('of = "all"', "", "of is missing"),
        ('"all"', '"year"', "of is 'year'"),
        ('"all"', '"run"', "of a run only rejects and share_rejected"),
        ("most_rise = 0.15", "", "gives no limit"),
        ("0.15", "-1", "most_rise is -1"),
        ("0.15", "true", "most_rise is True"),
        ("0.15", "nan", "most_rise is nan"),
        ('"warn"', '"shout"', "on_breach is 'shout'"),
        ("most_rise", "most_raise", "unknown most_raise"),
        ("[[bound]]", "[[bounds]]", "knows no bounds"),
        ("[[bound]]", "[bound]", "has bound in another form"),
        ("0.15", "0,15", "no valid TOML"),
    ],
)
def test_a_wrong_bound_is_named_in_one_line(good: str, bad: str, told: str, tmp_path: Path) -> None:
    with pytest.raises(BoundsError) as raised:
        bounds_of(tmp_path, GOOD.replace(good, bad))
    message = str(raised.value)
    assert told in message and "bounds.toml" in message and "\n" not in message


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(BoundsError, match=r"gone\.toml cannot be read: No such file"):
        read_bounds(tmp_path / "gone.toml")
    with pytest.raises(BoundsError, match="no valid TOML"):
        bounds_of(tmp_path, b"\xff\xfe\x00")
