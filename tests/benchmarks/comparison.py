"""What an analyst would use instead: a spaCy pipeline for Danish and regular expressions.

`blank` cuts into tokens and sentences and finds no names: the lower bound of work. A trained
pipeline finds persons as well, and is measured where one is installed (`da_core_news_sm`, `_md`,
`_lg`) or named. On top of either: patterns for marked words and speech dashes, verbs of saying,
and the person, or capitalised words, that stand behind the verb or else before it. All tools get
the same texts in the same run, and all are asked how much of the sample articles they find.
"""

from __future__ import annotations

import importlib.util
import re
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from flows.compiled import extraction_form
from flows.extraction.article import extract_article
from flows.records import Article, Span
from tests.benchmarks.quality import Claim, tally
from tests.benchmarks.stages import corpus_articles, searched_text

_TRAINED = ("da_core_news_sm", "da_core_news_md", "da_core_news_lg")
_SAYING = (
    r"(?:siger|sagde|fortæller|forklarer|mener|oplyser|skriver|tilføjer|lyder|udtaler|vurderer|"
    r"understreger|fastslår|konstaterer|slutter|svarer)\b"
)
_MARKED = re.compile(
    r'"([^"\n]{3,600})"|»([^«\n]{3,600})«|”([^”\n]{3,600})”|[„“]([^“”\n]{3,600})[“”]'
)
_DASHED = re.compile(rf"^[-–—] (.+?)(?=, {_SAYING}|$)", re.M)
_SAYS = re.compile(rf"\b{_SAYING}")
_NAME = re.compile(r"[A-ZÆØÅ][\w'’-]+(?: (?:(?:von|van|de|der|el) ?)*[A-ZÆØÅ][\w'’-]+)*")
_PRONOUN = re.compile(r" (?:han|hun|de|vi|jeg|det|der)\b")
_STOP = re.compile(r"[.!?\n]")
_REACH = 80  # characters behind a verb of saying in which its speaker is looked for

Read = tuple[str, Sequence[Span]]  # a text and the persons' names found in it


def compared(count: int, pipelines: Sequence[str] = ()) -> list[dict[str, Any]]:
    """Articles a second on one core on the same texts, each tool's best of two passes, and what
    it finds in the samples. `pipelines` are names or folders of trained spaCy pipelines."""
    articles = corpus_articles(count)
    texts = [searched_text(article) for article in articles]
    rows = [
        _row(
            f"citatbank: quotes, speakers, actors ({extraction_form()})",
            count,
            lambda: sum(len(extract_article(article).quotes) for article in articles),
            _found_by_citatbank,
        ),
        _row(
            "regular expressions alone",
            count,
            lambda: _quotes_in((text, ()) for text in texts),
            lambda article: _claims(article.text, ()),
        ),
    ]
    for name, pipeline in _spacy_pipelines(pipelines):
        rows.append(
            _row(
                name,
                count,
                lambda pipe=pipeline: _quotes_in(_read(pipe, texts)),
                lambda article, pipe=pipeline: _claims(*next(_read(pipe, [article.text]))),
            )
        )
    return rows


def _spacy_pipelines(named: Sequence[str]) -> Iterator[tuple[str, Any]]:
    import spacy

    blank = spacy.blank("da")
    blank.add_pipe("sentencizer")
    yield f"spaCy {spacy.__version__} blank da, sentencizer, patterns", blank
    installed = [name for name in _TRAINED if importlib.util.find_spec(name) is not None]
    for name in dict.fromkeys([*installed, *named]):
        pipeline = spacy.load(name)
        if not {"parser", "senter", "sentencizer"} & set(pipeline.pipe_names):
            pipeline.add_pipe("sentencizer", first=True)
        meta = pipeline.meta
        yield f"spaCy {meta['lang']}_{meta['name']} {meta['version']}, patterns", pipeline


def _row(
    tool: str, count: int, work: Callable[[], int], claims: Callable[[Article], Iterable[Claim]]
) -> dict[str, Any]:
    work()
    seconds = []
    for _ in range(2):
        started = time.process_time()
        quotes = work()
        seconds.append(time.process_time() - started)
    return {
        "tool": tool,
        "articles a second": round(count / min(seconds)),
        "quotes per article": round(quotes / count, 1),
        **tally(claims).figures(),
    }


def _found_by_citatbank(article: Article) -> Iterator[Claim]:
    for quote in extract_article(article).quotes:
        for span in quote.segments:
            yield Claim(span, quote.speaker_name)


def _read(pipeline: Any, texts: Iterable[str]) -> Iterator[Read]:
    for doc in pipeline.pipe(texts, batch_size=64):
        sum(1 for _ in doc.sents)
        yield doc.text, [(e.start_char, e.end_char) for e in doc.ents if e.label_ == "PER"]


def _quotes_in(read: Iterable[Read]) -> int:
    return sum(1 for text, persons in read for _ in _claims(text, persons))


def _claims(text: str, persons: Sequence[Span]) -> Iterator[Claim]:
    """The quotes that patterns find, each with a name that stands by a verb of saying."""
    names = list(persons) or [match.span() for match in _NAME.finditer(text)]
    verbs = [match.span() for match in _SAYS.finditer(text)]
    for pattern in (_MARKED, _DASHED):
        for match in pattern.finditer(text):
            speaker = _speaker(text, match.end(), verbs, names)
            inside = match.span(match.lastindex or 0)
            yield Claim(inside, text[slice(*speaker)] if speaker else None)


def _speaker(text: str, end: int, verbs: list[Span], names: list[Span]) -> Span | None:
    """The first name behind the verb that is nearest to a quote's end, in the same sentence; where
    there is none, as before a pronoun, the last name of several words before it."""
    _, verb = min(verbs, key=lambda span: abs(span[0] - end), default=(end, end))
    stop = _STOP.search(text, verb, verb + _REACH)
    last = stop.start() if stop else verb + _REACH
    behind = [name for name in names if verb < name[0] < last]
    if behind and not _PRONOUN.match(text, verb):
        return behind[0]
    before = [name for name in names if name[1] <= verb and " " in text[slice(*name)]]
    return before[-1] if before else None
