"""indivisible-channels (SHP203): channels do not divide into the groups or heads asked for.

What: groups of a convolution, num_groups of a GroupNorm and num_heads of an attention must divide their channels.

Why: torch raises in the constructor.

Bad:

    import torch
    from torch import nn

    norm = nn.GroupNorm(32, 48)  # error: [indivisible-channels]

Good:

    import torch
    from torch import nn

    norm = nn.GroupNorm(24, 48)
"""

from __future__ import annotations

from collections.abc import Iterator

from shapelint.ops.core.trace import Trace
from shapelint.report.findings import Finding
from shapelint.rules.fixes.numbers import with_digits
from shapelint.rules.wording.report import Case, explain, failing


def check(trace: Trace) -> Iterator[Finding]:
    for case in failing(trace, "indivisible-channels"):
        says = f"does not divide {case.have}" if divisor(case) == case.argument else f"is not divisible by {case.want}"
        found = case.finding(explain(case), label=says, built=says, help=advice(case))
        yield with_digits(found, case.event, divisor(case), case.need.expected, nearest(case))


def divisor(case: Case) -> str:
    """The parameter that holds the number of groups or heads.

    "" where it is computed.
    """
    arguments = case.event.arguments
    names = (name for name in (case.need.expected_is, case.need.argument) if name in arguments)
    return next((name for name in names if arguments[name] == case.need.expected), "")


def nearest(case: Case) -> int:
    """The divisor nearest to what was asked for, 0 for none."""
    have, want = case.need.actual, case.need.expected
    if not isinstance(have, int) or not isinstance(want, int) or not 0 < have <= 1 << 16 or want < 1:
        return 0
    found = [one for one in _around(have, want) if one > 1]
    return min(found, key=lambda one: abs(one - want), default=0)


def _around(have: int, want: int) -> list[int]:
    """The divisors of a number on either side of another."""
    divisors = [one for one in range(1, have + 1) if have % one == 0]
    lower, higher = [one for one in divisors if one < want], [one for one in divisors if one > want]
    return lower[-1:] + higher[:1]


def advice(case: Case) -> str:
    """The numbers that would divide.

    The divisors on either side of what was asked for, and the multiples on either side of what there is.
    """
    have, want, name = case.need.actual, case.need.expected, divisor(case)
    if not isinstance(have, int) or not isinstance(want, int) or not 0 < have <= 1 << 16 or want < 1:
        return ""
    below, above = have // want * want, (have // want + 1) * want
    multiples = f"{below} or {above}" if below else f"{above} or {2 * above}"
    what = case.need.actual_is or "it"
    if not name:
        return f"{what} would have to be a multiple of {want}: {multiples}"
    fitting = " or ".join(map(str, _around(have, want)))
    return f"{name} could be {fitting}, or {what} a multiple of {want}: {multiples}"
