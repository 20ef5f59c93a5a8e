"""Matrix products.

`matrix_product` holds the rule of `@`, over which torch lays all others.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NoReturn

from shapelint.ops.core.declare import function
from shapelint.ops.core.dtypes import alike, promote, promoted
from shapelint.ops.core.layout import laid_out
from shapelint.ops.core.need import Undecided, need
from shapelint.ops.formulas.axes import named_size, size_at, with_last
from shapelint.ops.formulas.broadcasting import broadcast_sizes, elementwise, expands_to
from shapelint.ops.formulas.partial import known_of, unranked
from shapelint.sizes.dims import Dim
from shapelint.sizes.tensors import Tensor

RULE = "matmul-mismatch"


def matrix_product(left: Tensor, right: Tensor, names: tuple[str, str] = ("input", "other")) -> Tensor:
    """(*, n, k) @ (*, k, m) -> (*, n, m); a tensor of one axis is a row on the left, a column on the right.

    The result is contiguous, whatever the layout of the operands (measured on 6000 pairs, and so written in torch).
    """
    a, b = need.known(left), need.known(right)
    dtype = promoted(left, right)
    for one, shape, name in ((left, a, names[0]), (right, b, names[1])):
        if shape == ():
            _refuse_rank(one, 0, "at least 1", name)
    alike(right, left, names[1], names[0])
    if a is None or b is None:
        return _partly_known(left, right, names)
    inner = -2 if len(b) > 1 else -1
    contract(b[inner], a[-1], of=right, axis=inner + len(b), argument=names[1], with_=names[0])
    batch = broadcast_sizes(a[:-2], b[:-2], arguments=names)
    return laid_out(*batch, *a[-2:-1], *(b[-1:] if len(b) > 1 else ()), dtype=dtype)


def contract(actual: Dim, expected: Dim, of: Tensor, axis: int, argument: str, with_: str) -> None:
    """The two sizes that a product sums over must be equal."""
    need.same(
        actual, expected, RULE, actual_is=f"size of {argument} that is summed over",
        expected_is=f"size of {with_} that is summed over", of=of, axis=axis, argument=argument,
    )  # fmt: skip


def _partly_known(left: Tensor, right: Tensor, names: tuple[str, str]) -> Tensor:
    """At least one rank is unknown.

    The last axes may still be known.
    """
    b = need.known(right)
    if b is not None:
        inner = -2 if len(b) > 1 else -1
        contract(named_size(left, -1, "k"), b[inner], of=left, axis=-1, argument=names[0], with_=names[1])
        if len(b) == 2:
            return with_last(left, b[1], promoted(left, right))
        if len(b) > 2:
            return unranked(left, {-1: b[-1]}, promoted(left, right))
        return unranked(left, {axis + 1: size for axis, size in known_of(left).items() if axis < -1})
    rows, inner_size, columns = size_at(left, -2), size_at(right, -2), size_at(right, -1)
    if inner_size is None:
        raise Undecided("the rank of the right operand is not known")
    contract(inner_size, named_size(left, -1, "k"), of=right, axis=-2, argument=names[1], with_=names[0])
    sizes: dict[int, Dim] = {} if columns is None else {-1: columns}
    if rows is not None:
        sizes[-2] = rows
    return unranked(right, sizes)


def _refuse_rank(of: Tensor, actual: int, expected: str, argument: str) -> NoReturn:
    need.refuse(
        "wrong-rank", f"{argument} must have {expected} dimensions, it has {actual}", actual=actual, expected=expected,
        of=of, argument=argument,
    )  # fmt: skip


# --- the operator and its functions -----------------------------------------------------------------------------


@function("torch.matmul", "torch.Tensor.matmul", "torch.linalg.matmul")
def matmul(input: Tensor, other: Tensor, *, out=None) -> Tensor:
    """(*, n, k), (*, k, m) -> (*, n, m)"""
    return matrix_product(input, other)


@function("torch.Tensor.__matmul__")
def operator(input: Tensor, other: Tensor) -> Tensor:
    """(*, n, k), (*, k, m) -> (*, n, m)"""
    return matrix_product(input, other)


@function("torch.Tensor.__rmatmul__")
def reflected_operator(input: Tensor, other: Tensor) -> Tensor:
    """(*, k, m), (*, n, k) -> (*, n, m)"""
    return matrix_product(other, input, ("other", "input"))


@function("torch.mm", "torch.Tensor.mm")
def mm(input: Tensor, mat2: Tensor, *, out=None) -> Tensor:
    """(n, k), (k, m) -> (n, m)"""
    need.rank(input, {2: "nk"})
    need.rank(mat2, {2: "km"}, "mat2")
    return matrix_product(input, mat2, ("input", "mat2"))


@function("torch.bmm", "torch.Tensor.bmm")
def bmm(input: Tensor, mat2: Tensor, *, out=None) -> Tensor:
    """(B, n, k), (B, k, m) -> (B, n, m)"""
    return _batched(input, mat2, ("input", "mat2"))


def _batched(one: Tensor, two: Tensor, names: tuple[str, str]) -> Tensor:
    a = need.rank(one, {3: "Bnk"}, names[0])
    b = need.rank(two, {3: "Bkm"}, names[1])
    need.same(
        b[0], a[0], RULE, actual_is=f"batch of {names[1]}", expected_is=f"batch of {names[0]}", of=two, axis=0,
        argument=names[1],
    )  # fmt: skip
    contract(b[1], a[2], of=two, axis=1, argument=names[1], with_=names[0])
    alike(two, one, names[1], names[0])
    return laid_out(a[0], a[1], b[2], dtype=promoted(one, two))


@function("torch.mv", "torch.Tensor.mv")
def mv(input: Tensor, vec: Tensor, *, out=None) -> Tensor:
    """(n, k), (k) -> (n)"""
    need.rank(input, {2: "nk"})
    need.rank(vec, {1: "k"}, "vec")
    return matrix_product(input, vec, ("input", "vec"))


@function("torch.dot", "torch.vdot", "torch.Tensor.vdot")
def dot(input: Tensor, tensor: Tensor, *, out=None) -> Tensor:
    """(k), (k) -> ()"""
    need.rank(input, {1: "k"})
    need.rank(tensor, {1: "k"}, "tensor")
    return matrix_product(input, tensor, ("input", "tensor"))


@function("torch.Tensor.dot")
def dot_of_it(self: Tensor, tensor: Tensor) -> Tensor:
    """(k), (k) -> ()"""
    if need.known(self) is None and need.known(tensor) is None:
        raise Undecided("it may be an array of numpy, whose dot multiplies matrices as well")
    return dot(self, tensor)


@function("torch.inner", "torch.Tensor.inner")
def inner(input: Tensor, other: Tensor, *, out=None) -> Tensor:
    """(*1, k), (*2, k) -> (*1, *2); a tensor without axes multiplies"""
    if () in (need.known(input), need.known(other)):
        return elementwise(input, other)
    a, b = need.shape(input), need.shape(other)
    contract(b[-1], a[-1], of=other, axis=len(b) - 1, argument="other", with_="input")
    alike(other, input, "other", "input")
    return Tensor((*a[:-1], *b[:-1]), promoted(input, other))


@function("torch.outer", "torch.Tensor.outer", "torch.ger", "torch.Tensor.ger")
def outer(input: Tensor, vec2: Tensor, *, out=None) -> Tensor:
    """(n), (m) -> (n, m)"""
    return Tensor((*need.rank(input, {1: "n"}), *need.rank(vec2, {1: "m"}, "vec2")), promoted(input, vec2))


# --- with something added ---------------------------------------------------------------------------------------


def _added(input: Tensor, product: Tensor) -> Tensor:
    """`input` is expanded to the shape of the product."""
    expands_to(input, product, "input")
    product.dtype = promote(input.dtype, product.dtype)
    return product


def _added_in_place(input: Tensor, product: Tensor) -> Tensor:
    """`input` takes the sum: its shape must be that of the product."""
    target = need.shape(product)
    shape = need.rank(input, {len(target): ""})
    for axis, (size, wanted) in enumerate(zip(shape, target, strict=True)):
        need.same(
            size, wanted, RULE, actual_is="size of the input", expected_is="size of the product", of=input, axis=axis,
            argument="input",
        )  # fmt: skip
    input.data = None
    return product


def _refuse_older(older: Sequence[Any]) -> None:
    if older:
        raise Undecided("beta and alpha stand between the operands, an order that is deprecated")


def _summed_batches(one: Tensor, two: Tensor) -> Tensor:
    return Tensor(need.shape(_batched(one, two, ("batch1", "batch2")))[1:], promoted(one, two))


def _matrices(one: Tensor, two: Tensor) -> Tensor:
    need.rank(one, {2: "nk"}, "mat1")
    need.rank(two, {2: "km"}, "mat2")
    return matrix_product(one, two, ("mat1", "mat2"))


def _matrix_and_vector(one: Tensor, two: Tensor) -> Tensor:
    need.rank(one, {2: "nk"}, "mat")
    need.rank(two, {1: "k"}, "vec")
    return matrix_product(one, two, ("mat", "vec"))


@function("torch.addmm", "torch.Tensor.addmm")
def addmm(input: Tensor, mat1: Tensor, mat2: Tensor, *older, beta=1, alpha=1, out=None) -> Tensor:
    """input expands to (n, m); (n, k), (k, m) -> (n, m)"""
    _refuse_older(older)
    return _added(input, _matrices(mat1, mat2))


@function("torch.Tensor.addmm_")
def addmm_(input: Tensor, mat1: Tensor, mat2: Tensor, *older, beta=1, alpha=1) -> Tensor:
    """(n, m), (n, k), (k, m) -> (n, m)"""
    _refuse_older(older)
    return _added_in_place(input, _matrices(mat1, mat2))


@function("torch.baddbmm", "torch.Tensor.baddbmm")
def baddbmm(input: Tensor, batch1: Tensor, batch2: Tensor, *older, beta=1, alpha=1, out=None) -> Tensor:
    """input expands to (B, n, m); (B, n, k), (B, k, m) -> (B, n, m)"""
    _refuse_older(older)
    return _added(input, _batched(batch1, batch2, ("batch1", "batch2")))


@function("torch.Tensor.baddbmm_")
def baddbmm_(input: Tensor, batch1: Tensor, batch2: Tensor, *older, beta=1, alpha=1) -> Tensor:
    """(B, n, m), (B, n, k), (B, k, m) -> (B, n, m)"""
    _refuse_older(older)
    return _added_in_place(input, _batched(batch1, batch2, ("batch1", "batch2")))


@function("torch.addbmm", "torch.Tensor.addbmm")
def addbmm(input: Tensor, batch1: Tensor, batch2: Tensor, *older, beta=1, alpha=1, out=None) -> Tensor:
    """input expands to (n, m); (B, n, k), (B, k, m) -> (n, m)"""
    _refuse_older(older)
    return _added(input, _summed_batches(batch1, batch2))


@function("torch.addmv", "torch.Tensor.addmv")
def addmv(input: Tensor, mat: Tensor, vec: Tensor, *older, beta=1, alpha=1, out=None) -> Tensor:
    """input expands to (n); (n, k), (k) -> (n)"""
    _refuse_older(older)
    return _added(input, _matrix_and_vector(mat, vec))


@function("torch.addr", "torch.Tensor.addr")
def addr(input: Tensor, vec1: Tensor, vec2: Tensor, *older, beta=1, alpha=1, out=None) -> Tensor:
    """input expands to (n, m); (n), (m) -> (n, m)"""
    _refuse_older(older)
    sizes = (*need.rank(vec1, {1: "n"}, "vec1"), *need.rank(vec2, {1: "m"}, "vec2"))
    return _added(input, Tensor(sizes, promoted(vec1, vec2)))
