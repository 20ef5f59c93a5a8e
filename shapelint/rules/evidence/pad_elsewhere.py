"""Constants that pad channels or samples of an image alone.

Part of pad-order.

Nothing but words tells that: a comment at the call that speaks of the height and width, or the docstring of a function
that does nothing else.
"""

from __future__ import annotations

import re

from shapelint.report.findings import Finding, Related
from shapelint.rules.evidence.pad_evidence import ORDER, PaddedCase
from shapelint.sizes.tensors import Tensor
from shapelint.source.reading.argument_text import (
    comments_above,
    comments_beside,
    docstring_of,
    docstring_row,
    words,
)
from shapelint.source.span import Location, Span

IMAGE = re.compile(
    r"\b(?:heights?|widths?|spatial(?:ly)?|borders?|left|right|top|bottom|h and w|square|\d{1,4}\s*[x×]\s*\d{1,4})\b",
    re.IGNORECASE,
)
OTHER = re.compile(
    r"\b(?:channels?|batch\w*|samples?|depth\w*|features?|frames?|filters?|maps?|temporal\w*|time|not|no|instead|if|when|"
    r"kernel|stride)\b|n't|\?",
    re.IGNORECASE,
)


def constants_elsewhere(case: PaddedCase) -> Finding | None:
    """The finding about numbers that pad no axis of the image."""
    x, sides = case.pad.input, case.pad.sides
    shape = x.known_shape if isinstance(x, Tensor) else None
    if shape is None or len(shape) not in (3, 4) or len(sides) not in (3, 4) or len(sides) > len(shape):
        return None
    used = [index for index, side in enumerate(sides) if side != (0, 0)]
    if not used or used[0] < 2 or not all(isinstance(n, int) and n >= 0 for side in sides for n in side):
        return None
    said = _said(case)
    if said is None:
        return None
    row, text = said
    what = " and ".join("the channels" if len(shape) - 1 - index == len(shape) - 3 else "the batch" for index in used)
    place = case.pad.event.place
    line = place.definition.file.lines[row - 1]
    start = len(line) - len(line.lstrip()) + 1
    span = Span(place.definition.file.path, Location(row, start), Location(row, len(line) + 1))
    texts = [one for index in used for one in (case.texts().get(-1 - index) or ())]
    order = texts if len(used) == 2 else texts * 2
    fix = case.rewritten(order, safe=False) if len(order) == 4 else None
    help = f"write ({', '.join(order)})" if len(order) == 4 else "the first numbers are those of the last axis"
    return case.finding(
        f"this pads {what} alone, and `{text}` is said of it: {case.padder} {ORDER}",
        help, fix, f"pads {what}", [Related(span, "said here")],
    )  # fmt: skip


def _said(case: PaddedCase) -> tuple[int, str] | None:
    """The row and the words that speak of the image's own axes."""
    place = case.pad.event.place
    for row, text in [*comments_beside(place), *comments_above(place)]:
        if IMAGE.search(text):
            return None if OTHER.search(text) else (row, " ".join(text.strip("# ").split())[:80])
    definition = place.definition
    if definition.kind == "function" and "pad" in words(definition.name):
        text = docstring_of(definition)
        if IMAGE.search(text) and not OTHER.search(text):
            return docstring_row(definition), " ".join(text.split())[:80]
    return None
