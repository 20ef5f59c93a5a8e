"""What a question may cost.

Where it would take longer, the answer is UNKNOWN.
"""

from __future__ import annotations

MOST_EFFORT = 400
"""In steps of about a microsecond. On real models, questions that find an answer take 100 at most."""

MOST_TRIAL = 200
"""Of which so much for assuming it on trial, in search of a contradiction."""


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
