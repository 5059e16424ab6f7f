"""A batch of seed files on its way from text to staged rows; runs in any process."""

from __future__ import annotations

import gc
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from flows.corrections import Corrections
from flows.corrections.applying import apply_corrections
from flows.corrections.reading import parse
from flows.extraction.article import extract_article
from flows.publishing.files import fault_point, output_errors
from flows.publishing.leaves import article_place
from flows.publishing.planned_archives import hash_seed
from flows.publishing.records import BatchResult
from flows.publishing.staging import BatchWriter, SeedOutcome
from flows.publishing.version import extractor_version, staged_corrections
from flows.reading import LARGEST_FILE, read_article
from flows.reading.ahead import asking_ahead
from flows.records import Article, Findings, Reject
from flows.store import StoreError, is_stored
from flows.store.objects import reading_ahead
from flows.validation import ValidTables, validate_articles

if TYPE_CHECKING:
    from flows.reading import SeedFile

Item = tuple[Article, Findings]


def process_batch(seeds: Sequence[SeedFile], stage: Path, number: int) -> BatchResult:
    """Read, extract and validate the seed files and stage their rows under `stage`.

    `number` names the batch within its run. Running a batch again replaces what it staged, so
    that a killed or repeated worker does no harm. Raises OutputError where the stage cannot be
    written.
    """
    with output_errors(stage):
        corrections = parse(staged_corrections(stage), "corrections")
        batch = _Batch(extractor_version(stage), corrections)
    with without_collector():
        return _process(batch, seeds, stage, number)


@contextmanager
def without_collector() -> Iterator[None]:
    """Keep the cyclic garbage collector off: a batch makes millions of small records that all
    live to its end, and looking through them again and again costs a third of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _process(batch: _Batch, seeds: Sequence[SeedFile], stage: Path, number: int) -> BatchResult:
    files = [seed.path for seed in seeds if seed.member is None and not is_stored(seed.path)]
    stored = ((seed.path, seed.size) for seed in seeds)
    with asking_ahead(files), reading_ahead(stored, LARGEST_FILE + 1):
        items = [item for seed in seeds if (item := batch.take(seed)) is not None]
    fault_point("batch_extracted")
    with batch.timed("validate"):
        parts = [part for group in _distinct(items) for part in batch.validate(group)]
    with batch.timed("stage"), output_errors(stage):
        folder = batch.write(BatchWriter(stage, number), parts)
    rows = Counter[str]()
    for part in parts:
        rows.update({name: table.num_rows for name, table in part.tables.items()})
    rows["rejects"] = len(batch.rejects)
    rejected = len(seeds) - rows["articles"]
    return BatchResult(number, folder, len(seeds), rejected, dict(rows), dict(batch.seconds))


class _Batch:
    """What is gathered while a batch runs."""

    def __init__(self, version: str, corrections: Corrections) -> None:
        self._version = version
        self._corrections = corrections
        self.seconds: defaultdict[str, float] = defaultdict(float)
        self.rejects: list[Reject] = []
        self._outcomes: dict[str, SeedOutcome] = {}

    @contextmanager
    def timed(self, step: str) -> Iterator[None]:
        """Add the time spent inside to a step."""
        started = time.perf_counter()
        try:
            yield
        finally:
            self.seconds[step] += time.perf_counter() - started

    def take(self, seed: SeedFile) -> Item | None:
        """Read and extract one seed file; None if it ends as a reject."""
        with self.timed("read"):
            article = _read(seed)
            if isinstance(article, Reject):
                # Hashed first and then read once more: whoever is still writing the file may have
                # come to its end meanwhile, and a reject must never stand for those bytes.
                sha256 = hash_seed(seed)
                article = _read(seed)
        if isinstance(article, Reject):
            self._reject(seed, article, sha256)
            return None
        try:
            with self.timed("extract"):
                findings = extract_article(article)
                findings, corrected = apply_corrections(article, findings, self._corrections)
        except Exception as error:
            reject = _internal_error(seed.source_file, "extraction", error)
            self._reject(seed, reject, article.source_sha256)
            return None
        self._outcomes[seed.source_file] = SeedOutcome(
            seed.source_file, seed.size, seed.mtime_ns, article.source_sha256,
            article.article_id, article_place(article.article_id, article.source_month),
            len(article.text.encode()), corrected,
        )  # fmt: skip
        return article, findings

    def _reject(self, seed: SeedFile, reject: Reject, sha256: str | None) -> None:
        """Note a reject; the hash of what was read tells later runs whether it has changed."""
        self.rejects.append(reject)
        self._outcomes[seed.source_file] = SeedOutcome(
            seed.source_file, seed.size, seed.mtime_ns, sha256
        )

    def validate(self, items: Sequence[Item]) -> Iterator[ValidTables]:
        """Valid tables of the items: one, or several where an article breaks validation itself."""
        try:
            valid = validate_articles(items, self._version)
        except Exception as error:
            # As for reading: halve until the poisoned article stands alone.
            if len(items) == 1:
                source_file = items[0][0].source_file
                self.rejects.append(_internal_error(source_file, "validation", error))
                return
            middle = len(items) // 2
            yield from self.validate(items[:middle])
            yield from self.validate(items[middle:])
            return
        self.rejects += valid.rejects
        yield valid

    def write(self, writer: BatchWriter, parts: Sequence[ValidTables]) -> Path:
        """Stage the parts, and what became of every other file."""
        for part in parts:
            outcomes = [self._outcomes.pop(article.source_file) for article in part.articles]
            writer.add_part(part.tables, outcomes)
        left = [
            SeedOutcome(outcome.source_file, outcome.size, outcome.mtime_ns, outcome.sha256)
            for outcome in self._outcomes.values()
        ]
        return writer.finish(left, self.rejects)


def _distinct(items: Sequence[Item]) -> Iterator[list[Item]]:
    """The items in order of their place, in as many groups as the most frequent id needs."""
    groups: list[list[Item]] = []
    seen: Counter[str] = Counter()
    for item in sorted(items, key=_place):
        article_id = item[0].article_id
        if seen[article_id] == len(groups):
            groups.append([])
        groups[seen[article_id]].append(item)
        seen[article_id] += 1
    yield from groups


def _place(item: Item) -> tuple[int, str]:
    article = item[0]
    return article_place(article.article_id, article.source_month), article.source_file


def _read(seed: SeedFile) -> Article | Reject:
    try:
        return read_article(seed)
    except StoreError:
        raise  # the store is away, and the file is not to blame
    except Exception as error:
        # One poisoned file must not lose the hundreds beside it, whatever it breaks: here, and in
        # the two places of extraction and validation, any error is turned into a reject.
        return _internal_error(seed.source_file, "reading", error)


def _internal_error(source_file: str, stage: str, error: Exception) -> Reject:
    """A reject that names the kind of error and the innermost place in our code."""
    place = error.__traceback__
    where = "unknown place"
    while place is not None:
        code = place.tb_frame.f_code
        where = f"{Path(code.co_filename).name}:{place.tb_lineno} ({code.co_name})"
        place = place.tb_next
    return Reject(source_file, stage, "internal_error", f"{type(error).__name__} in {where}")
