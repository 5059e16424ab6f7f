"""Actors with one id become one, and quotes follow."""

from __future__ import annotations

from dataclasses import replace

from flows.extraction.actors.ids import actor_id
from flows.extraction.actors.uniting import unite
from flows.records import (
    Actor,
    ActorType,
    Attribute,
    Findings,
    Mention,
    MentionKind,
    Quote,
    QuoteKind,
)


def actor(name: str, start: int, **more: object) -> Actor:
    mentions = (Mention(start, start + len(name), MentionKind.NAME),)
    found = Actor(actor_id(name, ActorType.PERSON), name, ActorType.PERSON, mentions)
    return replace(found, **more)  # type: ignore[arg-type]


def quote(speaker: int | None, name: str | None, joint: tuple[int, ...] = ()) -> Quote:
    return Quote(QuoteKind.DIRECT, ((0, 3),), 0, 1, name, speaker, "rule", 0.9, joint)


ANNA, YILDIZ, PLAIN = actor("Anna Lind", 5), actor("Ege Yıldız", 20), actor("Ege Yildiz", 40)


def test_two_writings_of_one_name_are_one_actor() -> None:
    party = Attribute("V", 60, 61)
    found = Findings(
        (quote(2, "Ege Yildiz"), quote(0, "Anna Lind"), quote(None, "En nabo", (0, 1, 2))),
        (ANNA, YILDIZ, replace(PLAIN, party=party)),
        (),
    )
    united = unite(found)
    assert [actor.name for actor in united.actors] == ["Anna Lind", "Ege Yıldız"]
    both = united.actors[1]
    assert [mention.start for mention in both.mentions] == [20, 40]
    assert both.aliases == ("Ege Yildiz",)
    assert both.party == party
    assert [(q.speaker, q.speaker_name, q.joint_speakers) for q in united.quotes] == [
        (1, "Ege Yıldız", ()),
        (0, "Anna Lind", ()),
        (None, "En nabo", (0, 1)),
    ]


def test_where_ids_differ_nothing_is_touched() -> None:
    found = Findings((quote(1, "Ege Yıldız"),), (ANNA, YILDIZ), ())
    assert unite(found) is found


def test_who_is_no_actor_keeps_the_words_and_loses_the_link() -> None:
    found = Findings((quote(0, "Anna Lind"), quote(1, None, (0, 1))), (ANNA, YILDIZ), ())
    united = unite(found, [None, YILDIZ])
    assert united.actors == (YILDIZ,)
    assert [(q.speaker, q.speaker_name, q.joint_speakers) for q in united.quotes] == [
        (None, "Anna Lind", ()),
        (0, "Ege Yıldız", (0,)),
    ]
