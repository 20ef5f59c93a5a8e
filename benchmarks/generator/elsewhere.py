"""What generated programs import and shapelint cannot read: the run of torch decides what it does.

A plan is the number of one way in which the unknown may turn out; the same plan always answers the same.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from types import ModuleType
from typing import Any

PLANS = 6


def anything(x: Any, pick: random.Random) -> Any:
    """A tensor of any rank and size: that of x, made of it, or another."""
    ways: list[Callable[[], Any]] = [lambda: x, lambda: x[None], lambda: x.flatten(), lambda: x.sum()]
    other = tuple(pick.randint(1, 9) for _ in range(pick.randrange(6)))
    return pick.choice([*ways, lambda: x.new_ones(other)])()


def elsewhere(plan: int, fewest: int = 1) -> ModuleType:
    """The module `elsewhere` under a plan: `coin()` is a bool, `count()` a number, `some(x)` a tensor made of x.

    fewest: what `count()` gives at least.
    """
    pick = random.Random(plan)

    def coin() -> bool:
        return plan == 0 or (plan > 1 and pick.random() < 0.5)

    def count() -> int:
        return 2 if plan < 2 else pick.choice((fewest, 1, 2, 3))

    def some(x: Any) -> Any:
        return x if plan < 2 else anything(x, pick)

    made = ModuleType("elsewhere")
    made.__dict__.update(coin=coin, count=count, some=some)
    return made
