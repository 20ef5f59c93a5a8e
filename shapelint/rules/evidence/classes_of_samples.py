"""Classes that are cut from the samples: part of wrong-axis.

`scores[:num_classes].argmax(1)` of (batch, classes, ...) takes the first samples, and of all classes.
"""

from __future__ import annotations

import re

from shapelint.ops.core.trace import Event, Trace
from shapelint.report.findings import Finding
from shapelint.rules.evidence.axis_origin import origin
from shapelint.rules.evidence.flow import alike, axis_argument, differ, shape_of, short, warning
from shapelint.rules.evidence.users import flow_in
from shapelint.rules.wording.words import size_text
from shapelint.sizes.tensors import Tensor
from shapelint.source.reading.argument_text import source_at
from shapelint.source.reading.call_parts import index_parts

CLASSES = re.compile(
    r"(?:^|[._])(?:n|num|nb|n_?of|number_?of)?_?(?:\w+_)?(?:class|classes|categories|labels|cls)$", re.IGNORECASE
)
CHOOSING = frozenset({"argmax", "max", "softmax", "log_softmax", "Softmax", "LogSoftmax", "topk"})
ALONE = frozenset(
    {"float", "detach", "cpu", "cuda", "to", "contiguous", "sigmoid", "clone", "interpolate", "div", *CHOOSING}
)
MOST = 30


def classes_of_samples(trace: Trace, event: Event, x: Tensor) -> Finding | None:
    """The finding about `scores[:num_classes]`."""
    key, shape = event.arguments.get("key"), shape_of(x, event)
    first = key[0] if isinstance(key, tuple) and key else key
    rest = key[1:] if isinstance(key, tuple) else ()
    if shape is None or len(shape) < 2 or not isinstance(first, slice) or first.step is not None:
        return None
    if any(one != slice(None) and one is not Ellipsis for one in rest):
        return None
    bound = first.stop if first.start in (None, 0) else first.start if first.stop is None else None
    if bound is None or (isinstance(bound, int) and (bound <= 0 or not isinstance(shape[1], int) or bound > shape[1])):
        return None
    parts = index_parts(event.place)
    text = source_at(parts[0]).strip(" :").partition(":")[-1 if first.start is None else 0].strip() if parts else ""
    text = text or (source_at(parts[0]).strip(" :") if parts else "")
    if CLASSES.search(text) is None or alike(event, shape[0], 1):
        return None
    rows, columns = origin(x, 0, event), origin(x, 1, event)
    if rows.axis != 0 or rows.moved is not None or columns.moved is not None or columns.axis != 1:
        return None
    if columns.meaning not in ("channels", "features") or columns.event is None or rows.event is columns.event:
        return None
    chooses = _chooses(trace, event)
    if chooses is None or not differ(event, shape[1], 1):
        return None
    return warning(
        event,
        f"[:{text}] of {size_text(shape)} takes samples of the batch, axis 0; the classes are axis 1",
        label="samples, not classes",
        help=f"take the classes: [:, :{text}]" if first.start in (None, 0) else f"take the classes: [:, {text}:]",
        related=[(columns.event, "gives the classes on axis 1"), (chooses, "chooses along axis 1")],
    )


def _chooses(trace: Trace, event: Event) -> Event | None:
    """What chooses along axis 1 of what was cut."""
    waiting, seen, users = [event], {id(event)}, flow_in(trace).users
    for one in waiting:
        for user in users.get(id(one), ()) if len(seen) < MOST else ():
            if id(user) in seen:
                continue
            seen.add(id(user))
            rank = len(shape_of(event.output, event) or ())
            if short(user) in CHOOSING and rank and axis_argument(user, rank) == 1:
                return user
            if short(user) in ALONE:
                waiting.append(user)
    return None
