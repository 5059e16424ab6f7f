"""Annotated articles, read and extracted once for all tests that look at them.

`samples/NAME.gold.json` says what a careful reader finds in `seeds/NAME.txt`:

    quotes   p: number of the line, counted from 0 without blank ones; text: its words, as they
             stand there, without quote marks and reporting clause; occurrence: which one, if the
             line has them twice; kind; speaker: id of an actor, null if the text leaves it open
    actors   id, type: PER, ORG, LOC, or DESC for a source without a name; name: the fullest of
             the article, in base form; aliases; role of a person; type_alt: a second fair type

What is `optional` is neither asked for nor held against extraction. Other folders of such files,
each beside its article, are looked at too where they lie next to the project.
"""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from flows.extraction.article import extract_article
from flows.reading import SeedFile, find_seed_files, read_article
from flows.records import Article, Findings, Span

ROOT = Path(__file__).parents[2]
SAMPLES = "samples"
_BESIDE = ROOT.parent / "shared" / "gold" / "dev"


class Annotated(NamedTuple):
    """An article, what is to be found in it, and the stretches of its quotes in that order."""

    article: Article
    quotes: list[dict[str, Any]]
    actors: list[dict[str, Any]]
    stretches: list[Span]


@cache
def annotated(name: str) -> list[Annotated]:
    """The articles of a set: the samples, or a folder beside the project (none if not there)."""
    seeds = ROOT / "seeds" if name == SAMPLES else _BESIDE / name
    if not seeds.is_dir():
        return []
    gold = Path(__file__).parent / SAMPLES if name == SAMPLES else seeds
    return [_read(seed, gold) for seed in find_seed_files(seeds) if isinstance(seed, SeedFile)]


@cache
def extracted(name: str) -> list[Findings]:
    """What extraction finds in the articles of a set."""
    return [extract_article(each.article) for each in annotated(name)]


def _read(seed: SeedFile, gold: Path) -> Annotated:
    article = read_article(seed)
    assert isinstance(article, Article), article
    found = json.loads((gold / f"{seed.path.stem}.gold.json").read_text(encoding="utf-8"))
    places = [_stretch(article, quote) for quote in found["quotes"]]
    return Annotated(article, found["quotes"], found["actors"], places)


def _stretch(article: Article, quote: dict[str, Any]) -> Span:
    at, end = [line.span() for line in re.finditer(r"\S.*", article.text)][quote["p"]]
    start = at - 1
    for _occurrence in range(quote.get("occurrence", 1)):
        start = article.text.index(quote["text"], start + 1, end)
    return start, start + len(quote["text"])
