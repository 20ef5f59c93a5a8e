"""The letters of an einsum of two tensors."""

from __future__ import annotations

import re

from shapelint.ops.core.trace import Event

EQUATION = re.compile(r"\s*([a-zA-Z]+)\s*,\s*([a-zA-Z]+)\s*->\s*([a-zA-Z]*)\s*")


def letters_of(event: Event) -> tuple[str, str, str] | None:
    """The letters of the operands and of the result.

    None where they are not known.
    """
    given = event.arguments.get("args")
    text = given[0] if event.name == "einsum" and isinstance(given, (tuple, list)) and given else None
    match = EQUATION.fullmatch(text) if isinstance(text, str) else None
    return None if match is None else (match[1], match[2], match[3])
