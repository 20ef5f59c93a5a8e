"""join-mismatch (SHP107): tensors that are joined differ in another axis.

What: torch.cat wants all sizes but that of dim to be the same, torch.stack wants all of them to be.

Why: torch raises at the call. In U-Nets an odd size is halved and doubled again, and the skip is one row larger.

Bad:

    import torch
    from torch import nn

    skip = torch.randn(1, 8, 25, 25)
    up = nn.Upsample(scale_factor=2)(nn.MaxPool2d(2)(skip))
    out = torch.cat([up, skip], dim=1)  # error: [join-mismatch]

Good:

    import torch
    from torch import nn

    skip = torch.randn(1, 8, 25, 25)
    up = nn.Upsample(scale_factor=2)(nn.MaxPool2d(2)(skip))
    out = torch.cat([nn.functional.interpolate(up, size=skip.shape[2:]), skip], dim=1)
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from shapelint.ops.core.trace import Trace
from shapelint.report.findings import Finding
from shapelint.rules.fixes.axes import with_axis
from shapelint.rules.fixes.resized import with_resized
from shapelint.rules.wording.origins import inputs, sizes
from shapelint.rules.wording.report import Case, explain, failing
from shapelint.rules.wording.words import size_text
from shapelint.sizes.dims import Dim
from shapelint.source.reading.callee_text import element_texts


def check(trace: Trace) -> Iterator[Finding]:
    for case in failing(trace, "join-mismatch"):
        tensors = inputs(case.event)
        shapes = [shape for shape in (sizes(tensor, case.event) for tensor in tensors) if shape is not None]
        made = [case.made_here(tensor) for tensor in tensors[:3]]
        if len(shapes) != len(tensors):
            yield case.finding(explain(case), related=made, whole=True)
            continue
        names = element_texts(case.event.where(case.need.argument or "tensors"))
        names = (names + [""] * len(shapes))[: len(shapes)]
        shown = [
            f"`{name}` is {size_text(shape)}" if name else size_text(shape)
            for name, shape in zip(names, shapes, strict=False)
        ]
        more = " and so on" if len(shown) > 4 else ""
        found = case.finding(
            f"{case.title}: {' and '.join(shown[:4])}{more}; {_demand(case)}",
            label=" and ".join(dict.fromkeys(size_text(shape) for shape in shapes[:4])),
            help=advice(case, shapes, names[-1]),
            related=made,
            whole=True,
        )
        if case.need.relation != "same" or case.event.bare == "stack":
            yield found
        elif _is_resized(case, shapes):
            yield with_resized(found, case.event, shapes)
        else:
            differ = _differing(shapes)
            yield with_axis(found, case.event, differ[0]) if len(differ) == 1 else found


def _demand(case: Case) -> str:
    if case.need.relation != "same":
        return case.need.actual_is
    along = _along(case)
    which = "all other axes" if along is None else f"all axes but {size_text(along)}"
    which = "all axes" if case.event.bare == "stack" else which
    return f"{which} must agree, and axis {case.axis} is {case.want} and {case.have}"


def _along(case: Case) -> Any:
    """The axis along which they are joined.

    None where no argument says it.
    """
    given = case.event.arguments
    return given.get("dim", given.get("axis"))


RESIZE = "crop the larger one, use padding in the convolutions before, or F.interpolate(x, size=skip.shape[2:])"


def advice(case: Case, shapes: list[tuple[Dim, ...]], last: str = "") -> str:
    """What is usually meant where these shapes are joined."""
    ranks = sorted({len(shape) for shape in shapes})
    if len(ranks) > 1:
        return f"they have {' and '.join(map(str, ranks))} dimensions: .unsqueeze(...) adds a missing axis"
    if case.need.relation != "same":
        return ""
    if case.event.bare == "stack":
        return "pad them to one length, as torch.nn.utils.rnn.pad_sequence does"
    along, rank = _along(case), ranks[0]
    differ = _differing(shapes)
    if _is_resized(case, shapes):
        return _halved(case) or _half_as_large(shapes, differ) or RESIZE
    if len(differ) == 1:
        return f"they differ on axis {differ[0]} only: write dim={differ[0]}"
    outside = [axis for axis in differ if not isinstance(along, int) or axis != along % rank]
    swapped = _swap(shapes, outside)
    if swapped is None:
        return ""
    return f"{f'`{last}`' if last else 'the last one'} would fit after .transpose({swapped[0]}, {swapped[1]})"


def _is_resized(case: Case, shapes: list[tuple[Dim, ...]]) -> bool:
    """Whether images are joined along their channels, whose height or width differ."""
    along, differ = _along(case), _differing(shapes)
    rank = len(shapes[0])
    outside = [axis for axis in differ if not isinstance(along, int) or axis != along % rank]
    return rank > 3 and bool(outside) and all(axis >= 2 for axis in outside)


def _differing(shapes: list[tuple[Dim, ...]]) -> list[int]:
    """The axes on which shapes of one rank differ."""
    ranks = {len(shape) for shape in shapes}
    return [at for at in range(min(ranks)) if len({shape[at] for shape in shapes}) > 1] if len(ranks) == 1 else []


def _halved(case: Case) -> str:
    """An odd size that was halved and doubled again."""
    have, want = case.need.actual, case.need.expected
    if not isinstance(have, int) or not isinstance(want, int) or abs(have - want) != 1 or max(have, want) % 2 == 0:
        return ""
    odd, even = max(have, want), min(have, want)
    return (
        f"{odd} is odd, and halved and doubled it gives {even}: resize to the skip, F.interpolate(x, "
        "size=skip.shape[2:]), or pad by one; or take images whose height and width can be halved that often"
    )


def _half_as_large(shapes: list[tuple[Dim, ...]], differ: list[int]) -> str:
    """One map that was halved once more than the other."""
    pairs = [sorted({shape[at] for shape in shapes}, key=str) for at in differ if at > 1]
    if not all(len(pair) == 2 and all(isinstance(one, int) for one in pair) for pair in pairs):
        return ""
    if not all(max(pair) == 2 * min(pair) for pair in pairs):
        return ""
    up = "nn.Upsample(scale_factor=2), or a transposed convolution of stride 2"
    return f"one is exactly half as large: an upsampling is missing before it ({up})"


def _swap(shapes: list[tuple[Dim, ...]], outside: list[int]) -> tuple[int, int] | None:
    """Two axes of the last tensor that would have to change places."""
    first, last = shapes[0], shapes[-1]
    for one in outside:
        for other in range(len(last)):
            moved = list(last)
            moved[one], moved[other] = moved[other], moved[one]
            if other != one and all(moved[axis] == first[axis] for axis in range(len(first)) if axis in outside):
                return min(one, other), max(one, other)
    return None
