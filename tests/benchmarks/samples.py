"""The sample articles as paragraphs in which the names of persons can be replaced."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from flows.extraction.article import extract_article
from flows.reading import find_seed_files, read_article
from flows.records import ActorType, Article, Findings, ParagraphRole, Reject

SAMPLES = Path(__file__).parents[2] / "seeds"
_NARRATIVE_WORDS = 10  # in a paragraph of narrative, at least: less is a heading
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")

# A paragraph: fixed text, and between two pieces of it the number of a word of a person's name.
Pieces = tuple[Sequence[str], Sequence[int]]


@dataclass(frozen=True, slots=True)
class Sample:
    """A sample article as paragraphs with places for names."""

    paragraphs: Sequence[Pieces]
    words: Sequence[int]  # in each paragraph
    names: Sequence[tuple[int, int]]  # each word of a name: number of the person, place in the name
    narrative: Sequence[int]  # numbers of the paragraphs that tell and quote nobody
    footer: str


def read_samples(folder: Path = SAMPLES) -> list[Sample]:
    """The sample articles, in order of their names."""
    found = (read_article(s) for s in find_seed_files(folder) if not isinstance(s, Reject))
    return [_taken_apart(article) for article in found if isinstance(article, Article)]


def _taken_apart(article: Article) -> Sample:
    findings = extract_article(article)
    actors = findings.actors
    others = " ".join(actor.name for actor in actors if actor.type is not ActorType.PERSON)
    kept = set(_WORD.findall(others))
    numbers: dict[str, int] = {}
    names: list[tuple[int, int]] = []
    for person, actor in enumerate(actors):
        words = _WORD.findall(actor.name) if actor.type is ActorType.PERSON else []
        for at, word in enumerate(words):
            if word[0].isupper() and len(word) > 1 and word not in kept and word not in numbers:
                numbers[word] = len(numbers)
                names.append((person, at if len(words) > 1 else 1))
    texts = [article.text[p.start : p.end] for p in article.paragraphs]
    footers = [
        text
        for text, paragraph in zip(texts, article.paragraphs, strict=True)
        if paragraph.role is ParagraphRole.FOOTER
    ]
    body = [(at, text) for at, text in enumerate(texts) if text not in footers]
    return Sample(
        [_with_places(text, numbers) for _, text in body],
        [len(text.split()) for _, text in body],
        names,
        [number for number, (at, _) in enumerate(body) if _is_narrative(article, findings, at)],
        "\n".join(footers),
    )


def _is_narrative(article: Article, findings: Findings, paragraph: int) -> bool:
    """Whether a paragraph tells, quotes nobody and names one actor at most: what news has between
    quotes, and the samples have little of."""
    start, end, role = article.paragraphs[paragraph]
    named = [
        actor
        for actor in findings.actors
        if any(start <= mention.start < end for mention in actor.mentions)
    ]
    return (
        role in (ParagraphRole.LEAD, ParagraphRole.BODY)
        and len(article.text[start:end].split()) >= _NARRATIVE_WORDS
        and len(named) <= 1
        and all(quote.paragraph != paragraph for quote in findings.quotes)
    )


def _with_places(text: str, numbers: dict[str, int]) -> Pieces:
    pieces, names, at = [], [], 0
    for match in _WORD.finditer(text):
        word = match.group()
        number = numbers.get(word)
        if number is None and word.endswith("s"):  # the genitive stays behind
            number = numbers.get(word[:-1])
            word = word[:-1]
        if number is not None:
            pieces.append(text[at : match.start()])
            names.append(number)
            at = match.start() + len(word)
    return [*pieces, text[at:]], names
