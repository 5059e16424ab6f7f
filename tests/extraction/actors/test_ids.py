"""Identifiers of actors."""

from __future__ import annotations

import pytest

from flows.extraction.actors.ids import ID_LENGTH, actor_id, canonical
from flows.records import ActorType

PERSON, PLACE = ActorType.PERSON, ActorType.LOCATION


def test_id_is_the_same_in_every_run_and_on_every_machine() -> None:
    assert actor_id("Bo Lindskov", PERSON) == "58fdfa61fac37c9d"
    assert len(actor_id("Bo Lindskov", PERSON)) == ID_LENGTH


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("BO LINDSKOV", "Bo Lindskov"),
        ("H.C. Lindskov", "H. C. Lindskov"),
        ("Bo  Lindskov", "Bo Lindskov"),
        ("Mod's A/S", "Mods A/S"),
        ("A\u030aage Lind", "\u00c5age Lind"),
    ],
)
def test_writing_makes_no_difference(one: str, other: str) -> None:
    assert actor_id(one, PERSON) == actor_id(other, PERSON)


@pytest.mark.parametrize(
    ("one", "other"), [("Bo Lindskov", "Bo Lindskog"), ("HC Lindskov", "H.C. Lindskov")]
)
def test_other_letters_do(one: str, other: str) -> None:
    assert actor_id(one, PERSON) != actor_id(other, PERSON)


def test_a_place_is_not_the_person_of_its_name() -> None:
    assert actor_id("Skagen", PERSON) != actor_id("Skagen", PLACE)


def test_a_users_correction_gives_the_other_names_id() -> None:
    merged = {(canonical("Bo Lindskog"), PERSON): "Bo Lindskov"}
    assert actor_id("Bo Lindskog", PERSON, merged) == actor_id("Bo Lindskov", PERSON)
    assert actor_id("Ida Lindskog", PERSON, merged) == actor_id("Ida Lindskog", PERSON)
