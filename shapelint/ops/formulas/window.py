"""The window that convolutions, pools and `unfold` slide over an axis.

How often it fits, and how arguments name it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from shapelint.ops.core.need import Refused, need
from shapelint.ops.formulas.same_padding import effective, windows
from shapelint.sizes.dims import Dim
from shapelint.sizes.facts import Verdict
from shapelint.sizes.tensors import Computed, Tensor, Unknown

LETTERS = {1: "L", 2: "HW", 3: "DHW"}
"""What the axes are called that a window of one, two or three axes slides over."""

AXIS_NAMES = {"L": "length", "D": "depth", "H": "height", "W": "width"}


def axis_name(spatial: int, index: int) -> str:
    """`height` for the first of two axes, and so on."""
    return AXIS_NAMES[LETTERS[spatial][index]]


def batched_or_not(spatial: int) -> dict[int, str]:
    """The ranks such operations take, with the letters of their axes.

    {4: "NCHW", 3: "CHW"}.
    """
    letters = LETTERS[spatial]
    return {spatial + 2: "NC" + letters, spatial + 1: "C" + letters}


# --- arguments ------------------------------------------------------------------------------------------------------


def n_tuple(value: Any, spatial: int, argument: str) -> tuple[Any, ...]:
    """The tuple that torch's layers keep of an argument.

    It is one number or one for each axis; a tuple is not looked into.
    """
    if isinstance(value, Unknown):
        return need.several(value, spatial, argument)
    if isinstance(value, (tuple, list, str)):
        return tuple(value)
    return (value,) * spatial


def nobody_knows(value: Any) -> bool:
    """Whether an argument may be a string or a tuple, too.

    What was computed of unknown numbers is a number.
    """
    return isinstance(value, Unknown) and not isinstance(value, Computed)


def whole_numbers(value: Any, argument: str) -> None:
    """Refuse (wrong-arguments) what torch does not take as integers.

    `padding=kernel_size / 2` is a float.
    """
    for one in value if isinstance(value, (tuple, list)) else (value,):
        if isinstance(one, (float, str)) or one is None or isinstance(one, (tuple, list, dict)):
            need.refuse(
                "wrong-arguments", f"{argument} must be an integer, it is {one!r}", argument=argument, actual=one
            )  # fmt: skip


def spatial_sizes(value: Any, spatial: int, argument: str) -> tuple[Dim, ...]:
    """One integer for each axis the window slides over."""
    whole_numbers(value, argument)
    return need.several(value, spatial, argument)


def positive(sizes: Sequence[Dim], argument: str, least: int = 1) -> None:
    """Each of these must be at least `least` (rule invalid-size).

    Raises Refused where one is not: nothing can be said of the result then.
    """
    if all(type(size) is int and size >= least for size in sizes):
        return  # numbers that are as they must be say nothing to anyone
    verdicts = [
        need.at_least(size, least, "invalid-size", actual_is=argument, argument=argument) for size in sizes
    ]  # fmt: skip
    if Verdict.NO in verdicts:
        raise Refused(f"{argument} must be at least {least}")


# --- the formula ----------------------------------------------------------------------------------------------------


def formula(size: Dim, kernel: Dim, stride: Dim, padding: Dim, dilation: Dim = 1) -> str:
    """The formula with numbers put in.

    Padding of both sides together: `floor((6 + 4 - 5)/2) + 1 = 3`.
    """
    inner = f"{size}"
    if padding != 0:
        inner += f" + {padding}"
    reach = f"{dilation}*({kernel} - 1) - 1" if dilation != 1 else f"{kernel}"
    return f"floor(({inner} - {reach})/{stride}) + 1 = {windows(size, kernel, stride, padding, dilation)}"


def _surely_less(a: Dim, b: Dim) -> bool:
    return isinstance(a, int) and isinstance(b, int) and a < b


def slide(
    input: Tensor, sizes: Sequence[Dim], kernel: Sequence[Dim], stride: Sequence[Dim], padding: Sequence[Dim],
    dilation: Sequence[Dim],
) -> tuple[Dim, ...]:  # fmt: skip
    """The sizes after a window slid over each axis.

    The last axes of `input`, which must be large enough.

    padding: of both sides together. Raises Refused where a window does not fit.
    """
    spatial = len(sizes)
    fits = []
    for axis, (size, k, s, p, d) in enumerate(zip(sizes, kernel, stride, padding, dilation, strict=True)):
        padded, reach = size + p, effective(k, d)
        name = axis_name(spatial, axis)
        about: dict[str, Any] = {"of": input, "axis": axis - spatial, "argument": "kernel_size"}
        fits.append(
            need.at_least(
                padded, reach, "kernel-exceeds-input",
                actual_is=f"{name} of the input" if p == 0 else f"{name} of the padded input",
                expected_is="kernel_size" if d == 1 else "kernel_size under dilation",
                formula=formula(size, k, s, p, d) if _surely_less(padded, reach) else "", **about,
            )
        )  # fmt: skip
        if p != 0:
            fits.append(
                need.at_least(
                    size, 1, "kernel-exceeds-input", actual_is=f"{name} of the input", **about
                )
            )  # fmt: skip
    if Verdict.NO in fits:
        raise Refused("the kernel is larger than the input")
    resolve = need.facts.resolve
    parts = zip(sizes, kernel, stride, padding, dilation, strict=True)
    return tuple(windows(*[part if type(part) is int else resolve(part) for part in one]) for one in parts)
