"""The picture under a finding, of what the check itself knows.

Windows along an axis, or the tensors that meet.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from shapelint.layers.axis import Axis
from shapelint.layers.explaining.meeting import MET, met
from shapelint.layers.explaining.window import axes_of
from shapelint.layers.picture.ruler import ruler
from shapelint.layers.same import same_axis
from shapelint.ops.core.trace import Event
from shapelint.report.findings import Finding

WIDTH = 100
EXAMPLE = 8
"""A size that is shown where the real one is a symbol, or too large to be drawn."""

WINDOWED = frozenset(
    (
        "kernel-exceeds-input", "pool-padding", "not-same", "tf-same-alignment", "dropped-border", "not-causal",
        "padded-twice",
    )
)  # fmt: skip
FRAMED = frozenset(("pad-order",))
PICTURED = WINDOWED | MET | FRAMED
"""Rules whose findings have a picture."""

LARGEST = 24
SIDES = ("left", "right", "top", "bottom")
LONGEST_AMOUNT = 9


def pictured(findings: Sequence[Finding]) -> list[Finding]:
    """The findings, with a picture where that explains more than a sentence."""
    return [finding.with_(picture=tuple(_picture(finding))) for finding in findings]


def _picture(finding: Finding) -> Iterator[str]:
    event = finding.event
    if not isinstance(event, Event) or event.kind != "call":
        return
    if finding.name in FRAMED:
        yield from _frame(event)
    elif finding.name in MET:
        yield from met(event, finding.name)
    elif finding.name in WINDOWED:
        yield from _windows(finding, event)


def _frame(event: Event) -> Iterator[str]:
    """What is added on the four sides of an image."""
    amounts = event.arguments.get("pad", event.arguments.get("padding"))
    if not isinstance(amounts, (list, tuple)) or len(amounts) < len(SIDES):
        return
    left, right, top, bottom = map(str, amounts[: len(SIDES)])
    if max(map(len, (left, right, top, bottom))) > LONGEST_AMOUNT:
        yield from (f"{name:<6}  {amount}" for name, amount in zip(SIDES, (left, right, top, bottom), strict=True))
        return
    before = " " * len(left)
    yield f"{before}   {top:^9}"
    yield f"{before}   +-------+"
    yield f"{left}   | image |   {right}"
    yield f"{before}   +-------+"
    yield f"{before}   {bottom:^9}"


def _windows(finding: Finding, event: Event) -> Iterator[str]:
    found = axes_of(event, refused=True)
    if found is None:
        return
    axis = _telling(found[0], finding.name)
    shown = axis if _is_small(axis) else axis.with_(size=_like(axis))
    name = axis.name if shown is axis else f"{axis.name}, were they {shown.size} instead of {axis.size}"
    yield from ruler(shown, WIDTH, name)
    if finding.name == "tf-same-alignment":
        yield from ruler(same_axis(shown), WIDTH, "TensorFlow's SAME")


def _is_small(axis: Axis) -> bool:
    return isinstance(axis.size, int) and axis.size <= LARGEST


def _like(axis: Axis) -> int:
    """A smaller size whose windows end as the real one's do."""
    least = max(EXAMPLE, axis.reach)
    if not isinstance(axis.size, int):
        return least
    return least + (axis.size - least) % axis.stride


def _telling(axes: Sequence[Axis], rule: str) -> Axis:
    """The axis that the finding is about."""
    for axis in axes:
        too_small = isinstance(axis.output, int) and axis.output < 1
        if rule == "kernel-exceeds-input" and too_small:
            return axis
        if rule == "pool-padding" and axis.before > axis.kernel // 2:
            return axis
        if rule == "not-same" and (axis.before + axis.after != axis.reach - 1):
            return axis
        if rule == "dropped-border" and isinstance(axis.size, int) and axis.tail > axis.after:
            return axis
    return axes[0]
