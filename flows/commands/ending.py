"""How commands end: what stops one becomes a line on standard error and an exit code."""

from __future__ import annotations

import errno
import signal
from types import FrameType
from typing import Any, NoReturn

from typer.core import TyperGroup

from flows.commands.terminal import FAILED, INTERRUPTED, TERMINATED, complain
from flows.errors import UserError

# What a command leaves undone when it is interrupted, for those that make something.
_UNDONE = {"export": "; nothing was exported", "report": "; no page was written"}


class Commands(TyperGroup):
    """The commands of the program. They raise what stops them; it is told here, in one line."""

    def invoke(self, ctx: Any) -> Any:
        """Run the command that was asked for. Raises SystemExit where something stops it."""
        _tidy_up_when_terminated()
        try:
            return super().invoke(ctx)
        except UserError as error:
            complain(str(error))
            raise SystemExit(error.exit_code) from error
        except OSError as error:
            if error.errno == errno.EPIPE:
                raise  # whoever read our output has gone, which is no fault
            undone = _UNDONE.get(ctx.invoked_subcommand, "")
            complain(f"{error.filename or 'the system'}: {error.strerror or error}{undone}")
            raise SystemExit(FAILED) from error
        except KeyboardInterrupt as error:
            complain(f"interrupted{_UNDONE.get(ctx.invoked_subcommand, '')}")
            raise SystemExit(INTERRUPTED) from error


def _tidy_up_when_terminated() -> None:
    """Let a signal to end, or a closed terminal, end the process by way of its own cleaning up:
    temporary files of a query or an export would stay behind otherwise."""

    def end(number: int, frame: FrameType | None) -> NoReturn:
        for each in ending:
            signal.signal(each, signal.SIG_IGN)  # a second one would end the cleaning up
        raise SystemExit(TERMINATED)

    # What is ignored, as under nohup, stays so.
    ending = [
        each
        for each in (signal.SIGTERM, signal.SIGHUP)
        if signal.getsignal(each) is not signal.SIG_IGN
    ]
    for each in ending:
        signal.signal(each, end)
