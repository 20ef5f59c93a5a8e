"""Convolutions and pools of a trace as axes.

Formulas and pictures are made of these.
"""

from __future__ import annotations

from msgspec.structs import replace

from shapelint.layers.axis import Axis
from shapelint.layers.field import Field
from shapelint.layers.kinds import AXES
from shapelint.ops.core.trace import Event
from shapelint.ops.formulas.same_padding import halves
from shapelint.rules.evidence.windows import Window, read_window, spatial_sizes
from shapelint.rules.wording.origins import inputs
from shapelint.sizes.tensors import Tensor

LAYERS = """
AlphaDropout BatchNorm1d BatchNorm2d BatchNorm3d CELU Dropout Dropout1d Dropout2d Dropout3d ELU GELU Hardsigmoid
Hardswish Hardtanh Identity LeakyReLU Mish PReLU ReLU ReLU6 SELU SiLU Sigmoid Softplus StochasticDepth
SyncBatchNorm Tanh
"""
FUNCTIONS = """
__add__ __iadd__ __imul__ __mul__ __radd__ __rmul__ __sub__ __truediv__ add add_ batch_norm cat clamp clone concat
contiguous div dropout elu gelu hardsigmoid hardswish leaky_relu mish mul mul_ relu relu6 relu_ selu sigmoid silu
softplus stochastic_depth sub tanh
"""
KEEP_PLACES = frozenset((*LAYERS.split(), *FUNCTIONS.split()))
"""Operations whose output sees at each place of an axis what their inputs saw there."""


def axes_of(event: Event, refused: bool = False) -> tuple[list[Axis], str] | None:
    """The axes of a window, and its padding mode.

    Its numbers are known (sizes may be symbols); None for the rest.

    refused: also of what torch refuses, so that nothing comes out.
    """
    failed = refused and event.failure is not None
    window = read_window(replace(event, output=event.arguments.get("input")) if failed else event)
    if window is None:
        return None
    sizes = spatial_sizes(window.input, window.spatial, event)
    if sizes is None:
        return None
    axes = []
    for index, name in enumerate(AXES[window.spatial]):
        sides = halves(window.padding[index])
        extra = window.output_padding[index]
        several = (window.kernel[index], window.stride[index], window.dilation[index], *sides, extra)
        numbers = [number for number in several if isinstance(number, int)]
        if len(numbers) != len(several):
            return None
        kernel, stride, dilation, before, after, more = numbers
        axes.append(
            Axis(
                _kind(window), name, sizes[index], kernel, stride, dilation, before, after, window.ceil_mode, more
            )
        )  # fmt: skip
    mode = getattr(event.target, "attributes", {}).get("padding_mode", "zeros")
    return (axes, mode) if failed or _agree(axes, window) else None


def _kind(window: Window) -> str:
    if window.kind != "pool":
        return window.kind
    return "avgpool" if "avg" in window.event.name.lower() else "maxpool"


def _agree(axes: list[Axis], window: Window) -> bool:
    """Whether the formula gives what the trace holds.

    Else it is not told (a call with `output_size`).
    """
    made = spatial_sizes(window.output, window.spatial, window.event)
    if made is None:
        return False
    return all(not isinstance(n, int) or axis.output == n for axis, n in zip(axes, made, strict=True))


# --- receptive field --------------------------------------------------------------------------------------------------


def fields_of(event: Event) -> list[Field] | None:
    """The receptive field of an operation, along each axis.

    In the input of the run; None where something before it mixes places in another way.
    """
    known: dict[int, list[Field] | None] = {}
    pending = [event]
    while pending:  # without recursion: networks are deep
        one = pending[-1]
        waiting = [source for source in _sources(one) if id(source) not in known]
        if waiting:
            pending.extend(waiting)
            continue
        if id(one) not in known:
            known[id(one)] = _field(one, known)
        pending.pop()
    return known[id(event)]


def _sources(event: Event) -> list[Event]:
    return [
        tensor.source for tensor in inputs(event) if isinstance(tensor.source, Event) and tensor.source is not event
    ]


def _field(event: Event, known: dict[int, list[Field] | None]) -> list[Field] | None:
    found = axes_of(event)
    if found is not None:
        axes, _ = found
        window = read_window(event)
        assert window is not None
        before = _before(window.input, len(axes), known)
        return None if before is None else [field.after(axis) for field, axis in zip(before, axes, strict=True)]
    output = event.output if isinstance(event.output, Tensor) else None
    rank = len(output.known_shape or ()) - 2 if output is not None else 0
    if not 1 <= rank <= 3 or (event.name not in KEEP_PLACES and inputs(event)):
        return None
    if not inputs(event):  # made here
        return [Field() for _ in range(rank)]
    given = [_before(tensor, rank, known) for tensor in inputs(event) if len(tensor.known_shape or ()) == rank + 2]
    if not given or any(one is None for one in given):
        return None
    return [max(along, key=lambda field: field.size) for along in zip(*(one for one in given if one), strict=True)]


def _before(tensor: Tensor, rank: int, known: dict[int, list[Field] | None]) -> list[Field] | None:
    if not isinstance(tensor.source, Event):
        return [Field() for _ in range(rank)]
    found = known.get(id(tensor.source))
    return found if found is not None and len(found) == rank else None
