"""What an analyst would use instead: a spaCy pipeline for Danish and regular expressions.

`blank` cuts into tokens and sentences and finds no names: the lower bound of work. A trained
pipeline finds persons as well, and is measured where one is installed (`da_core_news_sm`, `_md`,
`_lg`). On top of either: patterns for marked words and speech dashes, verbs of saying, and the
person, or capitalised words, that stand nearest to the verb. spaCy is optional for the
project; where it is installed it is compared with.
"""

from __future__ import annotations

import importlib.util
import re
import time
from collections.abc import Iterable, Iterator
from typing import Any

from flows.extraction.article import extract_article
from tests.benchmarks.stages import corpus_articles, searched_text

_TRAINED = ("da_core_news_sm", "da_core_news_md", "da_core_news_lg")
_MARKED = re.compile(r'"([^"\n]{3,600})"|»([^«\n]{3,600})«|”([^”\n]{3,600})”')
_DASHED = re.compile(r"^[-–—] (.+?)(?=, (?:siger|lyder|fortæller|forklarer|mener)\b|$)", re.M)
_SAYS = re.compile(
    r"\b(?:siger|sagde|fortæller|forklarer|mener|oplyser|skriver|tilføjer|lyder|udtaler|vurderer|"
    r"understreger|fastslår|konstaterer|slutter|svarer)\b"
)
_NAME = re.compile(r"[A-ZÆØÅ][\w'’-]+(?: (?:[A-ZÆØÅ][\w'’-]+|von|van|de|af))*")
_REACH = 120  # characters from a verb of saying within which its speaker is looked for


def compared(count: int) -> list[dict[str, Any]]:
    """Articles a second on one core on the same texts, each tool's best of two passes."""
    articles = corpus_articles(count)
    texts = [searched_text(article) for article in articles]
    rows: list[dict[str, Any]] = [
        _row(
            "citatbank: quotes, speakers, actors",
            count,
            lambda: sum(len(extract_article(article).quotes) for article in articles),
        ),
        _row("regular expressions alone", count, lambda: _patterns((t, ()) for t in texts)),
    ]
    if importlib.util.find_spec("spacy") is None:
        return [*rows, {"tool": "spaCy is not installed here", "articles a second": None}]
    import spacy

    blank = spacy.blank("da")
    blank.add_pipe("sentencizer")
    pipelines = [(f"spaCy {spacy.__version__} blank da, sentencizer, patterns", blank)]
    pipelines += [
        (f"spaCy {name}, patterns", spacy.load(name))
        for name in _TRAINED
        if importlib.util.find_spec(name) is not None
    ]
    for name, pipeline in pipelines:
        rows.append(_row(name, count, lambda pipe=pipeline: _patterns(_read(pipe, texts))))
    return rows


def _row(tool: str, count: int, work: Any) -> dict[str, Any]:
    work()
    seconds = []
    for _ in range(2):
        started = time.process_time()
        quotes = work()
        seconds.append(time.process_time() - started)
    return {"tool": tool, "articles a second": round(count / min(seconds)), "quotes": quotes}


def _read(pipeline: Any, texts: Iterable[str]) -> Iterator[tuple[str, list[tuple[int, int]]]]:
    for doc in pipeline.pipe(texts, batch_size=64):
        sum(1 for _ in doc.sents)
        yield doc.text, [(e.start_char, e.end_char) for e in doc.ents if e.label_ == "PER"]


def _patterns(read: Iterable[tuple[str, Iterable[tuple[int, int]]]]) -> int:
    """How many quotes patterns find; each is given a speaker, which is what the time is for."""
    found = 0
    for text, persons in read:
        names = list(persons) or [match.span() for match in _NAME.finditer(text)]
        verbs = [match.start() for match in _SAYS.finditer(text)]
        for pattern in (_MARKED, _DASHED):
            for match in pattern.finditer(text):
                _speaker(match.end(), verbs, names)
                found += 1
    return found


def _speaker(end: int, verbs: list[int], names: list[tuple[int, int]]) -> tuple[int, int] | None:
    verb = min(verbs, key=lambda at: abs(at - end), default=end)
    near = [name for name in names if abs(name[0] - verb) <= _REACH]
    return min(near, key=lambda name: abs(name[0] - verb), default=None)
