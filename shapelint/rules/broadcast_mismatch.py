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

from shapelint.ops.core.trace import Trace
from shapelint.report.findings import Finding
from shapelint.rules.wording.origins import sizes
from shapelint.rules.wording.report import Case, explain, failing
from shapelint.rules.wording.words import size_text
from shapelint.sizes.dims import Dim


def check(trace: Trace) -> Iterator[Finding]:
    for case in failing(trace, "broadcast-mismatch"):
        made = [case.made_here(tensor) for _, tensor in case.tensors]
        pair = _pair(case)
        if pair is None:
            yield case.finding(_of_unknown_rank(case), related=made, whole=True)
            continue
        (one, left), (other, right) = pair
        yield case.finding(
            f"{case.title}: {one} is {size_text(left)} and {other} is {size_text(right)}; {_meeting(left, right)}",
            label=f"{size_text(left)} meets {size_text(right)}", help=_in_place(case, pair) or advice(pair),
            related=made, whole=True,
        )  # fmt: skip


Named = tuple[str, tuple[Dim, ...]]


def _pair(case: Case) -> tuple[Named, Named] | None:
    """What the two operands are called, and their shapes.

    None where there are more, or a rank is not known.
    """
    shapes = [sizes(tensor, case.event) for _, tensor in case.tensors]
    if len(shapes) != 2 or shapes[0] is None or shapes[1] is None:
        return None
    return (case.operands[0], shapes[0]), (case.operands[1], shapes[1])


def _of_unknown_rank(case: Case) -> str:
    need = case.need
    if need.relation != "same" or need.axis is None or len(case.tensors) != 2:
        return explain(case)
    one, other = case.operands
    axis = "the last axis" if need.axis == -1 else f"axis {need.axis}"
    if need.of is case.tensors[0][1]:
        one, other = other, one
    return f"{case.title}: {other} has {case.have} on {axis}, and {one} has {case.want}"


def _meeting(left: tuple[Dim, ...], right: tuple[Dim, ...]) -> str:
    """Which sizes meet, counted from the last axis as broadcasting does."""
    pairs = [
        f"{size_text(one)} meets {size_text(other)} on {'the last axis' if axis == -1 else f'axis {axis}'}"
        for axis, one, other in _aligned(left, right)
        if 1 not in (one, other) and one != other
    ]
    return " and ".join(pairs) or "they cannot be broadcast together"


def _aligned(left: tuple[Dim, ...], right: tuple[Dim, ...]) -> list[tuple[int, Dim, Dim]]:
    """(axis, the sizes that meet there) of the axes that both have.

    Counted from the first where both have as many, else from the last.
    """
    depth = min(len(left), len(right))
    shift = len(left) if len(left) == len(right) else 0
    return [(axis + shift, left[axis], right[axis]) for axis in range(-depth, 0)]


def _in_place(case: Case, pair: tuple[Named, Named]) -> str:
    """The sentence about an operation in place.

    Where it is only that it would have to enlarge its tensor.
    """
    name, (_, left), (_, right) = case.event.bare, *pair
    fits = all(1 in (one, other) or one == other for _, one, other in _aligned(left, right))
    in_place = name.startswith("__i") or (name.endswith("_") and not name.endswith("__"))
    return (
        "an operation in place cannot enlarge its tensor: write x = x + y rather than x += y"
        if fits and in_place
        else ""
    )


def advice(pair: tuple[Named, Named]) -> str:
    """What is usually meant where these two shapes meet."""
    (_, left), (other, right) = pair
    if len(left) != len(right):
        (name, short), (_, long) = sorted(pair, key=lambda named: len(named[1]))
        return _lined_up(name, short, long)
    differ = [axis for axis, a, b in _aligned(left, right) if a != b and 1 not in (a, b)]
    if len(left) == 2 and left == right[::-1]:
        return f"transpose one of them: {other}.T" if other[0] == "`" else "transpose one of them: .T"
    if (
        len(left) < 3
        or not differ
        or any(not isinstance(shape[axis], int) for shape in (left, right) for axis in differ)
    ):
        return ""
    small, large = sorted(pair, key=lambda named: [size for size in named[1] if isinstance(size, int)])
    if differ == [1] and len(left) > 3:
        return (
            f"make the channels equal: {small[0]} needs a 1x1 convolution, "
            f"nn.Conv{len(left) - 2}d({small[1][1]}, {large[1][1]}, 1)"
        )
    if min(differ) >= 2:
        return _resized(small, large, differ)
    return ""


def _resized(small: Named, large: Named, differ: list[int]) -> str:
    """Images or sequences of different sizes."""
    crop = f"crop {large[0]}, or pad {small[0]}"
    if len(small[1]) < 4:
        return f"make them equal before: {crop}"
    target = small[0].strip("`")
    resize = f"F.interpolate(..., size={target if target.isidentifier() else 'other'}.shape[2:])"
    ratios = {_ratio(large[1][axis], small[1][axis]) for axis in differ}
    stride = ratios.pop() if len(ratios) == 1 else 0
    if stride:
        return (
            f"{large[0]} is {stride} times as large: in a residual sum its way needs the stride, too, as a 1x1 "
            f"convolution with stride={stride}; or resize it, {resize}"
        )
    return f"make them equal before: {crop}; or resize, {resize}"


def _ratio(large: Dim, small: Dim) -> int:
    """How often the smaller goes into the larger.

    0 where that is not even.
    """
    if not isinstance(large, int) or not isinstance(small, int) or small < 1 or large % small:
        return 0
    return large // small


def _lined_up(name: str, short: tuple[Dim, ...], long: tuple[Dim, ...]) -> str:
    """The sentence about axes that are missing.

    The one of fewer axes lacks them where it would match the other.
    """
    counts = "broadcasting counts from the last axis"
    for start in range(len(long) - len(short), -1, -1):
        if all(size in (1, there) for size, there in zip(short, long[start:], strict=False)):
            made = (*short, *(1,) * (len(long) - start - len(short)))
            return f"{counts}: {name} fits axis {start} as .view({', '.join(map(str, made))})"
    kept: list[int] = []
    for size in short:
        found = next((axis for axis in range(kept[-1] + 1 if kept else 0, len(long)) if long[axis] == size), None)
        if found is None:
            return ""
        kept.append(found)
    index = ", ".join(":" if axis in kept else "None" for axis in range(len(long)))
    return f"{counts}: {name} fits with [{index}] after it"
