"""Shapes as values of a program."""

from __future__ import annotations

from typing import Any

from shapelint.sizes.tensors import Tensor, Unknown, UnknownShape


class ShapeOf(Unknown):
    """The shape of a tensor whose rank is not known.

    `b, c, h, w = x.shape` will say what it is.
    """

    __slots__ = ("tensor",)

    def __init__(self, tensor: Tensor) -> None:
        assert isinstance(tensor.shape, UnknownShape)
        super().__init__(tensor.shape.reason, f"{tensor.name}.shape" if tensor.name else "")
        self.tensor = tensor


class ShapeTuple(tuple[Any, ...]):
    """A known shape that remembers its tensor.

    So that a message can name it.
    """

    of: Tensor

    def __new__(cls, sizes: tuple[Any, ...], of: Tensor) -> ShapeTuple:
        made = super().__new__(cls, sizes)
        made.of = of
        return made
