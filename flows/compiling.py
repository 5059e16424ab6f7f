"""Build the compiled form of extraction: `make fast`, or `python -m flows.compiling`.

mypyc translates the sources to C, the machine's compiler does the rest. The build is tried on the
sample articles before anything uses it: what it finds has to be what the sources find, to the
letter. Nothing is written into the project.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from flows.compiled import LIBRARY, PROJECT, builds_folder, source_files, sources_key

if TYPE_CHECKING:
    from flows.records import Article

# A package is where its data files are. What is found of seed files travels between processes,
# which objects of compiled classes cannot; archives and stores wait for others, not for the
# processor; a plugged-in model is others' code; the gate calls others' code and little else.
_NOT_COMPILED = (
    "__init__.py", "found.py", "gate.py", "plugged.py", "seed_files.py", "stored_seeds.py",
)  # fmt: skip
_NOT_COMPILED_FOLDER = "archives"
_MOST_SAMPLES = 300
_PASSES = 15

# Runs in a folder that holds copies of the sources and nothing else.
_SETUP = f"""
import sys
from mypyc.build import mypycify
from setuptools import setup

modules = mypycify(
    ["--ignore-missing-imports", *sys.argv.pop(1).split(",")],
    opt_level="2",
    debug_level="0",
    group_name="{LIBRARY.removesuffix("__mypyc")}",
)
setup(name="citatbank-compiled", ext_modules=modules)
"""


class CompilingError(Exception):
    """The build came to nothing; the message tells the user why, in one line."""


def main() -> int:
    """Build if need be, say what came of it in one line; returns the exit code."""
    missing = missing_tool()
    if missing is not None:
        print(f"{missing}; extraction stays interpreted, which gives the same tables.")
        return 0
    try:
        print(_build())
    except CompilingError as error:
        print(f"{error}; extraction stays interpreted.", file=sys.stderr)
        return 1
    return 0


def missing_tool() -> str | None:
    """What is not there and a build needs, if anything."""
    compiler = (os.environ.get("CC") or sysconfig.get_config_var("CC") or "cc").split()[0]
    if shutil.which(compiler) is None:
        return f"There is no C compiler here ({compiler})"
    if not Path(sysconfig.get_path("include"), "Python.h").is_file():
        return "The headers of this Python are not here (python3-dev)"
    return None


def _build() -> str:
    builds = builds_folder()
    if builds is None:
        raise CompilingError("CITATBANK_COMPILED turns compiled extraction off")
    key = sources_key()
    if (builds / key).is_dir():
        return "Extraction is compiled already, from the sources as they are."
    print("Compiling extraction (some four minutes) ...", flush=True)
    started = time.monotonic()
    try:
        builds.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=builds, prefix=".making-") as made:
            _compile(Path(made, "sources"), Path(made, key))
            speeds = _try_out(Path(made))
            Path(made, key).rename(builds / key)
        _remove_others(builds, key)
    except OSError as error:
        raise CompilingError(f"{error.filename or builds}: {error.strerror or error}") from error
    return f"Extraction is compiled ({time.monotonic() - started:.0f} seconds). {speeds}".rstrip()


def _compile(sources: Path, build: Path) -> None:
    """Compile copies of the sources; the modules end up in `build`."""
    for path in source_files():
        copy = sources / path.relative_to(PROJECT)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, copy)
    (sources / "flows" / "__init__.py").touch()
    names = [
        copy.relative_to(sources).as_posix()
        for copy in source_files(sources)
        if copy.name not in _NOT_COMPILED and copy.parent.name != _NOT_COMPILED_FOLDER
    ]
    setup = [sys.executable, "-c", _SETUP, ",".join(names), "build_ext", "--build-lib", str(build)]
    # setuptools and mypy say much; the end of it is of use, when it fails.
    done = subprocess.run(setup, cwd=sources, capture_output=True, text=True, env=_plain())
    if done.returncode != 0:
        raise CompilingError(f"Compiling failed:\n{(done.stdout + done.stderr)[-3000:]}\n")


def _try_out(builds: Path) -> str:
    """Extract the sample articles with and without the build; returns how fast each was."""
    without, compiled = _sample_run("0"), _sample_run(str(builds))
    if not compiled["compiled"]:
        raise CompilingError("What was compiled cannot be loaded on this machine")
    if compiled["findings"] != without["findings"]:
        raise CompilingError("What was compiled finds other things than its sources do")
    if not without["articles"]:
        return ""
    slow, fast = (run["articles"] / run["seconds"] for run in (without, compiled))
    return f"It finds the same: {fast:,.0f} sample articles a second, {slow:,.0f} without it."


def _sample_run(builds: str) -> dict[str, float]:
    """What `_extract_samples` reports in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "flows.compiling", "samples"],
        capture_output=True,
        text=True,
        env={**_plain(), "CITATBANK_COMPILED": builds},
    )
    try:
        report: dict[str, float] = json.loads(done.stdout)
    except ValueError as error:
        raise CompilingError(f"What was compiled fails:\n{done.stderr[-3000:]}\n") from error
    return report


def _plain() -> dict[str, str]:
    """The environment, with this project's sources in front."""
    path = os.environ.get("PYTHONPATH")
    return {**os.environ, "PYTHONPATH": f"{PROJECT}{os.pathsep}{path}" if path else str(PROJECT)}


def _extract_samples() -> None:
    """Print what extraction finds in the sample articles and what rows it becomes, as a hash, and
    how long extraction took."""
    from flows.compiled import is_compiled
    from flows.extraction.article import extract_article
    from flows.reading import SeedFile, find_seed_files, read_article
    from flows.records import Article
    from flows.validation import validate_articles

    files = (seed for seed in find_seed_files(PROJECT / "seeds") if isinstance(seed, SeedFile))
    read = (read_article(seed) for seed, _ in zip(files, range(_MOST_SAMPLES), strict=False))
    articles = [article for article in read if isinstance(article, Article)]
    items = [(article, extract_article(article)) for article in articles]
    tables = validate_articles(items, "0" * 12).tables
    findings = repr((items, {name: table.to_pylist() for name, table in tables.items()}))
    report = {
        "compiled": is_compiled(),
        "articles": len(articles),
        "findings": hashlib.sha256(findings.encode()).hexdigest(),
        "seconds": sum(min(_seconds(article) for _ in range(_PASSES)) for article in articles),
    }
    print(json.dumps(report))


def _seconds(article: Article) -> float:
    from flows.extraction.article import extract_article

    started = time.process_time()
    extract_article(article)
    return time.process_time() - started


def _remove_others(builds: Path, key: str) -> None:
    """Remove builds of sources that are no more."""
    for path in builds.iterdir():
        if path.name != key:
            shutil.rmtree(path, ignore_errors=True)


if __name__ == "__main__":
    if sys.argv[1:] == ["samples"]:
        _extract_samples()
    else:
        sys.exit(main())
