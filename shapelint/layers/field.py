"""The receptive field of windows one after the other.

How much of the input one output sees, along one axis.
"""

from __future__ import annotations

from math import gcd

from shapelint.layers.axis import Axis


class Field:
    """size: elements of the input that one output sees, at most.

    jump: from one output to the next, as a fraction. centre: the middle of what the first output sees, from the first
    element, as a fraction.
    """

    __slots__ = ("below", "centre_above", "jump_above", "size_above")

    def __init__(self, size_above: int = 1, jump_above: int = 1, centre_above: int = 0, below: int = 1) -> None:
        self.size_above = size_above
        self.jump_above = jump_above
        self.centre_above = centre_above
        self.below = below

    def after(self, axis: Axis) -> Field:
        """With one more window."""
        if axis.kind == "transposed":
            return self._spread(axis)
        size = self.size_above + (axis.reach - 1) * self.jump_above
        centre = 2 * self.centre_above + (axis.reach - 1 - 2 * axis.before) * self.jump_above
        return _reduced(2 * size, 2 * self.jump_above * axis.stride, centre, 2 * self.below)

    def _spread(self, axis: Axis) -> Field:
        """The field before a transposed convolution.

        It reads one input for every stride that its kernel reaches over.
        """
        taps = -(-axis.reach // axis.stride)
        # The first output that is kept stands `before` behind where the first kernel begins.
        size = (self.size_above + (taps - 1) * self.jump_above) * 2 * axis.stride
        centre = 2 * axis.stride * self.centre_above + (2 * axis.before - (axis.reach - 1)) * self.jump_above
        return _reduced(size, 2 * self.jump_above, centre, 2 * self.below * axis.stride)

    @property
    def size(self) -> float:
        return _number(self.size_above, self.below)

    @property
    def jump(self) -> float:
        return _number(self.jump_above, self.below)

    @property
    def centre(self) -> float:
        return _number(self.centre_above, self.below)


def _reduced(size: int, jump: int, centre: int, below: int) -> Field:
    common = gcd(size, jump, centre, below)
    return Field(size // common, jump // common, centre // common, below // common)


def _number(above: int, below: int) -> float:
    """A whole number where it is one."""
    return above // below if above % below == 0 else round(above / below, 3)
