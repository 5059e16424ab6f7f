"""Compiled extraction: used while it fits the sources to the letter, and never after."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from flows.compiled import LIBRARY, PROJECT, SUFFIX, source_files, sources_key
from flows.compiling import missing_tool
from flows.reading import find_seed_files
from flows.records import Reject

SOURCES = "flows/__init__.py", "flows/compiled.py", "flows/compiling.py"


@pytest.fixture
def small_project(tmp_path: Path) -> Path:
    """A project whose extraction is a few lines, with the real code that compiles and finds it."""
    for name in SOURCES:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        shutil.copy(PROJECT / name, tmp_path / name)
    write(tmp_path, "flows/records.py", "class Article: ...\n\nclass Reject: ...\n")
    write(tmp_path, "flows/extraction/__init__.py", "")
    write(tmp_path, "flows/extraction/counting.py", "def count(n: int) -> int:\n    return n + 1\n")
    write(
        tmp_path,
        "flows/extraction/article.py",
        "from pathlib import Path\n\nfrom flows.extraction.counting import count\n\n"
        "DATA = (Path(__file__).parent / 'data.txt').read_text()\n\n"
        "def extract_article(article: object) -> str:\n    return f'{DATA} {count(1)}'\n",
    )
    write(tmp_path, "flows/extraction/data.txt", "beside the source")
    write(
        tmp_path,
        "flows/reading/__init__.py",
        "class SeedFile: ...\n\n"
        "def find_seed_files(folder: object) -> tuple[()]:\n    return ()\n\n"
        "def read_article(seed: object) -> None: ...\n",
    )
    write(
        tmp_path,
        "flows/validation/__init__.py",
        "class Valid:\n    tables = {}\n\n"
        "def validate_articles(items: object, version: str) -> Valid:\n    return Valid()\n",
    )
    return tmp_path


def write(root: Path, name: str, text: str) -> None:
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def python(project: Path, *arguments: str) -> str:
    """What a Python that knows only this project prints."""
    environment = {
        **os.environ,
        "PYTHONPATH": str(project),
        "CITATBANK_COMPILED": str(project / "builds"),
    }
    command = [sys.executable, *arguments]
    done = subprocess.run(command, cwd=project, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def extracted(project: Path) -> str:
    return python(
        project,
        "-c",
        "from flows.compiled import extraction_form\n"
        "from flows.extraction.article import extract_article\n"
        "print(extraction_form(), extract_article(None), type(extract_article).__name__)",
    )


def test_a_build_is_used_until_a_source_changes(small_project: Path) -> None:
    interpreted = "interpreted beside the source 2 function"
    assert extracted(small_project) == interpreted
    told = python(small_project, "-m", "flows.compiling")
    if missing_tool() is not None:
        assert told.endswith("extraction stays interpreted, which gives the same tables.")
        assert extracted(small_project) == interpreted
        return
    compiled = "compiled beside the source 2 builtin_function_or_method"
    assert extracted(small_project) == compiled
    counting = small_project / "flows/extraction/counting.py"
    before = counting.read_text(encoding="utf-8")
    counting.write_text(before.replace("n + 1", "n + 2"), encoding="utf-8")
    assert extracted(small_project) == "interpreted beside the source 3 function"
    counting.write_text(before, encoding="utf-8")
    assert extracted(small_project) == compiled
    assert "already" in python(small_project, "-m", "flows.compiling")


def test_a_build_that_cannot_be_loaded_is_passed_over(small_project: Path) -> None:
    build = small_project / "builds" / sources_key(small_project)
    write(small_project, f"{build}/{LIBRARY}{SUFFIX}", "no machine code")
    assert extracted(small_project) == "interpreted beside the source 2 function"


@pytest.mark.parametrize("change", ["edited", "added", "removed", "renamed"])
def test_any_change_of_a_source_changes_the_key(small_project: Path, change: str) -> None:
    before = sources_key(small_project)
    path = small_project / "flows/extraction/counting.py"
    if change == "edited":
        path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    elif change == "added":
        write(small_project, "flows/extraction/deeper/__init__.py", "")
    elif change == "removed":
        path.unlink()
    else:
        path.rename(path.with_name("counts.py"))
    assert sources_key(small_project) != before


def test_other_files_leave_the_key_alone(small_project: Path) -> None:
    before = sources_key(small_project)
    write(small_project, "flows/extraction/data.txt", "other data")
    write(small_project, "flows/extraction/names/training/learn.py", "never runs")
    write(small_project, "flows/batches.py", "other code")
    assert sources_key(small_project) == before


def test_the_project_compiles_its_extraction_and_no_programs_that_make_data() -> None:
    names = {path.relative_to(PROJECT).as_posix() for path in source_files()}
    assert {
        "flows/records.py", "flows/extraction/article.py", "flows/validation/columns.py",
    } < names  # fmt: skip
    assert not [name for name in names if "/training/" in name or "/build/" in name]
    seeds = [seed for seed in find_seed_files(PROJECT / "seeds") if not isinstance(seed, Reject)]
    assert len(seeds) >= 20  # what a build is tried out on
