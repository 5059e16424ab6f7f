"""Bounds on figures, from a TOML file; `bounds.toml` beside this file explains its form."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, cast

from flows.errors import UserError
from flows.quality.figures import COUNTS, FAMILIES, MEANS, SHARES

DEFAULT_BOUNDS = Path(__file__).with_name("bounds.toml")

Scope = Literal["month", "all", "run"]
Action = Literal["fail", "warn"]

_SCOPES = ("month", "all", "run")
_ACTIONS = ("fail", "warn")
_RUN_FIGURES = ("rejects", "share_rejected")
_LIMITS = ("least", "most", "most_rise", "most_fall")
_KEYS = ("figure", "of", *_LIMITS, "from", "on_breach")


class BoundsError(UserError):
    """A file of bounds cannot be used; the message is one line for the user."""


@dataclass(frozen=True, slots=True)
class Bound:
    """What one measure may be. `smallest` is the number of articles from which it is judged."""

    figure: str
    of: Scope
    on_breach: Action
    least: float | None = None
    most: float | None = None
    most_rise: float | None = None
    most_fall: float | None = None
    smallest: int = 1

    @property
    def is_share(self) -> bool:
        """Whether rise and fall are in share points, not relative."""
        return self.figure in SHARES or ":" in self.figure


def read_bounds(path: Path | None) -> tuple[Bound, ...]:
    """The bounds in a file, or the ones that come with the project. Raises BoundsError."""
    path = path or DEFAULT_BOUNDS
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise BoundsError(f"bounds file {path} cannot be read: {error.strerror}") from error
    except ValueError as error:  # also what is no UTF-8
        raise BoundsError(f"bounds file {path} is no valid TOML: {error}") from error
    tables = content.pop("bound", [])
    if content or not isinstance(tables, list) or not all(isinstance(t, dict) for t in tables):
        what = f"knows no {', '.join(content)}" if content else "has bound in another form"
        raise BoundsError(f"bounds file {path} {what}: write each bound as a [[bound]] table")
    return tuple(_bound(table, f"{path}, bound {n}") for n, table in enumerate(tables, start=1))


def _bound(table: Mapping[str, Any], place: str) -> Bound:
    unknown = [key for key in table if key not in _KEYS]
    if unknown:
        raise BoundsError(f"{place}: unknown {', '.join(unknown)}; known are {', '.join(_KEYS)}")
    figure = str(table.get("figure"))
    if not _is_figure(figure):
        known = ", ".join((*COUNTS, *MEANS, *SHARES, *(f"{family}:NAME" for family in FAMILIES)))
        raise BoundsError(f"{place}: figure is {figure!r}; known are {known}")
    of = _choice(table, "of", _SCOPES, place)
    if of == "run" and figure not in _RUN_FIGURES:
        raise BoundsError(f"{place}: of a run only {' and '.join(_RUN_FIGURES)} are known")
    limits = {name: _number(table[name], name, place) for name in _LIMITS if name in table}
    if not limits:
        raise BoundsError(f"{place}: gives no limit; name one of {', '.join(_LIMITS)}")
    if of == "run" and ("most_rise" in limits or "most_fall" in limits):
        raise BoundsError(f"{place}: a run has no rise or fall; use most")
    return Bound(
        figure,
        cast(Scope, of),
        cast(Action, _choice(table, "on_breach", _ACTIONS, place)),
        **limits,
        smallest=int(_number(table.get("from", 1), "from", place)),
    )


def _is_figure(figure: str) -> bool:
    family, colon, name = figure.partition(":")
    return bool(name) and family in FAMILIES if colon else figure in (*COUNTS, *MEANS, *SHARES)


def _choice(table: Mapping[str, Any], key: str, known: tuple[str, ...], place: str) -> str:
    value = table.get(key)
    if value not in known:
        said = "is missing" if value is None else f"is {value!r}"
        raise BoundsError(f"{place}: {key} {said}; write one of {', '.join(known)}")
    return str(value)


def _number(value: Any, key: str, place: str) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < 1e18:
        raise BoundsError(f"{place}: {key} is {value!r}; write a number that is not negative")
    return value
