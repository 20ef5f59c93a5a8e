"""The number that fits, in the code's own names.

`2 * hidden`, `c * 6 * 6`, `dim * 2`.
"""

from __future__ import annotations

import re

from shapelint.ops.core.trace import Event
from shapelint.rules.wording.origins import maker
from shapelint.rules.wording.report import Case
from shapelint.source.place import Place
from shapelint.source.reading.argument_text import source_at, value_place
from shapelint.source.reading.number_origins import may_stand_at

PLAIN = re.compile(r"[A-Za-z_][\w.]*(?:\[[^\[\]\n]*\])*")
GIVEN_BY = (
    "out_features", "out_channels", "embedding_dim", "embed_dim", "d_model", "hidden_size", "num_features",
    "num_channels",
)  # fmt: skip
"""What constructors call the size that their layer gives."""
MOST = 8
"""How many times what it was a number may become: a fix that makes more of it mends something else."""


def expression(case: Case, build: Event, own: Place, made: int) -> str:
    """The text of an argument so that it is `made`.

    own: the argument of the layer; "" where no names say it.
    """
    return _as_it_was_made(case, build, own, made) or _as_a_multiple(case, own, made)


def _as_it_was_made(case: Case, build: Event, own: Place, made: int) -> str:
    """The argument that gave the layer before its size.

    Where both are built side by side.
    """
    event = maker(case.need.of, case.need.axis) if case.need.of is not None else None
    before = event.build if event is not None else None
    if before is None or before.stack != build.stack or before.order >= build.order:
        return ""
    for name in GIVEN_BY:
        place = value_place(before.where(name)) if before.arguments.get(name) == made else None
        if place is not None and may_stand_at(place, own) and "\n" not in source_at(place):
            return source_at(place)
    return ""


def _as_a_multiple(case: Case, own: Place, made: int) -> str:
    """The argument as it is, times the rest.

    Of a flattened size where it is the first of its factors.
    """
    text, want = source_at(own), case.need.expected
    if not PLAIN.fullmatch(text) or not isinstance(want, int) or want < 1:
        return ""
    factors = case.formula.split("*")
    if "*" in case.formula and factors[0] == str(want):
        return " * ".join([text, *factors[1:]])
    times, rest = divmod(made, want)
    return f"{times} * {text}" if not rest and times <= MOST else ""
