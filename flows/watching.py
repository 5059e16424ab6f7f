"""Which changes of a folder are ready to be taken up: those that have stood still for a while."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from flows.reading.seed_files import Found
from flows.records import Reject

# Size and modification time of a file; a reject's reason where it is no seed file.
Stamp = tuple[int, int] | str
# What has changed, and into what: None where a file is gone.
Changes = dict[str, Stamp | None]


@dataclass(slots=True)
class _Waiting:
    stamp: Stamp | None  # None for a file that is gone
    since: float


class FolderChanges:
    """Follows a folder by looking at its listings; times are seconds of one steady clock.

    A file that is new, changed or gone is ripe when it has looked the same for `settle` seconds,
    so a file that is still being written waits, and does not keep others waiting.
    """

    def __init__(self, settle: float) -> None:
        self._settle = settle
        self._taken: dict[str, Stamp] = {}
        self._waiting: dict[str, _Waiting] = {}

    def look(self, listing: Mapping[str, Stamp], now: float) -> Changes:
        """Take a listing into account; returns the changes that are ripe."""
        for path in listing.keys() | self._taken.keys():
            stamp = listing.get(path)
            if stamp == self._taken.get(path):
                self._waiting.pop(path, None)
                continue
            waiting = self._waiting.get(path)
            if waiting is None or waiting.stamp != stamp:
                self._waiting[path] = _Waiting(stamp, now)
        for path in [path for path in self._waiting if path not in listing]:
            if path not in self._taken:
                del self._waiting[path]  # came and went before anybody took it
        return {path: self._waiting[path].stamp for path in self._ripe(now)}

    def take(self, now: float) -> None:
        """The ripe changes have been dealt with."""
        for path in list(self._ripe(now)):
            stamp = self._waiting.pop(path).stamp
            if stamp is None:
                del self._taken[path]
            else:
                self._taken[path] = stamp

    def _ripe(self, now: float) -> Iterator[str]:
        return (
            path for path, waiting in self._waiting.items() if now - waiting.since >= self._settle
        )


def listing_of(found: Iterable[Found], settings: Iterable[Path] = ()) -> dict[str, Stamp]:
    """What a look into the seeds folder shows, by the name of the file.

    `settings` are files that runs depend on beside the seeds; one that is not there is passed over.
    """
    listing: dict[str, Stamp] = {
        item.source_file: item.reason if isinstance(item, Reject) else (item.size, item.mtime_ns)
        for item in found
    }
    for path in settings:
        try:
            status = path.stat()
        except OSError:
            continue
        listing[str(path.absolute())] = (status.st_size, status.st_mtime_ns)
    return listing
