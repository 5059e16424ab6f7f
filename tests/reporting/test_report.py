"""The report as a file: what is in it, that it needs nothing else, that data stays data."""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from flows.publishing import OutputError
from flows.reporting.report import Language, Order, ReportError, write_report
from tests.reporting.hostile import hostile_rows
from tests.reporting.made_tables import many_articles, published
from tests.reporting.reading_pages import ReadPage

Row = dict[str, Any]


def rows(output: Path, table: str) -> list[Row]:
    return pl.read_parquet(output / "current" / table / "**/*.parquet").to_dicts()


def by_article(output: Path, table: str) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows(output, table):
        found.setdefault(row["article_id"], []).append(row)
    return found


def read(file: Path) -> ReadPage:
    return ReadPage(file.read_text(encoding="utf-8"))


def test_the_page_is_well_formed(page: ReadPage) -> None:
    assert page.open == [] and page.misnested == []
    names = [element.attributes["id"] for element in page.elements if "id" in element.attributes]
    assert len(names) == len(set(names))
    referred = [
        name
        for element in page.elements
        for attribute in ("aria-labelledby", "list")
        for name in (element.attributes.get(attribute) or "").split()
    ]
    assert referred and set(referred) <= set(names)


def test_the_page_needs_nothing_from_outside(page: ReadPage) -> None:
    assert not page.of("link") and not page.of("img") and not page.of("iframe")
    for element in page.elements:
        assert not {"src", "srcset", "action", "poster", "style"} & set(element.attributes)
        assert (element.attributes.get("href") or "#").startswith("#")
    [style] = page.inside("style")
    assert "url(" not in style and "@import" not in style


def test_scripts_build_no_markup_from_text_and_ask_no_server(page: ReadPage) -> None:
    script = page.inside("script")[-1]
    forbidden = (
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function"
        r"|\bfetch\b|XMLHttpRequest|WebSocket|EventSource|sendBeacon|\bimport\b"
    )
    assert re.findall(forbidden, script) == []


def test_the_policy_allows_this_script_and_style_and_nothing_else(page: ReadPage) -> None:
    [policy] = [
        element.attributes["content"]
        for element in page.of("meta")
        if element.attributes.get("http-equiv") == "Content-Security-Policy"
    ]

    def source(text: str) -> str:
        return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"

    assert policy == (
        f"default-src 'none'; style-src {source(page.inside('style')[0])}; "
        f"script-src {source(page.inside('script')[-1])}; base-uri 'none'; form-action 'none'"
    )


def test_every_place_in_the_data_is_that_of_the_tables(page: ReadPage, output: Path) -> None:
    articles = {row["article_id"]: row for row in rows(output, "articles")}
    quotes, actors = by_article(output, "quotes"), by_article(output, "actors")
    non_quotes = by_article(output, "non_quotes")
    assert {article["id"] for article in page.data["articles"]} == set(articles)
    for article in page.data["articles"]:
        text = article["text"]

        def words(place: list[int] | None, text: str = text) -> str | None:
            return None if place is None else text[place[0] : place[1]]

        assert text == articles[article["id"]]["text"]
        expected = sorted(quotes.get(article["id"], []), key=lambda row: row["position"])
        assert [
            (
                quote["id"],
                " ".join(text[start:end] for start, end in quote["segments"]),
                words(quote.get("cue")),
                words(quote.get("mention")),
                quote.get("speaker"),
                quote["rule"],
                quote["confidence"],
            )
            for quote in article.get("quotes", [])
        ] == [
            (
                row["quote_id"],
                row["text"],
                row["cue"],
                row["speaker_mention"],
                row["speaker_name"],
                row["attribution"],
                row["confidence"],
            )
            for row in expected
        ]
        for quote, row in zip(article.get("quotes", []), expected, strict=True):
            linked = article["actors"][quote["actor"]]["id"] if "actor" in quote else None
            assert linked == row["speaker_actor_id"]
        assert sorted(
            (actor["id"], words(mention[:2]), mention[2])
            for actor in article.get("actors", [])
            for mention in actor["mentions"]
        ) == sorted(
            (row["actor_id"], mention["text"], mention["kind"])
            for row in actors.get(article["id"], [])
            for mention in row["mentions"]
        )
        assert [
            (words([start, end]), reason) for start, end, reason in article.get("nonQuotes", [])
        ] == [(row["text"], row["reason"]) for row in non_quotes.get(article["id"], [])]


def test_the_overview_counts_what_the_tables_hold(page: ReadPage, output: Path) -> None:
    quotes = pl.DataFrame(rows(output, "quotes"), infer_schema_length=None)
    actors = pl.DataFrame(rows(output, "actors"), infer_schema_length=None)
    speaking = actors.filter(pl.col("quote_count") > 0)
    shown = [
        element.attributes["data-n"] for element in page.elements if "data-n" in element.attributes
    ]
    assert shown[:5] == [
        str(count)
        for count in (
            len(rows(output, "articles")),
            quotes.height,
            speaking["actor_id"].n_unique(),
            actors["actor_id"].n_unique(),
            len(rows(output, "non_quotes")),
        )
    ]
    most = speaking.group_by("actor_id").agg(pl.col("quote_count").sum())["quote_count"]
    ranked = [
        element.attributes["data-type"]
        for element in page.elements
        if "data-type" in element.attributes
    ]
    assert len(ranked) == min(150, most.len())
    bars = page.source.count('class="bar-direct"')
    months = quotes.filter(pl.col("kind") == "direct")["article_id"].n_unique()
    assert 0 < bars <= months


@pytest.mark.parametrize(("language", "word"), [("da", "artikler"), ("en", "articles")])
def test_the_page_speaks_the_language_asked_for(
    output: Path, tmp_path: Path, language: str, word: str
) -> None:
    file = write_report(output, tmp_path / "side.html", Language(language)).file
    page = read(file)
    assert page.of("html")[0].attributes["lang"] == language
    assert f"28 {word}" in page.words


def test_the_same_tables_give_the_same_page(output: Path, page_file: Path, tmp_path: Path) -> None:
    again = write_report(output, tmp_path / "igen.html").file
    assert again.read_bytes() == page_file.read_bytes()


def test_hostile_values_stay_text(hostile_file: Path) -> None:
    page = read(hostile_file)
    assert page.open == [] and page.misnested == []
    assert [element.attributes.get("type") for element in page.of("script")] == [
        "application/json",
        None,
    ]
    assert not page.of("img")
    assert not [
        name for element in page.elements for name in element.attributes if name[:2] == "on"
    ]
    rows = hostile_rows()
    [article] = page.data["articles"]
    assert article["text"] == rows["articles"][0]["text"]
    assert article["title"] == rows["articles"][0]["title"]
    assert article["quotes"][0]["rule"] == rows["quotes"][0]["attribution"]
    # Reordering characters reach neither the tables of the overview nor the file unescaped.
    assert not re.search(
        "[\u202a-\u202e\u2066-\u2069\x00\x1b]",
        re.sub(r"<script.*", "", page.source, flags=re.DOTALL),
    )
    assert "\u2028" not in page.source


def test_fifty_thousand_articles_fit_into_the_size_asked_for(tmp_path: Path) -> None:
    output = many_articles(tmp_path / "output", months=100, per_month=500)
    report = write_report(output, tmp_path / "stor.html", most_articles=5000, megabytes=1)
    page = read(report.file)
    assert report.articles == 50_000
    assert 900_000 < report.size == report.file.stat().st_size <= 1_000_000
    assert 100 < report.included == len(page.data["articles"]) < 5000
    assert "tæller alle 50.000 artikler" in page.words
    assert "Flere var der ikke plads til inden for 1 MB" in page.words
    assert {article["month"] for article in page.data["articles"][:400]} == {"2008-04"}
    # A hundred months are drawn as years.
    assert page.source.count('class="bar-articles"') == 9


def test_articles_come_in_the_order_asked_for(output: Path, tmp_path: Path) -> None:
    counts = {row["article_id"]: row["quote_count"] for row in rows(output, "articles")}
    months = sorted(row["source_month"] for row in rows(output, "articles"))
    newest = write_report(output, tmp_path / "a.html", most_articles=3).file
    quoted = write_report(
        output, tmp_path / "b.html", most_articles=3, order=Order.MOST_QUOTED
    ).file
    assert [article["month"] for article in read(newest).data["articles"]] == months[:-4:-1]
    assert [counts[article["id"]] for article in read(quoted).data["articles"]] == sorted(
        counts.values(), reverse=True
    )[:3]
    assert "3 af dem: de nyeste" in read(newest).words


def test_a_dataset_without_articles_is_said_to_be_empty(tmp_path: Path) -> None:
    report = write_report(published(tmp_path / "output", {}), tmp_path / "tom.html")
    page = read(report.file)
    assert (report.articles, report.included) == (0, 0)
    assert page.open == [] and "ingen artikler i datasættet" in page.words


def test_nothing_published_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="nothing is published"):
        write_report(tmp_path, tmp_path / "side.html")
    assert list(tmp_path.iterdir()) == []


def test_damaged_tables_leave_the_old_page(tmp_path: Path) -> None:
    output = many_articles(tmp_path / "output", months=1, per_month=2)
    file = write_report(output, tmp_path / "side.html").file
    before = file.read_bytes()
    [damaged] = (output / "current" / "quotes").rglob("*.parquet")
    damaged.write_bytes(b"PAR1 is all that is left")
    with pytest.raises(ReportError, match="cannot be read"):
        write_report(output, file)
    assert file.read_bytes() == before


def test_a_page_that_cannot_be_written_is_said_so(tmp_path: Path) -> None:
    output = many_articles(tmp_path / "output", months=1, per_month=2)
    (tmp_path / "side.html").mkdir()
    with pytest.raises(ReportError, match=r"side\.html cannot be written"):
        write_report(output, tmp_path / "side.html")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["output", "side.html"]
