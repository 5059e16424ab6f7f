"""How commands end: what stops one becomes a line on standard error and an exit code."""

from __future__ import annotations

import errno
import signal
from types import FrameType
from typing import Any, NoReturn

from typer.core import TyperGroup

from flows.commands.terminal import FAILED, INTERRUPTED, TERMINATED, complain
from flows.errors import UserError

# What stands when a command is stopped on its way, for those that make something.
_STANDS = {
    "run": "; what was published before stays as it was",
    "watch": "; what is published stays as it is",
    "export": "; nothing was exported",
    "report": "; no page was written",
}


class Terminated(BaseException):
    """The system asked the process to end, or its terminal was closed (SIGTERM, SIGHUP)."""


class Commands(TyperGroup):
    """The commands of the program. They raise what stops them; it is told here, in one line."""

    def invoke(self, ctx: Any) -> Any:
        """Run the command that was asked for. Raises SystemExit where something stops it."""
        _hear_signals_to_end()
        try:
            return super().invoke(ctx)
        except UserError as error:
            complain(str(error))
            raise SystemExit(error.exit_code) from error
        except OSError as error:
            if error.errno == errno.EPIPE:
                raise  # whoever read our output has gone, which is no fault
            complain(
                f"{error.filename or 'the system'}: {error.strerror or error}{_what_stands(ctx)}"
            )
            raise SystemExit(FAILED) from error
        except KeyboardInterrupt as error:
            complain(f"interrupted{_what_stands(ctx)}")
            raise SystemExit(INTERRUPTED) from error
        except Terminated as error:
            complain(f"terminated{_what_stands(ctx)}")
            raise SystemExit(TERMINATED) from error


def _what_stands(ctx: Any) -> str:
    return _STANDS.get(ctx.invoked_subcommand or "", "")


def _hear_signals_to_end() -> None:
    """Let a signal to end the process come up through it as Ctrl-C does, so that it tidies up."""

    def end(number: int, frame: FrameType | None) -> NoReturn:
        for each in ending:
            signal.signal(each, signal.SIG_IGN)  # a second one would end the tidying up
        raise Terminated

    # What is ignored, as under nohup, stays so.
    ending = [
        each
        for each in (signal.SIGTERM, signal.SIGHUP)
        if signal.getsignal(each) is not signal.SIG_IGN
    ]
    for each in ending:
        signal.signal(each, end)
