"""collections.deque: a list to methods, and none to isinstance."""

from __future__ import annotations

from shapelint.interpret.kinds.sequences import Lists
from shapelint.interpret.values.collected import Deque


class Deques(Lists):
    types = (Deque,)
    names = frozenset()
