"""Where an article's rows live: its month, and a leaf of that month.

A month's articles are spread by a hash of their id. A leaf that would hold too many is split in
two by the next bit of the hash. So the leaves depend on the set of articles alone, not on the
order in which they came, and a new article changes one leaf, however large its month is.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass

# Small leaves make small changes cheap (each new article rewrites its leaf), large leaves make
# few files. 512 articles are about 1 MB of Parquet in four tables.
LEAF_ARTICLES = 512
LEAF_BYTES = 32 * 1024 * 1024

# An article's place is one integer: month number, then the 32 bits of its hash.
KEY_BITS = 32
UNKNOWN_MONTH = "unknown"
_BITS_PER_COUNT = 6

# Articles and bytes of seed text by bucket: (bucket, articles, bytes), ascending. Called with
# the range of places and the number of low bits that a bucket swallows.
CountPlaces = Callable[[int, int, int], list[tuple[int, int, int]]]


@dataclass(frozen=True, slots=True, order=True)
class Leaf:
    """A range of places: those of `month` whose hash begins with the `bits` bits of `prefix`."""

    month: str
    bits: int
    prefix: int

    @property
    def first(self) -> int:
        """The smallest place of the leaf."""
        return month_base(self.month) + (self.prefix << (KEY_BITS - self.bits))

    @property
    def last(self) -> int:
        """The largest place of the leaf (included)."""
        return self.first + (1 << (KEY_BITS - self.bits)) - 1

    @property
    def name(self) -> str:
        """The prefix in bits, as it stands in file names; `all` for an undivided month."""
        return format(self.prefix, f"0{self.bits}b") if self.bits else "all"


def leaf_named(month: str, name: str) -> Leaf:
    """The leaf of that name. Raises ValueError if the name is none."""
    return Leaf(month, 0, 0) if name == "all" else Leaf(month, len(name), int(name, 2))


def article_place(article_id: str, source_month: str | None) -> int:
    """The place of an article: 64 bits at most, ordered by month, then by hash."""
    key = int.from_bytes(hashlib.sha256(article_id.encode()).digest()[: KEY_BITS // 8], "big")
    return month_base(source_month or UNKNOWN_MONTH) + key


def month_base(month: str) -> int:
    """The smallest place of a month; articles without one come first."""
    if month == UNKNOWN_MONTH:
        return 0
    year, number = month.split("-")
    return (int(year) * 12 + int(number)) << KEY_BITS


def month_of(place: int) -> str:
    """The month (`YYYY-MM`, or `unknown`) that a place lies in."""
    number = place >> KEY_BITS
    if number == 0:
        return UNKNOWN_MONTH
    year, month = divmod(number - 1, 12)
    return f"{year:04d}-{month + 1:02d}"


def month_leaves(month: str, count_places: CountPlaces) -> Iterator[tuple[Leaf, int]]:
    """The leaves of a month that hold articles, in order of place, with their bytes of text."""
    root = Leaf(month, 0, 0)
    yield from _divide(root, count_places, [], 0)


def _divide(
    leaf: Leaf, count_places: CountPlaces, buckets: list[tuple[int, int, int]], depth: int
) -> Iterator[tuple[Leaf, int]]:
    """`buckets` are the leaf's articles, counted by their first `depth` bits of hash."""
    if leaf.bits == depth:
        depth = min(depth + _BITS_PER_COUNT, KEY_BITS)
        buckets = count_places(leaf.first, leaf.last, KEY_BITS - depth)
    articles = sum(bucket[1] for bucket in buckets)
    size = sum(bucket[2] for bucket in buckets)
    if not articles:
        return
    fits = articles <= LEAF_ARTICLES and (size <= LEAF_BYTES or articles == 1)
    if fits or leaf.bits == KEY_BITS:
        yield leaf, size
        return
    for bit in (0, 1):
        half = Leaf(leaf.month, leaf.bits + 1, leaf.prefix * 2 + bit)
        shift = KEY_BITS - depth
        low, high = half.first >> shift, half.last >> shift
        yield from _divide(
            half, count_places, [bucket for bucket in buckets if low <= bucket[0] <= high], depth
        )
