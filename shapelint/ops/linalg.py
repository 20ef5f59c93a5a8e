"""Linear algebra: norms, inverses, decompositions, systems of equations; over batches of matrices."""

from __future__ import annotations

from typing import Any

from shapelint.ops.core.arguments import dtype_given
from shapelint.ops.core.declare import function
from shapelint.ops.core.dtypes import complex_, is_floating, promoted, real
from shapelint.ops.core.need import Undecided, need
from shapelint.ops.core.results import QR, SVD, Eigen, LUFactor, LUFactorEx, OldSVD, SignLogDet
from shapelint.ops.formulas.axes import at_least_rank
from shapelint.ops.formulas.broadcasting import broadcast_sizes
from shapelint.ops.matmul import RULE
from shapelint.ops.reductions import named_axes, reduced
from shapelint.sizes.dims import Dim, minimum
from shapelint.sizes.facts import Verdict
from shapelint.sizes.tensors import Tensor, like

Sizes = tuple[Dim, ...]


def matrices(x: Tensor, argument: str = "input") -> Sizes:
    """The shape of a matrix or a batch of matrices."""
    at_least_rank(x, 2, argument)
    return need.shape(x)


def square(x: Tensor, argument: str = "input") -> None:
    """Refuse matrices that are not square.

    Nothing is asked of an unknown rank.
    """
    at_least_rank(x, 2, argument)
    shape = need.known(x)
    if shape is not None:
        need.same(
            shape[-1], shape[-2], "size-mismatch", actual_is="columns", expected_is="rows of a square matrix", of=x,
            axis=len(shape) - 1, argument=argument,
        )  # fmt: skip


# --- square matrices --------------------------------------------------------------------------------------------


@function(
    "torch.inverse", "torch.Tensor.inverse", "torch.matrix_exp", "torch.Tensor.matrix_exp", "torch.linalg.matrix_exp"
)
def inverse(input: Tensor, *, out=None) -> Tensor:
    """(*, n, n) -> (*, n, n)"""
    square(input)
    return like(input)


@function("torch.linalg.inv")
def inv(A: Tensor, *, out=None) -> Tensor:
    """(*, n, n) -> (*, n, n)"""
    square(A, "A")
    return like(A)


@function("torch.linalg.cholesky")
def cholesky(input: Tensor, *, upper=False, out=None) -> Tensor:
    """(*, n, n) -> (*, n, n)"""
    square(input)
    return like(input)


@function("torch.cholesky", "torch.Tensor.cholesky", "torch.cholesky_inverse", "torch.Tensor.cholesky_inverse")
def old_cholesky(input: Tensor, upper=False, *, out=None) -> Tensor:
    """(*, n, n) -> (*, n, n)"""
    square(input)
    return like(input)


@function("torch.matrix_power", "torch.Tensor.matrix_power", "torch.linalg.matrix_power")
def matrix_power(input: Tensor, n, *, out=None) -> Tensor:
    """(*, n, n) -> (*, n, n)"""
    square(input)
    return like(input)


@function("torch.det", "torch.Tensor.det", "torch.logdet", "torch.Tensor.logdet")
def det(input: Tensor) -> Tensor:
    """(*, n, n) -> (*)"""
    square(input)
    return Tensor(need.shape(input)[:-2], input.dtype)


@function("torch.linalg.det")
def linalg_det(A: Tensor, *, out=None) -> Tensor:
    """(*, n, n) -> (*)"""
    square(A, "A")
    return Tensor(need.shape(A)[:-2], A.dtype)


@function("torch.slogdet", "torch.Tensor.slogdet")
def slogdet(input: Tensor) -> SignLogDet:
    """(*, n, n) -> sign and logarithm, each (*)"""
    square(input)
    batch = need.shape(input)[:-2]
    return SignLogDet(Tensor(batch, input.dtype), Tensor(batch, real(input.dtype)))


@function("torch.linalg.slogdet")
def linalg_slogdet(A: Tensor, *, out=None) -> SignLogDet:
    """(*, n, n) -> sign and logarithm, each (*)"""
    return slogdet(A)


@function("torch.trace", "torch.Tensor.trace")
def trace(input: Tensor) -> Tensor:
    """(n, m) -> ()"""
    need.rank(input, {2: "nm"})
    return Tensor((), input.dtype if is_floating(input.dtype) else input.dtype and "int64")


# --- eigenvalues ------------------------------------------------------------------------------------------------


def _values(x: Tensor, dtype: str | None) -> Tensor:
    square(x)
    return Tensor(need.shape(x)[:-1], dtype)


@function("torch.linalg.eigh")
def eigh(input: Tensor, UPLO="L", *, out=None) -> Eigen:
    """(*, n, n) -> values (*, n), vectors (*, n, n)"""
    return Eigen(_values(input, real(input.dtype)), like(input))


@function("torch.linalg.eigvalsh")
def eigvalsh(input: Tensor, UPLO="L", *, out=None) -> Tensor:
    """(*, n, n) -> (*, n)"""
    return _values(input, real(input.dtype))


@function("torch.linalg.eig")
def eig(input: Tensor, *, out=None) -> Eigen:
    """(*, n, n) -> values (*, n), vectors (*, n, n)"""
    return Eigen(_values(input, complex_(input.dtype)), Tensor(input.shape, complex_(input.dtype)))


@function("torch.linalg.eigvals")
def eigvals(input: Tensor, *, out=None) -> Tensor:
    """(*, n, n) -> (*, n)"""
    return _values(input, complex_(input.dtype))


# --- decompositions of any matrix -------------------------------------------------------------------------------


def _decomposed(x: Tensor, full: bool) -> tuple[Sizes, Sizes, Sizes]:
    """The shapes of U, S and V^H.

    Of (*, n, m), k = min(n, m).
    """
    *batch, n, m = matrices(x)
    k = minimum(n, m)
    return (*batch, n, n if full else k), (*batch, k), (*batch, m if full else k, m)


@function("torch.linalg.svd")
def svd(A: Tensor, full_matrices=True, *, driver=None, out=None) -> SVD:
    """(*, n, m) -> U (*, n, n), S (*, k), Vh (*, m, m); k = min(n, m) instead of n and m unless full_matrices"""
    u, s, vh = _decomposed(A, need.flag(full_matrices, "full_matrices"))
    return SVD(Tensor(u, A.dtype), Tensor(s, real(A.dtype)), Tensor(vh, A.dtype))


@function("torch.svd", "torch.Tensor.svd")
def old_svd(input: Tensor, some=True, compute_uv=True, *, out=None) -> OldSVD:
    """(*, n, m) -> U (*, n, k), S (*, k), V (*, m, k)"""
    full = not (need.flag(some, "some") and need.flag(compute_uv, "compute_uv"))
    u, s, vh = _decomposed(input, full)
    v = (*vh[:-2], vh[-1], vh[-2])
    return OldSVD(Tensor(u, input.dtype), Tensor(s, real(input.dtype)), Tensor(v, input.dtype))


@function("torch.linalg.svdvals")
def svdvals(A: Tensor, *, driver=None, out=None) -> Tensor:
    """(*, n, m) -> (*, min(n, m))"""
    return Tensor(_decomposed(A, False)[1], real(A.dtype))


def _qr(x: Tensor, complete: bool) -> QR:
    *batch, n, m = matrices(x)
    k = n if complete else minimum(n, m)
    return QR(Tensor((*batch, n, k), x.dtype), Tensor((*batch, k, m), x.dtype))


@function("torch.linalg.qr")
def qr(A: Tensor, mode="reduced", *, out=None) -> QR:
    """(*, n, m) -> Q (*, n, k), R (*, k, m); k is min(n, m), or n where mode is "complete\""""
    if not isinstance(mode, str):
        raise Undecided("mode is not known")
    need.holds(
        mode in ("reduced", "complete", "r"), "wrong-arguments",
        f"mode must be 'reduced', 'complete' or 'r', not {mode!r}", argument="mode",
    )  # fmt: skip
    found = _qr(A, mode == "complete")
    return QR(Tensor((0,), A.dtype), found.R) if mode == "r" else found


@function("torch.qr", "torch.Tensor.qr")
def old_qr(input: Tensor, some=True, *, out=None) -> QR:
    """(*, n, m) -> Q (*, n, k), R (*, k, m); k is min(n, m), or n unless some"""
    return _qr(input, not need.flag(some, "some"))


@function("torch.linalg.lu_factor_ex")
def lu_factor_ex(A: Tensor, *, pivot=True, check_errors=False, out=None) -> LUFactorEx:
    """(*, n, m) -> LU (*, n, m), pivots (*, min(n, m)), info (*)"""
    *batch, n, m = matrices(A)
    pivots = Tensor((*batch, minimum(n, m)), "int32")
    return LUFactorEx(Tensor((*batch, n, m), A.dtype), pivots, Tensor(tuple(batch), "int32"))


@function("torch.linalg.lu_factor")
def lu_factor(A: Tensor, *, pivot=True, out=None) -> LUFactor:
    """(*, n, m) -> LU (*, n, m), pivots (*, min(n, m))"""
    return LUFactor(*lu_factor_ex(A)[:2])


@function("torch.pinverse", "torch.Tensor.pinverse")
def pinverse(input: Tensor, rcond=1e-15) -> Tensor:
    """(*, n, m) -> (*, m, n)"""
    *batch, n, m = matrices(input)
    return Tensor((*batch, m, n), input.dtype)


@function("torch.linalg.pinv")
def pinv(input: Tensor, rcond=None, hermitian=False, *, atol=None, rtol=None, out=None) -> Tensor:
    """(*, n, m) -> (*, m, n)"""
    if hermitian is True:
        square(input)
    return pinverse(input)


@function("torch.linalg.matrix_rank")
def matrix_rank(input: Tensor, tol=None, hermitian=False, *, atol=None, rtol=None, out=None) -> Tensor:
    """(*, n, m) -> (*)"""
    if hermitian is True:
        square(input)
    return Tensor(matrices(input)[:-2], "int64")


# --- systems of equations ---------------------------------------------------------------------------------------


@function("torch.linalg.solve")
def solve(A: Tensor, B: Tensor, *, left=True, out=None) -> Tensor:
    """(*, n, n), (*, n, k) or (*, n) -> the shape of B with the batch of both

    B is a batch of vectors where it has one axis, or all axes of A but the last.
    """
    square(A, "A")
    a, b = need.shape(A), need.shape(B)
    at_least_rank(B, 1, "B")
    vectors = len(b) == 1 or (len(b) == len(a) - 1 and _all_same(b, a[:-1]))
    if not vectors and len(b) < 2:
        at_least_rank(B, 2, "B")
    right = b if not vectors else (*b, 1)
    from_left = need.flag(left, "left")
    axis = -2 if from_left or vectors else -1
    need.same(
        right[axis], a[-1], RULE, actual_is="size of B", expected_is="size of A", of=B,
        axis=len(b) - 1 if vectors else axis + len(b), argument="B",
    )  # fmt: skip
    batch = broadcast_sizes(a[:-2], right[:-2], arguments=("A", "B"))
    return Tensor((*batch, *right[-2 : -1 if vectors else None]), promoted(A, B))


def _all_same(some: Sizes, others: Sizes) -> bool:
    """Undecided where that decides what B is, and is not known."""
    verdicts = [need.facts.same(one, other) for one, other in zip(some, others, strict=True)]
    if Verdict.NO in verdicts:
        return False
    if Verdict.UNKNOWN in verdicts:
        raise Undecided("whether B is a batch of vectors is not known")
    return True


# --- norms ------------------------------------------------------------------------------------------------------


@function("torch.linalg.vector_norm")
def vector_norm(x: Tensor, ord=2, dim=None, keepdim=False, *, dtype=None, out=None) -> Tensor:
    """(*) -> (*) without the axes dim, or with 1 in their place"""
    return Tensor(reduced(x, dim, keepdim), dtype_given(dtype, real(x.dtype)))


def _matrix_norm(x: Tensor, dim: Any, keepdim: Any, dtype: Any, argument: str) -> Tensor:
    axes = named_axes(x, dim)
    if axes is None or len(axes) != 2:
        need.refuse("wrong-arguments", "a matrix norm is of two dimensions", argument="dim", of=x)
    return Tensor(reduced(x, dim, keepdim), dtype_given(dtype, real(x.dtype)))


@function("torch.linalg.matrix_norm")
def matrix_norm(input: Tensor, ord="fro", dim=(-2, -1), keepdim=False, *, dtype=None, out=None) -> Tensor:
    """(*, n, m) -> (*), or with 1 in the place of n and m"""
    at_least_rank(input, 2)
    return _matrix_norm(input, dim, keepdim, dtype, "input")


@function("torch.linalg.norm")
def norm(input: Tensor, ord=None, dim=None, keepdim=False, *, out=None, dtype=None) -> Tensor:
    """(*) -> (*) without the axes dim: a vector norm over one, a matrix norm over two; over all without dim"""
    axes = named_axes(input, dim)
    shape = need.known(input)
    if axes is None:
        if ord is not None and shape is not None and len(shape) not in (1, 2):
            need.refuse(
                "wrong-rank", f"without dim, ord is for 1 or 2 dimensions; input has {len(shape)}", actual=len(shape),
                expected=(1, 2), of=input, argument="input",
            )  # fmt: skip
    elif len(axes) > 2:
        need.refuse("wrong-arguments", f"dim must name one or two axes, not {len(axes)}", argument="dim", of=input)
    count = len(axes) if axes is not None else None if shape is None else len(shape)
    if isinstance(ord, str) and count == 1:
        need.refuse("wrong-arguments", f"the {ord!r} norm is of two dimensions", argument="ord", of=input)
    return Tensor(reduced(input, dim, keepdim), dtype_given(dtype, real(input.dtype)))
