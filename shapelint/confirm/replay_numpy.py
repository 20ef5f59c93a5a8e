"""Asking numpy itself: one operation of its, on plain numbers, run once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from shapelint.sizes.tensors import Array, DType, Tensor


def resolve_method(name: str) -> Callable[..., Any] | None:
    """A method of a generator of random numbers, bound to one.

    None for other names.
    """
    import numpy

    owner, _, method = name.rpartition(".")
    if owner == "numpy.random.Generator":
        return getattr(numpy.random.default_rng(0), method, None)
    return getattr(numpy.random.RandomState(0), method, None) if owner == "numpy.random.RandomState" else None


def real(values: Any, varied: bool = False) -> Any:
    """The values with real arrays and tensors in place of ours.

    numpy's arrays, and torch's tensors. varied: arrays of floating numbers hold what has a determinant and an inverse
    rather than zeros.

    varied: arrays of floating numbers hold what has a determinant and an inverse rather than zeros.
    """
    if isinstance(values, Mapping):
        return {key: real(one, varied) for key, one in values.items()}
    if isinstance(values, (list, tuple)):
        return type(values)(real(one, varied) for one in values)
    if isinstance(values, Array):
        return array(values, varied)
    if isinstance(values, Tensor):
        import torch

        shape: Any = values.known_shape
        return torch.zeros(shape, dtype=getattr(torch, values.dtype or "float32"))
    if isinstance(values, DType):
        import numpy

        return numpy.dtype(str(values))
    return values


def array(value: Array, varied: bool = False) -> Any:
    """An array of that shape, type and layout.

    The numbers the source states, otherwise zeros.
    """
    import numpy

    dtype = numpy.dtype(value.dtype or "float64")
    shape: Any = value.known_shape
    if value.data is not None:
        made = numpy.array(value.data, dtype=dtype)
    else:
        made = numpy.zeros(shape, dtype=dtype)
        if varied and dtype.kind in "fc":
            made += numpy.random.default_rng(0).random(shape) / 8
            if len(shape) > 1:
                made += numpy.eye(*shape[-2:])
                made = (made + numpy.swapaxes(made, -1, -2)) / 2 if shape[-1] == shape[-2] else made
    if made.ndim == 0 and value.weak:
        return made.item()
    return _laid_out(made, value.strides)


def _laid_out(made: Any, strides: Any) -> Any:
    """The same numbers in another order in memory.

    The axes in that order, or read backwards.
    """
    import numpy

    if strides is None or not made.size or not made.ndim:
        return made
    order = sorted(range(made.ndim), key=lambda axis: -abs(strides[axis]))
    copied = numpy.ascontiguousarray(made.transpose(order)).transpose(numpy.argsort(order)) if made.ndim > 1 else made
    backwards = tuple(slice(None, None, -1 if step < 0 else None) for step in strides)
    return copied[backwards].copy(order="K")[backwards]


def types(result: Any) -> Any:
    """The types of a result's elements, in the nest of the result.

    None for what has no type.
    """
    if isinstance(result, (list, tuple)):
        return [types(one) for one in result]
    if isinstance(result, Tensor):
        return result.dtype
    dtype = getattr(result, "dtype", None)
    return str(dtype).removeprefix("torch.") if dtype is not None else None
