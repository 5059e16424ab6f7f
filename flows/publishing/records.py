"""What publishing hands to its callers: small, typed, picklable."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from flows.errors import UserError

if TYPE_CHECKING:
    from flows.corrections import Corrections
    from flows.publishing.manifest import Part
    from flows.reading.found import SeedFile


class OutputError(UserError):
    """The output folder cannot be used or written; the message is for the user, in one line."""


def newer_version(output: str, versions: str = "") -> OutputError:
    """What to say of an output that a later version of the project has written."""
    return OutputError(
        f"{output} was written by a newer version{versions}: update the program or name another "
        "output."
    )


def nothing_published(place: Path | str) -> OutputError:
    """What to raise where tables are wanted and none are; `place` is a folder or a URL."""
    return OutputError(
        f"nothing is published in {place}; build the tables with citatbank run, "
        "or name their folder: --output DIR"
    )


class OutputBusyError(OutputError):
    """Another run holds the lock of this output folder."""


class DraftRefusedError(OutputError):
    """A check did not let a draft be published; what was published before stands."""


@dataclass(frozen=True, slots=True)
class BatchResult:
    """What a batch left behind: where its rows are staged, and how many there are.

    `rows` counts rows by table name; `files` all seed files of the batch, `rejected_files` those
    that became no article. `seconds` is the time by step (read, extract, validate, stage), summed
    over the batch; the process that ran it needs no more than this to report.
    """

    number: int
    folder: Path
    files: int
    rejected_files: int
    rows: dict[str, int]
    seconds: dict[str, float]


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run has to do: counts of seed files, and the files to process in batches.

    `unchanged` files keep their published rows, except where `redone` of them are processed again
    because the code changed, a rebuild was asked for, the corrections concern them, or another file
    with the same id changed.
    `found` counts the files seen, rejected ones included. `unsettled` files may still be being
    written and are left for a later run; known ones among them count as unchanged. `reason` tells
    in one line why known files are redone, if they are. A plan is good for one `Output.publish`,
    within the same `open_output`.
    """

    stage: Path
    fingerprint: str
    corrections: Corrections
    found: int
    new: int
    changed: int
    unchanged: int
    removed: int
    redone: int
    to_process: int
    unsettled: int
    reason: str | None
    _read_batches: Callable[[int], Iterator[list[SeedFile]]] = field(repr=False)

    def batches(self, size: int) -> Iterator[list[SeedFile]]:
        """The files to process, `size` at a time (fewer where they are large), in a fixed order."""
        return self._read_batches(size)


@dataclass(frozen=True, slots=True)
class Draft:
    """A new state of all tables, whole on disk and not yet visible to any reader.

    `parts` are its files below `folder`, `published_parts` those of the published state: a path
    that stands in both is the same file, byte for byte. `published_figures` is what the check of
    the published state wanted to keep. `rejects` counts rejected files and records by the month
    of their article (`unknown` where there is none); `files` and `rejected_files` count the seed
    files that this run read, and those among them that became no article.
    """

    folder: Path
    parts: Sequence[Part]
    published_parts: Sequence[Part]
    published_figures: Mapping[str, Any]
    rejects: Mapping[str, int]
    files: int
    rejected_files: int


# Looks at a draft before it is shown. Returns figures to keep in the manifest (fit for JSON, the
# same for the same draft), or raises DraftRefusedError, and nothing is published.
Check = Callable[[Draft], dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Published:
    """What stands published after a run.

    `rows` counts rows by table; `changed` tells whether readers see anything new;
    `files_written` and `files_kept` count Parquet files. `rejected_files` counts seed files that
    are listed in `rejects` and have no article, `rejected_records` the other rows there.
    """

    generation: str
    changed: bool
    rows: dict[str, int]
    files_written: int
    files_kept: int
    rejected_files: int
    rejected_records: int


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong with a published dataset: which rule, where, and what was found."""

    code: str
    place: str
    message: str
