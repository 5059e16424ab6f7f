"""The same articles as files and as archives: what reading them takes, and how much memory.

`python -m tests.benchmarks.archives SEEDS OUTPUT` does what a run does until it has its articles:
it plans, which lists archives, and reads batch by batch; the benchmark looks at that process from
outside.
"""

from __future__ import annotations

import json
import shutil
import sys
import tarfile
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Any

from flows.publishing import fingerprint, open_output
from flows.reading import find_seed_files, read_article
from flows.records import Article
from flows.settings import batch_size_for
from tests.benchmarks.corpus import HUGE_MONTH, Corpus, write_corpus
from tests.benchmarks.measuring import measured
from tests.benchmarks.startup import ROOT, environment

FILES = "files"
ARCHIVES = ("zip", "tar.gz", "tar.zst")
FORMS = (FILES, *ARCHIVES)
_MODIFIED = 1_700_000_000  # seconds since the epoch: archives of the same articles are the same
Add = Callable[[str, bytes], None]


def write_articles(
    folder: Path, numbers: range, form: str, huge_month: bool = False, plainer: bool = False
) -> None:
    """Write articles as seed files, or as members of one archive, never holding more than one."""
    folder.mkdir(parents=True, exist_ok=True)
    if form == FILES:
        write_corpus(folder, numbers, huge_month=huge_month, progress=True, plainer=plainer)
        return
    corpus = Corpus(month=HUGE_MONTH if huge_month else None, plainer=plainer)
    opened = _zip if form == "zip" else _tar
    with opened(folder / f"corpus.{form}") as add:
        for name, month, text in corpus.articles(numbers):
            add(f"{month}/{name}", text.encode())


@contextmanager
def _zip(path: Path) -> Iterator[Add]:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        moment = time.gmtime(_MODIFIED)[:6]

        def add(name: str, content: bytes) -> None:
            entry = zipfile.ZipInfo(name, moment)
            archive.writestr(entry, content, zipfile.ZIP_DEFLATED)

        yield add


@contextmanager
def _tar(path: Path) -> Iterator[Add]:
    with _compressing(path) as stream, tarfile.open(fileobj=stream, mode="w|") as archive:

        def add(name: str, content: bytes) -> None:
            entry = tarfile.TarInfo(name)
            entry.size, entry.mtime = len(content), _MODIFIED
            archive.addfile(entry, BytesIO(content))

        yield add


def _compressing(path: Path) -> Any:
    import gzip

    import pyarrow as pa

    if path.suffix == ".gz":
        return gzip.GzipFile(path, "wb", mtime=_MODIFIED)
    return pa.CompressedOutputStream(str(path), "zstd")


def archive_reading(folder: Path, count: int) -> list[dict[str, Any]]:
    """Seconds, articles a second and peak memory of planning and reading, by form."""
    rows = []
    for form in FORMS:
        place = folder / f"reading-{count}-{form}"
        shutil.rmtree(place, ignore_errors=True)
        print(f"  {count:,} articles as {form} ...", file=sys.stderr, flush=True)
        seeds = place / "seeds"
        write_articles(seeds, range(count), form)
        command = [sys.executable, "-m", __name__, str(seeds), str(place / "output")]
        found = measured(command, environment(folder / "prefect"), ROOT)
        read = json.loads(found.output)
        assert read["articles"] == count, f"{read['articles']} of {count} articles are in {form}"
        seconds = read["plan"] + read["read"]
        rows.append(
            {
                "form": f"{count:,} articles, {form}",
                "articles a second": round(count / seconds),
                "seconds to plan": read["plan"],
                "seconds to read": read["read"],
                "processor ms per article": round(read["processor"] / count * 1e3, 3),
                "peak MB": round(found.peak_mb["run"]),
                "MB on disk": round(_size(seeds) / 1e6, 1),
            }
        )
        shutil.rmtree(place)
    return rows


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def main() -> None:
    """Plan a run and read all its articles; print how many there are, and how long it took."""
    seeds, output = map(Path, sys.argv[1:])
    started, worked = time.perf_counter(), time.process_time()
    articles = 0
    with open_output(output) as out:
        plan = out.plan(find_seed_files(seeds), fingerprint())
        planned = time.perf_counter()
        for batch in plan.batches(batch_size_for(plan.to_process)):
            articles += sum(isinstance(read_article(seed), Article) for seed in batch)
    report = {
        "articles": articles,
        "plan": round(planned - started, 2),
        "read": round(time.perf_counter() - planned, 2),
        "processor": round(time.process_time() - worked, 2),
    }
    print(json.dumps(report))


if __name__ == "__main__":
    main()
