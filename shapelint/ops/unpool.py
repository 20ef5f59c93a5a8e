"""Fractional max pools, and the inverses of max pools.

The former choose their windows by chance.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from shapelint.ops.core.declare import function, layer
from shapelint.ops.core.need import Refused, Undecided, need
from shapelint.ops.formulas.window import LETTERS, axis_name, batched_or_not, n_tuple, positive, spatial_sizes
from shapelint.ops.pooling import with_indices
from shapelint.sizes.dims import Dim
from shapelint.sizes.facts import Verdict
from shapelint.sizes.tensors import Tensor, Unknown

# --- fractional -----------------------------------------------------------------------------------------------------


def _fractional(
    input: Tensor, spatial: int, kernel_size: Any, output_size: Any, output_ratio: Any, return_indices: Any
) -> Any:
    """`output_size + kernel_size - 1` must not be more than the input's size.

    In 3d, torch wants it to be less.
    """
    shape = need.rank(input, batched_or_not(spatial))
    kernel = spatial_sizes(kernel_size, spatial, "kernel_size")
    if output_size is not None:
        sizes = spatial_sizes(output_size, spatial, "output_size")
    else:
        sizes = tuple(_share(size, ratio) for size, ratio in zip(shape[-spatial:], output_ratio, strict=True))
    positive(kernel, "kernel_size", 0)
    positive(sizes, "output_size", 0)
    fits = []
    for axis, (size, made, k) in enumerate(zip(shape[-spatial:], sizes, kernel, strict=True)):
        name = axis_name(spatial, axis)
        fits.append(
            need.at_least(
                size, made + k - (spatial == 2), "kernel-exceeds-input", actual_is=f"{name} of the input",
                expected_is="output_size + kernel_size" + " - 1" * (spatial == 2), argument="kernel_size", of=input,
                axis=axis - spatial,
            )
        )  # fmt: skip
    need.at_least(shape[-spatial - 1], 1, "invalid-size", actual_is="channels of the input", argument="input", of=input)
    if Verdict.NO in fits:
        raise Refused("the windows do not fit the input")
    return with_indices(Tensor((*shape[:-spatial], *sizes), input.dtype), return_indices)


def _share(size: Dim, ratio: Any) -> Dim:
    if isinstance(size, int) and isinstance(ratio, (int, float)):
        return int(size * ratio)
    return need.facts.fresh("pooled", at_least=0)


class FractionalMaxPool:
    spatial: int

    def __init__(
        self, kernel_size, output_size=None, output_ratio=None, return_indices=False, _random_samples=None
    ) -> None:
        self.kernel_size = n_tuple(kernel_size, self.spatial, "kernel_size")
        self.return_indices = return_indices
        self.output_size = None if output_size is None else n_tuple(output_size, self.spatial, "output_size")
        self.output_ratio = output_ratio
        if isinstance(output_ratio, (int, float)):
            self.output_ratio = (output_ratio,) * self.spatial
        if output_size is None and output_ratio is None:
            need.refuse("wrong-arguments", "either output_size or output_ratio must be given", argument="output_size")
        if isinstance(output_size, Unknown) or isinstance(output_ratio, Unknown):
            return  # an unknown one may be None
        if output_size is not None and output_ratio is not None:
            need.refuse(
                "wrong-arguments", "only one of output_size and output_ratio may be given", argument="output_ratio"
            )
        for ratio in self.output_ratio or ():
            if isinstance(ratio, (int, float)) and not 0 < ratio < 1:
                need.refuse(
                    "wrong-arguments", f"output_ratio must be between 0 and 1, it is {ratio}", argument="output_ratio"
                )

    def forward(self, input: Tensor) -> Any:
        if isinstance(self.output_size, Unknown) or isinstance(self.output_ratio, Unknown):
            raise Undecided("the output size is not known")
        return _fractional(
            input, self.spatial, self.kernel_size, self.output_size, self.output_ratio, self.return_indices
        )


@layer("torch.nn.FractionalMaxPool2d")
class FractionalMaxPool2d(FractionalMaxPool):
    """(N?, C, H, W) -> (N?, C, *output_size)"""

    spatial = 2


@layer("torch.nn.FractionalMaxPool3d")
class FractionalMaxPool3d(FractionalMaxPool):
    """(N?, C, D, H, W) -> (N?, C, *output_size)"""

    spatial = 3


def _fractional_function(
    input: Tensor, spatial: int, kernel_size: Any, output_size: Any, output_ratio: Any, return_indices: Any
) -> Any:
    """The result of a fractional pool as a function.

    It prefers `output_size` where both are given, and in 2d takes no bare number as `output_ratio`.
    """
    if isinstance(output_size, Unknown):
        raise Undecided("output_size is not known")
    if output_size is None:
        if isinstance(output_ratio, Unknown):
            raise Undecided("output_ratio is not known")
        if spatial == 3 and isinstance(output_ratio, (int, float)):
            output_ratio = (output_ratio,) * spatial
        if not isinstance(output_ratio, (tuple, list)) or len(output_ratio) != spatial:
            need.refuse("wrong-arguments", f"output_size, or {spatial} ratios, must be given", argument="output_ratio")
    return _fractional(input, spatial, kernel_size, output_size, output_ratio, return_indices)


@function("torch.nn.functional.fractional_max_pool2d")
def fractional_max_pool2d(
    input: Tensor, kernel_size, output_size=None, output_ratio=None, return_indices=False, _random_samples=None
) -> Any:
    """(N?, C, H, W) -> (N?, C, *output_size)"""
    return _fractional_function(input, 2, kernel_size, output_size, output_ratio, return_indices)


@function("torch.nn.functional.fractional_max_pool3d")
def fractional_max_pool3d(
    input: Tensor, kernel_size, output_size=None, output_ratio=None, return_indices=False, _random_samples=None
) -> Any:
    """(N?, C, D, H, W) -> (N?, C, *output_size)"""
    return _fractional_function(input, 3, kernel_size, output_size, output_ratio, return_indices)


# --- unpooling ------------------------------------------------------------------------------------------------------


def _unpool(
    input: Tensor, indices: Tensor, spatial: int, kernel_size: Any, stride: Any, padding: Any, output_size: Any
) -> Tensor:
    """The inverse of a max pool.

    `(n - 1)*s - 2p + k`, or an `output_size` less than a stride away from it.
    """
    ranks, held = batched_or_not(spatial), need.known(indices)
    if held is not None and len(held) in ranks:
        ranks = {len(held): ranks[len(held)]} if need.known(input) is None else ranks
    shape = need.rank(input, ranks)
    _same_shape(indices, shape, input)
    kernel = _exactly(kernel_size, spatial, "kernel_size")
    steps = kernel if stride is None else _exactly(stride, spatial, "stride")
    sides = _exactly(padding, spatial, "padding")
    if spatial == 3:
        positive(steps, "stride")
    for axis in range(1 - len(shape), 0):
        need.at_least(
            shape[axis], 1, "invalid-size", actual_is="size of the input", argument="input", of=input, axis=axis
        )
    if isinstance(output_size, Unknown):
        made = [need.fresh(letter) for letter in LETTERS[spatial]]
        return Tensor((*shape[:-spatial], *made), input.dtype)
    default = [(n - 1) * s - 2 * p + k for n, k, s, p in zip(shape[-spatial:], kernel, steps, sides, strict=True)]
    sizes = default if output_size is None else _wanted(output_size, default, steps, input)
    positive(sizes, "output_size", 0)
    return Tensor((*shape[:-spatial], *(need.facts.resolve(size) for size in sizes)), input.dtype)


def _exactly(value: Any, spatial: int, argument: str) -> tuple[Dim, ...]:
    """Python indexes these tuples.

    One that is too short is refused, not repeated.
    """
    if isinstance(value, (tuple, list)) and len(value) != spatial:
        need.refuse(
            "wrong-arguments", f"{argument} must have {spatial} numbers, it has {len(value)}", argument=argument
        )
    return spatial_sizes(value, spatial, argument)


def _same_shape(indices: Tensor, shape: tuple[Dim, ...], input: Tensor) -> None:
    held = need.known(indices)
    if held is None:
        return
    need.rank(indices, (len(shape),), "indices")
    for axis, (there, size) in enumerate(zip(held, shape, strict=True)):
        need.same(
            there, size, "size-mismatch", actual_is="size of indices", expected_is="size of the input",
            argument="indices", of=indices, axis=axis,
        )  # fmt: skip


def _wanted(output_size: Any, default: Sequence[Dim], steps: Sequence[Dim], input: Tensor) -> Sequence[Dim]:
    spatial = len(default)
    if isinstance(output_size, (int, float, str)):
        need.refuse("wrong-arguments", "output_size must be a sequence of sizes", argument="output_size")
    sizes = need.sizes(output_size, "output_size")
    if len(sizes) == spatial + 2:
        sizes = sizes[2:]
    if len(sizes) != spatial:
        need.refuse(
            "wrong-arguments", f"output_size must have {spatial} or {spatial + 2} sizes, it has {len(sizes)}",
            actual=len(sizes), expected=spatial, argument="output_size",
        )  # fmt: skip
    for size, usual, step in zip(sizes, default, steps, strict=True):
        about: dict[str, Any] = {"actual_is": "output_size", "argument": "output_size", "of": input}
        need.at_least(
            size, usual - step + 1, "size-mismatch", expected_is="the smallest that the stride allows", **about
        )
        need.at_most(size, usual + step - 1, "size-mismatch", expected_is="the largest that the stride allows", **about)
    return sizes


class MaxUnpool:
    spatial: int

    def __init__(self, kernel_size, stride=None, padding=0) -> None:
        self.kernel_size = n_tuple(kernel_size, self.spatial, "kernel_size")
        self.stride = self.kernel_size if stride is None else n_tuple(stride, self.spatial, "stride")
        self.padding = n_tuple(padding, self.spatial, "padding")

    def forward(self, input: Tensor, indices: Tensor, output_size=None) -> Tensor:
        return _unpool(input, indices, self.spatial, self.kernel_size, self.stride, self.padding, output_size)


@layer("torch.nn.MaxUnpool1d")
class MaxUnpool1d(MaxUnpool):
    """(N?, C, L), (N?, C, L) -> (N?, C, L')"""

    spatial = 1


@layer("torch.nn.MaxUnpool2d")
class MaxUnpool2d(MaxUnpool):
    """(N?, C, H, W), (N?, C, H, W) -> (N?, C, H', W')"""

    spatial = 2


@layer("torch.nn.MaxUnpool3d")
class MaxUnpool3d(MaxUnpool):
    """(N?, C, D, H, W), (N?, C, D, H, W) -> (N?, C, D', H', W')"""

    spatial = 3


@function("torch.nn.functional.max_unpool1d")
def max_unpool1d(input: Tensor, indices: Tensor, kernel_size, stride=None, padding=0, output_size=None) -> Tensor:
    """(N?, C, L), (N?, C, L) -> (N?, C, L')"""
    return _unpool(input, indices, 1, kernel_size, stride, padding, output_size)


@function("torch.nn.functional.max_unpool2d")
def max_unpool2d(input: Tensor, indices: Tensor, kernel_size, stride=None, padding=0, output_size=None) -> Tensor:
    """(N?, C, H, W), (N?, C, H, W) -> (N?, C, H', W')"""
    return _unpool(input, indices, 2, kernel_size, stride, padding, output_size)


@function("torch.nn.functional.max_unpool3d")
def max_unpool3d(input: Tensor, indices: Tensor, kernel_size, stride=None, padding=0, output_size=None) -> Tensor:
    """(N?, C, D, H, W), (N?, C, D, H, W) -> (N?, C, D', H', W')"""
    return _unpool(input, indices, 3, kernel_size, stride, padding, output_size)
