"""Whether a block keeps the size.

As its docstring or a comment says, or as all its layers but one do.
"""

from __future__ import annotations

from shapelint.ops.core.trace import Event, Trace
from shapelint.ops.formulas.same_padding import kept
from shapelint.report.findings import Finding, Related
from shapelint.rules.evidence.flow_after import JOINING, descendants, is_cut, module_input
from shapelint.rules.evidence.same_layer import Layer, _by_how_much, _finding
from shapelint.rules.evidence.same_there_and_back import back_at_size
from shapelint.rules.evidence.same_words import Promise, block_promise, promise_of
from shapelint.rules.evidence.windows import spatial_sizes, surely_differ
from shapelint.rules.wording.origins import inputs
from shapelint.rules.wording.words import title
from shapelint.sizes.dims import Dim, as_symbol, evaluate, symbols
from shapelint.sizes.tensors import Tensor
from shapelint.source.reading.argument_text import span_of

LEAST = 64
"""A size that no kernel is too large for."""


def of_block(trace: Trace, event: Event, layers: list[Layer], own: list[Layer]) -> Finding | None:
    """layers: those that were called within the module; own.

    Without those of modules within it.
    """
    if all(layer.keeps for layer in layers):
        return None
    promise = block_promise(event)
    if promise is not None:
        return _broken(trace, event, layers, promise)
    return _odd_one_out(trace, event, own)


def _broken(trace: Trace, event: Event, layers: list[Layer], promise: Promise) -> Finding | None:
    """The block gives another size than it got.

    The layer that is to blame is the one that does not keep it.
    """
    given, made = module_input(trace, event), trace.tensor(event.output)
    if given is None or made is None:
        return None
    if any(layer.window.kind == "transposed" for layer in layers):
        return back_at_size(trace, event, layers, promise, given, made)
    spatial = layers[0].window.spatial
    before, after = spatial_sizes(given, spatial, event), spatial_sizes(made, spatial, event)
    if before is None or after is None or given.known_shape is None or made.known_shape is None:
        return None
    if len(given.known_shape) != len(made.known_shape):
        return None
    strided = [layer for layer in layers if any(step != 1 for step in layer.stride)]
    if promise.kind == "contract" and strided:
        return _strided_contract(trace, event, layers, promise, before, after)
    if not surely_differ(event, before, after):
        return None
    culprits = [layer for layer in layers if not layer.keeps]
    # The docstring speaks of the layers if they are all that could change the size, and most of them do not.
    if strided or not culprits or (promise.kind == "docstring" and 2 * len(culprits) > len(layers) + 1):
        return None
    culprit = culprits[0]
    if promise_of(culprit.window) is not None:
        return None  # told already
    return _finding(trace, culprit, promise, _by_how_much(culprit), promise.kind == "contract")


def _strided_contract(
    trace: Trace, event: Event, layers: list[Layer], promise: Promise, before: tuple[Dim, ...], after: tuple[Dim, ...]
) -> Finding | None:
    """The finding about a block with strides.

    It makes ceil(size / stride) of every size, all strides together.
    """
    for axis, (size, result) in enumerate(zip(before, after, strict=True)):
        step = 1
        for layer in layers:
            step *= layer.stride[axis]
        wrong = _counterexample(result - kept(size, step), size)
        if wrong is not None:
            place = event.target.place or event.place
            message = (
                f"{title(trace, event)} does not make ceil(size / {step}) of every size, as `{promise.says}` promises: "
                f"not of {wrong}, where it makes {result} of {size}"
            )
            related = (promise.related,) if promise.related is not None else ()
            return Finding("", "", span_of(place), message, label="changes the size", related=related, event=event)
    return None


def _counterexample(difference: Dim, size: Dim) -> int | None:
    """A size for which the difference is not 0."""
    names = symbols(difference)
    if not names:
        return size if difference != 0 and isinstance(size, int) else None
    if len(names) > 1 or as_symbol(size) not in names:
        return None
    (name,) = names
    return next((value for value in range(LEAST, 2 * LEAST) if evaluate(difference, {name: value}) != 0), None)


def _odd_one_out(trace: Trace, event: Event, own: list[Layer]) -> Finding | None:
    """The finding about the one layer that keeps no size.

    All other layers of the block do, and something shows that it should: its input is joined with the result; it pads
    as if it were not dilated, as the others are; or it stands between others that are built like it.
    """
    wide = [layer for layer in own if any(k > 1 for k in layer.kernel) and layer.window.kind == "conv"]
    odd = [layer for layer in wide if not layer.keeps]
    if len(odd) != 1 or len(wide) < 3:
        return None
    (layer,) = odd
    alike = [other for other in wide if other is not layer and other.kernel == layer.kernel]
    if len(alike) < 2 or any(step != 1 for step in layer.stride) or is_cut(trace, layer.window.event):
        return None
    others = f"{len(alike)} others of {event.name} do"
    joint = _joined(trace, event, layer) if not any(layer.total) else None
    if joint is not None:
        promise = Promise(
            "block", f"{others}, whose input is joined with the result",
            Related(span_of(joint.place), "the input of the block is joined with the result here"),
        )  # fmt: skip
    elif _forgets_dilation(layer, alike):
        promise = Promise("block", f"{others}, which pad by their dilation")
    elif _stands_between(layer, wide, alike):
        promise = Promise("block", f"{others}, before it and behind it")
    else:
        return None
    return _finding(trace, layer, promise, _by_how_much(layer), False)


def _forgets_dilation(layer: Layer, alike: list[Layer]) -> bool:
    """Whether it pads as an undilated layer does.

    And others beside it are dilated and padded so.
    """
    undilated = tuple(k - 1 for k in layer.kernel)
    return layer.total == undilated and any(other.dilation != (1,) * len(other.kernel) for other in alike)


def _stands_between(layer: Layer, wide: list[Layer], alike: list[Layer]) -> bool:
    """Whether it differs from its neighbours in padding only.

    Layers stand on both sides of it that pad, as does all around them.
    """
    if any(layer.total) or len(alike) != len(wide) - 1 or layer.window.text:
        return False
    if any(other.dilation != layer.dilation or other.stride != layer.stride for other in alike):
        return False
    return wide[0] is not layer and wide[-1] is not layer


def _joined(trace: Trace, event: Event, layer: Layer) -> Event | None:
    """The operation that joins the block's input and the result.

    The input as it came in, the result of the layer.
    """
    given: Tensor | None = module_input(trace, event)
    for other in descendants(trace, layer.window.event):
        if other.order > event.order:
            return None
        if other.name in JOINING and any(tensor is given for tensor in inputs(other)):
            return other
    return None
