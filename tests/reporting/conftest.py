"""Reports that several tests look at, and what is collected where there is no browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from flows.reporting.report import Language, write_report
from tests.publishing.dataset_building import build
from tests.reporting.browser import Page, browsers, opened
from tests.reporting.hostile import hostile_output
from tests.reporting.reading_pages import ReadPage

ROOT = Path(__file__).parents[2]

# What the browser draws is checked where there is one; the data it draws is checked everywhere.
collect_ignore = [] if browsers() else ["test_in_browser.py"]


@pytest.fixture(scope="session")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample seeds, published."""
    folder = tmp_path_factory.mktemp("samples") / "output"
    build(ROOT / "seeds", folder)
    return folder


@pytest.fixture(scope="session")
def page_file(output: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report on the sample seeds, in Danish."""
    return write_report(output, tmp_path_factory.mktemp("report") / "samples.html").file


@pytest.fixture(scope="session")
def page(page_file: Path) -> ReadPage:
    """The same, read."""
    return ReadPage(page_file.read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def hostile_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A report on an article that tries to be more than text, in English."""
    folder = tmp_path_factory.mktemp("hostile")
    output = hostile_output(folder / "output")
    return write_report(output, folder / "hostile.html", Language.ENGLISH).file


@pytest.fixture(scope="session")
def chromium() -> Iterator[Page]:
    """One page of a browser for all tests that need one."""
    with opened(browsers()[0]) as opened_page:
        yield opened_page
