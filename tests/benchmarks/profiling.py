"""Which functions the processor is in while articles become tables: a sampling profile.

A timer of the process's own processor time interrupts it every few milliseconds and notes the
calls that are open, with the time since the last look; a machine with other work does not change
that. Everything that a run does but Prefect and the traffic between processes happens in one
process: planning, reading, extraction, validation, staging, publication. Compiled functions leave
no trace in Python's calls, so extraction is interpreted here (`CITATBANK_COMPILED=0`); where its
compiled form spends its time, the table of stages tells.

`python -m tests.benchmarks.profiling SEEDS OUTPUT` prints the calls and their microseconds as JSON.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import FrameType
from typing import Any

from flows.batches import process_batch
from flows.publishing import fingerprint, open_output
from flows.reading import find_seed_files
from tests.benchmarks.corpus import write_corpus
from tests.benchmarks.flames import Calls, called, draw, tree_lines
from tests.benchmarks.startup import ROOT

_SECONDS_BETWEEN_LOOKS = 0.002
_OURS = ("flows", "schemas")
_BATCH = 250
TEXT, PICTURE = "profile.txt", "profile.svg"
# What a call belongs to, by its module: the first call on the way down that is named here.
_STEPS = (
    ("flows.extraction.document", "segmentation"),
    ("flows.extraction.names", "names"),
    ("flows.extraction.name_index", "actors"),
    ("flows.extraction.actors", "actors"),
    ("flows.extraction.quotes", "quotes"),
    ("flows.extraction.speakers", "speakers"),
    ("flows.extraction", "extraction, the rest"),
    ("flows.reading", "reading"),
    ("flows.validation", "validation"),
    ("flows.publishing.staging", "staging"),
    ("flows.publishing.output.Output.publish", "publication"),
    ("flows.publishing", "planning"),
)
_PARTS_OF_EXTRACTION = "flows.extraction.article."


def profile(folder: Path, count: int, results: Path, headline: str) -> dict[str, Any]:
    """Shares of the steps in percent; the profile and a flame graph are left in `results`."""
    seeds = folder / "profiled"
    write_corpus(seeds, range(count), huge_month=True)
    command = [sys.executable, "-m", __name__, str(seeds), str(folder / "profiled-output")]
    variables = {**os.environ, "PYTHONPATH": str(ROOT), "CITATBANK_COMPILED": "0"}
    done = subprocess.run(command, cwd=ROOT, env=variables, check=True, stdout=subprocess.PIPE)
    calls = {tuple(stack.split(";")): spent for stack, spent in json.loads(done.stdout).items()}
    each = {stack: spent / count for stack, spent in calls.items()}
    title = f"{headline}; {count:,} articles, {sum(each.values()):,.0f} µs of processor each"
    results.mkdir(parents=True, exist_ok=True)
    (results / TEXT).write_text("\n".join([title, "", *tree_lines(each)]) + "\n", encoding="utf-8")
    (results / PICTURE).write_text(draw(each, title), encoding="utf-8")
    return {
        "microseconds per article": round(sum(each.values())),
        "percent of it": shares(each),
        "in full": f"{TEXT}, {PICTURE}",
    }


def shares(calls: Mapping[Calls, float]) -> dict[str, float]:
    """Percent of the time by step, in the order of the steps."""
    spent: defaultdict[str, float] = defaultdict(float)
    for stack, microseconds in calls.items():
        spent[step_of(stack)] += microseconds
    whole = sum(spent.values()) or 1.0
    names = dict.fromkeys([*(name for _, name in _STEPS), "other"])
    return {name: round(spent[name] / whole * 100, 1) for name in names if name in spent}


def step_of(stack: Iterable[str]) -> str:
    """The step that open calls belong to: the outermost that has one, of extraction its part."""
    found = "other"
    for call in stack:
        for module, step in _STEPS:
            if f"{call}.".startswith(f"{module}."):
                if not call.startswith(_PARTS_OF_EXTRACTION):
                    return step
                found = step
                break
    return found


class Sampler:
    """Notes the open calls of this thread by timer; `spent` has microseconds by calls."""

    def __init__(self) -> None:
        self.spent: defaultdict[Calls, float] = defaultdict(float)
        self._last = 0.0

    def __enter__(self) -> Sampler:
        self._last = time.process_time()
        signal.signal(signal.SIGPROF, self._look)
        signal.setitimer(signal.ITIMER_PROF, _SECONDS_BETWEEN_LOOKS, _SECONDS_BETWEEN_LOOKS)
        return self

    def __exit__(self, *_: object) -> None:
        signal.setitimer(signal.ITIMER_PROF, 0.0)
        signal.signal(signal.SIGPROF, signal.SIG_IGN)

    def _look(self, _number: int, frame: FrameType | None) -> None:
        # A call in C is only seen when it returns, and stands for all of its time; that of other
        # threads stands where this one waits for them.
        passed = time.process_time() - self._last
        self.spent[called(_names(frame), _OURS)] += passed * 1e6
        self._last = time.process_time()


def _names(frame: FrameType | None) -> list[str]:
    """Module and name of the open calls, the outermost first."""
    found = []
    while frame is not None:
        found.append(f"{frame.f_globals.get('__name__', '?')}.{frame.f_code.co_qualname}")
        frame = frame.f_back
    return found[::-1]


def main() -> None:
    """Make tables from seeds in this process and print where the time went."""
    seeds, output = map(Path, sys.argv[1:])
    with Sampler() as sampler, open_output(output) as out:
        plan = out.plan(find_seed_files(seeds), fingerprint())
        results = [
            process_batch(batch, plan.stage, number)
            for number, batch in enumerate(plan.batches(_BATCH))
        ]
        out.publish(plan, results)
    print(json.dumps({";".join(stack): spent for stack, spent in sampler.spent.items()}))


if __name__ == "__main__":
    main()
