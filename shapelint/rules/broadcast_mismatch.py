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

from shapelint.ops.core.trace import Event, Trace
from shapelint.report.findings import Finding
from shapelint.rules.fixes.axes import reduced_along, with_axis
from shapelint.rules.fixes.behind import with_text_behind
from shapelint.rules.fixes.lengthened import lengthened, without_borders
from shapelint.rules.wording.origins import sizes
from shapelint.rules.wording.report import Case, explain, failing
from shapelint.rules.wording.words import size_text
from shapelint.sizes.dims import Dim
from shapelint.source.reading.callee_text import operand_places


def check(trace: Trace) -> Iterator[Finding]:
    for case in failing(trace, "broadcast-mismatch"):
        made = [case.made_here(tensor) for _, tensor in case.tensors]
        pair = _pair(case)
        if pair is None:
            yield case.finding(_of_unknown_rank(case), related=made, whole=True)
            continue
        (one, left), (other, right) = pair
        reduced = _reduced(case, pair)
        found = case.finding(
            f"{case.title}: {one} is {size_text(left)} and {other} is {size_text(right)}; {_meeting(left, right)}",
            label=f"{size_text(left)} meets {size_text(right)}",
            help=_in_place(case, pair) or _other_axis(reduced) or advice(pair),
            related=made, whole=True,
        )  # fmt: skip
        yield _mended(case, pair, found) if reduced is None else with_axis(found, *reduced)


Named = tuple[str, tuple[Dim, ...]]


def _reduced(case: Case, pair: tuple[Named, Named]) -> tuple[Event, int] | None:
    """A reduction that would fit along another axis."""
    (_, one), (_, other) = pair
    (_, left), (_, right) = case.tensors
    return reduced_along(left, other) or reduced_along(right, one)


def _other_axis(reduced: tuple[Event, int] | None) -> str:
    return "" if reduced is None else f"{reduced[0].bare} over axis {reduced[1]} would fit: write dim={reduced[1]}"


def _mended(case: Case, pair: tuple[Named, Named], found: Finding) -> Finding:
    """The finding with the fix that makes both fit, and its help."""
    if found.help.startswith("an operation in place"):
        return found
    for help, fix in (lengthened(case), without_borders(case)):
        if fix is not None:
            return found.with_(help=help, fix=fix)
    (_, left), (_, right) = pair
    if len(left) == len(right) or case.event.place in case.event.stack:
        return found
    which = 0 if len(left) < len(right) else 1
    index = _index(*((left, right) if which == 0 else (right, left)))
    places = operand_places(case.event.place, case.event.as_method)
    places = places[::-1] if case.event.bare.startswith("__r") else places
    return with_text_behind(found, places[which], f"[{index}]") if index else found


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
    shortcut = _shortcut(small, large, differ)
    if shortcut:
        return shortcut
    if differ == [1] and len(left) > 3:
        return (
            f"make the channels equal: {small[0]} needs a 1x1 convolution, "
            f"nn.Conv{len(left) - 2}d({small[1][1]}, {large[1][1]}, 1)"
        )
    if min(differ) >= 2:
        return _resized(small, large, differ)
    return ""


def _shortcut(small: Named, large: Named, differ: list[int]) -> str:
    """A residual sum whose way has other channels and a stride."""
    spatial = [axis for axis in differ if axis > 1]
    if 1 not in differ or 0 in differ or not spatial or len(small[1]) < 4:
        return ""
    first, last = sorted((small, large), key=lambda named: named[1][spatial[0]], reverse=True)
    ratios = {_ratio(first[1][axis], last[1][axis]) for axis in spatial}
    stride = ratios.pop() if len(ratios) == 1 and len(spatial) == len(small[1]) - 2 else 0
    if stride < 2:
        return ""
    conv = f"nn.Conv{len(small[1]) - 2}d({first[1][1]}, {last[1][1]}, 1, stride={stride})"
    return f"in a residual sum {first[0]} goes through a 1x1 convolution then: {conv} makes it {size_text(last[1])}"


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
    for start in _starts(short, long):
        made = (*short, *(1,) * (len(long) - start - len(short)))
        return f"{counts}: {name} fits axis {start} as .view({', '.join(map(str, made))})"
    index = _index(short, long)
    return f"{counts}: {name} fits with [{index}] after it" if index else ""


def _starts(short: tuple[Dim, ...], long: tuple[Dim, ...]) -> list[int]:
    """Where in the longer shape the shorter fits, the last axis first."""
    every = range(len(long) - len(short), -1, -1)
    return [at for at in every if all(a in (1, b) for a, b in zip(short, long[at:], strict=False))]


def _index(short: tuple[Dim, ...], long: tuple[Dim, ...]) -> str:
    """`..., None, None`: the index that gives the shorter one axes of 1.

    "" where it is not clear which.
    """
    starts = _starts(short, long)
    if starts:
        return ", ".join(["...", *["None"] * (len(long) - starts[0] - len(short))]) if len(starts) == 1 else ""
    kept: list[int] = []
    for size in short:
        found = next((axis for axis in range(kept[-1] + 1 if kept else 0, len(long)) if long[axis] == size), None)
        if found is None:
            return ""
        kept.append(found)
    return ", ".join(":" if axis in kept else "None" for axis in range(len(long)))
