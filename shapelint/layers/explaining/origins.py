"""Where the numbers of a layer come from.

The argument that gives each, and the call that gave that.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Any

from msgspec import Struct

from shapelint.ops.core.trace import Event
from shapelint.sizes.tensors import Unknown
from shapelint.source.place import Place
from shapelint.source.reading.argument_text import source_at
from shapelint.source.reading.number_origins import default_of, trail

NAMES = (
    "in_channels", "out_channels", "in_features", "out_features", "num_features", "normalized_shape", "num_groups",
    "num_channels", "input_size", "hidden_size", "num_layers", "bidirectional", "batch_first", "kernel_size", "stride",
    "padding", "dilation", "output_padding", "groups", "bias", "padding_mode", "ceil_mode", "dim", "dims", "start_dim",
    "end_dim", "shape", "size", "scale_factor", "num_embeddings", "embedding_dim",
)  # fmt: skip
LONGEST = 60


class Origin(Struct, frozen=True):
    """A number, and in words where it comes from."""

    name: str
    value: str
    words: str


def origins(event: Event) -> list[Origin]:
    """The numbers that decide what an operation gives, each with its origin."""
    at = event.build or event
    where = [name for name in NAMES if name in at.arguments]
    return [Origin(name, text(at.arguments[name]), _words(at, name)) for name in where if _matters(at, name)]


def _matters(at: Event, name: str) -> bool:
    """Defaults that change nothing are not worth a line."""
    value = at.arguments[name]
    idle = {"groups": 1, "dilation": 1, "output_padding": 0, "bias": True, "padding_mode": "zeros", "ceil_mode": False}
    return at.where(name) is not None or (value is not None and idle.get(name, MISSING) != value)


MISSING = object()


def text(value: Any) -> str:
    return (value.name or "unknown") if isinstance(value, Unknown) else str(value)


def shown(path: str) -> str:
    """From the current folder where the file is in it."""
    return path.removeprefix(os.path.join(os.getcwd(), ""))


def place_text(place: Place) -> str:
    """`block.py:14`"""
    return f"{shown(place.definition.file.path)}:{place.definition.place(place.at)[0]}"


def _words(at: Event, name: str) -> str:
    """`block.py:14, given to Block(64, 128, stride=2) at net.py:31`"""
    place = at.where(name)
    if place is None:
        return f"the default of {at.name}"
    value = at.arguments[name]
    passed = trail(place, at.stack, value[0] if isinstance(value, (list, tuple)) and value else value)
    words = place_text(place)
    if not passed:
        code = source_at(place)
        return words if code.strip("'\"") == str(value) else f"{words}, `{_short(code)}`"
    last = passed[-1]
    if last == passed[0]:
        return words
    call = _call_around(last, at.stack)
    if call is not None:
        return f"{words}, given to {_short(source_at(call))} at {place_text(last)}"
    function = default_of(last)
    if function:
        return f"{words}, the default of {function} at {place_text(last)}"
    return f"{words}, written at {place_text(last)}"


def _call_around(place: Place, stack: Sequence[Place]) -> Place | None:
    """The call that led to the layer and holds its number."""
    inside = place.definition.place(place.at)
    call: Place
    for call in reversed(stack):
        if call.definition is place.definition:
            row, column, end_row, end_column = call.definition.place(call.at)
            around = (row, column) <= inside[:2] and inside[2:] <= (end_row, end_column)
            if around and call != place:
                return call
    return None


def _short(code: str) -> str:
    line = " ".join(code.split())
    return line if len(line) <= LONGEST else line[: LONGEST - 3] + "..."
