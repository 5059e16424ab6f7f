"""`make bench`: generate articles, run on them, print and keep a table of what it took.

    make bench                                          1,000 and 10,000 articles, all parts
    make bench ARGS="--articles 100000,1000000 --only runs --folder /data/bench"
    make bench ARGS="--articles 1000000 --only runs --huge-month --folder /data/bench"
    make bench ARGS="--articles 100000 --only runs --form tar.zst --folder /data/bench"

Figures are kept in `tests/benchmarks/results/`, one part beside the other: a part that is measured
again replaces what stood there, the others stay, and a table of growth is made of all runs that
stand there. Measure on a machine that does nothing else.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from flows.compiled import extraction_form
from tests.benchmarks.archives import FORMS, archive_reading
from tests.benchmarks.comparison import compared
from tests.benchmarks.long_texts import long_articles
from tests.benchmarks.profiling import profile
from tests.benchmarks.runs import Kind, measure_runs
from tests.benchmarks.speeds import extraction_lines
from tests.benchmarks.startup import ROOT, startup_times
from tests.benchmarks.table import lines

RESULTS = Path(__file__).parent / "results"
PARTS = ("extraction", "profile", "long", "startup", "comparison", "archives", "runs")
_ARTICLES_ALONE = 2000
_ARTICLES_COMPARED = 1000
_ARTICLES_PROFILED = 1500
_PACKAGES = ("prefect", "pyarrow", "polars", "pandera")
_NOTES = {
    "extraction alone": "the samples quote twice as much as news does; plainer adds narrative",
    "profile": "extraction interpreted; processor time of one process, all but Prefect",
    "one long article": "processor seconds; all but the first kind is one line over and over",
    "comparison": "shares: of quotes marked by hand in the samples, which the rules were made with",
    "archives": "planning and reading only, in one process",
}


def main() -> None:
    """Measure the parts asked for."""
    given = _arguments()
    report = _read(given.results)
    with _folder(given.folder) as folder:
        for name, figures in _parts(given, Path(folder)):
            note = {"note": _NOTES[name]} if name in _NOTES else {}
            report[name] = {**_circumstances(), **note, "figures": figures}
            _keep(given.results, report)
            print("\n".join(lines({name: report[name]})), flush=True)
    print(f"\nKept in {given.results}: benchmark.json, benchmark.txt")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make bench", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--articles", default="1000,10000", help="sizes, separated by commas")
    parser.add_argument("--only", default=",".join(PARTS), help=f"of {', '.join(PARTS)}")
    parser.add_argument(
        "--folder", type=Path, help="for the corpora; they stay there. Default: none"
    )
    parser.add_argument("--huge-month", action="store_true", help="all articles in one month")
    parser.add_argument("--plainer", action="store_true", help="about half as many quotes")
    parser.add_argument("--form", choices=FORMS, default=FORMS[0], help="of the seeds, for runs")
    parser.add_argument("--archived", type=int, default=5000, help="articles in each archive")
    parser.add_argument(
        "--longest", type=int, default=1_000_000, help="unlikely long articles, in characters"
    )
    parser.add_argument(
        "--pipeline",
        action="append",
        default=[],
        help="a trained spaCy pipeline to compare with, name or folder; may be repeated",
    )
    parser.add_argument("--workers", type=int, help="worker processes; default: as fits")
    parser.add_argument("--results", type=Path, default=RESULTS, help="where figures are kept")
    given = parser.parse_args()
    given.only = given.only.split(",")
    given.articles = [int(size) for size in given.articles.split(",")]
    if unknown := set(given.only) - set(PARTS):
        parser.error(f"no such part: {', '.join(sorted(unknown))}")
    for name in given.pipeline:
        if not Path(name).is_dir() and importlib.util.find_spec(name) is None:
            parser.error(f"{name} is neither a folder nor an installed pipeline of spaCy")
    return given


def _parts(given: argparse.Namespace, folder: Path) -> Iterator[tuple[str, Any]]:
    if "extraction" in given.only:
        yield "extraction alone", extraction_lines(_ARTICLES_ALONE)
    if "profile" in given.only:
        where = _circumstances()
        headline = f"{where['commit']}, {where['machine']}, extraction interpreted"
        yield "profile", profile(folder, _ARTICLES_PROFILED, given.results, headline)
    if "long" in given.only:
        yield "one long article", long_articles(given.longest)
    if "startup" in given.only:
        yield "start", startup_times()
    if "comparison" in given.only:
        yield "comparison", compared(_ARTICLES_COMPARED, given.pipeline)
    if "archives" in given.only:
        yield "archives", archive_reading(folder, given.archived)
    if "runs" in given.only:
        kind = Kind(given.huge_month, given.plainer, given.form)
        for size in given.articles:
            yield (
                f"run {size:,} articles, {kind}",
                measure_runs(folder, size, kind, given.workers),
            )


def _folder(chosen: Path | None) -> Any:
    if chosen is None:
        return tempfile.TemporaryDirectory(prefix="citatbank-bench-")
    chosen.mkdir(parents=True, exist_ok=True)
    return _Kept(chosen)


class _Kept:
    """A folder that stays."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __enter__(self) -> str:
        return str(self._path)

    def __exit__(self, *_: object) -> None: ...


def _circumstances() -> dict[str, Any]:
    git = ["git", "-C", str(ROOT), "describe", "--always", "--dirty"]
    described = subprocess.run(git, capture_output=True, text=True)
    cpu = [
        line.partition(":")[2].strip()
        for line in Path("/proc/cpuinfo").read_text().splitlines()
        if line.startswith("model name")
    ]
    memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / 1e9
    return {
        "when": datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC"),
        "commit": described.stdout.strip() or "unknown",
        "machine": f"{len(cpu)} × {cpu[0] if cpu else platform.machine()}, {memory:.0f} GB",
        "load": round(os.getloadavg()[0], 1),
        "python": platform.python_version(),
        "packages": {name: version(name) for name in _PACKAGES},
        "extraction": extraction_form(),
    }


def _read(folder: Path) -> dict[str, Any]:
    try:
        report: dict[str, Any] = json.loads((folder / "benchmark.json").read_text("utf-8"))
    except FileNotFoundError:
        return {}
    return report


def _keep(folder: Path, report: dict[str, Any]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    # Figures stay in the order in which they are measured, so that texts compare line by line.
    content = json.dumps(dict(sorted(report.items())), indent=1, ensure_ascii=False)
    (folder / "benchmark.json").write_text(f"{content}\n", encoding="utf-8")
    (folder / "benchmark.txt").write_text("\n".join([*lines(report), ""]), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
