"""How many steps an entry may take."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import ClassVar, NoReturn

from shapelint.interpret.state.signals import BudgetExceeded, Costly, Interrupted

MAX_STEPS = 60_000


@dataclass(eq=False)
class Budget:
    """The steps of one run; `gave_up`: whether they did not suffice."""

    unwanted: ClassVar[Callable[[], bool] | None] = None
    """Whether nobody waits any more for what this process does; None where somebody surely does."""

    max_steps: int = MAX_STEPS
    steps: int = 0
    gave_up: bool = False

    def step(self) -> None:
        """Count a step.

        Raises BudgetExceeded where it is one too many, Interrupted where nobody waits for it.
        """
        if Budget.unwanted is not None and Budget.unwanted():
            raise Interrupted
        self.steps += 1
        if self.steps > self.max_steps:
            self.give_up()

    def take(self, steps: int) -> None:
        """Count steps that need not be taken again.

        Raises BudgetExceeded where they are too many.
        """
        self.steps += steps
        if self.steps > self.max_steps:
            self.steps = self.max_steps + 1
            self.give_up()

    def give_up(self) -> NoReturn:
        """The entry has had all the steps it may take."""
        raise BudgetExceeded(f"more than {self.max_steps} steps")

    @contextmanager
    def limited(self, steps: int) -> Iterator[None]:
        """Allow so many more steps for now.

        Raises Costly where they do not suffice.
        """
        limit = self.max_steps
        self.max_steps = min(limit, self.steps + steps)
        try:
            yield
        except BudgetExceeded as why:
            if self.steps > limit:
                raise
            raise Costly from why
        finally:
            self.max_steps = limit
