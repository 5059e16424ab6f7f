"""The version of the code that a run's rows carry, told to its workers through the stage.

A worker started while the code is being replaced must not write another version than the plan's.
"""

from __future__ import annotations

from pathlib import Path

_FILE = "fingerprint"
_DIGITS = 12


def write_version(stage: Path, fingerprint: str) -> None:
    """Note the fingerprint that this run was planned with."""
    (stage / _FILE).write_text(fingerprint, encoding="ascii")


def extractor_version(stage: Path) -> str:
    """What stands in `articles.extractor_version`: the first digits of the run's fingerprint."""
    return (stage / _FILE).read_text(encoding="ascii")[:_DIGITS]
