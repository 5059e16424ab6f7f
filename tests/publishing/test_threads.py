"""Work in threads: results in order, bounded, errors where they are waited for."""

from __future__ import annotations

import threading
import time
from functools import partial

import pytest

from flows.publishing.threads import InOrder


def slow(number: int) -> int:
    """Earlier calls take longer than later ones."""
    time.sleep(0.02 / (number + 1))
    return number


def test_results_come_in_the_order_of_the_calls() -> None:
    with InOrder[int](waiting=3) as work:
        early = [result for number in range(20) for result in work.add(partial(slow, number))]
        late = list(work.finish())
    assert early + late == list(range(20))
    assert late


def test_no_more_calls_are_held_than_allowed() -> None:
    handed_out = 0
    with InOrder[int](waiting=1) as work:
        for number in range(10):
            handed_out += len(list(work.add(partial(slow, number))))
            assert number + 1 - handed_out <= 3


def test_an_error_is_raised_where_its_result_is_waited_for() -> None:
    def fail() -> int:
        raise ValueError("no such leaf")

    with InOrder[int](waiting=0) as work, pytest.raises(ValueError, match="no such leaf"):
        list(work.add(fail))
        list(work.finish())


def test_what_nobody_waits_for_is_not_begun_after_an_error() -> None:
    held, begun = threading.Event(), []

    def wait_and_note(number: int) -> None:
        held.wait(5)
        begun.append(number)

    with pytest.raises(RuntimeError), InOrder[None](waiting=10) as work:
        for number in range(6):
            list(work.add(partial(wait_and_note, number)))
        threading.Timer(0.2, held.set).start()
        raise RuntimeError
    assert len(begun) == 2
