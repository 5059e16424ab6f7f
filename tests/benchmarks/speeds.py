"""Extraction alone on one core, compiled and interpreted, on articles with many quotes and fewer.

Each line is measured in a process of its own, `python -m tests.benchmarks.speeds COUNT [plainer]`:
what one process has compiled code of, another runs from its sources (`CITATBANK_COMPILED=0`).
"""

from __future__ import annotations

import gc
import json
import os
import subprocess
import sys
import time
from typing import Any

from flows.compiled import extraction_form
from flows.extraction.article import extract_article
from tests.benchmarks.stages import corpus_articles
from tests.benchmarks.startup import ROOT

_WARM_UP = 200
_PLAINER = "plainer"


def extraction_lines(count: int) -> list[dict[str, Any]]:
    """Articles a second by form of extraction (compiled only where it is) and kind of corpus."""
    forms = [None, "0"] if extraction_form() == "compiled" else ["0"]
    return [_in_own_process(count, form, plainer) for plainer in (False, True) for form in forms]


def _in_own_process(count: int, compiled: str | None, plainer: bool) -> dict[str, Any]:
    command = [sys.executable, "-m", __name__, str(count), *([_PLAINER] if plainer else [])]
    variables = {**os.environ, "PYTHONPATH": str(ROOT)}
    if compiled is not None:
        variables["CITATBANK_COMPILED"] = compiled
    done = subprocess.run(command, cwd=ROOT, env=variables, check=True, stdout=subprocess.PIPE)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def extraction_speed(count: int, plainer: bool = False) -> dict[str, Any]:
    """Articles a second on one core: one pass over articles that were not seen before."""
    for article in corpus_articles(_WARM_UP, plainer=plainer):
        extract_article(article)
    articles = corpus_articles(count, _WARM_UP, plainer)
    quotes = actors = 0
    gc.disable()
    started = time.process_time()
    for article in articles:
        findings = extract_article(article)
        quotes += len(findings.quotes)
        actors += len(findings.actors)
    seconds = time.process_time() - started
    gc.enable()
    corpus = "plainer" if plainer else "recombined samples"
    return {
        "line": f"{corpus}, {extraction_form()}",
        "articles a second, one core": round(count / seconds),
        "words per article": round(sum(a.word_count for a in articles) / count),
        "quotes": round(quotes / count, 1),
        "actors": round(actors / count, 1),
    }


if __name__ == "__main__":
    print(json.dumps(extraction_speed(int(sys.argv[1]), _PLAINER in sys.argv[2:])))
