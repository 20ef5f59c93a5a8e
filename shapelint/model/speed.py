"""What makes reading faster."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without_collection() -> Iterator[None]:
    """Without garbage collection: trees have no cycles, and looking for some is a fifth of the time of a parse."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


RARELY = (100_000, 4, 2)
"""How many objects more there must be before Python looks for cycles among the youngest (its own: 700), and how many
such looks before it takes in those that outlived one."""


@contextmanager
def collecting_rarely() -> Iterator[None]:
    """With garbage collection less often: a trace is many small objects that all live until the rules have read it.
    Looking for cycles among them again and again takes a quarter of the time, and finds none."""
    usual = gc.get_threshold()
    gc.set_threshold(*RARELY)
    try:
        yield
    finally:
        gc.set_threshold(*usual)


@contextmanager
def deep() -> Iterator[None]:
    """With room for the deepest expressions and blocks that are lowered: a few frames a level."""
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(max(limit, 5000))
    try:
        yield
    finally:
        sys.setrecursionlimit(limit)
