"""The letters of an einsum in the order of the tensor's axes."""

from __future__ import annotations

import re
from itertools import combinations

from shapelint.report.findings import Fix
from shapelint.rules.fixes.edits import replace
from shapelint.rules.wording.origins import sizes
from shapelint.rules.wording.report import Case
from shapelint.rules.wording.words import size_text
from shapelint.sizes.dims import Dim
from shapelint.source.reading.argument_text import source_at
from shapelint.source.reading.call_parts import positional

QUOTED = re.compile(r"([\"'])([a-zA-Z, ]+->[a-zA-Z ]*)\1")


def with_letters_exchanged(case: Case) -> tuple[str, Fix | None]:
    """Help and fix where two letters of an operand are exchanged.

    Where that is the only exchange that makes all sizes agree.
    """
    places = positional(case.event.place)
    quoted = QUOTED.fullmatch(source_at(places[0])) if places else None
    shapes = [sizes(tensor, case.event) for _, tensor in case.tensors]
    known = [shape for shape in shapes if shape is not None]
    if quoted is None or len(known) != len(shapes):
        return "", None
    given, arrow, made = quoted[2].partition("->")
    parts = given.split(",")
    letters = [part.strip() for part in parts]
    if len(letters) != len(known) or any(len(a) != len(b) for a, b in zip(letters, known, strict=False)):
        return "", None
    every = _exchanged(letters)
    fitting = [(at, other) for at, other in every if _agree([*letters[:at], other, *letters[at + 1 :]], known)]
    if len(fitting) != 1:
        return "", None
    at, other = fitting[0]
    parts[at] = parts[at].replace(letters[at], other)
    text = f"{quoted[1]}{','.join(parts)}{arrow}{made}{quoted[1]}"
    help = f"operand {at} is {size_text(known[at])}: with {other!r} in place of {letters[at]!r} it fits, {text}"
    return help, Fix(f"{letters[at]!r} becomes {other!r}", replace(places[0], text), safe=False)


def _exchanged(letters: list[str]) -> list[tuple[int, str]]:
    """Every operand with two letters exchanged: (its number, the letters then)."""
    found = []
    for at, one in enumerate(letters):
        for first, second in combinations(range(len(one)), 2):
            turned = list(one)
            turned[first], turned[second] = turned[second], turned[first]
            found.append((at, "".join(turned)))
    return found


def _agree(letters: list[str], shapes: list[tuple[Dim, ...]]) -> bool:
    met: dict[str, set[Dim]] = {}
    for one, shape in zip(letters, shapes, strict=True):
        for letter, size in zip(one, shape, strict=True):
            met.setdefault(letter, set()).add(size)
    return all(len(found - {1}) <= 1 for found in met.values())
