"""Groups of letters that are taken apart in another order.

Part of moved-by-view: one einops pattern puts `(c p q)` together, the next takes it for `(p q c)`, and nothing but
arithmetic stands between.
"""

from __future__ import annotations

from collections.abc import Iterator

from shapelint.ops.core.trace import Event, Trace
from shapelint.ops.formulas.einops_pattern import Group, Malformed, Side, read_side
from shapelint.report.findings import Finding
from shapelint.rules.evidence.axis_origin import step_back
from shapelint.rules.evidence.flow import alike, calls_of, inputs, main, shape_of, short, source, warning
from shapelint.rules.evidence.shifted_rows import is_data
from shapelint.sizes.tensors import Tensor

PATTERNS = frozenset({"rearrange", "Rearrange"})
POINTWISE = frozenset({
    "add", "sub", "mul", "div", "where", "contiguous", "clone", "detach", "to", "float", "Dropout", "dropout", "relu",
    "ReLU", "sigmoid", "Sigmoid", "tanh", "clamp", "masked_fill",
})  # fmt: skip
MOST = 60


def parted_in_other_letters(trace: Trace) -> Iterator[Finding]:
    """The findings about groups parted otherwise than they were merged."""
    events = calls_of(trace, PATTERNS)
    for event in events if len(events) > 1 else ():
        sides, x = _sides(event), main(event)
        for axis, group in enumerate(sides[0].groups if sides is not None else ()):
            if len(group) < 2 or x is None:
                continue
            merged = _merged(x, axis, set(group))
            if merged is None or merged[1] == group or not is_data(x):
                continue
            if _puts_back(merged[0], event, set(group)) and _of_other_sizes(merged[0], event, group):
                yield _says(event, group, *merged)


def _sides(event: Event) -> tuple[Side, Side] | None:
    """Both sides of a pattern without `...`."""
    held = event.arguments if event.target is None else getattr(event.target, "attributes", {})
    text = held.get("pattern")
    if not isinstance(text, str) or text.count("->") != 1:
        return None
    try:
        left, right = map(read_side, text.split("->"))
    except Malformed:
        return None
    return None if left.has_dots or right.has_dots or left.numbers or right.numbers else (left, right)


def _merged(x: Tensor, axis: int, letters: set[str]) -> tuple[Event, Group] | None:
    """The pattern that merged an axis of the same letters.

    And the order that it put them in.
    """
    waiting, seen = [(x, axis)], {(id(x), axis)}
    for one, at in waiting:
        made = source(one)
        if made is None or len(seen) > MOST:
            continue
        if short(made) in PATTERNS:
            sides = _sides(made)
            group = sides[1].groups[at] if sides is not None and at < len(sides[1].groups) else ()
            if set(group) == letters:
                return made, group
            continue
        if short(made) not in POINTWISE:
            continue
        step, shape = step_back(made, one, at), shape_of(one, made)
        before = [] if step is None else [step]
        for other in inputs(made):
            own = shape_of(other, made)
            if own is not None and shape is not None and len(own) == len(shape) and alike(made, own[at], shape[at]):
                before.append((other, at))
        for place in before:
            if (id(place[0]), place[1]) not in seen:
                seen.add((id(place[0]), place[1]))
                waiting.append(place)
    return None


def _puts_back(merged: Event, event: Event, letters: set[str]) -> bool:
    """Whether the second pattern takes the first one back.

    Letters of the group stood in one with others before the first, as `(h p)`, and stand so behind the second. One axis
    that is parted in windows, and then as a grid, is no such group.
    """
    first, second = _sides(merged), _sides(event)
    if first is None or second is None:
        return False
    before, after = ({frozenset(one) for one in side.groups if len(one) > 1} for side in (first[0], second[1]))
    return any(letters & group for group in before & after)


def _of_other_sizes(merged: Event, event: Event, group: Group) -> bool:
    """Whether a letter stands for one of another size."""
    sizes = {name: value for one in (merged, event) for name, value in _lengths(one).items()}
    sides = _sides(merged)
    order = next((one for one in sides[1].groups if set(one) == set(group)), ()) if sides is not None else ()
    return any(a != b and (a not in sizes or b not in sizes or sizes[a] != sizes[b]) for a, b in zip(order, group))


def _lengths(event: Event) -> dict[str, object]:
    held = event.arguments if event.target is None else getattr(event.target, "attributes", {})
    given = held.get("axes_lengths")
    return dict(given) if isinstance(given, dict) else {}


def _says(event: Event, group: Group, merged: Event, order: Group) -> Finding:
    these, those = " ".join(group), " ".join(order)
    return warning(
        event,
        f"{short(event)} takes the axis for ({these}), and it was put together as ({those}): its elements are mixed",
        label=f"parts it as ({these})",
        help=f"write ({those}) in one order on both sides",
        related=[(merged, f"puts it together as ({those})")],
    )
