"""What a question may cost: where it would take longer, the answer is UNKNOWN."""

from __future__ import annotations

MOST_EFFORT = 1000
"""In steps of about a microsecond. Questions that an answer is found for hardly ever take a third of it."""


class Spent(Exception):
    """The question is too hard."""


class Effort:
    """What is left for the question being answered."""

    __slots__ = ("left",)

    def __init__(self) -> None:
        self.left = MOST_EFFORT

    def spend(self, steps: int) -> None:
        """Raises Spent where nothing is left."""
        self.left -= steps
        if self.left < 0:
            raise Spent

    def renew(self) -> None:
        self.left = MOST_EFFORT
