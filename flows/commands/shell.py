"""`citatbank shell`: questions to the published tables, one after the other."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import ExitStack, suppress
from pathlib import Path
from sqlite3 import complete_statement

from flows.analysis.session import Session, open_session
from flows.analysis.statements import QueryError, split_queries
from flows.commands.query_output import Format, print_result
from flows.commands.shell_words import HELP, ShellWords
from flows.commands.terminal import DONE, WRONG_USE, complain, say
from flows.publishing import OutputError

_PROMPT, _GOES_ON = "citatbank> ", "      ...> "


def shell_command(output: Path, form: Format, exact: bool) -> int:
    """Read queries from the terminal or from a pipe until they end; returns the exit code."""
    with ExitStack() as resources:
        shell = Shell(resources, output, form, exact)
        return _talk(shell) if sys.stdin.isatty() else _work_off(shell)


class Shell:
    """What the prompt knows between two inputs: the session, and how to print."""

    def __init__(self, resources: ExitStack, output: Path, form: Format, exact: bool) -> None:
        self._resources = resources
        self._output = output
        self._exact = exact
        self.form = form
        self.limit: int | None = None
        self.session = self._open()

    def _open(self) -> Session:
        return self._resources.enter_context(open_session(self._output))

    def reload(self) -> None:
        """Look at what is published now; the state looked at so far stays if that fails."""
        session = self._open()
        self.session = session

    def run(self, text: str) -> None:
        """Run the queries in `text` in turn. Raises QueryError at the first that fails."""
        for query in split_queries(self.session.connection, text):
            print_result(self.session.query(query), self.form, self.limit, self._exact, ".limit 0")
        sys.stdout.flush()


def _talk(shell: Shell) -> int:
    """Prompt, answer, and go on after errors; ends with Ctrl-D or .quit."""
    words = ShellWords(shell)
    _edit_lines(words)
    state = shell.session.state
    say(
        f"{state.rows('articles'):,} articles, {state.rows('quotes'):,} quotes (state "
        f"{state.name}). End each query with a semicolon; {HELP} explains, Ctrl-D leaves."
    )
    pending: list[str] = []
    while True:
        try:
            line = input(_GOES_ON if pending else _PROMPT)
        except EOFError:
            print()
            return DONE
        except KeyboardInterrupt:
            print()
            pending.clear()
            continue
        try:
            if not _take(shell, words, pending, line):
                return DONE
        except (QueryError, OutputError) as error:
            complain(str(error))
        except KeyboardInterrupt:
            say("interrupted")


def _work_off(shell: Shell) -> int:
    """Queries from a pipe or file: the first that fails ends the work."""
    words = ShellWords(shell)
    pending: list[str] = []
    read = 0
    try:
        for line in sys.stdin:
            read += 1
            if not _take(shell, words, pending, line.rstrip("\n")):
                return DONE
        if pending:
            shell.run("\n".join(pending))
    except QueryError as error:
        complain(f"input line {read}: {error}")
        return WRONG_USE
    except UnicodeDecodeError:
        complain(f"input line {read + 1} is no text in UTF-8")
        return WRONG_USE
    return DONE


def _take(shell: Shell, words: ShellWords, pending: list[str], line: str) -> bool:
    """One line of input: a command, or a piece of a query. False if it ends the shell."""
    if not pending and (command := words.command(line)) is not None:
        return command()
    if not pending and not line.strip():
        return True
    pending.append(line)
    text = "\n".join(pending)
    if complete_statement(text):
        pending.clear()
        shell.run(text)
    return True


def _edit_lines(words: ShellWords) -> None:
    """Arrow keys, history of this session, and completion of names, where the system has them."""
    with suppress(ImportError):
        import readline

        readline.set_auto_history(True)
        readline.set_completer_delims(" \t\n,;()=<>")
        readline.set_completer(_completer(words.completions))
        readline.parse_and_bind("tab: complete")


def _completer(completions: Callable[[str], list[str]]) -> Callable[[str, int], str | None]:
    def complete(start: str, number: int) -> str | None:
        found = completions(start)
        return found[number] if number < len(found) else None

    return complete
