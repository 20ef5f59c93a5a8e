"""Keras's layers that take several inputs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from shapelint.layers.keras.declare import KerasLayer, axis_of, fresh, is_none, layer, made, need, refuse
from shapelint.sizes.dims import Dim
from shapelint.sizes.tensors import Tensor


def elementwise(one: Sequence[Dim], other: Sequence[Dim]) -> tuple[Dim, ...]:
    """The shape of an operation element by element.

    The batch is left out.
    """
    longer, shorter = (one, other) if len(one) >= len(other) else (other, one)
    found: list[Dim] = list(longer[: len(longer) - len(shorter)])
    for a, b in zip(longer[len(longer) - len(shorter) :], shorter):
        if a == b:
            found.append(a)
        elif is_none(a) or is_none(b):
            found.append(fresh())
        elif a == 1:
            found.append(b)
        elif b == 1:
            found.append(a)
        elif isinstance(a, int) and isinstance(b, int):
            refuse(f"Inputs have incompatible shapes. Received shapes {tuple(one)} and {tuple(other)}")
        else:
            found.append(a)
    return tuple(found)


class Merge(KerasLayer):
    def __init__(self, **options) -> None:
        self.keep(options=options)

    def forward(self, inputs: Sequence[Tensor]) -> Tensor:
        """[(N, *), (N, *), ...] -> (N, *)"""
        if len(inputs) < 1:
            refuse("A merge layer should be called on a list of at least 1 input.")
        shapes = [need.shape(one) for one in inputs]
        found: tuple[Dim, ...] = shapes[0][1:]
        for shape in shapes[1:]:
            found = elementwise(found, shape[1:])
        return made(shapes[0][0], *found, like=inputs[0])


def _merging(name: str) -> Any:
    body = {"__module__": __name__, "__doc__": "[(N, *), (N, *), ...] -> (N, *)"}
    return layer(name)(type(name, (Merge,), body))


MERGING = [_merging(name) for name in ("Add", "Subtract", "Multiply", "Average", "Maximum", "Minimum")]


@layer("Concatenate")
class Concatenate(KerasLayer):
    """[(N, *, a), (N, *, b)] -> (N, *, a + b)"""

    def __init__(self, axis=-1, **options) -> None:
        self.keep(axis=axis, options=options)

    def forward(self, inputs: Sequence[Tensor]) -> Tensor:
        """[(N, *, a), (N, *, b)] -> (N, *, a + b)"""
        shapes = [need.shape(one) for one in inputs]
        if not shapes:
            refuse("A `Concatenate` layer should be called on a list of at least 1 input.")
        rank = len(shapes[0])
        axis = axis_of(
            self.axis, rank, "Exception encountered when calling Concatenate.call(): list index out of range"
        )
        sizes: list[Dim] = list(shapes[0])
        for shape in shapes[1:]:
            others = [n for n in range(rank) if n != axis]
            if len(shape) != rank or any(
                isinstance(shape[n], int) and isinstance(sizes[n], int) and shape[n] != sizes[n] for n in others
            ):
                refuse(
                    "A `Concatenate` layer requires inputs with matching shapes except for the concatenation axis. "
                    f"Received: input_shape={shapes}"
                )
            sizes[axis] = sizes[axis] + shape[axis]
        return made(*sizes, like=inputs[0])


@layer("Dot")
class Dot(KerasLayer):
    """[(N, *), (N, *)] -> (N, *)"""

    def __init__(self, axes, normalize=False, **options) -> None:
        self.keep(axes=axes, normalize=normalize, options=options)

    def forward(self, inputs: Sequence[Tensor]) -> Tensor:
        """[(N, *), (N, *)] -> (N, *)"""
        if len(inputs) != 2:
            refuse("A `Dot` layer should be called on a list of 2 inputs.")
        one, other = need.shape(inputs[0]), need.shape(inputs[1])
        axes = self.axes if isinstance(self.axes, (tuple, list)) else (self.axes, self.axes)
        a, b = axis_of(axes[0], len(one)), axis_of(axes[1], len(other))
        if one[a] != other[b] and not (is_none(one[a]) and is_none(other[b])):
            refuse(
                f"Incompatible input shapes: axis values {one[a]} (at axis {a}) != {other[b]} (at axis {b})."
            )  # fmt: skip
        rest = [*[s for n, s in enumerate(one) if n != a], *[s for n, s in enumerate(other) if n not in (0, b)]]
        return made(*rest, *([1] if len(rest) == 1 else []), like=inputs[0])
