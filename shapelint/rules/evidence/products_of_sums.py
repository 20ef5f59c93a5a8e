"""Rows that meet columns which the code made itself: part of silent-broadcast.

All pairs are meant then as a rule. Not so where a quotient or product of all pairs is only added up, which is the
product of two sums, where the sums of rows are divided by sums that kept their axis, and where the sum of all
differences is divided by the sum of weights of which each row has one.
"""

from __future__ import annotations

from typing import Any

from shapelint.ops.core.trace import Event, Trace
from shapelint.report.findings import Finding
from shapelint.rules.evidence.flow import alike, differ, inputs, main, shape_of, short, source, warning
from shapelint.rules.evidence.lost_axes import root_of
from shapelint.rules.evidence.users import flow_in
from shapelint.rules.wording.words import size_text
from shapelint.sizes.tensors import Tensor

REDUCTIONS = {"mean", "sum", "nanmean", "nansum"}
COUNTS = {"numel", "size", "__len__", "nelement"}
ARRANGED = {"unsqueeze", "__getitem__", "view", "reshape"}


def products_of_sums(trace: Trace, event: Event, walked: Any) -> Finding | None:
    """The finding about `error / count.unsqueeze(1)` of two rows.

    And about sums divided by sums with keepdim.

    walked: the operations that work on each element alone.
    """
    pair = inputs(event)
    if short(event) not in ("mul", "div", "sub") or len(pair) != 2:
        return None
    for row, column in (pair,) if short(event) == "div" else (pair, pair[::-1]):
        one, other = shape_of(row, event), shape_of(column, event)
        if one is None or other is None or len(one) != 1 or len(other) != 2 or other[1] != 1:
            continue
        if not alike(event, one[0], other[0]) or not differ(event, one[0], 1):
            continue
        if short(event) == "sub":
            why = _is_weighed_by_rows(trace, event, row, walked)
        else:
            why = _kept_its_axis(event, row, column, walked) or _is_added_up(trace, event, row, column, walked)
        if why:
            name = {"div": "quotients", "mul": "products"}.get(short(event), "differences")
            return warning(
                event,
                f"{size_text(one)} meets {size_text(other)}, and all {size_text(other[0])} by {size_text(one[0])} "
                f"{name} are made, of every value and every other one: {why}",
                label=f"gives {size_text((*other[:1], *one))}",
                help="bring both to the same shape",
                related=[(source(column), f"gives {size_text(other)}")],
            )
    return None


def _kept_its_axis(event: Event, row: Tensor, column: Tensor, walked: Any) -> str:
    """Why a sum was divided by its like with keepdim."""
    made, kept = source(root_of(row, walked)), source(root_of(column, walked))
    if short(event) != "div" or made is None or kept is None or short(made) not in REDUCTIONS:
        return ""
    if short(kept) not in REDUCTIONS or kept.arguments.get("keepdim") is not True:
        return ""
    before, after = shape_of(main(made), made), shape_of(main(kept), kept)
    if before is None or after is None or len(before) != 2 or len(after) != 2:
        return ""
    return f"the {short(kept)} below kept the axis that the {short(made)} above lost"


def _is_added_up(trace: Trace, event: Event, row: Tensor, column: Tensor, walked: Any) -> str:
    """Why nobody can want all pairs: only their sum is taken."""
    made = source(column)
    given = main(made) if made is not None and short(made) in ARRANGED else None
    if made is None or given is None or len(shape_of(given, made) or ()) != 1:
        return ""
    if root_of(given, walked) is root_of(row, walked):
        return ""
    users = [user for user in flow_in(trace).users.get(id(event), ()) if short(user) not in COUNTS]
    if not users or any(short(user) not in REDUCTIONS or _axes(user) is not None for user in users):
        return ""
    return f"the {short(users[0])} of that is the product of two sums"


def _is_weighed_by_rows(trace: Trace, event: Event, row: Tensor, walked: Any) -> str:
    """Why nobody can want all differences.

    Their mean is one over rows.

    `(mask * (column - row) ** 2).sum() / mask.sum()`, of a mask that has one number for each row.
    """
    one, users = shape_of(row, event), flow_in(trace).users
    waiting, seen = [event], set[int]()
    while waiting and len(seen) < 40:
        for user in users.get(id(waiting.pop()), ()):
            if id(user) in seen:
                continue
            seen.add(id(user))
            if short(user) != "mul":
                if short(user) in walked:
                    waiting.append(user)
                continue
            for mask in inputs(user):
                if shape_of(mask, user) != one or source(mask) is None:
                    continue
                if any(_divides(users, total, mask) for total in users.get(id(user), ())):
                    return "they are added up, and divided by the sum of weights of which each row has one"
    return ""


def _divides(users: dict[int, list[Event]], total: Event, mask: Tensor) -> bool:
    """Whether a sum of all is divided by that of a mask."""
    if short(total) != "sum" or _axes(total) is not None:
        return False
    for user in users.get(id(total), ()):
        below = [source(one) for one in inputs(user)[1:]] if short(user) == "div" else []
        for _ in range(2):  # a sum may be clamped, or have something added
            below = [source(main(one)) if one is not None and short(one) in GUARDS else one for one in below]
        if any(one is not None and short(one) == "sum" and main(one) is mask for one in below):
            return True
    return False


GUARDS = {"clamp", "clamp_min", "add", "max", "maximum"}
"""What keeps a sum from 0."""


def _axes(event: Event) -> Any:
    return event.arguments.get("dim", event.arguments.get("axis"))
