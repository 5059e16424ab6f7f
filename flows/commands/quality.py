"""`citatbank quality`: the figures of what is published, against the bounds."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

from flows.commands.terminal import DONE, FAILED, one_line, print_json


def quality_command(output: Path, bounds: Path | None, as_json: bool) -> int:
    """Print figures and breaches; 1 if a bound that fails is broken."""
    from flows.quality.bounds import read_bounds
    from flows.quality.history import read_history
    from flows.quality.judging import judge
    from flows.quality.published import published_figures
    from flows.quality.showing import month_lines, rule_lines

    rules = read_bounds(bounds)
    months = published_figures(output)
    # What is published cannot have changed against itself; runs judge that.
    breaches = judge(rules, months, {}, months, None)
    failing = any(breach.on_breach == "fail" for breach in breaches)
    if as_json:
        print_json(
            {
                "months": {month: figures.encode() for month, figures in months.items()},
                "breaches": [{**asdict(breach), "message": str(breach)} for breach in breaches],
                "runs": [asdict(run) for run in read_history(output)],
            }
        )
        return FAILED if failing else DONE
    for line in (*month_lines(months), "", *rule_lines(months), ""):
        print(line)
    for breach in breaches:
        print(one_line(f"{breach.on_breach}: {breach}"))
    if not breaches:
        print("All figures are within their bounds.")
    return FAILED if failing else DONE
