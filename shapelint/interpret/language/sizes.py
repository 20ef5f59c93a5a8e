"""Sizes of tensors whose rank may be unknown."""

from __future__ import annotations

from shapelint.interpret.state.run import Run
from shapelint.ops.core.need import need
from shapelint.ops.formulas.axes import named_size
from shapelint.sizes.dims import Dim
from shapelint.sizes.tensors import Tensor


def size_of_axis(run: Run, tensor: Tensor, axis: int) -> Dim:
    """The size of an axis.

    Where the rank is unknown a symbol, remembered with the tensor.
    """
    with need.recording(run.world.facts):
        return named_size(tensor, axis, f"{tensor.name or 'x'}.shape[{axis}]")
