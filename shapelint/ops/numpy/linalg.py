"""numpy.linalg: inverses, decompositions, equations, norms."""

from __future__ import annotations

from typing import Any, NamedTuple

from shapelint.ops.core.array_arguments import axes_given
from shapelint.ops.core.arrays import together
from shapelint.ops.core.declare import function
from shapelint.ops.core.dtypes import real
from shapelint.ops.core.need import Undecided, need
from shapelint.ops.formulas.broadcasting import broadcast_sizes
from shapelint.ops.matmul import RULE
from shapelint.ops.numpy.reductions import averaged
from shapelint.ops.parts import smaller
from shapelint.sizes.dims import Dim
from shapelint.sizes.tensors import Array, ArrayLike, Tensor, Unknown

Sizes = tuple[Dim, ...]


class EighResult(NamedTuple):
    eigenvalues: Tensor
    eigenvectors: Tensor


class SVDResult(NamedTuple):
    U: Tensor
    S: Tensor
    Vh: Tensor


class QRResult(NamedTuple):
    Q: Tensor
    R: Tensor


class SlogdetResult(NamedTuple):
    sign: Tensor
    logabsdet: Tensor


def matrices(x: Array, argument: str = "a") -> Sizes:
    """The shape, of two axes at least."""
    shape = need.shape(x)
    if len(shape) < 2:
        need.refuse(
            "wrong-rank", f"{argument} must have at least 2 dimensions, it has {len(shape)}", actual=len(shape),
            expected=2, of=x, argument=argument,
        )  # fmt: skip
    return shape


def square(x: Array, argument: str = "a") -> Sizes:
    """The shape, whose last two sizes must be equal."""
    shape = matrices(x, argument)
    need.same(
        shape[-1], shape[-2], RULE, actual_is="number of columns", expected_is="number of rows", of=x,
        axis=len(shape) - 1, argument=argument,
    )  # fmt: skip
    return shape


def computed(dtype: str | None) -> str | None:
    """The type in which linear algebra is computed."""
    found = averaged(dtype)
    return None if found == "float16" else found


@function("numpy.linalg.inv", "numpy.linalg.cholesky")
def inv(a: Array, *, upper=False) -> Tensor:
    """(*, n, n) -> (*, n, n)"""
    return Tensor(square(a), computed(a.dtype))


@function("numpy.linalg.matrix_power")
def matrix_power(a: Array, n) -> Tensor:
    """(*, n, n) -> (*, n, n)"""
    return Tensor(square(a))


@function("numpy.linalg.det")
def det(a: ArrayLike) -> Tensor:
    """(*, n, n) -> (*)"""
    return Tensor(square(a)[:-2], computed(a.dtype))


@function("numpy.linalg.slogdet")
def slogdet(a: ArrayLike) -> SlogdetResult:
    """(*, n, n) -> (*), (*)"""
    shape = square(a)[:-2]
    return SlogdetResult(Tensor(shape, computed(a.dtype)), Tensor(shape, real(computed(a.dtype))))


@function("numpy.linalg.pinv")
def pinv(a: Array, rcond=None, hermitian=False, *, rtol=None) -> Tensor:
    """(*, n, m) -> (*, m, n)"""
    shape = matrices(a)
    return Tensor((*shape[:-2], shape[-1], shape[-2]), computed(a.dtype))


@function("numpy.linalg.eig")
def eig(a: Array) -> EighResult:
    """(*, n, n) -> (*, n), (*, n, n)"""
    shape = square(a)
    return EighResult(Tensor(shape[:-1]), Tensor(shape))


@function("numpy.linalg.eigh")
def eigh(a: Array, UPLO="L") -> EighResult:
    """(*, n, n) -> (*, n), (*, n, n)"""
    shape = square(a)
    return EighResult(Tensor(shape[:-1], real(computed(a.dtype))), Tensor(shape, computed(a.dtype)))


@function("numpy.linalg.eigvals")
def eigvals(a: ArrayLike) -> Tensor:
    """(*, n, n) -> (*, n)"""
    return Tensor(square(a)[:-1])


@function("numpy.linalg.eigvalsh")
def eigvalsh(a: ArrayLike, UPLO="L") -> Tensor:
    """(*, n, n) -> (*, n)"""
    return Tensor(square(a)[:-1], real(computed(a.dtype)))


@function("numpy.linalg.svd")
def svd(a: Array, full_matrices=True, compute_uv=True, hermitian=False) -> Any:
    """(*, n, m) -> (*, n, n), (*, min(n, m)), (*, m, m)"""
    shape = matrices(a)
    rows, columns = shape[-2:]
    short = smaller(rows, columns)
    dtype = computed(a.dtype)
    values = Tensor((*shape[:-2], short), real(dtype))
    if not need.flag(compute_uv, "compute_uv"):
        return values
    full = need.flag(full_matrices, "full_matrices")
    left = Tensor((*shape[:-1], rows if full else short), dtype)
    return SVDResult(left, values, Tensor((*shape[:-2], columns if full else short, columns), dtype))


@function("numpy.linalg.svdvals")
def svdvals(x: ArrayLike, /) -> Tensor:
    """(*, n, m) -> (*, min(n, m))"""
    shape = matrices(x, "x")
    return Tensor((*shape[:-2], smaller(shape[-2], shape[-1])), real(computed(x.dtype)))


@function("numpy.linalg.qr")
def qr(a: Array, mode="reduced") -> Any:
    """(*, n, m) -> (*, n, k), (*, k, m), k = min(n, m), or n with mode='complete'"""
    shape = matrices(a)
    rows, columns = shape[-2:]
    dtype = computed(a.dtype)
    if not isinstance(mode, str):
        raise Undecided("mode is not known")
    if mode not in ("reduced", "complete", "r"):
        raise Undecided("this mode is not modelled")
    inner = rows if mode == "complete" else smaller(rows, columns)
    upper = Tensor((*shape[:-2], inner, columns), dtype)
    return upper if mode == "r" else QRResult(Tensor((*shape[:-2], rows, inner), dtype), upper)


@function("numpy.linalg.solve")
def solve(a: Array, b: ArrayLike) -> Tensor:
    """(*, n, n), (*, n, k) -> (*, n, k); (n, n), (n) -> (n)"""
    shape, other = square(a), need.shape(b)
    if not other:
        need.refuse("wrong-rank", "b must have at least 1 dimension", actual=0, expected=1, of=b, argument="b")
    if len(other) == 1:
        _rows(b, other[0], shape[-1], 0)
        return Tensor((*shape[:-2], other[0]), computed(together((a, b))))
    if len(other) == len(shape) - 1:
        raise Undecided("whether b holds vectors depends on the version")
    _rows(b, other[-2], shape[-1], len(other) - 2)
    batch = broadcast_sizes(shape[:-2], other[:-2], arguments=("a", "b"))
    return Tensor((*batch, *other[-2:]), computed(together((a, b))))


def _rows(b: Array, size: Dim, expected: Dim, axis: int) -> None:
    need.same(size, expected, RULE, actual_is="rows of b", expected_is="columns of a", of=b, axis=axis, argument="b")


@function("numpy.linalg.lstsq")
def lstsq(a: ArrayLike, b: ArrayLike, rcond=None) -> Any:
    """(n, m), (n, k) -> (m, k), residuals, rank, (min(n, m))"""
    (rows, columns), other = need.rank(a, {2: "nm"}, "a"), need.rank(b, (1, 2), "b")
    need.same(other[0], rows, RULE, actual_is="rows of b", expected_is="rows of a", of=b, axis=0, argument="b")
    dtype = computed(together((a, b)))
    rest = Tensor((need.facts.fresh("n", at_least=0),), real(dtype))
    values = Tensor((smaller(rows, columns),), real(dtype))
    return Tensor((columns, *other[1:]), dtype), rest, Unknown("the rank of a matrix"), values


@function("numpy.linalg.norm")
def norm(x: ArrayLike, ord=None, axis=None, keepdims=False) -> Tensor:
    """(*) -> what is left of it; all of it without an axis"""
    shape = need.shape(x)
    keep = need.flag(keepdims, "keepdims")
    if axis is None and ord is not None and len(shape) > 2:
        says = "an order is for vectors and matrices, or needs an axis"
        need.refuse("wrong-rank", says, actual=len(shape), expected=2, of=x, argument="ord")
    gone = axes_given(axis, len(shape))
    if axis is not None and len(gone) > 2:
        need.refuse("wrong-arguments", "a norm is taken over one axis or two", argument="axis")
    left = tuple(1 if place in gone else size for place, size in enumerate(shape) if keep or place not in gone)
    return Tensor(left, real(averaged(x.dtype)) if x.dtype != "float16" else None)


@function("numpy.linalg.vector_norm")
def vector_norm(x: ArrayLike, /, *, axis=None, keepdims=False, ord=2) -> Tensor:
    """(*) -> what is left of it"""
    shape = need.shape(x)
    keep, gone = need.flag(keepdims, "keepdims"), axes_given(axis, len(shape))
    return Tensor(tuple(1 if place in gone else size for place, size in enumerate(shape) if keep or place not in gone))


@function("numpy.linalg.matrix_norm")
def matrix_norm(x: ArrayLike, /, *, keepdims=False, ord="fro") -> Tensor:
    """(*, n, m) -> (*)"""
    shape = matrices(x, "x")
    return Tensor((*shape[:-2], *((1, 1) if need.flag(keepdims, "keepdims") else ())))


@function("numpy.linalg.cond")
def cond(x: ArrayLike, p=None) -> Tensor:
    """(*, n, m) -> (*)"""
    return Tensor(matrices(x, "x")[:-2])


@function("numpy.linalg.matrix_rank")
def matrix_rank(A: ArrayLike, tol=None, hermitian=False, *, rtol=None) -> Any:
    """(*, n, m) -> (*)"""
    shape = need.shape(A)
    if len(shape) < 3:
        return Unknown("the rank of a matrix")
    return Tensor(shape[:-2], "int64")
