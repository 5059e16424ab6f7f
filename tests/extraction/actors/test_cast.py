"""Linking names into actors, and what the text says of persons; all persons are invented."""

from __future__ import annotations

import pytest

from flows.extraction.actors import Cast, build_cast, finish
from flows.extraction.names import find_names
from flows.records import ActorType, MentionKind
from tests.extraction.names.test_finding import document


def cast(text: str) -> Cast:
    doc = document(text)
    return build_cast(doc, find_names(doc))


def persons(text: str) -> dict[str, tuple[str, ...]]:
    """Name -> aliases of every person."""
    return {draft.name: draft.aliases for draft in cast(text) if draft.is_person}


LINKED = {
    "surname": (
        "Bo Lindskov tabte. Lindskov var træt, og Lindskovs bror grinede.",
        {"Bo Lindskov": ("Lindskov",)},
    ),
    "first name, where the text uses it": (
        "Ida Kjærholm synger. Ida er glad.",
        {"Ida Kjærholm": ("Ida",)},
    ),
    "full name behind the short one": (
        "Kjærholm er ny formand. Det blev Ida Kjærholm i går.",
        {"Ida Kjærholm": ("Kjærholm",)},
    ),
    "brothers stay two": (
        "Bo Lindskov og Ib Lindskov spillede. Ib Lindskov scorede.",
        {"Bo Lindskov": (), "Ib Lindskov": ()},
    ),
    "father with a middle name stays another": (
        "Gården ejes af Bo Lindskov. Hans far, Bo Peter Lindskov, købte den.",
        {"Bo Lindskov": (), "Bo Peter Lindskov": ()},
    ),
    "the same without the middle name": (
        "Det siger Bo Peter Lindskov. Bo Lindskov er 40 år.",
        {"Bo Peter Lindskov": ("Bo Lindskov",)},
    ),
    "particles": (
        "Anna von der Lühe kom. Senere gik von der Lühe.",
        {"Anna von der Lühe": ("von der Lühe",)},
    ),
    "couple": (
        "Inge og Poul Vestbirk bor her. Inge Vestbirk maler.",
        {"Inge Vestbirk": ("Inge",), "Poul Vestbirk": ()},
    ),
}


@pytest.mark.parametrize("case", LINKED)
def test_persons_of_an_article(case: str) -> None:
    text, expected = LINKED[case]
    assert persons(text) == expected


def test_abbreviation_in_brackets_is_the_same_party() -> None:
    actors = cast("Dansk Folkeparti (DF) stemte nej. DF ville ikke.").actors
    assert [(a.name, a.aliases, len(a.names)) for a in actors] == [("Dansk Folkeparti", ("DF",), 3)]


def test_a_name_in_brackets_that_is_no_abbreviation_is_another() -> None:
    names = [a.name for a in cast("Danske Regioner (Randers) svarer ikke.")]
    assert names == ["Danske Regioner", "Randers"]


ROLES = {
    "Det siger sundhedsminister Karla Vestergren.": "sundhedsminister",
    "Det siger Karla Vestergren, formand for Danske Regioner, til avisen.": (
        "formand for Danske Regioner"
    ),
    "Karla Vestergren, der er formand for skolebestyrelsen, er glad.": (
        "formand for skolebestyrelsen"
    ),
    "Formanden for skolebestyrelsen, Karla Vestergren, er glad.": "Formanden for skolebestyrelsen",
    "Den svenske it-ekspert Karla Vestergren er glad.": "Den svenske it-ekspert",
    "Hans kone, Karla Vestergren, er glad.": "Hans kone",
    "Klima- og energiminister Karla Vestergren er glad.": "Klima- og energiminister",
    "Karla Vestergren (professor i jura) er glad.": "professor i jura",
    "Karla Vestergren er rektor på skolen.": "rektor på skolen",
    "Det siger tidligere borgmester i Randers Karla Vestergren.": "tidligere borgmester i Randers",
    "Den 42-årige vagtchef Karla Vestergren er glad.": "Den 42-årige vagtchef",
    "Det mener den lokale gruppes sekretær, Karla Vestergren.": "den lokale gruppes sekretær",
    "Det siger foreningens direktør, dr. Karla Vestergren.": "foreningens direktør",
    "Formand for børne- og kulturudvalget Karla Vestergren er glad.": (
        "Formand for børne- og kulturudvalget"
    ),
    "Karla Vestergren, der i går blev valgt til formand for klubben, er glad.": (
        "formand for klubben"
    ),
    "Karla Vestergren har været leder af skolen.": "leder af skolen",
    "Hans søster, Karla Vestergren, var møllebygger.": "Hans søster",
    "Klubbens nyindkøbte målmand Karla Vestergren er glad.": "Klubbens nyindkøbte målmand",
    "Klubbens indskiftede Karla Vestergren er glad.": "Klubbens indskiftede",
    "Sukkervarehandler Karla Vestergren, Riis, er glad.": "Sukkervarehandler",
    "Mor til to Karla Vestergren er glad.": "Mor til to",
    "En anden kok, Karla Vestergren, er glad.": "En anden kok",
    "Han afløser den detroniserede formand Karla Vestergren.": "den detroniserede formand",
    "Karla Vestergren, der er blevet en god leder, er glad.": "en god leder",
    "I Riis mødte formanden, Karla Vestergrens far, pressen.": "formanden",
    "Det siger en af stifterne, arkitekt Karla Vestergren.": "en af stifterne, arkitekt",
    "Mange kom, blandt andre direktør Karla Vestergren.": "direktør",
    "Forsvareren, politifuldmægtig Karla Vestergren, er glad.": "Forsvareren, politifuldmægtig",
    "Murerens tidligere kompagnon, Karla Vestergren, er glad.": "Murerens tidligere kompagnon",
    "Han bor ifølge sin forsvarer, Karla Vestergren, i Riis.": "sin forsvarer",
    "Det siger klubbens bedste løber, svenske Karla Vestergren.": "klubbens bedste løber",
    "Avleren, der hedder Karla Vestergren, er glad.": "Avleren",
    "Det mener gruppens ordfører,\n\nKarla Vestergren.": "gruppens ordfører",
    "Ny formand for foreningen er Karla Vestergren.": "Ny formand for foreningen",
    "Karla Vestergren på 71 er formand for foreningen.": "formand for foreningen",
    "Karla Vestergren, der er 13 og formand for klassen, er glad.": "formand for klassen",
    "Karla Vestergren har siden 2019 været formand for foreningen.": "formand for foreningen",
    "Karla Vestergren, som har været frivillig på løbet, ler.": "frivillig på løbet",
    "Den tidligere Byens Cup-anfører Karla Vestergren er glad.": (
        "Den tidligere Byens Cup-anfører"
    ),
    "Fisker Karla Vestergren er glad.": "Fisker",
    "Pastor Karla Vestergren er glad.": "Pastor",
    "Karla Vestergren på ni er chef for rummet.": "chef for rummet",
    "Karla Vestergren stopper i dag som leder af skolen.": "leder af skolen",
    "Karla Vestergren, der ejer butikken i Riis, er glad.": "der ejer butikken i Riis",
    "Karla Vestergren, som har arbejdet i banken siden 1998, ler.": (
        "som har arbejdet i banken siden 1998"
    ),
}


@pytest.mark.parametrize(("text", "role"), ROLES.items())
def test_role_as_written(text: str, role: str) -> None:
    found = cast(text).actors
    person = next(draft for draft in found if draft.name == "Karla Vestergren")
    assert person.role is not None
    assert person.role.value == role
    assert text[person.role.start : person.role.end] == role


@pytest.mark.parametrize(
    "text",
    [
        "Det siger Karla Vestergren, men formanden for rådet er uenig.",
        "Han kender Karla Vestergren, og direktøren går.",
        "Karla Vestergren, som har mødt formanden, er glad.",
        "Tirsdag mødte Karla Vestergren avisen.",
        "Formanden gav i går Karla Vestergren ret.",
        "Karla Vestergren blev valgt med stort flertal.",
        "Han vil også dirigere Karla Vestergren en dag.",
        "Vi har set Karla Vestergren i godt humør.",
        "Derfor nævnes navnet Karla Vestergren igen.",
        "Spiller Karla Vestergren ikke på søndag?",
        "Den norske løber slog den trætte Karla Vestergren i går.",
        "Rollen som den unge Karla Vestergren er svær.",
        "Det klarer Karla Vestergren i dag.",
        "Jeg tænker på for eksempel Karla Vestergren.",
        "Karla Vestergren er et helt pænt navn.",
        "Han, der til daglig spiller i Riis, Karla Vestergrens by, er glad.",
        "Den måde Karla Vestergren løb på var flot.",
        "På klubbens hold mangler Karla Vestergren i dag.",
        "Han kom med kollegerne Karla Vestergren og Bo Lindskov.",
        "'Dronning Karla Vestergren', skriver de.",
        "Foruden lokale dommere var Karla Vestergren der.",
        "Karla Vestergren, der leder efter sin hund, er glad.",
        "Karla Vestergren, som har solgt sit hus, er glad.",
        "Karla Vestergren har siden mandag været syg.",
        "Karla Vestergren, som har været frivillig, ler.",
        "Bo Vestergren er bedre end brødrene Vestergren, der kom i går.",
        "Karla Vestergren stopper i dag med det samme.",
    ],
)
def test_no_role(text: str) -> None:
    found = [draft for draft in cast(text) if draft.is_person]
    assert found and not any(draft.roles for draft in found)


@pytest.mark.parametrize(
    ("text", "role"),
    [
        (
            "Hun sad i byrådet i 22 år. Nu holder den tidligere minister op.",
            "den tidligere minister",
        ),
        ("Hun er i Riis, hvor den 61-årige pianist spiller i dag.", "den 61-årige pianist"),
        ("Hun er glad. Hun har siden 2019 været formand for klubben.", "formand for klubben"),
        ("Hun henviser til den 34-årige bager.", None),
        ("Hun er glad. Hun mødte den tidligere minister.", None),
        ("Hun er glad. Nu kommer den tidligere minister, Bo Lindskov.", None),
        ("Hun er glad. Nu kommer den tidligere minister, der bor i Riis.", None),
        ("Hun og Bo Lindskov er glade. Nu holder den tidligere minister op.", None),
        ("Hun er glad. Nu holder den danske minister op.", None),
        ("Hun er glad. Nu holder den tidligere brandmand op.", "den tidligere brandmand"),
        ("Hun er glad. Nu holder den 61-årige sanger op.", "den 61-årige sanger"),
        ("Hun er glad. Nu holder den 61-årige sangerinde op.", "den 61-årige sangerinde"),
        ("Hun er glad. Nu holder den 61-årige søn op.", None),
        ("Hun er glad. Han er formand for klubben.", None),
        ("Hun er glad. Hun er min ven.", None),
    ],
)
def test_role_that_comes_behind(text: str, role: str | None) -> None:
    text = text.replace("Hun", "Karla Vestergren", 1)
    person = next(draft for draft in cast(text) if draft.name == "Karla Vestergren")
    assert (person.role and person.role.value) == role


def test_a_title_before_the_next_name_is_not_the_one_before() -> None:
    text = "Der var navne som Karla Vestergren, den populære minister Bo Lindskov og andre."
    roles = {draft.name: draft.role and draft.role.value for draft in cast(text)}
    assert roles == {"Karla Vestergren": None, "Bo Lindskov": "den populære minister"}


def test_a_verb_before_a_title_is_no_part_of_it() -> None:
    roles = {
        text: [draft.role and draft.role.value for draft in cast(text) if draft.is_person]
        for text in (
            "Den støtte hjælper senator Bo Lindskov.",
            "I salen i Randers kastede senator Bo Lindskov en sko.",
            "Nu er det senator Bo Lindskov, der taler.",
            "Desuden kan nævnes senator Bo Lindskov.",
            "Man kan genkende sangeren Bo Lindskov, og han vil genkende sangeren Ib Kjærholm.",
        )
    }
    assert list(roles.values()) == [["senator"]] * 4 + [["sangeren", "sangeren"]]


def test_a_plural_title_holds_for_the_whole_list_and_no_farther() -> None:
    text = "De svenske ministre Åsa Bergfalk, Per Lundmark og Ulf Ekelöv kom. Bo Lindskov gik."
    roles = {draft.name: draft.role and draft.role.value for draft in cast(text)}
    title = "De svenske ministre"
    assert roles == {
        "Åsa Bergfalk": title,
        "Per Lundmark": title,
        "Ulf Ekelöv": title,
        "Bo Lindskov": None,
    }


def test_party_age_and_gender_are_read_from_the_text() -> None:
    text = "Hr. Bo Lindskov (SF), 42-årige Ida Kjærholm og Kim Vestergren, 37, mødtes."
    first, second, third = cast(text).actors
    assert first.party is not None and first.party.value == "Socialistisk Folkeparti"
    assert text[first.party.start : first.party.end] == "SF"
    assert first.gender == "male"
    assert second.age is not None and second.age.value == "42"
    assert second.party is None and second.gender is None
    assert third.age is not None and text[third.age.start : third.age.end] == "37"


def test_role_in_an_organisation_names_it() -> None:
    draft = cast("Karla Vestergren, formand for Danske Regioner, er glad.").actors[0]
    assert draft.organization is not None and draft.organization.value == "Danske Regioner"


@pytest.mark.parametrize(
    ("title", "role"), [("den 46-årige lærer", "den 46-årige lærer"), ("manden", None)]
)
def test_a_title_elsewhere_is_the_role_of_who_has_none(title: str, role: str | None) -> None:
    text = f"Karla Vestergren er glad. Det siger {title}."
    found = cast(text)
    start = text.index(title)
    found.add_mention(0, start, start + len(title), MentionKind.TITLE)
    (actor,) = finish(found, text)
    assert (actor.role.value if actor.role else None) == role


def test_every_token_of_a_name_leads_to_its_actor_and_no_other_does() -> None:
    found = cast("Bo Lindskov mødte Ida Kjærholm.")
    assert [found.actor_at(token) for token in range(6)] == [0, 0, None, 1, 1, None]


def test_finished_actors_hold_all_mentions_once_in_text_order() -> None:
    text = "Lindskov kom. Det var Bo Lindskov. Han gik."
    found = cast(text)
    found.add_mention(0, 35, 38, MentionKind.PRONOUN)
    found.add_mention(0, 0, 8, MentionKind.TITLE)
    (actor,) = finish(found, text)
    assert (actor.name, actor.type, actor.aliases) == (
        "Bo Lindskov",
        ActorType.PERSON,
        ("Lindskov",),
    )
    assert [(text[m.start : m.end], m.kind.value) for m in actor.mentions] == [
        ("Lindskov", "alias"),
        ("Bo Lindskov", "name"),
        ("Han", "pronoun"),
    ]
