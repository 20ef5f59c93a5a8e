"""Another axis for joins and reductions: `dim=1`."""

from __future__ import annotations

from shapelint.ops.core.trace import Event
from shapelint.report.findings import Finding, Fix
from shapelint.rules.fixes.edits import add_argument, replace
from shapelint.rules.wording.origins import inputs, maker, size_of, sizes, source_of
from shapelint.rules.wording.report import Case
from shapelint.sizes.dims import Dim
from shapelint.sizes.tensors import Tensor

JOINS = frozenset(("cat", "concat", "concatenate"))
REDUCED = frozenset(("argmax", "argmin", "mean", "sum", "prod", "amax", "amin", "std", "var", "norm", "any", "all"))


def axis_of(event: Event) -> int | None:
    """The axis of an operation, if it is a number."""
    axis = event.arguments.get("dim", event.arguments.get("axis"))
    return axis if type(axis) is int else None


def with_axis(finding: Finding, event: Event, axis: int) -> Finding:
    """The finding with the fix that names another axis."""
    place = next((one for one in map(event.where, ("dim", "axis")) if one is not None), None)
    edits = replace(place, str(axis)) if place is not None else add_argument(event.place, f"dim={axis}")
    return finding.with_(fix=Fix(f"{event.bare} goes along axis {axis}", edits, safe=False)) if edits else finding


def joined_along(case: Case) -> tuple[Event, int] | None:
    """The concatenation behind a tensor, and the axis that was meant.

    Along that axis, the one in question, it would give the size that is expected.
    """
    tensor, axis = case.need.of, case.axis
    event = maker(tensor, axis) if tensor is not None and axis is not None else None
    before = source_of(tensor) if tensor is not None else None
    event = before if before is not None and before.name in JOINS else event
    along = None if event is None else axis_of(event)
    if tensor is None or event is None or axis is None or event.name not in JOINS or along is None:
        return None
    parts = inputs(event)
    shapes = {sizes(one, event) for one in parts}
    shape = next(iter(shapes), None)
    if len(shapes) != 1 or shape is None or along % len(shape) == axis or len(parts) < 2:
        return None
    added = [size_of(one, axis, event) for one in parts]
    total = sum(one for one in added if isinstance(one, int))
    return (event, axis) if all(isinstance(one, int) for one in added) and total == case.need.expected else None


def reduced_along(tensor: Tensor, wanted: tuple[Dim, ...]) -> tuple[Event, int] | None:
    """The reduction behind a tensor, and another axis to go along.

    The axis is the only one along which it would have made the shape that is wanted.
    """
    event = source_of(tensor)
    given = inputs(event) if event is not None else []
    if event is None or event.bare not in REDUCED or len(given) != 1 or event.arguments.get("keepdim") is True:
        return None
    before, axis = sizes(given[0], event), axis_of(event)
    if before is None or axis is None:
        return None
    fitting = [at for at in range(len(before)) if (*before[:at], *before[at + 1 :]) == wanted]
    return (event, fitting[0]) if len(fitting) == 1 and fitting[0] != axis % len(before) else None
