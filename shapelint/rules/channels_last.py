"""channels-last (SHP307): a layer for channels first is given channels last.

What: a pool, a convolution, an interpolation, a channel-wise norm or dropout works on (N, C, H, W) and is given (N, H,
W, C), as a permute or a Linear before it shows; or a Conv1d is given (N, length, features) and runs only because the
length happens to be the number of features. A pool or resize of rows and columns of (N, H, W, C) that was moved back
first, and LayerNorm, which works on the last axis, are as they should be.

Why: nothing fails where the sizes fit by chance, and pools, norms without weights and interpolation take any. They then
treat rows as channels, and mix columns with channels.

Bad:

    import torch
    from torch import nn

    x = nn.Conv2d(3, 16, 3)(torch.rand(2, 3, 34, 34))
    x = nn.LayerNorm(16)(x.permute(0, 2, 3, 1))
    x = nn.functional.avg_pool2d(x, 2)  # warning: [channels-last]

Good:

    import torch
    from torch import nn

    x = nn.Conv2d(3, 16, 3)(torch.rand(2, 3, 34, 34))
    x = nn.LayerNorm(16)(x.permute(0, 2, 3, 1))
    x = nn.functional.avg_pool2d(x.permute(0, 3, 1, 2), 2)
"""

from __future__ import annotations

from collections.abc import Iterator

from shapelint.ops.core.trace import Event, Trace
from shapelint.report.findings import Finding
from shapelint.rules.evidence.axis_origin import MOVES, Origin, origin
from shapelint.rules.evidence.flow import Names, alike, calls_of, main, shape_of, short, source, warning
from shapelint.rules.evidence.stated_of import stated_names
from shapelint.rules.evidence.users import Flow, flow_in  # fmt: skip
from shapelint.rules.wording.words import size_text
from shapelint.sizes.tensors import Array, Tensor

severity = "warning"

PLANES = {
    "Conv2d", "conv2d", "ConvTranspose2d", "MaxPool2d", "max_pool2d", "AvgPool2d", "avg_pool2d", "AdaptiveAvgPool2d",
    "adaptive_avg_pool2d", "AdaptiveMaxPool2d", "adaptive_max_pool2d", "BatchNorm2d", "InstanceNorm2d", "Dropout2d",
    "dropout2d", "interpolate", "Upsample", "upsample", "UpsamplingBilinear2d", "UpsamplingNearest2d", "PixelShuffle",
    "pixel_shuffle", "LPPool2d",
}  # fmt: skip
NORMS = {"BatchNorm2d", "InstanceNorm2d", "Dropout2d", "dropout2d"}
LOOKED_AT = PLANES | {"Conv1d"}
ARRAYS_TO_TENSORS = ("from_numpy", "as_tensor")
TELLING = frozenset((*MOVES, *ARRAYS_TO_TENSORS))
"""Without any of these, channels that stand last were given so."""

MOST_STEPS = 40
"""How far back an array is looked for."""
HEIGHT, WIDTH = {"h", "height", "ht", "rows"}, {"w", "width", "wd", "cols"}
CHANNELS = {"c", "ch", "chan", "channel", "channels", "dim"}


def check(trace: Trace) -> Iterator[Finding]:
    names: Names | None = None
    moves = bool(calls_of(trace, TELLING))
    for event in calls_of(trace, LOOKED_AT):
        name, x = short(event), main(event)
        rank = None if x is None or x.known_shape is None else len(x.known_shape)
        if x is None or rank is None:
            continue
        if name in PLANES and rank == 4:
            found = None
            if moves:
                found = _permuted([origin(x, axis, event) for axis in range(4)]) or _of_image_data(x, event)
            taken = _linear_on_last(event, flow_in(trace)) if found is None else None
            if taken is not None and origin(x, 3, event).meaning == "given":
                names = stated_names(trace) if names is None else names
                found = taken if _named_last([origin(x, axis, event, names) for axis in range(4)]) else None
            if (
                found is not None
                and not (x.source is found[0] and _leaves_one(event))
                and not _is_chosen(event, x, found[0])
            ):
                yield _says(event, x, *found)
        elif name == "Conv1d" and rank == 3 and _wide(event):
            shape = shape_of(x, event)
            if shape is None or not alike(event, shape[2], shape[1]):
                continue
            found = _tokens(origin(x, 1, event), origin(x, 2, event))
            if found is not None:
                yield _says(event, x, *found)


def _permuted(axes: list[Origin]) -> tuple[Event, str] | None:
    """Channels that were moved to the end.

    Or features that a Linear made there of a tensor whose channels were.
    """
    _, rows, columns, last = axes
    if last.event is None or rows.moved is None or columns.moved is None:
        return None
    if (rows.axis, columns.axis) != (2, 3) or rows.tensor is not columns.tensor:
        return None
    if last.meaning == "channels" and last.axis == 1 and last.moved is not None:
        return last.moved, "channels are moved to the end here"
    if last.meaning == "features":
        return last.event, f"{last.event.name} puts its features last"
    return None


def _is_chosen(event: Event, x: Tensor, putting: Event) -> bool:
    """Whether another axis was just put in place of the channels.

    To be normalised, and by another move than the one that put the channels last: each node of a graph by itself.
    """
    made = source(x)
    return short(event) in NORMS and made is not None and made is not putting and short(made) in MOVES


def _leaves_one(event: Event) -> bool:
    """Whether one value is left of each plane.

    Who moves an axis to the place of the channels for that alone wants one value for each of its rows; were it a
    mistake, the layer that takes the features would refuse their number.
    """
    if not short(event).lower().startswith("adaptive"):
        return False
    held = getattr(event.target, "attributes", event.arguments)
    size = held.get("output_size")
    return size == 1 or (isinstance(size, (tuple, list)) and all(one == 1 for one in size))


def _tokens(length: Origin, last: Origin) -> tuple[Event, str] | None:
    """Features that a layer made on the last axis.

    Nothing moved them since.
    """
    if last.meaning != "features" or last.event is None or length.meaning in ("channels", "features", "layers"):
        return None
    moved = length.moved is not None or last.moved is not None
    return None if moved else (last.event, f"{last.event.name} puts its features last")


def _named_last(axes: list[Origin]) -> bool:
    """`b, h, w, c = x.shape`"""
    return axes[1].name in HEIGHT and axes[2].name in WIDTH and axes[3].name in CHANNELS


def _linear_on_last(event: Event, flow: Flow) -> tuple[Event, str] | None:
    """The Linear that takes the last axis for the features right after."""
    for user in flow.users.get(id(event), ()):
        if short(user) in ("Linear", "linear", "LayerNorm"):
            return user, f"{user.name} takes the last axis for its features"
    return None


def _of_image_data(x: Tensor, event: Event) -> tuple[Event, str] | None:
    """Images as arrays hold them.

    (n, height, width, 3), with nothing but arithmetic since.
    """
    start, shape, made = origin(x, 3, event), shape_of(x, event), _of_an_array(x)
    if shape is None or made is None or start.moved is not None:
        return None
    if start.event is not made and not (isinstance(start.tensor, Array) and start.axis == 3):
        return None
    if shape[3] in (3, 4) and all(isinstance(size, int) and size > 4 for size in shape[1:3]):
        return made, f"{size_text(shape)}: images whose {size_text(shape[3])} channels stand last"
    return None


def _of_an_array(x: Tensor) -> Event | None:
    """The step that made a tensor of an array."""
    at: Tensor | None = x
    for _ in range(MOST_STEPS):
        made = None if at is None else source(at)
        if made is None or short(made) in ARRAYS_TO_TENSORS:
            return made
        at = main(made)
    return None


def _wide(event: Event) -> bool:
    """Whether the kernel looks at neighbours.

    One of size 1 mixes tokens, and may well be meant to.
    """
    kernel = getattr(event.target, "attributes", {}).get("kernel_size")
    size = kernel[0] if isinstance(kernel, (tuple, list)) and kernel else kernel
    return isinstance(size, int) and size > 1


def _says(event: Event, x: Tensor, evidence: Event, text: str) -> Finding:
    shape = shape_of(x, event) or ()
    order = "(N, C, H, W)" if len(shape) == 4 else "(N, C, L)"
    return warning(
        event,
        f"{event.name} takes axis 1 for the channels, but those of this {size_text(shape)} input stand last",
        label=f"works on {order}",
        help="permute the channels to axis 1 before, and back after",
        related=[(evidence, text)],
    )
