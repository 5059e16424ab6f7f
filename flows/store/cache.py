"""Where copies of what is in stores stand on this machine."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

_DIGITS = 12


def cache_folder(kind: str, name: str, place: str) -> Path:
    """A folder in the user's cache (`CITATBANK_CACHE`, else `~/.cache/citatbank`), which need not
    be there yet: of a kind, under a name that tells a person what it is, one for each place."""
    home = os.environ.get("CITATBANK_CACHE")
    if not home:
        home = str(Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache", "citatbank"))
    digest = hashlib.sha256(place.encode()).hexdigest()[:_DIGITS]
    return Path(home, kind, f"{name}-{digest}")
