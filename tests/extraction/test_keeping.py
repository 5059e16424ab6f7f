"""Tables that keep what was found out: bounded, and never wrong."""

from __future__ import annotations

from flows.extraction.keeping import keep


def test_what_is_kept_is_given_back_and_found_again() -> None:
    known: dict[str, int | None] = {}
    assert keep(known, 2, "bro", 3) == 3
    assert keep(known, 2, "vej", None) is None
    assert known == {"bro": 3, "vej": None}


def test_a_full_table_is_begun_anew() -> None:
    known = {"bro": 3, "vej": 3}
    assert keep(known, 2, "havn", 4) == 4
    assert known == {"havn": 4}
