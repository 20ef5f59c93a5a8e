"""Layers of one line that keep the size without dilation only.

Part of not-same.

`Conv2d(a, b, 3, padding=1, dilation=d)` keeps it for d = 1. Where the same line builds layers for a larger d as well,
whose border is lost, the padding was forgotten; what is lost is made up for by a resize to the size of the input, so
that nothing fails.
"""

from __future__ import annotations

from shapelint.ops.core.trace import Event, Trace
from shapelint.report.findings import Finding, Related
from shapelint.rules.evidence.flow import alike, inputs, main, shape_of, short
from shapelint.rules.evidence.flow_after import is_cut
from shapelint.rules.evidence.same_layer import Layer, layer_of
from shapelint.rules.evidence.users import flow_in
from shapelint.rules.evidence.windows import spatial_sizes, windows
from shapelint.rules.fixes.same import mend
from shapelint.rules.wording.words import title
from shapelint.source.place import Place
from shapelint.source.reading.argument_text import is_literal, source_at, span_of, value_place


def of_dilated(trace: Trace, layer: Layer | None) -> Finding | None:
    """The finding about a layer that lost a border to its dilation."""
    if layer is None or layer.window.kind != "conv" or layer.keeps or layer.window.text:
        return None
    if layer.padded_before:
        return _padded_for_no_dilation(trace, layer)
    if (found := _of_another_kernel(trace, layer)) is not None:
        return found
    event = layer.window.event
    place = layer.window.argument("padding")
    value, spread = value_place(place), value_place(layer.window.argument("dilation"))
    if place is None or value is None or spread is None or not is_literal(value) or is_literal(spread):
        return None
    if any(step != 1 for step in layer.stride) or any(d == 1 for d in layer.dilation):
        return None
    if layer.total != tuple(k - 1 for k in layer.kernel) or not any(layer.total) or is_cut(trace, event):
        return None
    sibling = trace.once(_kept_by_place).get(layer.window.place)
    resized = None if sibling is not None else _resized_back(trace, layer)
    if sibling is None and resized is None:
        return None
    help, fix = mend(trace, layer.window, layer.kernel, layer.stride, layer.dilation, layer.total, False)
    number = layer.dilation[0]
    message = (
        f"{title(trace, event)} loses a border of {(number - 1) * layer.total[0]}: its padding is {source_at(value)} "
        f"whatever `{source_at(spread)}` is, "
    )
    related = [Related(span_of(event.place), "called here")] if event.build is not None else []
    if resized is not None:
        message += "and what is left is stretched to the size of its input"
        related.append(Related(span_of(resized.place), "stretched here"))
    elif sibling is not None:
        message += f"which keeps the size for {title(trace, sibling)} alone, where it is 1"
    return Finding(
        "", "", span_of(place), message, label=f"dilation is {number}", help=help, fix=fix, related=tuple(related),
        event=event,
    )  # fmt: skip


def _resized_back(trace: Trace, layer: Layer) -> Event | None:
    """The resize that makes up for the border.

    To the size of the layer's input; nothing with a stride stands between.
    """
    window = layer.window
    sizes = spatial_sizes(window.input, window.spatial, window.event)
    waiting, flow = [window.event], flow_in(trace)
    for _ in range(20):
        users = flow.users.get(id(waiting[-1]), ())
        if len(users) != 1 or sizes is None:
            return None
        (user,) = users
        made = shape_of(user.output, user)
        if made is None or len(made) != window.spatial + 2 or len(inputs(user)) != 1:
            return None
        if short(user) in ("interpolate", "Upsample", "upsample"):
            return user if all(alike(user, a, b) for a, b in zip(made[-window.spatial :], sizes, strict=True)) else None
        given = shape_of(main(user), user)
        if given is None or given[2:] != made[2:]:
            return None
        waiting.append(user)
    return None


def _of_another_kernel(trace: Trace, layer: Layer) -> Finding | None:
    """The same of `padding=dilation`.

    It keeps the size under a kernel of 3.
    """
    event = layer.window.event
    padding, spread = (value_place(layer.window.argument(name)) for name in ("padding", "dilation"))
    if padding is None or spread is None or is_literal(padding) or source_at(padding) != source_at(spread):
        return None
    if any(k < 5 or k % 2 == 0 for k in layer.kernel) or any(step != 1 for step in layer.stride):
        return None
    if layer.total != tuple(2 * d for d in layer.dilation) or is_cut(trace, event):
        return None
    help, fix = mend(trace, layer.window, layer.kernel, layer.stride, layer.dilation, layer.total, False)
    kernel = layer.kernel[0]
    message = (
        f"{title(trace, event)} loses a border: as much padding as dilation keeps the size under a kernel of 3, and it "
        f"has one of {kernel}, which takes {layer.wants(0)} in all"
    )
    related = (Related(span_of(event.place), "called here"),) if event.build is not None else ()
    return Finding(
        "", "", span_of(padding), message, label=f"the kernel is {kernel}", help=help, fix=fix, related=related,
        event=event,
    )  # fmt: skip


def _padded_for_no_dilation(trace: Trace, layer: Layer) -> Finding | None:
    """The same of `conv(F.pad(x, (k - 1, 0)))`."""
    event, pad = layer.window.event, layer.window.input.source
    spread = value_place(layer.window.argument("dilation"))
    if spread is None or is_literal(spread) or event.build is None or not isinstance(pad, Event):
        return None
    if any(step != 1 for step in layer.stride) or any(d == 1 for d in layer.dilation) or any(layer.window.padding):
        return None
    if layer.total != tuple(k - 1 for k in layer.kernel) or not any(layer.total) or is_cut(trace, event):
        return None
    sibling = trace.once(_kept_by_place).get(layer.window.place)
    before = None if sibling is None else sibling.arguments["input"].source
    if sibling is None or not isinstance(before, Event) or before.place != pad.place:
        return None
    number = layer.dilation[0]
    message = (
        f"{title(trace, event)} loses {(number - 1) * layer.total[0]} of the size: {layer.total[0]} is padded before "
        f"it whatever `{source_at(spread)}` is, which keeps the size for {title(trace, sibling)} alone, where it is 1"
    )
    return Finding(
        "", "", span_of(pad.place), message, label="forgets the dilation", help="pad dilation * (kernel_size - 1)",
        related=(Related(span_of(event.place), f"dilation is {number} here"),), event=event,
    )  # fmt: skip


def _kept_by_place(trace: Trace) -> dict[Place, Event]:
    """Where layers are built that keep the size, without dilation."""
    found: dict[Place, Event] = {}
    for window in windows(trace).values():
        layer = layer_of(window) if window.event.build is not None else None
        if layer is not None and layer.keeps and any(layer.total) and all(d == 1 for d in layer.dilation):
            found.setdefault(window.place, window.event)
    return found
