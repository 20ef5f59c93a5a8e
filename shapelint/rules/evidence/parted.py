"""Axes merged by one view and parted otherwise by another.

In another order: part of moved-by-view.
"""

from __future__ import annotations

from itertools import permutations

from shapelint.ops.core.trace import Event
from shapelint.report.findings import Finding
from shapelint.rules.evidence.flow import main, origin, shape_of, short, warning
from shapelint.rules.wording.words import size_text
from shapelint.sizes.dims import Dim, Expr, product
from shapelint.sizes.tensors import Tensor

MERGES = {"view", "reshape", "flatten"}


def parted_in_other_order(event: Event, x: Tensor, old: tuple[Dim, ...], new: tuple[Dim, ...]) -> Finding | None:
    """The finding about (q, b) that becomes (b, q).

    The first axis was merged of these; by symbols, as numbers may be equal by accident.
    """
    if not old or len(new) < 2 or not isinstance(old[0], Expr) or not all(isinstance(size, Expr) for size in new[:2]):
        return None
    if product(new[:2]) != old[0] or new[0] == new[1]:
        return None
    start = origin(x, 0, event)
    made = start.event
    if made is None or short(made) not in MERGES or start.axis != 0 or start.moved is not None:
        return None
    before = shape_of(main(made), made)
    if before is None or before[:2] not in permutations(new[:2]) or before[:2] == new[:2]:
        return None
    return warning(
        event,
        f"{short(event)} parts an axis as {size_text(new[:2])} that was merged of {size_text(before[:2])}: "
        "its elements are mixed",
        label="parted in another order",
        help=f"part it as it was merged, {size_text(before[:2])}, and transpose it then; or transpose before the merge",
        related=[(made, f"{size_text(before[:2])} are merged here")],
    )
