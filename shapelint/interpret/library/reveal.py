"""`reveal_shape(x)`: what is known of a value there.

As a text in the trace.

A program says with it what it expects of shapelint, as `reveal_type` does for type checkers. It returns its argument.
"""

from __future__ import annotations

import re
from typing import Any

from shapelint.interpret.state.kind import KINDS
from shapelint.interpret.state.run import Run
from shapelint.interpret.values.held import taint_of
from shapelint.ops.core.trace import Revealed
from shapelint.source.place import Place

SYMBOLIC = re.compile(r"[^(),\[\]]*(?:\([^()]*\)[^(),\[\]]*)?[A-Za-z_][^(),\[\]]*(?:\([^()]*\)[^(),\[\]]*)*")
"""A size with symbols, which are other ones in each round."""


def reveal(run: Run, place: Place, args: list[Any], kwargs: dict[str, Any]) -> object:
    """Leave the text in `run.recorder.trace.revealed`."""
    value = args[0] if args else None
    revealed = run.recorder.trace.revealed
    told = text_of(run, value)
    if run.recorder.quiet:
        # A later round of a loop: what the first one knows is not true of all.
        before = [one.text for one in revealed if one.place == place]
        if not before or told in before:
            return value
        told = SYMBOLIC.sub("?", told)
        if told in before:
            return value
    revealed.append(Revealed(place, told))
    return value


def text_of(run: Run, value: object) -> str:
    """The text of a value: `(N, 64, H//2, W//2)` for a tensor.

    `?` for what is not known, other values as Python prints them.
    """
    value = run.settled(value)
    return KINDS[type(value)].reveal(run, value) if taint_of(value) is None else "?"
