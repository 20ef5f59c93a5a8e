"""In words what an operation without a window does.

What goes in, what comes out, which axis is which.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from shapelint.ops.core.trace import Event
from shapelint.rules.wording.origins import factors, inputs, sizes
from shapelint.rules.wording.words import product_text, size_text
from shapelint.sizes.dims import Dim
from shapelint.sizes.tensors import Tensor


def details(event: Event) -> Iterator[str]:
    """Lines about the axes of an operation.

    None where nothing is known of the operation or its shapes.
    """
    given = inputs(event)
    output = _output(event)
    if not given or output is None:
        return
    before, after = sizes(given[0], event), sizes(output, event)
    if before is None or after is None:
        return
    describe = WORDS.get(event.name)
    if describe is not None:
        yield from describe(event, before, after)


def _output(event: Event) -> Tensor | None:
    output = event.output
    while isinstance(output, (list, tuple)) and output:
        output = output[0]
    return output if isinstance(output, Tensor) else None


def _attribute(event: Event, name: str) -> Any:
    attributes = getattr(event.target, "attributes", None)
    return event.arguments.get(name) if attributes is None else attributes.get(name)


def _linear(event: Event, before: tuple[Dim, ...], after: tuple[Dim, ...]) -> Iterator[str]:
    yield f"the last axis: {before[-1]} features in, {after[-1]} out; the axes before it stay"
    merged = factors(inputs(event)[0], len(before) - 1)
    if merged is not None:
        yield f"{product_text(merged[0])} = {before[-1]}: made by {merged[1].name}"


def _flatten(event: Event, before: tuple[Dim, ...], after: tuple[Dim, ...]) -> Iterator[str]:
    output = _output(event)
    merged = None
    for axis in range(len(after)):
        merged = merged or (factors(output, axis) if output is not None else None)
        if merged is not None:
            yield f"axis {axis}: {product_text(merged[0])} = {after[axis]}"
            return
    yield f"{size_text(before)} and {size_text(after)} hold the same numbers in the same order"


def _cat(event: Event, before: tuple[Dim, ...], after: tuple[Dim, ...]) -> Iterator[str]:
    shapes = [sizes(one, event) for one in inputs(event)]
    for axis, size in enumerate(after):
        parts = [shape[axis] for shape in shapes if shape is not None and len(shape) == len(after)]
        if len(parts) == len(shapes) and len(parts) > 1 and size != before[axis]:
            yield f"axis {axis}: {' + '.join(map(str, parts))} = {size}; the other axes must agree"


def _batch_norm(event: Event, before: tuple[Dim, ...], after: tuple[Dim, ...]) -> Iterator[str]:
    if len(before) < 2:
        return
    others = ", ".join(str(axis) for axis in range(len(before)) if axis != 1)
    yield f"axis 1 has the {before[1]} channels, each normalised over axes {others}"
    yield f"besides its parameters it keeps running_mean and running_var, 2*{before[1]} numbers that are not trained"


def _recurrent(event: Event, before: tuple[Dim, ...], after: tuple[Dim, ...]) -> Iterator[str]:
    first = _attribute(event, "batch_first") is True
    if len(before) == 3:
        batch, length = (0, 1) if first else (1, 0)
        steps = f"axis {length} the steps ({before[length]}), axis 2 the features"
        yield f"axis {batch} is the batch ({before[batch]}), {steps}"
        yield "batch_first=True" if first else "batch_first=False: the steps come first"
    directions = 2 if _attribute(event, "bidirectional") is True else 1
    each = f" ({directions}*{_attribute(event, 'hidden_size')}: both directions)" if directions == 2 else ""
    yield f"the output has {after[-1]} features a step{each}"


def _permute(event: Event, before: tuple[Dim, ...], after: tuple[Dim, ...]) -> Iterator[str]:
    dims = event.arguments.get("dims")
    if event.name in ("transpose", "swapaxes", "swapdims"):
        order = list(range(len(before)))
        a, b = event.arguments.get("dim0"), event.arguments.get("dim1")
        if not (isinstance(a, int) and isinstance(b, int)):
            return
        order[a], order[b] = order[b], order[a]
        dims = order
    if isinstance(dims, (tuple, list)) and all(isinstance(one, int) for one in dims):
        moved = [f"{new} was {old % len(before)} ({before[old]})" for new, old in enumerate(dims)]
        yield f"axis {', '.join(moved)}"


def _channel_norm(event: Event, before: tuple[Dim, ...], after: tuple[Dim, ...]) -> Iterator[str]:
    shape = _attribute(event, "normalized_shape")
    if shape is not None:
        count = len(shape) if isinstance(shape, (tuple, list)) else 1
        yield f"normalised over the last {count} {'axes' if count > 1 else 'axis'}: {size_text(before[-count:])}"
    groups = _attribute(event, "num_groups")
    if groups is not None and len(before) > 1:
        yield f"axis 1: {before[1]} channels in {groups} groups"


Describe = Callable[[Event, tuple[Dim, ...], tuple[Dim, ...]], Iterator[str]]
WORDS: dict[str, Describe] = {
    **dict.fromkeys(("Linear", "LazyLinear", "linear"), _linear),
    **dict.fromkeys(("Flatten", "Unflatten", "flatten", "view", "reshape", "ravel", "unflatten"), _flatten),
    **dict.fromkeys(("cat", "concat", "concatenate", "stack"), _cat),
    **dict.fromkeys(("BatchNorm1d", "BatchNorm2d", "BatchNorm3d", "SyncBatchNorm"), _batch_norm),
    **dict.fromkeys(("LSTM", "GRU", "RNN"), _recurrent),
    **dict.fromkeys(("permute", "transpose", "swapaxes", "swapdims"), _permute),
    **dict.fromkeys(("LayerNorm", "GroupNorm", "RMSNorm", "layer_norm", "group_norm"), _channel_norm),
}
