"""How commands speak: results on standard output, all else as single lines on standard error."""

from __future__ import annotations

import json
import os
import sys
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from rich.console import Console

DONE, FAILED, WRONG_USE, INTERRUPTED, TERMINATED = 0, 1, 2, 130, 143

# Lines for a file or a pipe are not cut to the width of a terminal that is not there.
_WIDTH_ELSEWHERE = 100


def say(line: str) -> None:
    """A line about the work, for whoever waits for it."""
    print(one_line(line), file=sys.stderr, flush=True)


def complain(message: str) -> None:
    """A line about what went wrong."""
    say(f"citatbank: {message}")


def print_json(data: Any) -> None:
    """Data on standard output; never invalid because of an odd file name."""
    text = json.dumps(data, ensure_ascii=False, indent=2)
    print(text.encode(errors="backslashreplace").decode())


def one_line(text: str) -> str:
    """Text from outside as one line without control characters, which could steer a terminal."""
    return "".join(
        character if character.isprintable() else f"\\u{ord(character):04x}" for character in text
    )


def several_lines(text: str) -> str:
    """The same for text whose line breaks are its own."""
    return "\n".join(one_line(line) for line in text.split("\n"))


def console() -> Console:
    """Standard output, styled on a terminal (unless NO_COLOR is set), plain elsewhere."""
    from rich.console import Console

    width = None if sys.stdout.isatty() else _WIDTH_ELSEWHERE
    # Rich itself would leave bold type where colours are not wanted.
    system: Literal["auto"] | None = None if os.environ.get("NO_COLOR") else "auto"
    return Console(width=width, color_system=system, highlight=False, markup=False, emoji=False)
