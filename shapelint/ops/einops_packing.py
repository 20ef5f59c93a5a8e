"""einops: packing tensors, and sizes by name.

Several are packed into one and taken apart again.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from shapelint.ops.core.arrays import to_array
from shapelint.ops.core.declare import function
from shapelint.ops.core.need import Undecided, need
from shapelint.ops.einops_ops import RULE, decomposed, malformed
from shapelint.ops.formulas.einops_pattern import DOTS, Malformed, read_side
from shapelint.ops.joining import joined
from shapelint.sizes.dims import Dim, floor_div, product
from shapelint.sizes.tensors import Array, Tensor
from shapelint.sizes.tensors import tensor as tensor_of


def _star(pattern: Any, what: str) -> tuple[list[str], int]:
    """The names of a pattern, and where its star stands.

    As in "b * c".
    """
    if not isinstance(pattern, str):
        raise Undecided("the pattern is not known")
    names = pattern.split()
    if len(set(names)) < len(names) or names.count("*") != 1:
        need.refuse(
            "wrong-arguments", f"the pattern {pattern!r} of {what} needs one * and different names", argument="pattern"
        )
    for name in names:
        try:
            if name != "*" and (name == DOTS or not read_side(name).names):
                raise Malformed(f"{name!r} is no name of an axis")
        except Malformed as error:
            malformed(pattern, error)
    return names, names.index("*")


@function("einops.pack")
def pack(tensors: Sequence[Tensor], pattern) -> tuple[Tensor, list[tuple[Dim, ...]]]:
    """Tensors of the shapes (*a, ?, *b) -> one of (*a, n, *b), and what stood at each ?"""
    names, star = _star(pattern, "pack")
    if not isinstance(tensors, (tuple, list)):
        raise Undecided("the tensors to pack are not known")
    if not tensors:
        need.refuse("wrong-arguments", "there are no tensors to pack", argument="tensors")
    after = len(names) - star - 1
    flat, shapes = [], []
    for place, one in enumerate(tensors):
        shape = need.shape(one)
        if len(shape) < len(names) - 1:
            need.refuse(
                "wrong-rank",
                f"tensor {place} has {len(shape)} dimensions, the pattern {pattern!r} wants {len(names) - 1} or more",
                actual=len(shape), expected=len(names) - 1, of=one, argument="tensors",
            )  # fmt: skip
        inner = shape[star : len(shape) - after]
        shapes.append(inner)
        flat.append(tensor_of(*shape[:star], product(inner), *shape[len(shape) - after :], dtype=one.dtype))
    return joined(flat, star), shapes


@function("einops.unpack")
def unpack(tensor: Tensor, packed_shapes, pattern) -> list[Tensor]:
    """(*a, n, *b), [shape, ...] -> tensors of (*a, *shape, *b); one size of one shape may be -1"""
    names, star = _star(pattern, "unpack")
    if not isinstance(packed_shapes, (tuple, list)):
        raise Undecided("packed_shapes is not known")
    shape = need.known(tensor)
    if shape is None:
        shape = need.refine(tensor, len(names), [name if name != "*" else "n" for name in names])
    if len(shape) != len(names):
        need.refuse(
            RULE, f"the pattern {pattern!r} wants {len(names)} dimensions, the input has {len(shape)}",
            actual=len(shape), expected=len(names), of=tensor, argument="pattern",
        )  # fmt: skip
    parts = [_part(one) for one in packed_shapes]
    open_ = [place for place, part in enumerate(parts) if -1 in [size for size in part if isinstance(size, int)]]
    if sum(part.count(-1) for part in parts) > 1:
        need.refuse(RULE, "more than one -1 in packed_shapes", argument="packed_shapes", of=tensor)
    about: dict[str, Any] = {
        "actual_is": f"axis {star} of the input", "of": tensor, "axis": star, "argument": "packed_shapes",
    }  # fmt: skip
    closed = sum((product(part) for place, part in enumerate(parts) if place not in open_), 0)
    if not open_:
        need.same(shape[star], closed, RULE, expected_is="elements of packed_shapes", **about)
    for place in open_:
        rest = product(size for size in parts[place] if size != -1)
        left = shape[star] - closed
        need.at_least(left, 0, RULE, **about)
        need.divides(rest, left, RULE, expected_is="sizes beside -1", **about)
        parts[place] = [floor_div(left, rest) if size == -1 and rest != 0 else size for size in parts[place]]
    return [Tensor((*shape[:star], *part, *shape[star + 1 :]), tensor.dtype) for part in parts]


def _part(sizes: Any) -> list[Dim]:
    if isinstance(sizes, int):
        need.refuse("wrong-arguments", "packed_shapes must hold shapes, it holds a number", argument="packed_shapes")
    if not isinstance(sizes, (tuple, list)):
        raise Undecided("a shape of packed_shapes is not known")
    return [need.whole(one, "packed_shapes") for one in sizes]


@function("einops.parse_shape")
def parse_shape(x: Tensor, pattern) -> dict[str, Dim]:
    """The sizes by name: "b c _ _" -> {"b": ..., "c": ...}"""
    if not isinstance(pattern, str):
        raise Undecided("the pattern is not known")
    try:
        side = read_side(pattern, underscore=True)
    except Malformed as error:
        malformed(pattern, error)
    if any(len(group) > 1 for group in side.groups) or side.bracketed_dots:
        need.refuse(
            "wrong-arguments", f"brackets have no place in the pattern {pattern!r} of parse_shape", argument="pattern"
        )
    sizes: dict[str, Dim] = dict(side.numbers)
    decomposed(x, side, pattern, sizes)
    return {name: size for name, size in sizes.items() if name[0] not in "#_"}


@function("einops.asnumpy")
def asnumpy(tensor: Tensor) -> Array:
    """(*) -> (*), an array"""
    return to_array(tensor)
