"""Make the README's picture of the report anew, from the sample articles:

    python -m tests.reporting.picture

Needs a Chromium. The picture is what the page shows of one article, at one of its quotes.
"""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from flows.reporting.report import Language, write_report
from tests.publishing.dataset_building import build
from tests.reporting.browser import browsers, opened

ROOT = Path(__file__).parents[2]
PICTURE = ROOT / "flows/reporting/picture.png"
_ARTICLE = "f62f7171a4b26f1a"
_QUOTE = 2
_WIDTH, _HEIGHT = 1240, 860


def main() -> None:
    """Publish the sample articles, write the report, and photograph it."""
    with TemporaryDirectory() as scratch:
        output = Path(scratch) / "output"
        build(ROOT / "seeds", output)
        page_file = write_report(output, Path(scratch) / "report.html", Language.ENGLISH).file
        with opened(browsers()[0]) as page:
            page.screen(_WIDTH, _HEIGHT)
            page.open(page_file, f"#article/{_ARTICLE}/{_QUOTE}")
            page.wait("document.querySelectorAll('#text .piece').length > 0")
            page.run("document.querySelector('.turning').scrollIntoView({block: 'start'})")
            PICTURE.write_bytes(page.picture())
    print(f"{PICTURE.relative_to(ROOT)}: {PICTURE.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
