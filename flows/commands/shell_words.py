"""Words of `citatbank shell` that are no queries: `.tables`, `.help` and the like."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from flows.analysis.statements import QueryError
from flows.commands.query_output import Format
from flows.commands.sql import print_views
from flows.commands.terminal import console

if TYPE_CHECKING:
    from flows.commands.shell import Shell

HELP = ".help"
# Typed by everybody who has used another shell before.
_PLAIN_WORDS = {"help": HELP, "quit": ".quit", "exit": ".quit", "help;": HELP, "exit;": ".quit"}
_MEANINGS = {
    HELP: "this list",
    ".tables": "the tables and views, and what they hold",
    ".columns NAME": "the columns of one of them, and what they mean",
    ".mode text|json|csv": "how rows are printed",
    ".limit N": "how many rows are printed (0: all)",
    ".reload": "look at the newest published state",
    ".quit": "leave (also Ctrl-D)",
}
_EXAMPLE = "SELECT month, count(*) AS quotes FROM quotes GROUP BY month ORDER BY month;"


class ShellWords:
    """The words, and the shell that they change."""

    def __init__(self, shell: Shell) -> None:
        self._shell = shell
        self._actions: dict[str, Callable[[str], bool]] = {
            HELP: self._help,
            ".tables": self._tables,
            ".columns": self._columns,
            ".mode": self._mode,
            ".limit": self._limit,
            ".reload": self._reload,
            ".quit": lambda rest: False,
        }

    def command(self, line: str) -> Callable[[], bool] | None:
        """What a line asks for, to be called; None if it is no such word. The call returns
        False if the shell is to end. Raises QueryError for an unknown word."""
        stripped = line.strip()
        stripped = _PLAIN_WORDS.get(stripped.lower(), stripped)
        if not stripped.startswith("."):
            return None
        word, _, rest = stripped.rstrip(";").partition(" ")
        action = self._actions.get(word)
        if action is None:
            raise QueryError(f"there is no {word}; {HELP} lists what there is")
        return lambda: action(rest.strip())

    def completions(self, start: str) -> list[str]:
        """Names and words that begin as given."""
        views = self._shell.session.views
        names = {view.name for view in views} | {name for view in views for name in view.columns}
        return sorted(name for name in (*names, *self._actions) if name.startswith(start))

    def _help(self, rest: str) -> bool:
        screen = console()
        screen.print("Queries end with a semicolon and may take several lines, for example:")
        screen.print(f"  {_EXAMPLE}", soft_wrap=True)
        for word, meaning in _MEANINGS.items():
            screen.print(f"{word:<22}{meaning}", soft_wrap=True)
        return True

    def _tables(self, rest: str) -> bool:
        print_views(self._shell.session, Format.TEXT)
        return True

    def _columns(self, rest: str) -> bool:
        screen = console()
        for view in self._shell.session.views:
            if view.name == rest:
                margin = max(map(len, view.columns))
                for name, meaning in view.columns.items():
                    screen.print(f"{name:<{margin}}  {meaning}", soft_wrap=True)
                return True
        names = ", ".join(view.name for view in self._shell.session.views)
        raise QueryError(f".columns needs one of these names: {names}")

    def _mode(self, rest: str) -> bool:
        if rest not in tuple(Format):
            raise QueryError(f".mode is one of {', '.join(Format)}")
        self._shell.form = Format(rest)
        return True

    def _limit(self, rest: str) -> bool:
        if not rest.isdecimal():
            raise QueryError(".limit needs a number of rows, 0 for all")
        self._shell.limit = int(rest)
        return True

    def _reload(self, rest: str) -> bool:
        self._shell.reload()
        return True
