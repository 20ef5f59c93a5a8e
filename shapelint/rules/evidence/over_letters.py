"""Softmax along a letter that einsum does not sum: part of wrong-axis."""

from __future__ import annotations

from shapelint.ops.core.trace import Event
from shapelint.report.findings import Finding
from shapelint.rules.evidence.flow import inputs, main, short, source, warning
from shapelint.rules.evidence.letters import letters_of
from shapelint.rules.evidence.users import Flow
from shapelint.sizes.tensors import Tensor

KEPT = {"div", "mul", "add", "masked_fill", "sub", "Dropout", "dropout", "to", "float", "type_as", "contiguous"}
SAME = {"Dropout", "dropout", "to", "float", "type_as", "contiguous"}


def among_letters(event: Event, x: Tensor, flow: Flow, axis: int) -> Finding | None:
    """`einsum("bijh,bjhd->bihd", scores.softmax(i), v)`, which sums over j."""
    scores = source(x)
    while scores is not None and short(scores) in KEPT:
        scores = source(main(scores))
    made = None if scores is None else letters_of(scores)
    if made is None or not set(made[2]) - set(made[0]) or not set(made[2]) - set(made[1]):
        return None  # not one score for each pair of a query and a key
    waiting = [event]
    while waiting:
        before = waiting.pop()
        for user in flow.users.get(id(before), ()):
            if short(user) in SAME:
                waiting.append(user)
            used = letters_of(user)
            given = inputs(user)
            if used is None or len(given) != 2:
                continue
            own = next((used[n] for n in range(2) if source(given[n]) is before), "")
            summed = set(own) - set(used[2])
            if len(own) != len(made[2]) or len(summed) != 1 or own[axis] in summed:
                continue
            letter, over = own[axis], summed.pop()
            return warning(
                event,
                f"{short(event)} over axis {axis}, `{letter}` of `{own}`, but the product sums over `{over}`: what is "
                "summed are no weights that add up to 1",
                label=f"over `{letter}`",
                help=f"dim={own.index(over)}",
                related=[(user, f"sums over `{over}`")],
            )
    return None
