"""Ranges with unknown bounds, and the numbers of their rounds."""

from __future__ import annotations

from shapelint.interpret.kinds.unknown import Blanks, Unknowns
from shapelint.interpret.state.kind import KINDS
from shapelint.interpret.state.run import Run
from shapelint.interpret.values.sequences import UnknownRange
from shapelint.sizes.dims import Dim, maximum
from shapelint.sizes.facts import Verdict
from shapelint.sizes.tensors import Round, Unknown
from shapelint.source.place import Place


class UnknownRanges(Unknowns[UnknownRange]):
    """range() of which not all bounds are known."""

    types = (UnknownRange,)

    def first(self, run: Run, value: UnknownRange, text: str) -> object:
        """The start.

        That there is a round at all is a lower bound of the sizes that its end is made of.
        """
        bounds = self._bounds(run, value)
        if bounds is not None:
            facts = run.world.facts
            count = bounds[1] - bounds[0]
            if facts.bound(count)[0] is not None and facts.at_least(count, 1) is Verdict.UNKNOWN:
                facts.assume_at_least(count, 1)
        return value.start

    def other(self, run: Run, value: UnknownRange, text: str) -> object:
        bounds = self._bounds(run, value)
        return Unknown(value.reason) if bounds is None else Round(value.reason, bounds[0] + 1, bounds[1])

    def length(self, run: Run, place: Place, value: UnknownRange) -> object:
        bounds = self._bounds(run, value)
        return super().length(run, place, value) if bounds is None else maximum(bounds[1] - bounds[0], 0)

    def _bounds(self, run: Run, value: UnknownRange) -> tuple[Dim, Dim] | None:
        """The first number and the one behind the last, as sizes."""
        start, stop = run.settled(value.start), run.settled(value.stop)
        if run.settled(value.step) != 1 or not all(KINDS[type(one)].is_integral for one in (start, stop)):
            return None
        return start, stop


class Rounds(Blanks):
    """Numbers of later rounds."""

    types = (Round,)
