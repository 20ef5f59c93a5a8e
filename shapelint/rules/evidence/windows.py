"""Convolutions, pools and pads of a trace.

Read alike whether they are layers or functions.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from msgspec import Struct

from shapelint.ops.core.need import ARITHMETIC
from shapelint.ops.core.trace import Event, Trace
from shapelint.ops.formulas.same_padding import total_for_same
from shapelint.sizes.dims import Dim, Expr
from shapelint.sizes.facts import Verdict
from shapelint.sizes.tensors import Computed, Tensor, Unknown, UnknownShape
from shapelint.source.place import Place

WINDOWED = re.compile(
    r"(?:Lazy)?(?P<kind>ConvTranspose|Conv|MaxPool|AvgPool)(?P<axes>[123])d|(?:torch_)?(?P<fkind>conv_transpose|conv|max_pool|avg_pool)(?P<faxes>[123])d(?:_with_indices)?"
)
PADS = re.compile(r"(?:Zero|Constant|Reflection|Replication|Circular)Pad[123]d|pad|constant_pad_nd")


class Window(Struct, frozen=True):
    """A window that slides over the last axes of a tensor.

    kind: "conv", "pool" or "transposed". kernel, stride, dilation: one each axis. padding: of both sides together, an
    axis. text: whether the padding was given as "same" or "valid".
    """

    event: Event
    kind: str
    input: Tensor
    output: Tensor
    kernel: tuple[Dim, ...]
    stride: tuple[Dim, ...]
    padding: tuple[Dim, ...]
    dilation: tuple[Dim, ...]
    output_padding: tuple[Dim, ...]
    ceil_mode: bool = False
    text: bool = False

    @property
    def spatial(self) -> int:
        return len(self.kernel)

    def argument(self, name: str) -> Place | None:
        """Where an argument stands.

        In the constructor of a layer, in the call of a function.
        """
        return (self.event.build or self.event).where(name)

    @property
    def place(self) -> Place:
        """Where the window is described."""
        return (self.event.build or self.event).place


@lru_cache(maxsize=4096)
def _windowed(name: str) -> re.Match[str] | None:
    return WINDOWED.fullmatch(name)


@lru_cache(maxsize=4096)
def _pads(name: str) -> bool:
    return PADS.fullmatch(name) is not None


def read_window(event: Event) -> Window | None:
    """The window of an event.

    None where it has none or not all of it is known.
    """
    match = _windowed(event.name) if event.kind == "call" and event.operation is not None else None
    if match is None:
        return None
    output = event.output[0] if isinstance(event.output, tuple) and event.output else event.output
    input = event.arguments.get("input")
    if not isinstance(input, Tensor) or not isinstance(output, Tensor):
        return None
    spatial = int(match["axes"] or match["faxes"])
    kind = (match["kind"] or match["fkind"]).lower().replace("_", "")
    kind = "transposed" if "transpose" in kind else "pool" if "pool" in kind else "conv"
    given: dict[str, Any] = dict(event.arguments) if event.target is None else dict(event.target.attributes)
    weight = given.get("weight")
    kernel = given.get("kernel_size")
    if kind != "pool" and isinstance(weight, Tensor) and event.target is None:
        kernel = (weight.known_shape or ())[2:] or None
    stride = given.get("stride", 1)
    stride = kernel if kind == "pool" and stride in (None, (), []) else stride
    dilation = given.get("dilation", 1)
    padding = given.get("padding", 0)
    read = [_several(event, one, spatial) for one in (kernel, stride, dilation, given.get("output_padding", 0))]
    if any(one is None for one in read):
        return None
    kernels, strides, dilations, extra = (one or () for one in read)
    if padding == "same":
        totals: tuple[Dim, ...] | None = tuple(total_for_same(k, d) for k, d in zip(kernels, dilations, strict=True))
    elif padding == "valid":
        totals = (0,) * spatial
    else:
        sides = _several(event, padding, spatial)
        totals = None if sides is None else tuple(2 * side for side in sides)
    if totals is None:
        return None
    return Window(
        event,
        kind,
        input,
        output,
        kernels,
        strides,
        totals,
        dilations,
        extra,
        given.get("ceil_mode") is True,
        isinstance(padding, str),
    )


def windows(trace: Trace) -> dict[int, Window]:
    """Every known window of a trace.

    By the id of its event, in order: read once for all rules.
    """
    return trace.once(_windows)


def _windows(trace: Trace) -> dict[int, Window]:
    called = trace.called()
    events = [event for name in called if _windowed(name) for event in called[name]]
    events.sort(key=lambda event: event.order)
    read = ((id(event), read_window(event)) for event in events)
    return {at: window for at, window in read if window is not None}


def pads(trace: Trace) -> list[Pad]:
    """Every padding of a trace that is known, in order."""
    called = trace.called()
    events = [event for name in called if _pads(name) for event in called[name]]
    events.sort(key=lambda event: event.order)
    return [pad for pad in map(read_pad, events) if pad is not None]


def _several(event: Event, value: Any, count: int) -> tuple[Dim, ...] | None:
    if type(value) is int:
        return (value,) * count
    if isinstance(value, (tuple, list)):
        parts = list(value) * count if len(value) == 1 else list(value)
    else:
        parts = [value] * count
    made = [_size(event, part) for part in parts]
    return tuple(one for one in made if one is not None) if len(parts) == count and None not in made else None


def _size(event: Event, value: Any) -> Dim | None:
    if isinstance(value, Computed):
        left, right = _size(event, value.left), _size(event, value.right)
        if left is None or right is None or (right == 0 and value.op in ("//", "%")):
            return None
        return ARITHMETIC[value.op](left, right)
    if isinstance(value, Unknown):
        return event.facts.known_symbol(value)
    return value if isinstance(value, (int, Expr)) and not isinstance(value, bool) else None


class Pad(Struct, frozen=True):
    """A call that pads.

    `sides` are (before, after) from the last axis on, None where one is not known.
    """

    event: Event
    input: Tensor
    sides: tuple[tuple[Dim | None, Dim | None], ...]
    mode: str

    def total(self, index: int) -> Dim | None:
        """Of both sides together, of axis -1 - index.

        0 beyond the axes that are padded.
        """
        if index >= len(self.sides):
            return 0
        before, after = self.sides[index]
        return None if before is None or after is None else before + after

    @property
    def place(self) -> Place | None:
        """The place of the pad tuple.

        In the constructor of a layer or in the call.
        """
        if self.event.build is not None:
            return self.event.build.where("padding")
        return self.event.where("pad")


def read_pad(event: Event) -> Pad | None:
    """The padding that an event does.

    None where it does none or its length is not known.
    """
    if event.kind != "call" or event.operation is None or not _pads(event.name):
        return None
    input = event.arguments.get("input")
    given = event.arguments.get("pad") if event.target is None else event.target.attributes.get("padding")
    if not isinstance(input, Tensor) or not isinstance(given, (tuple, list)) or len(given) % 2 or not given:
        return None
    amounts = [_size(event, one) for one in given]
    mode = event.arguments.get("mode", getattr(event.operation.declaration, "mode", "constant"))
    return Pad(
        event,
        input,
        tuple(zip(amounts[::2], amounts[1::2], strict=True)),
        mode if isinstance(mode, str) else "constant",
    )


def sizes_from_last(tensor: Tensor, alike: object = None) -> list[dict[int, Dim]]:
    """The sizes that are known, counted from the last axis.

    {-1: W, -2: H, ...}, as they were before anything was learnt of them, so that each is still told from the others.

    Where the rank is not known and axes were read from the first on (`x.size(2)`), there is one answer for each rank
    that it may have, the smallest first. alike: a tensor of the same rank, of which more may be known.
    """
    shape = tensor.known_shape
    if shape is not None:
        return [{index - len(shape): size for index, size in enumerate(shape)}]
    assert isinstance(tensor.shape, UnknownShape)
    known = tensor.shape.known
    least = max(known, default=-1) + 1
    if least <= 0:
        return [dict(known)]
    other = alike.known_shape if isinstance(alike, Tensor) else None
    if other is not None and len(other) >= least:
        return [{(axis - len(other) if axis >= 0 else axis): size for axis, size in known.items()}]
    return [
        {(axis - rank if axis >= 0 else axis): size for axis, size in known.items()}
        for rank in range(least, max(least + 1, 5) + 1)
    ]


def spatial_sizes(tensor: Tensor, count: int, event: Event) -> tuple[Dim, ...] | None:
    """The last `count` sizes, with what was learnt put in."""
    shape = tensor.known_shape
    if shape is None or len(shape) < count:
        return None
    return tuple(event.facts.resolve(size) for size in shape[-count:])


def surely_differ(event: Event, a: Sequence[Dim], b: Sequence[Dim]) -> bool:
    """Whether two sizes differ whatever the unknowns are, on some axis."""
    return any(event.facts.same(one, other) is Verdict.NO for one, other in zip(a, b, strict=True))
