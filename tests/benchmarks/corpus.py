"""A corpus of any size: the sample articles, taken apart and put together anew.

`python -m tests.benchmarks.corpus FOLDER ARTICLES` writes them as seed files. Each begins as one of
the samples and goes on with runs of paragraphs from others, up to a length drawn around 350 words;
its persons get names drawn from a large population in which few are met often and most seldom, as
in the news. Number n is the same article in every corpus of the same kind, so a corpus can be added
to. Nothing but the article at hand is in memory.

The samples were written to try extraction and quote more than news does: 18 times in 350 words. A
`plainer` corpus follows each run by as much narrative of the samples and comes to half of that,
near to what newspapers do.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from pathlib import Path

from flows.extraction.danish import table, word_list
from tests.benchmarks.samples import Pieces, Sample, read_samples

WORDS = 350
_WORDS_SPREAD = 110
_FEWEST_WORDS, _MOST_WORDS = 80, 1200
_POPULATION = 200_000
_FIRST_YEAR, _YEARS = 2015, 10
HUGE_MONTH = "2024-03"


class Corpus:
    """Makes articles by number; the same number gives the same article."""

    def __init__(self, seed: int = 7, month: str | None = None, plainer: bool = False) -> None:
        self._seed = seed
        self._month = month
        self._plainer = plainer
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

    def articles(self, numbers: Iterable[int]) -> Iterator[tuple[str, str, str]]:
        """File name, month and text of several articles, one at a time."""
        return (self.article(number) for number in numbers)

    def _paragraphs(self, chance: random.Random, wanted: int) -> tuple[list[str], str]:
        footer = None
        found: list[str] = []
        for sample, numbers in self._runs(chance):
            footer = sample.footer if footer is None else footer
            names = self._names(chance, sample)
            for at in numbers:
                found.append(_filled(sample.paragraphs[at], names))
                wanted -= sample.words[at]
                if wanted <= 0:
                    return found, footer
        raise AssertionError("there is always another run")

    def _runs(self, chance: random.Random) -> Iterator[tuple[Sample, Sequence[int]]]:
        """Samples and the numbers of the paragraphs to take of them, for ever."""
        sample = chance.choice(self._samples)
        run = range(chance.randint(2, 5) if self._plainer else len(sample.paragraphs))
        while True:
            yield sample, run
            if self._plainer:
                yield from self._narrative(chance, sum(sample.words[at] for at in run))
            sample = chance.choice(self._samples)
            first = chance.randrange(len(sample.paragraphs))
            run = range(first, min(first + chance.randint(2, 5), len(sample.paragraphs)))

    def _narrative(
        self, chance: random.Random, words: int
    ) -> Iterator[tuple[Sample, Sequence[int]]]:
        """Paragraphs that quote nobody, of about as many words in all."""
        telling = [sample for sample in self._samples if sample.narrative]
        while words > 0:
            sample = chance.choice(telling)
            first = chance.randrange(len(sample.narrative))
            run = sample.narrative[first : first + chance.randint(1, 3)]
            yield sample, run
            words -= sum(sample.words[at] for at in run)

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
    folder: Path,
    numbers: range,
    seed: int = 7,
    huge_month: bool = False,
    progress: bool = False,
    plainer: bool = False,
) -> int:
    """Write articles as seed files, in a folder for each month; returns their size in bytes.

    `huge_month` gives all the same month and puts them into one folder.
    """
    corpus = Corpus(seed, HUGE_MONTH if huge_month else None, plainer)
    made: set[str] = set()
    size = 0
    started = time.monotonic()
    for done, (name, month, text) in enumerate(corpus.articles(numbers), 1):
        if month not in made:
            (folder / month).mkdir(parents=True, exist_ok=True)
            made.add(month)
        content = text.encode()
        (folder / month / name).write_bytes(content)
        size += len(content)
        if progress and done % 20_000 == 0:
            rate = done / (time.monotonic() - started)
            print(f"{done:,} articles, {rate:,.0f} a second", file=sys.stderr, flush=True)
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
    parser.add_argument("--plainer", action="store_true", help="with about half as many quotes")
    given = parser.parse_args()
    numbers = range(given.first, given.first + given.articles)
    size = write_corpus(
        given.folder, numbers, given.seed, given.huge_month, progress=True, plainer=given.plainer
    )
    print(f"{given.articles:,} articles, {size / 1e6:,.1f} MB in {given.folder}")


if __name__ == "__main__":
    main()
