"""Images brought to the size of those that they are joined with."""

from __future__ import annotations

import re

from shapelint.ops.core.trace import Event
from shapelint.report.findings import Finding, Fix
from shapelint.rules.fixes.edits import replace
from shapelint.rules.wording.words import size_text
from shapelint.sizes.dims import Dim
from shapelint.source.place import Place
from shapelint.source.reading.argument_text import items_at, source_at

PLAIN = re.compile(r"[A-Za-z_][\w.]*(?:\[[^\[\]\n]*\])?")


def with_resized(finding: Finding, event: Event, shapes: list[tuple[Dim, ...]]) -> Finding:
    """The finding with the fix that resizes the smaller of two images."""
    where = (event.where(name) for name in ("tensors", "input"))
    items = next((items_at(one) for one in where if one is not None), [])
    if len(items) != 2 or len(shapes) != 2:
        return finding
    sizes = [[size for size in shape[2:] if isinstance(size, int)] for shape in shapes]
    if len(sizes[0]) != len(sizes[1]) or len(sizes[0]) != len(shapes[0]) - 2 or sizes[0] == sizes[1]:
        return finding
    small = 0 if sizes[0] < sizes[1] else 1
    text, other = source_at(items[small]), source_at(items[1 - small])
    name = functional(items[small], "interpolate")
    if not name or "\n" in text or not PLAIN.fullmatch(other):
        return finding
    edits = replace(items[small], f"{name}({text}, size={other}.shape[2:])")
    message = f"{text} is resized to {size_text(tuple(sizes[1 - small]))}, the size of {other}"
    return finding.with_(fix=Fix(message, edits, safe=False)) if edits else finding


def functional(place: Place, name: str) -> str:
    """What a function of `torch.nn.functional` is called in a file.

    By its imports; "" where it is not imported.
    """
    text = place.definition.file.text
    found = re.search(
        r"^(?:import torch\.nn\.functional as|from torch\.nn import functional as) (\w+)", text, re.MULTILINE
    )
    if found:
        return f"{found[1]}.{name}"
    for pattern, module in (
        (r"^from torch\.nn import functional\b(?! as)", "functional"),
        (r"^(?:import torch\.nn as nn|from torch import nn)\b", "nn.functional"),
        (r"^import torch(?:\.nn)?\s*$", "torch.nn.functional"),
    ):
        if re.search(pattern, text, re.MULTILINE):
            return f"{module}.{name}"
    return ""
