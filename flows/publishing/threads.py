"""Work handed to threads, with its results in order and little of it waiting.

Arrow, Polars and the disk work without holding up Python's other threads, so a few threads use the
machine's processors as well as processes would.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Generic, Self, TypeVar

T = TypeVar("T")

_THREADS = 2


class InOrder(Generic[T]):
    """Calls under way in threads, for as long as the `with` lasts that it stands in.

    `waiting` bounds how many calls and results are held beside those that the threads work on, and
    with them the memory. What nobody has waited for at the end is not begun any more.
    """

    def __init__(self, waiting: int) -> None:
        self._pool = ThreadPoolExecutor(_THREADS)
        self._most = _THREADS + waiting
        self._calls: deque[Future[T]] = deque()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.shutdown(cancel_futures=True)

    def add(self, call: Callable[[], T]) -> Iterator[T]:
        """Have something done; yields the result of an earlier call when too many are held.

        Raises what that call raised.
        """
        self._calls.append(self._pool.submit(call))
        if len(self._calls) >= self._most:
            yield self._calls.popleft().result()

    def finish(self) -> Iterator[T]:
        """The results that have not been handed out, as they come in."""
        while self._calls:
            yield self._calls.popleft().result()
