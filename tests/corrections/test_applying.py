"""Corrections on the findings of articles that are really read."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from flows.corrections.applying import apply_corrections
from flows.corrections.reading import parse
from flows.extraction.actors.ids import actor_id
from flows.extraction.article import extract_article
from flows.reading import find_seed_files, read_article
from flows.records import Actor, ActorType, Article, Findings, Paragraph, ParagraphRole

TEXT = """date 2024-03 Byrådet i Aarhus mødes om broen.

- Den bliver dyr, siger rådmand Astrid Elmkvist (V).

- Men den bliver flot, siger arkitekt Bertil Bakkedal.
"""
PERSON, PLACE = ActorType.PERSON, ActorType.LOCATION


@pytest.fixture
def article(tmp_path: Path) -> Article:
    (tmp_path / "200_8db5fa08d73a028f.txt").write_text(TEXT, encoding="utf-8")
    (seed,) = find_seed_files(tmp_path)
    found = read_article(seed)  # type: ignore[arg-type]
    assert isinstance(found, Article)
    return found


def corrected(article: Article, corrections: str) -> Findings:
    findings = extract_article(article)
    return apply_corrections(article, findings, parse(corrections.encode(), "c"))[0]


def named(findings: Findings, name: str) -> Actor:
    return next(actor for actor in findings.actors if actor.name == name)


def speakers(findings: Findings) -> list[tuple[str | None, str | None]]:
    return [
        (quote.speaker_name, None if quote.speaker is None else findings.actors[quote.speaker].name)
        for quote in findings.quotes
    ]


def test_names_that_nobody_corrects_stay_as_they_are(article: Article) -> None:
    findings = extract_article(article)
    corrections = parse(b"[[remove]]\nnames = ['Cecilie Tofteng']", "c")
    assert apply_corrections(article, findings, corrections) == (findings, False)


def test_a_merged_actor_has_the_others_name_and_id(article: Article) -> None:
    found = corrected(article, "[[merge]]\nnames = ['Astrid Elmkvist']\ninto = 'A. Elmkvist'")
    actor = named(found, "A. Elmkvist")
    assert actor.actor_id == actor_id("A. Elmkvist", PERSON)
    assert "Astrid Elmkvist" in actor.aliases
    assert speakers(found)[0] == ("A. Elmkvist", "A. Elmkvist")


def test_two_actors_of_an_article_become_one(article: Article) -> None:
    before = extract_article(article)
    found = corrected(article, "[[merge]]\nnames = ['Bertil Bakkedal']\ninto = 'Astrid Elmkvist'")
    assert len(found.actors) == len(before.actors) - 1
    assert speakers(found) == [("Astrid Elmkvist", "Astrid Elmkvist")] * 2
    mentions = [
        m for name in ("Astrid Elmkvist", "Bertil Bakkedal") for m in named(before, name).mentions
    ]
    assert set(named(found, "Astrid Elmkvist").mentions) == set(mentions)


@pytest.mark.parametrize(
    "condition",
    [
        "articles = ['8db5fa08d73a028f']",
        "from = '2024-03'",
        "until = '2024-03'",
        "roles = ['RÅDMAND']",
        "parties = ['venstre', 'v']",
        "from = '2024-01'\nuntil = '2024-12'\nroles = ['borgmester', 'mand']",
    ],
)
def test_namesakes_are_told_apart_by_what_stands_in_the_article(
    article: Article, condition: str
) -> None:
    split = f"[[split]]\nname = 'Astrid Elmkvist'\nas = 'rådmanden'\n{condition}"
    actor = named(corrected(article, split), "Astrid Elmkvist")
    assert actor.actor_id == actor_id("Astrid Elmkvist", PERSON, "rådmanden")


@pytest.mark.parametrize(
    "condition",
    [
        "articles = ['0123456789abcdef']",
        "from = '2024-04'",
        "until = '2024-02'",
        "roles = ['borgmester']",
        "parties = ['SF']",
        "from = '2024-01'\nroles = ['borgmester']",
    ],
)
def test_where_a_condition_fails_the_id_is_that_of_the_name(
    article: Article, condition: str
) -> None:
    split = f"[[split]]\nname = 'Astrid Elmkvist'\nas = 'rådmanden'\n{condition}"
    actor = named(corrected(article, split), "Astrid Elmkvist")
    assert actor.actor_id == actor_id("Astrid Elmkvist", PERSON)


def test_another_type_gives_another_id_and_takes_what_only_persons_have(article: Article) -> None:
    retype = "[[retype]]\nnames = ['Astrid Elmkvist']\ntype = 'location'"
    actor = named(corrected(article, retype), "Astrid Elmkvist")
    assert (actor.type, actor.actor_id) == (PLACE, actor_id("Astrid Elmkvist", PLACE))
    assert (actor.role, actor.party, actor.gender) == (None, None, None)


def test_a_new_type_is_followed_by_what_is_said_of_that_type(article: Article) -> None:
    both = (
        "[[retype]]\nnames = ['Astrid Elmkvist']\ntype = 'location'\n"
        "[[merge]]\nnames = ['Astrid Elmkvist']\ntype = 'location'\ninto = 'Elmkvist'"
    )
    assert named(corrected(article, both), "Elmkvist").actor_id == actor_id("Elmkvist", PLACE)


def test_who_is_removed_leaves_the_words(article: Article) -> None:
    found = corrected(article, "[[remove]]\nnames = ['Astrid Elmkvist']")
    assert "Astrid Elmkvist" not in {actor.name for actor in found.actors}
    assert speakers(found)[0] == ("Astrid Elmkvist", None)
    assert speakers(found)[1] == ("Bertil Bakkedal", "Bertil Bakkedal")


def test_namesakes_of_one_article_are_corrected_by_their_name(article: Article) -> None:
    text = TEXT + "\nAstrid Elmkvist (V) og Astrid Elmkvist (S) er uenige.\n"
    two = replace(article, text=text.partition("\n")[2], paragraphs=(whole(text),))
    findings = extract_article(two)
    assert len([one for one in findings.actors if one.name == "Astrid Elmkvist"]) == 2
    one = "[[merge]]\nnames = ['Astrid Elmkvist']\ninto = 'Astrid Elmkvist'"
    found = apply_corrections(two, findings, parse(one.encode(), "c"))[0]
    assert named(found, "Astrid Elmkvist").actor_id == actor_id("Astrid Elmkvist", PERSON)
    assert len(named(found, "Astrid Elmkvist").mentions) == 3
    split = "[[split]]\nname = 'Astrid Elmkvist'\nas = 'den anden'\nparties = ['Venstre']"
    found = apply_corrections(two, findings, parse(split.encode(), "c"))[0]
    assert [one.actor_id for one in found.actors if one.name == "Astrid Elmkvist"] == [
        actor_id("Astrid Elmkvist", PERSON, "den anden"),
        actor_id("Astrid Elmkvist", PERSON, "Socialdemokratiet"),
    ]
    nobody = parse(b"[[remove]]\nnames = ['Astrid Elmkvist']", "c")
    assert not [
        one
        for one in apply_corrections(two, findings, nobody)[0].actors
        if one.name == "Astrid Elmkvist"
    ]


def whole(text: str) -> Paragraph:
    return Paragraph(0, len(text.partition("\n")[2]), ParagraphRole.BODY)
