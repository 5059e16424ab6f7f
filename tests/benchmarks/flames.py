"""Open calls and the time spent in them, as a tree of text and as a flame graph.

A flame graph shows every call as a bar as wide as its share of the time, with the calls it makes
below it; how bars of one row are ordered means nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from xml.sax.saxutils import escape

# Calls that are open at one moment, each as module and name, the outermost first.
Calls = tuple[str, ...]

_WIDTH, _ROW, _TOP, _BORDER = 1400, 18, 64, 10
_LETTER = 6.3  # width of a letter
_NARROWEST = 1.2  # bars narrower than this are left out: nobody could see them
_LEAST_PERCENT = 0.5  # of the whole, for a line of text
_COLOURS = (
    ("flows.reading", "#7fb3d5", "reading"),
    ("flows.extraction.names", "#f5b041", "names"),
    ("flows.extraction.actors", "#eb984e", "actors"),
    ("flows.extraction.quotes", "#82c99a", "quotes"),
    ("flows.extraction.speakers", "#48a999", "speakers"),
    ("flows.extraction", "#f7dc6f", "extraction, the rest"),
    ("flows.validation", "#c39bd3", "validation"),
    ("schemas", "#c39bd3", ""),
    ("flows.publishing", "#e6a4b4", "publishing"),
    ("flows", "#d5d8dc", "the rest of ours"),
    ("all", "#d5d8dc", ""),
    ("", "#aeb6bf", "libraries"),
)


@dataclass(slots=True)
class Node:
    """A call, the time in it and in all it calls, and these calls by name."""

    name: str
    total: float = 0.0
    own: float = 0.0
    calls: dict[str, Node] = field(default_factory=dict)

    def largest_first(self) -> list[Node]:
        """The calls it makes; equally long ones by name."""
        return sorted(self.calls.values(), key=lambda node: (-node.total, node.name))


def called(names: Sequence[str], ours: Sequence[str]) -> Calls:
    """Open calls without what nobody wants to read: what stands before the first of ours, the
    insides of a library, functions without a name, and a function that calls itself."""
    found: list[str] = []
    for name in names:
        package = name.partition(".")[0]
        is_ours = package in ours
        if not is_ours and not any(call.partition(".")[0] in ours for call in found):
            continue
        shown = name.replace(".<locals>", "") if is_ours else package
        while shown.endswith(
            (".<listcomp>", ".<genexpr>", ".<dictcomp>", ".<setcomp>", ".<lambda>")
        ):
            shown = shown.rpartition(".")[0]
        if found and not is_ours and found[-1].partition(".")[0] not in ours:
            continue  # a library's way through itself and others
        if not found or found[-1] != shown:
            found.append(shown)
    return tuple(found)


def tree(calls: Mapping[Calls, float]) -> Node:
    """All calls below one root."""
    root = Node("all")
    for stack, spent in sorted(calls.items()):
        node = root
        node.total += spent
        for name in stack:
            node = node.calls.setdefault(name, Node(name))
            node.total += spent
        node.own += spent
    return root


def tree_lines(calls: Mapping[Calls, float]) -> Iterator[str]:
    """The tree with percent of the whole in all and by itself, calls below half a percent left
    out; then the functions with the most time of their own."""
    root = tree(calls)
    whole = root.total or 1.0
    yield f"{'%':>6}{'own %':>7}  call"
    yield from _branch(root, whole, -1)
    yield from ("", f"{'own %':>6}  function, wherever it was called from")
    own: dict[str, float] = {}
    for stack, spent in calls.items():
        name = stack[-1] if stack else "not in a function of ours"
        own[name] = own.get(name, 0.0) + spent
    for name, spent in sorted(own.items(), key=lambda item: (-round(item[1] / whole, 3), item[0])):
        if spent / whole * 100 >= _LEAST_PERCENT:
            yield f"{spent / whole:>6.1%}  {name}"


def _branch(node: Node, whole: float, depth: int) -> Iterator[str]:
    if depth >= 0:
        yield f"{node.total / whole:>6.1%}{node.own / whole:>7.1%}  {'  ' * depth}{node.name}"
    for call in node.largest_first():
        if call.total / whole * 100 >= _LEAST_PERCENT:
            yield from _branch(call, whole, depth + 1)


def draw(calls: Mapping[Calls, float], title: str) -> str:
    """The flame graph as SVG, complete in itself. Times are microseconds per article."""
    root = tree(calls)
    bars = list(_bars(root, _BORDER, (_WIDTH - 2 * _BORDER) / (root.total or 1.0), 0))
    deepest = max((row for row, _ in bars), default=0)
    height = _TOP + (deepest + 1) * _ROW + _BORDER
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" '
            f'width="{_WIDTH}" height="{height}" font-family="Verdana,sans-serif" font-size="11">',
            f'<rect width="{_WIDTH}" height="{height}" fill="#fff"/>',
            f'<text x="{_BORDER}" y="20" font-size="13">{escape(title)}</text>',
            *_legend(),
            *(bar for _, bar in bars),
            "</svg>\n",
        ]
    )


def _bars(node: Node, left: float, scale: float, row: int) -> Iterator[tuple[int, str]]:
    width = node.total * scale
    if width < _NARROWEST:
        return
    top = _TOP + row * _ROW
    share = f"{node.total * scale / (_WIDTH - 2 * _BORDER):.1%}"
    name = escape(node.name)
    bar = (
        f'<g><title>{name}: {share}, {node.total:,.0f} µs</title><rect x="{left:.1f}" y="{top}" '
        f'width="{max(width - 0.5, 0.7):.1f}" height="{_ROW - 1}" fill="{_colour(node.name)}"/>'
    )
    text = _label(node.name, share, width)
    if text:
        bar += f'<text x="{left + 3:.1f}" y="{top + 13}">{escape(text)}</text>'
    yield row, f"{bar}</g>"
    for call in node.largest_first():
        yield from _bars(call, left, scale, row + 1)
        left += call.total * scale


def _label(name: str, share: str, width: float) -> str:
    """As much of a name as a bar has room for: with module and share, the function, or nothing."""
    room = int((width - 6) / _LETTER)
    short = name.removeprefix("flows.extraction.").removeprefix("flows.")
    last = name.rpartition(".")[2]
    for text in (f"{short} {share}", short, f"{last} {share}", last):
        if len(text) <= room:
            return text
    return f"{last[: room - 1]}…" if room >= 4 else ""


def _colour(name: str) -> str:
    return next(colour for start, colour, _ in _COLOURS if name.startswith(start))


def _legend() -> Iterable[str]:
    left = float(_BORDER)
    for _, colour, name in _COLOURS:
        if name:
            yield f'<rect x="{left:.0f}" y="34" width="12" height="12" fill="{colour}"/>'
            yield f'<text x="{left + 17:.0f}" y="44">{name}</text>'
            left += 34 + len(name) * _LETTER
