"""Other shapes for the same elements: view, reshape, flatten, unflatten."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from shapelint.ops.core.arguments import letters, number, spread, whole
from shapelint.ops.core.declare import function, layer
from shapelint.ops.core.layout import is_contiguous, laid_out, viewed
from shapelint.ops.core.need import Undecided, need
from shapelint.ops.formulas.axes import named_size
from shapelint.ops.formulas.partial import inserted, known_of, one_end, removed, unranked
from shapelint.sizes.dims import Dim, Expr, floor_div, product
from shapelint.sizes.facts import Verdict
from shapelint.sizes.tensors import DType, Tensor, Unknown, contiguous_strides, tensor

RULE = "invalid-reshape"
INFERRED = -1

ITEM_SIZES = {
    "bool": 1, "uint8": 1, "int8": 1, "int16": 2, "uint16": 2, "float16": 2, "bfloat16": 2, "int32": 4, "uint32": 4,
    "float32": 4, "complex32": 4, "int64": 8, "uint64": 8, "float64": 8, "complex64": 8, "complex128": 16,
}  # fmt: skip


def fit(
    old: Sequence[Dim] | None, wanted: Sequence[Any], of: Tensor, argument: str, axis: int | None = None
) -> tuple[Dim, ...]:
    """The wanted sizes, with -1 worked out.

    At most one is -1; for the elements of a tensor of the sizes `old`.

    The size inferred is the number of elements divided by the product of the others. A value that nobody knows may
    be -1 as well: where it is the only one, its size follows from the others whatever it is.
    old: None where it is not known; then a size to be inferred becomes a new symbol.
    axis: the axis whose sizes these are (unflatten); None for a whole shape.
    """
    sizes = [whole(one, argument) for one in wanted]
    for size in sizes:
        if isinstance(size, int) and size < INFERRED:
            need.refuse("invalid-size", f"{argument} has the invalid size {size}", actual=size, argument=argument)
    inferred = [i for i, size in enumerate(sizes) if size == INFERRED]
    if len(inferred) > 1:
        need.refuse(RULE, f"only one size of {argument} can be -1", actual=len(inferred), expected=1, argument=argument)
    vague = [i for i, size in enumerate(sizes) if need.facts.at_least(size, 0) is Verdict.UNKNOWN]
    if inferred:
        for i in vague:
            need.facts.assume_at_least(sizes[i], 0, need.why)
    elif len(vague) == 1:
        inferred = vague
    else:
        for i in vague:
            sizes[i] = need.facts.fresh(_name(wanted[i], argument), at_least=0)
    elements = "elements of the input" if axis is None else f"size of axis {axis}"
    about: dict[str, Any] = {"actual_is": elements, "argument": argument, "of": of, "axis": axis}
    if old is not None:
        about["formula"] = letters(old) if len(old) > 1 else ""
    if not inferred:
        if old is not None:
            need.same(product(old), product(sizes), RULE, expected_is=_says(sizes), **about)
        return tuple(need.facts.resolve(size) for size in sizes)
    (place,) = inferred
    rest = product(size for i, size in enumerate(sizes) if i != place)
    if rest == 0:
        if place in vague:
            raise Undecided(f"{argument} may be -1")
        need.refuse(RULE, "a size of -1 beside a size of 0 cannot be inferred", argument=argument, of=of)
    if old is None:
        sizes[place] = need.facts.fresh(_name(wanted[place], "n"), at_least=0)
    else:
        need.divides(rest, product(old), RULE, expected_is=_says(s for i, s in enumerate(sizes) if i != place), **about)
        sizes[place] = floor_div(product(old), rest)
    return tuple(need.facts.resolve(size) for size in sizes)


def _says(sizes: Any) -> str:
    return f"elements of the new shape, {letters(tuple(sizes))}"


def _name(value: Any, otherwise: str) -> str:
    return value.name if isinstance(value, Unknown) and value.name else otherwise


def _layout_after(
    x: Tensor, old: tuple[Dim, ...] | None, new: tuple[Dim, ...]
) -> tuple[Verdict, tuple[Dim, ...] | None]:
    """Whether elements can be viewed as the new shape.

    Where they lie, and the strides then.
    """
    if x.strides is None or old is None or need.facts.same(product(old), product(new)) is not Verdict.YES:
        return Verdict.UNKNOWN, None
    return viewed(old, x.strides, new) if old else (Verdict.YES, contiguous_strides(new))


def reshaped(x: Tensor, wanted: Sequence[Any], argument: str) -> Tensor:
    """reshape: a view where the layout allows one, a contiguous copy elsewhere."""
    old = need.known(x)
    return _copied_to(x, old, fit(old, wanted, x, argument))


def _copied_to(x: Tensor, old: tuple[Dim, ...] | None, new: tuple[Dim, ...]) -> Tensor:
    verdict, strides = _layout_after(x, old, new)
    return Tensor(new, x.dtype, contiguous_strides(new) if verdict is Verdict.NO else strides)


def _viewed(x: Tensor, wanted: Sequence[Any], argument: str) -> Tensor:
    """view: never copies, so that the layout must allow it."""
    old = need.known(x)
    new = fit(old, wanted, x, argument)
    verdict, strides = _layout_after(x, old, new)
    if verdict is Verdict.NO:
        need.holds(
            False, RULE, "the input is not contiguous (its axes were moved), so that no view can have this shape: "
            "use reshape, or contiguous() before", argument=argument, of=x,
        )  # fmt: skip
    return Tensor(new, x.dtype, strides)


@function("torch.Tensor.view")
def view(self: Tensor, *size, dtype=None) -> Tensor:
    """(*old), *size -> (*size), as many elements; with a dtype the last axis counts items of that size"""
    if dtype is not None or (len(size) == 1 and isinstance(size[0], DType)):
        return _reinterpreted(self, size[0] if dtype is None else dtype)
    if not size:
        need.refuse("wrong-arguments", "view needs a shape or a dtype", argument="size")
    return _viewed(self, spread(size, "size"), "size")


def _reinterpreted(x: Tensor, dtype: Any) -> Tensor:
    if not isinstance(dtype, DType):
        raise Undecided("dtype is not known")
    old, new = ITEM_SIZES.get(x.dtype or ""), ITEM_SIZES.get(dtype)
    if old is None or new is None:
        raise Undecided("the size of an element is not known")
    if old == new:
        return Tensor(x.shape, str(dtype), x.strides)
    shape = need.shape(x)
    if not shape:
        need.refuse(
            RULE, "a tensor without axes cannot be viewed with elements of another size", argument="dtype", of=x
        )
    if new > old:
        need.divides(
            new // old, shape[-1], RULE, actual_is="last size", expected_is=f"elements in one {dtype}", of=x,
            axis=len(shape) - 1, argument="dtype",
        )  # fmt: skip
    return tensor(*shape[:-1], floor_div(shape[-1] * old, new), dtype=str(dtype))


@function("torch.Tensor.reshape")
def reshape_method(self: Tensor, *shape) -> Tensor:
    """(*old), *shape -> (*shape), as many elements"""
    if not shape:
        need.refuse("wrong-arguments", "reshape needs a shape", argument="shape")
    return reshaped(self, spread(shape, "shape"), "shape")


@function("torch.reshape")
def reshape(input: Tensor, shape) -> Tensor:
    """(*old), shape -> (*shape), as many elements"""
    if isinstance(shape, (int, Expr)):
        need.refuse("wrong-arguments", "shape must be a sequence of integers", argument="shape")
    return reshaped(input, spread((shape,), "shape"), "shape")


@function("torch.Tensor.view_as")
def view_as(self: Tensor, other: Tensor) -> Tensor:
    """(*old), (*new) -> (*new)"""
    shape = need.known(other)
    return Tensor(other.shape, self.dtype) if shape is None else _viewed(self, shape, "other")


@function("torch.Tensor.reshape_as")
def reshape_as(self: Tensor, other: Tensor) -> Tensor:
    """(*old), (*new) -> (*new)"""
    shape = need.known(other)
    return Tensor(other.shape, self.dtype) if shape is None else reshaped(self, shape, "other")


def _flattened(x: Tensor, start_dim: Any, end_dim: Any) -> Tensor:
    shape = need.known(x)
    if shape is None:
        return _flattened_unranked(x, number(start_dim, "start_dim"), number(end_dim, "end_dim"))
    start, end = need.axis(start_dim, len(shape), "start_dim"), need.axis(end_dim, len(shape), "end_dim")
    if start > end:
        need.refuse(
            "axis-out-of-range", f"start_dim={start_dim} comes after end_dim={end_dim}", actual=start, expected=end,
            argument="start_dim", of=x,
        )  # fmt: skip
    if not shape:
        return laid_out(1, dtype=x.dtype)
    new = (*shape[:start], product(shape[start : end + 1]), *shape[end + 1 :])
    return _copied_to(x, shape, new)


def _flattened_unranked(x: Tensor, start: int, end: int) -> Tensor:
    """A flattened tensor of unknown rank.

    From axis `start` to the last: that leaves start + 1 axes, however many there were.
    """
    if end == -1 and start >= 0:
        kept = [named_size(x, axis, "N" if axis == 0 else f"d{axis}") for axis in range(start)]
        return tensor(*kept, need.fresh("features"), dtype=x.dtype)
    known = {a: s for a, s in known_of(x).items() if (0 <= a < start) or (0 > a > end and end < 0)}
    return unranked(x, known)


@function("torch.flatten", "torch.Tensor.flatten")
def flatten(input: Tensor, start_dim=0, end_dim=-1) -> Tensor:
    """(*a, start, ..., end, *b) -> (*a, start * ... * end, *b)"""
    return _flattened(input, start_dim, end_dim)


@function("torch.ravel", "torch.Tensor.ravel")
def ravel(input: Tensor) -> Tensor:
    """(*) -> (elements)"""
    return _flattened(input, 0, -1)


@layer("torch.nn.Flatten")
class Flatten:
    """(*a, start, ..., end, *b) -> (*a, start * ... * end, *b)"""

    def __init__(self, start_dim=1, end_dim=-1) -> None:
        self.start_dim = start_dim
        self.end_dim = end_dim

    def forward(self, input: Tensor) -> Tensor:
        return _flattened(input, self.start_dim, self.end_dim)


def _unflattened(x: Tensor, dim: Any, sizes: Any, argument: str) -> Tensor:
    if isinstance(dim, str):
        raise Undecided("named axes are not modelled")
    if isinstance(sizes, (int, Expr)):
        need.refuse("wrong-arguments", f"{argument} must be a sequence of integers", argument=argument)
    wanted = spread((sizes,), argument)
    shape = need.known(x)
    if shape is None:
        return _unflattened_unranked(x, number(dim, "dim"), wanted, argument)
    axis = need.axis(dim, len(shape))
    if not wanted:
        need.refuse(RULE, f"{argument} is empty", argument=argument)
    if not shape:
        need.refuse("axis-out-of-range", "a tensor without axes cannot be unflattened", argument="dim", of=x)
    new = fit((shape[axis],), wanted, x, argument, axis)
    made = (*shape[:axis], *new, *shape[axis + 1 :])
    strides = contiguous_strides(made) if x.strides and is_contiguous(shape, x.strides) is Verdict.YES else None
    return Tensor(made, x.dtype, strides)


def _unflattened_unranked(x: Tensor, axis: int, wanted: Sequence[Any], argument: str) -> Tensor:
    known = known_of(x)
    size = known.get(axis)
    new = fit(None if size is None else (size,), wanted, x, argument, axis)
    kept = removed(known if axis in (0, -1) else one_end(known, axis), axis)
    for at, one in enumerate(new if axis >= 0 else reversed(new)):
        kept = inserted(kept, axis + at if axis >= 0 else axis - at, one)
    return unranked(x, kept)


@function("torch.unflatten")
def unflatten(input: Tensor, dim, sizes) -> Tensor:
    """(*a, dim, *b), sizes -> (*a, *sizes, *b)"""
    return _unflattened(input, dim, sizes, "sizes")


@function("torch.Tensor.unflatten")
def unflatten_method(self: Tensor, dim, sizes) -> Tensor:
    """(*a, dim, *b), sizes -> (*a, *sizes, *b)"""
    return _unflattened(self, dim, sizes, "sizes")


@layer("torch.nn.Unflatten")
class Unflatten:
    """(*a, dim, *b) -> (*a, *unflattened_size, *b)"""

    def __init__(self, dim, unflattened_size) -> None:
        if isinstance(dim, (int, Expr)) and not isinstance(unflattened_size, (tuple, list, Unknown)):
            need.refuse(
                "wrong-arguments", "unflattened_size must be a tuple of integers", argument="unflattened_size"
            )  # fmt: skip
        self.dim = dim
        self.unflattened_size = unflattened_size

    def forward(self, input: Tensor) -> Tensor:
        return _unflattened(input, self.dim, self.unflattened_size, "unflattened_size")
