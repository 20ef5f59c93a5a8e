"""Decoders that mirror an encoder and miss its size: part of not-same.

The strides up multiply to those down, and the result is resized, padded or cropped to the size that it should have.
Where the strides do not divide that size nothing comes back exactly, and where they multiply to something else nothing
was meant to.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import prod
from typing import NamedTuple

from shapelint.ops.core.trace import Event, Trace
from shapelint.report.findings import Finding, Related
from shapelint.rules.evidence.flow import calls_of, main, shape_of, short, source
from shapelint.rules.evidence.windows import Window, windows
from shapelint.rules.wording.words import size_text, title
from shapelint.sizes.tensors import Tensor
from shapelint.source.reading.argument_text import span_of

RESIZES = {"interpolate", "upsample", "pad", "__getitem__"}
STEPS = 200


class _Way(NamedTuple):
    """The layers from the wanted size to what is resized, last first."""

    ups: list[Window]
    downs: list[Window]


def of_mirrored(trace: Trace) -> Iterator[Finding]:
    """The first layer upwards that does not multiply by its stride."""
    sliding = windows(trace)
    if not any(window.kind == "transposed" for window in sliding.values()):
        return
    for event in calls_of(trace, RESIZES):
        given = main(event)
        made, wanted = _spatial(given, event), _wanted(event)
        if given is None or made is None or wanted is None or made == wanted or len(made) != len(wanted):
            continue
        way = _way(sliding, given, wanted)
        if way is None:
            continue
        for window in reversed(way.ups):
            before, after = _spatial(window.input, window.event), _spatial(window.output, window.event)
            steps = [step for step in window.stride if isinstance(step, int)]
            if before is None or after is None or len(steps) != len(before):
                break
            if after != tuple(a * b for a, b in zip(before, steps, strict=True)):
                yield _finding(trace, window, event, (before, after, made, wanted), way)
                break


def _spatial(tensor: Tensor | None, event: Event) -> tuple[int, ...] | None:
    shape = shape_of(tensor, event)
    sizes = tuple(size for size in (shape or ())[2:] if isinstance(size, int))
    return sizes if shape is not None and 3 <= len(shape) <= 5 and len(sizes) == len(shape) - 2 else None


def _wanted(event: Event) -> tuple[int, ...] | None:
    """The size that a tensor is brought to.

    Of a crop the one that it asks for, reached or not.
    """
    if short(event) != "__getitem__":
        return _spatial(event.output, event) if isinstance(event.output, Tensor) else None
    key = event.arguments.get("key")
    parts = [part for part in (key if isinstance(key, tuple) else ()) if part is not Ellipsis]
    stops = [part.stop for part in parts if isinstance(part, slice) and part.start is None and part.step is None]
    numbers = tuple(stop for stop in stops if type(stop) is int and stop > 0)
    return numbers if len(stops) == len(parts) and numbers else None


def _way(sliding: dict[int, Window], tensor: Tensor, wanted: tuple[int, ...]) -> _Way | None:
    """The layers back through a decoder and its encoder."""
    ups: list[Window] = []
    downs: list[Window] = []
    for _ in range(STEPS):
        event = source(tensor)
        before = None if event is None else main(event)
        if event is None or before is None:
            return None
        window = sliding.get(id(event))
        if window is not None and any(step != 1 for step in window.stride):
            if window.kind == "transposed" and downs:
                return None
            (ups if window.kind == "transposed" else downs).append(window)
        elif window is None and _spatial(before, event) != _spatial(tensor, event):
            return None
        tensor = before
        if ups and downs and _spatial(tensor, event) == wanted:
            return _Way(ups, downs) if _mirrors(ups, downs, wanted) else None
    return None


def _mirrors(ups: list[Window], downs: list[Window], wanted: tuple[int, ...]) -> bool:
    """Whether both ways have the same strides, and all divide exactly."""
    for axis, size in enumerate(wanted):
        up, down = ([one.stride[axis] for one in layers] for layers in (ups, downs))
        if not all(isinstance(step, int) for step in (*up, *down)):
            return False
        total = prod(step for step in down if isinstance(step, int))
        if total != prod(step for step in up if isinstance(step, int)) or size % total:
            return False
    last = _spatial(downs[0].output, downs[0].event)
    steps = [prod(step for one in downs if isinstance(step := one.stride[axis], int)) for axis in range(len(wanted))]
    return last == tuple(size // step for size, step in zip(wanted, steps, strict=True))


def _finding(trace: Trace, window: Window, resize: Event, sizes: tuple[tuple[int, ...], ...], way: _Way) -> Finding:
    before, after, made, wanted = sizes
    message = (
        f"{title(trace, window.event)} makes {size_text(after)} of {size_text(before)}, not {window.stride[-1]} "
        f"times as much: the decoder gives {size_text(made)} where its encoder began with {size_text(wanted)}"
    )
    help = "shapelint pad says which padding comes back exactly"
    kernel, stride = window.kernel[-1], window.stride[-1]
    if isinstance(kernel, int) and isinstance(stride, int) and kernel >= stride:
        spare = (kernel - stride) % 2
        help = f"write padding={(kernel - stride + spare) // 2}" + (f", output_padding={spare}" if spare else "")
    related = [Related(span_of(resize.place), f"brought to {size_text(wanted)} here")]
    if way.downs[-1].event.build is not None:
        related.append(Related(span_of(way.downs[-1].place), "the encoder begins here"))
    return Finding(
        "", "", span_of(window.place), message, label="not a multiple", help=help, related=tuple(related),
        event=window.event,
    )  # fmt: skip
