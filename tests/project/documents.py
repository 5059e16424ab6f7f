"""The documents of the project, and what stands in them that can be tried."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

from tests.flow.prefect_server import ROOT

DOCUMENTS = (
    "README.md",
    "flows/OPERATING.md",
    "flows/analysis/ASKING.md",
    "flows/analysis/examples/README.md",
    "flows/corrections/CORRECTING.md",
    "flows/extraction/HOW_IT_DECIDES.md",
)
# What stands in these needs a store; tests/stored runs it.
ON_STORES = ("flows/store/STORES.md",)
_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
# What the shell does with a command is not the command's.
_SHELL = {">", "|", ">>"}


def text_of(document: str) -> str:
    return (ROOT / document).read_text(encoding="utf-8")


def blocks(language: str, *documents: str) -> list[str]:
    """The fenced snippets of a language, in the order of the documents."""
    return [
        text
        for document in documents or DOCUMENTS
        for kind, text in _BLOCK.findall(text_of(document))
        if kind == language
    ]


def commands(program: str) -> list[list[str]]:
    """Command lines of a program in all shell blocks, each once, split into words."""
    found: dict[str, list[str]] = {}
    for block in blocks("sh"):
        for line in block.splitlines():
            if line.startswith(f"{program} "):
                words = shlex.split(line, comments=True)
                end = next((at for at, word in enumerate(words) if word in _SHELL), len(words))
                found[" ".join(words)] = words[:end]
    return list(found.values())


def table_rows(document: str, first_column: str) -> list[list[str]]:
    """The rows of the tables whose header begins with that column, split into cells."""
    rows: list[list[str]] = []
    inside = False
    for line in text_of(document).splitlines():
        if not line.startswith("|"):
            inside = False
        elif line.startswith(f"| {first_column} |"):
            inside = True
        elif inside and not line.startswith("|---"):
            rows.append([cell.strip() for cell in line.strip("|").split("|")])
    return rows


def links(document: str) -> list[Path]:
    """The files that a document links to or names, from the root."""
    text = text_of(document)
    beside = (ROOT / document).parent
    linked = [beside / name for name in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", text)]
    named = re.findall(r"`((?:flows|schemas|seeds|tests)/[\w./-]*)`", text)
    return [*linked, *(ROOT / name for name in named)]


def anchors(document: str) -> set[str]:
    """The names that GitHub and others give to the headings of a document."""
    headings = re.findall(r"^#+ (.+)$", text_of(document), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading).lower().replace(" ", "-") for heading in headings}
