"""What the benchmark measures on: articles of the corpus, the same each time; and how it tells."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest

from flows.extraction.article import extract_article
from flows.publishing import fingerprint, open_output
from flows.reading import article_from_bytes, find_seed_files, read_article
from flows.records import Article
from tests.benchmarks.archives import ARCHIVES, FILES, write_articles
from tests.benchmarks.corpus import HUGE_MONTH, Corpus, write_corpus
from tests.benchmarks.flames import called, draw, tree_lines
from tests.benchmarks.measuring import measured
from tests.benchmarks.profiling import shares
from tests.benchmarks.stages import stage_times


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.txt")
    }


def articles_in(seeds: Path, output: Path) -> dict[str, str]:
    with open_output(output) as out:
        plan = out.plan(find_seed_files(seeds), fingerprint())
        found = [read_article(seed) for batch in plan.batches(100) for seed in batch]
    assert all(isinstance(article, Article) for article in found)
    return {article.article_id: article.text for article in found if isinstance(article, Article)}


def test_a_corpus_can_be_added_to(tmp_path: Path) -> None:
    write_corpus(tmp_path / "whole", range(60))
    write_corpus(tmp_path / "grown", range(40))
    write_corpus(tmp_path / "grown", range(40, 60))
    assert len(files(tmp_path / "whole")) == 60
    assert files(tmp_path / "whole") == files(tmp_path / "grown")


def test_its_articles_are_as_long_as_news_and_none_is_rejected(tmp_path: Path) -> None:
    write_corpus(tmp_path, range(60), huge_month=True)
    found = [read_article(seed) for seed in find_seed_files(tmp_path)]
    articles = [article for article in found if isinstance(article, Article)]
    assert len(articles) == 60
    assert {article.source_month for article in articles} == {HUGE_MONTH}
    assert 280 <= sum(article.word_count for article in articles) / 60 <= 420


def test_plainer_articles_quote_half_as_much() -> None:
    def quotes_and_words(corpus: Corpus) -> Iterator[tuple[int, int]]:
        for name, _, text in corpus.articles(range(60)):
            article = article_from_bytes(name, text.encode())
            assert isinstance(article, Article)
            yield len(extract_article(article).quotes), article.word_count

    def per_350_words(corpus: Corpus) -> float:
        quotes, words = map(sum, zip(*quotes_and_words(corpus), strict=True))
        return quotes / words * 350

    assert 15 <= per_350_words(Corpus()) <= 21
    assert 7 <= per_350_words(Corpus(plainer=True)) <= 11


@pytest.mark.parametrize("form", ARCHIVES)
def test_an_archive_holds_what_the_files_hold(form: str, tmp_path: Path) -> None:
    for kind in (FILES, form):
        write_articles(tmp_path / kind, range(20), kind)
    single = articles_in(tmp_path / FILES, tmp_path / "output-files")
    assert len(single) == 20
    assert articles_in(tmp_path / form, tmp_path / "output") == single


def test_the_stages_that_are_timed_are_those_of_extraction(tmp_path: Path) -> None:
    write_corpus(tmp_path, range(3))
    assert {"file access", "names", "quotes", "validation"} < stage_times(tmp_path, 3).keys()


def test_its_persons_differ_from_article_to_article() -> None:
    corpus = Corpus()
    bodies = {corpus.article(number)[2].split(" ", 3)[3] for number in range(60)}
    assert len(bodies) == 60


def test_memory_and_time_of_a_command_are_seen(tmp_path: Path) -> None:
    work = "import time; held = b'x' * 80_000_000; time.sleep(0.5); print(len(held))"
    found = measured([sys.executable, "-c", work], {}, tmp_path)
    assert found.output == "80000000\n"
    assert found.seconds >= 0.5
    assert 80 <= found.peak_mb["run"] <= 200


def test_calls_are_shown_from_the_first_of_ours_and_libraries_by_name_only() -> None:
    open_calls = [
        "runpy._run_code",
        "__main__.main",
        "flows.batches.work",
        "flows.batches.work.<locals>.<genexpr>",
        "flows.validation.gate.check",
        "polars.frame.DataFrame.filter",
        "inspect.signature",
    ]
    assert called(open_calls, ("flows",)) == (
        "flows.batches.work",
        "flows.validation.gate.check",
        "polars",
    )
    assert called(["runpy._run_code", "polars.read"], ("flows",)) == ()


def test_a_profile_tells_the_time_of_a_call_with_and_without_those_it_makes() -> None:
    calls = {
        ("flows.a",): 10.0,
        ("flows.a", "flows.b"): 60.0,
        ("flows.c", "flows.b"): 29.7,
        ("flows.c", "flows.<too short>"): 0.3,
    }
    lines = [line.split() for line in tree_lines(calls)]
    assert ["70.0%", "10.0%", "flows.a"] in lines
    assert ["60.0%", "60.0%", "flows.b"] in lines
    assert ["89.7%", "flows.b"] in lines
    assert not any("short" in line[-1] for line in lines if line)


def test_a_flame_graph_is_a_picture_in_which_bars_are_as_wide_as_their_time() -> None:
    calls = {("flows.a", "flows.<b> & c"): 75.0, ("flows.d",): 25.0}
    root = ElementTree.fromstring(draw(calls, "title & all"))
    bars = {
        title.text.partition(":")[0]: float(bar.attrib["width"])
        for group in root.iter("{http://www.w3.org/2000/svg}g")
        for title, bar in [list(group)[:2]]
        if title.text
    }
    assert bars.keys() == {"all", "flows.a", "flows.<b> & c", "flows.d"}
    assert bars["flows.a"] == bars["flows.<b> & c"]
    assert bars["flows.a"] / bars["flows.d"] == pytest.approx(3, rel=0.01)


def test_a_call_counts_for_the_step_that_asked_for_it() -> None:
    extract = "flows.extraction.article.extract_article"
    calls = {
        (extract, "flows.extraction.quotes.finding.find", "flows.extraction.names.near"): 50.0,
        (extract,): 10.0,
        ("flows.publishing.output.Output.publish", "polars"): 30.0,
        ("flows.publishing.output.Output.plan",): 10.0,
    }
    assert shares(calls) == {
        "quotes": 50.0,
        "extraction, the rest": 10.0,
        "publication": 30.0,
        "planning": 10.0,
    }
