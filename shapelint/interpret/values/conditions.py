"""Comparisons whose outcome is not known."""

from __future__ import annotations

from typing import Any

from shapelint.sizes.tensors import Reason, Unknown


class Condition(Unknown):
    """A comparison whose outcome is not known.

    The world decides it, and learns from it.
    """

    __slots__ = ("left", "negated", "op", "right")

    def __init__(self, op: str, left: object, right: object, negated: bool = False) -> None:
        one = left if isinstance(left, Unknown) else right
        super().__init__(
            one.reason if isinstance(one, Unknown) else Reason("a comparison that may turn out either way")
        )
        self.op = op
        self.left: Any = left
        self.right: Any = right
        self.negated = negated


FLAGS = frozenset(("is", "in", "isinstance", "hasattr", "truth", "any", "all", "exists"))
"""Comparisons that are surely True or False: those with other operators may be of arrays."""
