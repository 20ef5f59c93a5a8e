"""Ranges with unknown bounds, and the numbers of their rounds."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext

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
        return value.start

    def other(self, run: Run, value: UnknownRange, text: str) -> object:
        bounds = self._bounds(run, value)
        return Unknown(value.reason) if bounds is None else Round(value.reason, bounds[0] + 1, bounds[1])

    def supposing_one(self, run: Run, value: UnknownRange) -> AbstractContextManager[None]:
        bounds, facts = self._bounds(run, value), run.world.facts
        if bounds is None:
            return nullcontext()
        count = bounds[1] - bounds[0]
        is_open = facts.bound(count)[0] is not None and facts.at_least(count, 1) is Verdict.UNKNOWN
        return facts.supposing(count, 1) if is_open else nullcontext()

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
