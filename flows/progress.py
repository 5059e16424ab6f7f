"""How a running flow tells whoever started it how far it is.

Prefect passes parameters as data, so the listener travels beside them, in a context variable.
"""

from __future__ import annotations

from contextvars import ContextVar


class Progress:
    """Hears nothing; the terminal's progress bar listens by overriding these methods."""

    def planned(self, found: int, to_process: int) -> None:
        """The seeds folder has been compared with the output: so many files, so many to read."""

    def processed(self, files: int) -> None:
        """So many more files have been read and extracted."""

    def publishing(self) -> None:
        """All files are processed, the tables are being written."""


_NOBODY = Progress()
listener: ContextVar[Progress] = ContextVar("listener", default=_NOBODY)


def current() -> Progress:
    """Whoever listens now. The flow asks this way, because a flow that a server starts is pickled
    with everything that its own body names, and a context variable cannot be."""
    return listener.get()
