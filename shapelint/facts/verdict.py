"""The three answers, and what was assumed for want of one."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import Any, Literal, NoReturn

from shapelint.dims import Dim, evaluate

Relation = Literal["same", "at least", "divides"]


class Verdict(Enum):
    """The answer to a question about sizes. It has no truth value: say which of the three is meant."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"

    def __bool__(self) -> NoReturn:
        raise TypeError("a Verdict has three values; compare it with `is`")


@dataclass(frozen=True)
class Obligation:
    """What must hold for the program to run: a == b ("same"), a >= b ("at least"), b % a == 0 ("divides")."""

    kind: Relation
    a: Dim
    b: Dim
    why: Any = field(default=None, compare=False)

    def __str__(self) -> str:
        if self.kind == "divides":
            return f"{self.b} divisible by {self.a}"
        return f"{self.a} {'==' if self.kind == 'same' else '>='} {self.b}"

    def holds(self, values: dict[str, int]) -> bool:
        """Whether it does for these values of the symbols; where a division by 0 results, it does not."""
        try:
            a, b = evaluate(self.a, values), evaluate(self.b, values)
            if self.kind == "divides":
                return b % a == 0
            return a == b if self.kind == "same" else a >= b
        except ZeroDivisionError:
            return False
