"""The real `citatbank run` over a generated corpus: all of it, again, and with 100 files more."""

from __future__ import annotations

import json
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.benchmarks.archives import FILES, write_articles
from tests.benchmarks.corpus import HUGE_MONTH, Corpus, write_corpus
from tests.benchmarks.growth import BEYOND, overhead
from tests.benchmarks.measuring import Measured, measured
from tests.benchmarks.stages import stage_times
from tests.benchmarks.startup import CITATBANK, ROOT, environment

_ADDED = 100
_STAGES_OF = 1000


@dataclass(frozen=True, slots=True)
class Kind:
    """What a corpus is like: spread over months or not, how many quotes, files or an archive."""

    huge_month: bool = False
    plainer: bool = False
    form: str = FILES

    def __str__(self) -> str:
        months = "one month" if self.huge_month else "many months"
        plainer = ", plainer" if self.plainer else ""
        return f"{months}{plainer}{'' if self.form == FILES else f', {self.form}'}"


def measure_runs(folder: Path, size: int, kind: Kind, workers: int | None) -> dict[str, Any]:
    """Figures of a first run, of a rerun on the same files, and of one with 100 files more, which
    are single files beside an archive, too."""
    seeds = _corpus(folder, size, kind)
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
        added = range(size, size + _ADDED)
        write_corpus(seeds, added, huge_month=kind.huge_month, plainer=kind.plainer)
        more, grown = run(f"again, {_ADDED} new files")
        assert grown["new"] == _ADDED
        stages = stage_times(seeds, _STAGES_OF) if kind.form == FILES else None
    finally:
        for extra in _numbers_from(seeds, size, kind):
            extra.unlink(missing_ok=True)
        shutil.rmtree(output, ignore_errors=True)
    rows = summary["rows"]
    figures: dict[str, Any] = {
        f"{'text' if kind.form == FILES else 'archive'} MB": round(_bytes(seeds) / 1e6, 1),
        "rows": rows,
        "quotes per article": round(rows["quotes"] / size, 1),
        "actors per article": round(rows["actors"] / size, 1),
        "first run": _figures(first, summary, size),
        "unchanged rerun": _figures(again, same, 0),
        f"{_ADDED} new files": _figures(more, grown, _ADDED),
    }
    over = overhead(figures)
    if over is not None:
        figures[f"processor time {BEYOND}"] = f"{over:.0%}"
    if stages is not None:
        figures["stages, microseconds per article on one core"] = stages
    return figures


def _bytes(seeds: Path) -> int:
    return sum(path.stat().st_size for path in seeds.rglob("*") if path.is_file())


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
        figures["articles a second"] = round(articles / found.seconds, 1)
        figures["processor ms per article"] = round(found.cpu_seconds / articles * 1e3, 3)
    return figures


def _corpus(folder: Path, size: int, kind: Kind) -> Path:
    """The corpus of that size, generated unless it is there whole from another time."""
    ending = "-one-month" if kind.huge_month else ""
    ending += "-plainer" if kind.plainer else ""
    ending += "" if kind.form == FILES else f"-{kind.form}"
    seeds = folder / f"corpus-{size}{ending}"
    whole = seeds.with_name(f"{seeds.name}.whole")
    if not whole.exists():
        shutil.rmtree(seeds, ignore_errors=True)
        print(f"  {size:,} articles: generating ...", file=sys.stderr, flush=True)
        write_articles(seeds, range(size), kind.form, kind.huge_month, kind.plainer)
        whole.touch()
    return seeds


def _numbers_from(seeds: Path, size: int, kind: Kind) -> list[Path]:
    corpus = Corpus(month=HUGE_MONTH if kind.huge_month else None)
    made = (corpus.article(number)[:2] for number in range(size, size + _ADDED))
    return [seeds / month / name for name, month in made]
