"""How variables are related, and polynomials: cov, corrcoef, polyfit, vander."""

from __future__ import annotations

from typing import Any

from shapelint.ops.core.arrays import to_array
from shapelint.ops.core.declare import function
from shapelint.ops.core.need import Undecided, need
from shapelint.sizes.dims import Dim
from shapelint.sizes.facts import Verdict
from shapelint.sizes.tensors import Array, ArrayLike, Tensor, Unknown


@function("numpy.cov")
def cov(
    m: ArrayLike, y=None, rowvar=True, bias=False, ddof=None, fweights=None, aweights=None, *, dtype=None
) -> Tensor:
    """(variables, observations) -> (variables, variables); (observations) -> ()"""
    return _related(m, y, rowvar)


@function("numpy.corrcoef")
def corrcoef(x: ArrayLike, y=None, rowvar=True, *, dtype=None) -> Tensor:
    """(variables, observations) -> (variables, variables); (observations) -> ()"""
    return _related(x, y, rowvar)


def _related(x: Array, y: Any, rowvar: Any) -> Tensor:
    rows = need.flag(rowvar, "rowvar")
    sizes = [_variables(x, rows, "m")]
    if y is not None:
        sizes.append(_variables(to_array(y), rows, "y"))
        need.same(
            sizes[1][1], sizes[0][1], "size-mismatch", actual_is="observations of y",
            expected_is="observations of the first", of=to_array(y), argument="y",
        )  # fmt: skip
    count = sum((variables for variables, _ in sizes), 0)
    if need.facts.same(count, 1) is Verdict.UNKNOWN:
        raise Undecided("whether there is more than one variable is not known")
    return Tensor(() if count == 1 else (count, count))


def _variables(x: Array, rows: bool, argument: str) -> tuple[Dim, Dim]:
    shape = need.shape(x)
    if len(shape) > 2:
        says = f"{argument} must have at most 2 dimensions, it has {len(shape)}"
        need.refuse("wrong-rank", says, actual=len(shape), expected=2, of=x, argument=argument)
    if len(shape) < 2:
        return 1, shape[0] if shape else 1
    return (shape[0], shape[1]) if rows or shape[0] == 1 else (shape[1], shape[0])


@function("numpy.polyfit")
def polyfit(x: ArrayLike, y: ArrayLike, deg, rcond=None, full=False, w=None, cov=False) -> Any:
    """(n), (n) or (n, k) -> (deg + 1) or (deg + 1, k)"""
    degree = need.whole(deg, "deg")
    (points,), values = need.rank(x, {1: "n"}, "x"), need.rank(y, (1, 2), "y")
    need.same(values[0], points, "size-mismatch", actual_is="size of y", expected_is="size of x", of=y, argument="y")
    if need.flag(full, "full") or cov is not False:
        return Unknown("what else polyfit returns is not modelled")
    return Tensor((degree + 1, *values[1:]))


@function("numpy.polyval")
def polyval(p: ArrayLike, x: Array) -> Tensor:
    """(n), (*) -> (*)"""
    return Tensor(x.shape)


@function("numpy.roots")
def roots(p: ArrayLike) -> Tensor:
    """(n) -> at most (n - 1)"""
    need.rank(p, {1: "n"}, "p")
    return Tensor((need.facts.fresh("n", at_least=0),))


@function("numpy.vander")
def vander(x: ArrayLike, N=None, increasing=False) -> Tensor:
    """(n) -> (n, N), N = n where it is not given"""
    (rows,) = need.rank(x, {1: "n"}, "x")
    columns = rows if N is None else need.whole(N, "N")
    need.at_least(columns, 0, "invalid-size", actual_is="N", argument="N")
    return Tensor((rows, columns))
