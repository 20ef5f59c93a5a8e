"""How many numbers an operation multiplies.

The products of convolutions, linear layers, matrices and attention.

A product and the sum it goes into count as one (a "mult-add"). Biases, normalisation, activations and pooling multiply
next to nothing, and count as none.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from shapelint.interpret.language.modules import parameters_of
from shapelint.interpret.values.objects import Instance
from shapelint.ops.einsum import DOTS, parse
from shapelint.sizes.dims import Dim
from shapelint.sizes.tensors import Tensor

Arguments = Mapping[str, Any]
Shape = Sequence[Dim]


class NotKnown(Exception):
    """A size that the count needs is not known."""


def products(name: str, module: Any, arguments: Arguments, output: Any) -> Dim | None:
    """The count for one call.

    0 for what multiplies nothing, None where it is not known.

    name: the operation as torch calls it. module: the layer (or one that a layer of torch's holds), None for functions
    and methods.
    """
    count = _OF.get(name)
    if count is None:
        return 0
    try:
        return count(module, arguments, output)
    except NotKnown:
        return None


def numel(shape: Shape) -> Dim:
    """How many numbers a tensor of that shape holds."""
    total: Dim = 1
    for size in shape:
        total = total * size
    return total


def _shape(value: Any) -> Shape:
    shape = value.known_shape if isinstance(value, Tensor) else None
    if shape is None:
        raise NotKnown
    return shape


def _weight(module: Any, arguments: Arguments) -> Shape:
    return _shape((arguments if module is None else module.attributes).get("weight"))


def _input(arguments: Arguments) -> Shape:
    return _shape(arguments.get("input", arguments.get("self")))


def _convolution(module: Any, arguments: Arguments, output: Any) -> Dim:
    """The products of a convolution.

    Each number of the output is a window of each channel of its group, times a weight.
    """
    return numel(_shape(output)) * numel(_weight(module, arguments)[1:])


def _transposed(module: Any, arguments: Arguments, output: Any) -> Dim:
    return numel(_input(arguments)) * numel(_weight(module, arguments)[1:])


def _linear(module: Any, arguments: Arguments, output: Any) -> Dim:
    return numel(_shape(output)) * _weight(module, arguments)[-1]


def _bilinear(module: Any, arguments: Arguments, output: Any) -> Dim:
    _, one, other = _weight(module, arguments)
    return numel(_shape(output)) * one * (other + 1)


def _matrices(module: Any, arguments: Arguments, output: Any) -> Dim:
    """The products of a matrix product.

    Each number of the output is a sum over the last axis of the first.
    """
    first = next((one for one in arguments.values() if isinstance(one, Tensor)), None)
    shape = _shape(first)
    return numel(_shape(output)) * (shape[-1] if shape else 1)


def _reversed(module: Any, arguments: Arguments, output: Any) -> Dim:
    tensors = [one for one in arguments.values() if isinstance(one, Tensor)]
    return numel(_shape(output)) * _shape(tensors[-1])[-1]


def _added(first: str) -> Callable[[Any, Arguments, Any], Dim]:
    """The products of `addmm` and the like.

    They add a product of two of their arguments to the first.
    """

    def count(module: Any, arguments: Arguments, output: Any) -> Dim:
        return numel(_shape(output)) * _shape(arguments.get(first))[-1]

    return count


def _einsum(module: Any, arguments: Arguments, output: Any) -> Dim:
    """Of two operands the sizes of all letters.

    More are contracted in an order that torch chooses.
    """
    given = [one for value in arguments.values() for one in (value if isinstance(value, (tuple, list)) else (value,))]
    tensors = [one for one in given if isinstance(one, Tensor)]
    if not given or not isinstance(given[0], str) or len(tensors) > 2:
        raise NotKnown
    sizes: dict[str, Dim] = {}
    equation = parse(given[0])
    for subscripts, operand in zip(equation.inputs, tensors, strict=True):
        shape = list(_shape(operand))
        if DOTS in subscripts:
            place = subscripts.index(DOTS)
            dots = len(shape) - len(subscripts) + 1
            for offset in range(dots):
                _take(sizes, f"{DOTS}{dots - offset}", shape[place + offset])
            del shape[place : place + dots]
        for letter, size in zip((one for one in subscripts if one != DOTS), shape, strict=True):
            _take(sizes, letter, size)
    return numel(list(sizes.values())) if len(tensors) == 2 else 0


def _take(sizes: dict[str, Dim], letter: str, size: Dim) -> None:
    if sizes.get(letter, 1) == 1:
        sizes[letter] = size


def _scores(module: Any, arguments: Arguments, output: Any) -> Dim:
    """softmax(q k^T) v: twice a product of matrices."""
    query, key, value = (_shape(arguments.get(name)) for name in ("query", "key", "value"))
    made = _shape(output)
    return numel(made[:-1]) * key[-2] * (query[-1] + value[-1])


def _attention(module: Any, arguments: Arguments, output: Any) -> Dim:
    """Four projections, and the products of the heads."""
    query, key, value = (_shape(arguments.get(name)) for name in ("query", "key", "value"))
    wide, batch_first = module.attributes.get("embed_dim"), module.attributes.get("batch_first")
    if not isinstance(wide, int) or not isinstance(batch_first, bool):
        raise NotKnown
    memory = key[0] if len(key) == 2 else key[1] if batch_first else key[0]
    projected = (2 * numel(query) + numel(key) + numel(value)) * wide
    return projected + 2 * numel(query) * memory


def _recurrent(module: Any, arguments: Arguments, output: Any) -> Dim:
    """Every weight, for every step of every sequence."""
    shape = _input(arguments)
    if not isinstance(module, Instance):
        raise NotKnown
    total: Dim = 0
    for name, tensor in parameters_of(module):
        if "weight" in name:
            total = total + numel(_shape(tensor))
    return numel(shape[:-1]) * total


_OF: dict[str, Callable[[Any, Arguments, Any], Dim]] = {
    **dict.fromkeys(("Conv1d", "Conv2d", "Conv3d", "LazyConv1d", "LazyConv2d", "LazyConv3d"), _convolution),
    **dict.fromkeys(("conv1d", "conv2d", "conv3d"), _convolution),
    **{f"{lazy}ConvTranspose{n}d": _transposed for n in (1, 2, 3) for lazy in ("", "Lazy")},
    **{f"conv_transpose{n}d": _transposed for n in (1, 2, 3)},
    **dict.fromkeys(("Linear", "LazyLinear", "NonDynamicallyQuantizableLinear", "linear"), _linear),
    **dict.fromkeys(("Bilinear", "bilinear"), _bilinear),
    **dict.fromkeys(("matmul", "__matmul__", "mm", "bmm", "mv", "dot", "vdot", "inner"), _matrices),
    **dict.fromkeys(("outer", "ger"), lambda module, arguments, output: numel(_shape(output))),
    "__rmatmul__": _reversed,
    **dict.fromkeys(("addmm", "addmm_"), _added("mat1")),
    **dict.fromkeys(("baddbmm", "baddbmm_"), _added("batch1")),
    "addmv": _added("mat"),
    "einsum": _einsum,
    "scaled_dot_product_attention": _scores,
    "MultiheadAttention": _attention,
    **dict.fromkeys(("RNN", "LSTM", "GRU", "RNNCell", "LSTMCell", "GRUCell"), _recurrent),
}
