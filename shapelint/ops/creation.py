"""New tensors of given sizes: zeros, full, eye, tensor and their relatives."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from shapelint.ops.axes_moves import no_integer
from shapelint.ops.core.arguments import dtype_given, new_sizes, whole
from shapelint.ops.core.arrays import as_torch
from shapelint.ops.core.declare import function
from shapelint.ops.core.dtypes import complex_
from shapelint.ops.core.layout import laid_out
from shapelint.ops.core.literals import from_literal
from shapelint.ops.core.need import Undecided, need
from shapelint.ops.formulas.broadcasting import elementwise
from shapelint.sizes.dims import Dim, Expr, floor_div
from shapelint.sizes.tensors import Array, Tensor, Unknown, like

DEFAULT = "float32"


def made(size: Sequence[Any], dtype: Any, otherwise: str | None = DEFAULT) -> Tensor:
    """A new tensor from sizes.

    Given one by one or as a sequence.
    """
    if not size:
        need.refuse("wrong-arguments", "sizes are missing", argument="size")
    return laid_out(*new_sizes(size), dtype=dtype_given(dtype, otherwise))


def made_of_tuple(size: Any, dtype: Any, otherwise: str | None = DEFAULT) -> Tensor:
    """A new tensor from a sequence of sizes.

    torch takes no bare integer there.
    """
    no_integer(size, "size")
    return made((size,), dtype, otherwise)


@function("torch.zeros", "torch.ones")
def zeros(*size, out=None, dtype=None, layout=None, device=None, requires_grad=False, pin_memory=False) -> Tensor:
    """*size -> (*size)"""
    return made(size, dtype)


@function("torch.empty")
def empty(
    *size, names=None, out=None, dtype=None, layout=None, device=None, requires_grad=False, pin_memory=False,
    memory_format=None,
) -> Tensor:  # fmt: skip
    """*size -> (*size)"""
    result = made(size, dtype)
    if memory_format is not None:
        result.strides = None
    return result


@function("torch.rand", "torch.randn")
def rand(
    *size, generator=None, names=None, out=None, dtype=None, layout=None, device=None, requires_grad=False,
    pin_memory=False,
) -> Tensor:  # fmt: skip
    """*size -> (*size)"""
    return made(size, dtype)


@function("torch.full")
def full(
    size,
    fill_value,
    *,
    out=None,
    dtype=None,
    layout=None,
    device=None,
    requires_grad=False,
    pin_memory=False,
    names=None,
) -> Tensor:
    """size -> (*size)"""
    return made_of_tuple(size, dtype, type_of(fill_value))


def type_of(value: Any) -> str | None:
    """The dtype torch gives to a number."""
    if isinstance(value, bool):
        return "bool"
    if isinstance(value, (int, Expr)):
        return "int64"
    return DEFAULT if isinstance(value, float) else value.dtype if isinstance(value, Tensor) else None


@function("torch.randint")
def randint(
    *bounds, low=None, high=None, size=None, generator=None, out=None, dtype=None, layout=None, device=None,
    requires_grad=False, pin_memory=False,
) -> Tensor:  # fmt: skip
    """(low=0, high, size) -> (*size)"""
    given = [*bounds]
    if size is None:
        if not given or len(given) + (low is not None) + (high is not None) < 2:
            need.refuse("wrong-arguments", "size is missing", argument="size")
        size = given.pop()
    numbers = [one for one in (low, *given, high) if one is not None]
    for one in numbers:
        whole(one, "high")
    if numbers and all(isinstance(one, int) for one in numbers) and len(numbers) < 3:
        least = numbers[0] if len(numbers) == 2 else 0
        need.holds(
            numbers[-1] > least,
            "wrong-arguments",
            f"there is no integer from {least} up to {numbers[-1]}",
            argument="high",
        )
    return made_of_tuple(size, dtype, "int64")


@function("torch.randperm")
def randperm(
    n, *, generator=None, out=None, dtype=None, layout=None, device=None, requires_grad=False, pin_memory=False
) -> Tensor:  # fmt: skip
    """n -> (n)"""
    size = whole(n, "n")
    need.at_least(size, 0, "invalid-size", actual_is="n", argument="n")
    return laid_out(size, dtype=dtype_given(dtype, "int64"))


# --- matrices -----------------------------------------------------------------------------------------------------


@function("torch.eye")
def eye(n, m=None, *, out=None, dtype=None, layout=None, device=None, requires_grad=False, pin_memory=False) -> Tensor:
    """n, m=n -> (n, m)"""
    rows = whole(n, "n")
    columns = rows if m is None else whole(m, "m")
    for size, name in ((rows, "n"), (columns, "m")):
        need.at_least(size, 0, "invalid-size", actual_is=name, argument=name)
    return laid_out(rows, columns, dtype=dtype_given(dtype, DEFAULT))


def _below(rows: int, columns: int, offset: int) -> int:
    """The number of elements on or below a diagonal.

    Of a matrix; the diagonal is `offset`.
    """
    return sum(min(max(row + offset + 1, 0), columns) for row in range(rows))


def _triangle(row: Any, col: Any, offset: Any, lower: bool, dtype: Any) -> Tensor:
    sizes = [whole(row, "row"), whole(col, "col")]
    for size, name in zip(sizes, ("row", "col"), strict=False):
        need.at_least(size, 0, "invalid-size", actual_is=name, argument=name)
    shift = whole(offset, "offset")
    rows, columns = sizes
    count: Dim
    if isinstance(rows, int) and isinstance(columns, int) and isinstance(shift, int):
        count = _below(rows, columns, shift) if lower else max(rows * columns - _below(rows, columns, shift - 1), 0)
    elif rows == columns and shift in (0, -1 if lower else 1):
        count = floor_div(rows * (rows + (1 if shift == 0 else -1)), 2)
    else:
        count = need.facts.fresh("n", at_least=0)
    return laid_out(2, count, dtype=dtype_given(dtype, "int64"))


@function("torch.tril_indices")
def tril_indices(
    row, col, offset=0, *, dtype=None, layout=None, device=None, requires_grad=False, pin_memory=False
) -> Tensor:
    """row, col -> (2, elements on and below the diagonal)"""
    return _triangle(row, col, offset, True, dtype)


@function("torch.triu_indices")
def triu_indices(
    row, col, offset=0, *, dtype=None, layout=None, device=None, requires_grad=False, pin_memory=False
) -> Tensor:
    """row, col -> (2, elements on and above the diagonal)"""
    return _triangle(row, col, offset, False, dtype)


# --- from numbers -------------------------------------------------------------------------------------------------


def _typed(result: Tensor, dtype: Any) -> Tensor:
    if dtype is not None:
        wanted = dtype_given(dtype)
        if wanted != result.dtype:
            result.data = result.data if wanted in ("int64", "int32") and result.dtype == "int64" else None
        result.dtype = wanted
    return result


@function("torch.tensor")
def tensor_(data, *, dtype=None, device=None, requires_grad=False, pin_memory=False) -> Tensor:
    """A nested list of numbers -> its sizes"""
    return _typed(from_literal(data), dtype)


@function("torch.as_tensor")
def as_tensor(data, dtype=None, device=None) -> Tensor:
    """A nested list of numbers, or a tensor -> its sizes"""
    return _typed(from_literal(data), dtype)


@function("torch.asarray")
def asarray(obj, *, dtype=None, device=None, copy=None, requires_grad=False) -> Tensor:
    """A nested list of numbers, or a tensor -> its sizes"""
    return _typed(from_literal(obj, "obj"), dtype)


@function("torch.from_numpy")
def from_numpy(ndarray: Tensor | Array) -> Tensor:
    """An array -> a tensor of its sizes"""
    return as_torch(ndarray, "ndarray") if isinstance(ndarray, Array) else like(ndarray)


@function("torch.scalar_tensor")
def scalar_tensor(s, *, dtype=None, layout=None, device=None, requires_grad=False, pin_memory=False) -> Tensor:
    """A number -> ()"""
    if isinstance(s, (tuple, list, str)) or s is None:
        need.refuse("wrong-arguments", f"s must be a number, it is {s!r}", argument="s")
    return laid_out(dtype=dtype_given(dtype, DEFAULT))


@function("torch.complex")
def complex_tensor(real: Tensor, imag: Tensor, *, out=None) -> Tensor:
    """The broadcast of both"""
    result = elementwise(real, imag, arguments=("real", "imag"))
    return Tensor(result.shape, complex_(real.dtype))


@function("torch.polar")
def polar(abs: Tensor, angle: Tensor, *, out=None) -> Tensor:
    """The broadcast of both"""
    result = elementwise(abs, angle, arguments=("abs", "angle"))
    return Tensor(result.shape, complex_(abs.dtype))


@function("torch.normal")
def normal(
    mean, std=1.0, size=None, *, generator=None, out=None, dtype=None, layout=None, device=None, requires_grad=False,
    pin_memory=False,
) -> Tensor:  # fmt: skip
    """The broadcast of mean and std, or size where both are numbers"""
    if isinstance(mean, Unknown) or isinstance(std, Unknown):
        if size is None:
            raise Undecided("mean and std are not known")
    elif size is None:
        tensors = [one for one in (mean, std) if isinstance(one, Tensor)]
        if not tensors:
            need.refuse("wrong-arguments", "size is missing", argument="size")
        if len(tensors) == 1:
            return like(tensors[0])
        result = elementwise(*tensors, arguments=("mean", "std"), ordered=False)
        result.dtype = tensors[0].dtype if tensors[0].dtype == tensors[1].dtype else None
        return result
    return made_of_tuple(size, dtype)


@function("torch.empty_strided")
def empty_strided(
    size, stride, *, dtype=None, layout=None, device=None, requires_grad=False, pin_memory=False
) -> Tensor:
    """size, stride -> (*size)"""
    sizes, strides = new_sizes((size,)), new_sizes((stride,), "stride")
    if len(sizes) != len(strides):
        need.refuse("wrong-arguments", "size and stride must be equally long", argument="stride")
    return Tensor(sizes, dtype_given(dtype, DEFAULT), strides)


@function("torch.vander")
def vander(x: Tensor, N=None, increasing=False) -> Tensor:
    """(n) -> (n, N), N = n where it is not given"""
    (rows,) = need.rank(x, {1: "n"}, "x")
    columns = rows if N is None else whole(N, "N")
    need.at_least(columns, 0, "invalid-size", actual_is="N", argument="N")
    return Tensor((rows, columns), None)
