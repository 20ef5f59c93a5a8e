"""The weakest evidence: what the amounts for an axis are called."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from shapelint.report.findings import Finding, Fix, Related
from shapelint.rules.evidence.pad_evidence import ORDER, PaddedCase
from shapelint.rules.evidence.windows import Window
from shapelint.rules.fixes.edits import reorder
from shapelint.source.looks import kept
from shapelint.source.place import Place
from shapelint.source.reading.argument_text import (
    is_literal,
    items_at,
    source_at,
    span_of,
    words,
)  # fmt: skip
from shapelint.source.text import has_any

HEIGHT = frozenset(["top", "bottom", "height", "h", "kh", "ph", "hpad", "padh", "vertical", "rows", "row", "dy"])
WIDTH = frozenset(
    ["left", "right", "width", "w", "kw", "pw", "wpad", "padw", "horizontal", "cols", "col", "columns", "dx"]
)
DEPTH = frozenset(["front", "back", "depth", "frames"])
OF_COORDINATES = frozenset(["diff", "delta", "pad", "offset", "shift", "extra", "crop"])
"""`diffY` is a height; a bare `x` is mostly a tensor."""

WIDTH_FIRST = re.compile(
    r"(?<![\w.])(?:self\.)?(?P<prefix>\w*?)(?:w|width)\s*,\s*(?:self\.)?(?P=prefix)(?:h|height)\s*=[^=\n]*"
    r"\.(?:shape|size\(\))|\b(?:rand\w*|zeros|ones|empty|full)\([^)\n]*\b\w*(?:w|width),\s*\w*(?:h|height)\b|\b[NB]CWH\b|\bC\w*\s*[,x×]\s*(?:W|width)\s*[,x×]\s*(?:H|height)\b",
    re.IGNORECASE,
)
"""How a file says that its tensors have the width first: `b, c, w, h = x.shape`, `(B, C, W, H)`. Of images that are no
tensors, `w, h = image.size`, it is no matter."""
WIDTH_HEIGHT = re.compile(r"w(?:idth)?\s*[,x×]\s*(?:self\.)?\w*h")
"""What stands in all of that, in small letters, but for CWH: it is found in a twentieth of the time."""


def axis_called(text: str) -> int | None:
    """The axis, counted from the last, that an expression is named after.

    None for none or for several.
    """
    found = set(words(text))
    axes = {axis for axis, names in ((-1, WIDTH), (-2, HEIGHT), (-3, DEPTH)) if found & names}
    if found & OF_COORDINATES:
        axes |= {axis for axis, name in ((-1, "x"), (-2, "y")) if name in found}
    return axes.pop() if len(axes) == 1 else None


def names_of_pads(case: PaddedCase) -> Finding | None:
    """The finding about pads named for the wrong axes.

    (top, bottom, left, right), (pad_h, pad_h, pad_w, pad_w), (left, top, right, bottom), (pad_h, pad_w).
    """
    if len(case.items) not in (2, 4, 6) or len(case.items) != 2 * len(case.pad.sides) or _came_from_numbers(case):
        return None
    texts = [source_at(item) for item in case.items]
    called = [axis_called(text) for text in texts]
    if called == [-2, -1]:
        return _pair(case, texts)
    groups: list[int | None] = []
    for first, second in zip(called[::2], called[1::2], strict=True):
        if first is not None and second is not None and first != second:
            return _mixed(case, texts, called)
        groups.append(first if first is not None else second)
    named = [axis for axis in groups if axis is not None]
    if len(named) < 2 or len(set(named)) != len(named) or named != sorted(named) or says_width_first(case.items[0]):
        return None
    amounts = {pair for pair, axis in zip(case.pad.sides, groups, strict=True) if axis is not None}
    if len(amounts) == 1 and None not in next(iter(amounts)):
        return None  # all the same: no order is wrong
    first = next(index for index, axis in enumerate(groups) if axis is not None)
    offset = 2 * first + (called[2 * first] is None)
    pairs = list(zip(texts[::2], texts[1::2], strict=True))
    slots = [index for index, axis in enumerate(groups) if axis is not None]
    for slot, source in zip(slots, slots[::-1], strict=True):
        pairs[slot] = texts[2 * source], texts[2 * source + 1]
    return _finding(case, texts[offset], named[0], offset, [text for pair in pairs for text in pair])


def _came_from_numbers(case: PaddedCase) -> bool:
    """Whether the amounts may come of sizes that are numbers.

    Where they came from is then no longer seen, and the same code is examined with symbols for the sizes as well.
    """
    place = case.items[0]
    if place.definition.kind == "module" or any(not isinstance(one, int) for side in case.pad.sides for one in side):
        return False
    shape = case.pad.input.known_shape
    return shape is not None and all(isinstance(size, int) for size in shape[-len(case.pad.sides) :])


def _mixed(case: PaddedCase, texts: Sequence[str], called: Sequence[int | None]) -> Finding | None:
    if list(called) != [-1, -2, -1, -2] or says_width_first(case.items[0]):
        return None
    if case.pad.sides[0] == case.pad.sides[1] and len(set(case.pad.sides[0])) == 1 and None not in case.pad.sides[0]:
        return None
    return _finding(case, texts[1], -2, 1, [texts[0], texts[2], texts[1], texts[3]])


def _finding(case: PaddedCase, text: str, axis: int, index: int, order: Sequence[str]) -> Finding:
    side = ("left", "right", "top", "bottom", "front", "back")[index]
    what = {-1: "the width", -2: "the height", -3: "the depth"}
    message = f"`{text}` is named after {what[axis]}, but stands for the {side} side; {case.padder} {ORDER}"
    return case.finding(message, f"write ({', '.join(order)})", case.rewritten(order, safe=False), f"the {side} side")


def _pair(case: PaddedCase, texts: Sequence[str]) -> Finding | None:
    if says_width_first(case.items[0]):
        return None
    order = [texts[1], texts[1], texts[0], texts[0]]
    message = (
        f"`{texts[0]}` and `{texts[1]}` are named after the height and the width, but two numbers are the left and the "
        f"right side: {case.padder} {ORDER}"
    )
    return case.finding(message, f"write ({', '.join(order)})", case.rewritten(order, safe=False), "left and right")


def names_of_arguments(window: Window) -> Finding | None:
    """kernel_size=(kernel_width, kernel_height)"""
    if window.spatial != 2:
        return None
    for argument, values in (
        ("kernel_size", window.kernel),
        ("stride", window.stride),
        ("padding", window.padding),
        ("dilation", window.dilation),
    ):
        if len(values) == 2 and values[0] == values[1]:
            continue
        place = window.argument(argument)
        items = items_at(place)
        if place is None or len(items) != 2 or any(is_literal(item) for item in items):
            continue
        texts = [source_at(item) for item in items]
        if [axis_called(text) for text in texts] != [-1, -2] or says_width_first(place):
            continue
        if _taken_in_order(window, place, texts):
            continue
        message = (
            f"`{texts[0]}` is named after the width, but stands for the height: {argument} of {window.event.name} is "
            "(height, width)"
        )
        fix = Fix("give the height first", reorder(items, texts[::-1]), safe=False)
        related = (Related(span_of(window.event.place), "called here"),) if window.event.build is not None else ()
        help = f"write {argument}=({', '.join(texts[::-1])})"
        return Finding(
            "",
            "",
            span_of(place),
            message,
            label="(height, width)",
            help=help,
            fix=fix,
            related=related,
            event=window.event,
        )
    return None


def _taken_in_order(window: Window, place: Place, texts: Sequence[str]) -> bool:
    """Whether layer and amounts take the axes alike.

    Whatever they are called: `pad_w = kernel_size[0] // 2` beside `Conv2d(.., kernel_size, padding=(pad_w, pad_h))`.
    """
    given = {source_at(window.argument(name)) for name in ("kernel_size", "stride", "dilation")}
    whole = "|".join(re.escape(text) for text in given if text)
    lines = place.definition.file.lines[place.definition.first_row - 1 : place.definition.last_row]

    def is_of(index: int) -> bool:
        made = re.compile(rf"\s*{re.escape(texts[index])}\s*=[^=].*(?<![\w.])(?:{whole})\[{index}\]")
        return any(made.match(line) for line in lines)

    return bool(whole) and is_of(0) and is_of(1)


def says_width_first(place: Place) -> bool:
    """Whether a file speaks of width before height.

    Of tensors, or images.
    """
    return _says_width_first(place.definition.file)


@kept(maxsize=64)
def _says_width_first(file: Any) -> bool:
    small = file.text.lower()
    if WIDTH_HEIGHT.search(small) is None and not has_any(small, ("ncwh", "bcwh")):
        return False
    return WIDTH_FIRST.search(file.text) is not None
