"""The number that gives a wanted size.

Every one, as the size grows or shrinks with it.
"""

from __future__ import annotations

from shapelint.layers.axis import Axis
from shapelint.layers.errors import Unclear
from shapelint.layers.given import LARGEST
from shapelint.layers.question import Question
from shapelint.layers.same import same_of
from shapelint.ops.formulas.same_padding import most_output_padding

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

USUAL_KERNELS = range(1, 8)
USUAL_STRIDES = range(1, 5)
MOST = 64
"""Solutions that are listed one by one."""


class Solved:
    """What an axis's unknowns may be.

    choices: one mapping of names to numbers each, smallest first. whole: the stretch of numbers that fits, where there
    is one unknown (None as its end: any larger one). near: the two that come closest where nothing fits, with what they
    give. chosen: whether the list is a choice of usual ones.
    """

    __slots__ = ("choices", "chosen", "near", "whole")

    def __init__(
        self, choices: list[dict[str, int]], whole: tuple[int, int | None] | None = None,
        near: list[tuple[dict[str, int], int]] | None = None, chosen: bool = False,
    ) -> None:  # fmt: skip
        self.choices = choices
        self.whole = whole
        self.near = near or []
        self.chosen = chosen


def unknowns(question: Question) -> list[str]:
    """What is asked for: the names left out, as `Question.axis` takes them.

    Raises Unclear for too many.
    """
    missing = [] if question.padding_is_given else ["padding"]
    missing += ["kernel"] if question.kernel is None else []
    missing += ["size"] if question.sizes is None else []
    if "size" in missing and len(missing) > 1:
        other = "--kernel" if "kernel" in missing else "--padding"
        raise Unclear(f"one number at most can be worked out: give --input or {other} besides")
    if question.sizes is not None and any(type(size) is not int for size in question.sizes):
        raise Unclear("--output needs an --input in numbers")
    if missing:
        return missing
    if question.stride is None:
        return ["stride"]
    return [] if question.dilation is not None or question.kind == "avgpool" else ["dilation"]


def solve(question: Question, names: list[str], index: int) -> Solved:
    """What the unknowns of one axis may be."""
    assert question.wanted is not None
    target = question.wanted[index]
    if len(names) > 1:
        return _pairs(question, index, target, {"kernel": USUAL_KERNELS}, [])
    name = names[0]
    found = _single(question, name, index, target, {})
    if not found.choices and question.stride is None and name in ("padding", "kernel"):
        several = _pairs(question, index, target, {}, ["stride"]) if name == "padding" else found
        return several if several.choices else found
    return found


def _pairs(question: Question, index: int, target: int, ranges: dict[str, range], more: list[str]) -> Solved:
    """Solutions where several numbers were left out.

    Padding for each usual kernel, and for each usual stride where none fits without one.
    """
    kernels = list(ranges.get("kernel", ())) or [question.kernel[index] if question.kernel else 1]
    found: list[dict[str, int]] = []
    for strides in ([None] if not more else [], [*USUAL_STRIDES] if question.stride is None else []):
        for kernel in kernels:
            for stride in strides:
                fixed = {"kernel": kernel} if "kernel" in ranges else {}
                fixed |= {} if stride is None else {"stride": stride}
                if question.padding_is_given:
                    axis = question.axis(index, **fixed)
                    found += [fixed] if _size_of(question, axis) == target else []
                    continue
                for choice in _single(question, "padding", index, target, fixed).choices:
                    if 2 * choice["padding"] <= question.axis(index, **fixed).reach:
                        found.append({**fixed, **choice})
        if found:
            break
    return Solved(found[:MOST], chosen=True)


def _size_of(question: Question, axis: Axis) -> int:
    made = same_of(axis)[2] if question.rule == "same" else axis.output
    assert isinstance(made, int)
    return made


def _single(question: Question, name: str, index: int, target: int, fixed: dict[str, int]) -> Solved:
    """One unknown besides what is fixed.

    A transposed convolution's output padding goes with it.
    """

    def made(value: int) -> int:
        return _size_of(question, question.axis(index, **fixed, **{name: value}))

    def room(value: int) -> int:
        """How much output padding may add."""
        if question.kind != "transposed" or question.extra is not None or question.rule == "same":
            return 0
        axis = question.axis(index, **fixed, **{name: value})
        most = most_output_padding(axis.stride, axis.dilation)
        assert isinstance(most, int)
        return most

    rising = (name == "size") if question.kind != "transposed" else name != "padding"
    rising = rising or (name == "padding" and question.kind != "transposed")
    low, high = _domain(question, name, index, fixed)
    if rising:
        first = _first(lambda value: made(value) + room(value) >= target, low, high)
        last = _first(lambda value: made(value) > target, low, high) - 1
    else:
        first = _first(lambda value: made(value) <= target, low, high)
        last = _first(lambda value: made(value) + room(value) < target, low, high) - 1
    if first > last:
        values = [value for value in (last, first) if low <= value <= high]
        near = [({name: value}, made(value) + (room(value) if made(value) < target else 0)) for value in values]
        return Solved([], near=[(values, size) for values, size in near if size >= 1])
    choices = []
    for value in range(first, min(last, first + MOST - 1) + 1):
        choice = {name: value}
        if question.kind == "transposed" and question.extra is None and question.rule != "same":
            choice["extra"] = target - made(value)
        choices.append(choice)
    return Solved(choices, (first, None if last == LARGEST else last))


def _domain(question: Question, name: str, index: int, fixed: dict[str, int]) -> tuple[int, int]:
    """From which to which number there is something to look for."""
    pools = question.kind in ("maxpool", "avgpool")
    sides = question.sides[index] if question.sides else (0, 0)
    if name == "padding":
        axis = question.axis(index, **fixed)
        assert isinstance(axis.size, int)
        most = {"reflect": max(axis.size - 1, 0), "circular": axis.size}.get(question.mode, LARGEST)
        return 0, axis.kernel // 2 if pools else most
    if name == "kernel":
        return max(2 * sides[0], 1) if pools and sides[0] == sides[1] else 1, LARGEST
    if name == "size":
        least = {"reflect": max(sides) + 1, "circular": max(sides)}.get(question.mode, 1)
        if question.kind == "avgpool" and question.rank == 3:
            least = question.axis(index, size=1, **fixed).kernel
        return max(least, 1), LARGEST
    axis = question.axis(index, **fixed)
    other = axis.dilation if name == "stride" else axis.stride
    return axis.extra + 1 if other <= axis.extra else 1, LARGEST


def _first(holds: Callable[[int], bool], low: int, high: int) -> int:
    """The smallest number for which it holds.

    `high + 1` where it holds for none; it holds for all larger ones, too.
    """
    high += 1
    while low < high:
        middle = (low + high) // 2
        if holds(middle):
            high = middle
        else:
            low = middle + 1
    return low
