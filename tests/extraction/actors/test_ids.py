"""Identifiers of actors."""

from __future__ import annotations

import pytest

from flows.extraction.actors.ids import ID_LENGTH, actor_id
from flows.records import ActorType

PERSON, PLACE, BODY = ActorType.PERSON, ActorType.LOCATION, ActorType.ORGANIZATION


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


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Mehmet Yıldız", "Mehmet Yildiz"),
        ("Åge Lindskov", "Aage Lindskov"),
        ("Björn Lindskov", "Bjørn Lindskov"),
        ("André Lindskov", "Andre Lindskov"),
    ],
)
def test_foreign_letters_make_no_difference(one: str, other: str) -> None:
    assert actor_id(one, PERSON) == actor_id(other, PERSON)


def test_letters_that_are_taken_apart_keep_what_they_consist_of() -> None:
    assert actor_id("김", PERSON) != actor_id("기", PERSON)


@pytest.mark.parametrize(
    ("one", "other", "type_"),
    [
        ("DF", "Dansk Folkeparti", BODY),
        ("Skovlyst Byg A/S", "Skovlyst Byg", BODY),
        ("De Forenede Stater", "USA", PLACE),
    ],
)
def test_known_other_names_are_one_name(one: str, other: str, type_: ActorType) -> None:
    assert actor_id(one, type_) == actor_id(other, type_)


def test_other_names_belong_to_their_type() -> None:
    assert actor_id("DF", PERSON) != actor_id("Dansk Folkeparti", PERSON)


def test_a_label_tells_namesakes_apart() -> None:
    plain, rider = actor_id("Bo Lindskov", PERSON), actor_id("Bo Lindskov", PERSON, "rytter")
    assert plain != rider == actor_id("bo lindskov", PERSON, "Rytter")
