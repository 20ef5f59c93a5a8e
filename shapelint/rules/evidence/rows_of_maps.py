"""Rows of maps that are other rows than they are taken for.

Part of moved-by-view.

(b, c, h, w) read as (-1, c) while the channels stand where they are, and (b, w, h, c) read as rows that meet those of a
(b, h, w). By numbers as well: that a row holds just as many numbers as there are channels is no accident.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from shapelint.ops.core.trace import Event, Trace
from shapelint.report.findings import Finding
from shapelint.rules.evidence.axis_origin import MOVES, origin
from shapelint.rules.evidence.flow import alike, axis_argument, inputs, main, shape_of, short, source, warning
from shapelint.rules.evidence.users import flow_in
from shapelint.rules.wording.words import size_text
from shapelint.sizes.dims import Dim, product
from shapelint.sizes.tensors import Tensor

Sizes = tuple[Dim, ...]
ALONE = {"mul", "pow", "neg", "add", "sub", "div", "contiguous", "float", "to", "detach", "eq", "ne", "gt", "lt", "ge",
         "le", "long", "bool", "clone", "relu", "invert"}  # fmt: skip
FEATURES = {"matmul", "mm", "linear", "Linear", "cdist", "addmm"}
SCORES = {"CrossEntropyLoss", "cross_entropy", "log_softmax", "softmax", "LogSoftmax", "Softmax"}
MERGES = {"view", "reshape", "flatten"}


def channels_as_rows(trace: Trace, event: Event, x: Tensor, old: Sizes, new: Sizes) -> Finding | None:
    """The finding about `x.view(-1, channels)` of maps."""
    if len(old) < 3 or len(new) != 2 or not all(isinstance(size, int) for size in (*old, *new)):
        return None
    channels, behind = old[1], product(old[2:])
    if channels != new[1] or behind == 1 or channels == 1 or any(size == channels for size in old[2:]):
        return None
    if behind == channels or product(old) != product(new) or origin(x, 1, event).meaning != "channels":
        return None
    if not any(_takes_rows(user) for user in _users(trace, event)):
        return None
    order = ", ".join(map(str, (0, *range(2, len(old)), 1)))
    return warning(
        event,
        f"{short(event)} moves nothing: {size_text(old)} holds the {channels} channels on axis 1, and a row of "
        f"{size_text(new)} is made of {channels} neighbours in one channel",
        label=f"{size_text(old)} read as {size_text(new)}",
        help=f"bring the channels to the end first: .permute({order})",
        related=[(origin(x, 1, event).event, "gives the channels")],
    )


def _users(trace: Trace, event: Event) -> Iterator[Event]:
    """What takes the rows, arithmetic on the way."""
    waiting, seen = [event], set[int]()
    while waiting and len(seen) < 60:
        for user in flow_in(trace).users.get(id(waiting.pop()), ()):
            if id(user) not in seen:
                seen.add(id(user))
                yield user
                if short(user) in ALONE:
                    waiting.append(user)


def _takes_rows(user: Event) -> bool:
    """Whether it takes a row for one vector."""
    if short(user) in FEATURES | {"CrossEntropyLoss", "cross_entropy"}:
        return True
    return short(user) in SCORES and axis_argument(user, 2) == 1


def met_in_other_order(trace: Trace, event: Event, x: Tensor, old: Sizes, new: Sizes) -> Finding | None:
    """The finding about moved axes that are merged into rows.

    They meet the rows of what was not moved.
    """
    made = source(x)
    while made is not None and short(made) in ("contiguous", "clone"):
        made = source(main(made))
    if made is None or short(made) not in MOVES:
        return None
    own = _merged(event, old, new)
    if own is None:
        return None
    for user in flow_in(trace).users.get(id(event), ()):
        for other in _partners(user, event):
            met = _merged_of(other)
            if met is not None and met[1] != own and Counter(met[1]) == Counter(own):
                return warning(
                    event,
                    f"the rows of this {short(event)} run through {size_text(own)}, and {short(user)} brings them "
                    f"together with rows that run through {size_text(met[1])}: they are not the same",
                    label=f"rows of {size_text(own)}",
                    help=f"move the axes so that the rows run through {size_text(met[1])} as well",
                    related=[(made, "moved here"), (met[0], f"merged of {size_text(met[1])}")],
                )
    return None


def _partners(user: Event, event: Event) -> list[Tensor]:
    """The tensors whose rows meet those of an event's result."""
    if short(user) == "__getitem__":
        key = user.arguments.get("key")
        first = key[0] if isinstance(key, tuple) and key else key
        given = [first] if main(user) is event.output and isinstance(first, Tensor) else []
    elif short(user) in ALONE | {"CrossEntropyLoss", "cross_entropy", "mse_loss", "MSELoss", "nll_loss", "NLLLoss"}:
        given = [one for one in inputs(user) if one is not event.output]
    else:
        given = []
    rows = shape_of(event.output, user)
    return [one for one in given if rows and (shape := shape_of(one, user)) and alike(user, shape[0], rows[0])]


def _merged_of(tensor: Tensor) -> tuple[Event, Sizes] | None:
    """The view that made a tensor's rows, and the axes it merged."""
    made = source(tensor)
    for _ in range(10):
        before = None if made is None else main(made)
        old = None if made is None or before is None else shape_of(before, made)
        new = None if made is None else shape_of(made.output, made)
        if made is None or old is None or new is None:
            return None
        if short(made) in MERGES:
            merged = _merged(made, old, new)
            return None if merged is None else (made, merged)
        if short(made) not in ALONE or old != new:
            return None
        made = source(before)
    return None


def _merged(event: Event, old: Sizes, new: Sizes) -> Sizes | None:
    """The first axes of the input that became one."""
    count = len(old) - len(new) + 1
    if count < 2 or not new or not all(alike(event, a, b) for a, b in zip(old[count:], new[1:], strict=True)):
        return None
    return old[:count] if alike(event, product(old[:count]), new[0]) else None
