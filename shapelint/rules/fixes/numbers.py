"""The number that fits, put where the wrong one is written.

in_channels, in_features, a pool's padding.
"""

from __future__ import annotations

import re
from math import prod

from shapelint.ops.core.trace import Event
from shapelint.report.findings import Finding, Fix
from shapelint.rules.fixes.edits import is_number, replace
from shapelint.rules.fixes.expressions import MOST, expression
from shapelint.rules.wording.report import Case
from shapelint.source.place import Place
from shapelint.source.reading.argument_text import source_at, value_place
from shapelint.source.reading.number_origins import is_only_use, is_written, trail

PRODUCT = re.compile(r"\d+(?:\s*\*\s*\d+)*")


def with_number(case: Case, finding: Finding, number: object = None) -> Finding:
    """The finding with the fix that writes the number.

    The number that the layer gets; other calls of it decide once it is tried.

    It is safe where the wrong number stands in the layer's own constructor and nothing but another number is advised;
    where it comes from further away a person should look. Where the input is likelier to be wrong there is no fix.
    A number that is read elsewhere too stays what it is: the layer's own argument becomes another.
    """
    made = case.need.actual if number is None else number
    build = case.build
    advised = finding.help.startswith(("write ", "for grey images write ", "for colour images write "))
    if build is None or not case.argument or not isinstance(made, int) or made < 0 or not advised:
        return finding
    there = value_place(build.where(case.argument))
    if there is None or build.arguments.get("groups", 1) != 1:
        return finding
    safe = finding.help.startswith("write ") and PRODUCT.fullmatch(source_at(there)) is not None
    place = _digits(there, build, case.need.expected)
    named = expression(case, build, there, made) if place is None and number is None else ""
    if place is None and (named or (is_written(there) and is_number(case.want))):
        place = there
    if place is None:
        return finding
    source = source_at(place)
    edits = replace(place, named or _digits_for(case, source, source if PRODUCT.fullmatch(source) else case.want, made))
    return finding.with_(fix=Fix(f"{case.argument} becomes {named or made}", edits, safe)) if edits else finding


def with_digits(finding: Finding, build: Event, argument: str, was: object, number: int) -> Finding:
    """The finding with the fix that writes another number.

    It stands where that of an argument does, if it is for this argument alone.
    """
    there = value_place(build.where(argument)) if argument and number else None
    place = None if there is None else _digits(there, build, was)
    edits = replace(place, str(number)) if place is not None and is_number(source_at(place)) else ()
    return finding.with_(fix=Fix(f"{argument} becomes {number}", edits, safe=False)) if edits else finding


def _digits(there: Place, build: Event, number: object) -> Place | None:
    """The digits that are for this argument alone.

    Where they stand.
    """
    if PRODUCT.fullmatch(source_at(there)):
        return there
    passed = trail(there, build.stack, number)
    alone = passed and PRODUCT.fullmatch(source_at(passed[-1])) and all(map(is_only_use, passed[:-1]))
    return passed[-1] if alone else None


def _digits_for(case: Case, source: str, before: str, number: int) -> str:
    """What to write for a number.

    `16 * 5 * 5` where more than digits was written, and the sizes that were multiplied are known, or where the number
    is one of them; as it was where it would be too much for it.
    """
    factors = case.formula.split("*") if number == case.need.actual else []
    in_full = " * ".join(factors) if len(factors) > 1 else ""
    if number > MOST * prod(map(int, before.split("*"))):
        return in_full if before in factors else source
    return str(number) if is_number(source) else in_full or str(number)
