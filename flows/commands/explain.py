"""`citatbank explain FILE`: one article, and why the extraction decided as it did."""

from __future__ import annotations

from pathlib import Path

from flows.commands.explained import explained
from flows.commands.terminal import DONE, FAILED, WRONG_USE, complain, console, print_json
from flows.extraction.article import extract_article
from flows.reading import read_article
from flows.reading.found import SeedFile
from flows.records import Reject


def explain_command(file: Path, as_json: bool) -> int:
    """Read and extract one file, and print what was found."""
    if not file.is_file():
        what = "is not a file" if file.exists() else "does not exist"
        complain(f"{file} {what}; name an article: citatbank explain FILE")
        return WRONG_USE
    status = file.stat()
    article = read_article(SeedFile(file, file.name, status.st_size, status.st_mtime_ns))
    if isinstance(article, Reject):
        complain(f"{file} cannot become an article: {article.reason}: {article.detail}")
        return FAILED
    findings = extract_article(article)
    if as_json:
        print_json(explained(article, findings))
        return DONE
    from flows.commands.explain_text import print_explanation

    print_explanation(console(), article, findings)
    return DONE
