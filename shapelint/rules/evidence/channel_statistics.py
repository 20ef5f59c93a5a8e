"""Statistics of channels that were taken over the channels.

Part of wrong-axis: what is called after channels leaves rows or columns of (batch, channels, height, width).
"""

from __future__ import annotations

from shapelint.ops.core.trace import Event, Trace
from shapelint.report.findings import Finding
from shapelint.rules.evidence.axis_origin import origin
from shapelint.rules.evidence.flow import number, shape_of, short, warning
from shapelint.rules.evidence.stated_of import stated_names
from shapelint.rules.wording.words import size_text
from shapelint.sizes.tensors import Tensor
from shapelint.source.reading.argument_text import words

STATISTICS = frozenset({"mean", "std", "var", "std_mean", "var_mean"})
CHANNELS = frozenset({"c", "ch", "chan", "channel", "channels"})
SPACE = frozenset({"h", "w", "height", "width", "hh", "ww", "rows", "cols", "columns"})


def over_channels(trace: Trace, event: Event, x: Tensor) -> Finding | None:
    """The finding about a statistic that leaves no channels."""
    shape, given = shape_of(x, event), event.arguments.get("dim", event.arguments.get("axis"))
    if shape is None or not isinstance(given, (tuple, list)) or len(given) != len(shape) - 1 or len(given) < 2:
        return None
    over = {axis % len(shape) for axis in map(number, given) if axis is not None and -len(shape) <= axis < len(shape)}
    if len(over) != len(given) or not CHANNELS & set(words(event.place.definition.qualname)):
        return None
    names = trace.once(stated_names)
    called = [origin(x, axis, event, names).name for axis in range(len(shape))]
    (left,) = set(range(len(shape))) - over
    channels = next((axis for axis in over if called[axis] in CHANNELS), None)
    if channels is None or called[left] not in SPACE:
        return None
    wanted = tuple(axis for axis in range(len(shape)) if axis != channels)
    return warning(
        event,
        f"`{event.place.definition.name}` speaks of channels, but this {short(event)} runs over them, axis {channels} "
        f"of {size_text(shape)}, and leaves `{called[left]}`, axis {left}",
        label=f"leaves axis {left}",
        help=f"dim={wanted}, and keepdim=True for what is broadcast against it",
    )
