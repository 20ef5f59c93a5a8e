"""batch-swallowed (SHP304): a view or reshape changes the number of samples for good.

What: `view(-1, k)` infers the number of rows. Reported is where the rows are surely not the samples any more, a Linear
works on them, and evidence says that this was not meant: k cuts through rows and channels of a sample; the channels of
a convolution, or the layers of a recurrent network's state, become samples and are returned as such; or the size of the
batch was taken before, and is never used again.

Why: nothing fails as long as the elements can be divided so. The network then gives more answers than it was given
samples, each from a part of one. Flattening the steps of a sequence, `view(-1, features)`, is normal: nothing is said
of it.

Bad:

    import torch
    from torch import nn

    x = nn.Conv2d(3, 16, 5)(torch.rand(8, 3, 14, 14))
    x = x.view(-1, 16 * 5 * 5)  # warning: [batch-swallowed]
    y = nn.Linear(16 * 5 * 5, 10)(x)

Good:

    import torch
    from torch import nn

    x = nn.Conv2d(3, 16, 5)(torch.rand(8, 3, 14, 14))
    x = x.flatten(1)
    y = nn.Linear(16 * 10 * 10, 10)(x)
"""

from __future__ import annotations

from collections.abc import Iterator

from shapelint.ops.core.trace import Event, Named, Trace
from shapelint.report.findings import Finding, Fix
from shapelint.rules.evidence.axis_origin import origin
from shapelint.rules.evidence.flow import (
    alike,
    calls_of,
    differ,
    main,
    shape_of,
    short,
    source,
    warning,
)
from shapelint.rules.evidence.users import flow_in
from shapelint.rules.fixes.moves import flattened
from shapelint.rules.wording.words import size_text
from shapelint.sizes.dims import Dim, product
from shapelint.sizes.tensors import Tensor
from shapelint.source.reading.names_read import names_read

severity = "warning"

Sizes = tuple[Dim, ...]


def check(trace: Trace) -> Iterator[Finding]:
    for event in calls_of(trace, ("view", "reshape")):
        x = main(event)
        if x is None:
            continue
        old, new = shape_of(x, event), shape_of(event.output, event)
        if (
            old is None
            or new is None
            or len(old) < 3
            or len(new) < 2
            or len(new) >= len(old)
            or alike(event, old[0], new[0])
        ):
            continue
        after = flow_in(trace).after(event)
        head = _linear(after, new)
        if head is None:
            continue
        found = _cut(event, old, new, head)
        if found is None and _returned(trace, event, after, old, new):
            found = (
                _layers(event, x, old, new)
                or _channels(event, x, old, new)
                or _forgotten(trace, event, x, old, new, head, after)
            )
        if found is not None:
            text, other, says = found
            made = warning(
                event,
                f"{size_text(old)} becomes {size_text(new)}: "
                f"{size_text(new[0])} rows of {size_text(old[0])} samples; {text}",
                label=f"gives {size_text(new)}",
                help="keep the first axis: x.flatten(1), or view(x.size(0), -1)",
                related=[(other, says), (head, "works on the rows")],
            )
            text, edits = flattened(event.place, short(event)) if len(new) == 2 else ("", ())
            yield made.with_(fix=Fix(f"write {text}", edits, safe=False)) if edits else made


def _linear(after: list[Event], new: Sizes) -> Event | None:
    """The first Linear that works on as many rows."""
    for event in after:
        if short(event) in ("Linear", "linear"):
            x = main(event)
            shape = shape_of(x, event)
            if shape is not None and len(shape) == 2 and alike(event, shape[0], new[0]):
                return event
    return None


def _returned(trace: Trace, event: Event, after: list[Event], old: Sizes, new: Sizes) -> bool:
    """Whether the body returns the many rows.

    As they are, and nothing brings the samples back.
    """
    ids = {id(one) for one in after}
    for one in after:
        shape = shape_of(one.output, one)
        if shape and alike(event, shape[0], old[0]):
            return False
    for named in trace.named:
        if named.name == "return" and named.place.definition is event.place.definition and named.order > event.order:
            tensor = trace.tensor(named.value)
            shape = None if tensor is None else shape_of(tensor, event)
            if tensor is not None and id(tensor.source) in ids and shape and alike(event, shape[0], new[0]):
                return True
    return False


Found = tuple[str, Event | None, str]


def _cut(event: Event, old: Sizes, new: Sizes, head: Event) -> Found | None:
    """What a reshape cut that is no sample.

    Rows that are neither samples nor whole channels, rows or pixels of them.
    """
    if len(new) != 2 or not all(isinstance(size, int) for size in (*old, *new)):
        return None
    width, last = new[1], old[-1]
    whole = [product(old[axis:]) for axis in range(len(old))]
    assert isinstance(width, int) and isinstance(last, int)
    if width in whole or width <= last or not differ(event, old[0], new[0]):
        return None
    first = main(head)
    if first is None or shape_of(first, head) != new:
        return None
    return (
        f"a sample has {size_text(whole[1])} numbers, a row {width}, which cuts across its axes",
        None,
        "",
    )


def _layers(event: Event, x: Tensor, old: Sizes, new: Sizes) -> Found | None:
    """The state of a network whose layers become samples.

    A recurrent one with several layers.
    """
    start = origin(x, 0, event)
    if start.meaning != "layers" or start.axis != 0 or len(new) != 2 or not alike(event, new[1], old[2]):
        return None
    if not isinstance(old[0], int) or old[0] < 2:
        return None
    text = f"the first axis of the state counts its {old[0]} layers and directions, which become samples"
    return text, start.event, "the state comes from here"


def _channels(event: Event, x: Tensor, old: Sizes, new: Sizes) -> Found | None:
    """The channels of a convolution, each of which becomes a sample."""
    start = origin(x, 1, event)
    if start.meaning != "channels" or start.moved is not None or len(new) != 2 or not differ(event, old[1], 1):
        return None
    if not alike(event, new[1], product(old[2:])):
        return None
    layer = start.event.name if start.event is not None else "a layer"
    text = f"axis 1 counts the {size_text(old[1])} channels of {layer}, which become samples"
    return text, start.event, "the channels come from here"


def _forgotten(
    trace: Trace, event: Event, x: Tensor, old: Sizes, new: Sizes, head: Event, after: list[Event]
) -> Found | None:
    """Steps or frames that become samples.

    Although the body took the size of the batch, and never used it.
    """
    if new[1:] != old[2:] or not alike(event, new[0], old[0] * old[1]):
        return None
    if len(old) >= 5:
        if not any(short(one).startswith("Conv") for one in after):
            return None
    elif (
        not (short(head) == "Linear" and shape_of(head.output, head) == (new[0], 1))
        or origin(x, 0, event).meaning != "batch"
    ):
        return None
    batch = _unused(trace, event, old[0])
    if batch is None:
        return None
    return (
        f"the size of the batch, {batch.name}, is taken and never used to put them together again",
        source(x),
        "",
    )


def _unused(trace: Trace, event: Event, size: Dim) -> Named | None:
    body = event.place.definition
    for named in trace.named:
        if named.of is None or named.of[1] != 0 or named.value != size or named.place.definition is not body:
            continue
        if named.name != "_" and named.name not in names_read(body):
            return named
    return None
