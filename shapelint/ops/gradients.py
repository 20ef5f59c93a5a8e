"""Gradients: they begin at a single number.

They have the shapes of what they are taken by.
"""

from __future__ import annotations

from collections.abc import Sequence

from shapelint.ops.core.declare import function
from shapelint.ops.core.need import Undecided, need
from shapelint.sizes.dims import product
from shapelint.sizes.tensors import Tensor, Unknown


def _begin_at(output: Tensor, gradient: object, argument: str) -> None:
    """Ask for a single number, for which torch fills in a gradient."""
    shape = need.known(output)
    if gradient is None and shape is not None:
        need.same(product(shape), 1, "gradient-of-many", of=output, argument=argument, actual_is="elements")


@function("torch.Tensor.backward")
def backward(self: Tensor, gradient=None, retain_graph=None, create_graph=False, inputs=None) -> None:
    """(), or (*) with a gradient of (*) -> None"""
    _begin_at(self, gradient, "self")


@function("torch.autograd.grad")
def grad(
    outputs: Tensor | Sequence[Tensor], inputs: Tensor | Sequence[Tensor], grad_outputs=None, retain_graph=None,
    create_graph=False, only_inputs=True, allow_unused=None, is_grads_batched=False, materialize_grads=False,
) -> tuple[Tensor, ...]:  # fmt: skip
    """(), and inputs of any shapes -> a gradient for each, of its shape"""
    begins = outputs if isinstance(outputs, (list, tuple)) else [outputs]
    given = grad_outputs if isinstance(grad_outputs, (list, tuple)) else [grad_outputs] * len(begins)
    for output, gradient in zip(begins, given):
        if isinstance(output, Tensor):
            _begin_at(output, gradient, "outputs")
    if is_grads_batched is not False:
        raise Undecided("gradients of a batch of gradients")
    if isinstance(inputs, Tensor):
        inputs = [inputs]
    if not isinstance(inputs, (list, tuple)):
        raise Undecided("by which tensors is not known")
    if allow_unused or isinstance(allow_unused, Unknown):
        raise Undecided("a gradient may be None")
    return tuple(Tensor(one.shape, one.dtype) for one in inputs)
