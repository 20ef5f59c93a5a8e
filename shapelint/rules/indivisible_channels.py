"""indivisible-channels (SHP203): channels are to be divided into groups or heads that do not divide them.

What: groups of a convolution, num_groups of a GroupNorm and num_heads of an attention must divide their channels.

Why: torch raises in the constructor.

Bad:

    import torch
    from torch import nn

    norm = nn.GroupNorm(32, 48)  # error: [indivisible-channels]

Good:

    import torch
    from torch import nn

    norm = nn.GroupNorm(16, 48)
"""

from __future__ import annotations

from collections.abc import Iterator

from shapelint.ops.core.trace import Trace
from shapelint.report.findings import Finding
from shapelint.rules.wording.report import Case, explain, failing


def check(trace: Trace) -> Iterator[Finding]:
    for case in failing(trace, "indivisible-channels"):
        says = f"does not divide {case.have}" if divisor(case) == case.argument else f"is not divisible by {case.want}"
        yield case.finding(explain(case), label=says, built=says, help=advice(case))


def divisor(case: Case) -> str:
    """The parameter that holds the number of groups or heads.

    "" where it is computed.
    """
    arguments = case.event.arguments
    names = (name for name in (case.need.expected_is, case.need.argument) if name in arguments)
    return next((name for name in names if arguments[name] == case.need.expected), "")


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
    divisors = [one for one in range(1, have + 1) if have % one == 0]
    lower, higher = [one for one in divisors if one < want], [one for one in divisors if one > want]
    fitting = " or ".join(map(str, lower[-1:] + higher[:1]))
    return f"{name} could be {fitting}, or {what} a multiple of {want}: {multiples}"
