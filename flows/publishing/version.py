"""What all workers of a run have to agree on, told to them through the stage: the version of the
code that its rows carry, and the user's corrections.

A worker started while the code is being replaced must not write another version than the plan's,
and a corrections file that is saved during a run counts from the next run on.
"""

from __future__ import annotations

from pathlib import Path

_FILE = "fingerprint"
_CORRECTIONS = "corrections.toml"
_DIGITS = 12


def write_version(stage: Path, fingerprint: str, corrections: bytes = b"") -> None:
    """Note the fingerprint that this run was planned with, and its corrections file's content."""
    (stage / _FILE).write_text(fingerprint, encoding="ascii")
    (stage / _CORRECTIONS).write_bytes(corrections)


def extractor_version(stage: Path) -> str:
    """What stands in `articles.extractor_version`: the first digits of the run's fingerprint."""
    return (stage / _FILE).read_text(encoding="ascii")[:_DIGITS]


def staged_corrections(stage: Path) -> bytes:
    """The content of the corrections file that the run was planned with; empty for none."""
    return (stage / _CORRECTIONS).read_bytes()
