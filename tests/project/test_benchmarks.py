"""What the benchmark measures on: articles of the corpus, the same each time."""

from __future__ import annotations

import sys
from pathlib import Path

from flows.reading import find_seed_files, read_article
from flows.records import Article
from tests.benchmarks.corpus import HUGE_MONTH, Corpus, write_corpus
from tests.benchmarks.measuring import measured
from tests.benchmarks.stages import stage_times


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.txt")
    }


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
