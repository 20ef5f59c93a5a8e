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

from shapelint.findings import Finding
from shapelint.rules.report import Case, explain, failing
from shapelint.trace import Trace


def check(trace: Trace) -> Iterator[Finding]:
    for case in failing(trace, "indivisible-channels"):
        divides = case.argument == case.need.expected_is
        says = f"does not divide {case.have}" if divides else f"{case.have} is not divisible by {case.want}"
        yield case.finding(explain(case), label=says, built=says, help=advice(case))


def advice(case: Case) -> str:
    """The divisors on either side of what was asked for."""
    have, want = case.need.actual, case.need.expected
    if not isinstance(have, int) or not isinstance(want, int) or not 0 < have <= 1 << 16 or want < 1:
        return ""
    multiples = (
        f"{have // want * want or want} or {(have // want + 1) * want}" if have > want else f"{want} or {2 * want}"
    )
    if not case.need.expected_is or case.need.expected_is not in case.event.arguments:
        return f"{case.need.actual_is or 'it'} would have to be a multiple of {want}: {multiples}"
    divisors = [one for one in range(1, have + 1) if have % one == 0]
    below, above = [one for one in divisors if one < want], [one for one in divisors if one > want]
    fitting = " or ".join(map(str, below[-1:] + above[:1]))
    return f"{case.need.expected_is} could be {fitting}, or {case.need.actual_is} a multiple of {want}: {multiples}"
