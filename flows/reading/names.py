"""Names that are passed over in folders and archives without a word.

Hidden entries (`.DS_Store`, `.git`), notes about the folder (`README.md`, `LICENSE`), the user's
corrections (`corrections.toml`), what systems leave behind (`Thumbs.db`, `desktop.ini`) and files
that are still being written (`*.part`, `*.tmp`, `*~`).
"""

from __future__ import annotations

_STARTS = (".", "~$")
_NOTES = ("readme", "license")
_ENDS = ("~", ".part", ".tmp", ".swp", ".crdownload")
_NAMES = frozenset({"corrections.toml", "thumbs.db", "desktop.ini"})


def passed_over(name: str) -> bool:
    """Whether an entry of this name is no seed file and nobody expects it to be one."""
    lower = name.lower()
    if lower.partition(".")[0] in _NOTES:  # and no more: `licensen.txt` is about television
        return True
    return lower.startswith(_STARTS) or lower.endswith(_ENDS) or lower in _NAMES
