"""Which part may import what. The rules are read off the source, so that nobody has to remember."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCES = sorted(
    path.relative_to(ROOT).as_posix()
    for folder in ("flows", "schemas")
    for path in (ROOT / folder).rglob("*.py")
)

PREFECT = ("flows/dataset_flow.py", "flows/tasks.py")
PANDERA = ("schemas/", "flows/validation/")
TABLES = (
    *PANDERA,
    "flows/publishing/",
    "flows/quality/",
    "flows/reporting/",
    "flows/batches.py",
)
ANALYSIS_EXAMPLES = "flows/analysis/examples/"

# Third-party packages, and where they may be imported.
ALLOWED_PLACES = {
    "prefect": PREFECT,
    "prefect_dask": ("flows/cluster.py",),
    "distributed": ("flows/cluster.py",),
    "pandera": PANDERA,
    "polars": (*TABLES, ANALYSIS_EXAMPLES),
    "pyarrow": (*TABLES, "flows/reading/archives/streams.py"),
    "pandas": (ANALYSIS_EXAMPLES,),
    "duckdb": ("flows/analysis/",),
    "xlsxwriter": ("flows/analysis/",),
    "botocore": ("flows/store/",),
}

# Steps, and which other parts of the project each may know; every part may know itself.
ALLOWED_PARTS = {
    "schemas/": ("schemas",),
    "flows/records.py": (),
    "flows/store/": (),
    "flows/reading/": ("flows.records", "flows.store"),
    "flows/extraction/": ("flows.records",),
    "flows/corrections/": ("flows.records", "flows.store", "flows.extraction"),
    "flows/validation/": ("flows.records", "schemas"),
    "flows/publishing/": (
        "flows.records",
        "flows.store",
        "flows.corrections",
        "flows.extraction.danish",
        "flows.extraction.plugged",
        "flows.reading",
        "flows.validation",
        "schemas",
    ),
    "flows/quality/": ("flows.publishing",),
    "flows/reporting/": (
        "flows.records",
        "flows.extraction.danish",
        "flows.publishing",
        "schemas",
    ),
    "flows/analysis/": ("flows.publishing", "schemas"),
    "flows/batches.py": (
        "flows.records",
        "flows.store",
        "flows.reading",
        "flows.extraction",
        "flows.corrections",
        "flows.validation",
        "flows.publishing",
    ),
}

# What every part may know.
FOR_ALL = ("flows.errors",)

STANDARD_LIBRARY_ONLY = ("flows/reading/", "flows/extraction/", "flows/corrections/")
# But for zstd, which the standard library learns in Python 3.14.
BEYOND = {"flows/reading/archives/streams.py": ("pyarrow",)}

# Programs that make data files, run by hand: nothing that runs may need them or their packages.
MAKERS = ("/build/", "/training/")


def imported_modules(path: str, source: str) -> set[str]:
    """Absolute names of all modules that a source file imports, anywhere in it."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = path.split("/")[: -node.level] if node.level else []
            names.add(".".join([*above, *([node.module] if node.module else [])]))
    return names


def broken_rules(path: str, imported: set[str]) -> list[str]:
    """What is wrong with these imports in a file at this path."""
    makes_data = any(maker in path for maker in MAKERS)
    found = []
    for name in sorted(imported):
        package = name.partition(".")[0]
        ours = package in ("flows", "schemas")
        if package in ALLOWED_PLACES and not path.startswith(ALLOWED_PLACES[package]):
            found.append(f"{path} may not import {package}")
        elif (
            path.startswith(STANDARD_LIBRARY_ONLY)
            and not makes_data
            and package not in (*sys.stdlib_module_names, "flows", "schemas")
            and package not in BEYOND.get(path, ())
        ):
            found.append(f"{path} may import only the standard library, not {package}")
        if (
            ours
            and not makes_data
            and any(maker in f"/{name}/".replace(".", "/") for maker in MAKERS)
        ):
            found.append(f"{path} may not need {name}, which only makes data files")
        for part, known in ALLOWED_PARTS.items():
            own = part.rstrip("/").removesuffix(".py").replace("/", ".")
            if ours and path.startswith(part) and not name.startswith((own, *known, *FOR_ALL)):
                found.append(f"{path} may not know {name}")
    return found


@pytest.mark.parametrize("path", SOURCES)
def test_imports_follow_the_rules(path: str) -> None:
    imported = imported_modules(path, (ROOT / path).read_text(encoding="utf-8"))
    assert broken_rules(path, imported) == []


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("flows/extraction/article.py", "from prefect import task"),
        ("flows/extraction/article.py", "import polars as pl"),
        ("flows/extraction/article.py", "from flows.publishing import open_output"),
        ("flows/extraction/article.py", "from ..reading import read_article"),
        ("flows/extraction/article.py", "from flows.extraction.names.training import learn"),
        ("flows/extraction/names/find.py", "import numpy"),
        ("flows/reading/articles.py", "from flows.extraction.article import extract_article"),
        ("flows/validation/gate.py", "from flows.publishing import Plan"),
        ("flows/publishing/output.py", "import pandera.polars"),
        ("flows/commands/tables.py", "def read():\n    import pyarrow"),
        ("flows/commands/sql.py", "import duckdb"),
        ("flows/analysis/session.py", "import pandas"),
        ("flows/publishing/output.py", "import duckdb"),
        ("schemas/quotes.py", "from flows.records import QuoteKind"),
        ("flows/quality/gate.py", "from flows.reading import read_article"),
        ("flows/records.py", "from flows.reading import read_article"),
    ],
)
def test_a_breach_is_seen(path: str, source: str) -> None:
    assert len(broken_rules(path, imported_modules(path, source))) >= 1


def test_what_is_allowed_is_no_breach() -> None:
    source = "import re\nfrom flows.records import Article\nfrom flows.extraction.names import x"
    path = "flows/extraction/article.py"
    assert broken_rules(path, imported_modules(path, source)) == []
