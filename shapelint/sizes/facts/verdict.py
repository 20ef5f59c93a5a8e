"""The three answers, and what was assumed for want of one."""

from __future__ import annotations

from enum import Enum
from typing import Any, Literal, NoReturn

import msgspec

from shapelint.sizes.dims import Dim, evaluate

Relation = Literal["same", "at least", "divides"]


class Verdict(Enum):
    """The answer to a question about sizes.

    It has no truth value: say which of the three is meant.
    """

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"

    def __bool__(self) -> NoReturn:
        raise TypeError("a Verdict has three values; compare it with `is`")


class Obligation(msgspec.Struct, frozen=True, eq=False):
    """What must hold for the program to run.

    A == b ("same"), a >= b ("at least"), b % a == 0 ("divides").

    Two that say the same are equal, whatever taught them.
    """

    kind: Relation
    a: Dim
    b: Dim
    why: Any = None

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Obligation) and (self.kind, self.a, self.b) == (other.kind, other.a, other.b)

    def __hash__(self) -> int:
        return hash((self.kind, self.a, self.b))

    def __str__(self) -> str:
        if self.kind == "divides":
            return f"{self.b} divisible by {self.a}"
        return f"{self.a} {'==' if self.kind == 'same' else '>='} {self.b}"

    def holds(self, values: dict[str, int]) -> bool:
        """Whether it does for these values of the symbols.

        Where a division by 0 results, it does not.
        """
        try:
            a, b = evaluate(self.a, values), evaluate(self.b, values)
            if self.kind == "divides":
                return b % a == 0
            return a == b if self.kind == "same" else a >= b
        except ZeroDivisionError:
            return False
