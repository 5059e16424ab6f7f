"""The report's words, numbers and colours."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path

import pytest

from flows.reporting.report.texts import Language, Texts, all_texts
from schemas.codes import ACTOR_TYPES, PARAGRAPH_ROLES, QUOTE_KINDS
from tests.reporting.reading_pages import ReadPage

WEB = Path(str(files("flows.reporting.report").joinpath("web")))
STYLE = (WEB / "style.css").read_text(encoding="utf-8")
PLACEHOLDER = re.compile(r"\{\w+\}")
# Families of keys named after codes; the code stands for itself where there are no words.
FAMILIES = (
    "layer.",
    "kind.",
    "type.",
    "types.",
    "source.",
    "role.",
    "rule.",
    "how.",
    "reason.",
    "included.",
)


@pytest.mark.parametrize(("key", "words"), all_texts().items())
def test_every_text_says_the_same_in_both_languages(key: str, words: list[str]) -> None:
    danish, english = words
    assert danish.strip() and english.strip()
    assert set(PLACEHOLDER.findall(danish)) == set(PLACEHOLDER.findall(english))


def test_every_text_is_used_and_every_used_text_exists() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in WEB.iterdir())
    singular = {key for key in all_texts() if key.endswith(".one")}
    plain = {key for key in all_texts() if not key.startswith(FAMILIES)} - singular
    topics = {key.partition(".")[0] for key in plain}
    used = {
        key for key in re.findall(r'"([a-z]+\.[a-z_]+)"', code) if key.partition(".")[0] in topics
    }
    assert used | {"month.unknown"} == plain
    assert {key.removesuffix(".one") for key in singular} <= plain


def test_every_code_of_the_tables_has_words(page: ReadPage) -> None:
    keys = set(all_texts())
    assert {f"kind.{kind}" for kind in QUOTE_KINDS} <= keys
    assert {f"type.{name}" for name in ACTOR_TYPES} <= keys
    assert {f"role.{role}" for role in PARAGRAPH_ROLES} <= keys
    articles = page.data["articles"]
    rules = {quote["rule"] for article in articles for quote in article.get("quotes", [])}
    reasons = {reason for article in articles for *_, reason in article.get("nonQuotes", [])}
    assert len(rules) > 5 and len(reasons) > 3
    # A rule or reason without words is shown by its code; a line in texts.tsv says it better.
    codes = {f"{family}.{rule}" for rule in rules for family in ("rule", "how")}
    assert codes | {f"reason.{reason}" for reason in reasons} <= keys


@pytest.mark.parametrize(
    ("name", "value", "danish", "english"),
    [
        ("count", 1234567, "1.234.567", "1,234,567"),
        ("count", 7, "7", "7"),
        ("mean", 11.75, "11,8", "11.8"),
        ("share", 0.125, "12 %", "12%"),
        ("share", 0.003, "<1 %", "<1%"),
        ("share", 0.998, ">99 %", ">99%"),
        ("share", 0, "0 %", "0%"),
        ("share", 1, "100 %", "100%"),
        ("month", "2024-03", "marts 2024", "March 2024"),
        ("month", "2024", "2024", "2024"),
        ("month", "unknown", "uden måned", "no month"),
        ("kind", "question", "spørgsmål", "question"),
        ("kind", "of a kind unheard of", "of a kind unheard of", "of a kind unheard of"),
        ("name", "Åse\u202eesÅ", "Åse\ufffdesÅ", "Åse\ufffdesÅ"),
    ],
)
def test_values_are_written_as_the_language_writes_them(
    name: str, value: str | float, danish: str, english: str
) -> None:
    assert Texts(Language.DANISH).value(name, value) == danish
    assert Texts(Language.ENGLISH).value(name, value) == english


def test_one_of_a_thing_is_not_many() -> None:
    texts = Texts(Language.ENGLISH)
    assert texts.text("reader.quotes", count=1) == "1 quote"
    assert texts.text("reader.quotes", count=0) == "0 quotes"


def colours(scheme: str) -> dict[str, str]:
    """The named colours of the light or the dark scheme."""
    light, dark = re.findall(r":root \{(.*?)\}", STYLE, re.DOTALL)[:2]
    named = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", light))
    return named | (
        dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", dark)) if scheme == "dark" else {}
    )


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, after WCAG 2.2 (relative luminance)."""

    def luminance(colour: str) -> float:
        parts = [int(colour[index : index + 2], 16) / 255 for index in (1, 3, 5)]
        red, green, blue = (
            part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
        )
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


GROUNDS = ("direct-ground", "partial-ground", "indirect-ground", "question-ground")
TEXT_PAIRS = [
    *((text, ground) for text in ("ink", "soft", "accent") for ground in ("paper", "sheet")),
    *(("ink", ground) for ground in (*GROUNDS, "mark", "line")),
    *(
        (actor, ground)
        for actor in ("person", "organization", "location")
        for ground in ("paper", *GROUNDS)
    ),
    *((kind, ground) for kind in QUOTE_KINDS for ground in ("paper", "sheet")),
]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), TEXT_PAIRS)
def test_words_stand_out_from_their_ground(scheme: str, text: str, ground: str) -> None:
    named = colours(scheme)
    assert contrast(named[text], named[ground]) >= 4.5


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("shape", ["bar", "focus", "speaker", *QUOTE_KINDS])
def test_shapes_stand_out_from_the_page(scheme: str, shape: str) -> None:
    named = colours(scheme)
    assert contrast(named[shape], named["paper"]) >= 3


def test_kinds_differ_by_more_than_colour() -> None:
    strokes = re.findall(r"^\.(\w+) \{.*--stroke: (\w+);", STYLE, re.MULTILINE)
    assert {kind for kind, _ in strokes} == set(QUOTE_KINDS)
    assert len({stroke for _, stroke in strokes}) == len(QUOTE_KINDS)
