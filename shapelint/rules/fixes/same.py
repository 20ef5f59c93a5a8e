"""The padding that makes a layer keep the size.

As its author would write it.
"""

from __future__ import annotations

import re

from shapelint.ops.core.trace import Trace
from shapelint.ops.formulas.same_padding import output_padding, pad_argument, symmetric, total_for_same, unfit
from shapelint.report.findings import Fix
from shapelint.rules.evidence.windows import Window, read_window
from shapelint.rules.fixes.edits import add_argument, is_number, replace
from shapelint.rules.fixes.resized import functional
from shapelint.sizes.dims import floor_div
from shapelint.source.reading.argument_text import formula_at, source_at

NAME = re.compile(r"[A-Za-z_][\w.]*|\d+")


def mend(
    trace: Trace, window: Window, kernel: tuple[int, ...], stride: tuple[int, ...], dilation: tuple[int, ...],
    total: tuple[int, ...], safe: bool,
) -> tuple[str, Fix | None]:  # fmt: skip
    """Help, and the fix where there is one."""
    if window.kind == "transposed":
        return _transposed(window, kernel, stride, dilation, total, safe)
    if any(step != 1 for step in stride):
        return _strided(trace, window, kernel, stride, dilation, total, safe)
    content = _padding(trace, window, kernel, dilation)
    if content is None:
        return "pad one side more than the other with F.pad, which counts (left, right, top, bottom)", None
    place = window.argument("padding")
    edits = replace(place, content) if place is not None else add_argument(window.place, f"padding={content}")
    return f"write padding={content}", Fix("pad so that the size is kept", edits, safe) if edits else None


def fixed_padding(trace: Trace, window: Window) -> str:
    """The padding with which a convolution of stride 1 keeps sizes.

    "" where its numbers are not known.
    """
    kernel = tuple(one for one in window.kernel if isinstance(one, int))
    dilation = tuple(one for one in window.dilation if isinstance(one, int))
    if len(kernel) != window.spatial or len(dilation) != window.spatial or window.kind != "conv":
        return ""
    return _padding(trace, window, kernel, dilation) or ""


def _padding(trace: Trace, window: Window, kernel: tuple[int, ...], dilation: tuple[int, ...]) -> str | None:
    """A number where one fits, a formula where the padding was one.

    "same" where the sides must differ.
    """
    halves = [symmetric(k, d) for k, d in zip(kernel, dilation, strict=True)]
    if None in halves:
        return None if window.kind == "pool" else '"same"'
    written = source_at(window.argument("padding"))
    if written and not is_number(written) and "//" in formula_at(window.argument("padding")):
        formula = _formula(window)
        if formula:
            return formula
    if _others_alike(trace, window):
        return str(halves[0]) if len(set(halves)) == 1 else f"({', '.join(map(str, halves))})"
    return None if window.kind == "pool" else '"same"'


def _formula(window: Window) -> str:
    """`dilation * (k - 1) // 2`, in the names of the call.

    "" where they are no plain names.
    """
    kernel, dilation = source_at(window.argument("kernel_size")), source_at(window.argument("dilation"))
    if not NAME.fullmatch(kernel) or (dilation and not NAME.fullmatch(dilation)):
        return ""
    if window.kind == "pool":
        return f"{kernel} // 2" if not dilation else ""
    return f"{dilation} * ({kernel} - 1) // 2" if dilation else f"({kernel} - 1) // 2"


def _others_alike(trace: Trace, window: Window) -> bool:
    """Whether all built at this place slide the same window.

    So that one number fits all.
    """
    for event in trace.events:
        if event.kind == "call" and (event.build or event).place == window.place:
            other = read_window(event)
            if other is None or (other.kernel, other.dilation) != (window.kernel, window.dilation):
                return False
    return True


def _strided(
    trace: Trace, window: Window, kernel: tuple[int, ...], stride: tuple[int, ...], dilation: tuple[int, ...],
    total: tuple[int, ...], safe: bool,
) -> tuple[str, Fix | None]:  # fmt: skip
    if not safe:  # "same size" was said: the stride is what is wrong
        edits = replace(window.argument("stride"), "1")
        return "write stride=1", Fix("take the stride away", edits, safe=False) if edits else None
    if window.kind == "pool" and not window.ceil_mode:
        parts = zip(kernel, stride, total, dilation, strict=True)
        if all(unfit(k, s, t, d, ceil_mode=True) is None for k, s, t, d in parts):
            edits = replace(window.argument("ceil_mode"), "True") or add_argument(window.place, "ceil_mode=True")
            return "write ceil_mode=True", Fix("keep the last, incomplete window", edits) if edits else None
    halves = [symmetric(k, d) for k, d in zip(kernel, dilation, strict=True)]
    if None in halves:
        return _padded_call(trace, window, kernel, dilation, total)
    if not _others_alike(trace, window):
        return "", None
    content = str(halves[0]) if len(set(halves)) == 1 else f"({', '.join(map(str, halves))})"
    place = window.argument("padding")
    edits = replace(place, content) if place is not None else add_argument(window.place, f"padding={content}")
    return f"write padding={content}", Fix(
        "pad so that every size becomes ceil(size / stride)", edits
    ) if edits else None


def _padded_call(
    trace: Trace, window: Window, kernel: tuple[int, ...], dilation: tuple[int, ...], total: tuple[int, ...]
) -> tuple[str, Fix | None]:
    """`self.conv(F.pad(x, (0, 1, 0, 1)))`.

    What the layer's own padding lacks, more of it at the end.
    """
    wanted = [total_for_same(k, d) for k, d in zip(kernel, dilation, strict=True)]
    before = [floor_div(w, 2) - t // 2 for w, t in zip(wanted, total, strict=True)]
    after = [w - t - b for w, t, b in zip(wanted, total, before, strict=True)]
    sides = ", ".join(str(one) for one in pad_argument(list(zip(before, after, strict=True))))
    help = f"pad the input with F.pad(x, ({sides}))"
    place, event = window.event.where("input"), window.event
    if window.kind == "pool" or place is None or any(isinstance(n, int) and n < 0 for n in (*before, *after)):
        return help if window.kind != "pool" else "", None
    calls = {
        one.place for one in trace.events if one.kind == "call" and one.target is not None and one.build is event.build
    }
    pad = functional(place, "pad")
    if len(calls) != 1 or event.place in event.stack or not pad or not _others_alike(trace, window):
        return help, None
    edits = replace(place, f"{pad}({source_at(place)}, ({sides}))")
    return help, Fix("pad so that every size becomes ceil(size / stride)", edits) if edits else None


def _transposed(
    window: Window, kernel: tuple[int, ...], stride: tuple[int, ...], dilation: tuple[int, ...], total: tuple[int, ...],
    safe: bool,
) -> tuple[str, Fix | None]:  # fmt: skip
    extras = [output_padding(k, s, t // 2, d) for k, s, t, d in zip(kernel, stride, total, dilation, strict=True)]
    if None in extras:
        return "", None
    content = str(extras[0]) if len(set(extras)) == 1 else f"({', '.join(map(str, extras))})"
    edits = replace(window.argument("output_padding"), content) or add_argument(
        window.place, f"output_padding={content}"
    )
    return f"write output_padding={content}", Fix("make exactly size * stride", edits, safe) if edits else None
