"""The number that fits, put where the wrong one is written: in_channels, in_features, a pool's padding."""

from __future__ import annotations

import re

from shapelint.findings import Finding, Fix
from shapelint.rules.mend.edits import is_number, replace
from shapelint.rules.report import Case
from shapelint.spelling import source_at, value_place
from shapelint.trace import Event, Place
from shapelint.written import is_written, written

PRODUCT = re.compile(r"\d+(?:\s*\*\s*\d+)*")


def with_number(case: Case, finding: Finding, number: object = None) -> Finding:
    """The finding with the fix that writes the number that the layer gets, where it is one number for all of its calls.

    It is safe where the wrong number stands in the layer's own constructor and nothing but another number is advised;
    where it comes from further away a person should look. Where the input is likelier to be wrong there is no fix.
    """
    made = case.need.actual if number is None else number
    build = case.build
    advised = finding.help.startswith(("write ", "for grey images write ", "for colour images write "))
    if build is None or not case.argument or not isinstance(made, int) or made < 0 or not advised:
        return finding
    if build.arguments.get("groups", 1) != 1 or (number is None and not _one_for_all(case, build)):
        return finding
    there = value_place(build.where(case.argument))
    safe = finding.help.startswith("write ")
    if there is not None and not PRODUCT.fullmatch(source_at(there)):
        further, safe = written(there, build.stack, case.need.expected), False
        there = (
            further
            if further is not None and PRODUCT.fullmatch(source_at(further))
            else there
            if is_written(there)
            else None
        )
    if there is None:
        return finding
    edits = replace(there, _text(case, there, made))
    return finding.with_(fix=Fix(f"{case.argument} becomes {made}", edits, safe)) if edits else finding


def _text(case: Case, there: Place, number: int) -> str:
    """`16 * 5 * 5` where a product was written, and the sizes that were multiplied are known."""
    if is_number(source_at(there)) or "*" not in case.formula:
        return str(number)
    return " * ".join(case.formula.split("*"))


def _one_for_all(case: Case, build: Event) -> bool:
    """Whether every layer built there gets this number whenever it is called."""
    for event in case.trace.events:
        if event.kind == "call" and event.build is not None and event.build.place == build.place:
            needs = [need for need in event.requirements if need.expected_is == case.need.expected_is]
            if any(need.actual != case.need.actual for need in needs if need.rule == case.need.rule):
                return False
    return True
