"""What reading the steps of both sides has in common."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from shapelint.layers.port.axes import UNKNOWN, Axes, reshaped
from shapelint.layers.port.program import Program
from shapelint.layers.port.steps import Step, is_known
from shapelint.ops.core.trace import Event
from shapelint.sizes.tensors import Tensor


def layout(axes: Axes, shape: Sequence[Any]) -> Axes:
    """The axes after a reshape that leaves the batch alone.

    As every reshape that works does.
    """
    if any(not isinstance(size, int) for size in shape):
        return tuple(((UNKNOWN, 1, 2),) for _ in shape)
    return reshaped(axes, shape)


class Walk:
    """steps: those read so far.

    axes: of tensors, by identity. makers: the steps that made them.
    """

    def __init__(self, program: Program) -> None:
        self.program = program
        self.steps: list[Step] = []
        self.axes: dict[int, Axes] = {}
        self.makers: dict[int, Step] = {}
        self.alive: list[Any] = []
        self.counted: set[int] = set()

    def tensors(self, values: Iterable[Any]) -> Iterator[Tensor]:
        for value in values:
            if isinstance(value, Tensor):
                yield value
            elif isinstance(value, (list, tuple)):
                yield from self.tensors(value)

    def once(self, module: Any, count: tuple[int, int]) -> tuple[int, int]:
        """The weights of a module, which count where it is met first."""
        if id(module) in self.counted:
            return 0, 0
        self.counted.add(id(module))
        return count

    def append(self, step: Step) -> None:
        step.forget_unknowns()
        self.steps.append(step)

    def put(self, step: Step, output: Any, inputs: Sequence[Any] = ()) -> None:
        step.inputs = [self.makers[id(one)] for one in inputs if id(one) in self.makers]
        self.append(step)
        for one in self.tensors([output]):
            self.makers[id(one)] = step
            self.alive.append(one)

    def same(self, output: Any, source: Any) -> None:
        """What keeps its input makes nothing."""
        for one in self.tensors([output]):
            self.alive.append(one)
            if source is not None and id(source) in self.axes:
                self.axes[id(one)] = self.axes[id(source)]
            if source is not None and id(source) in self.makers:
                self.makers[id(one)] = self.makers[id(source)]

    def fold_padding(self, step: Step, source: Any) -> None:
        """Count zeros around a window's input as its padding."""
        pad = self.makers.get(id(source)) if source is not None else None
        if pad is None or pad.kind != "pad" or pad.said.get("value") not in (0, 0.0, "-inf"):
            return
        sides = pad.said["sides"]
        known = is_known((sides, *[step.said[name] for name in ("kernel", "before", "after")])) and sides is not None
        if not known and pad in self.steps:
            self.steps.remove(pad)  # it is a part of a padding that is not known
        if not known or len(sides) != len(step.said["kernel"]):
            return
        step.said["before"] = tuple(a + b[0] for a, b in zip(step.said["before"], sides))
        step.said["after"] = tuple(a + b[1] for a, b in zip(step.said["after"], sides))
        step.said["sizes"] = (
            None
            if step.said["sizes"] is None
            else tuple(size - before - after for size, (before, after) in zip(step.said["sizes"], sides))
        )
        step.said["padded_by"] = pad
        if pad in self.steps:
            self.steps.remove(pad)

    def function(self, event: Event) -> None:
        """An operation of torch's own."""
        raise NotImplementedError
