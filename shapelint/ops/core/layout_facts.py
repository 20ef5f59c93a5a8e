"""Which operations give new tensors that lie in memory row after row.

As long as all that they are given does. Convolutions follow their weights as well: those of a network that was turned
to `torch.channels_last` give their results in that order.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from shapelint.ops.core.declare import Operation
from shapelint.sizes.tensors import Tensor, contiguous_strides

FAMILIES = """
    adaptive averages class_losses convolution convolution_functional creation_like ctc distances embedding finding
    fold group_norm joining layer_norm linear linear_losses losses metric_losses normalisation padding pixel placing
    pooling reductions resize scattering softmax transposed unpool
"""
"""The modules of operations that make something new."""
MORE = """
    torch.cumsum torch.cumprod torch.cummax torch.logcumsumexp torch.softmax torch.log_softmax torch.sort
    torch.argsort torch.outer torch.inner torch.kron torch.linalg.cross torch.flip torch.fliplr torch.flipud torch.roll
    torch.Tensor.repeat torch.tile torch.repeat_interleave torch.diff torch.masked_fill
    torch.nn.functional.grid_sample torch.nn.functional.affine_grid
"""
"""Operations of other modules that do."""
OTHERS = """
    torch.quantile torch.nanquantile torch.functional.meshgrid torch.meshgrid torch.nonzero torch.argwhere
"""
"""Operations of these modules that lay their results otherwise, be it on some devices only."""


@cache
def gives_rows(operation: Operation) -> bool:
    """Whether the operation is among those that give rows for rows."""
    family = operation.declaration.__module__.rsplit(".", 1)[-1]
    is_new = family in FAMILIES.split() or operation.name in MORE.split()
    return is_new and not operation.of_numpy and operation.name not in OTHERS.split()


def lay_in_rows(result: Any, arguments: Mapping[str, Any], weight: Any) -> None:
    """Note that a result is contiguous, where all given tensors are.

    weight: that of the layer.
    """
    made = [one for one in _tensors(result) if one.strides is None and one.known_shape is not None]
    if not made or (isinstance(weight, Tensor) and len(weight.known_shape or ()) > 3 and not _is_in_rows(weight)):
        return
    if all(_is_in_rows(one) for one in _tensors(list(arguments.values()))):
        for one in made:
            one.strides = contiguous_strides(one.known_shape or ())


def _tensors(values: Any) -> Iterator[Tensor]:
    if isinstance(values, Tensor):
        yield values
    elif isinstance(values, (tuple, list)):
        for one in values:
            yield from _tensors(one)


def _is_in_rows(given: Tensor) -> bool:
    shape = given.known_shape
    return shape is not None and given.strides is not None and given.strides == contiguous_strides(shape)
