"""Tables of short texts with all quotes that they hold, written as lines a reader can check.

A table is a string of cases. A case opens with `# title`; its text follows, one paragraph per
line, and then what is found in it, one line per finding:

    # reporting clause behind
    - Vi er klar, siger Mette Holm. Hun blev valgt i marts.
    => direct | Vi er klar | Mette Holm | siger

The parts are kind, words (segments parted by " / "), speaker and cue; `-` stands for none, and
`no quote | words` for marked words that are listed as no quote. A case without such a line holds
nothing at all. A full stop at the end of the words is left out: borders are compared without it.
A paragraph that begins with `(lead)`, `(question)` or `(subheading)` has that role. The persons
are invented.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import pytest

from flows.extraction.article import extract_text
from flows.records import Findings, Paragraph, ParagraphRole, Quote

_ROLES = {f"({role.value}) ": role for role in ParagraphRole}


class Case(NamedTuple):
    """A text and the lines that are expected of it."""

    title: str
    paragraphs: list[str]
    expected: list[str]


def cases(table: str) -> list[Any]:
    """The cases of a table as pytest parameters, named by their titles."""
    read = list(_read(table))
    titles = [case.title for case in read]
    assert len(set(titles)) == len(titles), "two cases of one title"
    return [pytest.param(case, id=case.title) for case in read]


def _read(table: str) -> Iterator[Case]:
    for block in table.split("\n# ")[1:]:
        title, *lines = block.splitlines()
        yield Case(
            title.strip(),
            [line for line in lines if line.strip() and not line.startswith("=> ")],
            [line.removeprefix("=> ").strip() for line in lines if line.startswith("=> ")],
        )


def found(case: Case) -> list[str]:
    """What extraction finds in the text of a case, as the lines of a table."""
    text, laid_out = lay_out_by_hand(case.paragraphs)
    return render(text, extract_text(text, laid_out))


def lay_out_by_hand(paragraphs: list[str]) -> tuple[str, list[Paragraph]]:
    """Paragraphs as one text with their places; body text unless a role is written before it."""
    text, laid_out = "", []
    for line in paragraphs:
        prefix = next((p for p in _ROLES if line.startswith(p)), "")
        role = _ROLES.get(prefix, ParagraphRole.BODY)
        words = line.removeprefix(prefix)
        laid_out.append(Paragraph(len(text), len(text) + len(words), role))
        text += words + "\n\n"
    return text.rstrip("\n"), laid_out


def render(text: str, findings: Findings) -> list[str]:
    """Findings as lines, in text order."""
    lines = [(quote.segments[0][0], _quote_line(text, quote)) for quote in findings.quotes]
    lines += [
        (start, f"no quote | {text[start:end]}") for start, end, _reason in findings.non_quotes
    ]
    return [line for _at, line in sorted(lines)]


def _quote_line(text: str, quote: Quote) -> str:
    words = " / ".join(_without_stop(text[start:end]) for start, end in quote.segments)
    cue = text[slice(*quote.cue)] if quote.cue else "-"
    return f"{quote.kind.value} | {words} | {quote.speaker_name or '-'} | {cue}"


def _without_stop(words: str) -> str:
    return words if words.endswith("..") else words.removesuffix(".")
