"""The report in a browser: it opens without complaint, marks stand where they should, all works.

Collected only where a Chromium is installed; `test_report.py` checks the same data everywhere.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.reporting.browser import Page
from tests.reporting.hostile import ATTACK, hostile_rows
from tests.reporting.reading_pages import ReadPage

VIEWS = ("#overview", "#search", "#article", "#speakers", "#trust")

# Every piece of an article's text as the page shows it, without numbers and labels.
PIECES = """[...document.querySelectorAll("#text .piece")].map((piece) => ({
  ...piece.dataset, text: piece.textContent, classes: [...piece.classList],
}))"""
PARAGRAPHS = """[...document.querySelectorAll("#text .paragraph")].map((paragraph) => {
  const copy = paragraph.cloneNode(true);
  for (const node of copy.querySelectorAll("button, .role")) node.remove();
  return copy.textContent.replaceAll("\\u2060", "");
})"""


def text_of(chromium: Page, selector: str) -> str:
    return str(chromium.run(f"document.querySelector({json.dumps(selector)})?.innerText || ''"))


# How many numbers have slipped to the line below the words that they belong to.
SLIPPED = """[...document.querySelectorAll("#text .glued")].filter((glued) => {
  const words = [...glued.previousElementSibling.getClientRects()].pop();
  return glued.querySelector("button").getBoundingClientRect().top > words.bottom;
}).length"""


def type_into(chromium: Page, selector: str, words: str) -> None:
    chromium.run(f"document.querySelector({json.dumps(selector)}).focus()")
    chromium.send("Input.insertText", text=words)


@pytest.mark.parametrize("place", VIEWS)
@pytest.mark.parametrize(("width", "height"), [(1280, 900), (360, 740)])
def test_the_page_opens_from_disk_without_complaint(
    chromium: Page, page_file: Path, place: str, width: int, height: int
) -> None:
    chromium.problems.clear()
    chromium.screen(width, height)
    chromium.open(page_file, place)
    assert chromium.run("document.querySelectorAll('main > .view:not([hidden])').length") == 1
    assert chromium.run("document.documentElement.scrollWidth <= innerWidth")
    assert chromium.problems == []
    assert set(chromium.requested) == {page_file.resolve().as_uri()}


def test_marks_stand_on_the_characters_of_the_tables(
    chromium: Page, page_file: Path, page: ReadPage
) -> None:
    chromium.screen(1280, 900)
    chromium.open(page_file, "#article")
    for article in page.data["articles"]:
        chromium.run(f"location.hash = '#article/{article['id']}'")
        chromium.wait(
            "document.querySelector('#article-list [aria-current]')"
            f"?.getAttribute('href') === '#article/{article['id']}'"
        )
        check_marks(article, chromium.run(PIECES))
        assert chromium.run(PARAGRAPHS) == [
            article["text"][start:end] for start, end, _ in article["paragraphs"]
        ]


@pytest.mark.parametrize("width", [360, 390, 820, 1280])
def test_numbers_stand_behind_their_words(chromium: Page, page_file: Path, width: int) -> None:
    chromium.screen(width, 740)
    chromium.open(page_file, "#article")
    assert chromium.run("document.querySelectorAll('#text .glued button').length") > 3
    assert chromium.run(SLIPPED) == 0


def check_marks(article: dict[str, Any], pieces: list[dict[str, Any]]) -> None:
    """Each piece shows the text of its place, and each mark is the sum of its pieces."""
    text = article["text"]

    def covered(name: str, index: int) -> set[int]:
        return {
            place
            for piece in pieces
            if str(index) in piece.get(name, "").split()
            for place in range(int(piece["start"]), int(piece["end"]))
        }

    for piece in pieces:
        assert piece["text"] == text[int(piece["start"]) : int(piece["end"])]
    for index, quote in enumerate(article.get("quotes", [])):
        assert covered("quote", index) == {
            place for start, end in quote["segments"] for place in range(start, end)
        }
        for name in ("cue", "mention"):
            assert covered(name, index) == set(range(*quote.get(name, (0, 0))))
    for index, (start, end, _) in enumerate(article.get("nonQuotes", [])):
        assert covered("non", index) == set(range(start, end))
    for index, actor in enumerate(article.get("actors", [])):
        assert covered("actor", index) == {
            place for start, end, _ in actor["mentions"] for place in range(start, end)
        }


def first_linked_quote(page: ReadPage) -> tuple[str, int, dict[str, Any], str]:
    """An article's id, a quote's index, the quote and its words; cue and speaker are named."""
    for article in page.data["articles"]:
        for index, quote in enumerate(article.get("quotes", [])):
            if "cue" in quote and "mention" in quote and len(quote["segments"]) == 1:
                start, end = quote["segments"][0]
                return article["id"], index, quote, article["text"][start:end]
    raise AssertionError("no quote with cue and speaker")


@pytest.mark.parametrize("by", ["pointing", "clicking", "keyboard"])
def test_a_quote_explains_itself(chromium: Page, page_file: Path, page: ReadPage, by: str) -> None:
    article_id, index, quote, words = first_linked_quote(page)
    chromium.screen(1280, 900)
    chromium.open(page_file, f"#article/{article_id}")
    assert chromium.run("document.querySelector('svg.link')") is None
    if by == "keyboard":
        chromium.send("Page.bringToFront")
        chromium.run("document.querySelector('#legend [data-layer=others]').focus()")
        chromium.press("Tab")
        for _ in range(index):
            chromium.press("ArrowRight")
    else:
        chromium.point(f"#text [data-quote='{index}']", click=by == "clicking")
    panel = text_of(chromium, "#panel")
    assert words in panel and quote["speaker"] in panel
    assert text_of(chromium, "#panel .rule-name") == page.data["texts"][f"rule.{quote['rule']}"][0]
    assert f"{quote['confidence'] * 100:.0f} %" in panel
    assert chromium.run("document.querySelectorAll('svg.link').length") == 1
    on = [piece for piece in chromium.run(PIECES) if "on" in piece["classes"]]
    assert {piece.get("quote") for piece in on} >= {str(index)}
    assert any(str(index) in piece.get("mention", "").split() for piece in on)
    chromium.press("Escape")
    assert chromium.run("document.querySelectorAll('svg.link, #text .on').length") == 0


def test_the_address_of_a_quote_opens_it(chromium: Page, page_file: Path, page: ReadPage) -> None:
    article_id, index, _, words = first_linked_quote(page)
    chromium.screen(360, 740)
    chromium.open(page_file, f"#article/{article_id}/{index + 1}")
    assert words in text_of(chromium, "#panel")
    assert chromium.run(
        f"document.querySelector('[data-quote=\"{index}\"]').getBoundingClientRect().bottom"
        " <= document.querySelector('#panel').getBoundingClientRect().top"
    )


def test_words_and_speakers_can_be_searched(
    chromium: Page, page_file: Path, page: ReadPage
) -> None:
    quotes = [
        (
            " ".join(article["text"][start:end] for start, end in quote["segments"]),
            quote,
        )
        for article in page.data["articles"]
        for quote in article.get("quotes", [])
    ]
    chromium.screen(1280, 900)
    chromium.open(page_file, "#search")
    shown = "document.querySelectorAll('#search-results > li').length"
    assert chromium.run(shown) == 40 < len(quotes)
    type_into(chromium, "[name=words]", "ikke DET")
    expected = [words for words, _ in quotes if "ikke" in words.lower() and "det" in words.lower()]
    assert 0 < len(expected) < 40
    chromium.wait(f"{shown} === {len(expected)}")
    found = chromium.run(
        "[...document.querySelectorAll('#search-results blockquote')].map((q) => q.textContent)"
    )
    assert found == expected
    assert f"Citater: {len(expected)}" in text_of(chromium, "#search-found")
    assert chromium.run("document.querySelectorAll('#search-results mark').length") >= len(found)

    speaker = next(quote["speaker"] for _, quote in quotes if quote.get("actor") is not None)
    chromium.run("document.querySelector('#search-form').reset()")
    type_into(chromium, "[name=speaker]", speaker)
    chromium.wait(
        "[...document.querySelectorAll('#search-results .who')].length > 0 && "
        "[...document.querySelectorAll('#search-results .who')]"
        f".every((who) => who.textContent.includes({json.dumps(speaker)}))"
    )
    type_into(chromium, "[name=words]", "et ord som ingen siger")
    chromium.wait(f"{shown} === 0")
    assert "Ingen citater passer" in text_of(chromium, "#search-found")


@pytest.mark.parametrize(
    ("field", "value", "fits"),
    [
        ("kind", "indirect", lambda quote: quote["kind"] == "indirect"),
        ("rule", "pronoun", lambda quote: quote["rule"] == "pronoun"),
        ("confidence", "0.9-2", lambda quote: quote["confidence"] >= 0.9),
    ],
)
def test_fields_narrow_the_search(
    chromium: Page, page_file: Path, page: ReadPage, field: str, value: str, fits: Any
) -> None:
    count = sum(
        fits(quote) for article in page.data["articles"] for quote in article.get("quotes", [])
    )
    chromium.open(page_file, f"#search?{field}={value}")
    assert count > 0
    assert text_of(chromium, "#search-found").startswith(f"Citater: {count} ")


def test_speakers_are_filtered_and_lead_to_their_quotes(chromium: Page, page_file: Path) -> None:
    chromium.screen(1280, 900)
    chromium.open(page_file, "#speakers")
    rows = "[...document.querySelectorAll('table.speakers tbody tr')].filter((row) => !row.hidden)"
    assert chromium.run(f"{rows}.length") == 15
    chromium.run("document.querySelector('[name=speaker-type][value=organization]').click()")
    assert chromium.run(f"{rows}.every((row) => row.dataset.type === 'organization')")
    chromium.run("document.querySelector('[name=speaker-type][value=\"\"]').click()")
    name = chromium.run(f"{rows}[3].querySelector('bdi').textContent")
    type_into(chromium, "#speaker-find", name)
    chromium.wait(f"{rows}.length === 1")
    chromium.run(f"{rows}[0].querySelector('a').click()")
    chromium.wait("!document.querySelector('#search').hidden")
    assert name in text_of(chromium, "#search-results")


def test_articles_are_found_by_their_text(chromium: Page, page_file: Path, page: ReadPage) -> None:
    texts = [article["text"].lower() for article in page.data["articles"]]
    words = texts[7].split("\n")[0][5:45].strip()
    [found] = [text for text in texts if words in text]
    chromium.screen(1280, 900)
    chromium.open(page_file, "#article")
    type_into(chromium, "#article-find", words)
    chromium.wait("document.querySelectorAll('#article-list li').length === 1")
    assert text_of(chromium, "#article-found") == "1 artikel"
    chromium.run("document.querySelector('#article-list a').click()")
    chromium.wait(
        f"document.querySelector('#text').innerText.toLowerCase().includes({json.dumps(words)})"
    )
    assert found.startswith(words, 5)


def test_the_language_can_be_switched(chromium: Page, page_file: Path, page: ReadPage) -> None:
    article_id, index, quote, _ = first_linked_quote(page)
    chromium.screen(1280, 900)
    chromium.open(page_file, f"#article/{article_id}/{index + 1}")
    assert chromium.run("document.documentElement.lang") == "da"
    before = chromium.run("document.body.textContent")
    chromium.run("document.querySelector('[data-language=en]').click()")
    assert chromium.run("document.documentElement.lang") == "en"
    assert page.data["texts"][f"how.{quote['rule']}"][1] in text_of(chromium, "#panel")
    assert "Who speaks most" in chromium.run("document.body.textContent")
    assert chromium.run(
        "[...document.querySelectorAll('[data-t]')].every((node) => node.textContent.trim())"
    )
    # There and back again leaves everything as the file had it.
    chromium.run("document.querySelector('[data-language=da]').click()")
    assert chromium.run("document.body.textContent") == before


def test_hostile_values_stay_text(chromium: Page, hostile_file: Path) -> None:
    chromium.problems.clear()
    chromium.screen(1280, 900)
    [article], [quote] = hostile_rows()["articles"], hostile_rows()["quotes"]
    for place in ("#overview", "#search", f"#article/{article['article_id']}/1"):
        chromium.open(hostile_file, place)
        assert chromium.run("typeof window.hacked") == "undefined"
        assert chromium.run("document.querySelectorAll('main img, main script').length") == 0
    assert chromium.problems == []
    pieces = chromium.run(PIECES)
    [cue] = [piece for piece in pieces if "cue" in piece["classes"]]
    assert cue["text"] == quote["cue"]
    shown = "".join(piece["text"] for piece in pieces if "quote" in piece)
    unseen = "\u2028\u2029\u202e\u202c\u200f\u2066\u2069\x00\x1b"
    assert shown == quote["text"].translate(dict.fromkeys(map(ord, unseen)))
    assert chromium.run(
        "[...document.querySelectorAll('#text .quote .unseen-character')]"
        ".map((node) => node.dataset.code)"
    ) == [f"U+{ord(character):04X}" for character in ATTACK if character in unseen]
