"""A corpus of any size: the sample articles, taken apart and put together anew.

`python -m tests.benchmarks.corpus FOLDER ARTICLES` writes them as seed files. Each begins as one of
the samples and goes on with runs of paragraphs from others, up to a length drawn around 350 words;
its persons get names drawn from a large population in which few are met often and most seldom, as
in the news. Number n is the same article in every corpus of the same kind, so a corpus can be added
to. Nothing but the article at hand is in memory.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from flows.extraction.article import extract_article
from flows.extraction.danish import table, word_list
from flows.reading import find_seed_files, read_article
from flows.records import ActorType, Article, ParagraphRole, Reject

SAMPLES = Path(__file__).parents[2] / "seeds"
WORDS = 350
_WORDS_SPREAD = 110
_FEWEST_WORDS, _MOST_WORDS = 80, 1200
_POPULATION = 200_000
_FIRST_YEAR, _YEARS = 2015, 10
HUGE_MONTH = "2024-03"
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")

# A paragraph: fixed text, and between two pieces of it the number of a word of a person's name.
Pieces = tuple[Sequence[str], Sequence[int]]


@dataclass(frozen=True, slots=True)
class Sample:
    """A sample article as paragraphs with places for names."""

    paragraphs: Sequence[Pieces]
    words: Sequence[int]  # in each paragraph
    names: Sequence[tuple[int, int]]  # each word of a name: number of the person, place in the name
    footer: str


def read_samples(folder: Path = SAMPLES) -> list[Sample]:
    """The sample articles, in order of their names."""
    found = (read_article(s) for s in find_seed_files(folder) if not isinstance(s, Reject))
    return [_taken_apart(article) for article in found if isinstance(article, Article)]


def _taken_apart(article: Article) -> Sample:
    actors = extract_article(article).actors
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
    body = [text for text in texts if text not in footers]
    return Sample(
        [_with_places(text, numbers) for text in body],
        [len(text.split()) for text in body],
        names,
        "\n".join(footers),
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


class Corpus:
    """Makes articles by number; the same number gives the same article."""

    def __init__(self, seed: int = 7, month: str | None = None) -> None:
        self._seed = seed
        self._month = month
        self._samples = read_samples()
        self._firsts = sorted(row["name"] for row in table("first_names"))
        # Half of the people bear one of the common names.
        lasts, common = sorted(word_list("surnames")), sorted(word_list("common_surnames"))
        self._lasts = [
            name for pair in zip(lasts, common * len(lasts), strict=False) for name in pair
        ]

    def article(self, number: int) -> tuple[str, str, str]:
        """An article's file name, its month and its text."""
        chance = random.Random(self._seed * 1_000_000_007 + number)
        drawn = chance.random()
        month = f"{_FIRST_YEAR + int(drawn * _YEARS):04d}-{int(drawn * _YEARS * 12) % 12 + 1:02d}"
        month = self._month or month
        wanted = int(chance.gauss(WORDS, _WORDS_SPREAD))
        paragraphs, footer = self._paragraphs(chance, max(_FEWEST_WORDS, min(_MOST_WORDS, wanted)))
        text = f" date {month} " + "\n\n".join(paragraphs) + (f"\n\n{footer}\n" if footer else "\n")
        digits = sha256(f"{self._seed} {number}".encode()).hexdigest()[:16]
        return f"{number % 1000:03d}_{digits}.txt", month, text

    def _paragraphs(self, chance: random.Random, wanted: int) -> tuple[list[str], str]:
        sample = chance.choice(self._samples)
        footer = sample.footer
        first, last = 0, len(sample.paragraphs)
        found: list[str] = []
        while True:
            names = self._names(chance, sample)
            for at in range(first, last):
                found.append(_filled(sample.paragraphs[at], names))
                wanted -= sample.words[at]
                if wanted <= 0:
                    return found, footer
            sample = chance.choice(self._samples)
            first = chance.randrange(len(sample.paragraphs))
            last = min(first + chance.randint(2, 5), len(sample.paragraphs))

    def _names(self, chance: random.Random, sample: Sample) -> list[str]:
        """New words for the names of a sample's persons."""
        persons: dict[int, int] = {}
        words = []
        for person, place in sample.names:
            if person not in persons:
                # Equal chances on a logarithmic scale: few are met often, most are met seldom.
                persons[person] = int(_POPULATION ** chance.random())
            names = self._lasts if place else self._firsts
            words.append(names[(persons[person] * 7919 + place) % len(names)])
        return words


def _filled(pieces: Pieces, names: Sequence[str]) -> str:
    texts, numbers = pieces
    parts = [texts[0]]
    for number, text in zip(numbers, texts[1:], strict=True):
        parts += (names[number], text)
    return "".join(parts)


def write_corpus(
    folder: Path, numbers: range, seed: int = 7, huge_month: bool = False, progress: bool = False
) -> int:
    """Write articles as seed files, in a folder for each month; returns their size in bytes.

    `huge_month` gives all the same month and puts them into one folder.
    """
    corpus = Corpus(seed, HUGE_MONTH if huge_month else None)
    made: set[str] = set()
    size = 0
    started = time.monotonic()
    for number in numbers:
        name, month, text = corpus.article(number)
        if month not in made:
            (folder / month).mkdir(parents=True, exist_ok=True)
            made.add(month)
        content = text.encode()
        (folder / month / name).write_bytes(content)
        size += len(content)
        if progress and number % 20_000 == 19_999:
            rate = (number + 1 - numbers.start) / (time.monotonic() - started)
            print(f"{number + 1:,} articles, {rate:,.0f} a second", file=sys.stderr, flush=True)
    return size


def long_article(size: int, seed: int = 7) -> str:
    """One article of at least `size` characters: articles of the corpus behind each other."""
    corpus = Corpus(seed)
    parts = [f" date {HUGE_MONTH} "]
    length = number = 0
    while length < size:
        text = corpus.article(number)[2].split(" ", 3)[3]
        parts.append(text + "\n")
        length += len(text)
        number += 1
    return "".join(parts)


def main() -> None:
    """Write a corpus for use by hand."""
    parser = argparse.ArgumentParser(description="Write made-up articles as seed files.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("articles", type=int)
    parser.add_argument("--first", type=int, default=0, help="number of the first article")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--huge-month", action="store_true", help="all of one month, in one folder")
    given = parser.parse_args()
    numbers = range(given.first, given.first + given.articles)
    size = write_corpus(given.folder, numbers, given.seed, given.huge_month, progress=True)
    print(f"{given.articles:,} articles, {size / 1e6:,.1f} MB in {given.folder}")


if __name__ == "__main__":
    main()
