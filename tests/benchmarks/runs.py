"""The real `citatbank run` over a generated corpus: all of it, again, and with 100 files more."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path
from typing import Any

from tests.benchmarks.corpus import write_corpus
from tests.benchmarks.measuring import Measured, measured
from tests.benchmarks.stages import stage_times
from tests.benchmarks.startup import CITATBANK, ROOT, environment

_ADDED = 100
_STAGES_OF = 1000
# What is neither file access, reading nor extraction.
_NOT_OVERHEAD = ("read", "extract")


def measure_runs(folder: Path, size: int, huge_month: bool, workers: int | None) -> dict[str, Any]:
    """Figures of a first run, of a rerun on the same files, and of one with 100 files more."""
    seeds = _corpus(folder, size, huge_month)
    output = folder / f"output-{size}"
    shutil.rmtree(output, ignore_errors=True)
    command = [*CITATBANK, "run", "--seeds", str(seeds), "--output", str(output), "--json"]
    command += ["--workers", str(workers)] if workers else []
    variables = environment(folder / "prefect")

    def run(what: str) -> tuple[Measured, dict[str, Any]]:
        print(f"  {size:,} articles: {what} ...", file=sys.stderr, flush=True)
        found = measured(command, variables, ROOT)
        return found, json.loads(found.output)

    try:
        first, summary = run("all")
        again, same = run("again, nothing changed")
        assert not same["published"], "a rerun on unchanged files published something"
        write_corpus(seeds, range(size, size + _ADDED), huge_month=huge_month)
        more, grown = run(f"again, {_ADDED} new files")
        assert grown["new"] == _ADDED
        stages = stage_times(seeds, _STAGES_OF)
    finally:
        for extra in _numbers_from(seeds, size, huge_month):
            extra.unlink(missing_ok=True)
        shutil.rmtree(output, ignore_errors=True)
    return {
        "text MB": round(sum(path.stat().st_size for path in seeds.rglob("*.txt")) / 1e6, 1),
        "rows": summary["rows"],
        "first run": _figures(first, summary, size),
        "unchanged rerun": _figures(again, same, 0),
        f"{_ADDED} new files": _figures(more, grown, _ADDED),
        "stages, microseconds per article on one core": stages,
    }


def _figures(found: Measured, summary: dict[str, Any], articles: int) -> dict[str, Any]:
    steps = {name: round(seconds, 2) for name, seconds in summary["step_seconds"].items()}
    figures: dict[str, Any] = {
        "seconds": round(found.seconds, 2),
        "processor seconds": round(found.cpu_seconds, 2),
        "seconds of work by step": steps,
        "processor seconds by process": {k: round(v, 1) for k, v in found.cpu_by_role.items()},
        "processes": found.processes,
        "peak MB of one process": {k: round(v) for k, v in found.peak_mb.items()},
    }
    if articles:
        work = sum(steps.get(name, 0.0) for name in _NOT_OVERHEAD)
        figures["articles a second"] = round(articles / found.seconds, 1)
        figures["processor ms per article"] = round(found.cpu_seconds / articles * 1e3, 3)
        if work:
            over = (found.cpu_seconds - work) / work
            figures["beyond reading and extraction"] = f"{over:.0%}"
    return figures


def _corpus(folder: Path, size: int, huge_month: bool) -> Path:
    """The corpus of that size, generated unless it is there whole from another time."""
    seeds = folder / f"corpus-{size}{'-one-month' if huge_month else ''}"
    whole = seeds.with_name(f"{seeds.name}.whole")
    if not whole.exists():
        shutil.rmtree(seeds, ignore_errors=True)
        print(f"  {size:,} articles: generating ...", file=sys.stderr, flush=True)
        write_corpus(seeds, range(size), huge_month=huge_month, progress=True)
        whole.touch()
    return seeds


def _numbers_from(seeds: Path, size: int, huge_month: bool) -> list[Path]:
    from tests.benchmarks.corpus import HUGE_MONTH, Corpus

    corpus = Corpus(month=HUGE_MONTH if huge_month else None)
    made = (corpus.article(number)[:2] for number in range(size, size + _ADDED))
    return [seeds / month / name for name, month in made]
