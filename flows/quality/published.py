"""Figures of what is published, for whoever asks outside a run."""

from __future__ import annotations

from pathlib import Path

from flows.publishing import OutputError, nothing_published
from flows.publishing.generations import Folders
from flows.publishing.manifest import ManifestError
from flows.quality.figures import Figures
from flows.quality.gate import decode_months


def published_figures(output: Path) -> dict[str, Figures]:
    """The figures by month that the last run left. Raises OutputError if there are none."""
    try:
        manifest = Folders(output).read_current()
    except ManifestError as error:
        raise OutputError(f"{error}; citatbank verify tells more") from error
    if manifest is None:
        raise nothing_published(output)
    months = decode_months(manifest.figures)
    if not months:
        raise OutputError(
            f"{output} was published without figures; citatbank run --rebuild makes them"
        )
    return months
