"""What makes reading faster."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import ParamSpec, TypeVar

    P = ParamSpec("P")
    T = TypeVar("T")


@contextmanager
def without_collection() -> Iterator[None]:
    """Run a function without garbage collection.

    Trees have no cycles, and looking for some is a fifth of the time of a parse.
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


RARELY = (500_000, 4, 2)
"""How many objects more there must be before Python looks for cycles among the youngest (its own: 700), and how many
such looks before it takes in those that outlived one."""


def collect_rarely() -> None:
    """Collect garbage less often from here on.

    For a process that checks one file after the other.
    """
    gc.set_threshold(*RARELY)


@contextmanager
def collecting_rarely() -> Iterator[None]:
    """With garbage collection less often.

    A trace is many small objects that all live until the rules have read it. Looking for cycles among them again and
    again takes a quarter of the time, and finds none.
    """
    usual = gc.get_threshold()
    collect_rarely()
    try:
        yield
    finally:
        gc.set_threshold(*usual)


FRAMES = 66_000
"""In words: just over half a megabyte, so that Python fetches a whole one, and the rest is there for the calls within.
"""


def with_room(function: Callable[P, T]) -> Callable[P, T]:
    """The function, with room for its calls on the stack.

    It is called from a frame so large that all calls within it find room behind it.

    Python 3.11 and later keep the frames of calls in pieces of 16 kB. Where the depth of a recursion goes to and fro
    over the end of one, every call fetches a piece from the operating system and every return gives it back: 30,000
    times in a check of a large package, a seventh of the time. Elsewhere this costs and gains nothing.
    """

    def roomy(*args: P.args, **kwargs: P.kwargs) -> T:
        return function(*args, **kwargs)

    roomy.__code__ = roomy.__code__.replace(co_stacksize=FRAMES)
    return wraps(function)(roomy)


@contextmanager
def deep() -> Iterator[None]:
    """With room for the deepest expressions and blocks that are lowered.

    A few frames a level.
    """
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(max(limit, 5000))
    try:
        yield
    finally:
        sys.setrecursionlimit(limit)


def limit_address_space(beyond: int) -> None:
    """Let this process take so many bytes beyond what it has.

    More raises MemoryError. On Linux only.
    """
    try:
        import resource

        with open("/proc/self/statm", encoding="ascii") as file:
            taken = int(file.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")
        soft, hard = resource.getrlimit(resource.RLIMIT_AS)
        limits = [limit for limit in (soft, hard, taken + beyond) if limit != resource.RLIM_INFINITY]
        resource.setrlimit(resource.RLIMIT_AS, (min(limits), hard))
    except (ImportError, OSError, ValueError):
        pass  # not on this system
