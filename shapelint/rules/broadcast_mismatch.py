"""broadcast-mismatch (SHP106): two tensors whose sizes can not be broadcast together meet.

What: arithmetic, comparison, or an assignment into a slice pairs two sizes that differ while neither is 1.

Why: torch raises at the operation. A residual sum after a stride, or a mask of another length, are the usual causes.

Bad:

    import torch
    from torch import nn

    x = torch.randn(1, 16, 32, 32)
    y = nn.Conv2d(16, 16, 3, stride=2, padding=1)(x)
    out = x + y  # error: [broadcast-mismatch]

Good:

    import torch
    from torch import nn

    x = torch.randn(1, 16, 32, 32)
    y = nn.Conv2d(16, 16, 3, padding=1)(x)
    out = x + y
"""

from __future__ import annotations

from collections.abc import Iterator

from shapelint.dims import Dim
from shapelint.findings import Finding
from shapelint.rules.origins import sizes
from shapelint.rules.report import explain, failing, size_text
from shapelint.trace import Trace


def check(trace: Trace) -> Iterator[Finding]:
    for case in failing(trace, "broadcast-mismatch"):
        shapes = [sizes(tensor, case.event) for _, tensor in case.tensors]
        if len(shapes) != 2 or shapes[0] is None or shapes[1] is None:
            yield case.finding(explain(case))
            continue
        left, right = (
            f"{text} is {size_text(shape)}" if text else size_text(shape)
            for (text, _), shape in zip(case.tensors, shapes)
        )
        yield case.finding(
            f"{case.title}: {left} and {right}; {_meeting(shapes[0], shapes[1])}",
            label=f"{size_text(shapes[0])} meets {size_text(shapes[1])}", help=advice(shapes[0], shapes[1]),
            related=[case.made_here(tensor) for _, tensor in case.tensors],
        )  # fmt: skip


def _meeting(left: tuple[Dim, ...], right: tuple[Dim, ...]) -> str:
    """Which sizes meet, counted from the last axis as broadcasting does."""
    pairs = [(axis, *pair) for axis, pair in _aligned(left, right) if 1 not in pair and pair[0] != pair[1]]
    if not pairs:
        return "they cannot be broadcast together"
    return " and ".join(f"{size_text(one)} meets {size_text(other)} on axis {axis}" for axis, one, other in pairs)


def _aligned(left: tuple[Dim, ...], right: tuple[Dim, ...]) -> list[tuple[int, tuple[Dim, Dim]]]:
    """(axis from the last, the sizes that meet there), from the first axis on that both have."""
    depth = min(len(left), len(right))
    return [(axis, (left[axis], right[axis])) for axis in range(-depth, 0)]


def advice(left: tuple[Dim, ...], right: tuple[Dim, ...]) -> str:
    """What is usually meant where these two shapes meet."""
    short, long = (left, right) if len(left) < len(right) else (right, left)
    if len(short) < len(long):
        return _with_axes(short, long)
    differ = [axis for axis, (one, other) in _aligned(left, right) if one != other and 1 not in (one, other)]
    rank = len(left)
    if rank >= 3 and [axis + rank for axis in differ] == [1]:
        one, other = left[1], right[1]
        if isinstance(one, int) and isinstance(other, int) and rank > 3:
            return f"make the channels equal: a 1x1 convolution from {other} to {one} channels on the second, or the other way round"
        return ""
    if rank > 2 and differ and min(differ) + rank >= 2:
        ratio = {_ratio(left[axis], right[axis]) for axis in differ}
        only = ratio.pop() if len(ratio) == 1 else None
        if only is not None:
            first, second = (
                ("first", "second") if _is_larger(left[differ[0]], right[differ[0]]) else ("second", "first")
            )
            return (
                f"the {first} is {only} times as large: in a residual sum give its way the stride {only} of the {second}, as a 1x1 "
                f"convolution with stride={only}; or resize it, F.interpolate(..., size={_resized(rank, second)})"
            )
        return f"make the sizes equal before: crop the larger, pad the smaller, or resize it, F.interpolate(..., size={_resized(rank, 'other')})"
    if rank == 2 and left == right[::-1]:
        return "one of them wants to be transposed: .T"
    return ""


def _resized(rank: int, which: str) -> str:
    return f"{which}.shape[2:]"


def _with_axes(short: tuple[Dim, ...], long: tuple[Dim, ...]) -> str:
    """The shorter one lacks axes where it matches the longer one."""
    for start in range(len(long) - len(short), -1, -1):
        window = long[start : start + len(short)]
        if all(one in (1, other) for one, other in zip(short, window)):
            missing = len(long) - start - len(short)
            made = (*short, *(1,) * missing)
            return f"broadcasting counts from the last axis: write .view({', '.join(map(str, made))}) to line it up with axis {start}"
    at = iter(range(len(long)))
    if all(any(long[axis] == size for axis in at) for size in short):
        found = iter(range(len(long)))
        kept = {next(axis for axis in found if long[axis] == size) for size in short}
        index = ", ".join(":" if axis in kept else "None" for axis in range(len(long)))
        return f"broadcasting counts from the last axis: write [{index}] after it to line it up"
    return ""


def _ratio(one: Dim, other: Dim) -> int | None:
    if not isinstance(one, int) or not isinstance(other, int):
        return None
    small, large = sorted((one, other))
    return large // small if small > 1 and large % small == 0 else None


def _is_larger(one: Dim, other: Dim) -> bool:
    return isinstance(one, int) and isinstance(other, int) and one > other
