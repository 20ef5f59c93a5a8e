"""wrong-axis (SHP305): an operation works along an axis that a later use contradicts.

What: softmax or argmax over the batch of a classifier's logits; softmax of attention scores over the queries or heads,
although the product that follows sums over the keys, or the transpose of their weights that leaves every axis where it
is; a recurrent or attention layer that runs along what the code calls the batch, as `batch_first` says otherwise;
softmax over an axis of one, which makes every weight 1; the last sample of a batch-first recurrent output instead of
its last step; the mean over the batch before a Linear, and that of shares over the axis of their softmax; two inputs
concatenated to twice the batch, and returned so; gates over the steps, of which experts are then taken; statistics of
channels that leave another axis, or are taken from another; a number of classes that is cut from the samples;
vectors of tokens normalised along the axis that torch takes where none is given; a mean over what a mask leaves of each
sample, divided by what it leaves of all.
Slots, clusters or capsules that compete for an input, weights over the steps of (time, batch, features), and attention
over nodes or frames on axis 0 that nothing calls the batch are no mistake.

Why: nothing fails, since the sizes that follow are what they would be, or nobody looks at the number of rows.

Bad:

    import torch
    from torch import nn

    frames = torch.randn(4, 20, 8)
    weights = torch.softmax(nn.Linear(8, 1)(frames), dim=-1)  # warning: [wrong-axis]
    pooled = (weights * frames).sum(dim=1)

Good:

    import torch
    from torch import nn

    frames = torch.randn(4, 20, 8)
    weights = torch.softmax(nn.Linear(8, 1)(frames), dim=1)
    pooled = (weights * frames).sum(dim=1)
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from shapelint.ops.core.trace import Event, Trace
from shapelint.report.findings import Finding
from shapelint.rules.evidence.axis_origin import CONVOLUTION, origin
from shapelint.rules.evidence.axis_words import BATCH
from shapelint.rules.evidence.channel_statistics import STATISTICS, over_channels
from shapelint.rules.evidence.classes_of_samples import classes_of_samples
from shapelint.rules.evidence.constant_mean import constant_mean
from shapelint.rules.evidence.flow import (
    alike,
    axis_argument,
    calls_of,
    differ,
    inputs,
    main,
    names_of_axes,
    shape_of,
    short,
    source,
    warning,
)
from shapelint.rules.evidence.indexed_statistics import other_than_channels
from shapelint.rules.evidence.joined_inputs import twice_the_batch
from shapelint.rules.evidence.masked_mean import divided_by_all
from shapelint.rules.evidence.over_letters import among_letters
from shapelint.rules.evidence.over_named_batch import among_named_samples, among_steps, choice_along
from shapelint.rules.evidence.over_queries import SAME_PLACE, SOFTMAX, over_queries, transposed_by_nothing
from shapelint.rules.evidence.over_the_batch import among_samples
from shapelint.rules.evidence.over_the_default import over_the_default
from shapelint.rules.evidence.sequences import SEQUENCES, along_the_batch
from shapelint.rules.evidence.stated_of import stated_names
from shapelint.rules.evidence.users import Flow, flow_in  # fmt: skip
from shapelint.rules.wording.words import size_text
from shapelint.sizes.tensors import Tensor
from shapelint.source.reading.argument_text import source_at

severity = "warning"

QUOTIENTS = {"div", "truediv", "true_divide", "divide"}
REDUCE = {"mean", "sum", "amax"}
LOOKED_AT = (
    SOFTMAX | REDUCE | STATISTICS | SEQUENCES | {"argmax", "__getitem__", "normalize", "cat", "concat", "concatenate"}
)
LOGITS = re.compile(r"logit|class|pred|prob(?!e)|label|categor", re.IGNORECASE)


def check(trace: Trace) -> Iterator[Finding]:
    names, said = None, None
    yield from filter(None, map(divided_by_all, calls_of(trace, QUOTIENTS)))
    for event in calls_of(trace, LOOKED_AT):
        name, x = short(event), main(event)
        shape = shape_of(x, event)
        if x is None or shape is None:
            continue
        axis = axis_argument(event, len(shape))
        if name in SEQUENCES:
            said = stated_names(trace) if said is None else said
            found = along_the_batch(trace, event, said)
        elif name in SOFTMAX and axis is not None and shape[axis] == 1:
            found = _over_one(event, x, axis)
        elif name in SOFTMAX | {"argmax"} and axis == 0 and len(shape) == 2:
            found = _over_batch(event, x, flow_in(trace))
            if found is None and name in SOFTMAX:
                flow = flow_in(trace)
                found = among_samples(trace, event, axis, flow) or over_queries(event, x, flow, axis)
        elif name in SOFTMAX and len(shape) >= 3 and axis is not None and axis < len(shape) - 1:
            flow = flow_in(trace)
            found = over_queries(event, x, flow, axis) or among_samples(trace, event, axis, flow)
            found = found or among_letters(event, x, flow, axis) or among_named_samples(trace, event, axis, flow)
            found = found or among_steps(trace, event, axis, flow)
        elif name == "__getitem__":
            found = _last_sample(event, x, flow_in(trace)) if len(shape) == 3 else None
            found = found or classes_of_samples(trace, event, x)
        elif name == "mean" and axis is not None and (constant := constant_mean(event, x, axis)) is not None:
            found = constant
        elif name in STATISTICS and axis is None:
            found = over_channels(trace, event, x)
        elif name in REDUCE and axis == 0 and len(shape) == 3:
            names = names_of_axes(trace) if names is None else names
            found = _mean_of_batch(event, x, flow_in(trace), names)
        elif name == "normalize":
            found = over_the_default(event, x)
        elif name in ("cat", "concat", "concatenate") and axis == 0 and len(shape) >= 2:
            found = twice_the_batch(trace, event, flow_in(trace))
        else:
            continue
        if found is not None:
            yield found
    yield from transposed_by_nothing(trace)
    yield from other_than_channels(trace)


def _over_one(event: Event, x: Tensor, axis: int) -> Finding | None:
    made = origin(x, axis, event).event
    built = made.build if made is not None else None
    shape = shape_of(x, event)
    if axis == 0 and shape is not None and len(shape) == 2 and isinstance(shape[1], int) and shape[1] > 1:
        return warning(
            event,
            f"axis 0 has one element, so that its {short(event).lower()} is always the same: the {shape[1]} scores lie "
            "on axis 1",
            label="over an axis of one",
            help="take the last axis: dim=-1",
            related=[(source(x), f"gives {size_text(shape)}")],
        )
    along = 1 if made is not None and CONVOLUTION.fullmatch(short(made)) else len(shape or ()) - 1
    if made is None or axis != along or not _ends_in_one(made, built):
        return None
    return warning(
        event,
        f"axis {axis} has one element, so that its {short(event).lower()} is always the same: every weight is 1",
        label="over an axis of one",
        help="take the axis over which weights are to be shared out",
        related=[(made, "gives the axis of one")],
    )


def _ends_in_one(made: Event, built: Event | None) -> bool:
    """Whether a layer or matrix was made for one column."""
    if short(made) == "Linear" or CONVOLUTION.fullmatch(short(made)):
        place = None if built is None else built.where("out_features" if short(made) == "Linear" else "out_channels")
        return place is not None and source_at(place) == "1"
    given = inputs(made)
    weights = shape_of(given[-1], made) if short(made) in ("matmul", "mm") and len(given) == 2 else None
    return weights is not None and given[-1].role == "parameter" and len(weights) == 2 and weights[1] == 1


def _over_batch(event: Event, x: Tensor, flow: Flow) -> Finding | None:
    """The finding about an operation along the batch of logits.

    They are what a Linear gives, called so, or asked for its largest along the classes later.
    """
    columns, rows = origin(x, 1, event), origin(x, 0, event)
    shape = shape_of(x, event)
    if (
        shape is None
        or columns.meaning != "features"
        or columns.axis != 1
        or rows.axis != 0
        or not differ(event, shape[1], 1)
    ):
        return None
    if columns.moved is not None or rows.moved is not None or alike(event, shape[0], 1):
        return None
    later = choice_along(event, flow, 0)
    if later is None:
        later = next((one for one in flow.after(event) if short(one) == "argmax" and axis_argument(one, 2) == 1), None)
    if later is None and not any(LOGITS.search(one.name) for one in _same(x)):
        return None
    related: list[tuple[Event | None, str]] = [(columns.event, "gives one row for each sample")]
    if later is not None:
        related.append((later, "chooses along axis 1"))
    return warning(
        event,
        f"{short(event)} over axis 0 of {size_text(shape)} compares the samples of the batch, not the classes",
        label="over the batch",
        help="dim=1",
        related=related,
    )


def _same(x: Tensor) -> Iterator[Tensor]:
    """The tensor, and those that it copies.

    Casts count as copies.
    """
    yield x
    event = source(x)
    while event is not None and short(event) in SAME_PLACE | {"detach", "cpu"}:
        before = main(event)
        if before is None:
            return
        yield before
        event = source(before)


def _last_sample(event: Event, x: Tensor, flow: Flow) -> Finding | None:
    """`out[-1]` of (batch, steps, features)."""
    key = event.arguments.get("key")
    first = key[0] if isinstance(key, tuple) and key else key
    rest = key[1:] if isinstance(key, tuple) else ()
    shape = shape_of(x, event)
    if first != -1 or isinstance(first, bool) or not all(one == slice(None) for one in rest) or shape is None:
        return None
    start = origin(x, 0, event)
    if start.meaning != "batch" or start.axis != 0 or start.moved is not None or alike(event, shape[0], 1):
        return None
    head = _head(event, flow)
    if head is None:
        return None
    return warning(
        event,
        f"[-1] of {size_text(shape)} is the last sample of the batch with all its steps: "
        "the recurrent layer was built with batch_first=True",
        label="the last sample",
        help="the last step of every sample: [:, -1]",
        related=[(start.event, "gives (batch, steps, features)"), (head, "takes the steps for samples")],
    )


def _mean_of_batch(event: Event, x: Tensor, flow: Flow, names: Any) -> Finding | None:
    start = origin(x, 0, event, names)
    shape = shape_of(x, event)
    if shape is None or start.axis != 0 or start.moved is not None or event.arguments.get("keepdim") is True:
        return None
    if start.meaning != "batch" and not (start.name in BATCH and start.meaning == "given"):
        return None
    head = _head(event, flow)
    if head is None:
        return None
    return warning(
        event,
        f"the {short(event)} over axis 0 of {size_text(shape)} mixes the samples of the batch",
        label="over the batch",
        help="dim=1",
        related=[(start.event, "axis 0 is the batch"), (head, "takes the rest for samples")],
    )


def _head(event: Event, flow: Flow) -> Event | None:
    """The Linear that works on what an event gives.

    As it stands but for dropout and activations.
    """
    waiting = [event]
    while waiting:
        for user in flow.users.get(id(waiting.pop()), ()):
            if short(user) == "Linear":
                return user
            if short(user) in SAME_PLACE | {"relu", "ReLU", "tanh", "Tanh", "gelu", "GELU", "LayerNorm"}:
                waiting.append(user)
    return None
