"""Where elements are, which there are and how often.

Nonzero, unique, histograms, searches, sampling.

How many rows most of these return depends on the numbers, and is a new symbol.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

from shapelint.ops.core.arguments import whole
from shapelint.ops.core.declare import function
from shapelint.ops.core.need import Undecided, need
from shapelint.sizes.dims import Dim
from shapelint.sizes.facts import Verdict
from shapelint.sizes.tensors import Tensor, Unknown, like, tensor, unknown_tensor


def _rows(name: str = "n", least: int = 0) -> Dim:
    return need.facts.fresh(name, at_least=least)


@function("torch.nonzero", "torch.Tensor.nonzero")
def nonzero(input: Tensor, *, out=None, as_tuple=False) -> Tensor | tuple[Tensor, ...]:
    """(*) of k axes -> (n, k), or k times (n)"""
    together = need.flag(as_tuple, "as_tuple")
    shape = need.known(input)
    count = _rows()
    if together:
        if shape is None:
            raise Undecided("the rank of the input is not known")
        return tuple(tensor(count, dtype="int64") for _ in shape or (1,))
    return tensor(count, _rows("rank") if shape is None else len(shape), dtype="int64")


@function("torch.argwhere", "torch.Tensor.argwhere")
def argwhere(input: Tensor) -> Tensor:
    """(*) of k axes -> (n, k)"""
    shape = need.known(input)
    return tensor(_rows(), _rows("rank") if shape is None else len(shape), dtype="int64")


def _counted(x: Tensor, consecutive: bool) -> dict[Any, int] | None:
    """How often each number of a vector occurs.

    In order, where the source states the numbers.
    """
    numbers = x.data
    if not isinstance(numbers, list) or consecutive or not all(isinstance(one, (int, float)) for one in numbers):
        return None
    return dict(sorted(Counter(numbers).items()))


def _unique(x: Tensor, inverse: Any, counts: Any, dim: Any, consecutive: bool = False) -> Tensor | tuple[Tensor, ...]:
    with_inverse, with_counts = need.flag(inverse, "return_inverse"), need.flag(counts, "return_counts")
    if isinstance(dim, Unknown):
        raise Undecided("dim is not known")
    stated = _counted(x, consecutive) if dim is None else None
    count = _rows() if stated is None else len(stated)
    times = tensor(count, dtype="int64")
    shape = need.known(x)
    if dim is None:
        found, places = tensor(count, dtype=x.dtype), like(x, "int64")
        if stated is not None:
            found.data, times.data = list(stated), list(stated.values())
    elif shape is None:
        found, places = unknown_tensor("the rank of the input is not known"), tensor(_rows(), dtype="int64")
    else:
        axis = need.axis(dim, len(shape))
        if not shape:
            raise Undecided("unique along an axis of a number")
        found = tensor(*shape[:axis], count, *shape[axis + 1 :], dtype=x.dtype)
        places = tensor(shape[axis], dtype="int64")
    more = [places] * with_inverse + [times] * with_counts
    return (found, *more) if more else found


@function("torch.unique", "torch.Tensor.unique")
def unique(
    input: Tensor, sorted=True, return_inverse=False, return_counts=False, dim=None
) -> Tensor | tuple[Tensor, ...]:  # fmt: skip
    """(*) -> (n); with a dim (*a, n, *b); then, where asked for, the inverse and the counts (n)"""
    return _unique(input, return_inverse, return_counts, dim)


@function("torch.unique_consecutive", "torch.Tensor.unique_consecutive")
def unique_consecutive(
    input: Tensor, return_inverse=False, return_counts=False, dim=None
) -> Tensor | tuple[Tensor, ...]:  # fmt: skip
    """(*) -> (n); with a dim (*a, n, *b); then, where asked for, the inverse and the counts (n)"""
    return _unique(input, return_inverse, return_counts, dim, consecutive=True)


@function("torch.bincount", "torch.Tensor.bincount")
def bincount(input: Tensor, weights: Tensor | None = None, minlength=0) -> Tensor:
    """(n) -> (m), m at least minlength"""
    (length,) = need.rank(input, {1: "n"})
    if weights is not None:
        (given,) = need.rank(weights, {1: "n"}, "weights")
        need.same(
            given,
            length,
            "size-mismatch",
            actual_is="length of weights",
            expected_is="length of the input",
            of=weights,
            argument="weights",
        )
    least = whole(minlength, "minlength")
    need.at_least(least, 0, "invalid-size", actual_is="minlength", argument="minlength")
    return tensor(_rows(least=least if isinstance(least, int) else 0), dtype="int64" if weights is None else None)


@function("torch.histc", "torch.Tensor.histc")
def histc(input: Tensor, bins=100, min=0, max=0, *, out=None) -> Tensor:
    """(*) -> (bins)"""
    count = whole(bins, "bins")
    need.at_least(count, 1, "invalid-size", actual_is="bins", argument="bins")
    return tensor(count, dtype=input.dtype)


@function("torch.searchsorted")
def searchsorted(
    sorted_sequence: Tensor, input: Tensor, *, out_int32=False, right=False, side=None, out=None,
    sorter: Tensor | None = None,
) -> Tensor:  # fmt: skip
    """(m) or (*, m), input (*sizes) -> (*sizes); all but the last axes are the same where there are several"""
    edges, values = need.known(sorted_sequence), need.known(input)
    if edges == ():
        need.refuse(
            "wrong-rank", "sorted_sequence must have at least 1 dimension", actual=0, expected=1, of=sorted_sequence,
            argument="sorted_sequence",
        )  # fmt: skip
    if edges is not None and values is not None and len(edges) > 1:
        if len(edges) != len(values):
            need.refuse(
                "wrong-rank", f"sorted_sequence has {len(edges)} dimensions, the input has {len(values)}",
                actual=len(edges), expected=len(values), of=sorted_sequence, argument="sorted_sequence",
            )  # fmt: skip
        for axis, (size, other) in enumerate(zip(edges[:-1], values, strict=False)):
            need.same(
                size, other, "size-mismatch", actual_is=f"size of axis {axis} of sorted_sequence",
                expected_is="that of the input", of=sorted_sequence, axis=axis, argument="sorted_sequence",
            )  # fmt: skip
    small = None if isinstance(out_int32, Unknown) else "int32" if out_int32 else "int64"
    return Tensor(input.shape, small)


@function("torch.isin")
def isin(elements: Tensor, test_elements: Tensor, *, assume_unique=False, invert=False) -> Tensor:
    """(*), (*) -> the first shape"""
    return like(elements, "bool")


@function("torch.multinomial", "torch.Tensor.multinomial")
def multinomial(input: Tensor, num_samples, replacement=False, *, generator=None, out=None) -> Tensor:
    """(n) -> (num_samples); (m, n) -> (m, num_samples)"""
    if need.known(input) is None:
        raise Undecided("the rank of the input is not known")
    shape = need.rank(input, (1, 2))
    count = whole(num_samples, "num_samples")
    need.at_least(count, 1, "invalid-size", actual_is="num_samples", argument="num_samples")
    if not isinstance(replacement, Unknown) and not replacement and need.facts.at_least(count, 1) is not Verdict.NO:
        need.at_most(
            count, shape[-1], "size-mismatch", actual_is="num_samples", expected_is="how many there are", of=input,
            axis=len(shape) - 1, argument="num_samples",
        )  # fmt: skip
    return tensor(*shape[:-1], count, dtype="int64")
