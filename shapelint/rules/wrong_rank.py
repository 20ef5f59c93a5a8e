"""wrong-rank (SHP104): an operation is given a tensor with another number of dimensions.

What: a layer or function takes tensors of certain ranks only (Conv2d of 3 or 4), or a shape is unpacked into more or
fewer names than it has sizes.

Why: torch raises at the call. A flatten, a missing batch axis, or an image without its channel axis are the usual
causes.

Bad:

    import torch
    from torch import nn

    images = torch.randn(2, 3, 32, 32)
    flat = images.flatten(1)
    nn.Conv2d(3, 8, 3)(flat.unsqueeze(0).unsqueeze(0).unsqueeze(0))  # error: [wrong-rank]

Good:

    import torch
    from torch import nn

    images = torch.randn(2, 3, 32, 32)
    nn.Conv2d(3, 8, 3)(images)
"""

from __future__ import annotations

from collections.abc import Iterator

from shapelint.ops.core.trace import Trace
from shapelint.report.findings import Finding, Fix
from shapelint.rules.fixes.behind import given, with_text_behind
from shapelint.rules.fixes.edits import replace
from shapelint.rules.wording.report import Case, explain, failing
from shapelint.rules.wording.words import size_text
from shapelint.sizes.dims import Dim
from shapelint.source.reading.argument_text import source_at
from shapelint.source.reading.call_parts import positional


def check(trace: Trace) -> Iterator[Finding]:
    for case in failing(trace, "wrong-rank"):
        shape = f": {size_text(case.shape)}" if case.shape is not None else ""
        label = f"is {size_text(case.shape)}" if case.shape is not None else ""
        found = case.finding(explain(case) + shape, label=label, help=advice(case))
        lacking = _lacking(case)
        if lacking:
            last = positional(case.event.place)[-1:]
            edits = replace(last[0], f"{source_at(last[0])}, {lacking[-1]}") if last else ()
            yield found.with_(
                fix=Fix(f"write .permute({', '.join(map(str, lacking))})", edits, False) if edits else None
            )
            continue
        yield with_text_behind(found, given(case, case.need.argument or "input"), _behind(case))


def advice(case: Case) -> str:
    name, have, shape = case.event.name, case.need.actual, case.shape
    ranks = _ranks(case)
    if not isinstance(have, int) or shape is None or not ranks:
        return ""
    digit = name[-2] if name[-1:] == "d" and name[-2:-1].isdigit() else ""
    if digit and name.startswith(("BatchNorm", "InstanceNorm")) and 2 <= have <= 5:
        fitting = name.replace(f"{digit}d", f"{max(have - 2, 1)}d")
        return f"use {fitting} for an input of {have} dimensions, or add the axis that is missing"
    if digit and have < max(ranks):
        return _missing(case, shape, min(ranks), max(ranks))
    if have > max(ranks) and 1 in shape:
        return f"if axis {shape.index(1)} of size 1 is not wanted, write .squeeze({shape.index(1)})"
    if lacking := _lacking(case):
        return f"name all {have} axes, as in .permute({', '.join(map(str, lacking))})"
    if name == "permute":
        return f"name all {have} axes, as in .permute({', '.join(map(str, range(have)))})"
    return ""


def _ranks(case: Case) -> list[int]:
    expected = case.need.expected
    return [one for one in (expected if isinstance(expected, tuple) else (expected,)) if isinstance(one, int)]


def _lacking(case: Case) -> tuple[int, ...]:
    """The axes that a permutation names, and the one it forgets.

    () where it forgets none, or more than one.
    """
    named, have = case.event.arguments.get("dims"), case.need.actual
    if case.event.name != "permute" or not isinstance(named, (tuple, list)) or not isinstance(have, int):
        return ()
    if len(named) == 1 and isinstance(named[0], (tuple, list)):
        named = named[0]
    rest = [axis for axis in range(have) if axis not in [one % have for one in named if isinstance(one, int)]]
    return (*named, rest[0]) if len(rest) == 1 and len(named) == have - 1 else ()


def _behind(case: Case) -> str:
    """What to write behind the input: `.squeeze(1)`, `.unsqueeze(1)`.

    For an axis of 1 too many, or where that of the only channel is missing.
    """
    have, shape, ranks = case.need.actual, case.shape, _ranks(case)
    if not isinstance(have, int) or shape is None or not ranks:
        return ""
    if have > max(ranks) and 1 in shape:
        return f".squeeze({shape.index(1)})"
    one_channel = getattr(case.event.target, "attributes", {}).get("in_channels") == 1
    return ".unsqueeze(1)" if one_channel and len(shape) == min(ranks) - 1 else ""


def _missing(case: Case, shape: tuple[Dim, ...], least: int, most: int) -> str:
    """Axes that a layer for images or sequences misses."""
    attributes = getattr(case.event.target, "attributes", {})
    if len(shape) == 2 and shape[1] == attributes.get("in_channels"):
        return f"give each channel its size: .view({', '.join(map(str, (*shape, *(1,) * (most - 2))))})"
    if len(shape) == least - 1:
        added = f"1x{size_text(shape)}"
        return f"if the channel axis is missing, write .unsqueeze(1); if the batch is, .unsqueeze(0) makes {added}"
    return f"it lacks {most - len(shape)} of the axes batch, channels and the {most - 2} of space"
