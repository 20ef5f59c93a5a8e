"""Which files somebody looked into.

A file that is only imported is asked for what it defines, as a rule, and not for what its functions say. Who asks for
more looks into it; what came of that then rests on all of the file, else on its outline (`syntax/outline.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache, wraps
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar


class OfFile(Protocol):
    """A file, or something in one."""

    @property
    def file(self) -> Any:
        """The file (`syntax/file.py`)."""


F = TypeVar("F", bound=OfFile)
P = ParamSpec("P")
T = TypeVar("T")


class Looks:
    """The paths of the files that were looked into.

    into: those of whoever looks at present.
    """

    def __init__(self) -> None:
        self.into: set[str] = set()

    @contextmanager
    def apart(self) -> Iterator[set[str]]:
        """Note what is looked into from here on for itself."""
        outer, self.into = self.into, set()
        try:
            yield self.into
        finally:
            self.into = outer


_KEPT: list[Callable[[], None]] = []
"""What lets go of the answers of each such function."""


def kept(maxsize: int) -> Callable[[Callable[Concatenate[F, P], T]], Callable[Concatenate[F, P], T]]:
    """Keep what a function says of something in a file.

    Whoever asks looks into the file, also where the answer is known from before.
    """

    def decorate(function: Callable[Concatenate[F, P], T]) -> Callable[Concatenate[F, P], T]:
        remembered: Any = lru_cache(maxsize=maxsize)(function)
        _KEPT.append(remembered.cache_clear)

        @wraps(function)
        def asked(of: F, /, *args: P.args, **kwargs: P.kwargs) -> T:
            of.file.look()
            answer: T = remembered(of, *args, **kwargs)
            return answer

        return asked

    return decorate


def let_go() -> None:
    """Keep no answer any more, and so none of their files.

    For who reads one text of a file after the other.
    """
    for clear in _KEPT:
        clear()
