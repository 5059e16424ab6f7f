"""`citatbank report`: one HTML page that shows what is published."""

from __future__ import annotations

from pathlib import Path

from flows.commands.terminal import (
    DONE,
    WRONG_USE,
    complain,
    one_line,
    print_json,
)


def report_command(
    *,
    output: Path,
    target: Path,
    language: str,
    articles: int,
    order: str,
    megabytes: int,
    as_json: bool,
) -> int:
    """Write the report and say where it is; returns the exit code."""
    if target.suffix.lower() not in (".html", ".htm"):
        complain(f"{target} does not end in .html; name the page to write: --to FILE.html")
        return WRONG_USE
    if not target.parent.is_dir():
        complain(f"{target.parent} is not a folder; make it, or name another file: --to FILE.html")
        return WRONG_USE
    from flows.reporting.report import Language, Order, write_report

    report = write_report(output, target, Language(language), articles, Order(order), megabytes)
    if as_json:
        print_json(
            {
                "file": str(report.file),
                "bytes": report.size,
                "articles": report.articles,
                "included": report.included,
            }
        )
    else:
        print(
            f"{one_line(str(report.file))}: {report.articles:,} articles counted, "
            f"{report.included:,} to read, {report.size / 1e6:.1f} MB"
        )
    return DONE
