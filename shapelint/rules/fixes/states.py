"""The size of a first state, put right where it is made."""

from __future__ import annotations

import re

from shapelint.report.findings import Finding, Fix
from shapelint.rules.fixes.edits import is_number, replace
from shapelint.rules.wording.origins import sizes, source_of
from shapelint.rules.wording.report import Case
from shapelint.source.reading.argument_text import source_at
from shapelint.source.reading.call_parts import measured, positional

MADE = frozenset(("zeros", "ones", "randn", "rand", "empty"))


def with_size_of_batch(case: Case, finding: Finding) -> Finding:
    """The finding with the fix that writes the fitting size."""
    tensor, axis, want = case.need.of, case.axis, case.need.expected
    event = source_of(tensor) if tensor is not None else None
    if event is None or axis is None or event.name not in MADE:
        return finding
    places = positional(event.place)
    if len(places) != len(sizes(tensor, event) or ()) if tensor is not None else True:
        return finding
    place = places[axis]
    text, of = source_at(place), measured(place)
    made = str(want) if is_number(text) and isinstance(want, int) else ""
    if isinstance(of, tuple) and of[1] in (0, 1):
        # The input's first two axes are batch and steps, in one order or the other.
        made = re.sub(rf"{of[1]}(?=\W*$)", str(1 - of[1]), text)
    edits = replace(place, made) if made else ()
    help = f"write {made} in place of {text} where it is made"
    return finding.with_(help=help, fix=Fix(f"{text} becomes {made}", edits, safe=False)) if edits else finding
