"""What goes wrong in a way that the user can mend."""

from __future__ import annotations


class UserError(Exception):
    """The message is one line: what is wrong, where, and what to do about it.

    A command that ends by it says the line and returns `exit_code`: 1, or 2 where the command was
    used in a way that cannot be.
    """

    exit_code = 1


class WrongUseError(UserError):
    """What was asked for cannot be, as with a folder that does not exist."""

    exit_code = 2
