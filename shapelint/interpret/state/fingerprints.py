"""Slots of fingerprints.

Which values make no difference to a block of layers.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import ClassVar, Generic, TypeVar

from shapelint.interpret.state.run import Run
from shapelint.interpret.values.held import Itself
from shapelint.sizes.tensors import Tensor, Unknown, UnknownShape

V = TypeVar("V")


class Inputs:
    """The inputs of one call of a module.

    shapes: the unknown shapes among them, each once: which of them are the same counts, not which they are.
    unknowns: those that are not known to be tensors.
    """

    def __init__(self, run: Run) -> None:
        self.run = run
        self.shapes: list[UnknownShape] = []
        self.unknowns: list[Unknown] = []
        self._knew: list[int] = []

    def fingerprint(self, tensor: Tensor) -> Hashable:
        """What two tensors have in common that make no difference."""
        resolve = self.run.world.facts.resolve
        shape = tensor.known_shape
        if shape is not None:
            sizes = tuple(d if type(d) is int else resolve(d) for d in shape)
            return tensor.owner, sizes, tensor.dtype, tensor.strides, tensor.role
        unknown = tensor.shape
        assert isinstance(unknown, UnknownShape)
        index = next((i for i, other in enumerate(self.shapes) if other is unknown), len(self.shapes))
        if index == len(self.shapes):
            self.shapes.append(unknown)
            self._knew.append(len(unknown.known))
        known = tuple(sorted((axis, resolve(size)) for axis, size in unknown.known.items())) if unknown.known else ()
        return tensor.owner, index, known, tensor.dtype, tensor.role

    def are_as_before(self) -> bool:
        """Whether the call has taught nothing about them, which would be lost."""
        world = self.run.world
        return not any(
            shape.resolved is not None or len(shape.known) != knew for shape, knew in zip(self.shapes, self._knew)
        ) and not any(one in world.tensors or one in world.learned for one in self.unknowns)


class Fingerprints(Generic[V]):
    """How the memory of blocks tells values apart.

    holds_values: they hold others, and can change.
    """

    holds_values: ClassVar[bool] = False

    def input_print(self, inputs: Inputs, value: V, depth: int) -> Hashable | None:
        """The fingerprint of an input; None where there is none."""
        return None

    def part_print(self, run: Run, value: V, depth: int) -> Hashable:
        """The fingerprint of an attribute, as long as nothing changes."""
        return Itself(value), 0

    def again(self, value: V, shapes: dict[int, UnknownShape]) -> object:
        """The value of a call anew.

        shapes: which unknown shape stands for which, by `id`; others are added.
        """
        return value

    def can_be_again(self, run: Run, value: V, named: int) -> bool:
        """Whether a call's value can be made anew.

        It holds no size named since `named`.
        """
        return False

    def reached(self, value: V) -> Iterable[object]:
        """What a module can reach through the value that can change."""
        return ()
