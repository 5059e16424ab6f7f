"""What the benchmark says of tools, and how it puts kept figures beside each other."""

from __future__ import annotations

import json
from pathlib import Path

from tests.benchmarks.growth import growth_lines
from tests.benchmarks.quality import Claim, Tally, add_article, tally
from tests.benchmarks.table import lines
from tests.gold.annotated import SAMPLES, annotated

RESULTS = Path(__file__).parents[1] / "benchmarks" / "results"


SAMPLE = annotated(SAMPLES)[0]


def counted(claims: list[Claim]) -> Tally:
    found = Tally()
    add_article(found, SAMPLE, claims)
    return found


def as_marked() -> list[Claim]:
    """What a tool claims that finds all that the reader marked in the sample."""
    names = {actor["id"]: actor["name"] for actor in SAMPLE.actors}
    speakers = [names.get(quote["speaker"]) for quote in SAMPLE.quotes]
    return [Claim(*pair) for pair in zip(SAMPLE.stretches, speakers, strict=True)]


def test_a_tool_that_finds_everything_is_given_everything() -> None:
    figures = counted(as_marked()).figures()
    assert figures.keys() >= {"marked quotes found", "indirect found"}
    assert set(figures.values()) == {"100%"}


def test_a_quote_is_found_where_a_claim_is_nearly_the_same() -> None:
    (start, end), speaker = as_marked()[1]
    near = counted([Claim((start, end - 5), speaker)])
    assert (near.claimed, near.found.total(), near.rightly_named) == (1, 1, 1)
    half = counted([Claim((start, (start + end) // 2), speaker)])
    assert (half.claimed, half.found.total(), half.rightly_named) == (1, 0, 0)


def test_a_claim_counts_once_and_a_wrong_speaker_does_not() -> None:
    stretch, _ = as_marked()[1]
    found = counted([Claim(stretch, "Nogen Helt Anden"), Claim(stretch, None)])
    assert (found.claimed, found.found.total(), found.rightly_named) == (2, 1, 0)
    assert found.figures()["of its quotes right"] == "50%"


def test_a_tool_that_finds_nothing_is_given_nothing() -> None:
    found = tally(lambda article: [])
    assert found.wanted.total() == sum(len(each.quotes) for each in annotated(SAMPLES))
    assert found.figures()["marked quotes found"] == "0%"
    assert found.figures()["of its quotes right"] == "none"


def test_runs_stand_beside_each_other_by_size() -> None:
    def run(articles: int) -> dict[str, object]:
        step = {"plan": 0.5, "publish": 1.5, "read": 2.0, "extract": 6.0, "validate": 2, "stage": 0}
        figures = {
            "seconds": 20.0,
            "processor seconds": 10.0 + articles / 100,
            "articles a second": articles / 20,
            "processor ms per article": 10_000 / articles + 10,
            "peak MB of one process": {"run": 300, "worker": 200},
            "seconds of work by step": step,
            "processor seconds by process": {"run": 10.0, "worker": articles / 100},
        }
        rerun = {**figures, "processor seconds": 10.0}
        return {
            "extraction": "compiled",
            "commit": "abc1234",
            "figures": {
                "rows": {"quotes": articles * 9},
                "first run": figures,
                "unchanged rerun": rerun,
                "100 new files": figures,
            },
        }

    report = {
        "run 10,000 articles, one month": run(10_000),
        "run 1,000 articles, many months": run(1_000),
        "start": {"figures": {}},
    }
    table = growth_lines(report)
    sizes = [line.split()[0] for line in table if line.endswith("abc1234")]
    assert sizes == ["1,000", "10,000"]
    # What a run takes beyond an idle one, per article: the same in both.
    assert [line.split()[6] for line in table if "abc1234" in line] == ["10.00", "10.00"]
    # Four fifths of the workers' time is reading and extraction, one fifth is not.
    assert [line.split()[7] for line in table if "abc1234" in line] == ["25%", "25%"]
    assert growth_lines({"start": {}}) == []


def test_the_kept_text_is_made_of_the_kept_figures() -> None:
    report = json.loads((RESULTS / "benchmark.json").read_text(encoding="utf-8"))
    kept = (RESULTS / "benchmark.txt").read_text(encoding="utf-8")
    assert kept == "\n".join([*lines(report), ""])
