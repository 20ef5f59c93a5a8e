"""One row of a table of positions, for all steps.

Part of positions-along-batch: `pe[:, x.size(1)]` for `pe[:, : x.size(1)]`.
"""

from __future__ import annotations

from shapelint.ops.core.trace import Event, Trace
from shapelint.report.findings import Finding, Fix
from shapelint.rules.evidence.flow import number, shape_of, short, source, warning
from shapelint.rules.evidence.spelled import same_axis, spelled_axis
from shapelint.rules.wording.words import size_text
from shapelint.sizes.dims import Expr
from shapelint.sizes.tensors import Tensor
from shapelint.source.reading.argument_text import source_at, span_of
from shapelint.source.reading.call_parts import index_parts, measured
from shapelint.source.span import Edit


def one_row(trace: Trace, event: Event, x: Tensor, table: Tensor) -> Finding | None:
    """The finding about the row behind the last step.

    The index is the number of steps, and the row is added to all of them.
    """
    made, shape = source(table), shape_of(x, event)
    key = None if made is None or short(made) != "__getitem__" else made.arguments.get("key")
    if made is None or shape is None or key is None:
        return None
    keys = key if isinstance(key, tuple) else (key,)
    for place, value in zip(index_parts(made.place), keys, strict=False):
        if not (isinstance(value, Expr) or number(value)) or not isinstance(measured(place), tuple):
            continue
        axis = spelled_axis(trace, made, place)
        if axis is None or axis[1] == len(shape) - 1:
            continue
        if any(same_axis(event, (x, own), axis) for own in range(len(shape) - 1) if shape[own] != 1):
            text = source_at(place)
            return warning(
                made,
                f"`{source_at(made.place)}` is one row of the positions, and is added to all {size_text(value)} steps: "
                "they get the same one",
                label="one row",
                help=f"write `:{text}` for the rows of all steps",
                related=[(event, "added here")],
            ).with_(fix=Fix(f"it becomes :{text}", (Edit(span_of(place), f":{text}"),), safe=False))
    return None
