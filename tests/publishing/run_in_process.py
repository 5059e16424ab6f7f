"""A run in a process of its own, for tests that kill it. Loaded once by the fork server, so that
each process starts at once."""

from __future__ import annotations

import multiprocessing
import os
import random
import resource
from multiprocessing.context import ForkServerContext, ForkServerProcess
from multiprocessing.queues import Queue
from pathlib import Path

from dataset_building import article_text, build

import flows.publishing.publication
import flows.publishing.recovery
import schemas.models
from flows.extraction.article import extract_article
from flows.publishing import OutputError, leaves
from flows.reading.articles import article_from_bytes
from flows.records import Article

assert flows.publishing.publication
assert flows.publishing.recovery
assert schemas.models

# Word lists are loaded when they are first needed: here, not in every process.
_warm = article_from_bytes("warm.txt", article_text(0).encode())
assert isinstance(_warm, Article)
extract_article(_warm)


def _run(seeds: Path, output: Path, batch_size: int, fault: str, settings: dict[str, str]) -> None:
    os.environ.update(settings, CITATBANK_FAULT=fault)
    leaves.LEAF_ARTICLES = 3
    build(seeds, output, batch_size, shuffled=random.Random(0))


def start_run(
    seeds: Path,
    output: Path,
    batch_size: int = 8,
    fault: str = "",
    settings: dict[str, str] | None = None,
) -> ForkServerProcess:
    """Start a run; with `fault` it kills itself at that point. `settings` are added to its
    environment."""
    arguments = (seeds, output, batch_size, fault, settings or {})
    process = _context().Process(target=_run, args=arguments)
    process.start()
    return process


def _context() -> ForkServerContext:
    context = multiprocessing.get_context("forkserver")
    # The server finds what it preloads by PYTHONPATH alone; without it each process would load
    # Pandera and polars for itself, which takes seconds.
    os.environ["PYTHONPATH"] = str(Path(__file__).parent)
    context.set_forkserver_preload(["run_in_process"])
    return context


def _run_limited(seeds: Path, output: Path, largest_file: int, said: Queue[str]) -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (largest_file, largest_file))
    try:
        build(seeds, output)
    except OutputError as error:
        said.put(str(error))


def start_limited_run(seeds: Path, output: Path, largest_file: int, said: Queue[str]) -> None:
    """A run that may write no file larger than so many bytes; what it complains of is `said`."""
    process = _context().Process(target=_run_limited, args=(seeds, output, largest_file, said))
    process.start()
    process.join()


def new_queue() -> Queue[str]:
    """A queue to such a process."""
    return _context().Queue()
