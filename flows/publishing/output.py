"""An output folder under lock: plan a run, publish its results.

with open_output(output) as out:
    plan = out.plan(find_seed_files(seeds), fingerprint())
    results = [
        process_batch(batch, plan.stage, number)      # in any process, in any order
        for number, batch in enumerate(plan.batches(500))
    ]
    published = out.publish(plan, results)
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from flows.publishing.records import BatchResult, Plan, Published
from flows.records import Reject

if TYPE_CHECKING:
    from flows.reading.seed_files import SeedFile


@contextmanager
def open_output(output: Path, wait_seconds: float = 0.0) -> Iterator[Output]:
    """Take the folder's lock, refuse newer formats, and sweep what a killed run left behind.

    The folder is made if it is missing. Raises OutputBusyError when another run still holds the
    lock after `wait_seconds`, and OutputError for a folder that cannot be used; both messages
    are single lines for the user. The lock ends with the process, however that ends.
    """
    yield Output(output)


class Output:
    """An output folder that this process has locked. Made by `open_output`.

    `notes` are lines for the user about what was repaired or rebuilt without being asked for.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self.notes: list[str] = []

    def plan(
        self,
        seed_files: Iterable[SeedFile | Reject],
        fingerprint: str,
        rebuild: bool = False,
    ) -> Plan:
        """Compare the seed files with what is published; nothing published is touched."""
        raise NotImplementedError

    def publish(self, plan: Plan, results: Iterable[BatchResult]) -> Published:
        """Make the new state visible to readers at once, or, if nothing differs, touch nothing."""
        raise NotImplementedError
