"""Products of vectors and matrices.

Dot, matmul, einsum, tensordot, outer, kron, and what is taken of a diagonal.
"""

from __future__ import annotations

from typing import Any

from shapelint.ops.contraction import kron as kron_of
from shapelint.ops.core.array_arguments import axes_given, axis_given, type_given
from shapelint.ops.core.arrays import to_array, together
from shapelint.ops.core.declare import function
from shapelint.ops.core.need import Undecided, need
from shapelint.ops.einsum import contracted, parse
from shapelint.ops.formulas.broadcasting import broadcast_sizes
from shapelint.ops.matmul import contract, matrix_product
from shapelint.ops.numpy.reductions import summed
from shapelint.ops.parts import diagonal_length
from shapelint.sizes.dims import product
from shapelint.sizes.tensors import Array, ArrayLike, Tensor, Unknown


def multiplied(one: Array, other: Array, names: tuple[str, str]) -> Tensor:
    """The product `@` of two arrays.

    A vector is a row on the left, a column on the right.
    """
    result = matrix_product(one, other, names)
    result.dtype = together((one, other))
    return result


@function("numpy.matmul", "numpy.linalg.matmul")
def matmul(x1: Array, x2: Array, /, out=None, *, casting="same_kind", order="K", dtype=None, subok=True) -> Tensor:
    """(*, n, k), (*, k, m) -> (*, n, m)"""
    result = multiplied(x1, x2, ("x1", "x2"))
    result.dtype = type_given(dtype, result.dtype)
    return result


@function("numpy.ndarray.__matmul__")
def operator(self: Array, other: Array) -> Tensor:
    """(*, n, k), (*, k, m) -> (*, n, m)"""
    return multiplied(self, other, ("self", "other"))


@function("numpy.ndarray.__rmatmul__")
def reflected_operator(self: Array, other: Array) -> Tensor:
    """(*, k, m), (*, n, k) -> (*, n, m)"""
    return multiplied(other, self, ("other", "self"))


@function("numpy.dot")
def dot(a: ArrayLike, b: ArrayLike, out=None) -> Tensor:
    """(*a, k), (*b, k, m) -> (*a, *b, m); numbers multiply"""
    return _dot(a, b)


@function("numpy.ndarray.dot")
def dot_method(self: Array, b: ArrayLike, out=None) -> Tensor:
    """(*a, k), (*b, k, m) -> (*a, *b, m); numbers multiply"""
    return _dot(self, b)


def _dot(a: Array, b: Array) -> Tensor:
    dtype = together((a, b))
    one, other = need.shape(a), need.shape(b)
    if not one or not other:
        return Tensor(one or other, dtype)
    inner = -2 if len(other) > 1 else -1
    contract(other[inner], one[-1], of=b, axis=inner + len(other), argument="b", with_="a")
    rest = (*other[:-2], other[-1]) if len(other) > 1 else ()
    return Tensor((*one[:-1], *rest), dtype)


@function("numpy.inner")
def inner(a: ArrayLike, b: ArrayLike, /) -> Tensor:
    """(*a, k), (*b, k) -> (*a, *b); numbers multiply"""
    dtype = together((a, b))
    one, other = need.shape(a), need.shape(b)
    if not one or not other:
        return Tensor(one or other, dtype)
    contract(other[-1], one[-1], of=b, axis=len(other) - 1, argument="b", with_="a")
    return Tensor((*one[:-1], *other[:-1]), dtype)


@function("numpy.vdot")
def vdot(a: ArrayLike, b: ArrayLike, /) -> Tensor:
    """Both as vectors -> ()"""
    one, other = product(need.shape(a)), product(need.shape(b))
    contract(other, one, of=b, axis=0, argument="b", with_="a")
    return Tensor((), together((a, b)))


@function("numpy.outer")
def outer(a: ArrayLike, b: ArrayLike, out=None) -> Tensor:
    """(n), (m) -> (n, m)"""
    return Tensor((product(need.shape(a)), product(need.shape(b))), together((a, b)))


@function("numpy.linalg.outer")
def outer_of_vectors(x1: ArrayLike, x2: ArrayLike, /) -> Tensor:
    """(n), (m) -> (n, m)"""
    (rows,), (columns,) = need.rank(x1, {1: "n"}, "x1"), need.rank(x2, {1: "m"}, "x2")
    return Tensor((rows, columns), together((x1, x2)))


@function("numpy.kron")
def kron(a: ArrayLike, b: ArrayLike) -> Tensor:
    """Sizes multiply, axis by axis from the last"""
    return Tensor(kron_of(a, b).shape, together((a, b)))


@function("numpy.tensordot", "numpy.linalg.tensordot")
def tensordot(a: ArrayLike, b: ArrayLike, axes=2) -> Tensor:
    """The axes of a that stay, then those of b.

    axes: the last of a with the first of b, or two lists of axes.
    """
    one, other = need.shape(a), need.shape(b)
    if isinstance(axes, Unknown):
        raise Undecided("axes is not known")
    if isinstance(axes, (tuple, list)):
        if len(axes) != 2:
            need.refuse("wrong-arguments", "axes must be a number, or two lists of axes", argument="axes")
        of_a, of_b = axes_given(axes[0], len(one), "axes"), axes_given(axes[1], len(other), "axes")
    else:
        count = need.whole(axes, "axes")
        if not isinstance(count, int) or count < 0:
            raise Undecided("axes is not known")
        if count > min(len(one), len(other)):
            need.refuse(
                "axis-out-of-range", f"axes={count}, but the arrays have {len(one)} and {len(other)} dimensions",
                actual=count, expected=min(len(one), len(other)), argument="axes",
            )  # fmt: skip
        of_a, of_b = tuple(range(len(one) - count, len(one))), tuple(range(count))
    if len(of_a) != len(of_b):
        need.refuse("wrong-arguments", "both lists of axes must have the same length", argument="axes")
    for left, right in zip(of_a, of_b):
        contract(other[right], one[left], of=b, axis=right, argument="b", with_="a")
    kept = [size for place, size in enumerate(one) if place not in of_a]
    return Tensor((*kept, *(size for place, size in enumerate(other) if place not in of_b)), together((a, b)))


@function("numpy.einsum")
def einsum(*operands, out=None, optimize=False, dtype=None, order="K", casting="safe") -> Tensor:
    """A sum of products by letters: ("bij,bjk->bik", (b, i, j), (b, j, k)) -> (b, i, k)"""
    if not operands or not isinstance(operands[0], str):
        raise Undecided("the equation is not known")
    given = [to_array(one) for one in operands[1:]]
    equation = parse(operands[0])
    if len(given) != len(equation.inputs):
        says = f"the equation speaks of {len(equation.inputs)} operands, {len(given)} are given"
        need.refuse("wrong-arguments", says, argument="operands")
    result = contracted(equation, given)
    result.dtype = type_given(dtype, together(given))
    return result


@function("numpy.linalg.multi_dot")
def multi_dot(arrays, *, out=None) -> Tensor:
    """(n, k), ..., (l, m) -> (n, m); the first may be a row, the last a column"""
    if not isinstance(arrays, (tuple, list)):
        raise Undecided("the arrays are not known")
    if len(arrays) < 2:
        need.refuse("wrong-arguments", "at least two arrays are wanted", argument="arrays")
    given = [to_array(one) for one in arrays]
    result: Tensor = given[0]
    for place, one in enumerate(given):
        need.rank(one, (2, 1) if place in (0, len(given) - 1) else (2,), "arrays")
        if place:
            result = matrix_product(result, one, ("arrays", "arrays"))
    result.dtype = together(given)
    return result


@function("numpy.vecdot", "numpy.linalg.vecdot")
def vecdot(x1: Array, x2: Array, /, *, axis=-1) -> Tensor:
    """(*, k), (*, k) -> (*)"""
    if axis != -1:
        raise Undecided("axes other than the last are not modelled")
    one, other = need.shape(x1), need.shape(x2)
    for x, shape, name in ((x1, one, "x1"), (x2, other, "x2")):
        if not shape:
            need.refuse("wrong-rank", f"{name} must have an axis", actual=0, expected=1, of=x, argument=name)
    contract(other[-1], one[-1], of=x2, axis=len(other) - 1, argument="x2", with_="x1")
    return Tensor(broadcast_sizes(one[:-1], other[:-1], arguments=("x1", "x2")), together((x1, x2)))


# --- diagonals ----------------------------------------------------------------------------------------------------


@function("numpy.diag")
def diag(v: ArrayLike, k=0) -> Tensor:
    """(n) -> (n, n) with n on the diagonal; (n, m) -> (min(n, m))"""
    if need.known(v) is None:
        raise Undecided("the rank of the array is not known")
    shape = need.rank(v, (1, 2), "v")
    offset = _offset(k)
    if len(shape) == 1:
        return Tensor((shape[0] + abs(offset),) * 2, v.dtype)
    return Tensor((diagonal_length(shape[0], shape[1], offset),), v.dtype)


def _offset(value: Any) -> int:
    number = need.whole(value, "k")
    if not isinstance(number, int):
        raise Undecided("k is not known")
    return number


@function("numpy.diagflat")
def diagflat(v: Array, k=0) -> Tensor:
    """(*) -> (elements, elements)"""
    return Tensor((product(need.shape(v)) + abs(_offset(k)),) * 2, v.dtype)


@function("numpy.diagonal", "numpy.ndarray.diagonal")
def diagonal(a: Array, offset=0, axis1=0, axis2=1) -> Tensor:
    """(*, n, m) -> (*, min(n, m)): the two axes give way to one at the end"""
    shape = need.shape(a)
    one, other = _two_axes(a, axis1, axis2)
    length = diagonal_length(shape[one], shape[other], _offset(offset))
    return Tensor((*(size for place, size in enumerate(shape) if place not in (one, other)), length), a.dtype)


@function("numpy.trace", "numpy.ndarray.trace")
def trace(a: Array, offset=0, axis1=0, axis2=1, dtype=None, out=None) -> Tensor:
    """(*, n, m) -> (*)"""
    shape = need.shape(a)
    axes = _two_axes(a, axis1, axis2)
    return Tensor(tuple(s for place, s in enumerate(shape) if place not in axes), type_given(dtype, summed(a.dtype)))


def _two_axes(x: Array, axis1: Any, axis2: Any) -> tuple[int, int]:
    shape = need.shape(x)
    if len(shape) < 2:
        need.refuse("wrong-rank", "a diagonal needs two axes", actual=len(shape), expected=2, of=x, argument="a")
    one, other = axis_given(axis1, len(shape), "axis1"), axis_given(axis2, len(shape), "axis2")
    if one == other:
        need.refuse("wrong-arguments", "axis1 and axis2 are the same axis", argument="axis2", of=x)
    return one, other


@function("numpy.tril", "numpy.triu")
def tril(m: ArrayLike, k=0) -> Tensor:
    """(*, n, m) -> (*, n, m); (n) -> (n, n)"""
    shape = need.known(m)
    if shape is not None and len(shape) < 2:
        if not shape:
            need.refuse("wrong-rank", "a triangle needs an axis at least", actual=0, expected=1, of=m, argument="m")
        return Tensor((*shape, *shape), m.dtype)
    return Tensor(m.shape, m.dtype)
