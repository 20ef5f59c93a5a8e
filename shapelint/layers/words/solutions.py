"""What a question asked for may be.

`padding 2 does it`, or what comes closest.
"""

from __future__ import annotations

from shapelint.layers.kinds import MANY
from shapelint.layers.torch_lines import pad_call

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from shapelint.layers.question import Question
    from shapelint.layers.solve import Solved

CALLED = {
    "padding": "padding", "kernel": "kernel_size", "stride": "stride", "dilation": "dilation", "size": "input",
    "extra": "output_padding",
}  # fmt: skip
MOST_LINES = 8


def solutions(question: Question, unknown: list[str], solved: Sequence[Solved]) -> Iterator[str]:
    """A line for each solution, the axes apart where they differ."""
    if any(one.chosen for one in solved):
        yield "  a choice of what is usual (kernels up to 7):"
    for one, name in _alike_solved(question, solved):
        label = f"{name}: " if name else ""
        if one.whole is not None and "extra" not in one.choices[0] and len(unknown) == 1:
            yield f"  {label}{CALLED[unknown[0]]} {_stretch(one.whole)}"
            continue
        for choice in one.choices[:MOST_LINES]:
            yield f"  {label}{_choice(choice)}"
        if len(one.choices) > MOST_LINES:
            yield f"  {label}... {len(one.choices) - MOST_LINES} more"


def _alike_solved(question: Question, solved: Sequence[Solved]) -> Iterator[tuple[Solved, str]]:
    if all(one.choices == solved[0].choices for one in solved):
        yield solved[0], ""
        return
    yield from zip(solved, question.names, strict=True)


def _stretch(whole: tuple[int, int | None]) -> str:
    """`29 or 30`, `6 to 9`, `at least 6`."""
    low, high = whole
    if high is None:
        return f"at least {low}"
    if low == high:
        return str(low)
    return f"{low} {'or' if high == low + 1 else 'to'} {high}"


def _choice(choice: dict[str, int]) -> str:
    return ", ".join(
        f"{CALLED[name]}={value}"
        for name, value in choice.items()
        if value or name not in ("extra",) or len(choice) == 1
    )


def nothing_fits(question: Question, unknown: list[str], solved: Sequence[Solved]) -> str:
    """That no number gives the size wanted, and what comes closest."""
    assert question.wanted is not None
    words = []
    for index, one in enumerate(solved):
        if one.choices:
            continue
        name = question.names[index]
        near = " and ".join(f"{_choice(values)} gives {size}" for values, size in one.near)
        text = f"no {' and '.join(CALLED[name] for name in unknown)} gives {question.wanted[index]} {MANY[name]}"
        words.append(text + (f"; {near}" if near else ""))
        if unknown == ["padding"] and question.kind == "conv":
            words.append(_uneven(question, index))
    return "; ".join(filter(None, dict.fromkeys(words)))


def _uneven(question: Question, index: int) -> str:
    """Uneven sides that do it, where no symmetric padding does."""
    assert question.wanted is not None
    axis = question.axis(index)
    assert isinstance(axis.size, int)
    lacking = (question.wanted[index] - 1) * axis.stride + axis.reach - axis.size
    if lacking < 0 or not lacking % 2:
        return ""
    uneven = axis.with_(before=lacking // 2, after=lacking - lacking // 2)
    return f"uneven sides do: ({uneven.before}, {uneven.after}), one axis as {pad_call([uneven])}"
