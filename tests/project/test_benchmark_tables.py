"""What the benchmark says of tools, and how it puts kept figures beside each other."""

from __future__ import annotations

import json
from pathlib import Path

from tests.benchmarks.growth import growth_lines
from tests.benchmarks.quality import Claim, Score, Wanted, add_article, is_speaker, score
from tests.benchmarks.table import lines

RESULTS = Path(__file__).parents[1] / "benchmarks" / "results"


def counted(wanted: list[Wanted], claims: list[Claim]) -> Score:
    found = Score()
    add_article(found, wanted, claims)
    return found


def test_a_quote_is_found_where_a_claim_is_nearly_the_same() -> None:
    wanted = [Wanted((0, 100), "direct", ("Anna Holm",)), Wanted((200, 300), "indirect", ())]
    near = counted(wanted, [Claim((0, 95), "Anna Holm"), Claim((200, 240), None)])
    assert dict(near.found) == {"direct": 1}
    assert (near.wanted["direct"], near.wanted["indirect"]) == (1, 1)
    assert (near.claimed, near.right, near.named, near.rightly_named) == (2, 1, 1, 1)


def test_a_claim_counts_once_and_a_doubtful_quote_for_nobody() -> None:
    wanted = [
        Wanted((0, 10), "direct", ("Holm",)),
        Wanted((0, 11), "direct", ("Holm",)),
        Wanted((50, 60), "optional", ("Holm",)),
    ]
    found = counted(wanted, [Claim((0, 10), "Bo Lind"), Claim((50, 60), "Holm")])
    assert (found.found["direct"], found.claimed, found.right, found.rightly_named) == (1, 1, 1, 0)


def test_a_speaker_may_stand_with_a_title_or_in_the_genitive_but_not_as_another() -> None:
    forms = ("Anna Holm", "Holm")
    assert is_speaker("Anna Holms", forms)
    assert is_speaker("formand Anna Holm", forms)
    assert not is_speaker("Anna", forms)
    assert not is_speaker("Bo Holm", forms)
    assert not is_speaker(None, forms)


def test_every_marked_quote_stands_in_its_sample() -> None:
    found = score(lambda article: [])
    assert sum(found.wanted.values()) == 343
    assert (found.claimed, found.right) == (0, 0)


def test_runs_stand_beside_each_other_by_size() -> None:
    def run(articles: int) -> dict[str, object]:
        step = {"plan": 0.5, "publish": 1.5}
        figures = {
            "seconds": 20.0,
            "processor seconds": 10.0 + articles / 100,
            "articles a second": articles / 20,
            "processor ms per article": 10_000 / articles + 10,
            "peak MB of one process": {"run": 300, "worker": 200},
            "seconds of work by step": step,
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
    assert growth_lines({"start": {}}) == []


def test_the_kept_text_is_made_of_the_kept_figures() -> None:
    report = json.loads((RESULTS / "benchmark.json").read_text(encoding="utf-8"))
    kept = (RESULTS / "benchmark.txt").read_text(encoding="utf-8")
    assert kept == "\n".join([*lines(report), ""])
