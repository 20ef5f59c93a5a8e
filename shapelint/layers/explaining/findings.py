"""The picture under a finding about padding or a kernel.

One axis, as the check itself knows it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from shapelint.layers.axis import Axis
from shapelint.layers.explaining.window import axes_of
from shapelint.layers.picture.ruler import ruler
from shapelint.layers.same import same_axis
from shapelint.ops.core.trace import Event
from shapelint.report.findings import Finding

WIDTH = 100
EXAMPLE = 8
"""A size that is shown where the real one is a symbol, or too large to be drawn."""

PICTURED = frozenset(("kernel-exceeds-input", "pool-padding", "not-same", "tf-same-alignment", "dropped-border"))
LARGEST = 24


def pictured(findings: Sequence[Finding]) -> list[Finding]:
    """The findings, with a picture where that explains more than a sentence."""
    return [finding.with_(picture=tuple(_picture(finding))) for finding in findings]


def _picture(finding: Finding) -> Iterator[str]:
    event = finding.event
    if finding.name not in PICTURED or not isinstance(event, Event) or event.kind != "call":
        return
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
